"""The registry: one door to the database, whose every write is one transaction that can be repeated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from types import TracebackType

from sqlalchemy import Engine

from registry import reading, runs, sources
from registry.opening import open_engine, reads, writes
from registry.rows import Counts, Entry, Run, Source, StoredRecord, StoredVersion, Summary
from registry.saving import save_page


class Registry:
    """Sources, runs and records in one database; safe to use from several threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Registry:
        """Return the registry in a database, which is made or brought up to date where needed."""
        return cls(open_engine(url))

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Registry:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Sources

    def add_source(
        self,
        address: str,
        *,
        id: str | None = None,  # noqa: A002 - it is the id of the source
        name: str | None = None,
        prefix: str | None = None,
        set: str | None = None,  # noqa: A002
    ) -> Source:
        """Return the source for an address, prefix and set: the one there is, else a new one.

        A source that was removed comes back under its id, with its records,
        where that id is asked for, also at another address, or it is the same
        address, prefix and set; the next harvest publishes its records again.
        """
        with writes(self._engine) as connection:
            return sources.add_source(
                connection, address, source_id=id, name=name, prefix=prefix, set_spec=set
            )

    def sources(self, *, with_tombstones: bool = False) -> list[Source]:
        """Return the sources in the order they were added, and on request the removed with tombstones."""
        with reads(self._engine) as connection:
            return sources.listed(connection, with_tombstones=with_tombstones)

    def source(self, source_id: str) -> Source:
        """Return a source; raises RegistryError where there is none of that id."""
        with reads(self._engine) as connection:
            return sources.found(connection, source_id)

    def remove_source(self, source_id: str) -> None:
        """Remove a source; what was published of it is withdrawn and stays as tombstones."""
        is_removed = False
        while not is_removed:
            with writes(self._engine) as connection:
                is_removed = sources.remove_part(connection, source_id)

    # Runs

    def begin_run(self, source_id: str) -> Run:
        """Note that a harvest of a source has begun; one that never ended is noted as failed."""
        with writes(self._engine) as connection:
            return runs.begin_run(connection, source_id)

    def finish_run(
        self,
        run_id: int,
        *,
        outcome: str,
        counts: Counts,
        cause: str | None = None,
        response_date: str | None = None,
    ) -> None:
        """Note how a harvest ended, what it brought, and the date of the repository's first response."""
        with writes(self._engine) as connection:
            runs.finish_run(
                connection, run_id, outcome=outcome, counts=counts, cause=cause, response_date=response_date
            )

    def runs(self, source_id: str) -> list[Run]:
        """Return the runs of a source, the newest first."""
        with reads(self._engine) as connection:
            return runs.runs_of(connection, source_id)

    # Records

    def save(self, source_id: str, run_id: int, entries: Sequence[Entry]) -> Counts:
        """Save one page in one transaction; saving it again changes nothing.

        Raises RegistryError where the source was removed meanwhile.
        """
        with writes(self._engine) as connection:
            return save_page(connection, source_id, run_id, entries)

    def record(self, public_id: str) -> StoredRecord | None:
        """Return a record as it is now, None where there is none."""
        with reads(self._engine) as connection:
            return reading.record(connection, public_id)

    def versions(self, public_id: str) -> list[StoredVersion]:
        """Return the versions of a record, the oldest first, each with its payload."""
        with reads(self._engine) as connection:
            return reading.versions(connection, public_id)

    def published(
        self,
        *,
        after: tuple[datetime, int] | None = None,
        from_: datetime | None = None,
        until: datetime | None = None,
        source_id: str | None = None,
        limit: int = 100,
        with_withdrawn: bool = True,
    ) -> list[StoredRecord]:
        """Return a page of what is published, with the tombstones, in the order of change.

        `after` is the change and the key of the last record of the page before.
        """
        conditions = reading.are_shown(
            after=after, from_=from_, until=until, source_id=source_id, with_withdrawn=with_withdrawn
        )
        with reads(self._engine) as connection:
            return reading.published(connection, conditions, limit)

    def count_published(
        self, *, from_: datetime | None = None, until: datetime | None = None, source_id: str | None = None
    ) -> int:
        """Return how many records, tombstones included, the provider's list has."""
        conditions = reading.are_shown(from_=from_, until=until, source_id=source_id)
        with reads(self._engine) as connection:
            return reading.count(connection, conditions)

    def earliest(self) -> datetime | None:
        """Return a moment before which nothing changed of what is published, None where nothing is."""
        with reads(self._engine) as connection:
            return reading.earliest(connection)

    def summary(self, source_id: str) -> Summary:
        """Return what a source holds: records, conformant, deleted, and its most frequent findings."""
        with reads(self._engine) as connection:
            return reading.summary(connection, source_id)
