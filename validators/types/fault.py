"""What a check may say of one value."""

from __future__ import annotations

from typing import Final, NamedTuple


class Fault(NamedTuple):
    """The value is not as asked: `code` says in which way, the others fill the message."""

    code: str = ""
    suggestion: str = ""
    other: str = ""


class _Skip:
    """The check has nothing to say of the value."""


SKIP: Final = _Skip()
Judgement = Fault | _Skip | None
