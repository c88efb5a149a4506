"""What a metadata format is, as a value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from profiles.document import Syntax
from profiles.model import LearningResource

Read = Callable[[Any], LearningResource]
Write = Callable[[LearningResource], bytes]
Ways = tuple[tuple[str, tuple[str, ...]], ...]
"""A crosswalk: what the format calls an element, with the way to it, and the fields that it fills."""


def joined(ways: Iterable[tuple[str, str]]) -> Ways:
    """Return a crosswalk in which each element stands once, with all the fields that it fills."""
    by_element: dict[str, list[str]] = {}
    for element, field in ways:
        fields = by_element.setdefault(element, [])
        if field not in fields:
            fields.append(field)
    return tuple((element, tuple(fields)) for element, fields in by_element.items())


def _no_schema(_document: Any) -> str | None:
    return None


@dataclass(frozen=True, eq=False)
class Format:
    """A metadata format: how it is known, how it is read and written, and what it can say.

    `roots` are the namespaces and local names (in lower case) of an XML format's
    roots; `recognises` looks at the document where that does not tell, or where
    there are no roots. `prefixes` are the metadata prefixes under which feeds
    rightly offer it. `schemas` are the files of its schemas in profiles/schemas,
    and `schema_of` tells which of them, if any, is that of a document. `further`
    tells how many learning resources a document has beside the one that is read.
    """

    name: str
    title: str
    syntaxes: tuple[Syntax, ...]
    read: Read
    crosswalk: Ways
    roots: frozenset[tuple[str, str]] = frozenset()
    recognises: Callable[[Any], bool] | None = None
    prefixes: tuple[str, ...] = ()
    schemas: tuple[str, ...] = ()
    schema_of: Callable[[Any], str | None] = _no_schema
    write: Write | None = None
    further: Callable[[Any], int] | None = None

    @property
    def says(self) -> frozenset[str]:
        """The fields that the format has a place for (profiles/capabilities.yaml)."""
        return frozenset(_CAPABILITIES[self.name]["y"])

    @property
    def says_in_part(self) -> frozenset[str]:
        """The fields that the format says in words, or in part."""
        return frozenset(_CAPABILITIES[self.name]["~"])

    @property
    def is_open(self) -> bool:
        """Whether a record may have members beyond those of the format, as JSON-LD may."""
        return bool(_CAPABILITIES[self.name].get("open"))

    @property
    def namespaces(self) -> frozenset[str]:
        """The namespaces of its roots."""
        return frozenset(space for space, _ in self.roots)

    def can_say(self, name: str) -> bool:
        """Tell whether the format has a place for a field (or for the field a member belongs to)."""
        name = name.partition(".")[0]
        return name in self.says or name in self.says_in_part


_CAPABILITIES: dict[str, dict[str, Any]] = yaml.load(
    files("profiles").joinpath("capabilities.yaml").read_bytes(), Loader=yaml.CSafeLoader
)
