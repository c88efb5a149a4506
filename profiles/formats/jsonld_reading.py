"""Reading JSON-LD of schema.org's terms in any shape: as it stands, or expanded where names are its own."""

from __future__ import annotations

from typing import Any

from profiles.formats.json_crosswalk import BY_NAME, FALLBACKS, Ways, finish, read_members
from profiles.formats.json_values import JsonReading, Keys
from profiles.formats.jsonld_contexts import PREFIXES, Context, context_of, objects
from profiles.formats.jsonld_nodes import main_node
from profiles.formats.jsonld_plain import led_back, plainly
from profiles.model import LearningResource

_OF_LAST_RESORT = {name for name, _ in FALLBACKS}  # asked for by their plain names
_WAYS: Ways = BY_NAME | {
    f"{prefix}:{name}": way
    for name, way in BY_NAME.items()
    for prefix in PREFIXES
    if name not in _OF_LAST_RESORT and not name.startswith("@")
}
_OF_MANY = frozenset({"@graph", "mainEntity", "@list", "@set"})  # a document with one of these holds others
_WRAPPING = frozenset({"@context", "@list", "@set"})


def read_document(document: Any) -> LearningResource:
    """Return what a JSON-LD document says of the learning resource in it; nothing where there is none."""
    return _read_as_it_stands(document) or _read_in_any_dress(document)


def _read_as_it_stands(document: Any) -> LearningResource | None:
    """Return what one node in names that we know says, as by far most are; None for all others.

    The names of its own members may have a prefix that we know, as in our own form of AMB.
    """
    if type(document) is not dict or not _OF_MANY.isdisjoint(document):
        return None
    context = context_of(document.get("@context"))
    if not context.plain or not context.usual or _has_dressed_parts(document):
        return None
    reading = JsonReading()
    if not read_members(document, (), context.lang, context.langs, reading, _WAYS):
        return None
    finish(document, (), context.lang, reading)
    return reading.resource()


def _has_dressed_parts(document: dict[str, Any]) -> bool:
    """Tell whether an object within a node has names with a prefix, a context of its own, or wraps a list."""
    waiting = [value for name, value in document.items() if name != "@context"]
    for value in waiting:  # which grows by what is in them
        if type(value) is str:
            continue
        if type(value) is dict:
            if ":" in "".join(value) or not _WRAPPING.isdisjoint(value):
                return True
            waiting += value.values()
        elif type(value) is list:
            waiting += value
    return False


def _read_in_any_dress(document: Any) -> LearningResource:
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
    from profiles.formats.jsonld_expanding import expanded  # noqa: PLC0415 - slow to load, seldom needed

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
