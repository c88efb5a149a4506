"""Saving one page in one transaction; changes.py works out what is new in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import zstandard
from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from registry import sources
from registry.changes import Change, Held, about_of, change_of, digest_of, moment_of_change, public_id
from registry.rows import Counts, Entry
from registry.tables import naive, newest_version, now, payloads, record_versions, records, verdicts

_COMPRESSOR = zstandard.ZstdCompressor(level=3)
_ASKED_AT_ONCE = 500


def save_page(connection: Connection, source_id: str, run_id: int, entries: Sequence[Entry]) -> Counts:
    """Write what is new in a page; of an identifier that stands twice in it the last counts."""
    sources.found(connection, source_id)
    moment = moment_of_change()
    by_id = {public_id(source_id, entry.record.header.identifier): entry for entry in entries}
    held = _held(connection, list(by_id))
    counts = Counts(unchanged=len(entries) - len(by_id))
    changes = []
    for found_id, entry in by_id.items():
        change = change_of(entry, held.get(found_id, Held()), moment)
        counts += change.counts
        changes.append(change)
        if change.is_new:
            identifier = entry.record.header.identifier
            change.row.update(public_id=found_id, source_id=source_id, identifier=identifier)
    _write_payloads(connection, changes)
    _write_records(connection, changes)
    _write_versions(connection, changes, run_id)
    _write_verdicts(connection, changes)
    _stamp_again(connection, changes, moment)
    return counts


def _stamp_again(connection: Connection, changes: list[Change], moment: datetime) -> None:
    """Give what was stamped with a moment that has come meanwhile, as on a slow disk, a later one."""
    late = moment_of_change()
    if late > moment:
        stamped = [change.row["key"] for change in changes if change.row["changed"] == moment]
        _update(connection, records, ("key",), [{"key": key, "changed": late} for key in stamped])


def _held(connection: Connection, public_ids: list[str]) -> dict[str, Held]:
    columns = [(records if name in records.c else record_versions).c[name] for name in Held._fields]
    query = select(records.c.public_id, *columns).select_from(records.join(record_versions, newest_version()))
    held = {}
    for part in _parts(public_ids):
        for found_id, *known in connection.execute(query.where(records.c.public_id.in_(part))):
            held[found_id] = Held(*known)
    return held


def _write_payloads(connection: Connection, changes: list[Change]) -> None:
    new = {
        digest: change.entry.record.payload
        for change in changes
        if change.new_version and (digest := digest_of(change.entry)) is not None
    }
    for part in _parts(list(new)):
        for known in connection.scalars(select(payloads.c.digest).where(payloads.c.digest.in_(part))):
            del new[known]
    _insert(
        connection,
        payloads,
        [
            {"digest": digest, "size": len(payload), "content": _COMPRESSOR.compress(payload)}
            for digest, payload in new.items()
        ],
    )


def _write_records(connection: Connection, changes: list[Change]) -> None:
    """Write the records' own rows, and note the keys that the new ones are given."""
    new = {change.row["public_id"]: change.row for change in changes if change.is_new}
    if new:
        rows = [{name: value for name, value in row.items() if name != "key"} for row in new.values()]
        inserted = insert(records).returning(records.c.public_id, records.c.key)
        for found_id, key in connection.execute(inserted, rows):
            new[found_id]["key"] = key
    _update(
        connection,
        records,
        ("key",),
        [change.row for change in changes if change.is_changed and not change.is_new],
    )


def _write_versions(connection: Connection, changes: list[Change], run_id: int) -> None:
    """Add the new versions, and note on the others under which header they came this time."""
    seconds = now()
    new, noted = [], []
    for change in changes:
        record = change.entry.record
        found = {
            "record_key": change.row["key"],
            "version": change.row["version"],
            "datestamp": record.header.datestamp,
            "sets": list(record.header.sets),
            "origin": record.origin,
            "line": record.line,
            "harvested": seconds,
        }
        if change.new_version:
            said = {
                "digest": digest_of(change.entry),
                "deleted": record.header.deleted,
                "metadata_prefix": record.metadata_prefix,
                "about": about_of(change.entry),
                "run_id": run_id,
            }
            new.append(found | said)
        elif change.new_header or change.new_judgement:
            noted.append(found)
    _insert(connection, record_versions, new)
    _update(connection, record_versions, ("record_key", "version"), noted)


def _write_verdicts(connection: Connection, changes: list[Change]) -> None:
    judged = [change for change in changes if change.new_version or change.new_judgement]
    outdated = [
        {"of_key": change.row["key"], "of_version": change.row["version"]}
        for change in judged
        if not change.new_version
    ]
    if outdated:
        it = (verdicts.c.record_key == bindparam("of_key")) & (verdicts.c.version == bindparam("of_version"))
        connection.execute(delete(verdicts).where(it), outdated)
    _insert(
        connection,
        verdicts,
        [
            {
                "record_key": change.row["key"],
                "version": change.row["version"],
                "profile": verdict.profile,
                "profile_version": verdict.version,
                "rules_digest": verdict.rules_digest,
                "conforms": verdict.conforms,
                "findings": verdict.findings,
                "scores": verdict.scores,
                "checked": naive(verdict.checked),
            }
            for change in judged
            if (verdict := change.entry.verdict) is not None
        ],
    )


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _update(connection: Connection, table: Table, key: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    """Update many rows by one statement; the names of its parameters must not be those of the columns."""
    if not rows:
        return
    statement = update(table).where(*(table.c[name] == bindparam(f"of_{name}") for name in key))
    values = {name: bindparam(f"of_{name}", type_=table.c[name].type) for name in rows[0] if name not in key}
    connection.execute(
        statement.values(values), [{f"of_{name}": value for name, value in row.items()} for row in rows]
    )


def _parts(values: list[str]) -> Iterator[list[str]]:
    """Yield the values in parts small enough for the parameters of one query."""
    for start in range(0, len(values), _ASKED_AT_ONCE):
        yield values[start : start + _ASKED_AT_ONCE]
