"""The graph of an ELM document: the same whoever finds it, recognised, with places, and from any dirt."""

from __future__ import annotations

import contextlib
import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld

from profiles.formats import elm, elm_context, elm_expanding
from profiles.formats.elm_graph import Graph, Literal, Ref
from profiles.model import (
    Agent,
    Identifier,
    LearningResource,
    Text,
)
from profiles.xml import NotReadable
from tests.profiles.elm_documents import (
    CONTEXT,
    ENGLISH,
    OPPORTUNITY,
    OPPORTUNITY_TURTLE,
    PREFIXES,
    SPECIFICATION,
)

ELM = "http://data.europa.eu/snb/model/elm/"
EQF_6 = "http://data.europa.eu/snb/eqf/6"
DC = "http://purl.org/dc/terms/"
SAMPLES = ("elm/rdf/samples/credential-sample.jsonld", "elm/rdf/samples/credential-sample-turtle.ttl")


def facts(graph: Graph) -> set[tuple[str, ...]]:
    """The triples of a graph whose nodes all have addresses, in a form that compares."""
    return {
        (s, p, v.id) if isinstance(v, Ref) else (s, p, v.value, v.lang or "", v.datatype)
        for s, p, v in graph.triples()
    }


def facts_by_pyld(document: Any) -> set[tuple[str, ...]]:
    quads = jsonld.to_rdf(document, {"documentLoader": elm_expanding.load}).get("@default", [])
    return {
        (q["subject"]["value"], q["predicate"]["value"], q["object"]["value"])
        + (
            (q["object"].get("language", ""), q["object"]["datatype"])
            if q["object"]["type"] == "literal"
            else ()
        )
        for q in quads
    }


def test_terms_that_a_document_brings_itself_are_understood() -> None:
    document = {
        "@context": {"e": ELM, "dc": DC, "name": {"@id": "dc:title", "@language": "nl"}},
        "@id": "https://example.org/x",
        "@type": "e:LearningOpportunity",
        "name": "Lineaire algebra",
        "e:providedBy": {"@id": "https://example.org/university"},
    }
    resource = elm.read(document)
    assert resource.name == (Text("Lineaire algebra", "nl"),)
    assert resource.provider == (Agent(id="https://example.org/university"),)


def test_an_expanded_document_is_understood() -> None:
    document = [
        {
            "@id": "https://example.org/x",
            "@type": [ELM + "LearningOpportunity"],
            DC + "title": [{"@value": "Algèbre", "@language": "fr"}],
            ELM + "duration": [{"@value": "P4M", "@type": "http://www.w3.org/2001/XMLSchema#duration"}],
        }
    ]
    assert elm.is_elm(document)
    resource = elm.read(document)
    assert (resource.name, resource.timeRequired) == ((Text("Algèbre", "fr"),), ("P4M",))
    assert resource.places["name"] == [(0, DC + "title", 0)]


def test_a_context_that_we_do_not_ship_is_not_fetched_and_hides_nothing() -> None:
    strange = {
        **OPPORTUNITY,
        "@context": ["https://example.org/context", {"x": "https://example.org/x"}, CONTEXT],
    }
    assert elm.read(strange) == elm.read(OPPORTUNITY)


def test_a_place_in_turtle_is_a_node_s_address_and_the_predicates_from_there() -> None:
    places = elm.read(OPPORTUNITY_TURTLE).places
    assert places["id"][0] == ("https://example.org/opportunity",)
    assert places["name"] == [("https://example.org/opportunity", DC + "title")] * 2
    assert places["url"] == [
        ("https://example.org/opportunity", "http://xmlns.com/foaf/0.1/homepage", ELM + "contentUrl")
    ]
    assert places["timeRequired"] == [("https://example.org/specification", ELM + "volumeOfLearning")]


def test_a_node_without_address_that_nothing_refers_to_has_a_place() -> None:
    resource = elm.read(PREFIXES + '[] a elm:LearningOpportunity ; dc:title "X"@en .')
    assert (resource.id, resource.places["name"]) == ((), [("[]", DC + "title")])


@pytest.mark.parametrize(
    ("turtle", "line", "cause"),
    [
        ("@prefix e: <http://e/> .\ne:a e:b .", 2, "line 2"),
        ("<http://e/a> <http://e/b> x:c .", 1, "prefix"),
        ('<http://e/a> <http://e/b> "open .', 1, "line 1"),
        ("not turtle at all", 1, "line 1"),
    ],
)
def test_broken_turtle_is_refused_with_line_and_cause(turtle: str, line: int, cause: str) -> None:
    with pytest.raises(NotReadable) as refused:
        elm.read(turtle)
    assert refused.value.line == line
    assert cause in refused.value.cause
    assert "\n" not in refused.value.cause


def test_addresses_that_are_none_are_kept_as_they_stand() -> None:
    turtle = PREFIXES + "<#me> a elm:LearningOpportunity ; foaf:homepage <http://example.org/a b> ."
    resource = elm.read(turtle)
    assert (resource.id, resource.url) == ((Identifier("#me"),), ("http://example.org/a b",))


@pytest.mark.parametrize(
    "document",
    [
        OPPORTUNITY,
        {"@graph": [{**OPPORTUNITY}]},
        {"type": "LearningAchievementSpecification", "title": {"en": "no context"}},
        {"@context": {"@vocab": ELM}, "@type": "LearningOpportunity"},
        {"@type": ELM + "LearningActivity"},
        [{ELM + "providedBy": []}],
    ],
)
def test_elm_is_recognised(document: Any) -> None:
    assert elm.is_elm(document)


