"""Runs: how each harvest went, also of those that never ended."""

from __future__ import annotations

from registry import Counts, Registry, Source
from tests.registry.conftest import Clock


def test_a_run_is_noted_from_begin_to_end(registry: Registry, source: Source, clock: Clock) -> None:
    run = registry.begin_run(source.id)
    assert (run.source_id, run.outcome, run.ended, run.counts) == ("one", "running", None, Counts())
    assert registry.runs(source.id) == [run]
    clock.tick()
    counts = Counts(added=1, changed=2, unchanged=3, deleted=4)
    date = "2026-01-01T00:00:00Z"
    registry.finish_run(run.id, outcome="finished", counts=counts, response_date=date)
    (ended,) = registry.runs(source.id)
    assert (ended.id, ended.outcome, ended.cause, ended.counts) == (run.id, "finished", None, counts)
    assert ended.response_date == date
    assert ended.ended is not None
    assert ended.ended > ended.begun


def test_a_run_that_failed_keeps_its_cause(registry: Registry, source: Source) -> None:
    run = registry.begin_run(source.id)
    registry.finish_run(run.id, outcome="failed", counts=Counts(added=7), cause="it cannot be reached")
    (ended,) = registry.runs(source.id)
    assert (ended.outcome, ended.cause, ended.counts.added) == ("failed", "it cannot be reached", 7)


def test_runs_come_newest_first_and_of_one_source(registry: Registry, source: Source) -> None:
    other = registry.add_source("https://two.example/oai")
    begun = [registry.begin_run(one.id).id for one in (source, other, source)]
    assert [run.id for run in registry.runs(source.id)] == [begun[2], begun[0]]
    assert [run.id for run in registry.runs(other.id)] == [begun[1]]


def test_a_run_that_never_ended_is_noted_when_the_next_begins(registry: Registry, source: Source) -> None:
    stopped = registry.begin_run(source.id)
    other = registry.begin_run(registry.add_source("https://two.example/oai").id)
    assert registry.begin_run(source.id).outcome == "running"
    found = registry.runs(source.id)[1]
    assert (found.id, found.outcome, found.ended) == (stopped.id, "failed", None)
    assert found.cause is not None
    assert "never ended" in found.cause
    assert registry.runs(other.source_id)[0].outcome == "running", "another source's run is let be"


def test_a_run_that_was_only_slow_is_put_right_at_its_end(registry: Registry, source: Source) -> None:
    slow = registry.begin_run(source.id)
    registry.begin_run(source.id)
    registry.finish_run(slow.id, outcome="finished", counts=Counts(added=1))
    found = registry.runs(source.id)[1]
    assert (found.outcome, found.cause, found.counts.added) == ("finished", None, 1)
