"""What a harvest changes in a record, worked out from what the registry has and what has come.

A record differs in three ways, and each is kept in its own place:

- what its source says of it (payload, about, deleted, prefix): a new version, and the earlier ones stay;
- what we say of it (format, resource, verdict): it takes the place of what was said of the same version,
  since it can be worked out from the payload at any time;
- its header's datestamp and sets: noted on the version. They make none of their own, since repositories
  stamp all their records anew with nothing else changed in them, some at every request.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from registry.rows import Counts, Entry
from registry.tables import now


class Held(NamedTuple):
    """What the registry has of a record; by itself, what it has of one that is new to it."""

    key: int | None = None
    version: int = 0
    published: bool = False
    shown: bool = False
    changed: datetime | None = None
    judgement: str = ""
    digest: str | None = None
    about: list[str] | None = None
    deleted: bool | None = None
    metadata_prefix: str | None = None
    datestamp: str | None = None
    sets: list[str] | None = None


class Change(NamedTuple):
    """What is new in a record that has come: its parts, and the row of the record as it is to be."""

    entry: Entry
    row: dict[str, Any]
    is_new: bool
    new_version: bool
    new_judgement: bool
    new_header: bool
    moved: bool

    @property
    def is_changed(self) -> bool:
        """Whether the record's own row changes; otherwise no more than its header has."""
        return self.new_version or self.new_judgement or self.moved

    @property
    def counts(self) -> Counts:
        """How the record counts in what a page brought."""
        if not self.is_changed:
            return Counts(unchanged=1)
        if self.row["deleted"]:
            return Counts(deleted=1)
        return Counts(added=1) if self.is_new else Counts(changed=1)


def public_id(source_id: str, identifier: str) -> str:
    """Return the id under which a record is published, the same in every registry that harvests it."""
    return hashlib.sha256(f"{source_id}\n{identifier}".encode()).hexdigest()[:20]


def moment_of_change() -> datetime:
    """Return the moment that what is written now is to bear: the next full second.

    It is seen only when its transaction has ended, maybe in the next second.
    Who harvested us in between, and asks next from that moment on, would miss
    what bears the second before.
    """
    return now() + timedelta(seconds=1)


def change_of(entry: Entry, held: Held, moment: datetime) -> Change:
    """Return what is new in a record that has come, beside what the registry has of it."""
    record, header = entry.record, entry.record.header
    said = (digest_of(entry), about_of(entry), header.deleted, record.metadata_prefix)
    new_version = said != (held.digest, held.about, held.deleted, held.metadata_prefix)
    judgement = _judgement(entry)
    new_judgement = judgement != held.judgement
    conforms = entry.verdict.conforms if entry.verdict else None
    published = conforms == "yes" and not header.deleted
    moved = published != held.published
    shows_anew = moved or (published and (new_version or new_judgement))
    row = {
        "key": held.key,
        "version": held.version + new_version,
        "published": published,
        "shown": held.shown or published,
        "changed": moment if shows_anew or held.changed is None else held.changed,
        "deleted": header.deleted,
        "format": entry.format,
        "conforms": conforms,
        "judgement": judgement,
        "resource": entry.resource,
    }
    new_header = (header.datestamp, list(header.sets)) != (held.datestamp, held.sets)
    return Change(entry, row, held.key is None, new_version, new_judgement, new_header, moved)


def digest_of(entry: Entry) -> str | None:
    """Return the digest of a record's payload, None where it has none."""
    return entry.record.digest if entry.record.payload else None


def about_of(entry: Entry) -> list[str]:
    """Return a record's about containers as text, from which the same bytes can be made again."""
    return [about.decode("utf-8", "surrogateescape") for about in entry.record.about]


def _judgement(entry: Entry) -> str:
    """Return a digest of what we say of a record.

    The line and column of a finding are left out: they are those of the page, in which a record
    moves when another one before it grows.
    """
    said: list[Any] = [entry.format, entry.resource]
    if entry.verdict is not None:
        verdict = entry.verdict
        findings = [{**finding, "line": None, "column": None} for finding in verdict.findings]
        said += [verdict.profile, verdict.version, verdict.rules_digest, verdict.conforms]
        said += [verdict.scores, findings]
    return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()
