"""One run: a source is harvested, each record examined, and each page saved in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from exchange.pipeline import Examined, Outcome, examine_all, findings_as_json
from harvesters.oai import FetchOptions, HarvestFailed, Repository, Request, choose_prefix
from harvesters.page import Page
from profiles.canonical import to_json
from profiles.record import Header, Record, Unreadable
from registry import Counts, Entry, Registry, Source, StoredVerdict
from validators.engine import Engine
from validators.reports.report import Report

_STOPPED = "it was stopped before its end"
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Harvested:
    """What a run brought: the report on its records, what changed, and the cause where it ended early."""

    source: Source
    report: Report
    counts: Counts
    failure: str | None


def harvest(
    source: Source,
    registry: Registry,
    engine: Engine,
    *,
    options: FetchOptions,
    request: Request | None = None,
    progress: Progress | None = None,
) -> Harvested:
    """Harvest a source into the registry, and return what came of it.

    A repository that fails midway, or Ctrl-C, ends the run as failed, with all the
    pages before it kept; saving a page again later is harmless. The prefix and the set
    are the source's where the request names none. `progress` is told how many
    records each page brought.
    """
    report = Report(engine.profile)
    run = registry.begin_run(source.id)
    counts, response_date = Counts(), None
    failure: str | None = _STOPPED  # unless it comes to its end
    try:
        with Repository(source.address, options=options) as repository:
            asked = request or Request(prefix=None)
            asked = replace(
                asked,
                prefix=asked.prefix or source.prefix or choose_prefix(repository.formats()),
                set=asked.set or source.set,
            )
            for page in repository.pages(asked):
                response_date = response_date or page.response_date
                counts += _save(page, source, run.id, registry=registry, engine=engine, report=report)
                if progress is not None:
                    progress(len(page.records))
        failure = None
    except HarvestFailed as error:
        failure = str(error)
    finally:
        registry.finish_run(
            run.id,
            outcome="failed" if failure else "finished",
            counts=counts,
            cause=failure,
            response_date=None if failure else response_date,
        )
    return Harvested(source, report, counts, failure)


def _save(
    page: Page, source: Source, run: int, *, registry: Registry, engine: Engine, report: Report
) -> Counts:
    outcomes = examine_all(page.records, engine, report)
    entries = (_entry(taken, outcome) for taken, outcome in zip(page.records, outcomes, strict=True))
    return registry.save(source.id, run, [entry for entry in entries if entry is not None])


def _entry(taken: Record | Unreadable, outcome: Outcome) -> Entry | None:
    """Return what the registry is to keep, None where it is not even known of which record.

    What cannot be read was not checked, and that never counts as a pass: it is
    kept without a verdict, so that what was published of the record before is
    withdrawn until its source has mended it.
    """
    if isinstance(outcome, Examined):
        return Entry(outcome.record, outcome.form.name, to_json(outcome.resource), _verdict(outcome))
    if isinstance(taken, Record):
        return Entry(taken, None, None, None)
    if taken.identifier is None:
        return None
    return Entry(Record(Header(taken.identifier), b"", taken.target, taken.line or 1), None, None, None)


def _verdict(examined: Examined) -> StoredVerdict:
    profile = examined.verdict.profile
    scores: dict[str, Any] = {
        dimension: {"score": score.score, "coverage": score.coverage}
        for dimension, score in examined.scores.items()
    }
    return StoredVerdict(
        profile=profile.id,
        version=profile.version,
        rules_digest=profile.digest,
        conforms=str(examined.verdict.conforms),
        findings=findings_as_json(examined),
        scores=scores,
        checked=datetime.now(UTC).replace(microsecond=0),
    )
