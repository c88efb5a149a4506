"""The one exception that ends a command in one line: what it was asked for cannot be done."""

from __future__ import annotations


class Failure(Exception):  # noqa: N818 - each kind of it is named for what it is
    """What was asked for cannot be done; the message names the thing, the cause and what to do."""
