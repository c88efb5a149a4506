"""Entries as the pipeline makes them, and a look at all that a registry holds."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from profiles.record import Header, Record
from registry import Counts, Entry, Registry, Source, StoredVerdict

ADDRESS = "https://one.example/oai"
FINDING = {"rule": "QUAL-012", "severity": "warning", "message": "short", "value": "x", "line": 7}


def public_id(identifier: str, source_id: str = "one") -> str:
    return hashlib.sha256(f"{source_id}\n{identifier}".encode()).hexdigest()[:20]


def verdict(
    conforms: str = "yes",
    *,
    version: str = "1.0",
    digest: str = "d" * 64,
    findings: Sequence[dict[str, Any]] = (FINDING,),
) -> StoredVerdict:
    return StoredVerdict(
        profile="eu-core",
        version=version,
        rules_digest=digest,
        conforms=conforms,
        findings=list(findings),
        scores={"accuracy": {"score": 87.5, "coverage": None}},
        checked=datetime.now(UTC).replace(microsecond=0),
    )


def entry(
    identifier: str = "oai:one.example:1",
    *,
    title: str = "A title",
    judged: StoredVerdict | str = "yes",
    datestamp: str = "2024-05-06",
    sets: tuple[str, ...] = ("a",),
    line: int = 1,
    about: tuple[bytes, ...] = (),
    prefix: str | None = "oai_lom",
    resource: dict[str, Any] | None = None,
) -> Entry:
    header = Header(identifier, datestamp, sets)
    payload = f"<lom><title>{title}</title></lom>".encode()
    return Entry(
        record=Record(header, payload, ADDRESS, line, prefix, about),
        format="lom",
        resource={"name": [title]} if resource is None else resource,
        verdict=verdict(judged) if isinstance(judged, str) else judged,
    )


def tombstone(identifier: str = "oai:one.example:1", datestamp: str = "2024-06-01") -> Entry:
    return Entry(Record(Header(identifier, datestamp, deleted=True), b"", ADDRESS), None, None, None)


def unread(identifier: str = "oai:one.example:1", payload: bytes = b"<mods/>") -> Entry:
    return Entry(Record(Header(identifier, "2024-06-01"), payload, ADDRESS), None, None, None)


def save(registry: Registry, source: Source, *entries: Entry) -> Counts:
    """Save a page in a run of its own."""
    run = registry.begin_run(source.id)
    counts = registry.save(source.id, run.id, entries)
    registry.finish_run(run.id, outcome="finished", counts=counts)
    return counts


def rows(url: str, *tables: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the tables as the file holds them, the runs aside unless they are named."""
    names = tables or ("sources", "payloads", "records", "record_versions", "verdicts")
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}
