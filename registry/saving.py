"""Saving one page: what is new, what has changed, what is as it was, in one transaction."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import zstandard
from sqlalchemy import Connection, Row, bindparam, insert, select, update

from registry.rows import Counts, Entry, StoredVerdict
from registry.tables import payloads, record_versions, records, verdicts

_COMPRESSOR = zstandard.ZstdCompressor(level=3)


class _Rows(NamedTuple):
    """The rows that one page writes, gathered so that each table is written once."""

    payloads: dict[str, dict[str, Any]]
    new: list[dict[str, Any]]
    updates: list[dict[str, Any]]
    versions: list[dict[str, Any]]
    verdicts: list[dict[str, Any]]


def public_id(source_id: str, identifier: str) -> str:
    """Return the id under which a record is published, the same in every registry that harvests it."""
    return hashlib.sha256(f"{source_id}\n{identifier}".encode()).hexdigest()[:20]


def save_page(
    connection: Connection, source_id: str, run_id: int, *, entries: Sequence[Entry], now: datetime
) -> Counts:
    """Write what is new in a page; of an identifier that stands twice in it the last counts."""
    by_identifier = {entry.record.header.identifier: entry for entry in entries}
    held = _held(connection, source_id, list(by_identifier))
    rows = _Rows({}, [], [], [], [])
    counts = Counts(unchanged=len(entries) - len(by_identifier))
    next_key = _next_key(connection)
    for identifier, entry in by_identifier.items():
        before = held.get(identifier)
        fingerprint = _fingerprint(entry)
        if before is not None and before.fingerprint == fingerprint:
            counts += Counts(unchanged=1)
            continue
        if before is None:
            key, version = next_key, 1
            next_key += 1
        else:
            key, version = before.key, before.version + 1
        row = _record_row(entry, before, fingerprint, now=now)
        row |= {"key": key, "version": version}
        if before is None:
            rows.new.append(
                row
                | {
                    "source_id": source_id,
                    "identifier": identifier,
                    "public_id": public_id(source_id, identifier),
                }
            )
        else:
            rows.updates.append({f"new_{name}": value for name, value in row.items()})
        _add_version(rows, entry, key, version, run_id=run_id, now=now)
        counts += _counted(entry, before)
    _write(connection, rows)
    return counts


def _held(connection: Connection, source_id: str, identifiers: list[str]) -> dict[str, Row[Any]]:
    columns = (
        records.c.identifier,
        records.c.key,
        records.c.version,
        records.c.state,
        records.c.changed,
        records.c.fingerprint,
    )
    held: dict[str, Row[Any]] = {}
    for start in range(0, len(identifiers), 500):
        part = identifiers[start : start + 500]
        query = select(*columns).where(records.c.source_id == source_id, records.c.identifier.in_(part))
        held.update({row.identifier: row for row in connection.execute(query)})
    return held


def _next_key(connection: Connection) -> int:
    last = connection.execute(select(records.c.key).order_by(records.c.key.desc()).limit(1)).scalar()
    return (last or 0) + 1


def _fingerprint(entry: Entry) -> str:
    """Return a digest of all that, when it differs, makes a new version."""
    header, verdict = entry.record.header, entry.verdict
    facts = [
        entry.record.digest,
        header.datestamp,
        header.sets,
        header.deleted,
        entry.record.metadata_prefix,
        entry.format,
        [b64encode(about).decode() for about in entry.record.about],
        (verdict.profile, verdict.version, verdict.rules_digest, verdict.conforms) if verdict else None,
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _record_row(entry: Entry, before: Row[Any] | None, fingerprint: str, *, now: datetime) -> dict[str, Any]:
    conforms = entry.verdict.conforms if entry.verdict and not entry.record.header.deleted else None
    state_before = before.state if before is not None else "unpublished"
    state = (
        "published" if conforms == "yes" else "unpublished" if state_before == "unpublished" else "withdrawn"
    )
    stays_away = state == state_before and state != "published"
    return {
        "state": state,
        "changed": before.changed if before is not None and stays_away else now,
        "resource": entry.resource,
        "conforms": conforms,
        "fingerprint": fingerprint,
    }


def _counted(entry: Entry, before: Row[Any] | None) -> Counts:
    if entry.record.header.deleted:
        return Counts(deleted=1)
    return Counts(added=1) if before is None else Counts(changed=1)


def _add_version(rows: _Rows, entry: Entry, key: int, version: int, *, run_id: int, now: datetime) -> None:
    record = entry.record
    digest = record.digest if record.payload else None
    if digest is not None and digest not in rows.payloads:
        rows.payloads[digest] = {"digest": digest, "size": len(record.payload), "payload": record.payload}
    rows.versions.append(
        {
            "record_key": key,
            "version": version,
            "digest": digest,
            "datestamp": record.header.datestamp,
            "sets": list(record.header.sets),
            "deleted": record.header.deleted,
            "metadata_prefix": record.metadata_prefix,
            "format": entry.format,
            "about": [about.decode("utf-8") for about in record.about],
            "origin": record.origin,
            "line": record.line,
            "harvested": now,
            "run_id": run_id,
        }
    )
    if entry.verdict is not None:
        rows.verdicts.append(_verdict_row(entry.verdict, key, version))


def _verdict_row(verdict: StoredVerdict, key: int, version: int) -> dict[str, Any]:
    return {
        "record_key": key,
        "version": version,
        "profile": verdict.profile,
        "profile_version": verdict.version,
        "rules_digest": verdict.rules_digest,
        "conforms": verdict.conforms,
        "findings": verdict.findings,
        "scores": verdict.scores,
        "checked": verdict.checked.replace(tzinfo=None),
    }


def _write(connection: Connection, rows: _Rows) -> None:
    if rows.payloads:
        digests = list(rows.payloads)
        known: set[str] = set()
        for start in range(0, len(digests), 500):
            part = digests[start : start + 500]
            known.update(connection.scalars(select(payloads.c.digest).where(payloads.c.digest.in_(part))))
        missing = [
            {"digest": row["digest"], "size": row["size"], "content": _COMPRESSOR.compress(row["payload"])}
            for digest, row in rows.payloads.items()
            if digest not in known
        ]
        if missing:
            connection.execute(insert(payloads), missing)
    if rows.new:
        connection.execute(insert(records), rows.new)
    if rows.updates:
        changed = ("state", "changed", "version", "resource", "conforms", "fingerprint")
        statement = update(records).where(records.c.key == bindparam("new_key"))
        connection.execute(
            statement.values(
                {name: bindparam(f"new_{name}", type_=records.c[name].type) for name in changed}
            ),
            rows.updates,
        )
    if rows.versions:
        connection.execute(insert(record_versions), rows.versions)
    if rows.verdicts:
        connection.execute(insert(verdicts), rows.verdicts)
