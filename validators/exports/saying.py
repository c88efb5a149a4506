"""A profile's rules as an export says them, with the residue: what is common to SHACL and JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from profiles.rules import Profile, Rule, Severity
from validators.exports.asked import asked
from validators.exports.formulas import Formula
from validators.exports.residue import Residue, Unsayable

_T = TypeVar("_T")

PRESENCE = (
    "Commonshelf does not check a rule on presence where the format of a record cannot say the field; "
    "an export does not know the format, and asks always."
)


class Said(NamedTuple, Generic[_T]):
    """A rule and its checks as the export says them, by their names."""

    rule: Rule
    severity: Severity
    checks: dict[str, _T]
    residue: tuple[Residue, ...]


def say(profile: Profile, write: Callable[[Formula], _T]) -> list[Said[_T]]:
    """Return the rules of a profile with each check that can be written; the others are their residue."""
    return [_say(rule, profile.severities[rule.id], write) for rule in profile.rules.values()]


def check_names(rule: Rule) -> tuple[str, ...]:
    """Return the names of a rule's checks; where there are several, each with its number."""
    if len(rule.checks) == 1:
        return (rule.checks[0].name,)
    return tuple(f"{check.name} ({number})" for number, check in enumerate(rule.checks, 1))


def residue_of(said: Iterable[Said[_T]]) -> tuple[Residue, ...]:
    """Return all that was not said, in the order of the rules."""
    return tuple(one for rule in said for one in rule.residue)


def _say(rule: Rule, severity: Severity, write: Callable[[Formula], _T]) -> Said[_T]:
    written: dict[str, _T] = {}
    reasons: dict[str, str] = {}
    for name, check in zip(check_names(rule), rule.checks, strict=True):
        try:
            written[name] = write(asked(rule, check))
        except Unsayable as reason:
            reasons[name] = str(reason)
    residue = tuple(Residue(rule.id, name, reason, not written) for name, reason in reasons.items())
    return Said(rule, severity, written, residue)
