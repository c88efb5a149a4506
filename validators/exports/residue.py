"""The residue of an export: what it cannot say of a profile, and why."""

from __future__ import annotations

from typing import NamedTuple


class Residue(NamedTuple):
    """A check that an export leaves out or says in part, with the reason.

    `check` is its name and number in the rule; `whole` tells that the export says nothing of the rule.
    """

    rule: str
    check: str
    reason: str
    whole: bool = False


class Unsayable(Exception):  # noqa: N818 - it is a fact about a check, not an error
    """A check has no place in the language of an export; the message is the reason."""
