"""schema.org and LRMI: how they are known, the resource found in any shape, and what of it is read."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.formats import schema_org
from profiles.model import (
    FIELDS,
    Agent,
    AgeRange,
    Concept,
    Encoding,
    Identifier,
    LearningResource,
    License,
    Link,
    Statement,
    Text,
)
from tests.profiles.generating import WITHOUT_A_WORD
from tests.profiles.test_amb import JSON, NAMES

CC_BY = "https://creativecommons.org/licenses/by/4.0/"


def read(**members: Any) -> dict[str, tuple[Any, ...]]:
    """What a document says beside its context."""
    return schema_org.read({"@context": "https://schema.org", **members}).said()


@pytest.mark.parametrize(
    ("document", "known"),
    [
        ({"@context": "https://schema.org"}, True),
        ({"@context": "http://www.schema.org/"}, True),
        ({"@context": {"@vocab": "http://schema.org/"}}, True),
        ({"@context": {"titel": {"@id": "https://schema.org/name"}}}, True),
        ({"@context": ["https://example.org/own", "https://schema.org/docs/jsonldcontext.jsonld"]}, True),
        ([{"@context": "https://schema.org"}], True),
        ([{"http://schema.org/name": "N"}], True),
        ({"@graph": [{"@type": "https://schema.org/Book"}]}, True),
        ({"@context": "https://example.org/schema.org"}, False),
        ({"@context": "https://schema.organic/"}, False),
        ({"name": "N", "url": "https://schema.org/"}, False),
        ([], False),
        (None, False),
    ],
)
def test_schema_org_is_known_by_its_context_or_its_names(document: Any, known: bool) -> None:
    assert schema_org.is_schema_org(document) is known


@pytest.mark.parametrize(
    ("member", "value", "field", "expected"),
    [
        ("@id", "https://example.org/1", "url", ["https://example.org/1"]),
        ("@id", "#course", "id", []),
        ("identifier", "10.1/2", "id", [Identifier("10.1/2")]),
        (
            "identifier",
            {"@type": "PropertyValue", "propertyID": "doi", "value": "10.1/2"},
            "id",
            [Identifier("10.1/2", "doi")],
        ),
        ("sameAs", ["https://a.example/"], "id", [Identifier("https://a.example/")]),
        ("isbn", 9783161484100, "id", [Identifier("9783161484100", "ISBN")]),
        ("headline", "H", "name", [Text("H")]),
        ("mainEntityOfPage", "https://example.org/p", "url", ["https://example.org/p"]),
        ("keywords", "a, b,,c d ", "keywords", [Text("a"), Text("b"), Text("c d")]),
        ("keywords", ["a, b", "c"], "keywords", [Text("a, b"), Text("c")]),
        ("keywords", {"@type": "DefinedTerm", "name": "a"}, "keywords", [Text("a")]),
        (
            "keywords",
            {"@type": "DefinedTerm", "name": "a", "@id": "https://example.org/a"},
            "about",
            [Concept("https://example.org/a", (Text("a"),))],
        ),
        ("description", [{"@value": "d", "@language": "de"}, 1], "description", [Text("d", "de"), Text("1")]),
        ("author", {"@type": "CollegeOrUniversity", "name": "U"}, "creator", [Agent("U", "Organization")]),
        ("author", {"givenName": "A", "familyName": "B"}, "creator", [Agent("A B")]),
        (
            "author",
            {"name": "A", "identifier": {"propertyID": "orcid", "value": "0000-1"}},
            "creator",
            [Agent("A", None, "0000-1")],
        ),
        (
            "creator",
            {"@type": "Role", "roleName": "editor", "creator": {"@type": "Person", "name": "A"}},
            "creator",
            [Agent("A", "Person", role="editor")],
        ),
        ("editor", "E", "contributor", [Agent("E", role="editor")]),
        ("funding", {"@type": "Grant", "funder": {"name": "F"}}, "funder", [Agent("F")]),
        ("license", {"url": CC_BY, "name": "CC BY"}, "license", [License(CC_BY, "CC BY")]),
        ("license", "CC BY: " + CC_BY, "license", [License(CC_BY, "CC BY: " + CC_BY)]),
        ("isAccessibleForFree", False, "isAccessibleForFree", ["false"]),
        ("typicalAgeRange", "6-8", "typicalAgeRange", [AgeRange("6-8", None, 6, 8)]),
        ("typicalAgeRange", "6, 8", "typicalAgeRange", [
            AgeRange("6", None, 6, 6), AgeRange("8", None, 8, 8)
        ]),
        ("typicalAgeRange", 7, "typicalAgeRange", [AgeRange("7", None, 7, 7)]),
        (
            "audience",
            {"@type": "EducationalAudience", "educationalRole": ["teacher", "student"]},
            "audience",
            [Concept(None, (Text("teacher"),)), Concept(None, (Text("student"),))],
        ),
        (
            "audience",
            {"@type": "PeopleAudience", "suggestedMinAge": 6, "suggestedMaxAge": 8},
            "typicalAgeRange",
            [AgeRange("6-8", None, 6, 8)],
        ),
        (
            "educationalAlignment",
            {
                "@type": "AlignmentObject",
                "alignmentType": "educationalLevel",
                "educationalFramework": "EQF",
                "targetName": "Level 4",
                "targetUrl": "https://example.org/4",
            },
            "educationalLevel",
            [Concept("https://example.org/4", (Text("Level 4"),), "EQF")],
        ),
        ("educationalAlignment", {"targetName": "L"}, "educationalAlignment", [Concept(None, (Text("L"),))]),
        ("timeRequired", "about 2 hours", "timeRequired", ["about 2 hours"]),
        ("learningResourceType", ["Quiz"], "learningResourceType", [Concept(None, (Text("Quiz"),))]),
        (
            "educationalLevel",
            {"@type": "DefinedTerm", "termCode": "2", "name": "Two", "inDefinedTermSet": {"@id": "isced:"}},
            "educationalLevel",
            [Concept("2", (Text("Two"),), "isced:")],
        ),
        ("inLanguage", {"@type": "Language", "name": "Dutch", "alternateName": "nl"}, "inLanguage", ["nl"]),
        ("associatedMedia", "https://a.example/f", "encoding", [Encoding("https://a.example/f")]),
        (
            "encoding",
            {"@type": "MediaObject", "contentUrl": "https://a.example/my file.pdf", "contentSize": "3,4 MB"},
            "encoding",
            [Encoding("https://a.example/my file.pdf", contentSize="3,4 MB")],
        ),
        ("image", {"@type": "ImageObject", "url": "https://a.example/i"}, "image", ["https://a.example/i"]),
        ("isPartOf", {"@type": "Course", "@id": "https://a.example/c", "name": "C"}, "isPartOf", [
            Link("https://a.example/c", "C")
        ]),
        ("hasPart", ["https://a.example/1", "Part two"], "hasPart", [
            Link("https://a.example/1"), Link(None, "Part two")
        ]),
        (
            "accessModeSufficient",
            [{"@type": "ItemList", "itemListElement": ["textual", "visual"]}, "auditory"],
            "accessModeSufficient",
            ["textual,visual", "auditory"],
        ),
        ("aggregateRating", {"@type": "AggregateRating", "ratingValue": 4.5}, "aggregateRating", ["4.5"]),
        (
            "review",
            {"reviewBody": "Good", "author": {"name": "R"}, "datePublished": "2021"},
            "review",
            [Statement("Good", "R", "2021")],
        ),
        ("version", 2, "version", [Text("2")]),
        ("dateCreated", "2019", "dateCreated", ["2019"]),
    ],
)  # fmt: skip
def test_a_property_is_read_into_its_field(member: str, value: Any, field: str, expected: list[Any]) -> None:
    assert list(read(**{member: value}).get(field, ())) == expected


def test_a_headline_beside_a_name_is_another_name() -> None:
    assert read(name="N", headline="H")["alternateName"] == (Text("H"),)
    assert "alternateName" not in read(name="N", headline="N")


def test_a_resource_that_is_a_file_itself_has_that_file() -> None:
    said = read(**{"@type": "VideoObject", "contentUrl": "https://a.example/v.mp4", "contentSize": "9 MB"})
    assert said["encoding"] == (Encoding("https://a.example/v.mp4", contentSize="9 MB"),)


GRAPH = [
    {"@type": "WebSite", "@id": "https://a.example/#site", "name": "Site"},
    {"@type": "WebPage", "@id": "https://a.example/", "name": "Page"},
    {"@type": "Organization", "@id": "#org", "name": "Org"},
    {"@type": "Person", "@id": "#author", "name": "Ann", "affiliation": {"@id": "#org"}},
    {
        "@type": "Course",
        "name": "Course",
        "author": {"@id": "#author"},
        "isPartOf": {"@id": "https://b.example/"},
    },
]


def test_the_learning_resource_of_a_graph_is_read_with_the_nodes_that_it_refers_to() -> None:
    resource = schema_org.read({"@context": "https://schema.org", "@graph": GRAPH})
    assert resource.name == (Text("Course"),)
    assert resource.creator == (Agent("Ann", "Person", affiliation="Org"),)
    assert resource.isPartOf == (Link("https://b.example/"),)
    assert resource.places["name"] == [("@graph", 4, "name")]
    assert resource.places["creator"] == [("@graph", 3, "name")]


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ([{"@type": "Organization", "name": "O"}, {"@type": "Book", "name": "N"}], (1, "name")),
        ({"@type": "WebPage", "mainEntity": {"@type": "Quiz", "name": "N"}}, ("mainEntity", "name")),
        ({"@type": "WebPage", "name": "N", "mainEntity": {"@id": "#nowhere"}}, ("name",)),
        ([{"@type": "Article", "name": "P"}, {"teaches": "t", "name": "N"}], (1, "name")),
        ([{"@type": "ImageObject", "name": "P"}, {"@type": "VideoObject", "name": "N"}], (1, "name")),
        ([[{"@type": "Thing", "name": "N"}]], (0, 0, "name")),
    ],
)  # fmt: skip
def test_a_learning_resource_comes_before_a_work_and_a_work_before_all_else(
    document: Any, place: Any
) -> None:
    resource = schema_org.read(document)
    assert resource.name == (Text("N"),)
    assert resource.places["name"] == [place]


@pytest.mark.parametrize(
    "document", [None, 1, "x", [], {}, [[]], {"@graph": None}, {"@graph": []}, {"mainEntity": 1}]
)
def test_a_document_without_a_resource_says_nothing(document: Any) -> None:
    assert schema_org.read(document).said() == {}


@given(
    JSON
    | st.dictionaries(
        NAMES | st.sampled_from(["@context", "@graph", "@id", "@list", "a:b"]), JSON, max_size=8
    )
)
def test_no_document_is_too_odd_to_be_read(document: Any) -> None:
    resource = schema_org.read(document)
    for field, values in resource.said().items():
        assert len(resource.places[field]) == len(values)


def test_what_reaches_a_person_is_not_published() -> None:
    agent = Agent("Anna", "Person", email="anna@example.org", card="BEGIN:VCARD FN:Anna END:VCARD")
    written = schema_org.write(LearningResource(creator=(agent,)))
    assert orjson.loads(written)["creator"] == {"@type": "Person", "name": "Anna"}


def test_prefixes_are_declared_where_they_are_used() -> None:
    written = orjson.loads(schema_org.write(LearningResource(relation=(Link("https://a.example/"),))))
    assert written["@context"] == ["https://schema.org/", {"dcterms": "http://purl.org/dc/terms/"}]
    assert orjson.loads(schema_org.write(LearningResource()))["@context"] == "https://schema.org/"


def test_half_a_surrogate_pair_is_written_as_json_escapes_it() -> None:
    written = schema_org.write(LearningResource(name=(Text("a\ud800"),)))
    assert b"\\ud800" in written


def test_the_crosswalk_names_every_field_but_those_that_the_owners_have_no_word_for() -> None:
    named = {field.partition(".")[0] for _, field in schema_org.CROSSWALK}
    assert named == set(FIELDS) - WITHOUT_A_WORD