@pytest.mark.parametrize(
    "document",
    [
        {"@context": "https://schema.org/", "@type": "LearningResource", "name": "x"},
        {"@context": "https://schema.org/", "type": "LearningOpportunity"},
        {"title": "LearningOpportunity"},
        {"type": "Course"},
        [],
        ["LearningOpportunity"],
        None,
        3,
    ],
)
def test_what_is_not_elm_is_not_taken_for_it(document: Any) -> None:
    assert not elm.is_elm(document)


def test_turtle_is_recognised_by_the_ontology_s_address() -> None:
    assert elm.is_elm_text(OPPORTUNITY_TURTLE)
    assert not elm.is_elm_text("@prefix dc: <http://purl.org/dc/terms/> .")


KEYS = st.sampled_from(
    [*list(elm_context._document()["@context"])[17:], "@id", "@type", "@value", "@graph", "x:y", "é"]
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.sampled_from([ENGLISH, "0"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=5)
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(KEYS, JSON, max_size=6),
    st.sampled_from([CONTEXT, {"elm": ELM}, None, 3, [{"@id": 1}], "x"]),
)
def test_no_json_value_makes_the_reader_raise(document: dict[str, Any], context: Any) -> None:
    document = {"type": "LearningOpportunity", **document, "@context": context}
    elm.is_elm(document)
    assert isinstance(elm.read(document), LearningResource)
    elm.read([document])


@given(
    st.lists(
        st.sampled_from(
            [*PREFIXES.split("\n"), "ex:a", "elm:b", '"', ";", ".", "[", "]", "_:b", "<x>", "@en"]
        )
    )
)
def test_no_text_makes_the_reader_raise_but_not_readable(pieces: list[str]) -> None:
    with contextlib.suppress(NotReadable):
        assert isinstance(elm.read(" ".join(pieces)), LearningResource)


def test_a_document_nested_without_end_is_read() -> None:
    document: dict[str, Any] = {"type": "LearningOpportunity"}
    for _ in range(400):
        document = {"type": "LearningOpportunity", "hasPart": [document]}
    assert elm.read(document).hasPart == ()


NUMBERS = st.integers(-(10**25), 10**25) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "title": st.dictionaries(
                st.sampled_from(["en", "fr", "el"]), PLAIN | st.lists(PLAIN, max_size=2)
            ),
            "contentSize": NUMBERS,
            "duration": PLAIN,
            "notation": NUMBERS | PLAIN,
            "value": NUMBERS,
            "language": st.sampled_from([ENGLISH, {"id": ENGLISH, "type": "Concept"}]),
            "learningOutcome": st.lists(st.sampled_from(["urn:a", {"id": "urn:b", "title": {"en": "B"}}])),
            "dc:subject": st.sampled_from([{"@id": "elm:x"}, {"@value": "x", "@language": "en"}, "x"]),
        },
    )
)
def test_the_graph_is_the_one_that_pyld_finds(said: dict[str, Any]) -> None:
    document = {"@context": CONTEXT, "id": "urn:root", "type": "LearningOpportunity", **copy.deepcopy(said)}
    assert facts(elm.graph_of(document)) == facts_by_pyld(document)


def test_the_sample_in_json_is_read_as_pyld_reads_it(standards: Path) -> None:
    document = json.loads((standards / SAMPLES[0]).read_bytes())
    assert elm.is_elm(document)
    assert facts(elm.graph_of(document)) == facts_by_pyld(document)


def test_what_stands_in_the_graph_keeps_its_datatype() -> None:
    values = elm.graph_of(SPECIFICATION).values("https://example.org/specification", ELM + "volumeOfLearning")
    duration = "http://www.w3.org/2001/XMLSchema#duration"
    assert values == [Literal("PT150H", None, duration, ("volumeOfLearning",))]


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (0.5, "5.0E-1"),
        (12.25, "1.225E1"),
        (1e30, "1.0E30"),
        (10**400, "INF"),
        (-(10**400), "-INF"),
        (float("inf"), "INF"),
    ],
)
def test_a_number_is_written_as_rdf_has_it(number: float, word: str) -> None:
    (value,) = elm.graph_of({"id": "urn:x", "notation": number}).values(
        "urn:x", "http://www.w3.org/2004/02/skos/core#notation"
    )
    assert value == Literal(word, None, "http://www.w3.org/2001/XMLSchema#double", ("notation",))


DIFFERENT = {  # on purpose: docs/schemas/elm.md tells why
    "clv",
    *("areaDialingCode", "dateModified", "descriptionHtml", "grade", "latitude", "longitude", "nationalID"),
    "resultDestribution",
}


def test_our_context_means_what_the_owners_means(standards: Path) -> None:
    theirs = json.loads((standards / "elm/rdf/ap/edc/edc-ap-context.jsonld").read_bytes())["@context"]
    ours = elm_context.elm_terms()
    words = {key: said for key, said in theirs.items() if elm_context._is_term(said)}
    meant = elm_context.Terms(theirs)
    assert {word for word in words if ours.term(word) != meant.term(word)} == DIFFERENT
    assert len(words) > 200
