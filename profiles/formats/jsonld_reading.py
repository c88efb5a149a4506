"""Reading JSON-LD of schema.org's terms in any shape: as it stands, or expanded where names are its own."""

from __future__ import annotations

from typing import Any

from profiles.formats.json_crosswalk import finish, read_members
from profiles.formats.json_values import JsonReading, Keys
from profiles.formats.jsonld_contexts import Context, context_of, objects
from profiles.formats.jsonld_nodes import main_node
from profiles.formats.jsonld_plain import expanded, led_back, plainly
from profiles.model import LearningResource


def read_document(document: Any) -> LearningResource:
    """Return what a JSON-LD document says of the learning resource in it; nothing where there is none."""
    contexts = [context_of(thing["@context"]) for thing in objects(document) if "@context" in thing]
    if all(context.plain for context in contexts) and not _has_inner_contexts(document):
        if _is_plain(document):
            return _read(document, document).resource()
        context = contexts[0] if contexts else context_of(None)
        plain = plainly(document, context)
        return _led_back(_read(plain, document), plain, document, context.terms)
    terms: dict[str, list[str]] = {}
    for context in contexts:
        for name, own in context.terms.items():
            terms.setdefault(name, []).extend(own)
    meaning = expanded(document)
    if meaning is None:
        plain = plainly(document, context_of(None))
    else:
        plain = plainly(meaning, context_of(None))
        if isinstance(document, dict) and len(plain) == 1 and "@graph" not in document:
            plain = plain[0]
    return _led_back(_read(plain, document), plain, document, terms)


def _has_inner_contexts(document: Any) -> bool:
    """Tell whether an object within a node has a context of its own."""
    tops = document if isinstance(document, list) else [document]
    return sum("@context" in thing for thing in objects(document)) > sum(
        isinstance(top, dict) and "@context" in top for top in tops
    )


def _is_plain(document: Any) -> bool:
    return not any(
        ":" in key or key in {"@list", "@set"}
        for thing in objects(document)
        for key in thing
        if key != "@context"
    )


def _read(plain: Any, document: Any) -> JsonReading:
    node, place, nodes = main_node(plain)
    reading = JsonReading(nodes)
    if node is not None:
        context = _context_at(place, plain, document)
        read_members(node, place, context.lang, context.langs, reading)
        finish(node, place, context.lang, reading)
    return reading


def _context_at(place: Keys, plain: Any, document: Any) -> Context:
    """Return the context that holds for a node: the document's, or its own in a list of documents."""
    if plain is not document and not isinstance(plain, dict):
        return context_of(None)
    top = document
    if isinstance(document, list) and place and isinstance(place[0], int):
        top = document[place[0]]
    return context_of(top.get("@context") if isinstance(top, dict) else None)


def _led_back(
    reading: JsonReading, plain: Any, document: Any, terms: dict[str, list[str]]
) -> LearningResource:
    for places in reading.places.values():
        places[:] = [led_back(at, plain, document, terms) if isinstance(at, tuple) else () for at in places]
    return reading.resource()
