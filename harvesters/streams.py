"""A stream becomes Records, whatever it is: an archive, something compressed, or documents."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from harvesters.archives import Member, tar_members, zip_members
from harvesters.files import (
    ENOUGH_TO_TELL,
    looks_like_xml,
    may_hold_records,
    read_content,
    shown,
    too_large,
)
from harvesters.packed import DAMAGED, Kind, is_named_like_archive, read_within, recognised, unpacked
from profiles.record import Record, Unreadable

_NESTED = "an archive within another, which is not opened; unpack it first"


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
    elif kind is Kind.ZIP:
        yield from _read_members(zip_members(stream, limit), origin, limit)
    elif kind is Kind.TAR:
        yield from _read_members(tar_members(whole, limit), origin, limit)
    elif kind is Kind.PLAIN:
        yield from _read_plain(whole, origin=origin, name=name, limit=limit)
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
                taken = _read_plain(whole, origin=origin, name=name, limit=limit)
            elif inner_kind is Kind.TAR and not is_member:
                taken = _read_members(tar_members(whole, limit), origin, limit)
            else:
                taken = iter([Unreadable(origin, _NESTED)])
        except DAMAGED as error:
            taken = iter([Unreadable(origin, f"{kind}, and damaged: {error}")])
        yield from taken


def _read_plain(stream: BinaryIO, *, origin: str, name: str, limit: int) -> Iterator[Record | Unreadable]:
    """Return the records of the documents in a stream, which has been read when this returns."""
    content = read_within(stream, limit)
    if content is None:
        return iter([Unreadable(origin, too_large(limit))])
    return read_content(content, origin=origin, name=name)


def _read_members(members: Iterable[Member], origin: str, limit: int) -> Iterator[Record | Unreadable]:
    found = False
    for member in members:
        for taken in _read_member(member, origin, limit):
            found = True
            yield taken
    if not found:
        yield Unreadable(origin, "an archive that holds no XML file")


def _read_member(member: Member, origin: str, limit: int) -> Iterator[Record | Unreadable]:
    place = origin if member.name is None else f"{origin}!{shown(member.name)}"
    name = member.name or ""
    if member.refused is not None:
        yield Unreadable(place, member.refused)
        return
    kind, whole = recognised(io.BytesIO(member.content))
    if is_named_like_archive(name) or kind in (Kind.ZIP, Kind.TAR):
        yield Unreadable(place, _NESTED)
    elif kind is not Kind.PLAIN:
        yield from _read_compressed(whole, kind, origin=place, name=shown(name), limit=limit, is_member=True)
    elif may_hold_records(name) or looks_like_xml(member.content[:ENOUGH_TO_TELL]):
        yield from read_content(member.content, origin=place, name=shown(name))
