"""The bytes of a file become Records: single records, saved OAI-PMH pages, several documents in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from harvesters.answers import describe
from harvesters.documents import is_several, split
from harvesters.packed import ARCHIVE_SUFFIXES, COMPRESSED_SUFFIXES
from harvesters.page import cut_record, cut_tree, cut_whole_part, is_page, is_record, one_line
from profiles.record import Header, Record, Unreadable
from profiles.xml import NotXML, appearance, parse

_SUFFIXES = frozenset({".xml", ".oai", ".rdf", ".lom", ".imsmd"})
_TOLD_BY_BEGINNING = frozenset({"", ".txt"})
_MACOS = "__MACOSX"  # where its archiver keeps what is no file to anyone else
ENOUGH_TO_TELL = 2048


def read_content(content: bytes, *, origin: str, name: str) -> Iterator[Record | Unreadable]:
    """Yield the records in content: one document, an OAI-PMH page, or documents one after the other."""
    try:
        root = parse(content)
    except NotXML as error:
        yield from _read_broken(content, error, origin=origin, name=name)
        return
    if is_record(root):
        yield cut_record(root, origin)
        return
    if not is_page(root):
        yield Record(Header(name), content, origin)
        return
    page = cut_tree(root, origin)
    yield from page.records
    if not page.records:
        yield Unreadable(origin, describe(root, page))


def too_large(limit: int) -> str:
    """Return the cause for what is larger than the limit."""
    return f"it is larger than {limit:,} bytes; raise the setting max_page_bytes if that is right"


def may_hold_records(name: str) -> bool | None:
    """Tell by its name whether a file may hold records, None where only its beginning tells."""
    path = PurePosixPath(name)
    if any(part.startswith(".") or part == _MACOS for part in path.parts):
        return False
    if path.suffix.lower() in COMPRESSED_SUFFIXES:
        path = path.with_suffix("")
        if not path.suffix:
            return True  # export.gz
    suffix = path.suffix.lower()
    if suffix in _SUFFIXES or suffix in ARCHIVE_SUFFIXES:
        return True
    return None if suffix in _TOLD_BY_BEGINNING else False


def looks_like_xml(start: bytes) -> bool:
    """Tell whether content begins as XML does, whatever it is called."""
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    return text.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<")) and appearance(start) is None


def shown(name: str) -> str:
    """Return a file's name as it may be printed: in characters that exist, on one line."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text
    )


def _read_broken(content: bytes, error: NotXML, *, origin: str, name: str) -> Iterator[Record | Unreadable]:
    """Yield the records of what is no single document: each document's, or those before the fault."""
    documents = split(content) if error.goes_on or is_several(content) else []
    if len(documents) > 1:
        for number, (document, line) in enumerate(documents, 1):
            part = f"{name}#{number}"
            for taken in read_content(document, origin=origin, name=part):
                yield _moved(taken, line - 1, part)
        return
    page = cut_whole_part(content, origin)
    if page is not None:
        yield from page.records
    yield Unreadable(origin, one_line(error.cause), line=error.line)


def _moved(taken: Record | Unreadable, lines: int, name: str) -> Record | Unreadable:
    """Return what was taken from one of several documents, with its line in the whole file."""
    if isinstance(taken, Record):
        return replace(taken, line=taken.line + lines)
    line = (taken.line or 1) + lines
    cause = taken.cause.replace(f"line {taken.line},", f"line {line},", 1)
    return replace(taken, cause=cause, identifier=taken.identifier or name, line=line)
