"""PROF of a profile: what it is a profile of, and which files say it in which language and role.

The vocabulary is the W3C's Profiles Vocabulary (DX-PROF). Only a profile that
extends another is a profile of it: one that was derived from it may be looser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from rdflib import DCTERMS, OWL, RDF, XSD, BNode, Graph, Literal, Namespace, URIRef

from profiles.rules import Profile, Severity
from profiles.vocabulary import UnknownVocabularyError, vocabulary

PROF = Namespace("http://www.w3.org/ns/dx/prof/")
ROLE = Namespace("http://www.w3.org/ns/dx/prof/role/")
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


class Described(NamedTuple):
    """A file of a profile: its name, the role it has, the language it is in, and its media type."""

    name: str
    role: str
    title: str
    conforms_to: str
    media_type: str


def files_of(profile: Profile) -> Iterator[Described]:
    """Yield the files that the exports of a profile are written to."""
    shapes, table = "https://www.w3.org/TR/shacl/", "https://www.dublincore.org/specifications/dctap/"
    dialect = "https://json-schema.org/draft/2020-12/schema"
    yield Described(f"{profile.id}.shacl.ttl", "validation", "Shapes in SHACL Core", shapes, "text/turtle")
    for severity in (one for one in Severity if one in profile.severities.values()):
        name, title = f"{profile.id}.{severity}.schema.json", f"JSON Schema: {severity}"
        yield Described(name, "schema", title, dialect, "application/json")
    yield Described(f"{profile.id}.dctap.csv", "guidance", "Table of the fields", table, "text/csv")
    html = "https://html.spec.whatwg.org/"
    yield Described(f"{profile.id}.html", "guidance", "The rules in words, with examples", html, "text/html")


def prof(profile: Profile, base: str) -> str:
    """Return the description of a profile as Turtle; the files are named relative to it."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in (
        ("prof", PROF),
        ("role", ROLE),
        ("dcterms", DCTERMS),
        ("owl", OWL),
        ("xsd", XSD),
    ):
        graph.bind(prefix, Namespace(str(namespace)))
    node = URIRef(_address(base, profile.id, profile.version))
    graph.add((node, RDF.type, PROF.Profile))
    graph.add((node, RDF.type, DCTERMS.Standard))
    graph.add((node, DCTERMS.identifier, Literal(profile.id)))
    graph.add((node, OWL.versionInfo, Literal(profile.version)))
    graph.add((node, PROF.hasToken, Literal(profile.id, datatype=XSD.token)))
    for property_, words in ((DCTERMS.title, profile.title), (DCTERMS.description, profile.description)):
        for lang, text in words.items():
            graph.add((node, property_, Literal(text, lang=lang)))
    if profile.released:
        graph.add((node, DCTERMS.issued, Literal(profile.released, datatype=XSD.date)))
    for above in profile.extends:
        name, _, version = above.partition("@")
        graph.add((node, PROF.isProfileOf, URIRef(_address(base, name, version))))
    for number, described in enumerate([*files_of(profile), *_vocabularies(profile)], 1):
        _add_resource(graph, node, described, BNode(f"resource.{number:03}"))
    return graph.serialize(format="turtle")


def _address(base: str, name: str, version: str) -> str:
    return f"{base}profiles/{name}/{version}"


def _add_resource(graph: Graph, profile: URIRef, described: Described, node: BNode) -> None:
    graph.add((profile, PROF.hasResource, node))
    graph.add((node, RDF.type, PROF.ResourceDescriptor))
    graph.add((node, PROF.hasRole, ROLE[described.role]))
    graph.add((node, PROF.hasArtifact, URIRef(described.name)))
    graph.add((node, DCTERMS.title, Literal(described.title, lang="en")))
    if described.conforms_to:
        graph.add((node, DCTERMS.conformsTo, URIRef(described.conforms_to)))
    if described.media_type:
        graph.add((node, DCTERMS.format, URIRef(_MEDIA_TYPES + described.media_type)))


def _vocabularies(profile: Profile) -> Iterator[Described]:
    """Yield the vocabularies that the rules ask for, those that are published at an address."""
    names = dict.fromkeys(
        [
            *(
                name
                for rule in profile.rules.values()
                for check in rule.checks
                for name in _named(check.parameters)
            ),
            *_named(profile.vocabularies),
        ]
    )
    for name in names:
        try:
            known = vocabulary(name)
        except UnknownVocabularyError:  # words of one format, which are published nowhere by themselves
            continue
        if known.source.startswith(("http://", "https://")) and " " not in known.source:
            title = known.title.get("en") or known.name
            yield Described(known.source, "vocabulary", f"{title}, {known.date}", "", "")


def _named(parameters: Any) -> Iterator[str]:
    """Yield the names of vocabularies in the parameters of a check."""
    if not isinstance(parameters, Mapping):
        return
    for key, value in parameters.items():
        if key == "schemes" or (key == "vocabulary" and isinstance(value, str)):
            yield from [value] if isinstance(value, str) else value
        elif key == "vocabulary":
            yield from value.values()
        else:
            inner: Iterable[Any] = value if isinstance(value, list) else (value,)
            for one in inner:
                yield from _named(one)
