"""A payload as text of which every character knows its line, its column and its byte."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([A-Za-z][\w.-]*)[\"']")
_MANY_BYTES = re.compile(rb"utf-?(?:16|32)|ucs|iso-10646", re.IGNORECASE)
_ONE_BYTE = "latin-1"  # has a character for every byte, so that it never fails


class Position(NamedTuple):
    """Where a thing begins in a payload.

    `line` and `column` count from 1. A line ends with LF, CR LF or CR; the
    column counts Unicode code points, a tab as one; a byte order mark is no
    character. `offset` counts the bytes before, from 0, the mark included.
    """

    line: int
    column: int
    offset: int


@dataclass(frozen=True, slots=True)
class Text:
    """The characters of a payload without its byte order mark, and how they were written in bytes."""

    characters: str
    encoding: str
    errors: str
    mark: int
    width: int | None

    @classmethod
    def of(cls, content: bytes) -> Text:
        """Return the text of a payload; bytes that its encoding does not know stand as surrogates.

        The encoding is that of the byte order mark, else the one that the
        nulls of UTF-16 and UTF-32 give away, else the one that an XML
        declaration names, else UTF-8 (XML 1.0, appendix F; RFC 8259, section 8.1).
        One that Python does not know is taken for one byte a character.
        """
        mark, encoding = _encoding(content)
        characters, encoding, errors = _decoded(content[len(mark) :], encoding)
        size = len(content) - len(mark)
        unit = {"utf-16": 2, "utf-32": 4}.get(encoding[:6], 1)
        width = unit if len(characters) * unit == size else None
        return cls(characters, encoding, errors, len(mark), width)

    def positions(self, indices: Iterable[int]) -> dict[int, Position]:
        """Return the positions of the characters at these indices, in one pass over the text."""
        found = {}
        text = self.characters
        returns = "\r" in text
        line = 1
        before = begin = size = 0  # the last index, where its line begins, and the bytes up to it
        for index in sorted(set(indices)):
            breaks = text.count("\n", before, index)
            last = text.rfind("\n", before, index)
            if returns:
                breaks += text.count("\r", before, index) - text.count("\r\n", before, index)
                last = max(last, text.rfind("\r", before, index))
            line += breaks
            begin = last + 1 if breaks else begin
            size += self._size(before, index)
            before = index
            found[index] = Position(line, index - begin + 1, self.mark + size)
        return found

    def _size(self, start: int, end: int) -> int:
        if self.width:
            return (end - start) * self.width
        return len(self.characters[start:end].encode(self.encoding, self.errors))


def text_position(text: str, index: int) -> Position:
    """Return the position of the character at an index of a text, which counts as UTF-8."""
    return Text(text, "utf-8", "surrogatepass", 0, None).positions([index])[index]


def _encoding(content: bytes) -> tuple[bytes, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return mark, encoding
    encoding = json.detect_encoding(content)
    declared = _DECLARED.match(content) if encoding == "utf-8" else None
    if declared is None or _MANY_BYTES.match(declared[1]):  # which is not so where it can be read as ASCII
        return b"", encoding
    return b"", declared[1].decode("ascii")


def _decoded(body: bytes, encoding: str) -> tuple[str, str, str]:
    escape = "surrogatepass" if encoding.startswith(("utf-16-", "utf-32-")) else "surrogateescape"
    for errors in (escape, "replace"):
        with suppress(LookupError, UnicodeError):
            return body.decode(encoding, errors), encoding, errors
    return body.decode(_ONE_BYTE), _ONE_BYTE, "strict"
