"""Checks that remember: what follows from values that records have in common is worked out once.

Levels, ages, languages, licences and tokens come again and again, and a rule may
have a dozen conditions on them. What a check says then follows from the few
values that it reads; they are the key under which its findings are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from profiles.model import LearningResource
from validators.compiled import Judged, Structural, comes_again, member_of
from validators.finding import Finding

_KEPT = 4096
Key = tuple[tuple[Any, ...], ...]
SharedCheck = Callable[[LearningResource], Judged]
Named = tuple[str, Structural]
"""A check and the id of the rule that it is of."""


def remembered(
    checks: Iterable[Named],
) -> tuple[Sequence[tuple[str | None, SharedCheck]], Sequence[Named]]:
    """Return the checks that remember, each with the field that triggers it, and the others.

    Those of one field are joined; of those that nothing triggers, which read
    more, only those of one rule.
    """
    joined: dict[tuple[str | None, str], list[Named]] = {}
    alone: list[Named] = []
    for rule, one in checks:
        if one.reads is None or not all(map(comes_again, one.reads)):
            alone.append((rule, one))
        else:
            joined.setdefault((one.trigger, "" if one.trigger else rule), []).append((rule, one))
    return [(trigger, _remembering(those)) for (trigger, _), those in joined.items()], alone


def _member(field: str) -> int | None:
    return member_of(field) if "." in field else None


def _remembering(checks: Sequence[Named]) -> SharedCheck:
    """Return the check that runs all of these, unless it remembers what they said of the values they read.

    The key holds all that they read, so that the resource which is at hand when
    it is new stands for every one that has the same.
    """
    fields = sorted({field for _, one in checks for field in one.reads or ()})
    asked = [(field.partition(".")[0], _member(field)) for field in fields]
    at_hand: list[LearningResource] = []

    @lru_cache(_KEPT)
    def said_of(_key: Key) -> Judged:
        findings: list[Finding] = []
        applied = frozenset(rule for rule, one in checks if one.check(at_hand[0], None, findings))
        return Judged(applied, findings)

    def check(resource: LearningResource) -> Judged:
        at_hand[:] = (resource,)
        return said_of(_key_of(resource, asked))

    return check


def _key_of(resource: LearningResource, asked: list[tuple[str, int | None]]) -> Key:
    said = vars(resource)
    return tuple(
        [
            values if member is None else tuple([value[member] for value in values])
            for values, member in [(said.get(name, ()), member) for name, member in asked]
        ]
    )
