"""The RDF form of the canonical resource, over which the shapes of a profile speak (docs/exports.md).

Terms are schema.org's where it has one of that name. A text is a literal with
its language; what has several members is a node, with a statement for each.
RDF knows each statement once and languages in their right form alone, which
`as_rdf_says` carries out on a resource, so that both are judged alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from profiles.model import FIELDS, Concept, LearningResource, Text
from validators.exports.asked import kind_of

if TYPE_CHECKING:
    from rdflib import Graph

SCHEMA = "https://schema.org/"
OURS = "https://commonshelf.example/terms/"
"""Where terms stand that schema.org has none for; `.example` can be nobody's."""
PREFIXES = {"schema": SCHEMA, "cs": OURS, "dcterms": "http://purl.org/dc/terms/"}
CLASS = f"{SCHEMA}LearningResource"

FORMAT = "format"
"""What names the format that a record was read from, beside the fields, for rules of single formats."""

_LITERAL = {"value": "@value", "lang": "@language"}
_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)
_TERMS = {
    "id": f"{SCHEMA}identifier",
    "labels": f"{SCHEMA}name",
    "lang": f"{SCHEMA}inLanguage",
    "scheme": f"{SCHEMA}inDefinedTermSet",
    "type": f"{SCHEMA}additionalType",
    "minimum": f"{SCHEMA}minValue",
    "maximum": f"{SCHEMA}maxValue",
    "role": f"{SCHEMA}roleName",
    "unit": f"{SCHEMA}unitText",
    **{name: f"{PREFIXES['dcterms']}{name}" for name in ("conformsTo", "date", "isVersionOf", "relation")},
    **{
        name: f"{OURS}{name}"
        for name in (
            *("accessibilityRestriction", "boundary", "card", "certificationDate", "certifiedBy"),
            *("certifierReport", "copyrightRestricted", "criteria", "difficulty", "emissionClaim"),
            *(
                "exemption",
                FORMAT,
                "maximumVersion",
                "method",
                "minimumVersion",
                "pages",
                "qualityAssurance",
                "use",
            ),
        )
    },
}


def term(name: str) -> str:
    """Return the address of a field's or a member's term."""
    return _TERMS.get(name) or (OURS if name.startswith("record.") else SCHEMA) + name


def compact(name: str) -> str:
    """Return the term of a field or a member with its usual prefix."""
    address = term(name)
    for prefix, namespace in PREFIXES.items():
        if address.startswith(namespace):
            return f"{prefix}:{address.removeprefix(namespace)}"
    return address


def as_rdf_says(resource: LearningResource) -> LearningResource:
    """Return the resource as RDF can say it: no text twice, no language that is none, no empty label."""
    said: dict[str, list[Any]] = {}
    for name, values in resource.said().items():
        kind = kind_of(name)
        if kind is Text:
            said[name] = list(dict.fromkeys(map(_text, values)))
        elif kind is str:
            said[name] = list(dict.fromkeys(values))
        elif kind is Concept:
            said[name] = [_concept(value) for value in values]
        else:
            said[name] = list(values)
    return LearningResource.of(said, {})


def resource_graph(
    resource: LearningResource, subject: str, graph: Graph | None = None, *, form: str | None = None
) -> Graph:
    """Return the graph of a resource under an address, or a graph with what it says added.

    `form` is the name of the format that it was read from.
    """
    from rdflib import RDF, BNode, Graph, Literal, URIRef  # noqa: PLC0415 - heavy, and few need it

    graph = Graph() if graph is None else graph
    node = URIRef(subject)
    graph.add((node, RDF.type, URIRef(CLASS)))
    if form is not None:
        graph.add((node, URIRef(term(FORMAT)), Literal(form)))
    for name, values in as_rdf_says(resource).said().items():
        for value in values:
            if isinstance(value, str):
                graph.add((node, URIRef(term(name)), Literal(value)))
            elif isinstance(value, Text):
                graph.add((node, URIRef(term(name)), Literal(value.value, lang=value.lang)))
            else:
                inner = BNode()
                graph.add((node, URIRef(term(name)), inner))
                for member, text in _members(value):
                    language = text.lang if isinstance(text, Text) else None
                    said = text.value if isinstance(text, Text) else text
                    graph.add((inner, URIRef(term(member)), Literal(said, lang=language)))
    return graph


def context() -> dict[str, Any]:
    """Return the JSON-LD context that makes the graph of canonical JSON, once its class is said."""
    terms: dict[str, Any] = {"@version": 1.1, "LearningResource": CLASS, FORMAT: term(FORMAT)}
    for name in FIELDS:
        kind = kind_of(name)
        terms[name] = {"@id": term(name)}
        if kind is Text:
            terms[name]["@context"] = dict(_LITERAL)
        elif kind is not str:
            members: dict[str, Any] = {member: {"@id": term(member)} for member in kind._fields}
            if "labels" in members:
                members["labels"] |= {"@context": dict(_LITERAL)}
            terms[name]["@context"] = members
    return {"@context": terms}


def _members(value: Any) -> Iterator[tuple[str, Any]]:
    for name, member in zip(value._fields, value, strict=True):
        texts: Iterable[Any] = member if isinstance(member, tuple) else () if member is None else (member,)
        yield from ((name, text) for text in texts)


def _text(text: Text) -> Text:
    """Return the text with its language in lower case, as RDF compares it, or without one that is none."""
    return (
        Text(text.value, text.lang.lower()) if text.lang and _TAG.fullmatch(text.lang) else Text(text.value)
    )


def _concept(concept: Concept) -> Concept:
    labels = (_text(label) for label in concept.labels if label.value and not label.value.isspace())
    return concept._replace(labels=tuple(dict.fromkeys(labels)))
