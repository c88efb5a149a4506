"""A stream of text seen through a window: what is behind is dropped, and the place in the file is known."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

_PART = 1 << 16
_BLANKS = re.compile(
    rb"[ \t\r\n\x1e\xef\xbb\xbf]*+"
)  # byte order marks are what `cat` leaves; 1E is RFC 7464's
_MARK = codecs.BOM_UTF8


class Window:
    """What is held of a stream, in UTF-8, from the place `at` on, which is in `line`, at `column`.

    What is in UTF-16 is decoded as it is read; `fault` says why that could go no further.
    All that was read is kept until `release` is called, or there is more of it than `limit`.
    """

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self.data = b""
        self.at = 0
        self.line = 1
        self.column = 1
        self.fault: str | None = None
        self._stream = stream
        self._keep = limit
        self._dropped = False
        self._ended = False
        beginning = stream.read(_PART)
        self._encoding = _encoding(beginning)
        self._decoder = codecs.getincrementaldecoder(self._encoding)() if self._encoding else None
        self._take(beginning)
        if self.data.startswith(_MARK):
            self.column = 0  # no editor counts it as a character

    @property
    def rest(self) -> int:
        """The bytes that are held from the place on."""
        return len(self.data) - self.at

    def more(self) -> bool:
        """Read on, keeping what is held from the place on; return whether there was more."""
        if self._ended:
            return False
        if (self.at > len(self.data) // 2 and not self._keep) or len(self.data) > self._keep > 0:
            self.data, self.at, self._keep, self._dropped = self.data[self.at :], 0, 0, True
        self._take(self._stream.read(max(_PART, self.rest)))
        return not self._ended

    def release(self) -> None:
        """Keep no longer what is behind the place."""
        self._keep = 0

    def whole(self) -> bytes | None:
        """Return all that the stream held, None where that is not kept."""
        return None if self._dropped else self.original(self.data)

    def original(self, content: bytes) -> bytes:
        """Return a part of the window in the bytes that the stream has for it."""
        return content.decode().encode(self._encoding) if self._encoding else content

    def place(self, at: int) -> tuple[int, int]:
        """Return the line and the column of a place that lies further on."""
        breaks = self.data.count(b"\n", self.at, at)
        if not breaks:
            return self.line, self.column + _characters(self.data[self.at : at])
        return self.line + breaks, 1 + _characters(self.data[self.data.rindex(b"\n", self.at, at) + 1 : at])

    def move(self, at: int) -> None:
        """Go on to a place."""
        if at > self.at:
            self.line, self.column = self.place(at)
            self.at = at

    def skip_blanks(self) -> bool:
        """Go on to what is no blank; return whether there is any."""
        while True:
            found = _BLANKS.match(self.data, self.at)
            self.move(found.end() if found else self.at)
            if self.at < len(self.data):
                return True
            if not self.more():
                return False

    def skip_to(self, line_start: re.Pattern[bytes]) -> None:
        """Go on to the next line that begins so, or to the end; the pattern begins with the line break."""
        while (found := line_start.search(self.data, self.at)) is None:
            self.move(len(self.data) - 2)  # a line break, and a mark, may be all there is yet of a beginning
            if not self.more():
                self.move(len(self.data))
                return
        self.move(found.start() + 1)

    def _take(self, part: bytes) -> None:
        self._ended = not part
        if self._decoder is None:
            self.data += part
            return
        try:
            self.data += self._decoder.decode(part, final=not part).encode()
        except UnicodeDecodeError as error:
            self._ended = True
            self.fault = f"not readable as {str(self._encoding)[:6].upper()}: {error.reason}"


def _encoding(beginning: bytes) -> str | None:
    """Return the encoding of JSON not in UTF-8, as its first character, of ASCII, tells (RFC 4627)."""
    if beginning.startswith(codecs.BOM_UTF16_LE) or (beginning[1:2] == b"\0" and beginning[:1] != b"\0"):
        return "utf-16-le"
    if beginning.startswith(codecs.BOM_UTF16_BE) or (beginning[:1] == b"\0" and beginning[1:2] != b"\0"):
        return "utf-16-be"
    return None


def _characters(part: bytes) -> int:
    return len(part.decode("utf-8", "surrogateescape"))  # a byte that is no UTF-8 counts as one
