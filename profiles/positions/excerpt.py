"""The few lines around a place in a payload, fit to be shown: nothing in them can command a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from profiles.positions.text import Position, Text

_BREAK = re.compile(r"\r\n|\r|\n")
_CUT = "…"
_TAB = "    "
_NARROWEST = 10
_ESCAPED_BYTES = range(0xDC80, 0xDD00)  # how Python keeps bytes that are none of the encoding
# Controls, formatting such as the overrides of direction, separators of lines, what is no character.
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"})
_NO_WIDTH = frozenset({"Me", "Mn"})


class Line(NamedTuple):
    """A line as it is shown; `mark` is the number of cells before the place, on the line that has it."""

    number: int
    text: str
    mark: int | None = None


class Excerpt(NamedTuple):
    """The lines around a place; as a string, with their numbers and a caret under the place."""

    lines: tuple[Line, ...]

    @property
    def gutter(self) -> int:
        """How many cells stand before each line: its number, and what parts it from the line."""
        return len(str(self.lines[-1].number)) + len(" | ")

    def within(self, width: int) -> Excerpt:
        """Return the same lines, cut further around the place so that none is wider."""
        return Excerpt(tuple(_narrowed(line, max(width, _NARROWEST)) for line in self.lines))

    def __str__(self) -> str:
        gutter = len(str(self.lines[-1].number))
        shown = []
        for number, text, mark in self.lines:
            shown.append(f"{number:>{gutter}} | {text}".rstrip())
            if mark is not None:
                shown.append(f"{'':{gutter}} | {'':{mark}}^")
        return "\n".join(shown)


def excerpt(content: bytes, position: Position, *, context: int = 1, width: int = 100) -> Excerpt:
    """Return the line of a position and so many before and after it, each at most `width` cells wide.

    What is cut off is told by "…". A tab is four cells, and a wide character
    two. What cannot be seen is made visible: controls by their pictures, and
    others, such as the overrides of direction, as <U+202E>; bytes that the
    encoding does not know as <0xE9>. Any bytes have an excerpt, whether they
    are well-formed or not.
    """
    lines = _BREAK.split(Text.of(content).characters)
    here = min(max(position.line, 1), len(lines))
    width = max(width, _NARROWEST)
    numbers = range(max(here - context, 1), min(here + context, len(lines)) + 1)
    return Excerpt(
        tuple(
            _shown(number, lines[number - 1], position.column - 1 if number == here else None, width)
            for number in numbers
        )
    )


def _shown(number: int, line: str, place: int | None, width: int) -> Line:
    """Return a line cut around a place in it, or after its beginning."""
    at = min(max(place or 0, 0), len(line))
    start, end = max(at - width, 0), at + width  # more than is ever shown
    left, right = _visible(line[start:at]), _visible(line[at:end])
    return _cut_around(Line(number, "", place), (left, right), (start > 0, end < len(line)), width)


def _narrowed(line: Line, width: int) -> Line:
    """Return a line cut further, where it is wider than that."""
    _, text, mark = line
    if _cells([text]) <= width:
        return line
    at = 0
    while _cells([text[:at]]) < (mark or 0):
        at += 1
    left, right = text[:at], text[at:]
    cut = left.startswith(_CUT), right.endswith(_CUT)
    return _cut_around(line, (list(left.removeprefix(_CUT)), list(right.removesuffix(_CUT))), cut, width)


def _cut_around(line: Line, pieces: tuple[list[str], list[str]], cut: tuple[bool, bool], width: int) -> Line:
    """Return a line with as many of the pieces before and after its place as have room.

    `cut` tells whether there is more before them, and after them.
    """
    left, right = pieces
    whole = not any(cut) and _cells(left) + _cells(right) <= width
    room = width if whole else width - 2 * len(_CUT)
    taken = _fitting(left[::-1], max(room // 3, room - _cells(right)))[::-1]
    following = _fitting(right, room - _cells(taken))
    before = _CUT if cut[0] or len(taken) < len(left) else ""
    after = _CUT if cut[1] or len(following) < len(right) else ""
    text = "".join((before, *taken, *following, after))
    return Line(line.number, text, None if line.mark is None else len(before) + _cells(taken))


def visible(text: str) -> str:
    """Return a text in which nothing can command a terminal; the unseen is shown as in an excerpt."""
    return "".join(_visible(text))


def _fitting(pieces: Sequence[str], room: int) -> Sequence[str]:
    """Return the first pieces, as many as have room."""
    for count, piece in enumerate(pieces):
        room -= _cells([piece])
        if room < 0:
            return pieces[:count]
    return pieces


def _visible(characters: str) -> list[str]:
    return list(characters) if characters.isprintable() else [_piece(one) for one in characters]


def _piece(character: str) -> str:
    if character == "\t":
        return _TAB
    code = ord(character)
    if code in _ESCAPED_BYTES:
        return f"<0x{code - 0xDC00:02X}>"
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"<U+{code:04X}>" if unicodedata.category(character) in _UNSEEN else character


def _cells(pieces: Sequence[str]) -> int:
    """Return how many cells of a terminal the pieces fill."""
    text = "".join(pieces)
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in _NO_WIDTH else 1
