"""What a profile changes in a rule, and the proof of which way it goes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, NamedTuple

from profiles.rules.grammar import DIRECTIONS, DOWN, SUBSET, UP
from profiles.rules.reading import nearest, shown
from profiles.rules.rule import Check, Rule, Severity


class Way(StrEnum):
    """Which way a change goes: whether what passed may now fail, or what failed may now pass."""

    TIGHTENING = "tightening"
    LOOSENING = "loosening"
    NEUTRAL = "neutral"
    INCOMPARABLE = "incomparable"


class Refusal(NamedTuple):
    """Why a change is refused, and what to do."""

    cause: str
    remedy: str


def addressed(checks: Sequence[Check], name: str) -> list[tuple[int, str]]:
    """Return where a parameter stands: the number of its check, and its name (`length.max` has both)."""
    check, dot, parameter = name.rpartition(".")
    return [
        (number, parameter)
        for number, one in enumerate(checks)
        if parameter in one.parameters and (not dot or one.name == check)
    ]


def way_of(check: str, parameter: str, before: Any, after: Any) -> Way:
    """Return which way a parameter of a check is changed."""
    if before == after:
        return Way.NEUTRAL
    direction = DIRECTIONS.get((check, parameter))
    if direction is None:
        return Way.INCOMPARABLE
    if direction in (UP, DOWN):
        return _number_way(direction, before, after)
    return _list_way(direction, before, after)


def severity_way(before: Severity, after: Severity) -> Way:
    """Return which way a severity is changed: a graver one is a tightening."""
    if before is after:
        return Way.NEUTRAL
    return Way.TIGHTENING if after.rank < before.rank else Way.LOOSENING


def changed(
    rule: Rule, severity: Severity, change: Mapping[str, Any], *, loosening: bool
) -> tuple[Rule, Severity, list[Refusal]]:
    """Return a rule and its severity as a profile changes them, and why any part of that is refused.

    Only tightenings are allowed, or with `loosening` those too; of a rule that is locked, nothing.
    """
    refusals: list[Refusal] = []
    if rule.locked:
        return rule, severity, [Refusal(f"{rule.id} is locked: no profile changes it", "leave it out")]
    for name, value in change.items():
        if name == "severity":
            wanted, refusal = _severity(rule, severity, value, loosening=loosening)
            severity = wanted or severity
        else:
            rule, refusal = _parameter(rule, name, value, loosening=loosening)
        if refusal is not None:
            refusals.append(refusal)
    return rule, severity, refusals


def _severity(
    rule: Rule, before: Severity, value: Any, *, loosening: bool
) -> tuple[Severity | None, Refusal | None]:
    if value not in tuple(Severity):
        return None, Refusal(
            f"{rule.id}: severity {shown(value)} is not known", nearest(value, tuple(Severity))
        )
    after = Severity(value)
    if severity_way(before, after) is Way.LOOSENING and not loosening:
        cause = f"{rule.id}: severity {after} would loosen {before}"
        return None, Refusal(cause, _narrow_only(f"write {' or '.join(_graver(before))}"))
    return after, None


def _parameter(rule: Rule, name: str, value: Any, *, loosening: bool) -> tuple[Rule, Refusal | None]:
    if name not in rule.parameters:
        known = ("severity", *rule.parameters)
        return rule, Refusal(f"{rule.id} lets no profile change {name}", nearest(name, known))
    number, parameter = addressed(rule.checks, name)[0]
    check = rule.checks[number]
    before = check.parameters[parameter]
    way = way_of(check.name, parameter, before, value)
    direction = rule.parameters[name]
    comparable = way is not Way.INCOMPARABLE or (loosening and type(value) is type(before))
    if not comparable or (isinstance(value, list) and not value):
        expected = "a list of words" if isinstance(before, list) else f"a value such as {shown(before)}"
        return rule, Refusal(
            f"{rule.id}: {name} {shown(value)} cannot be compared with {_listed(before)}",
            f"write {expected} that is narrower ({direction})",
        )
    if way is Way.LOOSENING and not loosening:
        cause = f"{rule.id}: {name} {_listed(value)} would loosen {_listed(before)}"
        return rule, Refusal(cause, _narrow_only(_narrower(direction, before)))
    least, most = ({**check.parameters, parameter: value}.get(one) for one in ("min", "max"))
    if isinstance(least, int | float) and isinstance(most, int | float) and least > most:
        cause = f"{rule.id}: with {name} {shown(value)} nothing is left, for it lies from {least} to {most}"
        return rule, Refusal(cause, "write a value that leaves something")
    checks = list(rule.checks)
    checks[number] = replace(check, parameters={**check.parameters, parameter: value})
    return replace(rule, checks=tuple(checks)), None


def _graver(severity: Severity) -> list[str]:
    return [str(one) for one in Severity if one.rank <= severity.rank]


def _narrower(direction: str, before: Any) -> str:
    if direction in (UP, DOWN):
        return f"write {shown(before)} or {'more' if direction == UP else 'less'}"
    if direction == SUBSET:
        return "write some of those that stood there, and no others"
    return "keep all that stood there, and add to them"


def _narrow_only(remedy: str) -> str:
    return f"{remedy}, or begin the profile with derivedFrom in place of extends and write it under loosen"


def _listed(value: Any) -> str:
    if not isinstance(value, list):
        return shown(value)
    words = ", ".join(map(str, value[:6]))
    return f"[{words}{', …' if len(value) > 6 else ''}]"


def _number_way(direction: str, before: Any, after: Any) -> Way:
    numbers = all(isinstance(one, int | float) and not isinstance(one, bool) for one in (before, after))
    dates = all(isinstance(one, str) and one[:4].isdigit() for one in (before, after))
    if not numbers and not (dates and len(before) == len(after)):
        return Way.INCOMPARABLE
    return Way.TIGHTENING if (after > before) == (direction == UP) else Way.LOOSENING


def _list_way(direction: str, before: Any, after: Any) -> Way:
    if not isinstance(before, list) or not isinstance(after, list) or not after:
        return Way.INCOMPARABLE
    old, new = _folded(before), _folded(after)
    if old == new:
        return Way.NEUTRAL
    if new < old:
        return Way.TIGHTENING if direction == SUBSET else Way.LOOSENING
    if new > old:
        return Way.LOOSENING if direction == SUBSET else Way.TIGHTENING
    return Way.INCOMPARABLE


def _folded(words: Collection[Any]) -> frozenset[str]:
    return frozenset(str(word) for word in words)
