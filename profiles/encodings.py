"""Text that says it is UTF-8 and is not: by far the most frequent fault of bytes in feeds.

It is mostly Latin-1, or windows-1252, which has what Latin-1 leaves open; and
often only in some places, where one of many sources was mistaken. Bytes that are
no UTF-8 are read as windows-1252, each by itself, and what was so read is said,
never mended in silence.
"""

from __future__ import annotations

import codecs
import re

_FIRST = 0x10FF00  # private use, at the end of Unicode: the character for byte 0xE9 is U+10FFE9
_MARKS = re.compile(f"[{chr(_FIRST + 0x80)}-{chr(_FIRST + 0xFF)}]")
_MARK_BYTES = re.compile(rb"\xf4\x8f\xbe[\x80-\xbf]|\xf4\x8f\xbf[\x80-\xbf]")


def _marked(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - it is registered for decoding alone
    wrong = error.object[error.start : error.end]
    return "".join(chr(_FIRST + byte) for byte in wrong), error.end


codecs.register_error("commonshelf-mark", _marked)


def marked(content: bytes) -> bytes | None:
    """Return a document as true UTF-8, with a mark for each byte that is none; None where all bytes are.

    The marks are characters of their own, so that lines and columns stay. None
    too for a document that has such characters itself: they could not be told apart.
    """
    text = content.decode("utf-8", "commonshelf-mark")
    if _MARKS.search(text) is None or _MARK_BYTES.search(content) is not None:
        return None
    return text.encode("utf-8")


def before_wrong_bytes(content: bytes) -> str:
    """Return the text before the first byte that is no UTF-8, all where there is none."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return error.object[: error.start].decode("utf-8-sig")


def is_marked(text: str) -> bool:
    """Tell whether a text has a mark in it."""
    return _MARKS.search(text) is not None


def unmarked(content: bytes) -> bytes:
    """Return marked content with each mark read as windows-1252; the very same bytes where there is none."""
    if _MARK_BYTES.search(content) is None:
        return content
    return unmarked_text(content.decode("utf-8")).encode("utf-8")


def unmarked_text(text: str) -> str:
    """Return a marked text with each mark read as windows-1252."""
    return _MARKS.sub(_as_windows_1252, text)


def as_found(content: bytes) -> bytes:
    """Return marked content, or a part of it, with the bytes again that the marks stand for."""
    return _MARK_BYTES.sub(_as_byte, content)


def _as_byte(mark: re.Match[bytes]) -> bytes:
    return bytes([ord(mark[0].decode("utf-8")) - _FIRST])


def _as_windows_1252(mark: re.Match[str]) -> str:
    byte = bytes([ord(mark[0]) - _FIRST])
    try:
        return byte.decode("windows-1252")
    except UnicodeDecodeError:  # five bytes that even it leaves open
        return byte.decode("latin-1")
