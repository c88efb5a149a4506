"""Runs: a note of each harvest, how it ended, and what it brought."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from registry import sources
from registry.rows import Counts, Run
from registry.tables import now, runs

_NEVER_ENDED = "it never ended: its process was stopped, or another harvest of the source began meanwhile"


def begin_run(connection: Connection, source_id: str) -> Run:
    """Note that a harvest has begun; an earlier one that has not ended counts as failed until it ends."""
    sources.found(connection, source_id)
    unended = update(runs).where(runs.c.source_id == source_id, runs.c.outcome == "running")
    connection.execute(unended.values(outcome="failed", cause=_NEVER_ENDED))
    row = {"source_id": source_id, "begun": now(), "outcome": "running"}
    nothing = {"added": 0, "changed": 0, "unchanged": 0, "deleted": 0}
    begun = connection.execute(insert(runs).values(**row, **nothing).returning(*runs.c))
    return _run(begun.one())


def finish_run(
    connection: Connection,
    run_id: int,
    *,
    outcome: str,
    counts: Counts,
    cause: str | None,
    response_date: str | None,
) -> None:
    """Note how a harvest ended."""
    ended = {"ended": now(), "outcome": outcome, "cause": cause, "response_date": response_date}
    brought = {
        "added": counts.added,
        "changed": counts.changed,
        "unchanged": counts.unchanged,
        "deleted": counts.deleted,
    }
    connection.execute(update(runs).where(runs.c.id == run_id).values(**ended, **brought))


def runs_of(connection: Connection, source_id: str) -> list[Run]:
    """Return the runs of a source, the newest first."""
    query = select(runs).where(runs.c.source_id == source_id).order_by(runs.c.id.desc())
    return [_run(row) for row in connection.execute(query)]


def _run(row: Row[Any]) -> Run:
    return Run(
        id=row.id,
        source_id=row.source_id,
        begun=row.begun.replace(tzinfo=UTC),
        ended=row.ended.replace(tzinfo=UTC) if row.ended else None,
        outcome=row.outcome,
        cause=row.cause,
        response_date=row.response_date,
        counts=Counts(row.added, row.changed, row.unchanged, row.deleted),
    )
