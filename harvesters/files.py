"""Files become Records: single records, saved OAI-PMH pages, several documents one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from harvesters.page import cut_tree, is_page
from profiles.record import Header, Record, Unreadable
from profiles.xml import NotXML, appearance, parse

SUFFIXES = frozenset({".xml", ".oai", ".rdf", ".lom", ".imsmd"})
_DECLARATION = re.compile(rb"<\?xml\s")
_ROOT = re.compile(rb"<([A-Za-z_][^\s/>]*)")


def read_file(path: Path, *, origin: str, name: str, limit: int) -> Iterator[Record | Unreadable]:
    """Yield the records of a file; one that cannot be opened, or is too large, gives its cause."""
    try:
        with path.open("rb") as stream:
            yield from read_stream(stream, origin=origin, name=name, limit=limit)
    except OSError as error:
        yield Unreadable(origin, f"it cannot be read: {error.strerror}")


def read_stream(stream: BinaryIO, *, origin: str, name: str, limit: int) -> Iterator[Record | Unreadable]:
    """Yield the records of a stream, which is read no further than the limit."""
    content = stream.read(limit + 1)
    if len(content) > limit:
        yield Unreadable(
            origin, f"it is larger than {limit:,} bytes; raise the setting max_page_bytes if that is right"
        )
        return
    yield from read_content(content, origin=origin, name=name)


def read_content(content: bytes, *, origin: str, name: str) -> Iterator[Record | Unreadable]:
    """Yield the records in content: one document, an OAI-PMH page, or documents one after the other."""
    try:
        root = parse(content)
    except NotXML as error:
        documents = _documents(content) if error.goes_on else []
        if len(documents) > 1:
            for number, (document, line) in enumerate(documents, 1):
                yield from _read_one(document, origin=origin, name=f"{name}#{number}", line=line)
            return
        yield Unreadable(origin, error.cause, line=error.line)
        return
    if not is_page(root):
        yield Record(Header(name), content, origin)
        return
    page = cut_tree(root, origin)
    if page.records:
        yield from page.records
    elif page.error is not None:
        said = ": ".join(part for part in page.error if part)
        yield Unreadable(origin, f"an OAI-PMH error, no records: {said}")
    else:
        yield Unreadable(
            origin, f"{_article(page.verb)} response of OAI-PMH, which holds no records to check"
        )


def _read_one(document: bytes, *, origin: str, name: str, line: int) -> Iterator[Record | Unreadable]:
    for taken in read_content(document, origin=origin, name=name):
        if isinstance(taken, Record):
            yield Record(
                taken.header, taken.payload, origin, line + taken.line - 1, taken.metadata_prefix, taken.about
            )
        else:
            yield Unreadable(
                origin, taken.cause, identifier=taken.identifier or name, line=line + (taken.line or 1) - 1
            )


def _documents(content: bytes) -> list[tuple[bytes, int]]:
    """Split concatenated documents, each with the line it begins on.

    They are split where one ends and the next begins: at its XML declaration,
    else after the end tag that closes the first start tag.
    """
    starts = [match.start() for match in _DECLARATION.finditer(content)]
    if len(starts) < 2:
        starts = list(_roots(content))
    if not starts or content[: starts[0]].strip():
        starts.insert(0, 0)
    documents, line = [], 1
    for start, end in pairwise([*starts, len(content)]):
        part = content[start:end]
        document = part.strip()
        if document:
            before = part[: len(part) - len(part.lstrip())]
            documents.append((document, line + before.count(b"\n")))
        line += part.count(b"\n")
    return documents


def _roots(content: bytes) -> Iterator[int]:
    """Yield where each document begins, by the depth of the tags that bear its root's name."""
    start = 0
    while root := _ROOT.search(content, start):
        yield start
        depth = 0
        tags = re.compile(rb"<(/?)" + re.escape(root[1]) + rb"(?=[\s/>])[^>]*?(/?)>")
        for tag in tags.finditer(content, root.start()):
            depth += -1 if tag[1] else 0 if tag[2] else 1
            if depth == 0:
                start = tag.end()
                break
        else:
            return


def _article(verb: str | None) -> str:
    if verb is None:
        return "an empty"
    return f"an {verb}" if verb.startswith("I") else f"a {verb}"


def looks_like_xml(start: bytes) -> bool:
    """Tell whether content begins as XML does, whatever it is called."""
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    return text.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<")) and appearance(start) is None
