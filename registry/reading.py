"""Reading records back: one, a page of what is published, the earlier versions, the sums of a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import zstandard
from sqlalchemy import Connection, Row, Select, and_, func, or_, select

from registry.rows import StoredRecord, StoredVerdict
from registry.tables import payloads, record_versions, records, verdicts

_SHOWN = ("published", "withdrawn")


def stored_records() -> Select[Any]:
    """Return the query for records as they are now, with the verdict of their newest version."""
    newest = and_(
        record_versions.c.record_key == records.c.key, record_versions.c.version == records.c.version
    )
    judged = and_(verdicts.c.record_key == records.c.key, verdicts.c.version == records.c.version)
    joined = records.join(record_versions, newest).outerjoin(
        payloads, payloads.c.digest == record_versions.c.digest
    )
    return select(
        records,
        *(column for column in record_versions.c if column.name not in ("record_key", "version")),
        payloads.c.content,
        verdicts.c.profile,
        verdicts.c.profile_version,
        verdicts.c.rules_digest,
        verdicts.c.conforms.label("verdict_conforms"),
        verdicts.c.findings,
        verdicts.c.scores,
        verdicts.c.checked,
    ).select_from(joined.outerjoin(verdicts, judged))


def as_record(row: Row[Any]) -> StoredRecord:
    """Return a row of that query as a value."""
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
        payload=zstandard.ZstdDecompressor().decompress(row.content) if row.content else b"",
        digest=row.digest or "",
        about=tuple(about.encode("utf-8") for about in row.about),
        resource=row.resource,
        verdict=_verdict(row),
        state=row.state,
        changed=row.changed.replace(tzinfo=UTC),
        harvested=row.harvested.replace(tzinfo=UTC),
        origin=row.origin,
        line=row.line,
        version=row.version,
    )


def published_query(
    from_: datetime | None, until: datetime | None, source_id: str | None, *, with_withdrawn: bool = True
) -> list[Any]:
    """Return the conditions for the published records of a span of time and of a source."""
    states = _SHOWN if with_withdrawn else _SHOWN[:1]
    conditions: list[Any] = [records.c.state.in_(states)]
    if from_ is not None:
        conditions.append(records.c.changed >= naive(from_))
    if until is not None:
        conditions.append(records.c.changed <= naive(until))
    if source_id is not None:
        conditions.append(records.c.source_id == source_id)
    return conditions


def after(last: tuple[datetime, int]) -> Any:
    """Return the condition for what comes after a record in the order of change."""
    changed, key = naive(last[0]), last[1]
    return or_(records.c.changed > changed, and_(records.c.changed == changed, records.c.key > key))


def frequent_findings(connection: Connection, source_id: str, limit: int = 5) -> list[tuple[str, int]]:
    """Return the rules that most records of a source fail, with the number of those records."""
    newest = and_(verdicts.c.record_key == records.c.key, verdicts.c.version == records.c.version)
    query = select(verdicts.c.findings).select_from(records.join(verdicts, newest))
    counts: Counter[str] = Counter()
    rows: Iterable[list[dict[str, Any]]] = connection.scalars(
        query.where(records.c.source_id == source_id).execution_options(yield_per=1000)
    )
    for findings in rows:
        counts.update({finding["rule"] for finding in findings})
    return counts.most_common(limit)


def sums(connection: Connection, source_id: str) -> dict[str, int]:
    """Return how many records a source has, how many conform, and how many are deleted."""
    newest = and_(
        record_versions.c.record_key == records.c.key, record_versions.c.version == records.c.version
    )
    query = (
        select(record_versions.c.deleted, records.c.conforms, func.count())
        .select_from(records.join(record_versions, newest))
        .where(records.c.source_id == source_id)
        .group_by(record_versions.c.deleted, records.c.conforms)
    )
    found = {"records": 0, "conformant": 0, "deleted": 0}
    for deleted, conforms, count in connection.execute(query):
        found["deleted" if deleted else "records"] += count
        if conforms == "yes":
            found["conformant"] += count
    return found


def naive(moment: datetime) -> datetime:
    """Return the moment as the database holds it: in UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def _verdict(row: Row[Any]) -> StoredVerdict | None:
    if row.profile is None:
        return None
    return StoredVerdict(
        profile=row.profile,
        version=row.profile_version,
        rules_digest=row.rules_digest,
        conforms=row.verdict_conforms,
        findings=row.findings,
        scores=row.scores,
        checked=row.checked.replace(tzinfo=UTC),
    )
