"""JSON-LD contexts: those that we ship, those of a document's own, and none from the network."""

from __future__ import annotations

from typing import Any

import pytest
from pyld import jsonld

from profiles.formats import amb, schema_org
from profiles.formats.jsonld_contexts import context_of, unknown_contexts
from profiles.formats.jsonld_expanding import ContextNotShipped, load
from profiles.model import Agent, Concept, Identifier, Link, Text

OWN = {
    "titel": "http://schema.org/name",
    "naam": "http://schema.org/name",
    "maker": {"@id": "http://schema.org/author"},
    "vak": {"@id": "http://schema.org/about", "@type": "@id"},
}


@pytest.mark.parametrize(
    ("context", "document"),
    [
        ("https://schema.org", {"name": "N"}),
        ({"schema": "http://schema.org/"}, {"schema:name": "N"}),
        ({"s": "https://schema.org/"}, {"s:name": "N"}),
        ({"@vocab": "http://schema.org/", "id": "@id"}, {"name": "N"}),
        (None, {"http://schema.org/name": "N"}),
        (None, {"https://schema.org/name": {"@value": "N"}}),
        ("https://schema.org", {"sdo:name": {"@list": ["N"]}}),
        (OWN, {"titel": "N"}),
        (["https://schema.org/", {"description": None, "titel": "name"}], {"titel": "N", "description": "D"}),
        ([{"x": "http://schema.org/"}, {"t": {"@id": "x:name"}}], {"t": "N"}),
        ({"@vocab": "http://schema.org/", "titel": "name"}, {"titel": "N"}),
        (["https://schema.org", {"titel": {"@id": "name"}}], {"titel": "N"}),
        ("https://example.org/unknown", {"name": "N"}),
        (["https://example.org/unknown", OWN], {"titel": "N"}),
        ({"@vocab": 7}, {"name": "N"}),
        ({"name": {"@id": "http://schema.org/name", "@type": "@nonsense"}}, {"name": "N"}),
    ],
)
def test_a_name_is_read_in_any_dress(context: Any, document: dict[str, Any]) -> None:
    resource = schema_org.read({**({"@context": context} if context else {}), **document})
    assert resource.said() == {"name": (Text("N"),)}
    key = next(iter(document))
    assert resource.places["name"][0][:1] == (key,)


def test_what_a_context_gives_another_meaning_is_not_read() -> None:
    context = ["https://schema.org/", {"name": "http://xmlns.com/foaf/0.1/name"}]
    assert schema_org.read({"@context": context, "name": "N", "version": "1"}).said() == {
        "version": (Text("1"),)
    }


def test_places_of_what_was_expanded_are_those_of_the_document() -> None:
    document = {
        "@context": OWN,
        "titel": "T",
        "maker": [{"naam": "A"}, {"naam": ["B"]}],
        "vak": "https://a.example/v",
    }
    resource = schema_org.read(document)
    assert resource.creator == (Agent("A"), Agent("B"))
    assert resource.about == (Concept("https://a.example/v"),)
    assert resource.places["name"] == [("titel",)]
    assert resource.places["creator"] == [("maker", 0, "naam"), ("maker", 1, "naam")]
    assert resource.places["about"] == [("vak",)]


def test_a_term_that_stands_for_another_is_read_as_that_one() -> None:
    own = {"titel": "name", "maker": "author", "voornaam": "givenName", "rol": "foo"}
    document = {"@type": "LearningResource", "titel": "T", "maker": {"voornaam": "A"}, "rol": "x"}
    resource = schema_org.read({"@context": ["https://schema.org", own], **document})
    assert resource.said() == {"name": (Text("T"),), "creator": (Agent("A"),)}
    assert resource.places["creator"] == [("maker", "voornaam")]
    in_turn = {"titel": "t", "t": "http://schema.org/name"}
    assert schema_org.read({"@context": ["https://schema.org", in_turn], "titel": "T"}).name == (Text("T"),)


@pytest.mark.parametrize("meaning", ["hasPart", "schema:hasPart", "http://schema.org/hasPart"])
def test_a_term_seen_from_the_other_end_is_read_as_its_inverse(meaning: str) -> None:
    context = ["https://schema.org", {"partOf": {"@reverse": meaning, "@type": "@id"}}]
    resource = schema_org.read({"@context": context, "name": "N", "partOf": "https://a.example/"})
    assert resource.said() == {"name": (Text("N"),), "isPartOf": (Link("https://a.example/"),)}
    assert resource.places["isPartOf"] == [("partOf",)]


@pytest.mark.parametrize(
    "value", ["a text, which has no other end", 7, None, {"name": "P"}, [{"@list": ["x"]}], {"@list": []}]
)
@pytest.mark.parametrize("meaning", ["hasPart", "author", "foo", 7, None, "@id"])
def test_whatever_is_seen_from_the_other_end_costs_nothing_else(meaning: Any, value: Any) -> None:
    context = ["https://schema.org", {"partOf": {"@reverse": meaning}}]
    assert schema_org.read({"@context": context, "name": "N", "partOf": value}).name == (Text("N"),)


