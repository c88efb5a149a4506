"""A Record: one metadata document as it was harvested, with the header it came under.

The payload is never altered. Whatever else is known of a record is worked out
from it again when it is wanted (design.md, "The way of the data", 1).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a record, in the words of OAI-PMH 2.0, section 2.5.

    `datestamp` is kept as it was found, so that a rule can show a wrong one;
    it is None for a record that came from a file of its own.
    """

    identifier: str
    datestamp: str | None = None
    sets: tuple[str, ...] = ()
    deleted: bool = False


@dataclass(frozen=True)
class Record:
    """One metadata document and where it came from.

    `payload` is a document of its own (bytes, with its namespaces in scope),
    empty for a deleted record. `line` is the line of its first tag in `origin`,
    counted from 1, and `column` the place of its first character in that line, in
    characters from 1. `metadata_prefix` is what it was asked for under, None where
    nobody asked. `about` holds the record's about containers as they came.

    `page` is the XML document that the payload was cut from, shared by all its
    records, and `number` tells the payload's root in it: as enumerate(root.iter())
    counts the nodes, from 0. `page` is None for a payload that was not cut.

    `source` names what the record belongs to with others, such as a repository
    or a folder; None where it was taken without any.
    """

    header: Header
    payload: bytes
    origin: str
    line: int = 1
    metadata_prefix: str | None = None
    about: tuple[bytes, ...] = ()
    column: int = field(default=1, compare=False)
    page: bytes | None = field(default=None, compare=False, repr=False)
    number: int = field(default=0, compare=False)
    source: str | None = field(default=None, compare=False)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the payload, in hexadecimal."""
        return hashlib.sha256(self.payload).hexdigest()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What could not be taken as a record, and why, in one line for people.

    `target` names the thing (an address, a file, a record in it); `cause` says
    what was found there; `identifier` is the record's where it was known.
    """

    target: str
    cause: str
    identifier: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        place = f", line {self.line}" if self.line else ""
        record = f", record {self.identifier}" if self.identifier else ""
        return f"{self.target}{place}{record}: {self.cause}"
