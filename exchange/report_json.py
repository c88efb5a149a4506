"""The report as JSON, written while records are checked, so that its length needs no memory."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from exchange.pipeline import Examined, Outcome, findings_as_json
from exchange.taking_in import Deleted
from validators.reports.report import Report

VERSION = "1.1"


def write_json(outcomes: Iterable[Outcome], report: Report, out: TextIO) -> None:
    """Write one JSON object: the profile, one result for each record, and the sum of the report.

    The outcomes are taken one by one and each is written before the next is asked for.
    """
    profile = {"id": report.profile.id, "version": report.profile.version, "digest": report.profile.digest}
    head = {"format": "commonshelf-report", "version": VERSION, "profile": profile}
    out.write(_json(head).removesuffix("}") + ',\n"results": [')
    separator = "\n"
    for outcome in outcomes:
        besides = outcome.besides if isinstance(outcome, Examined) else ()
        for each in (outcome, *besides):
            out.write(separator + _json(_result(each)))
            separator = ",\n"
    out.write(f'\n],\n"summary": {_json(summary(report))}}}\n')


def summary(report: Report) -> dict[str, Any]:
    """Return the counts, the scores and the rules with findings, as plain values."""
    return {
        "records": report.records,
        "conforms": {str(word): count for word, count in sorted(report.conforms.items())},
        "deleted": report.deleted,
        "notChecked": report.unreadable_count,
        "scores": {
            dimension: {"mean": None if mean is None else round(mean, 1), "coverage": round(coverage, 1)}
            for dimension, mean, coverage in report.means()
        },
        "rules": [
            {
                "rule": group.rule,
                "severity": str(group.severity),
                "title": report.profile.rules[group.rule].title["en"],
                "records": group.records,
                "findings": group.findings,
            }
            for group in report.by_gravity()
        ],
        "rulesNotChecked": report.not_checked,
    }


def _result(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Examined):
        record, verdict = outcome.record, outcome.verdict
        return {
            "outcome": "checked",
            "identifier": record.header.identifier,
            "origin": record.origin,
            "line": record.line,
            "format": outcome.form.name,
            "conforms": str(verdict.conforms),
            "scores": {
                name: {"score": s.score, "coverage": s.coverage} for name, s in outcome.scores.items()
            },
            "findings": findings_as_json(outcome),
            "rulesNotApplicable": list(verdict.not_applicable),
            "rulesNotChecked": dict(verdict.not_checked),
        }
    if isinstance(outcome, Deleted):
        header = outcome.record.header
        return {"outcome": "deleted", "identifier": header.identifier, "origin": outcome.record.origin}
    return {
        "outcome": "not checked",
        "identifier": outcome.identifier,
        "origin": outcome.target,
        "line": outcome.line,
        "cause": outcome.cause,
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
