"""What a harvester gave becomes a resource: its payload opened, its format told, and read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from profiles.document import Document, Syntax, open_document
from profiles.formats import FORMATS, Format, format_of
from profiles.model import LearningResource
from profiles.record import Record, Unreadable
from profiles.xml import NotReadable, appearance, local_name, namespace


class Understood(NamedTuple):
    """A record that was read; `document` is its payload opened, for showing places."""

    record: Record
    document: Document
    form: Format
    resource: LearningResource


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
        return Understood(taken, document, form, form.read(document.tree))
    except NotReadable as error:  # Turtle is parsed by its reader
        return _unreadable(taken, error.cause, error.line)


def _unreadable(record: Record, cause: str, line: int | None = None) -> Unreadable:
    return Unreadable(
        record.origin, cause, identifier=record.header.identifier, line=record.line - 1 + (line or 1)
    )


def _unknown_format(document: Document, payload: bytes) -> str:
    known = ", ".join(form.title for form in FORMATS)
    if document.syntax is Syntax.HTML:
        return f"{appearance(payload)} that holds no metadata: no JSON-LD, microdata or RDFa of schema.org"
    if document.syntax is not Syntax.XML:
        return f"its format is not read here: {document.syntax} of another vocabulary; read are {known}"
    space, name = namespace(document.tree), local_name(document.tree)
    root = f"{{{space}}}{name}" if space else name
    return f"its format is not read here: the root element is {root}; read are {known}"
