"""The members of zip and tar archives, read one by one and never unpacked to disk."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from harvesters.files import may_hold_records, too_large
from harvesters.packed import DAMAGED

_LARGEST_RATIO = 200  # metadata compresses to a tenth or so; a bomb to a thousandth
_RATIO_MATTERS_FROM = 10_000_000
_LARGEST_HEADER = 1_000_000
_HEADERS_OF_HEADERS = frozenset(
    {tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE}
    | {tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK}
)
# A directory that is damaged has numbers and names in it that nobody can make sense of.
_DAMAGED_ZIP = (*DAMAGED, NotImplementedError, ValueError, RuntimeError, OverflowError)


class Member(NamedTuple):
    """A member that may hold records: its name, and its content, or why it is not read.

    Without a name it is the archive itself that can be read no further.
    """

    name: str | None
    content: bytes = b""
    refused: str | None = None


def zip_members(stream: BinaryIO, limit: int) -> Iterator[Member]:
    """Yield the members of a zip archive that may hold records."""
    try:
        archive = zipfile.ZipFile(stream)
    except _DAMAGED_ZIP as error:
        yield Member(None, refused=f"a damaged zip archive: {error}")
        return
    with archive:
        for info in archive.infolist():
            if not info.is_dir() and _is_wanted(info.filename):
                yield _zip_member(archive, info, limit)


def tar_members(stream: BinaryIO, limit: int) -> Iterator[Member]:
    """Yield the members of a tar archive that may hold records, as it is read from front to back."""
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_TarInfo) as archive:
            while (info := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # it would grow with every member
                if not info.isdir() and _is_wanted(info.name):
                    yield _tar_member(archive, info, limit)
    except (*DAMAGED, tarfile.TarError) as error:
        yield Member(None, refused=f"a damaged tar archive: {error}")


class _TarInfo(tarfile.TarInfo):
    """A member's header; one that is damaged is an error, where tarfile takes it for the archive's end."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _TarInfo:
        try:
            info = super().frombuf(buf, encoding, errors)
        except (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError) as error:  # type: ignore[attr-defined]
            raise tarfile.ReadError(f"the header of a member is damaged: {error}") from error
        if info.type in _HEADERS_OF_HEADERS and info.size > _LARGEST_HEADER:
            raise tarfile.ReadError(f"the header of a member has {info.size:,} bytes")
        return info


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> Member:
    refused = _refused(info.filename, info.file_size, limit)
    ratio = info.file_size / max(1, info.compress_size)
    if info.file_size > _RATIO_MATTERS_FROM and ratio > _LARGEST_RATIO:
        refused = f"it would grow {ratio:,.0f}-fold when unpacked, as bombs do"
    if info.flag_bits & 0x1:
        refused = "it is encrypted; unpack it with its password first"
    if refused:
        return Member(info.filename, refused=refused)
    try:
        with archive.open(info) as content:
            return Member(info.filename, content.read(limit))
    except _DAMAGED_ZIP as error:
        return Member(info.filename, refused=f"it cannot be unpacked: {error}")


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, limit: int) -> Member:
    refused = _refused(info.name, info.size, limit)
    if not info.isreg():
        refused = "a link or a device, which is not followed"
    content = None if refused else archive.extractfile(info)
    return Member(info.name, content.read() if content else b"", refused)


def _is_wanted(name: str) -> bool:
    return _leads_out(name) or may_hold_records(name) is not False


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts


def _refused(name: str, size: int, limit: int) -> str | None:
    if _leads_out(name):
        return "its name leads out of the archive"
    return too_large(limit) if size > limit else None
