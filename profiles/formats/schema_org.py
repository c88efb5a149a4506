"""The schema.org / LRMI format: JSON-LD of schema.org's terms, in any context and shape."""

from __future__ import annotations

import re
from typing import Any

from profiles.document import Syntax
from profiles.formats.format import Format, joined
from profiles.formats.json_crosswalk import CROSSWALK
from profiles.formats.json_schema_org_writing import write
from profiles.formats.jsonld_contexts import unknown_contexts
from profiles.formats.jsonld_reading import read_document
from profiles.formats.jsonld_several import further_resources, is_list_of_resources
from profiles.model import LearningResource

__all__ = ["CROSSWALK", "FORMAT", "is_schema_org", "read", "unknown_contexts", "write"]

_MOST_LOOKED_AT = 20
_OURS = re.compile(
    r"schema:|https?://(?:(?:www\.)?schema\.org|purl\.org/dcx/lrmi-terms)(?:[/#]|$)", re.IGNORECASE
)


def read(document: Any) -> LearningResource:
    """Return what a document says of the learning resource in it, each value as found and with its place.

    The resource is found in lists, graphs and main entities; nodes that it
    refers to are read where they stand. A context that is not ours to ship is
    never fetched: the names of schema.org are read, `unknown_contexts` tells.
    Bad data never raises.
    """
    if type(document) is dict and "itemListElement" in document and is_list_of_resources(document):
        return LearningResource.of({}, {})
    return read_document(document)


def is_schema_org(document: Any) -> bool:
    """Tell whether a document is in schema.org's terms, by its contexts or, without any, its names."""
    tops = document[:_MOST_LOOKED_AT] if isinstance(document, list) else [document]
    return any(isinstance(top, dict) and _speaks_schema_org(top) for top in tops)


def _speaks_schema_org(top: dict[str, Any]) -> bool:
    if "@context" in top:
        context = top["@context"]
        parts = context if isinstance(context, list) else [context]
        return any(_is_ours(word) for part in parts for word in _named_by(part))
    graph = top.get("@graph")
    nodes = [top, *(graph[:_MOST_LOOKED_AT] if isinstance(graph, list) else ())]
    return any(_is_ours(word) for node in nodes if isinstance(node, dict) for word in _names_in(node))


def _named_by(context: Any) -> list[Any]:
    """Return the addresses that a context names: its own, or those of its terms."""
    if not isinstance(context, dict):
        return [context]
    return [meaning.get("@id") if isinstance(meaning, dict) else meaning for meaning in context.values()]


def _names_in(node: dict[str, Any]) -> list[Any]:
    """Return the names of a node's members and types."""
    types = node.get("@type")
    return [*node, *(types if isinstance(types, list) else [types])]


def _is_ours(word: Any) -> bool:
    return isinstance(word, str) and _OURS.match(word) is not None


FORMAT = Format(
    name="schema-org",
    title="schema.org and LRMI (JSON-LD)",
    syntaxes=(Syntax.JSON,),
    recognises=is_schema_org,
    schemas=("schema-org.schema.json",),
    schema_of=lambda _: "schema-org.schema.json",
    read=read,
    write=write,
    further=further_resources,
    crosswalk=joined(CROSSWALK),
)
