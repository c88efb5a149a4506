"""The way of one record: read from its format, judged by the profile, made ready for the registry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from profiles.document import Document, Syntax, open_document
from profiles.formats import FORMATS, Format, format_of
from profiles.model import LearningResource
from profiles.positions import Excerpt
from profiles.record import Record, Unreadable
from profiles.xml import NotReadable, appearance, local_name, namespace
from validators.engine import Engine
from validators.finding import Finding, Verdict, words
from validators.places import Location, lines_around, locate
from validators.report import Report
from validators.schemas import judge_schema
from validators.scoring import Score, score


@dataclass(frozen=True, slots=True)
class Examined:
    """A record that was read and judged; `document` is its payload opened, for showing places."""

    record: Record
    document: Document
    form: Format
    resource: LearningResource
    verdict: Verdict
    scores: dict[str, Score]

    def locate(self, finding: Finding) -> Location:
        """Return where a finding of this record stands."""
        return locate(finding, self.resource, self.document, self.record)

    def show(self, finding: Finding) -> tuple[Location, Excerpt]:
        """Return where a finding of this record stands, and the lines around it."""
        location = self.locate(finding)
        return location, lines_around(location, self.record)


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
        document = open_document(taken.payload)
    except NotReadable as error:
        return _unreadable(taken, error.cause, error.line)
    form = format_of(document)
    if form is None:
        return _unreadable(taken, _unknown_format(document, taken.payload))
    resource = form.read(document.tree)
    verdict = engine.validate(resource, form, taken, judge_schema(document, form, engine.shapes))
    return Examined(taken, document, form, resource, verdict, score(verdict, resource, form))


def examine_all(taken: Iterable[Record | Unreadable], engine: Engine, report: Report) -> Iterator[Outcome]:
    """Yield what became of each thing, having counted it in the report."""
    for one in taken:
        outcome = examine(one, engine)
        if isinstance(outcome, Examined):
            report.add(outcome.record, outcome.verdict, outcome.scores, outcome.show)
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
        "column": location.column,
        "path": location.path,
        "recordLine": location.in_record.line,
        "recordColumn": location.in_record.column,
    }


def _unreadable(record: Record, cause: str, line: int | None = None) -> Unreadable:
    return Unreadable(
        record.origin, cause, identifier=record.header.identifier, line=record.line - 1 + (line or 1)
    )


def _unknown_format(document: Document, payload: bytes) -> str:
    known = ", ".join(form.title for form in FORMATS)
    if document.syntax is Syntax.HTML:
        return f"{appearance(payload)} that holds no metadata: no JSON-LD, microdata or RDFa of schema.org"
    if document.syntax is not Syntax.XML:
        return f"its format is not read here: {document.syntax} of another vocabulary; read are {known}"
    space, name = namespace(document.tree), local_name(document.tree)
    root = f"{{{space}}}{name}" if space else name
    return f"its format is not read here: the root element is {root}; read are {known}"
