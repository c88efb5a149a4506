"""The way of one record: read from its format, judged by the profile, made ready for the registry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from exchange.taking_in import Deleted, Understood, take_in
from profiles.document import Document
from profiles.formats import Format
from profiles.model import LearningResource
from profiles.positions import Excerpt
from profiles.record import Record, Unreadable
from validators.engine import Engine
from validators.estimate import estimate
from validators.finding import Finding, Verdict
from validators.places import Location, lines_around, locate_all
from validators.reports.as_json import finding_as_json
from validators.reports.report import Report
from validators.reports.result import Checked, Result, located
from validators.schemas import judge_schema
from validators.scoring import Score, score


@dataclass(frozen=True, slots=True)
class Examined:
    """A record that was read and judged; `document` is its payload opened, for showing places.

    `besides` tells what else the document holds and is not read.
    """

    record: Record
    document: Document
    form: Format
    resource: LearningResource
    verdict: Verdict
    scores: dict[str, Score]
    besides: tuple[Unreadable, ...] = ()

    def locate(self, finding: Finding) -> Location:
        """Return where a finding of this record stands."""
        return self.locate_all([finding])[0]

    def locate_all(self, findings: Sequence[Finding]) -> list[Location]:
        """Return where findings of this record stand."""
        return locate_all(findings, self.resource, self.document, self.record)

    @property
    def checked(self) -> Checked:
        """The record as renderings of the report take it."""
        return Checked(self.record, self.verdict, self.scores, self.resource, self.form, self.locate_all)

    def show(self, finding: Finding) -> tuple[Location, Excerpt]:
        """Return where a finding of this record stands, and the lines around it."""
        location = self.locate(finding)
        return location, lines_around(location, self.record)


Outcome = Examined | Deleted | Unreadable


def examine(taken: Record | Unreadable, engine: Engine) -> Outcome:
    """Return what became of one thing that a harvester gave: judged, deleted, or not readable and why."""
    understood = take_in(taken)
    if not isinstance(understood, Understood):
        return understood
    record, document, form, resource, besides = understood
    verdict = engine.validate(resource, form, record, judge_schema(document, form, engine.shapes))
    return Examined(record, document, form, resource, verdict, score(verdict, resource, form), besides)


def examine_all(taken: Iterable[Record | Unreadable], engine: Engine, report: Report) -> Iterator[Outcome]:
    """Yield what became of each thing, having counted it, and what is unread besides, in the report."""
    for one in taken:
        outcome = examine(one, engine)
        if isinstance(outcome, Examined):
            report.add(outcome.record, outcome.verdict, outcome.scores, outcome.show)
            report.formats[outcome.form.name] += 1
            report.estimate = estimate(outcome.resource) if report.records == 1 else None
            for unread in outcome.besides:
                report.add_unreadable(unread)
        elif isinstance(outcome, Deleted):
            report.add_deleted()
        else:
            report.add_unreadable(outcome)
        yield outcome


def results(outcomes: Iterable[Outcome]) -> Iterator[Result]:
    """Yield the outcomes as renderings of the report take them."""
    for outcome in outcomes:
        if isinstance(outcome, Examined):
            yield outcome.checked
            yield from outcome.besides
        else:
            yield outcome.record if isinstance(outcome, Deleted) else outcome


def findings_as_json(examined: Examined) -> list[dict[str, Any]]:
    """Return the findings of a record as plain values, for keeping: with what fills words of any language."""
    checked = examined.checked
    return [{**finding_as_json(one, checked), "slots": dict(one.finding.slots)} for one in located(checked)]
