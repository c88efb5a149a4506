"""Zip and tar archives, read member by member and never unpacked to disk."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from harvesters.files import SUFFIXES, looks_like_xml, read_content
from profiles.record import Record, Unreadable

_LARGEST_RATIO = 200  # metadata compresses to a tenth or so; a bomb to a thousandth
_RATIO_MATTERS_FROM = 10_000_000
_MOST_MEMBERS = 1_000_000


def read_zip(stream: BinaryIO, *, origin: str, limit: int) -> Iterator[Record | Unreadable]:
    """Yield the records of a zip archive; a member that must not or cannot be read gives its cause."""
    try:
        with zipfile.ZipFile(stream) as archive:
            for member in archive.infolist()[:_MOST_MEMBERS]:
                if not member.is_dir():
                    yield from _zip_member(archive, member, f"{origin}!{member.filename}", limit)
    except zipfile.BadZipFile as error:
        yield Unreadable(origin, f"a broken zip archive: {error}")


def read_tar(stream: BinaryIO, *, origin: str, limit: int) -> Iterator[Record | Unreadable]:
    """Yield the records of a tar archive, compressed or not, as it is read from front to back."""
    try:
        with tarfile.open(fileobj=stream, mode="r|*") as archive:
            for member in archive:
                if member.isdir():
                    continue
                place = f"{origin}!{member.name}"
                refused = _refused(member.name, member.size, limit)
                if not member.isreg():
                    refused = "a link or a device, which is not followed"
                content = None if refused else archive.extractfile(member)
                if content is None:
                    yield Unreadable(place, refused or "it cannot be read")
                    continue
                yield from _content(content.read(limit + 1), place, member.name)
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        yield Unreadable(origin, f"a broken tar archive: {error}")


def _zip_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: str, limit: int
) -> Iterator[Record | Unreadable]:
    refused = _refused(member.filename, member.file_size, limit)
    ratio = member.file_size / max(1, member.compress_size)
    if member.file_size > _RATIO_MATTERS_FROM and ratio > _LARGEST_RATIO:
        refused = f"it would grow {ratio:,.0f}-fold when unpacked, as bombs do"
    if member.flag_bits & 0x1:
        refused = "it is encrypted; unpack it with its password first"
    if refused:
        yield Unreadable(place, refused)
        return
    try:
        with archive.open(member) as content:
            read = content.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        yield Unreadable(place, f"it cannot be unpacked: {error}")
        return
    yield from _content(read, place, member.filename)


def _content(content: bytes, place: str, name: str) -> Iterator[Record | Unreadable]:
    if PurePosixPath(name).suffix.lower() in SUFFIXES or looks_like_xml(content[:2048]):
        yield from read_content(content, origin=place, name=name)


def _refused(name: str, size: int, limit: int) -> str | None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        return "its name leads out of the archive"
    if size > limit:
        return f"it is larger than {limit:,} bytes; raise the setting max_page_bytes if that is right"
    return None
