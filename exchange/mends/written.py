"""How a value is written in a file: each of its characters, and where in the text that character stands.

So a part of the value can be replaced and all else stay as it was written: blanks, line
breaks, references to characters, CDATA.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from validators.types.markup import Edit

_START_TAG = re.compile(r"<[^\s/>]+((?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>")
_ATTRIBUTE = re.compile(r"\s([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CONTENT = re.compile(r"([^<]*)(?:<!\[CDATA\[(.*?)\]\]>([^<]*))?</", re.DOTALL)
_XML_UNIT = re.compile(r"&#x([0-9A-Fa-f]+);|&#([0-9]+);|&(amp|lt|gt|quot|apos);|\r\n|.", re.DOTALL)
_PLAIN_UNIT = re.compile(r"\r\n|.", re.DOTALL)
_JSON_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_JSON_UNIT = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL
)
_KEY_BEFORE = re.compile(r'"((?:[^"\\]|\\.)*)"\s*:\s*\Z')
_LONGEST_KEY = 400
_BREAKS = frozenset("\r\n")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_TO_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})
_LANGUAGE_ATTRIBUTES = frozenset({"xml:lang", "language", "lang"})

Escape = Callable[[str, str], str | None]
"""Returns a text as it is written in a file of an encoding, None where it cannot be."""


class Patch(NamedTuple):
    """A part of the text of a file, from `start` up to `end`, and what is written in its place."""

    start: int
    end: int
    text: str


class Written(NamedTuple):
    """A value as it is written: its characters, where each begins in the text, and where the last ends."""

    value: str
    starts: Sequence[int]
    escape: Escape

    def patches(self, edits: Sequence[Edit], text: str, encoding: str) -> tuple[Patch, ...]:
        """Return what edits of the value are in the text; none where one cannot be made.

        A line stays a line: what reaches over its end is not replaced.
        """
        made = []
        for edit in edits:
            new = self.escape(edit.text, encoding)
            start, end = self.starts[edit.start], self.starts[edit.end]
            if new is None or not _BREAKS.isdisjoint(text[start:end] + new):
                return ()
            made.append(Patch(start, end, new))
        return tuple(made)


def xml_text(text: str, index: int, value: str) -> Written | None:
    """Return how the text of the element whose tag begins at an index is written, if it is the value."""
    tag = _START_TAG.match(text, index)
    if tag is None or tag[2]:
        return None
    content = _CONTENT.match(text, tag.end())
    if content is None:
        return None
    if content[2] is None:
        return _fitting(value, _xml_units(text, content.start(1), content.end(1)), _escape_xml)
    if content[1].strip() or content[3].strip():
        return None  # a part of the text stands in the section, and a part beside it
    return _fitting(value, _plain_units(text, content.start(2), content.end(2)), _escape_cdata)


def xml_attribute(text: str, index: int, value: str, *, of_language: bool) -> Written | None:
    """Return how the one attribute that has the value is written, of the element whose tag begins there."""
    tag = _START_TAG.match(text, index)
    if tag is None:
        return None
    found = []
    for attribute in _ATTRIBUTE.finditer(text, tag.start(1), tag.end(1)):
        group = 2 if attribute[2] is not None else 3
        units = _xml_units(text, attribute.start(group), attribute.end(group), breaks=" ")
        written = _fitting(value, units, _escape_xml)
        is_language = attribute[1] in _LANGUAGE_ATTRIBUTES
        if written is not None and is_language is of_language and not attribute[1].startswith("xmlns"):
            found.append(written)
    return found[0] if len(found) == 1 else None


def json_string(text: str, index: int, value: str) -> Written | None:
    """Return how the string that begins at an index is written, if it is the value."""
    string = _JSON_STRING.match(text, index)
    if string is None:
        return None
    return _fitting(value, _json_units(text, string.start(1), string.end(1)), _escape_json)


def json_list(text: str, indices: Sequence[int], values: Sequence[str]) -> Written | None:
    """Return how the strings that begin at these indices are written, as one value, with commas between."""
    found = [json_string(text, index, value) for index, value in zip(indices, values, strict=True)]
    members = [one for one in found if one is not None]
    if not members or len(members) < len(found):
        return None
    starts = [
        start for one in members for start in one.starts
    ]  # a comma begins where the word before it ends
    return Written(",".join(values), starts, _escape_json)


def json_key(text: str, index: int, value: str) -> Written | None:
    """Return how the key of the value that begins at an index is written, if it is the value sought."""
    begin = max(0, index - _LONGEST_KEY)
    key = next((found for found in _KEY_BEFORE.finditer(text, begin, index) if found[1] == value), None)
    if key is None:
        return None
    return _fitting(value, _json_units(text, key.start(1), key.end(1)), _escape_json)


_Unit = tuple[str, int, int]
"""A character, and where what stands for it begins and ends."""


def _fitting(value: str, units: Iterator[_Unit], escape: Escape) -> Written | None:
    """Return a value as it is written, without the blanks around it, which are no part of it."""
    read = list(units)
    said = "".join(character for character, _, _ in read)
    start = 0 if said == value else len(said) - len(said.lstrip())
    if not value or said[start : start + len(value)] != value or said[start + len(value) :].strip():
        return None
    own = read[start : start + len(value)]
    return Written(value, [*(begin for _, begin, _ in own), own[-1][2]], escape)


def _xml_units(text: str, start: int, end: int, breaks: str = "\n") -> Iterator[_Unit]:
    for unit in _XML_UNIT.finditer(text, start, end):
        hexadecimal, decimal, name = unit.groups()
        if hexadecimal or decimal:
            character = chr(int(hexadecimal, 16) if hexadecimal else int(decimal))
        elif name:
            character = _NAMED[name]
        elif unit[0] in ("\r\n", "\r", "\n"):
            character = breaks
        else:
            character = unit[0] if breaks == "\n" or unit[0] != "\t" else " "
        yield character, unit.start(), unit.end()


def _plain_units(text: str, start: int, end: int) -> Iterator[_Unit]:
    for unit in _PLAIN_UNIT.finditer(text, start, end):
        yield "\n" if unit[0] in ("\r\n", "\r") else unit[0], unit.start(), unit.end()


def _json_units(text: str, start: int, end: int) -> Iterator[_Unit]:
    for unit in _JSON_UNIT.finditer(text, start, end):
        written = unit[0]
        yield json.loads(f'"{written}"') if written[0] == "\\" else written, unit.start(), unit.end()


def _escape_xml(text: str, encoding: str) -> str | None:
    return "".join(sign if _has(encoding, sign) else f"&#x{ord(sign):X};" for sign in text.translate(_TO_XML))


def _escape_cdata(text: str, encoding: str) -> str | None:
    return text if "]]>" not in text and _has(encoding, text) else None


def _escape_json(text: str, encoding: str) -> str | None:
    return json.dumps(text, ensure_ascii=not _has(encoding, text))[1:-1]


def _has(encoding: str, text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
