"""What kind of documents a file holds, told by how it begins, and by its name where that does not tell."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath

from harvesters.packed import ARCHIVE_SUFFIXES, COMPRESSED_SUFFIXES, ENOUGH_TO_TELL


class Content(StrEnum):
    """The kinds of documents that may be records."""

    XML = "XML"
    JSON = "JSON"
    HTML = "HTML"
    TURTLE = "Turtle"


_SUFFIXES = {
    **dict.fromkeys((".xml", ".oai", ".rdf", ".lom", ".imsmd"), Content.XML),
    **dict.fromkeys((".json", ".jsonld", ".ndjson", ".jsonl"), Content.JSON),
    **dict.fromkeys((".html", ".htm", ".xhtml"), Content.HTML),
    ".ttl": Content.TURTLE,
}
_TOLD_BY_BEGINNING = frozenset({"", ".txt"})
_MACOS = "__MACOSX"  # where its archiver keeps what is no file to anyone else

_HTML = re.compile(
    r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_JSON = re.compile(r"""\{\s*(?:["}]|$)|\[\s*(?:[\[{"\]]|$)""")  # not [section], as settings have it
# An address in angle brackets begins a triple; as the name of an element it could have one colon at the most.
_TURTLE = re.compile(
    r"(?:#[^\n]*\n\s*)*+(?:@(?:prefix|base)\s|(?:prefix|base)\s+[^\n<>]*<|<https?://|<[a-z][a-z0-9+.-]*:[^\s<>:]*:)",
    re.IGNORECASE,
)


def kind_of(start: bytes, name: str = "") -> Content | None:
    """Return the kind of a document that begins so, None where neither that nor its name tells.

    HTML is told by the beginning also where it is well-formed XML.
    """
    text = _beginning(start)
    if _HTML.match(text):
        return Content.HTML
    if _TURTLE.match(text):
        return Content.TURTLE
    if _JSON.match(text) and _by_name(name) is not Content.TURTLE:  # [] a <urn:b>
        return Content.JSON
    if text.startswith("<"):
        return (
            Content.HTML if _by_name(name) is Content.HTML and not text.startswith("<?xml") else Content.XML
        )
    if "\0" in text or (not text and len(start) < ENOUGH_TO_TELL):
        return None
    return _by_name(name) or (Content.JSON if text.startswith(("{", "[")) else None)


def may_hold_records(name: str) -> bool | None:
    """Tell by its name whether a file may hold records, None where only its beginning tells."""
    path = PurePosixPath(name)
    if any(part.startswith(".") or part == _MACOS for part in path.parts):
        return False
    if path.suffix.lower() in COMPRESSED_SUFFIXES and not path.with_suffix("").suffix:
        return True  # export.gz
    suffix = _suffix(name)
    if suffix in _SUFFIXES or suffix in ARCHIVE_SUFFIXES:
        return True
    return None if suffix in _TOLD_BY_BEGINNING else False


def looks_like_record(start: bytes) -> bool:
    """Tell whether content begins as a record may, whatever it is called."""
    kind = kind_of(start)
    return kind is not None and (kind is not Content.JSON or _JSON.match(_beginning(start)) is not None)


def _beginning(start: bytes) -> str:
    """Return the beginning of a document as text, without byte order mark and blanks."""
    encoding = "utf-8"
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif start[1:2] == b"\0" or start[:1] == b"\0":
        encoding = "utf-16-be" if start[:1] == b"\0" else "utf-16-le"
    return start.decode(encoding, "replace").lstrip("\ufeff\x1e \t\r\n")


def _by_name(name: str) -> Content | None:
    return _SUFFIXES.get(_suffix(name))


def _suffix(name: str) -> str:
    path = PurePosixPath(name)
    if path.suffix.lower() in COMPRESSED_SUFFIXES:
        path = path.with_suffix("")
    return path.suffix.lower()
