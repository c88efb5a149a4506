"""The JSON-LD contexts that we ship, and what a document's own context says (JSON-LD 1.1, section 3.1).

No context is ever fetched: a document that names one that we do not ship is
read by the names of schema.org, and `unknown_contexts` tells of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple, cast

import orjson

from profiles.formats.json_crosswalk import WAYS

AMB_CONTEXTS = (
    "https://w3id.org/kim/amb/context.jsonld",
    "https://w3id.org/kim/amb/draft/context.jsonld",
)
SCHEMA_ORG_CONTEXT = "https://schema.org/"
LRMI_CONTEXT = "http://purl.org/dcx/lrmi-terms/"

_SCHEMA_ORG = re.compile(
    r"https?://(?:www\.)?schema\.org(?:/docs/jsonldcontext\.json(?:ld)?)?/?(?:#.*)?", re.IGNORECASE
)
_AMB = re.compile(r"https?://w3id\.org/kim/amb/(?:(?:draft|20231019)/)?context\.jsonld")
_LRMI = re.compile(r"https?://(?:purl\.org/dcx/lrmi-terms|lrmi\.net/the-specification)/?")
_USUAL = {"schema-org": SCHEMA_ORG_CONTEXT, "lrmi": LRMI_CONTEXT}
_FILES = ((_SCHEMA_ORG, "schema-org"), (_AMB, "amb"), (_LRMI, "lrmi"))

_NAMESPACE = re.compile(
    r"https?://(?:www\.)?(?:schema\.org/|purl\.org/dcx/lrmi-terms/|purl\.org/dc/terms/"
    r"|ltsc\.ieee\.org/rdf/lomv1p0/lom#|www\.w3\.org/ns/dqv#|www\.idpf\.org/epub/vocab/package/a11y/#)"
    r"|http://www\.w3\.org/(?:2004/02/skos/core#|ns/dqv#)"
)
PREFIXES: Mapping[str, str] = {
    "schema": "http://schema.org/",
    "sdo": "http://schema.org/",
    "lrmi": "http://purl.org/dcx/lrmi-terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "dcterms": "http://purl.org/dc/terms/",
    "lom": "http://ltsc.ieee.org/rdf/lomv1p0/lom#",
    "dqv": "http://www.w3.org/ns/dqv#",
    "a11y": "http://www.idpf.org/epub/vocab/package/a11y/#",
}
"""The prefixes that feeds use, also where their contexts do not declare them."""

INVERSES: Mapping[str, str] = {"hasPart": "isPartOf", "isPartOf": "hasPart"}
"""The properties that say the same, seen from the other end."""

_ENDS = ("/", "#", ":")  # of an address that is a prefix
_DEEPEST = 40
_ALIASES = {"id": "@id", "type": "@type"}
_PARTS = frozenset({"@id", "@type", "@language", "@container", "@protected"})
_HARMLESS = frozenset({"@version", "@protected"})
_CONTAINERS = frozenset({"@language", "@list", "@set", None})
_MEMBERS = frozenset(
    {
        *(
            "id",
            "type",
            "prefLabel",
            "label",
            "inScheme",
            "inDefinedTermSet",
            "termCode",
            "targetName",
            "targetUrl",
        ),
        *("givenName", "familyName", "affiliation", "email", "roleName", "value", "propertyID", "reviewBody"),
        *("ratingValue", "alternateName", "educationalRole", "alignmentType"),
    }
)


def shipped(address: str) -> dict[str, Any] | None:
    """Return the document of a context that we ship, None where it is none of these."""
    name = _file_of(address)
    return None if name is None else cast("dict[str, Any]", json.loads(_text_of(name)))


@cache
def _text_of(name: str) -> bytes:
    return files("profiles").joinpath("contexts", f"{name}.jsonld").read_bytes()


def _file_of(address: str) -> str | None:
    return next((name for pattern, name in _FILES if pattern.fullmatch(address.strip())), None)


def is_shipped(address: str) -> bool:
    """Tell whether a context is one that we ship."""
    return _file_of(address) is not None


def usual_address(address: str) -> str | None:
    """Return the usual address of a context that we ship, however this one is written; None for any other."""
    name = _file_of(address)
    if name == "amb":
        return AMB_CONTEXTS["/draft/" in address]
    return None if name is None else _USUAL[name]


def unknown_contexts(document: Any) -> list[str]:
    """Return the addresses of the contexts that a document names and we do not ship, each once, in order."""
    found: dict[str, None] = {}
    for thing in objects(document):
        for address in _named(thing.get("@context")):
            if not is_shipped(address):
                found[address] = None
    return list(found)


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in a document, down to a depth that no honest one reaches."""
    waiting = [(value, 0)] if isinstance(value, dict | list) else []
    while waiting:
        inner, depth = waiting.pop()
        if isinstance(inner, dict):
            yield inner
            children: Any = inner.values()
        else:
            children = inner
        if depth < _DEEPEST:
            waiting += [
                (child, depth + 1) for child in reversed([*children]) if isinstance(child, dict | list)
            ]


