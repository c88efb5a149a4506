"""A payload opened: which syntax it has, and what stands in it.

What a payload is, its content tells, never its name or the media type that it
was sent under: repositories are mistaken in both.
"""

from __future__ import annotations

import codecs
import json
import re
from contextlib import suppress
from enum import StrEnum
from typing import Any, NamedTuple

import orjson
from lxml import etree

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


_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w.-]+)", re.IGNORECASE)
_BEGINNING = 2048
_JSON = re.compile(r"""\{\s*(?:["}]|$)|\[\s*(?:[\[{"\]]|$)""")  # not [section], as settings have it
# An address in angle brackets begins a triple; as the name of an element it could have one colon at the most.
_TURTLE = re.compile(
    r"(?:#[^\n]*\n\s*)*+(?:@(?:prefix|base)\s|(?:prefix|base)\s+[^\n<>]*<|<https?://|<[a-z][a-z0-9+.-]*:[^\s<>:]*:)",
    re.IGNORECASE,
)


def syntax_of(content: bytes, named: Syntax | None = None) -> Syntax | None:
    """Tell from its beginning which syntax a payload has, None where it is none that is read.

    `named` is what its name lets expect, which counts where the beginning has two meanings or none.
    HTML is told by the beginning also where it is well-formed XML.
    """
    text = _beginning(content)
    if xml.is_html(text):
        return Syntax.HTML
    if _TURTLE.match(text):
        return Syntax.TURTLE
    if _JSON.match(text) and named is not Syntax.TURTLE:  # [] a <urn:b>
        return Syntax.JSON
    if text.startswith("<"):
        return Syntax.HTML if named is Syntax.HTML and not text.startswith("<?xml") else Syntax.XML
    if "\0" in text or (not text and len(content) < _BEGINNING):
        return None
    return named or (Syntax.JSON if text.startswith(("{", "[")) else None)


def looks_like_record(start: bytes) -> bool:
    """Tell whether content begins as a record may, whatever it is called."""
    syntax = syntax_of(start)
    return syntax is not None and (syntax is not Syntax.JSON or _JSON.match(_beginning(start)) is not None)


def _beginning(content: bytes) -> str:
    """Return the beginning of a document as text, without byte order mark and blanks."""
    start = content[:_BEGINNING]
    encoding = "utf-8"
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif start[1:2] == b"\0" or start[:1] == b"\0":
        encoding = "utf-16-be" if start[:1] == b"\0" else "utf-16-le"
    return start.decode(encoding, "replace").lstrip("\ufeff\x1e \t\r\n")


# What nearly all records begin with tells at once: the root of XML that is no page, or a JSON object.
_AT_ONCE = re.compile(rb'(<(?!(?:html|head|body)\b)[a-z_][\w.-]*(?::[\w.-]+)?[\s>])|\{\s*"', re.IGNORECASE)


def syntax_at_once(content: bytes) -> Syntax | None:
    """Tell what `syntax_of` tells of nearly all records in a tenth of its time; None for the others."""
    told = _AT_ONCE.match(content)
    return None if told is None else Syntax.XML if told[1] else Syntax.JSON


def open_document(payload: bytes) -> Document:
    """Return the document that a payload holds.

    Raises NotReadable, with the cause in one line, for one that is not well-formed.
    """
    syntax = syntax_at_once(payload) or syntax_of(payload)
    if syntax is Syntax.JSON:
        return _open_json(payload)
    if syntax in (Syntax.HTML, Syntax.TURTLE):
        text, is_right = _text_of(payload)
        return Document(syntax, text, None if is_right else ())
    root, with_marks = parse_marked(payload)
    if with_marks is None:
        return Document(Syntax.XML, root)
    place = xml.first_with(encodings.is_marked, root)
    return Document(Syntax.XML, xml.parse(encodings.unmarked(with_marks)), place)


def parse_marked(content: bytes) -> tuple[etree._Element, bytes | None]:
    """Return the root of XML; where bytes are no UTF-8, with marks for them, and the content that has these.

    Raises NotXML where it is not well-formed with marks either (profiles.encodings).
    """
    try:
        return xml.parse(content), None
    except NotXML as error:
        with_marks = encodings.marked(content) if error.wrong_bytes else None
        if with_marks is None:
            raise
    return xml.parse(with_marks), with_marks


def _open_json(payload: bytes) -> Document:
    try:
        return Document(Syntax.JSON, parse_json(payload))
    except NotReadable as error:
        with_marks = encodings.marked(payload) if isinstance(error.__cause__, UnicodeDecodeError) else None
        if with_marks is None:
            raise
    place = _first_marked(parse_json(with_marks))
    return Document(Syntax.JSON, parse_json(encodings.unmarked(with_marks)), place)


def _first_marked(value: Any) -> tuple[str | int, ...]:
    """Return the way to the first text with a mark; of one in a name, the way to what holds the name."""
    ahead: list[tuple[tuple[str | int, ...], Any]] = [((), value)]
    while ahead:
        way, inner = ahead.pop()
        if isinstance(inner, str) and encodings.is_marked(inner):
            return way
        if isinstance(inner, dict) and any(encodings.is_marked(name) for name in inner):
            return way
        within = (
            inner.items() if isinstance(inner, dict) else enumerate(inner if isinstance(inner, list) else ())
        )
        ahead += [((*way, step), one) for step, one in reversed(list(within))]
    return ()


def parse_json(content: bytes) -> Any:
    """Return the value of a JSON text (RFC 8259): UTF-8, or UTF-16 and UTF-32 with their mark.

    Raises NotReadable where it is none.
    """
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        pass  # what it refuses may yet be JSON: with a byte order mark, or nested deep
    try:
        value = json.loads(_decoded(content), parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        cause = f"not well-formed JSON: line {error.lineno}, column {error.colno}: {error.msg}"
        raise NotReadable(cause, error.lineno) from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise NotReadable(f"JSON that is not in UTF-8: line {line}: {error.reason}", line) from error
    except UnicodeEncodeError as error:  # it may be written and is no text (RFC 8259, section 8.2)
        half = f"\\u{ord(error.object[error.start]):04x}"
        raise NotReadable(f"JSON with half a character: {half} stands without its other half") from error
    except (ValueError, RecursionError) as error:
        raise NotReadable(f"not readable as JSON: {error}") from error
    return value


def _text_of(payload: bytes) -> tuple[str, bool]:
    """Return the text of a page, or of Turtle, and whether its bytes are those of its encoding.

    That is the one of its byte order mark, or of the page's own word, else UTF-8.
    """
    if payload.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return payload.decode("utf-16", "replace"), True
    said = _CHARSET.search(payload[:_BEGINNING])
    for charset in (said[1].decode() if said else "utf-8-sig", "utf-8-sig"):
        with suppress(LookupError, UnicodeDecodeError):  # a charset that nobody knows, or that it is not in
            return payload.decode(charset), True
    with_marks = encodings.marked(payload)
    return encodings.unmarked(with_marks or b"").decode() or payload.decode("utf-8", "replace"), False


def _no_constant(word: str) -> Any:
    raise ValueError(f"{word} is no number of JSON; leave the member out")


def _decoded(content: bytes) -> str:
    """Return the text of JSON in its encoding (RFC 8259, section 8.1); raises UnicodeDecodeError."""
    return content.decode(json.detect_encoding(content)).removeprefix("\ufeff")
