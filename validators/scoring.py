"""Score and coverage of a record for each dimension (rules.md, section 4).

The score goes by fields, not by rules: saying nothing never beats saying
something with a small fault, and a false statement never beats silence. What a
format cannot say lowers the coverage, never the score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from profiles.formats import Format
from profiles.model import LearningResource
from profiles.rules import Profile, Severity
from validators.finding import Verdict

_CREDIT_WITH = {Severity.VIOLATION: 0.0, Severity.WARNING: 0.5}
_CREDIT_UNKNOWN = 0.25
_BANDS = ((87.0, "excellent"), (55.0, "good"), (30.0, "sufficient"))


class Score(NamedTuple):
    """Both from 0 to 100; the score is None where the format can say nothing that counts."""

    score: float | None
    coverage: float


class _Field(NamedTuple):
    """A field that counts in a dimension: its weight, and the rule that asks for its presence."""

    name: str
    weight: int
    presence: str | None


def score(verdict: Verdict, resource: LearningResource, form: Format) -> dict[str, Score]:
    """Return the score and the coverage of one record, by dimension."""
    worst = _worst_findings(verdict)
    return {
        dimension: _score(fields, worst, resource, form=form)
        for dimension, fields in _fields(verdict.profile).items()
    }


def band(value: float) -> str:
    """Return the word for a score, in the proportions of data.europa.eu's MQA."""
    return next((word for least, word in _BANDS if value >= least), "poor")


def _score(
    fields: Iterable[_Field], worst: Mapping[str, Severity], resource: LearningResource, *, form: Format
) -> Score:
    total = counted = earned = 0.0
    for name, weight, presence in fields:
        total += weight
        if not form.can_say(name):
            continue
        counted += weight
        values = getattr(resource, name)
        if not values and (presence is None or presence in worst):
            continue
        earned += weight * _credit(values, worst.get(name))
    return Score(round(100 * earned / counted, 1) if counted else None, round(100 * counted / total, 1))


def _credit(values: tuple[object, ...], severity: Severity | None) -> float:
    if severity in _CREDIT_WITH:
        return _CREDIT_WITH[severity]
    if values and all(str(value).lower().startswith("unknown") for value in values):
        return _CREDIT_UNKNOWN
    return 1.0


def _worst_findings(verdict: Verdict) -> dict[str, Severity]:
    """Return the gravest severity by field, and by rule for the rules that ask for presence."""
    worst: dict[str, Severity] = {}
    for finding in verdict.findings:
        severity = verdict.severity(finding)
        field = finding.field.partition(".")[0]
        if field not in worst or severity.rank < worst[field].rank:
            worst[field] = severity
        worst[finding.rule] = severity
    return worst


_FIELDS: dict[str, dict[str, list[_Field]]] = {}


def _fields(profile: Profile) -> dict[str, list[_Field]]:
    """Return the fields that count, by dimension: those with a weight that a rule of it names first."""
    found = _FIELDS.get(profile.digest)
    if found is None:
        found = {}
        for rule in profile.rules.values():
            name = rule.fields[0].partition(".")[0]
            counted = found.setdefault(rule.dimension, [])
            if name in profile.weights and all(field.name != name for field in counted):
                presence = [
                    r.id for r in profile.rules.values() if r.kind == "presence" and r.fields[0] == name
                ]
                counted.append(_Field(name, profile.weights[name], presence[0] if presence else None))
        found = {dimension: fields for dimension, fields in found.items() if fields}
        _FIELDS[profile.digest] = found
    return found
