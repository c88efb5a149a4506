"""What a stream is, told by how it begins; and what is compressed, unpacked as it is read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from enum import StrEnum
from pathlib import PurePath
from typing import BinaryIO, cast

ARCHIVE_SUFFIXES = frozenset({".zip", ".tar", ".tgz", ".tbz2", ".txz"})
COMPRESSED_SUFFIXES = frozenset({".gz", ".bz2", ".xz"})
# What the standard library raises for data that is cut off or damaged.
DAMAGED = (EOFError, OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile)


class Kind(StrEnum):
    """What a stream is: an archive, something compressed, or plain."""

    ZIP = "a zip archive"
    TAR = "a tar archive"
    GZIP = "gzip-compressed"
    BZIP2 = "bzip2-compressed"
    XZ = "xz-compressed"
    PLAIN = "plain"


_BEGINNINGS = (
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),  # an empty one
    (b"\x1f\x8b", Kind.GZIP),
    (b"BZh", Kind.BZIP2),
    (b"\xfd7zXZ\x00", Kind.XZ),
)
_TAR_MARK = slice(257, 262)
ENOUGH_TO_TELL = 2048
_PART = 1 << 16


class _Whole(io.RawIOBase):
    """A stream of which the beginning was read already, whole again.

    Once it has ended it is not asked again: a keyboard would go on after Ctrl-D.
    """

    def __init__(self, beginning: bytes, rest: BinaryIO) -> None:
        self._beginning = beginning
        self._rest = rest
        self._has_ended = len(beginning) < ENOUGH_TO_TELL

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # any buffer will do
        part = self._beginning[: len(buffer)]
        self._beginning = self._beginning[len(part) :]
        if not part and not self._has_ended:
            part = self._rest.read(len(buffer))
            self._has_ended = len(part) < len(buffer)
        buffer[: len(part)] = part
        return len(part)


def recognised(stream: BinaryIO) -> tuple[Kind, io.BufferedReader]:
    """Return what a stream is, and the stream, whole; seeking is for the one that was given.

    Its beginning, as far as it is enough to tell, can be peeked at.
    """
    beginning = stream.read(ENOUGH_TO_TELL)
    whole = cast("io.RawIOBase", _Whole(beginning, stream))
    return _kind(beginning), io.BufferedReader(whole)


def read_within(stream: BinaryIO, limit: int) -> bytes:
    """Return what a stream holds, up to one byte more than the limit where it holds more."""
    content = io.BytesIO()
    while part := stream.read(min(_PART, limit + 1 - content.tell())):
        content.write(part)
    return content.getvalue()


def too_large(limit: int) -> str:
    """Return the cause for what is larger than the limit."""
    return f"it is larger than {limit:,} bytes; raise the setting max_page_bytes if that is right"


def unpacked(stream: BinaryIO, kind: Kind) -> BinaryIO:
    """Return the stream that is compressed in a stream."""
    if kind is Kind.GZIP:
        return cast("BinaryIO", gzip.GzipFile(fileobj=stream))
    return cast("BinaryIO", bz2.BZ2File(stream) if kind is Kind.BZIP2 else lzma.LZMAFile(stream))


def is_named_like_archive(name: str) -> bool:
    """Tell by its name whether a file holds others, as .tar.gz does and .xml.gz does not."""
    path = PurePath(name.lower())
    inner = PurePath(path.stem).suffix if path.suffix in COMPRESSED_SUFFIXES else ""
    return path.suffix in ARCHIVE_SUFFIXES or inner in ARCHIVE_SUFFIXES


def _kind(beginning: bytes) -> Kind:
    for mark, kind in _BEGINNINGS:
        if beginning.startswith(mark):
            return kind
    return Kind.TAR if beginning[_TAR_MARK] == b"ustar" else Kind.PLAIN
