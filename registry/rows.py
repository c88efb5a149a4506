"""What goes into the registry and comes out of it, as values. All times are aware, in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from profiles.failure import Failure
from profiles.record import Record


class RegistryError(Failure):
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


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records a page or a run added, changed, left as they were, and deleted.

    Changed are also those of which only the verdict is new; a new datestamp or
    set in the header alone leaves a record unchanged.
    """

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
    """One harvest of a source; `outcome` is running, finished or failed.

    `counts` are noted at its end, so that those of one that never ended are 0.
    """

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
    """A record on its way into the registry; `resource` is canonical JSON.

    Of a deleted record, and of one that cannot be read, only the record itself is there.
    """

    record: Record
    format: str | None
    resource: dict[str, Any] | None
    verdict: StoredVerdict | None


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """What a record once was in its source: `datestamp` is the last under which it came so."""

    version: int
    digest: str
    payload: bytes
    datestamp: str | None
    deleted: bool
    harvested: datetime


class Summary(TypedDict):
    """What a source holds: how many records, how many of them conform, how many are deleted.

    `frequent` are the rules that most records fail, with the number of those records.
    """

    records: int
    conformant: int
    deleted: int
    frequent: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as the registry holds it now.

    `state` is unpublished, published or withdrawn; `changed` is the second in
    which that, or what is published, last changed for those who harvest us.
    `version`, `datestamp`, `payload` and `harvested` are those of its newest version.
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
