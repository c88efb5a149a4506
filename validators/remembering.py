"""Checks that remember: what follows from values that records have in common is worked out once.

Levels, ages, languages, licences and tokens come again and again, and a rule may
have a dozen conditions on them. What a check says then follows from the few
values that it reads; they are the key under which its findings are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from profiles.model import LearningResource, Text
from profiles.record import Record
from validators.compiled import Compiled, Structural, kind_of, member_of
from validators.finding import Finding

_KEPT = 4096
_SELDOM_TWICE = frozenset({"url", "id", "encoding", "encoding.contentUrl", "encoding.embedUrl", "image"})
"""The fields whose values no two records share; a key of them would only cost."""

Key = tuple[tuple[Any, ...], ...]
Said = tuple[bool, tuple[Finding, ...]]


def remembered(checks: Iterable[Structural]) -> Iterator[Structural]:
    """Yield the checks of a rule, those joined into one that remember by what they read."""
    joined: dict[str, list[Structural]] = {}
    for one in checks:
        if one.trigger is None or one.reads is None or any(map(_seldom_comes_again, one.reads)):
            yield one
        else:
            joined.setdefault(one.trigger, []).append(one)
    for trigger, those in joined.items():
        reads = frozenset(field for one in those for field in one.reads or ())
        yield Structural(_remembering([one.check for one in those], reads), trigger, reads)


def _seldom_comes_again(field: str) -> bool:
    return field in _SELDOM_TWICE or (
        kind_of(field.partition(".")[0]) is Text and _member(field) in (None, 0)
    )


def _member(field: str) -> int | None:
    return member_of(field) if "." in field else None


def _remembering(checks: list[Compiled], reads: frozenset[str]) -> Compiled:
    """Return the check that runs those of a rule, unless it remembers what they said of these values.

    The key holds all that they read, so that the resource which is at hand when
    it is new stands for every one that has the same.
    """
    fields = sorted(reads)
    asked = [(field.partition(".")[0], _member(field)) for field in fields]
    at_hand: list[LearningResource] = []

    @lru_cache(_KEPT)
    def said_of(_key: Key) -> Said:
        findings: list[Finding] = []
        applied = False
        for check in checks:
            applied |= check(at_hand[0], None, findings)
        return applied, tuple(findings)

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        at_hand[:] = (resource,)
        applied, found = said_of(_key_of(resource, asked))
        findings += found
        return applied

    return check


def _key_of(resource: LearningResource, asked: list[tuple[str, int | None]]) -> Key:
    said = vars(resource)
    return tuple(
        [
            values if member is None else tuple([value[member] for value in values])
            for values, member in [(said.get(name, ()), member) for name, member in asked]
        ]
    )
