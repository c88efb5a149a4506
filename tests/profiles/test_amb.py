"""AMB: how it is known, what of it is read, with its places, and the dirt that feeds have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.formats import amb
from profiles.model import FIELDS, Agent, AgeRange, Concept, Encoding, Identifier, License, Link, Text

CONTEXT = ["https://w3id.org/kim/amb/context.jsonld", {"@language": "de"}]
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


def read(**members: Any) -> dict[str, tuple[Any, ...]]:
    """What a record says beside its context."""
    return amb.read({"@context": CONTEXT, **members}).said()


@pytest.mark.parametrize(
    ("context", "known"),
    [
        (CONTEXT, True),
        (["https://w3id.org/kim/amb/draft/context.jsonld"], True),
        ([{"@language": "de"}, "https://schema.org", "https://w3id.org/kim/amb/context.jsonld"], True),
        ("https://w3id.org/kim/amb/context.jsonld", True),
        ("https://schema.org/", False),
        ([["https://w3id.org/kim/amb/context.jsonld"]], False),
        (None, False),
        (7, False),
    ],
)
def test_amb_is_known_by_its_context(context: Any, known: bool) -> None:
    assert amb.is_amb({"@context": context}) is known


@pytest.mark.parametrize("document", [None, [], "amb", 1, {}])
def test_what_is_no_object_with_a_context_is_no_amb(document: Any) -> None:
    assert not amb.is_amb(document)


def test_a_text_has_the_language_of_the_context() -> None:
    assert read(name="Brüche")["name"] == (Text("Brüche", "de"),)


@pytest.mark.parametrize(
    ("member", "value", "field", "expected"),
    [
        ("id", "https://example.org/1", "id", Identifier("https://example.org/1")),
        ("id", "https://example.org/1", "url", "https://example.org/1"),
        ("description", "<p>Brüche &amp; mehr</p>", "description", Text("<p>Brüche &amp; mehr</p>", "de")),
        ("name", {"de": "Brüche", "en": None}, "name", Text("Brüche", "de")),
        ("name", {"@value": "Brüche", "@language": "x-none"}, "name", Text("Brüche", "x-none")),
        ("name", 7, "name", Text("7", "de")),
        ("keywords", "Brüche", "keywords", Text("Brüche", "de")),
        ("inLanguage", "de", "inLanguage", "de"),
        ("inLanguage", {"type": "Language", "alternateName": "de", "name": "German"}, "inLanguage", "de"),
        ("dateCreated", 2019, "dateCreated", "2019"),
        ("dateCreated", "2019-07", "dateCreated", "2019-07"),
        ("datePublished", "circa 2019 (estimated)", "datePublished", "circa 2019 (estimated)"),
        ("isAccessibleForFree", True, "isAccessibleForFree", "true"),
        ("isAccessibleForFree", "Yes", "isAccessibleForFree", "Yes"),
        ("license", CC_BY, "license", License(CC_BY, CC_BY)),
        ("license", {"id": CC_BY}, "license", License(CC_BY, CC_BY)),
        ("license", "CC BY 4.0", "license", License(None, "CC BY 4.0", "de")),
        ("license", f"Frei nach {CC_BY}.", "license", License(CC_BY, f"Frei nach {CC_BY}.", "de")),
        ("creator", "Anna", "creator", Agent("Anna")),
        ("creator", "https://orcid.org/1", "creator", Agent(id="https://orcid.org/1")),
        ("about", "Mathe", "about", Concept(None, (Text("Mathe", "de"),))),
        (
            "about",
            {"id": "A", "prefLabel": {"id": "Pecahan"}},
            "about",
            Concept("A", (Text("Pecahan", "id"),)),
        ),
        ("about", {"id": "a", "inScheme": {"id": "s"}}, "about", Concept("a", (), "s")),
        ("image", "https://example.org/a b.png", "image", "https://example.org/a b.png"),
        ("encoding", {"contentSize": "3,4 MB"}, "encoding", Encoding(contentSize="3,4 MB")),
        ("encoding", {"contentSize": 1234}, "encoding", Encoding(contentSize="1234")),
        ("caption", {"id": "https://example.org/c"}, "caption", Encoding("https://example.org/c")),
        ("hasPart", {"id": "urn:a", "name": "Teil"}, "hasPart", Link("urn:a", "Teil")),
        ("isBasedOn", "Ein Buch", "isBasedOn", Link(None, "Ein Buch")),
        (
            "isBasedOn",
            {"name": "Ein Buch", "license": {"id": "https://creativecommons.org/licenses/by/4.0/"}},
            "isBasedOn",
            Link(None, "Ein Buch", "https://creativecommons.org/licenses/by/4.0/"),
        ),
        (
            "isBasedOn",
            {"name": "Ein Buch", "license": "CC BY 4.0"},
            "isBasedOn",
            Link(None, "Ein Buch", "CC BY 4.0"),
        ),
        ("accessibilityHazard", "noFlashingHazard", "accessibilityHazard", "noFlashingHazard"),
        ("accessMode", "TEXTUAL", "accessMode", "TEXTUAL"),
        ("typicalAgeRange", "6 and more", "typicalAgeRange", AgeRange("6 and more")),
        ("typicalAgeRange", "6/7a, 8", "typicalAgeRange", AgeRange("6/7a, 8")),
        ("duration", "two hours", "duration", "two hours"),
        ("schema:name", {"@value": "N"}, "name", Text("N")),
        ("http://schema.org/version", "2", "version", Text("2", "de")),
    ],
)
def test_a_value_is_read_as_it_was_found(member: str, value: Any, field: str, expected: Any) -> None:
    assert read(**{member: value})[field] == (expected,)
    assert read(**{member: [value, None]}).get(field) == (expected,)


def test_an_agent_has_its_kind_its_address_and_where_it_works() -> None:
    creator = {
        "type": "Person",
        "name": "Anna",
        "id": "https://orcid.org/1",
        "affiliation": {"type": "Organization", "name": "Uni", "id": "https://ror.org/1"},
    }
    assert read(creator=[creator])["creator"] == (Agent("Anna", "Person", "https://orcid.org/1", "Uni"),)


def test_the_page_that_describes_says_who_offers_the_metadata_and_since_when() -> None:
    page = {
        "id": "https://example.org/d",
        "provider": {"id": "https://example.org/", "name": "Shelf"},
        "dateCreated": "2020",
        "dateModified": "2021",
    }
    said = read(mainEntityOfPage=[page])
    assert said["provider"] == said["sdPublisher"] == (Agent("Shelf", None, "https://example.org/"),)
    assert said["sdDatePublished"] == ("2020", "2021")
    assert said.keys() == {"provider", "sdPublisher", "sdDatePublished"}


@pytest.mark.parametrize("empty", [None, "", "  ", [], {}, [None, ""], {"type": "Concept"}])
def test_nothing_is_no_value(empty: Any) -> None:
    members = dict.fromkeys(
        ("name", "keywords", "about", "creator", "license", "inLanguage", "encoding"), empty
    )
    assert {name for name, values in read(**members).items() if "Concept" not in str(values)} == set()


def test_places_are_the_keys_that_lead_to_what_a_value_is_known_by() -> None:
    resource = amb.read(
        {
            "@context": CONTEXT,
            "name": "N",
            "keywords": ["a", "b"],
            "creator": [{"name": "Anna", "type": "Person"}],
            "about": [{"id": "https://example.org/a", "prefLabel": {"de": "A"}}],
            "license": {"id": CC_BY},
            "encoding": [{"encodingFormat": "text/html"}, {"contentUrl": "u", "contentSize": "9"}],
        }
    )
    assert resource.places["name"] == [("name",)]
    assert resource.places["keywords"] == [("keywords", 0), ("keywords", 1)]
    assert resource.places["creator"] == [("creator", 0, "name")]
    assert resource.places["about"] == [("about", 0, "id")]
    assert resource.places["license"] == [("license", "id")]
    assert resource.places["encoding.contentSize"] == [("encoding", 0), ("encoding", 1, "contentSize")]
    assert resource.places["encoding.encodingFormat"] == [("encoding", 0, "encodingFormat"), ("encoding", 1)]


def test_a_context_of_its_own_beside_the_profiles_is_read_too() -> None:
    document = {
        "@context": [*CONTEXT, {"presentedAt": "http://purl.org/ontology/bibo/presentedAt"}],
        "name": "N",
        "presentedAt": "nowhere",
    }
    assert amb.read(document).said() == {"name": (Text("N", "de"),)}


def test_every_valid_example_of_the_owners_says_its_name_and_its_address(standards: Path) -> None:
    examples = sorted((standards / "amb" / "20231019" / "examples" / "valid").glob("*.json"))
    assert len(examples) == 33
    for path in examples:
        document = json.loads(path.read_text())
        assert amb.is_amb(document), path.name
        said = amb.read(document).said()
        assert said["id"][0] == Identifier(document["id"]), path.name
        lang = next(part["@language"] for part in document["@context"] if "@language" in part)
        assert said["name"] == (Text(document["name"], lang),), path.name
        for member in ("about", "creator", "keywords", "encoding", "hasPart", "teaches", "funder", "caption"):
            assert len(said.get(member, ())) == len(document.get(member, ())), (path.name, member)


NAMES = st.sampled_from(
    [element for element, _ in amb.CROSSWALK] + ["type", "prefLabel", "@value", "de", "roleName"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(NAMES, JSON, max_size=8), JSON)
def test_no_document_is_too_odd_to_be_read(members: dict[str, Any], context: Any) -> None:
    resource = amb.read({"@context": context, **members})
    for field, values in resource.said().items():
        assert len(resource.places[field]) == len(values)


def test_a_document_nested_without_end_is_read() -> None:
    deep: Any = "x"
    for _ in range(900):
        deep = {"name": [deep]}
    assert read(name="N", creator=deep, about=deep, hasPart=deep, license=deep)["name"] == (Text("N", "de"),)


def test_the_crosswalk_leads_to_fields_of_the_model() -> None:
    assert {field.partition(".")[0] for _, field in amb.CROSSWALK} <= set(FIELDS)
    assert ("license", "license") in amb.CROSSWALK
    assert ("author", "creator") in amb.CROSSWALK
    assert len(set(amb.CROSSWALK)) == len(amb.CROSSWALK)


def test_a_member_in_another_dress_is_read_and_all_places_are_those_of_the_document() -> None:
    context = ["https://w3id.org/kim/amb/context.jsonld", {"schema": "http://schema.org/"}]
    files = [{"contentUrl": "https://example.org/1.pdf", "schema:contentSize": "3,4 MB"}]
    document = {"@context": context, "name": "Brüche", "encoding": files, "schema:version": ["2"]}
    resource = amb.read(document)
    assert resource.said() == {
        "name": (Text("Brüche"),),
        "version": (Text("2"),),
        "encoding": (Encoding("https://example.org/1.pdf", contentSize="3,4 MB"),),
    }
    assert list(resource.places["encoding.contentSize"]) == [("encoding", 0, "schema:contentSize")]
    assert list(resource.places["encoding.contentUrl"]) == [("encoding", 0, "contentUrl")]
    assert list(resource.places["name"]) == [("name",)]
    assert list(resource.places["version"]) == [("schema:version", 0)]


@pytest.mark.parametrize("prefix_means", ["http://schema.org/", "https://example.org/terms#"])
def test_a_name_within_counts_where_its_prefix_means_our_vocabulary(prefix_means: str) -> None:
    context = ["https://w3id.org/kim/amb/context.jsonld", {"schema": prefix_means}]
    files = [{"contentUrl": "https://example.org/1.pdf", "schema:contentSize": "7"}]
    size = amb.read({"@context": context, "encoding": files}).encoding[0].contentSize
    assert size == ("7" if prefix_means == "http://schema.org/" else None)
