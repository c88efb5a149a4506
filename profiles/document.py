"""A payload opened: which syntax it has, and what stands in it.

What a payload is, its content tells, never its name or the media type that it
was sent under: repositories are mistaken in both.
"""

from __future__ import annotations

import codecs
import json
import re
from enum import StrEnum
from typing import Any, NamedTuple

import orjson

from profiles import encodings, xml
from profiles.model import Place
from profiles.xml import NotReadable, NotXML


class Syntax(StrEnum):
    """How a payload is written down."""

    XML = "XML"
    JSON = "JSON"
    HTML = "HTML"
    TURTLE = "Turtle"


class Document(NamedTuple):
    """A payload and what it holds.

    `tree` is an element for XML (its root), a value for JSON, the text for HTML and Turtle.
    `wrong_bytes` is the place of the first bytes that are not of the encoding it
    says it has, None where all are; they were read as windows-1252.
    """

    syntax: Syntax
    tree: Any
    wrong_bytes: Place | None = None


_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_BLANK = " \t\r\n"
_BEGINNING = 2048
_TURTLE = re.compile(
    r"(?:\s|#[^\n]*\n)*(?:@prefix\s|@base\s|prefix\s+[\w.-]*:\s*<|base\s+<|<[a-z][\w+.-]*:[^\s<>]*>\s+(?:<|a\s|\w*:))",
    re.IGNORECASE,
)


def syntax_of(content: bytes) -> Syntax | None:
    """Tell from its beginning which syntax a payload has, None where it is none that is read."""
    start = content[:_BEGINNING]
    text = _decoded(start, errors="ignore").lstrip(_BLANK)
    if text.startswith(("{", "[")):
        return Syntax.JSON
    if _TURTLE.match(text):
        return Syntax.TURTLE
    if xml.is_html(text):
        return Syntax.HTML
    return Syntax.XML if text.startswith("<") else None


def open_document(payload: bytes) -> Document:
    """Return the document that a payload holds.

    Raises NotReadable, with the cause in one line, for one that is not well-formed.
    """
    syntax = syntax_of(payload)
    if syntax is Syntax.JSON:
        return _open_json(payload)
    if syntax in (Syntax.HTML, Syntax.TURTLE):
        return Document(syntax, _decoded(payload, errors="replace"))
    try:
        return Document(Syntax.XML, xml.parse(payload))
    except NotXML as error:
        with_marks = encodings.marked(payload) if error.wrong_bytes else None
        if with_marks is None:
            raise
    place = xml.first_with(encodings.is_marked, xml.parse(with_marks))
    return Document(Syntax.XML, xml.parse(encodings.unmarked(with_marks)), place)


def _open_json(payload: bytes) -> Document:
    try:
        return Document(Syntax.JSON, parse_json(payload))
    except NotReadable as error:
        with_marks = encodings.marked(payload) if isinstance(error.__cause__, UnicodeDecodeError) else None
        if with_marks is None:
            raise
    return Document(Syntax.JSON, parse_json(encodings.unmarked(with_marks)), ())


def parse_json(content: bytes) -> Any:
    """Return the value of a JSON text (RFC 8259): UTF-8, or UTF-16 and UTF-32 with their mark.

    Raises NotReadable where it is none.
    """
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        pass  # what it refuses may yet be JSON: with a byte order mark, or nested deep
    try:
        return json.loads(_decoded(content, errors="strict"), parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        cause = f"not well-formed JSON: line {error.lineno}, column {error.colno}: {error.msg}"
        raise NotReadable(cause, error.lineno) from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise NotReadable(f"JSON that is not in UTF-8: line {line}: {error.reason}", line) from error
    except (ValueError, RecursionError) as error:
        raise NotReadable(f"not readable as JSON: {error}") from error


def _no_constant(word: str) -> Any:
    raise ValueError(f"{word} is no number of JSON; leave the member out")


def _decoded(content: bytes, *, errors: str) -> str:
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, errors)
    return content.decode("utf-8", errors)