def _named(context: Any) -> Iterator[str]:
    for part in context if isinstance(context, list) else [context]:
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict) and isinstance(part.get("@import"), str):
            yield part["@import"]


class Context(NamedTuple):
    """What a context says: the default language, those of single terms, prefixes, its terms by our names.

    `plain` tells that our names are read with it as they stand; where it does
    not hold, only expanding the document tells what it says. `usual` tells
    that the prefixes that we know have their usual meaning with it.
    """

    lang: str | None
    langs: dict[str, str | None]
    prefixes: dict[str, str]
    terms: dict[str, list[str]]
    plain: bool
    usual: bool


def context_of(value: Any) -> Context:
    """Return what the value of @context says, as far as it stands in the document itself."""
    try:
        written = orjson.dumps(value)
    except orjson.JSONEncodeError:  # such as a number beyond 64 bits
        return _context_of(value)
    return _context_again(written) if len(written) < _SHORT else _context_of(value)


# The records of a repository say the same few; long contexts would fill the memory.
_SHORT = 2000


@lru_cache(1024)
def _context_again(written: bytes) -> Context:
    return _context_of(orjson.loads(written))


def _context_of(value: Any) -> Context:
    lang: str | None = None
    langs: dict[str, str | None] = {}
    prefixes: dict[str, str] = {}
    terms: dict[str, list[str]] = {}
    plain = True
    for part in value if isinstance(value, list) else [value]:
        if not isinstance(part, dict):
            continue
        prefixes.update(
            (term, iri) for term, iri in part.items() if isinstance(iri, str) and iri.endswith(_ENDS)
        )
        for term, meaning in part.items():
            if term == "@language":
                lang = meaning if isinstance(meaning, str) and meaning else None
            else:
                plain &= _is_plain(term, meaning, prefixes)
                if isinstance(meaning, dict) and "@language" in meaning:
                    langs[term] = meaning["@language"] if isinstance(meaning["@language"], str) else None
                name = _name_of(meaning, prefixes)
                if name is not None and name != term:
                    terms.setdefault(name, []).append(term)
    usual = all(_NAMESPACE.fullmatch(prefixes[known]) for known in PREFIXES if known in prefixes)
    return Context(lang, langs, prefixes, terms, plain, usual)


def _name_of(meaning: Any, prefixes: Mapping[str, str]) -> str | None:
    """Return the name that we know what a term means by."""
    if isinstance(meaning, dict) and isinstance(meaning.get("@reverse"), str):
        name = _name_of(meaning["@reverse"], prefixes)
        return None if name is None else INVERSES.get(name)
    iri = _iri_of(meaning)
    return iri if _is_word(iri) else plain_name(iri, prefixes)


def _iri_of(meaning: Any) -> str:
    iri = meaning.get("@id") if isinstance(meaning, dict) else meaning
    return iri if isinstance(iri, str) else ""


def _is_plain(term: str, meaning: Any, prefixes: Mapping[str, str]) -> bool:
    """Tell whether a term of a context leaves what we read by name as it is."""
    if term == "@vocab":
        return isinstance(meaning, str) and _NAMESPACE.fullmatch(meaning) is not None
    if term == "@base":
        return meaning in (None, "")
    if term.startswith("@"):
        return term in _HARMLESS
    if isinstance(meaning, dict):
        container = meaning.get("@container")
        if meaning.keys() - _PARTS or isinstance(container, list | dict) or container not in _CONTAINERS:
            return False
        return "@id" not in meaning or _names_itself(term, _iri_of(meaning), prefixes)
    return _names_itself(term, _iri_of(meaning), prefixes)


def _names_itself(term: str, iri: str, prefixes: Mapping[str, str]) -> bool:
    """Tell whether an address is what we take the term for, or both are nothing to us."""
    if iri.startswith("@"):
        return _ALIASES.get(term) == iri
    if _is_word(iri):
        return False  # it is another term, or stands under @vocab
    name = plain_name(iri, prefixes)
    if name is None:
        return iri != "" and term not in WAYS and term not in _MEMBERS
    return name in {"", term}


def _is_word(iri: str) -> bool:
    return iri != "" and ":" not in iri


def plain_name(key: str, prefixes: Mapping[str, str]) -> str | None:
    """Return the name that we know a property by, from its address or its prefixed name; None for others."""
    match = _NAMESPACE.match(key)
    if match is None and ":" in key:
        prefix, _, local = key.partition(":")
        space = prefixes.get(prefix) or PREFIXES.get(prefix)
        if space is None or local.startswith("//"):
            return None
        key = space + local
        match = _NAMESPACE.match(key)
    return key[match.end() :] if match else None
