"""One run: a source is harvested, each record examined, and each page saved in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from exchange.pipeline import Deleted, Examined, Outcome, examine_all, findings_as_json
from harvesters.oai import FetchOptions, HarvestFailed, Repository, Request, choose_prefix
from harvesters.page import Page
from profiles.canonical import to_json
from registry import Counts, Entry, Registry, Source, StoredVerdict
from validators.engine import Engine
from validators.report import Report

NOTHING = Counts(0, 0, 0, 0)
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

    A repository that fails midway ends the run as failed, with all the pages
    before it kept; saving a page again later is harmless. `progress` is told
    how many records each page brought.
    """
    report = Report(engine.profile)
    run = registry.begin_run(source.id)
    counts, failure, response_date = NOTHING, None, None
    try:
        with Repository(source.address, options=options) as repository:
            asked = request or Request(prefix=None, set=source.set)
            if asked.prefix is None:
                prefix = source.prefix or choose_prefix(repository.formats())
                asked = replace(asked, prefix=prefix)
            for page in repository.pages(asked):
                response_date = response_date or page.response_date
                counts += _save(page, source, run.id, registry=registry, engine=engine, report=report)
                if progress is not None:
                    progress(len(page.records))
    except HarvestFailed as error:
        failure = str(error)
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
    return registry.save(source.id, run, list(_entries(outcomes)))


def _entries(outcomes: Iterable[Outcome]) -> Iterable[Entry]:
    """Yield what the registry is to keep; what could not be read stands in the report only."""
    for outcome in outcomes:
        if isinstance(outcome, Examined):
            resource = to_json(outcome.resource)
            yield Entry(outcome.record, outcome.form.name, resource, _verdict(outcome))
        elif isinstance(outcome, Deleted):
            yield Entry(outcome.record, None, None, None)


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
