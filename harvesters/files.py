"""The documents in a file become Records, whatever carries them: a document, a page, a file of many."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from harvesters.answers import describe
from harvesters.documents import is_several, split, split_parts
from harvesters.json_documents import split_json
from harvesters.kinds import kind_of
from harvesters.packed import ENOUGH_TO_TELL, read_within, too_large
from harvesters.page import (
    cut_record,
    cut_tree,
    cut_whole_part,
    is_page,
    is_record,
    one_line,
    record_as_found,
)
from profiles.document import Syntax, parse_marked
from profiles.record import Header, Record, Unreadable
from profiles.xml import NotXML, appearance

_NO_KIND = "neither XML nor JSON, HTML or Turtle, by how it begins"


def read_documents(
    stream: io.BufferedReader, *, origin: str, name: str, limit: int
) -> Iterator[Record | Unreadable]:
    """Yield the records of the documents in a stream, none of which may be larger than the limit.

    The one document that a stream holds has its name; of several, the third is name#3.
    JSON is read as the stream goes, XML once there is more of it than the limit.
    """
    kind = kind_of(stream.peek(ENOUGH_TO_TELL), name)
    if kind is Syntax.JSON:
        yield from _read_json(stream, origin=origin, name=name, limit=limit)
        return
    content = read_within(stream, limit)
    if kind is Syntax.XML:
        yield from _read_xml(stream, content, origin=origin, name=name, limit=limit)
    elif len(content) > limit:
        yield Unreadable(origin, too_large(limit))
    elif kind is None:
        looks_like = appearance(content)
        empty = looks_like == "empty"
        yield Unreadable(origin, "empty, nothing to read" if empty else looks_like or _NO_KIND)
    else:
        yield Record(Header(name), content, origin)


def read_content(content: bytes, *, origin: str, name: str) -> Iterator[Record | Unreadable]:
    """Yield the records in XML: one document, an OAI-PMH page, or documents one after the other."""
    try:
        root, with_marks = parse_marked(content)
    except NotXML as error:
        yield from _read_broken(content, error, origin=origin, name=name)
        return
    if is_record(root):
        taken = cut_record(root, origin, page=content)
        yield taken if with_marks is None else record_as_found(taken)
        return
    if not is_page(root):
        yield Record(Header(name), content, origin)
        return
    page = cut_tree(root, origin, content=content, is_marked=with_marks is not None)
    yield from page.records
    if not page.records:
        yield Unreadable(origin, describe(root, page))


def shown(name: str) -> str:
    """Return a file's name as it may be printed: in characters that exist, on one line."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text
    )


def _read_json(
    stream: io.BufferedReader, *, origin: str, name: str, limit: int
) -> Iterator[Record | Unreadable]:
    number = 0
    for number, piece in enumerate(split_json(stream, limit), 1):
        part = name if piece.alone else f"{name}#{number}"
        if piece.cause is None:
            yield Record(Header(part), piece.content, origin, piece.line, column=piece.column)
        else:
            identifier = None if piece.alone else part
            yield Unreadable(origin, one_line(piece.cause), identifier=identifier, line=piece.line)
    if number == 0:
        yield Unreadable(origin, "JSON that holds no object")


def _read_xml(
    stream: io.BufferedReader, content: bytes, *, origin: str, name: str, limit: int
) -> Iterator[Record | Unreadable]:
    if len(content) <= limit:
        yield from read_content(content, origin=origin, name=name)
        return
    for number, (document, line) in enumerate(split_parts(content, stream, limit), 1):
        if document is None:
            yield Unreadable(origin, too_large(limit), line=line)
        else:
            yield from _read_one(document, line, origin=origin, name=f"{name}#{number}")


def _read_broken(content: bytes, error: NotXML, *, origin: str, name: str) -> Iterator[Record | Unreadable]:
    """Yield the records of what is no single document: each document's, or those before the fault."""
    documents = split(content) if error.goes_on or is_several(content) else []
    if len(documents) > 1:
        for number, (document, line) in enumerate(documents, 1):
            yield from _read_one(document, line, origin=origin, name=f"{name}#{number}")
        return
    page = cut_whole_part(content, origin)
    if page is not None:
        yield from page.records
    yield Unreadable(origin, one_line(error.cause), line=error.line)


def _read_one(document: bytes, line: int, *, origin: str, name: str) -> Iterator[Record | Unreadable]:
    """Yield the records of one of several documents, which begins on the line."""
    for taken in read_content(document, origin=origin, name=name):
        yield _moved(taken, line - 1, name)


def _moved(taken: Record | Unreadable, lines: int, name: str) -> Record | Unreadable:
    """Return what was taken from one of several documents, with its line in the whole file."""
    if isinstance(taken, Record):
        # A place in the page would be one in the document, and not in the file that the user has.
        return replace(taken, line=taken.line + lines, page=None, number=0)
    line = (taken.line or 1) + lines
    cause = taken.cause.replace(f"line {taken.line},", f"line {line},", 1)
    return replace(taken, cause=cause, identifier=taken.identifier or name, line=line)
