"""The report as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines; all findings.

Members of an object have no order, so that the results can be written as they
come, and what is known at the end after them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Any, TextIO
from urllib.parse import quote, urlsplit

from profiles.positions.excerpt import visible
from profiles.record import Unreadable
from profiles.rules import Rule, Severity
from validators.reports.as_json import as_json, summary
from validators.reports.report import Report
from validators.reports.result import Checked, Located, Result, located
from validators.reports.wording import LIMITS, Wording

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_IN_A_PATH = "/-._~!$&'()*+,;=@"
_IN_AN_ADDRESS = f"{_IN_A_PATH}:?#[]%"


def write_sarif(results: Iterable[Result], report: Report, out: TextIO, wording: Wording) -> None:
    """Write one SARIF log with one run; each result is written before the next record is asked for."""
    head = as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": []}).removesuffix("]}")
    run = as_json(_run(report, wording)).removesuffix("}")
    out.write(f'{head}{run},\n"results": [')
    writing = _Writing(report, wording)
    separator = "\n"
    for result in results:
        if isinstance(result, Checked):
            for one in writing.results(result):
                out.write(separator + as_json(one))
                separator = ",\n"
    end = {"invocations": [_invocation(report, wording)], "properties": _properties(report, wording)}
    out.write(f"\n],\n{as_json(end).removeprefix('{')}]}}\n")


class _Writing:
    """What all results of a run share, worked out once."""

    def __init__(self, report: Report, wording: Wording) -> None:
        self.wording = wording
        self.profile = report.profile
        self._indexes = {rule: index for index, rule in enumerate(report.profile.rules)}
        self._levels = {rule: _LEVELS[severity] for rule, severity in report.profile.severities.items()}

    def results(self, checked: Checked) -> Iterator[dict[str, Any]]:
        """Yield a result for each finding of a record."""
        identifier = visible(checked.record.header.identifier)
        artifact = {"uri": address_of(checked.record.origin)}
        for one in located(checked):
            yield self._result(one, identifier, artifact)

    def _result(self, one: Located, identifier: str, artifact: dict[str, str]) -> dict[str, Any]:
        finding, location, address = one
        message, fix = self.wording.finding(finding, self.profile)
        uuid = address.rpartition(":")[2]
        region = {"startLine": location.line, "startColumn": location.column}
        return {
            "ruleId": finding.rule,
            "ruleIndex": self._indexes[finding.rule],
            "level": self._levels[finding.rule],
            "message": {"text": _message(f"{message} {fix}")},
            "locations": [
                {
                    "physicalLocation": {"artifactLocation": artifact, "region": region},
                    "logicalLocations": [
                        {
                            "name": finding.pointer,
                            "fullyQualifiedName": f"{identifier}#{visible(location.path)}",
                            "kind": "value",
                        }
                    ],
                }
            ],
            "partialFingerprints": {"finding/v1": uuid},
            "properties": {"record": identifier, "field": finding.field, "code": finding.code},
        }


def address_of(origin: str) -> str:
    """Return where something was taken from as a URI reference: an address, or a path of a file."""
    if urlsplit(origin).scheme in ("http", "https"):
        return quote(origin, safe=_IN_AN_ADDRESS)
    path = quote(origin.replace("\\", "/"), safe=_IN_A_PATH)
    return f"file://{path}" if path.startswith("/") else path


def _message(text: str) -> str:
    """Return a message in which nothing is a place to fill or a link (SARIF, sections 3.11.5 and 3.11.6)."""
    return visible(text).replace("{", "{{").replace("}", "}}").replace("](", "]\\(")


def _run(report: Report, wording: Wording) -> dict[str, Any]:
    return {
        "tool": {
            "driver": {
                "name": "Commonshelf",
                "version": version("commonshelf"),
                "rules": [
                    _rule(rule, report.profile.severities[rule.id], wording)
                    for rule in report.profile.rules.values()
                ],
            }
        },
        "language": wording.lang,
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": f"{report.profile.id}/{report.profile.version}/"},
    }


def _rule(rule: Rule, severity: Severity, wording: Wording) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.slug.split("-")),
        "shortDescription": {"text": wording.of(rule.title).text},
        "help": {"text": wording.of(rule.fix).text},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {"tags": [rule.dimension, rule.kind], "source": rule.source.document},
    }


def _invocation(report: Report, wording: Wording) -> dict[str, Any]:
    """Return whether all was checked, with a notification for what was not."""
    told = [_notification(unreadable) for unreadable in report.unreadable]
    rest = report.unreadable_count - len(told)
    if rest > 0:
        text = wording("more_not_checked_short", number=rest)
        told.append({"level": "error", "message": {"text": text}})
    return {
        "executionSuccessful": not report.unreadable_count,
        "endTimeUtc": report.generated.isoformat().replace("+00:00", "Z"),
        "toolExecutionNotifications": told,
    }


def _notification(unreadable: Unreadable) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": address_of(unreadable.target)}}
    if unreadable.line:
        place["region"] = {"startLine": unreadable.line}
    text = _message(unreadable.cause)
    return {"level": "error", "message": {"text": text}, "locations": [{"physicalLocation": place}]}


def _properties(report: Report, wording: Wording) -> dict[str, Any]:
    profile = {"id": report.profile.id, "version": report.profile.version, "digest": report.profile.digest}
    limits = [wording(limit) for limit in LIMITS]
    return {"profile": profile, "limits": limits, "summary": summary(report, wording)}
