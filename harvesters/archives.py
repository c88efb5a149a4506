"""The members of zip and tar archives, read one by one and never unpacked to disk."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, TypeVar, cast

from harvesters.kinds import may_hold_records
from harvesters.packed import DAMAGED

_LARGEST_RATIO = 200  # metadata compresses to a tenth or so; a bomb to a thousandth
_RATIO_MATTERS_FROM = 10_000_000
_LARGEST_HEADER = 1_000_000
_LEADS_OUT = "its name leads out of the archive"
_HEADERS_OF_HEADERS = frozenset(
    {tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE}
    | {tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK}
)
# A directory that is damaged has numbers and names in it that nobody can make sense of.
_DAMAGED_ZIP = (*DAMAGED, NotImplementedError, ValueError, RuntimeError, OverflowError)


_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Member:
    """A member that may hold records: its name, and a stream of its content, or why it is not read.

    Without a name it is the archive itself that can be read no further. The stream
    is there until the next member is asked for.
    """

    name: str | None
    content: BinaryIO | None = None
    refused: str | None = None


Read = Callable[[Member], Iterator[_T]]


def zip_members(stream: BinaryIO, read: Read[_T]) -> Iterator[_T]:
    """Yield what is read in the members of a zip archive that may hold records."""
    try:
        archive = zipfile.ZipFile(stream)
    except _DAMAGED_ZIP as error:
        yield from read(Member(None, refused=f"a damaged zip archive: {error}"))
        return
    with archive:
        for info in archive.infolist():
            if info.is_dir() or not _is_wanted(info.filename):
                continue
            refused = _refused_in_zip(info)
            if refused:
                yield from read(Member(info.filename, refused=refused))
                continue
            try:
                with _ZipContent(archive, info) as content:
                    yield from read(Member(info.filename, cast("BinaryIO", io.BufferedReader(content))))
            except zipfile.BadZipFile as error:
                yield from read(Member(info.filename, refused=f"it cannot be unpacked: {error}"))


def tar_members(stream: BinaryIO, read: Read[_T]) -> Iterator[_T]:
    """Yield what is read in the members of a tar archive that may hold records, from front to back."""
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_TarInfo) as archive:
            while (info := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # it would grow with every member
                if not info.isdir() and _is_wanted(info.name):
                    yield from read(_tar_member(archive, info))
    except (*DAMAGED, tarfile.TarError) as error:
        yield from read(Member(None, refused=f"a damaged tar archive: {error}"))


class _ZipContent(io.RawIOBase):
    """The content of a member as it is unpacked; whatever damage has zipfile raise is a BadZipFile."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        try:
            self._content = archive.open(info)
        except _DAMAGED_ZIP as error:
            raise zipfile.BadZipFile(str(error)) from error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # any buffer will do
        try:
            part = self._content.read(len(buffer))
        except _DAMAGED_ZIP as error:
            raise zipfile.BadZipFile(str(error)) from error
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        if not self.closed:
            self._content.close()
        super().close()


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


def _refused_in_zip(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & 0x1:
        return "it is encrypted; unpack it with its password first"
    ratio = info.file_size / max(1, info.compress_size)
    if info.file_size > _RATIO_MATTERS_FROM and ratio > _LARGEST_RATIO:
        return f"it would grow {ratio:,.0f}-fold when unpacked, as bombs do"
    return _LEADS_OUT if _leads_out(info.filename) else None


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Member:
    refused = _LEADS_OUT if _leads_out(info.name) else None
    if not info.isreg():
        refused = "a link or a device, which is not followed"
    content = None if refused else archive.extractfile(info)
    return Member(info.name, cast("BinaryIO | None", content), refused)


def _is_wanted(name: str) -> bool:
    return _leads_out(name) or may_hold_records(name) is not False


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts
