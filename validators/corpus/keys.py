"""What records of one source are compared by: keys, each made of values that should be a record's own.

The index takes the keys of all records, and the rules ask it with those of one;
both are made here, so that they cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from profiles.model import LearningResource
from profiles.record import Record
from profiles.vocabulary.folding import folded

IDENTIFIER, NEAR, DESCRIPTION, BYTES = "identifier", "near", "description", "bytes"


class Key(NamedTuple):
    """A key and the value that it was made of: its field, its position, and its text.

    `what` is what must differ for two with the same key to be two; "" where
    that is the record itself.
    """

    key: str
    field: str
    position: int | None
    text: str
    what: str = ""


Keys = Callable[[LearningResource, Record], Iterator[Key]]

_URI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s]+", re.IGNORECASE)
_OF_WHOLES = re.compile(r"(?:urn:)?is[bs]n\b|.*/issn", re.IGNORECASE)
"""Schemes whose numbers name what a resource is a part of as often as the resource."""
_UNTOLD = re.compile(r"^https?://(?:www\.)?|[?&](?:utm_\w+|fbclid|gclid)=[^&#]*|#.*$|/+$", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")


def is_uri(text: str) -> bool:
    """Tell whether a text names something by itself, whatever the source."""
    return _URI.fullmatch(text.strip()) is not None


def identifiers(resource: LearningResource, record: Record) -> Iterator[Key]:
    """Yield the identifiers that are the record's own: its header's, and those of the resource.

    The header of a file on its own is made up of the file's name, which nobody gave as an identifier.
    """
    if record.header.datestamp is not None:
        name = record.header.identifier.strip()
        yield Key(f"oai {name}", "record.identifier", None, name)
    for position, (value, scheme) in enumerate(resource.id):
        text = value.strip()
        if _OF_WHOLES.match(scheme or "") or _OF_WHOLES.match(text):
            continue
        if is_uri(text):
            yield Key(f"uri {text}", "id", position, text)
        elif text and scheme:
            yield Key(f"{scheme.strip().casefold()} {text}", "id", position, text)


def near(resource: LearningResource, _record: Record) -> Iterator[Key]:
    """Yield the one key of name, creator and address; where only one of these is said nothing is near.

    They are compared without case, accents, and signs; an address without its scheme and what counts visits.
    """
    names = sorted({_plain(text.value) for text in resource.name} - {""})
    creators = sorted({_plain(agent.name or agent.id or "") for agent in resource.creator} - {""})
    addresses = sorted({_UNTOLD.sub("", url.strip()).casefold() for url in resource.url} - {""})
    if names and (creators or addresses):
        key = "\n".join("\t".join(part) for part in (names, creators, addresses))
        yield Key(key, "name", 0, resource.name[0].value)


def descriptions(resource: LearningResource, _record: Record) -> Iterator[Key]:
    """Yield a key for each description, blanks and case set aside."""
    for position, text in enumerate(resource.description):
        key = " ".join(text.value.split()).casefold()
        if key:
            yield Key(key, "description", position, text.value)


def same_bytes(resource: LearningResource, _record: Record) -> Iterator[Key]:
    """Yield the digest of each file that has an address; one that is named twice is still one."""
    for position, file in enumerate(resource.encoding):
        if file.sha256 and file.contentUrl:
            address = file.contentUrl.strip()
            yield Key(file.sha256.strip().lower(), "encoding.sha256", position, address, address)


def names(resource: LearningResource, record: Record) -> Iterator[str]:
    """Yield all that a relation may name a record by."""
    yield record.header.identifier.strip()
    yield from (value.strip() for value, _ in resource.id)
    yield from (url.strip() for url in resource.url)


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", folded(text)).strip()


KEYS: dict[str, Keys] = {
    IDENTIFIER: identifiers,
    NEAR: near,
    DESCRIPTION: descriptions,
    BYTES: same_bytes,
}
"""The keys by their kind, in the order of the index."""
