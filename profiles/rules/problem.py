"""What is wrong with a rule or a profile: where it stands, the cause, and what to do."""

from __future__ import annotations

from typing import NamedTuple

from profiles.failure import Failure


class RuleError(Failure):
    """A rule or a profile cannot be used; the message names the file, the place and what to do."""


class Problem(NamedTuple):
    """One thing that is wrong in a file; `line` is 0 where it is in no one line."""

    file: str
    line: int
    cause: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " * bool(self.file)
        return f"{place}{self.cause}; {self.remedy}" if self.remedy else f"{place}{self.cause}"
