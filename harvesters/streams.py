"""A stream becomes Records, whatever it is: an archive, something compressed, or documents."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from harvesters.archives import Member, tar_members, zip_members
from harvesters.files import read_documents, shown
from harvesters.kinds import may_hold_records
from harvesters.packed import DAMAGED, ENOUGH_TO_TELL, Kind, is_named_like_archive, recognised, unpacked
from profiles.document import looks_like_record
from profiles.record import Record, Unreadable

_NESTED = "an archive within another, which is not opened; unpack it first"
_EMPTY = "an archive that holds no XML, JSON, HTML or Turtle file"


def read_file(path: Path, *, origin: str, name: str, limit: int) -> Iterator[Record | Unreadable]:
    """Yield the records of a file; one that cannot be opened, or is too large, gives its cause."""
    try:
        with path.open("rb") as stream:
            yield from read_stream(stream, origin=origin, name=name, limit=limit)
    except OSError as error:
        yield Unreadable(origin, f"it cannot be read: {error.strerror or error}")


def read_stream(stream: BinaryIO, *, origin: str, name: str, limit: int) -> Iterator[Record | Unreadable]:
    """Yield the records of a stream; no document in it is read further than the limit."""
    kind, whole = recognised(stream)
    if kind is Kind.ZIP and not stream.seekable():
        yield Unreadable(origin, "a zip archive, which cannot be read from a pipe; give the name of its file")
    elif kind in (Kind.ZIP, Kind.TAR):
        yield from _read_archive(stream, whole, kind, origin=origin, limit=limit)
    elif kind is Kind.PLAIN:
        yield from read_documents(whole, origin=origin, name=name, limit=limit)
    else:
        yield from _read_compressed(whole, kind, origin=origin, name=name, limit=limit)


def _read_compressed(
    stream: BinaryIO, kind: Kind, *, origin: str, name: str, limit: int, is_member: bool = False
) -> Iterator[Record | Unreadable]:
    """Yield the records of what is compressed in a stream: documents, or a tar archive with documents.

    An archive in what is itself a member is refused: such can be nested without end.
    """
    with unpacked(stream, kind) as inner:
        try:
            inner_kind, whole = recognised(inner)
            if inner_kind is Kind.PLAIN:
                yield from read_documents(whole, origin=origin, name=name, limit=limit)
            elif inner_kind is Kind.TAR and not is_member:
                yield from _read_archive(inner, whole, Kind.TAR, origin=origin, limit=limit)
            else:
                yield Unreadable(origin, _NESTED)
        except DAMAGED as error:
            yield Unreadable(origin, f"{kind}, and damaged: {error}")


def _read_archive(
    stream: BinaryIO, whole: io.BufferedReader, kind: Kind, *, origin: str, limit: int
) -> Iterator[Record | Unreadable]:
    def read(member: Member) -> Iterator[Record | Unreadable]:
        return _read_member(member, origin, limit)

    is_zip = kind is Kind.ZIP
    members = zip_members(stream, read) if is_zip else tar_members(cast("BinaryIO", whole), read)
    found = False
    for taken in members:
        found = True
        yield taken
    if not found:
        yield Unreadable(origin, _EMPTY)


def _read_member(member: Member, origin: str, limit: int) -> Iterator[Record | Unreadable]:
    place = origin if member.name is None else f"{origin}!{shown(member.name)}"
    name = member.name or ""
    if member.content is None:
        yield Unreadable(place, member.refused or "a member without content")
        return
    kind, whole = recognised(member.content)
    if is_named_like_archive(name) or kind in (Kind.ZIP, Kind.TAR):
        yield Unreadable(place, _NESTED)
    elif kind is not Kind.PLAIN:
        yield from _read_compressed(whole, kind, origin=place, name=shown(name), limit=limit, is_member=True)
    elif may_hold_records(name) or looks_like_record(whole.peek(ENOUGH_TO_TELL)):
        yield from read_documents(whole, origin=place, name=shown(name), limit=limit)
