"""What a harvester gave becomes a resource: its payload opened, its format told, and read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from profiles.document import Document, Syntax, open_document
from profiles.formats import FORMATS, Format, format_of
from profiles.formats.html import broken_scripts
from profiles.model import LearningResource
from profiles.record import Record, Unreadable
from profiles.xml import NotReadable, appearance, local_name, namespace


class Understood(NamedTuple):
    """A record that was read; `document` is its payload opened, for showing places.

    `besides` tells what else the document holds and is not read.
    """

    record: Record
    document: Document
    form: Format
    resource: LearningResource
    besides: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True)
class Deleted:
    """A record whose header says that it was deleted; there is nothing to read."""

    record: Record


def take_in(taken: Record | Unreadable) -> Understood | Deleted | Unreadable:
    """Return what one thing that a harvester gave says, or that it was deleted, or why it cannot be read."""
    if isinstance(taken, Unreadable):
        return taken
    if taken.header.deleted:
        return Deleted(taken)
    try:
        document = open_document(taken.payload)
    except NotReadable as error:
        return _unreadable(taken, error.cause, error.line)
    form = format_of(document)
    if form is None:
        return _unreadable(taken, _unknown_format(document, taken.payload))
    try:
        resource = form.read(document.tree)
        besides = tuple(_unread(taken, document, form, nothing=not resource.said()))
    except NotReadable as error:  # Turtle is parsed by its reader
        return _unreadable(taken, error.cause, error.line)
    understood = Understood(taken, document, form, resource, besides)
    return besides[0] if besides and not resource.said() else understood


def _unread(record: Record, document: Document, form: Format, *, nothing: bool) -> Iterator[Unreadable]:
    """Yield what a document holds besides what was read, so that nothing is dropped in silence."""
    count = form.further(document.tree) if form.further is not None else 0
    if count:
        resources = "learning resource" if count == 1 else "learning resources"
        cause = f"{count:,} {'' if nothing else 'more '}{resources} in this document, which "
        cause += f"{'is' if count == 1 else 'are'} not read: give each a document of its own"
        yield _unreadable(record, cause)
    if document.syntax is Syntax.HTML:
        for line, cause in broken_scripts(document.tree):
            yield _unreadable(record, cause, line)


def _unreadable(record: Record, cause: str, line: int | None = None) -> Unreadable:
    return Unreadable(
        record.origin, cause, identifier=record.header.identifier, line=record.line - 1 + (line or 1)
    )


def _unknown_format(document: Document, payload: bytes) -> str:
    known = ", ".join(form.title for form in FORMATS)
    if document.syntax is Syntax.HTML:
        broken = "".join(f"; {cause}" for _, cause in broken_scripts(document.tree)[:1])
        appears = appearance(payload)
        return f"{appears} that holds no metadata: no JSON-LD, microdata or RDFa of schema.org{broken}"
    if document.syntax is not Syntax.XML:
        return f"its format is not read here: {document.syntax} of another vocabulary; read are {known}"
    space, name = namespace(document.tree), local_name(document.tree)
    root = f"{{{space}}}{name}" if space else name
    return f"its format is not read here: the root element is {root}; read are {known}"
