"""Score and coverage of a record for each dimension (rules.md, section 4).

The score goes by fields, not by rules: saying nothing never beats saying
something with a small fault, and a false statement never beats silence. What a
format cannot say lowers the coverage, never the score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
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
    """A field that counts in a dimension: its weight, and what it loses by state."""

    name: str
    weight: int
    losses: Mapping[State, Lost]


class _Dimension(NamedTuple):
    """What records of one format can earn in a dimension: the fields it can say, and their sums.

    `total` is the weight of all fields that count, those too that the format cannot say.
    """

    name: str
    fields: tuple[_Field, ...]
    possible: int
    total: int


class _Counted(NamedTuple):
    """What counts for records of one format: dimensions, and each field with the rule that asks for it."""

    dimensions: tuple[_Dimension, ...]
    fields: tuple[tuple[str, str | None], ...]


def score(verdict: Verdict, resource: LearningResource, form: Format) -> dict[str, Score]:
    """Return the score and the coverage of one record, by dimension."""
    worst, (dimensions, fields) = _worst_findings(verdict), _counted(verdict.profile, form)
    states: dict[str, State] = {}
    not_applicable: set[str] = set()
    for name, presence in fields:
        values = getattr(resource, name)
        if values:
            state = _state(values, worst.get(name))
        elif presence is not None and presence not in worst:
            if presence not in verdict.applied:
                not_applicable.add(name)
            continue  # another field stands in for it, which the rule on its presence knows
        else:
            state = State.MISSING
        if state is not None:
            states[name] = state
    return {one.name: _score(one, states, not_applicable) for one in dimensions}


def _score(dimension: _Dimension, states: Mapping[str, State], not_applicable: Set[str]) -> Score:
    """Return what a record has in one dimension; what does not apply to it counts nowhere."""
    _, fields, possible, total = dimension
    if not_applicable:
        left_out = sum(field.weight for field in fields if field.name in not_applicable)
        possible, total = possible - left_out, total - left_out
    lost = tuple([field.losses[states[field.name]] for field in fields if field.name in states])
    earned = possible - sum([loss.weight for loss in lost])
    share = round(100 * earned / possible, 1) if possible else None
    return Score(share, round(100 * possible / total, 1) if total else 0.0, earned, possible, lost)


def band(value: float) -> str:
    """Return the word for a score, in the proportions of data.europa.eu's MQA."""
    return next((word for least, word in _BANDS if value >= least), "poor")


def _state(values: tuple[Any, ...], severity: Severity | None) -> State | None:
    """Return why a field that says something earns less than its weight; None where it earns all of it."""
    if severity is not None and severity in _STATE_WITH:
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


_COUNTED: dict[tuple[str, str], _Counted] = {}


def _counted(profile: Profile, form: Format) -> _Counted:
    """Return what counts in a profile for records of a format, worked out once."""
    key = profile.digest, form.name
    found = _COUNTED.get(key)
    if found is None:
        dimensions = tuple(_dimension(name, fields, form) for name, fields in _fields(profile, form).items())
        names = dict.fromkeys(field.name for one in dimensions for field in one.fields)
        asking = _asking(profile)
        found = _COUNTED[key] = _Counted(dimensions, tuple((name, asking.get(name)) for name in names))
    return found


def _dimension(name: str, fields: Sequence[_Field], form: Format) -> _Dimension:
    said = tuple(field for field in fields if form.can_say(field.name))
    return _Dimension(name, said, sum(field.weight for field in said), sum(field.weight for field in fields))


def _asking(profile: Profile) -> dict[str, str]:
    """Return for each field the first rule that asks for its presence."""
    asking: dict[str, str] = {}
    for rule in profile.rules.values():
        if rule.kind == "presence":
            asking.setdefault(rule.fields[0], rule.id)
    return asking


def _fields(profile: Profile, form: Format) -> dict[str, list[_Field]]:
    """Return the fields that count, by dimension: those with a weight that a rule of it names first.

    A rule that is for other formats alone brings none.
    """
    found: dict[str, list[_Field]] = {}
    for rule in profile.rules.values():
        if rule.applies_to and form.name not in rule.applies_to:
            continue
        name = rule.fields[0].partition(".")[0]
        weight = profile.weights.get(name)
        counted = found.setdefault(rule.dimension, [])
        if weight and all(field.name != name for field in counted):
            losses = {state: Lost(name, state, weight * (1 - credit)) for state, credit in _CREDIT.items()}
            counted.append(_Field(name, weight, losses))
    return {dimension: fields for dimension, fields in found.items() if fields}
