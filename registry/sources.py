"""Sources: added once, known by their id wherever they move, and removed without a trace being lost."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import UTC
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, exists, insert, or_, select, update

from registry.changes import moment_of_change
from registry.rows import RegistryError, Source
from registry.tables import now, records, sources

# What may stand in the setSpec of OAI-PMH, in a path and in a file's name alike.
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}\Z")
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")
_WITHDRAWN_AT_ONCE = 1000


def add_source(
    connection: Connection,
    address: str,
    *,
    source_id: str | None,
    name: str | None,
    prefix: str | None,
    set_spec: str | None,
) -> Source:
    """Return the source that is wanted: the one there is, one that was removed, else a new one.

    A removed one comes back where its id is asked for, also at another address,
    or its address, prefix and set are.
    """
    _check_id(source_id)
    rows = connection.execute(select(sources).order_by(sources.c.id)).all()
    where = {"address": address, "prefix": prefix, "set_spec": set_spec}
    there = _there(rows, where, source_id)
    if there is None:
        source_id = source_id or _free_id(address, {row.id for row in rows})
        row = {"id": source_id, **where, "name": name, "added": now(), "removed": False}
        connection.execute(insert(sources), row)
        return found(connection, source_id)
    kept = {**where, "name": name or there.name, "removed": False}
    connection.execute(update(sources).where(sources.c.id == there.id).values(**kept))
    return found(connection, there.id)


def listed(connection: Connection, *, with_tombstones: bool = False) -> list[Source]:
    """Return the sources in the order they were added; removed ones only where they left tombstones."""
    left = exists().where(records.c.source_id == sources.c.id, records.c.shown.is_(True))
    is_there = sources.c.removed.is_(False)
    query = (
        select(sources)
        .where(or_(is_there, left) if with_tombstones else is_there)
        .order_by(sources.c.added, sources.c.id)
    )
    return [_source(row) for row in connection.execute(query)]


def found(connection: Connection, source_id: str) -> Source:
    """Return a source; raises RegistryError where there is none of that id, or it was removed."""
    query = select(sources).where(sources.c.id == source_id, sources.c.removed.is_(False))
    row = connection.execute(query).first()
    if row is None:
        raise RegistryError(f"source {source_id}: there is none of that id; see: commonshelf sources list")
    return _source(row)


def remove_part(connection: Connection, source_id: str) -> bool:
    """Withdraw some of what is published of a source, and tell whether it is removed with that.

    In parts, so that each is over before the moment that it bears (`moment_of_change`).
    """
    found(connection, source_id)
    published = select(records.c.key).where(
        records.c.source_id == source_id, records.c.shown.is_(True), records.c.published.is_(True)
    )
    keys = connection.scalars(published.limit(_WITHDRAWN_AT_ONCE)).all()
    withdrawn = update(records).where(records.c.key.in_(keys))
    connection.execute(withdrawn.values(published=False, changed=moment_of_change()))
    if len(keys) == _WITHDRAWN_AT_ONCE:
        return False
    connection.execute(update(sources).where(sources.c.id == source_id).values(removed=True))
    return True


def _there(rows: Sequence[Row[Any]], where: dict[str, str | None], source_id: str | None) -> Row[Any] | None:
    """Return the source that is meant, live or removed; raises RegistryError where the id is not free."""
    same = [row for row in rows if all(getattr(row, name) == value for name, value in where.items())]
    live = next((row for row in same if not row.removed), None)
    if source_id is None:
        return live or next(iter(same), None)
    if live is not None and live.id != source_id:
        raise RegistryError(f"source {source_id}: its address, prefix and set are those of source {live.id}")
    of_that_id = next((row for row in rows if row.id == source_id), None)
    if live is None and of_that_id is not None and not of_that_id.removed:
        raise RegistryError(
            f"source {source_id}: there is one of that id already, at {of_that_id.address}; choose another "
            "with --id, or remove that one first: its records then go on at the new address"
        )
    return of_that_id


def _check_id(source_id: str | None) -> None:
    if source_id is not None and not _ID.match(source_id):
        raise RegistryError(
            f"source {source_id}: an id is made of the letters a to z, digits, dots, hyphens and "
            "underscores, 80 at most, and starts with a letter or a digit; choose another with --id"
        )


def _free_id(address: str, taken: Collection[str]) -> str:
    """Return a short id made from the address, with a number where it is taken."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]  # an id is public; a user's name and password are not
    words = _NOT_IN_AN_ID.sub("-", f"{host}{parts.path}".lower()).strip("-")[:60] or "source"
    number = 1
    while (free := words if number == 1 else f"{words}-{number}") in taken:
        number += 1
    return free


def _source(row: Row[Any]) -> Source:
    return Source(
        id=row.id,
        address=row.address,
        prefix=row.prefix,
        set=row.set_spec,
        name=row.name,
        added=row.added.replace(tzinfo=UTC),
    )
