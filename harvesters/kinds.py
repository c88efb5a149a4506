"""What kind of documents a file holds, told by how it begins, and by its name where that does not tell."""

from __future__ import annotations

from pathlib import PurePosixPath

from harvesters.packed import ARCHIVE_SUFFIXES, COMPRESSED_SUFFIXES
from profiles.document import Syntax, syntax_of

_SUFFIXES = {
    **dict.fromkeys((".xml", ".oai", ".rdf", ".lom", ".imsmd"), Syntax.XML),
    **dict.fromkeys((".json", ".jsonld", ".ndjson", ".jsonl"), Syntax.JSON),
    **dict.fromkeys((".html", ".htm", ".xhtml"), Syntax.HTML),
    ".ttl": Syntax.TURTLE,
}
_TOLD_BY_BEGINNING = frozenset({"", ".txt"})
_MACOS = "__MACOSX"  # where its archiver keeps what is no file to anyone else


def kind_of(start: bytes, name: str = "") -> Syntax | None:
    """Return the syntax of a document that begins so, None where neither that nor its name tells."""
    return syntax_of(start, _by_name(name))


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


def _by_name(name: str) -> Syntax | None:
    return _SUFFIXES.get(_suffix(name))


def _suffix(name: str) -> str:
    path = PurePosixPath(name)
    if path.suffix.lower() in COMPRESSED_SUFFIXES:
        path = path.with_suffix("")
    return path.suffix.lower()
