"""What goes into the registry and comes out of it, as values. All times are aware, in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from profiles.record import Record


class RegistryError(Exception):
    """The registry cannot do what was asked; the message names the thing, the cause and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """A repository that is harvested, known by its id and never by its address: repositories move house."""

    id: str
    address: str
    prefix: str | None
    set: str | None
    name: str | None
    added: datetime
    granularity: str | None = None
    last_response_date: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records a page or a run added, changed, left as they were, and deleted."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    deleted: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.deleted + other.deleted,
        )


@dataclass(frozen=True, slots=True)
class Run:
    """One harvest of a source; `outcome` is running, finished or failed."""

    id: int
    source_id: str
    begun: datetime
    ended: datetime | None
    outcome: str
    cause: str | None
    response_date: str | None
    counts: Counts


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """What a profile said of one version of a record; `conforms` is yes, no or undetermined."""

    profile: str
    version: str
    rules_digest: str
    conforms: str
    findings: list[dict[str, Any]]
    scores: dict[str, Any]
    checked: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """A record on its way into the registry; `resource` is canonical JSON, None for a deleted record."""

    record: Record
    format: str | None
    resource: dict[str, Any] | None
    verdict: StoredVerdict | None


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as the registry holds it now.

    `state` is unpublished, published or withdrawn; `changed` is the second in
    which that last changed for those who harvest us.
    """

    key: int
    public_id: str
    source_id: str
    identifier: str
    datestamp: str | None
    sets: tuple[str, ...]
    deleted: bool
    metadata_prefix: str | None
    format: str | None
    payload: bytes
    digest: str
    about: tuple[bytes, ...]
    resource: dict[str, Any] | None
    verdict: StoredVerdict | None
    state: str
    changed: datetime
    harvested: datetime
    origin: str
    line: int
    version: int
