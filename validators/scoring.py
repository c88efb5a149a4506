"""Score and coverage of a record for each dimension (rules.md, section 4).

The score goes by fields, not by rules: saying nothing never beats saying
something with a small fault, and a false statement never beats silence. What a
format cannot say lowers the coverage, never the score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from profiles.formats import Format
from profiles.model import LearningResource
from profiles.rules import Profile, Severity
from validators.finding import Verdict
from validators.structural import ORDER

_UNKNOWN = frozenset({"und", "zxx"})  # languages of which nothing is known, and that there is none
_BANDS = ((87.0, "excellent"), (55.0, "good"), (30.0, "sufficient"))


class State(StrEnum):
    """Why a field earns less than its weight."""

    MISSING = "missing"
    WRONG = "wrong"
    FLAWED = "flawed"
    UNKNOWN = "unknown"


_CREDIT = {State.MISSING: 0.0, State.WRONG: 0.0, State.FLAWED: 0.5, State.UNKNOWN: 0.25}
_STATE_WITH = {Severity.VIOLATION: State.WRONG, Severity.WARNING: State.FLAWED}


class Lost(NamedTuple):
    """What a field of a record costs it: of which weight, and why."""

    field: str
    state: State
    weight: float


class Score(NamedTuple):
    """What one record has in one dimension.

    Score and coverage go from 0 to 100; the score is None where the format can
    say nothing that counts. It is 100 times what was earned of what was
    possible, and `lost` tells where the rest is.
    """

    score: float | None
    coverage: float
    earned: float = 0.0
    possible: int = 0
    lost: tuple[Lost, ...] = ()


class _Field(NamedTuple):
    """A field that counts in a dimension: what it loses by state, and the rule that asks for its presence."""

    name: str
    weight: int
    presence: str | None
    losses: Mapping[State, Lost]


class _Dimension(NamedTuple):
    """What records of one format can earn in a dimension: the fields it can say, and their sums."""

    name: str
    fields: tuple[_Field, ...]
    possible: int
    coverage: float


def score(verdict: Verdict, resource: LearningResource, form: Format) -> dict[str, Score]:
    """Return the score and the coverage of one record, by dimension."""
    worst = _worst_findings(verdict)
    scores = {}
    for name, fields, possible, coverage in _dimensions(verdict.profile, form):
        lost = []
        earned: float = possible
        for field in fields:
            state = _state(field, resource, worst)
            if state is not None:
                loss = field.losses[state]
                lost.append(loss)
                earned -= loss.weight
        share = round(100 * earned / possible, 1) if possible else None
        scores[name] = Score(share, coverage, earned, possible, tuple(lost))
    return scores


def band(value: float) -> str:
    """Return the word for a score, in the proportions of data.europa.eu's MQA."""
    return next((word for least, word in _BANDS if value >= least), "poor")


def _state(field: _Field, resource: LearningResource, worst: Mapping[str, Severity]) -> State | None:
    """Return why a field earns less than its weight; None where it earns all of it."""
    name, _, presence, _ = field
    values = getattr(resource, name)
    if not values:  # another field may stand in for it, which the rule on its presence knows
        return State.MISSING if presence is None or presence in worst else None
    severity = worst.get(name)
    if severity in _STATE_WITH:
        return _STATE_WITH[severity]
    return State.UNKNOWN if _is_unknown(values) else None


def _is_unknown(values: tuple[Any, ...]) -> bool:
    """Tell whether all that is said is that nothing is known."""
    for value in values:
        word = value if isinstance(value, str) else value[0]
        if not isinstance(word, str) or not (word.startswith("unknown") or word in _UNKNOWN):
            return False
    return True


def _worst_findings(verdict: Verdict) -> dict[str, Severity]:
    """Return the gravest severity by field, and by rule for the rules that ask for presence.

    A finding that speaks of two fields marks the one that its rule names first.
    """
    worst: dict[str, Severity] = {}
    for finding in verdict.findings:
        severity = verdict.severity(finding)
        rule = verdict.profile.rules[finding.rule]
        field = (rule.fields[0] if finding.code == ORDER else finding.field).partition(".")[0]
        if field not in worst or severity.rank < worst[field].rank:
            worst[field] = severity
        worst[finding.rule] = severity
    return worst


_DIMENSIONS: dict[tuple[str, str], tuple[_Dimension, ...]] = {}


def _dimensions(profile: Profile, form: Format) -> tuple[_Dimension, ...]:
    """Return the dimensions of a profile with what a format can say of each, worked out once."""
    key = profile.digest, form.name
    found = _DIMENSIONS.get(key)
    if found is None:
        made = (_dimension(name, fields, form) for name, fields in _fields(profile, form).items())
        found = _DIMENSIONS[key] = tuple(made)
    return found


def _dimension(name: str, fields: Sequence[_Field], form: Format) -> _Dimension:
    said = tuple(field for field in fields if form.can_say(field.name))
    expressible = sum(field.weight for field in said)
    total = sum(field.weight for field in fields)
    return _Dimension(name, said, expressible, round(100 * expressible / total, 1))


def _fields(profile: Profile, form: Format) -> dict[str, list[_Field]]:
    """Return the fields that count, by dimension: those with a weight that a rule of it names first.

    A rule that is for other formats alone brings none.
    """
    found: dict[str, list[_Field]] = {}
    presence: dict[str, str] = {}
    for rule in profile.rules.values():
        if rule.kind == "presence":
            presence.setdefault(rule.fields[0], rule.id)
    for rule in profile.rules.values():
        if rule.applies_to and form.name not in rule.applies_to:
            continue
        name = rule.fields[0].partition(".")[0]
        weight = profile.weights.get(name)
        counted = found.setdefault(rule.dimension, [])
        if weight and all(field.name != name for field in counted):
            losses = {state: Lost(name, state, weight * (1 - credit)) for state, credit in _CREDIT.items()}
            counted.append(_Field(name, weight, presence.get(name), losses))
    return {dimension: fields for dimension, fields in found.items() if fields}
