"""A corpus on disk: the keys and links of all records of a run, in a database that nobody else sees.

SQLite makes it a file without a name, which is gone when the process is,
however that ends; in memory there is only what it caches. Texts are kept as
digests, so that a million records take some hundred bytes each.
"""

from __future__ import annotations

import sqlite3
from hashlib import blake2b
from typing import Self

from profiles.model import LearningResource
from profiles.record import Record
from validators.corpus.functions import LINKS
from validators.corpus.keys import KEYS, names
from validators.corpus.rings import rings
from validators.given import Shared

_KINDS = {kind: number for number, kind in enumerate(KEYS)}
_FIELDS = {field: number for number, field in enumerate(LINKS)}
_LINKED = ("isPartOf", "hasPart")
_AT_ONCE = 1000
_PRAGMAS = "pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -32768;"  # in KiB
_TABLES = """
create table said (source integer, kind integer, key blob, what integer, label text);
create table name (source integer, name blob, number integer);
create table link (number integer, field integer, source integer, target blob);
"""
_GATHERED = """
create table shared (source integer, kind integer, key blob, records integer, first text, last text,
                     primary key (source, kind, key)) without rowid;
insert into shared
  select source, kind, key, count(distinct what), min(label), max(label)
  from said group by source, kind, key having count(distinct what) > 1;
drop table said;
create index by_name on name (source, name, number);
create index by_number on link (number, field);
"""
_EDGES = """
select distinct link.number, name.number from link
  join name on name.source = link.source and name.name = link.target
  where link.field = ? order by link.number
"""


class Index:
    """The records of a run, each added once; asked when all are there, after `close_off`."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript(f"{_PRAGMAS} {_TABLES} begin;")
        self._sources: dict[str, int] = {}
        self._sizes: dict[int, int] = {}
        self._number = 0
        self._rings: dict[int, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def add(self, resource: LearningResource, record: Record) -> None:
        """Take in what a record is compared by."""
        name = record.source or record.origin
        source = self._sources.setdefault(name, len(self._sources))
        self._sizes[source] = self._sizes.get(source, 0) + 1
        self._number += 1
        number, label = self._number, record.header.identifier
        said = [
            (source, kind, _digest(key.key), _number_of(key.what) if key.what else number, key.what or label)
            for kind, keys in enumerate(KEYS.values())
            for key in keys(resource, record)
        ]
        links = [
            (number, _FIELDS[field], source, _digest(link.id.strip()))
            for field in _LINKED
            for link in getattr(resource, field)
            if link.id
        ]
        database = self._database
        database.executemany("insert into said values (?, ?, ?, ?, ?)", said)
        known = [(source, _digest(one), number) for one in set(names(resource, record)) if one]
        database.executemany("insert into name values (?, ?, ?)", known)
        if links:
            database.executemany("insert into link values (?, ?, ?, ?)", links)

    def close_off(self) -> None:
        """Make ready to be asked."""
        self._database.executescript(_GATHERED)  # which ends what was begun
        edges = self._database.execute(_EDGES, (_FIELDS["isPartOf"],))
        self._rings = rings(edges)

    def shared(self, source: str, kind: str, key: str, mine: str) -> Shared:
        """Return how many records share a key of a kind; `mine` is not what the other is called."""
        number = self._sources.get(source, -1)
        of = self._sizes.get(number, 0)
        found = self._database.execute(
            "select records, first, last from shared where source = ? and kind = ? and key = ?",
            (number, _KINDS[kind], _digest(key)),
        ).fetchone()
        if found is None:
            return Shared(1, of, "")
        records, first, last = found
        return Shared(records, of, last if first == mine else first)

    def known_as(self, source: str, name: str) -> frozenset[int]:
        """Return the numbers of the records that an identifier or an address names."""
        found = self._database.execute(
            "select number from name where source = ? and name = ?",
            (self._sources.get(source, -1), _digest(name)),
        )
        return frozenset(number for (number,) in found)

    def linked(self, number: int, field: str) -> frozenset[int] | None:
        """Return the records that one says it is linked with; None where it names one that is not there."""
        found = self._database.execute(
            "select link.target, name.number from link left join name"
            " on name.source = link.source and name.name = link.target"
            " where link.number = ? and link.field = ?",
            (number, _FIELDS[field]),
        ).fetchall()
        if any(one is None for _, one in found):
            return None
        return frozenset(one for _, one in found)

    def ring(self, number: int) -> int | None:
        """Return the ring of parts within each other that a record stands in, None where in none."""
        return self._rings.get(number)


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _number_of(text: str) -> int:
    """Return a negative number for a text, so that it is no record's."""
    return -1 - (int.from_bytes(_digest(text)[:8]) >> 2)
