"""The report as JSON, written while records are checked, so that its length needs no memory.

Its form is that of profiles/schemas/report.schema.json, which goes with VERSION.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from profiles.model import LearningResource
from profiles.record import Record
from validators.estimate import estimate
from validators.estimate_text import told
from validators.reports.report import Report
from validators.reports.result import Checked, Located, Result, located
from validators.reports.tally import Tally
from validators.reports.wording import LIMITS, Wording
from validators.scoring import Score

VERSION = "2.0"
_ENGLISH = Wording()
_encode = json.JSONEncoder(ensure_ascii=False).encode


def write_json(results: Iterable[Result], report: Report, out: TextIO, wording: Wording = _ENGLISH) -> None:
    """Write one JSON object: the profile, one result for each record, and the sum of the report.

    The results are taken one by one and each is written before the next is asked for.
    """
    profile = {
        "id": report.profile.id,
        "version": report.profile.version,
        "digest": report.profile.digest,
        "title": wording.of(report.profile.title).text,
    }
    head = {
        "format": "commonshelf-report",
        "version": VERSION,
        "generated": report.generated.isoformat().replace("+00:00", "Z"),
        "language": wording.lang,
        "profile": profile,
        "limits": [wording(limit) for limit in LIMITS],
    }
    out.write(as_json(head).removesuffix("}") + ',\n"results": [')
    separator = "\n"
    for result in results:
        out.write(separator + as_json(_result(result, wording)))
        separator = ",\n"
    out.write(f'\n],\n"summary": {as_json(summary(report, wording))}}}\n')


def as_json(value: Any) -> str:
    """Return a value as JSON on one line."""
    return _encode(value)


def finding_as_json(one: Located, checked: Checked, wording: Wording = _ENGLISH) -> dict[str, Any]:
    """Return a finding as plain values, with its place and in words."""
    finding, location, address = one
    message, fix = wording.finding(finding, checked.verdict.profile)
    return {
        "address": address,
        "rule": finding.rule,
        "severity": str(checked.verdict.severity(finding)),
        "pointer": finding.pointer,
        "code": finding.code,
        "message": message,
        "fix": fix,
        "value": finding.slots.get("value"),
        "line": location.line,
        "column": location.column,
        "path": location.path,
        "recordLine": location.in_record.line,
        "recordColumn": location.in_record.column,
    }


def summary(report: Report, wording: Wording = _ENGLISH) -> dict[str, Any]:
    """Return the counts, the scores, what to mend first and the rules with findings, as plain values."""
    return {
        "records": report.records,
        "conforms": {str(word): count for word, count in sorted(report.conforms.items())},
        "deleted": report.deleted,
        "notChecked": report.unreadable_count,
        "formats": dict(sorted(report.formats.items())),
        "scores": {dimension: _tally(tally) for dimension, tally in report.tallies.items()},
        "mendings": [
            {
                "field": mending.field,
                "label": wording.field(mending.field),
                "records": {str(state): count for state, count in mending.states.items()},
                "points": {name: round(points, 3) for name, points in mending.points.items()},
                "total": round(mending.total, 3),
            }
            for mending in report.mendings()
        ],
        "rules": [
            {
                "rule": group.rule,
                "severity": str(group.severity),
                "title": wording.title(group.rule, report.profile).text,
                "records": group.records,
                "findings": group.findings,
            }
            for group in report.by_gravity()
        ],
        "rulesNotChecked": _reasons(report.not_checked, wording),
    }


def _tally(tally: Tally) -> dict[str, Any]:
    mean = tally.mean
    return {
        "mean": None if mean is None else round(mean, 1),
        "median": tally.median,
        "tenthPercentile": tally.tenth_percentile,
        "coverage": round(tally.coverage, 1),
        "scored": tally.scored,
        "earned": tally.earned,
        "possible": tally.possible,
    }


def _result(result: Result, wording: Wording) -> dict[str, Any]:
    if isinstance(result, Checked):
        record, verdict = result.record, result.verdict
        return {
            "outcome": "checked",
            "identifier": record.header.identifier,
            "origin": record.origin,
            "line": record.line,
            "format": result.form.name,
            "conforms": str(verdict.conforms),
            "scores": {name: _score(score) for name, score in result.scores.items()},
            "estimate": _estimate(result.resource, wording),
            "findings": [finding_as_json(one, result, wording) for one in located(result)],
            "rulesNotApplicable": list(verdict.not_applicable),
            "rulesNotChecked": _reasons(verdict.not_checked, wording),
        }
    if isinstance(result, Record):
        return {"outcome": "deleted", "identifier": result.header.identifier, "origin": result.origin}
    return {
        "outcome": "not checked",
        "identifier": result.identifier,
        "origin": result.target,
        "line": result.line,
        "cause": result.cause,
    }


def _estimate(resource: LearningResource, wording: Wording) -> dict[str, Any] | None:
    """Return the range of emissions for one use, with all that it rests on; None where there is none."""
    made = estimate(resource)
    if made is None:
        return None
    said = told(made, wording.lang)
    return {"method": made.method, "low": made.grams.low, "high": made.grams.high, **said._asdict()}


def _score(score: Score) -> dict[str, Any]:
    return {
        "score": score.score,
        "coverage": score.coverage,
        "earned": score.earned,
        "possible": score.possible,
        "lost": [
            {"field": name, "state": str(state), "points": weight} for name, state, weight in score.lost
        ],
    }


def _reasons(not_checked: Mapping[str, str], wording: Wording) -> dict[str, str]:
    return {rule: wording.reason(reason) for rule, reason in not_checked.items()}
