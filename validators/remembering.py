"""Checks that remember: what follows from values that records have in common is worked out once.

Levels, ages, languages, licences and tokens come again and again, and a rule may
have a dozen conditions on them. What a check says then follows from the few
values that it reads; they are the key under which its findings are kept.
Checks that read the same fields, or some of them, have one key together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from profiles.model import LearningResource
from validators.compiled import Judged, Structural, comes_again, member_of
from validators.finding import Finding

_KEPT = 4096
_MOST_READ = 5
"""A key of more fields is seldom met twice."""

Part = Callable[[LearningResource], Judged]
Named = tuple[str, Structural]
"""A check and the id of the rule that it is of."""


class _Group(NamedTuple):
    """Checks that have one key: the fields that trigger them, what they read, and they themselves."""

    triggers: frozenset[str | None]
    reads: frozenset[str]
    parts: tuple[Part, ...]

    def with_(self, other: _Group) -> _Group:
        return _Group(self.triggers | other.triggers, self.reads | other.reads, (*self.parts, *other.parts))


def remembered(
    fields: Mapping[str, Callable[[tuple[Any, ...]], Judged]], checks: Iterable[Named]
) -> tuple[Sequence[tuple[frozenset[str | None], Part]], Sequence[Named]]:
    """Return checks that remember, each with the fields that trigger it, and those that cannot.

    `fields` are the checks of single values of fields whose values come again.
    A trigger that is None stands for every resource.
    """
    groups = [
        _Group(frozenset({name}), frozenset({name}), (_of_field(name, c),)) for name, c in fields.items()
    ]
    alone: list[Named] = []
    for rule, one in checks:
        if one.reads is None or not all(map(comes_again, one.reads)):
            alone.append((rule, one))
        else:
            _join(groups, _Group(frozenset({one.trigger}), one.reads, (_of_rule(rule, one),)))
    return [(group.triggers, _remembering(group)) for group in groups], alone


def _join(groups: list[_Group], new: _Group) -> None:
    """Put a group with the one that reads most of what it reads, or beside all others."""
    best = max(groups, key=lambda group: len(group.reads & new.reads), default=None)
    if best and best.reads & new.reads and len(best.reads | new.reads) <= _MOST_READ:
        groups[groups.index(best)] = best.with_(new)
    else:
        groups.append(new)


def _of_field(name: str, check: Callable[[tuple[Any, ...]], Judged]) -> Part:
    return lambda resource: check(getattr(resource, name))


def _of_rule(rule: str, one: Structural) -> Part:
    applies, applies_not = frozenset({rule}), frozenset[str]()

    def check(resource: LearningResource) -> Judged:
        findings: list[Finding] = []
        is_met = one.trigger is None or getattr(resource, one.trigger)
        applied = is_met and one.check(resource, None, findings)
        return Judged(applies if applied else applies_not, findings)

    return check


def _remembering(group: _Group) -> Part:
    """Return the check that runs all of these, unless it remembers what they said of the values they read.

    The key holds all that they read. A dictionary does where lru_cache would
    take as long again as the rest: what is full is emptied.
    """
    parts, key_of = group.parts, _key_of(sorted(group.reads))
    kept: dict[Any, Judged] = {}

    def check(resource: LearningResource) -> Judged:
        key = key_of(resource.__dict__)
        said = kept.get(key)
        if said is None:
            if len(kept) >= _KEPT:
                kept.clear()
            judged = [part(resource) for part in parts]
            findings = [finding for one in judged for finding in one.findings]
            said = kept[key] = Judged(frozenset().union(*(one.applied for one in judged)), findings)
        return said

    return check


def _key_of(fields: Sequence[str]) -> Callable[[Mapping[str, Any]], Any]:
    """Return the function that gives the values of fields, or of their members."""
    whole = [field for field in fields if "." not in field]
    members = [(name, member_of(field)) for field, name, member in _named(fields) if member]
    if not members and len(whole) == 1:
        (name,) = whole
        return lambda said: said.get(name, ())

    def key_of(said: Mapping[str, Any]) -> Any:
        key = [said.get(name, ()) for name in whole]
        for name, member in members:
            values = said.get(name, ())
            key.append(tuple([value[member] for value in values]) if values else ())
        return tuple(key)

    return key_of


def _named(fields: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    for field in fields:
        name, _, member = field.partition(".")
        yield field, name, member
