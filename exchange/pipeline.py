"""The way of one record: read from its format, judged by the profile, made ready for the registry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from profiles.formats import FORMATS, Format, format_of
from profiles.model import LearningResource
from profiles.record import Record, Unreadable
from profiles.xml import NotXML, appearance, local_name, namespace, parse
from validators.engine import Engine
from validators.finding import Finding, Verdict, words
from validators.places import Location, locate
from validators.report import Report
from validators.scoring import Score, score


@dataclass(frozen=True, slots=True)
class Examined:
    """A record that was read and judged; `root` is its payload parsed, for showing places."""

    record: Record
    root: etree._Element
    form: Format
    resource: LearningResource
    verdict: Verdict
    scores: dict[str, Score]

    def locate(self, finding: Finding) -> Location:
        """Return where a finding of this record stands."""
        return locate(finding, self.resource, self.root, self.record)


@dataclass(frozen=True, slots=True)
class Deleted:
    """A record whose header says that it was deleted; there is nothing to judge."""

    record: Record


Outcome = Examined | Deleted | Unreadable


def examine(taken: Record | Unreadable, engine: Engine) -> Outcome:
    """Return what became of one thing that a harvester gave: judged, deleted, or not readable and why."""
    if isinstance(taken, Unreadable):
        return taken
    if taken.header.deleted:
        return Deleted(taken)
    try:
        root = parse(taken.payload)
    except NotXML as error:
        return _unreadable(taken, error.cause, error.line)
    form = format_of(root)
    if form is None:
        return _unreadable(taken, _unknown_format(root, taken.payload))
    resource = form.read(root)
    verdict = engine.validate(resource, form, taken)
    return Examined(taken, root, form, resource, verdict, score(verdict, resource, form))


def examine_all(taken: Iterable[Record | Unreadable], engine: Engine, report: Report) -> Iterator[Outcome]:
    """Yield what became of each thing, having counted it in the report."""
    for one in taken:
        outcome = examine(one, engine)
        if isinstance(outcome, Examined):
            report.add(outcome.record, outcome.verdict, outcome.scores, outcome.locate)
        elif isinstance(outcome, Deleted):
            report.add_deleted()
        else:
            report.add_unreadable(outcome)
        yield outcome


def findings_as_json(examined: Examined) -> list[dict[str, Any]]:
    """Return the findings of a record as plain values, with their places and in words."""
    return [_finding_as_json(finding, examined) for finding in examined.verdict.findings]


def _finding_as_json(finding: Finding, examined: Examined) -> dict[str, Any]:
    location = examined.locate(finding)
    message, fix = words(finding, examined.verdict.profile)
    return {
        "rule": finding.rule,
        "severity": str(examined.verdict.severity(finding)),
        "pointer": finding.pointer,
        "code": finding.code,
        "message": message,
        "fix": fix,
        "value": finding.slots.get("value"),
        "line": location.line,
        "path": location.path,
    }


def _unreadable(record: Record, cause: str, line: int | None = None) -> Unreadable:
    return Unreadable(
        record.origin, cause, identifier=record.header.identifier, line=record.line - 1 + (line or 1)
    )


def _unknown_format(root: etree._Element, payload: bytes) -> str:
    looks_like = appearance(payload)  # an HTML page may be well-formed XML too
    if looks_like is not None:
        return f"{looks_like}, not a record"
    space = namespace(root)
    name = f"{{{space}}}{local_name(root)}" if space else local_name(root)
    known = ", ".join(form.title for form in FORMATS)
    return f"its format is not read here: the root element is {name}; read are {known}"
