"""Texts that were taken from a page with its markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_MARK = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s[^<>]*)?)/?>|<(?=[A-Za-z/!?])")
_REFERENCE = re.compile(r"&(?:[A-Za-z]\w*|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_BLOCKS = frozenset({"p", "div", "br"})
# Without these a text says the same; a link, a list, a raised figure would lose something.
_PLAIN = _BLOCKS | {"b", "i", "u", "em", "strong", "span", "font"}
_EMPTY = "br"
_BLANKS = " \t\u00a0"


class Edit(NamedTuple):
    """A part of a text, from `start` up to `end`, and what is to stand in its place."""

    start: int
    end: int
    text: str


def without_markup(text: str) -> tuple[Edit, ...]:
    """Return the edits that take the markup out of a text; none where it is not surely markup.

    It is where every word of the text stands in an element, or where line
    breaks alone stand before or after it: so no text is touched that speaks of markup.
    """
    marks = list(_MARK.finditer(text))
    if not marks or any(mark[2] is None or mark[2].lower() not in _PLAIN for mark in marks):
        return ()
    if all(mark[2].lower() == _EMPTY for mark in marks):
        if any(_is_between_words(mark, text, marks) for mark in marks):
            return ()
        return tuple(_removed(text, marks))
    if not _holds_all(text, marks):
        return ()
    return tuple(sorted([*_removed(text, marks), *_characters(text, marks)]))


def _is_between_words(mark: re.Match[str], text: str, marks: Sequence[re.Match[str]]) -> bool:
    rest = [text[: mark.start()], text[mark.end() :]]
    return all(_MARK.sub("", part).strip() for part in rest) and bool(marks)


def _holds_all(text: str, marks: Sequence[re.Match[str]]) -> bool:
    """Tell whether the elements are closed in their order, and nothing but blanks stands outside of them."""
    opened: list[str] = []
    end = 0
    for mark in marks:
        if not opened and text[end : mark.start()].strip():
            return False
        end = mark.end()
        name = mark[2].lower()
        if name == _EMPTY:
            continue
        if not mark[1]:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened and not text[end:].strip()


def _removed(text: str, marks: Sequence[re.Match[str]]) -> Iterator[Edit]:
    """Yield an edit for each run of marks; a blank parts the words that paragraphs and line breaks parted."""
    for first, last, parts in _runs(marks):
        start, end = first, last
        while start and text[start - 1] in _BLANKS and not text[end:].strip():
            start -= 1
        while end < len(text) and text[end] in _BLANKS and not text[:start].strip():
            end += 1
        inside = bool(text[:start].strip() and text[end:].strip())
        joins = inside and not text[start - 1].isspace() and not text[end].isspace()
        yield Edit(start, end, " " if parts and joins else "")


def _runs(marks: Sequence[re.Match[str]]) -> Iterator[tuple[int, int, bool]]:
    """Yield where marks that follow each other at once begin and end, and whether they part words."""
    start = end = -1
    parts = False
    for mark in marks:
        if mark.start() != end:
            if end >= 0:
                yield start, end, parts
            start, parts = mark.start(), False
        end = mark.end()
        parts = parts or mark[2].lower() in _BLOCKS
    if end >= 0:
        yield start, end, parts


def _characters(text: str, marks: Sequence[re.Match[str]]) -> Iterator[Edit]:
    """Yield an edit for each reference to a character, which markup writes so, outside of the marks."""
    for reference in _REFERENCE.finditer(text):
        character = html.unescape(reference[0])
        within = any(mark.start() <= reference.start() < mark.end() for mark in marks)
        if not within and len(character) == 1 and (character.isprintable() or character == "\u00a0"):
            yield Edit(reference.start(), reference.end(), character)
