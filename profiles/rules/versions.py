"""Versions of profiles, such as 1.2.0, and which of them `extends: eu-core@^1.0` takes."""

from __future__ import annotations

import re
from typing import NamedTuple

_VERSION = re.compile(r"(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$")
_WANTED = re.compile(r"([a-z0-9]+(?:[.-][a-z0-9]+)*)(?:@(\^?)(\d{1,6}(?:\.\d{1,6}){0,2}))?$")


class Version(NamedTuple):
    """A version: what is its first number, its second and its third."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


class Wanted(NamedTuple):
    """A profile that another extends, and which versions of it will do."""

    id: str
    least: Version | None = None
    below: Version | None = None

    def takes(self, version: Version) -> bool:
        """Tell whether a version will do."""
        if self.least is not None and version < self.least:
            return False
        return self.below is None or version < self.below


def version_of(text: str) -> Version | None:
    """Return a version that is written as three numbers, None where it is not."""
    found = _VERSION.match(text)
    return Version(*map(int, found.groups())) if found else None


def wanted(text: str) -> Wanted | None:
    """Return what `ID`, `ID@^1.2` or `ID@1.2.0` asks for, None where it is none of them.

    `^1.2` takes every version from 1.2.0 up to, and without, 2.0.0; `1.2` every 1.2.
    """
    found = _WANTED.match(text)
    if found is None:
        return None
    name, caret, numbers = found.groups()
    if numbers is None:
        return Wanted(name)
    given = [int(number) for number in numbers.split(".")]
    least = Version(*(*given, 0, 0)[:3])
    if caret:
        return Wanted(name, least, Version(least.major + 1, 0, 0))
    raised = [*given[:-1], given[-1] + 1]
    return Wanted(name, least, Version(*(*raised, 0, 0)[:3]))
