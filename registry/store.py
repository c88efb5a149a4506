"""The registry: one door to the database, whose every write is one transaction that can be repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import zstandard
from sqlalchemy import Connection, Engine, func, insert, select, update

from registry import reading
from registry.opening import explained, open_engine
from registry.rows import Counts, Entry, RegistryError, Run, Source, StoredRecord
from registry.saving import save_page
from registry.tables import payloads, record_versions, records, runs, sources

_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")


class Registry:
    """Sources, runs and records in one database; safe to use from several threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str, *, upgrade: bool = True) -> Registry:
        """Return the registry in a database, made or brought up to date where needed."""
        return cls(open_engine(url, upgrade=upgrade))

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
        """Return the source for an address, prefix and set: the one there is, else a new one."""
        with self._writing() as connection:
            known = connection.execute(select(sources).where(sources.c.removed.is_(False))).all()
            for row in known:
                if (row.address, row.prefix, row.set_spec) == (address, prefix, set):
                    return _source(row)
            taken = {row.id for row in connection.execute(select(sources.c.id))}
            if id is not None and id in taken:
                raise RegistryError(f"source {id}: there is one of that id already; choose another with --id")
            row_of = {
                "id": id or _free_id(address, taken),
                "address": address,
                "prefix": prefix,
                "set_spec": set,
                "name": name,
                "added": _now(),
                "removed": False,
            }
            connection.execute(insert(sources), row_of)
            return _source(connection.execute(select(sources).where(sources.c.id == row_of["id"])).one())

    def sources(self) -> list[Source]:
        """Return the sources that are not removed, in the order they were added."""
        query = select(sources).where(sources.c.removed.is_(False)).order_by(sources.c.added, sources.c.id)
        with self._reading() as connection:
            return [_source(row) for row in connection.execute(query)]

    def source(self, source_id: str) -> Source:
        """Return a source; raises RegistryError where there is none of that id."""
        for source in self.sources():
            if source.id == source_id:
                return source
        raise RegistryError(f"source {source_id}: there is none of that id; see: commonshelf sources list")

    def remove_source(self, source_id: str) -> None:
        """Remove a source; what was published of it is withdrawn and stays as tombstones."""
        self.source(source_id)
        with self._writing() as connection:
            connection.execute(update(sources).where(sources.c.id == source_id).values(removed=True))
            published = (records.c.source_id == source_id) & (records.c.state == "published")
            connection.execute(
                update(records).where(published).values(state="withdrawn", changed=_now(), fingerprint="")
            )

    # Runs

    def begin_run(self, source_id: str) -> Run:
        """Note that a harvest of a source has begun."""
        nothing = {"added": 0, "changed": 0, "unchanged": 0, "deleted": 0}
        begun = {"source_id": source_id, "begun": _now(), "outcome": "running", **nothing}
        with self._writing() as connection:
            key = connection.execute(insert(runs).values(**begun)).inserted_primary_key
            return _run(connection.execute(select(runs).where(runs.c.id == (key[0] if key else None))).one())

    def finish_run(
        self,
        run_id: int,
        *,
        outcome: str,
        counts: Counts,
        cause: str | None = None,
        response_date: str | None = None,
    ) -> None:
        """Note how a harvest ended; the date of a finished one is where the next may go on from."""
        ended = {
            "ended": _now(),
            "outcome": outcome,
            "cause": cause,
            "response_date": response_date,
            "added": counts.added,
            "changed": counts.changed,
            "unchanged": counts.unchanged,
            "deleted": counts.deleted,
        }
        with self._writing() as connection:
            connection.execute(update(runs).where(runs.c.id == run_id).values(**ended))
            if outcome == "finished" and response_date:
                source = select(runs.c.source_id).where(runs.c.id == run_id).scalar_subquery()
                connection.execute(
                    update(sources).where(sources.c.id == source).values(last_response_date=response_date)
                )

    def runs(self, source_id: str) -> list[Run]:
        """Return the runs of a source, the newest first."""
        with self._reading() as connection:
            query = select(runs).where(runs.c.source_id == source_id).order_by(runs.c.id.desc())
            return [_run(row) for row in connection.execute(query)]

    # Records

    def save(self, source_id: str, run_id: int, entries: Sequence[Entry]) -> Counts:
        """Save one page in one transaction; saving it again changes nothing."""
        if not entries:
            return Counts()
        with self._writing() as connection:
            return save_page(connection, source_id, run_id, entries=entries, now=_now())

    def record(self, public_id: str) -> StoredRecord | None:
        """Return a record as it is now, None where there is none."""
        with self._reading() as connection:
            row = connection.execute(reading.stored_records().where(records.c.public_id == public_id)).first()
            return None if row is None else reading.as_record(row)

    def versions(self, public_id: str) -> list[dict[str, Any]]:
        """Return the versions of a record, the oldest first, each with its payload."""
        joined = record_versions.join(records).outerjoin(payloads)
        query = select(record_versions, payloads.c.content).select_from(joined)
        query = query.where(records.c.public_id == public_id).order_by(record_versions.c.version)
        with self._reading() as connection:
            return [
                {
                    "version": row.version,
                    "digest": row.digest,
                    "payload": zstandard.ZstdDecompressor().decompress(row.content) if row.content else b"",
                    "datestamp": row.datestamp,
                    "deleted": row.deleted,
                    "harvested": row.harvested.replace(tzinfo=UTC),
                }
                for row in connection.execute(query)
            ]

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
        """Return a page of what is published, with the tombstones, in the order of change."""
        conditions = reading.published_query(from_, until, source_id, with_withdrawn=with_withdrawn)
        if after is not None:
            conditions.append(reading.after(after))
        query = (
            reading.stored_records()
            .where(*conditions)
            .order_by(records.c.changed, records.c.key)
            .limit(limit)
        )
        with self._reading() as connection:
            return [reading.as_record(row) for row in connection.execute(query)]

    def resources(
        self, *, after: int | None = None, source_id: str | None = None, limit: int = 100
    ) -> list[StoredRecord]:
        """Return a page of the published records, by key."""
        conditions = [records.c.state == "published", records.c.key > (after or 0)]
        if source_id is not None:
            conditions.append(records.c.source_id == source_id)
        query = reading.stored_records().where(*conditions).order_by(records.c.key).limit(limit)
        with self._reading() as connection:
            return [reading.as_record(row) for row in connection.execute(query)]

    def count_published(
        self, *, from_: datetime | None = None, until: datetime | None = None, source_id: str | None = None
    ) -> int:
        """Return how many records, tombstones included, the provider's list has."""
        conditions = reading.published_query(from_, until, source_id)
        with self._reading() as connection:
            return connection.execute(
                select(func.count()).select_from(records).where(*conditions)
            ).scalar_one()

    def earliest(self) -> datetime | None:
        """Return the first moment at which anything was published, None before that."""
        query = select(func.min(records.c.changed)).where(records.c.state != "unpublished")
        with self._reading() as connection:
            moment = connection.execute(query).scalar()
            return None if moment is None else moment.replace(tzinfo=UTC)

    def summary(self, source_id: str) -> dict[str, Any]:
        """Return what a source holds: records, conformant, deleted, and its most frequent findings."""
        with self._reading() as connection:
            found: dict[str, Any] = dict(reading.sums(connection, source_id))
            found["frequent"] = reading.frequent_findings(connection, source_id)
            return found

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with explained(self._engine), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            explained(self._engine),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection


def _source(row: Any) -> Source:
    return Source(
        id=row.id,
        address=row.address,
        prefix=row.prefix,
        set=row.set_spec,
        name=row.name,
        added=row.added.replace(tzinfo=UTC),
        granularity=row.granularity,
        last_response_date=row.last_response_date,
    )


def _run(row: Any) -> Run:
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


def _free_id(address: str, taken: set[str]) -> str:
    """Return a short id made from the address, with a number where it is taken."""
    parts = urlsplit(address)
    words = _NOT_IN_AN_ID.sub("-", f"{parts.netloc}{parts.path}".lower()).strip("-")[:60] or "source"
    number = 1
    while (found := words if number == 1 else f"{words}-{number}") in taken:
        number += 1
    return found


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None)