def test_addresses_are_read_from_the_base_of_the_context() -> None:
    context = ["https://schema.org", {"@base": "https://a.example/x/", "@language": "de"}]
    resource = schema_org.read(
        {"@context": context, "@id": "b", "url": "../c?d", "name": "N", "license": "CC BY"}
    )
    assert resource.id == (Identifier("https://a.example/x/b"),)
    assert resource.url == ("https://a.example/c?d",)
    assert resource.name == (Text("N", "de"),)
    assert resource.license[0].text == "CC BY"
    assert (resource.places["id"], resource.places["url"]) == ([("@id",)], [("url",)])


def test_amb_has_its_addresses_from_the_base_of_the_context() -> None:
    context = ["https://w3id.org/kim/amb/context.jsonld", {"@base": "https://a.example/"}]
    resource = amb.read({"@context": context, "id": "b", "name": "N", "about": [{"id": "v"}]})
    assert resource.id == (Identifier("https://a.example/b"),)
    assert resource.about == (Concept("https://a.example/v"),)


@pytest.mark.parametrize("base", [None, "", "relative/", 7, ["x"], "https://[", "urn:x:y"])
def test_a_base_that_is_no_use_costs_nothing_else(base: Any) -> None:
    resource = schema_org.read({"@context": ["https://schema.org", {"@base": base}], "@id": "b", "name": "N"})
    assert resource.name == (Text("N"),)


def test_a_context_within_a_node_holds_for_that_node() -> None:
    inner = {"@context": {"@language": "fr"}, "@type": "DefinedTerm", "name": "maths"}
    document = {"@context": "https://schema.org/", "name": "N", "about": inner}
    assert schema_org.read(document).about == (Concept(None, (Text("maths", "fr"),)),)


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        ({"@language": "de"}, "de"),
        ([{"@language": "de"}, {"@language": "fr"}], "fr"),
        ([{"@language": "de"}, {"@language": None}], None),
        ({"@language": 7}, None),
        ({"name": {"@id": "http://schema.org/name", "@language": "pl"}, "@language": "de"}, "pl"),
        ({"name": {"@id": "http://schema.org/name", "@language": None}, "@language": "de"}, None),
    ],
)
def test_a_string_has_the_language_of_its_context(context: Any, expected: str | None) -> None:
    document = {"@context": ["https://schema.org/", *(context if isinstance(context, list) else [context])]}
    assert schema_org.read({**document, "name": "N"}).name == (Text("N", expected),)


@pytest.mark.parametrize(
    "shipped", ["http://schema.org", "https://schema.org/", "https://w3id.org/kim/amb/context.jsonld"]
)
def test_pyld_expands_by_the_contexts_that_we_ship(shipped: str) -> None:
    document = {"@context": shipped, "name": "N", "id": "https://a.example/", "type": "Course"}
    assert jsonld.expand(document, {"documentLoader": load}) == [
        {
            "@id": "https://a.example/",
            "@type": ["http://schema.org/Course"],
            "http://schema.org/name": [{"@value": "N"}],
        }
    ]


def test_a_context_that_we_do_not_ship_is_refused_by_name_and_never_fetched() -> None:
    with pytest.raises(
        ContextNotShipped, match=r"https://example\.org/c is none .* never fetched: name https://schema"
    ):
        load("https://example.org/c", {})


def test_the_contexts_that_we_do_not_ship_are_told_of_wherever_they_stand() -> None:
    document = {
        "@context": ["https://schema.org", "https://example.org/a", {"@import": "https://example.org/b"}],
        "@graph": [{"about": {"@context": "https://example.org/c"}}, {"@context": "https://example.org/a"}],
    }
    assert unknown_contexts(document) == [f"https://example.org/{name}" for name in "abc"]
    assert unknown_contexts({"@context": "http://schema.org/"}) == []
    assert unknown_contexts(None) == []


@pytest.mark.parametrize(
    ("context", "plain"),
    [
        ("https://schema.org", True),
        ({"schema": "http://schema.org/", "presentedAt": "http://purl.org/ontology/bibo/presentedAt"}, True),
        ({"name": {"@container": "@language"}}, True),
        ({"uri": "@id"}, False),
        ({"title": "http://schema.org/name"}, False),
        ({"name": "http://xmlns.com/foaf/0.1/name"}, False),
        ({"@vocab": "http://xmlns.com/foaf/0.1/"}, False),
        ({"hasPart": {"@reverse": "http://schema.org/isPartOf"}}, False),
        ({"name": None}, False),
        ({"titel": "name"}, False),
        ({"@base": None}, True),
        ({"@base": "https://a.example/"}, False),
    ],
)
def test_only_a_context_that_leaves_our_names_alone_is_read_without_expanding(
    context: Any, plain: bool
) -> None:
    assert context_of(context).plain is plain
