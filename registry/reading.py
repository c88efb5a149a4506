"""Reading records back: one, a page of what is published, the earlier versions, the sums of a source."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import zstandard
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select, tuple_

from registry.rows import StoredRecord, StoredVerdict, StoredVersion, Summary
from registry.tables import naive, newest_version, payloads, record_versions, records, verdicts

Condition = ColumnElement[bool]

_FREQUENT = 5


def record(connection: Connection, public_id: str) -> StoredRecord | None:
    """Return a record as it is now, None where there is none."""
    row = connection.execute(_stored_records().where(records.c.public_id == public_id)).first()
    return None if row is None else _record(row)


def versions(connection: Connection, public_id: str) -> list[StoredVersion]:
    """Return the versions of a record, the oldest first."""
    joined = record_versions.join(records).outerjoin(payloads)
    query = select(record_versions, payloads.c.content).select_from(joined)
    query = query.where(records.c.public_id == public_id).order_by(record_versions.c.version)
    return [
        StoredVersion(
            version=row.version,
            digest=row.digest or "",
            payload=_unpacked(row.content),
            datestamp=row.datestamp,
            deleted=row.deleted,
            harvested=row.harvested.replace(tzinfo=UTC),
        )
        for row in connection.execute(query)
    ]


def published(connection: Connection, conditions: list[Condition], limit: int) -> list[StoredRecord]:
    """Return a page of the records that meet the conditions, in the order of change."""
    query = _stored_records().where(*conditions)
    query = query.order_by(records.c.changed, records.c.key).limit(limit)
    return [_record(row) for row in connection.execute(query)]


def count(connection: Connection, conditions: list[Condition]) -> int:
    """Return how many records meet the conditions."""
    return connection.execute(select(func.count()).select_from(records).where(*conditions)).scalar_one()


def are_shown(
    *,
    after: tuple[datetime, int] | None = None,
    from_: datetime | None = None,
    until: datetime | None = None,
    source_id: str | None = None,
    with_withdrawn: bool = True,
) -> list[Condition]:
    """Return the conditions for what is shown: after a record, of a span of time, of a source."""
    conditions: list[Condition] = [records.c.shown.is_(True)]
    if not with_withdrawn:
        conditions.append(records.c.published.is_(True))
    # One bound alone, the later: given two, SQLite reads the index from the earlier on, or takes another.
    if after is not None and (from_ is None or after[0] >= from_):
        place = tuple_(records.c.changed, records.c.key)
        conditions.append(place > tuple_(naive(after[0]), after[1]))
    elif from_ is not None:
        conditions.append(records.c.changed >= naive(from_))
    if until is not None:
        conditions.append(records.c.changed <= naive(until))
    if source_id is not None:
        conditions.append(records.c.source_id == source_id)
    return conditions


def earliest(connection: Connection) -> datetime | None:
    """Return the first moment of change among the records that are shown, None where none is."""
    query = select(func.min(records.c.changed)).where(records.c.shown.is_(True))
    moment = connection.execute(query).scalar()
    return None if moment is None else moment.replace(tzinfo=UTC)


def summary(connection: Connection, source_id: str) -> Summary:
    """Return what a source holds, and the rules that most of its records fail."""
    query = (
        select(records.c.deleted, records.c.conforms, func.count())
        .where(records.c.source_id == source_id)
        .group_by(records.c.deleted, records.c.conforms)
    )
    found = Summary(records=0, conformant=0, deleted=0, frequent=_frequent(connection, source_id))
    for deleted, conforms, number in connection.execute(query):
        found["deleted" if deleted else "records"] += number
        found["conformant"] += number if conforms == "yes" and not deleted else 0
    return found


def _frequent(connection: Connection, source_id: str) -> list[tuple[str, int]]:
    newest = and_(verdicts.c.record_key == records.c.key, verdicts.c.version == records.c.version)
    query = select(verdicts.c.findings).select_from(records.join(verdicts, newest))
    query = query.where(records.c.source_id == source_id).execution_options(yield_per=1000)
    counts: Counter[str] = Counter()
    for findings in connection.scalars(query):
        counts.update({finding["rule"] for finding in findings})
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_FREQUENT]


def _stored_records() -> Select[Any]:
    """Return the query for records as they are now, with the verdict on their newest version."""
    judged = and_(verdicts.c.record_key == records.c.key, verdicts.c.version == records.c.version)
    joined = records.join(record_versions, newest_version()).outerjoin(payloads).outerjoin(verdicts, judged)
    of_version = ("digest", "datestamp", "sets", "metadata_prefix", "about", "origin", "line", "harvested")
    of_verdict = ("profile", "profile_version", "rules_digest", "scores", "checked", "findings")
    return select(
        records,
        *(record_versions.c[name] for name in of_version),
        payloads.c.content,
        *(verdicts.c[name] for name in of_verdict),
    ).select_from(joined)


def _record(row: Row[Any]) -> StoredRecord:
    return StoredRecord(
        key=row.key,
        public_id=row.public_id,
        source_id=row.source_id,
        identifier=row.identifier,
        datestamp=row.datestamp,
        sets=tuple(row.sets),
        deleted=row.deleted,
        metadata_prefix=row.metadata_prefix,
        format=row.format,
        payload=_unpacked(row.content),
        digest=row.digest or "",
        about=tuple(about.encode("utf-8", "surrogateescape") for about in row.about),
        resource=row.resource,
        verdict=_verdict(row),
        state="published" if row.published else "withdrawn" if row.shown else "unpublished",
        changed=row.changed.replace(tzinfo=UTC),
        harvested=row.harvested.replace(tzinfo=UTC),
        origin=row.origin,
        line=row.line,
        version=row.version,
    )


def _verdict(row: Row[Any]) -> StoredVerdict | None:
    if row.profile is None:
        return None
    return StoredVerdict(
        profile=row.profile,
        version=row.profile_version,
        rules_digest=row.rules_digest,
        conforms=row.conforms,
        findings=row.findings,
        scores=row.scores,
        checked=row.checked.replace(tzinfo=UTC),
    )


def _unpacked(content: bytes | None) -> bytes:
    return zstandard.ZstdDecompressor().decompress(content) if content is not None else b""
