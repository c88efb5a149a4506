"""Facts of a JSON document that no field of the model holds: its contexts, and what it says it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from profiles.document import Document, Syntax
from profiles.formats.jsonld_nodes import main_node
from profiles.model import Place

Said = tuple[tuple[str, Place], ...]
"""Words, each with the place where it stands."""


class Facts(NamedTuple):
    """The addresses of a document's contexts, and the types of the node read (JSON-LD 1.1, 3.1, 3.5)."""

    contexts: Said
    types: Said


def facts_of(document: Document) -> Facts | None:
    """Return the facts of a JSON document, None for any other."""
    if document.syntax is not Syntax.JSON:
        return None
    tree = document.tree
    node, place, _ = main_node(tree)
    tops = tree if isinstance(tree, list) else [tree]
    top = next((one for one in tops if isinstance(one, dict) and "@context" in one), {})
    at = (tops.index(top), "@context") if isinstance(tree, list) and top else ("@context",)
    types: Said = ()
    for key in ("type", "@type"):
        if node is not None and key in node:
            types = tuple(_words(node[key], (*place, key)))
    return Facts(tuple(_words(top.get("@context"), at)), types)


def _words(value: Any, place: tuple[int | str, ...]) -> Iterator[tuple[str, Place]]:
    if isinstance(value, str):
        yield value, place
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            if isinstance(inner, str):
                yield inner, (*place, number)
