"""What distinguishes two profiles, which way each change goes, and the version number that it calls for.

It is read from what the profiles ask, not tried on records. Major: something that
conformed may now fail. Minor: new warnings or observations, or a loosening. Patch: words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import IntEnum
from typing import Any, NamedTuple

from profiles.rules.locking import Lock, lock_of, vocabularies_of
from profiles.rules.narrowing import Way, severity_way, way_of
from profiles.rules.rule import Check, Profile, Rule, Severity
from profiles.rules.versions import Version, version_of


class Step(IntEnum):
    """The part of a version number that a change raises."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


class Change(NamedTuple):
    """One change: of a rule (None: of the profile itself), what was changed, and which way it goes."""

    rule: str | None
    what: str
    before: Any
    after: Any
    way: Way
    step: Step


def compare(before: Profile, after: Profile) -> list[Change]:
    """Return what distinguishes two profiles: of rules first, in the order of their ids."""
    changes: list[Change] = []
    for name in sorted({*before.rules, *after.rules}):
        if name not in after.rules:
            severity = before.severities[name]
            changes.append(Change(name, "rule", str(severity), None, Way.LOOSENING, Step.MINOR))
        elif name not in before.rules:
            severity = after.severities[name]
            changes.append(_change(name, "rule", (None, str(severity)), Way.TIGHTENING, severity))
        else:
            changes += _of_rule(name, before, after)
    return [*changes, *_of_profile(before, after)]


def drift(lock: Lock, now: Profile) -> list[Change]:
    """Return what has changed beneath a released version: vocabularies, and rules that it only takes."""
    current = lock_of(now, lock.released)
    changes = []
    for name, severity in now.severities.items():
        if name in lock.rules and lock.rules[name] != current.rules[name]:
            changes.append(_change(name, "beneath it", (None, None), Way.INCOMPARABLE, severity))
    for name in sorted(lock.vocabularies):
        if name in current.vocabularies and lock.vocabularies[name] != current.vocabularies[name]:
            worst = min(
                (
                    now.severities[rule.id]
                    for rule in now.rules.values()
                    if name in vocabularies_of(replace(now, rules={rule.id: rule}, vocabularies={}))
                ),
                key=lambda one: one.rank,
                default=Severity.WARNING,
            )
            change = _change("", f"vocabulary {name}", (None, None), Way.INCOMPARABLE, worst)
            changes.append(change._replace(rule=None))
    return changes


def step_of(changes: list[Change]) -> Step:
    """Return the step that changes call for: the largest of them."""
    return max((change.step for change in changes), default=Step.NONE)


def least_version(before: str, step: Step) -> Version:
    """Return the least version that may come after another with a step; without one, it may stay the same."""
    major, minor, patch = version_of(before) or (0, 0, 0)
    if step is Step.MAJOR:
        return Version(major + 1, 0, 0)
    if step is Step.MINOR:
        return Version(major, minor + 1, 0)
    return Version(major, minor, patch + (step is Step.PATCH))


def _of_rule(name: str, before: Profile, after: Profile) -> Iterator[Change]:
    old, new = before.rules[name], after.rules[name]
    was, severity = before.severities[name], after.severities[name]
    if was is not severity:
        way = severity_way(was, severity)
        yield _change(name, "severity", (str(was), str(severity)), way, severity)
    for what, first, second in (
        ("kind", old.kind, new.kind),
        ("fields", list(old.fields), list(new.fields)),
    ):
        if first != second:
            yield _change(name, what, (first, second), Way.INCOMPARABLE, severity)
    if set(old.applies_to) != set(new.applies_to):
        formats = list(old.applies_to), list(new.applies_to)
        yield _change(name, "applies_to", formats, _formats_way(*formats), severity)
    for what, values, way in _of_checks(old.checks, new.checks):
        yield _change(name, what, values, way, severity)
    yield from _of_words(name, old, new)


def _of_checks(
    before: tuple[Check, ...], after: tuple[Check, ...]
) -> Iterator[tuple[str, tuple[Any, Any], Way]]:
    """Yield the changes of checks: of each parameter where they are the same checks in the same order."""
    if [one.name for one in before] != [one.name for one in after]:
        names = [one.name for one in before], [one.name for one in after]
        if names[0] == names[1][: len(before)] and before == after[: len(before)]:
            yield "checks", names, Way.TIGHTENING
        elif names[1] == names[0][: len(after)] and after == before[: len(after)]:
            yield "checks", names, Way.LOOSENING
        else:
            yield "checks", names, Way.INCOMPARABLE
        return
    for old, new in zip(before, after, strict=True):
        if (old.when, old.fields) != (new.when, new.fields):
            yield f"{old.name}.when", (old.when, new.when), Way.INCOMPARABLE
        for name in sorted({*old.parameters, *new.parameters}):
            values = old.parameters.get(name), new.parameters.get(name)
            if values[0] != values[1]:
                yield f"{old.name}.{name}", values, _parameter_way(old.name, name, *values)


def _parameter_way(check: str, name: str, before: Any, after: Any) -> Way:
    """Return which way a parameter goes; that a limit comes or goes is a change too."""
    if name in ("min", "max", "each") and check in ("count", "length", "range"):
        if before is None:
            return Way.TIGHTENING
        if after is None:
            return Way.LOOSENING
    return way_of(check, name, before, after)


def _formats_way(before: list[str], after: list[str]) -> Way:
    """Return which way the formats go that a rule applies to; none named are all."""
    old, new = set(before), set(after)
    if not new or (old and old < new):
        return Way.TIGHTENING
    return Way.LOOSENING if not old or new < old else Way.INCOMPARABLE


def _of_words(name: str, before: Rule, after: Rule) -> Iterator[Change]:
    for what in ("title", "messages", "fix", "source"):
        if getattr(before, what) != getattr(after, what):
            yield Change(name, what, None, None, Way.NEUTRAL, Step.PATCH)


def _of_profile(before: Profile, after: Profile) -> Iterator[Change]:
    for name in sorted({*before.weights, *after.weights}):
        weights = before.weights.get(name), after.weights.get(name)
        if weights[0] != weights[1]:
            yield Change(None, f"weights.{name}", *weights, Way.NEUTRAL, Step.MINOR)
    for name in sorted({*before.vocabularies, *after.vocabularies}):
        old, new = before.vocabularies.get(name), after.vocabularies.get(name)
        if old != new:
            yield _of_vocabulary(name, old, new)
    for what in ("title", "description", "extends", "derived_from"):
        first, second = getattr(before, what), getattr(after, what)
        if first != second:
            is_words = what in ("title", "description")
            old, new = (None, None) if is_words else (first, second)
            yield Change(None, what, old, new, Way.NEUTRAL, Step.PATCH)


def _of_vocabulary(name: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Change:
    old, new = (one.get("schemes") if one else None for one in (before, after))
    way = way_of("in", "schemes", old, new) if old and new else Way.INCOMPARABLE
    if way is Way.NEUTRAL:  # the date of the snapshot
        return Change(None, f"vocabularies.{name}", before, after, Way.NEUTRAL, Step.PATCH)
    step = Step.MINOR if way is Way.LOOSENING else Step.MAJOR
    return Change(None, f"vocabularies.{name}", old, new, way, step)


def _change(rule: str, what: str, values: tuple[Any, Any], way: Way, severity: Severity) -> Change:
    """Return a change of a rule: where it is a violation, what conformed may now fail."""
    harms = way in (Way.TIGHTENING, Way.INCOMPARABLE) and severity is Severity.VIOLATION
    return Change(rule, what, *values, way, Step.MAJOR if harms else Step.MINOR)
