"""Shapes from a folder judge a graph, and each planted fault is found where it is."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.failure import Failure
from profiles.formats import elm
from profiles.rules import Severity
from tests.profiles.elm_documents import CONTEXT, OPPORTUNITY, OPPORTUNITY_TURTLE, QUALIFICATION
from validators.schemas.shape_patterns import for_python
from validators.schemas.shapes import Shapes

ELM = "http://data.europa.eu/snb/model/elm/"
DC = "http://purl.org/dc/terms/"
LOQ = Path("elm/rdf/ap/loq")
SHAPES = """\
@prefix dc: <http://purl.org/dc/terms/> .
@prefix elm: <http://data.europa.eu/snb/model/elm/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/shapes> a owl:Ontology ; owl:imports <https://example.org/not-there> .
<https://example.org/shape> a sh:NodeShape ; sh:targetClass elm:LearningOpportunity ;
    sh:property [ sh:path dc:title ; sh:minCount 1 ; sh:datatype rdf:langString ; sh:uniqueLang true ;
        sh:message "Il faut un titre"@fr, "A title is needed"@en ] ;
    sh:property [ sh:path elm:duration ; sh:datatype xsd:duration ; sh:severity sh:Warning ] ;
    sh:property [ sh:path elm:status ; sh:pattern "^(?i)[[a-z]\\\\p{Nd}]+$" ; sh:severity sh:Info ] .
"""


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Shapes:
    folder = tmp_path_factory.mktemp("shapes")
    (folder / "a.ttl").write_text(SHAPES, encoding="utf-8")
    return Shapes.load(folder)


@pytest.fixture(scope="module")
def loq(standards: Path) -> Shapes:
    return Shapes.load(standards / LOQ)


def opportunity(**said: Any) -> dict[str, Any]:
    return {"@context": CONTEXT, "id": "urn:x", "type": "LearningOpportunity", **said}


def test_a_graph_that_the_shapes_are_content_with_has_no_fault(shapes: Shapes) -> None:
    graph = elm.graph_of(opportunity(title={"en": "X", "fr": "Y"}, duration="P4M", status="Draft1"))
    assert shapes.judge(graph) == []


def test_a_fault_tells_node_path_value_constraint_severity_message_and_place(shapes: Shapes) -> None:
    graph = elm.graph_of(opportunity(title={"en": "X"}, duration=["P4M", "4 months"]))
    (fault,) = shapes.judge(graph)
    assert fault._replace(message="") == (
        "urn:x",
        ELM + "duration",
        "4 months",
        "Datatype",
        Severity.WARNING,
        "",
        ("duration", 1),
    )
    assert "duration" in fault.message


def test_a_fault_of_something_that_is_missing_has_the_place_of_its_node(shapes: Shapes) -> None:
    graph = elm.graph_of({"@graph": [opportunity(title={"en": "X"}), {"type": "LearningOpportunity"}]})
    (fault,) = shapes.judge(graph)
    assert (fault.code, fault.path, fault.value, fault.place) == (
        "MinCount",
        DC + "title",
        None,
        ("@graph", 1),
    )
    assert fault.message == "A title is needed"


def test_a_pattern_in_the_words_of_java_is_understood(shapes: Shapes) -> None:
    (fault,) = shapes.judge(elm.graph_of(opportunity(title={"en": "X"}, status="not one word")))
    assert (fault.code, fault.severity) == ("Pattern", Severity.INFO)


def test_faults_stand_in_the_order_of_the_nodes_and_do_not_change(shapes: Shapes) -> None:
    graph = elm.graph_of([{**opportunity(title="no language"), "id": f"urn:{n}"} for n in (3, 1, 2)])
    faults = shapes.judge(graph)
    assert [fault.focus for fault in faults] == ["urn:3", "urn:1", "urn:2"]
    assert shapes.judge(graph) == faults


@given(
    st.dictionaries(
        st.sampled_from(["title", "duration", "status", "hasPart", "homepage", "value"]),
        st.text(max_size=5)
        | st.integers()
        | st.dictionaries(st.text(max_size=4), st.text(max_size=3), max_size=2)
        | st.just({"id": "urn:x"}),
    )
)
def test_no_record_makes_the_judge_raise(shapes: Shapes, said: dict[str, Any]) -> None:
    faults = shapes.judge(elm.graph_of(opportunity(**said)))
    assert ("MinCount" in {fault.code for fault in faults}) == (
        not elm.graph_of(opportunity(**said)).values("urn:x", DC + "title")
    )


@pytest.mark.parametrize(
    ("files", "profile", "said"),
    [
        (None, None, "no such folder"),
        ({}, None, "no Turtle file"),
        ({"a.ttl": SHAPES}, "b", "no profile 'b'; it has a"),
        ({"a.ttl": "@prefix"}, None, "a.ttl: not well-formed Turtle: line 1"),
        ({"a.ttl": "<urn:a> <urn:b> <urn:c> ."}, None, "no SHACL shape"),
        ({"a.ttl": SHAPES.replace("(?i)", "(")}, None, "no regular expression"),
    ],
)
def test_a_folder_without_shapes_to_judge_by_is_refused(
    tmp_path: Path, files: dict[str, str] | None, profile: str | None, said: str
) -> None:
    folder = tmp_path / "shapes"
    if files is not None:
        folder.mkdir()
    for name, text in (files or {}).items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(Failure, match="shapes") as refused:
        Shapes.load(folder, profile=profile)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_in_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(b"# \xe9t\xe9\n")
    with pytest.raises(Failure, match="not in UTF-8"):
        Shapes.load(tmp_path)


def test_a_profile_of_several_is_chosen_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(SHAPES, encoding="utf-8")
    (tmp_path / "b.ttl").write_text(SHAPES.replace("sh:minCount 1", "sh:minCount 2"), encoding="utf-8")
    graph = elm.graph_of(opportunity(title={"en": "X"}))
    assert Shapes.load(tmp_path, profile="a").judge(graph) == []
    assert [fault.code for fault in Shapes.load(tmp_path, profile="b").judge(graph)] == ["MinCount"]


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("^https?://", "http://a", True),
        ("^(?i)(http|https):", "HTTP:", True),
        (r"^[%[\p{L}\p{Nd}]]+$", "é%1", True),
        (r"^[%[\p{L}\p{Nd}]]+$", "é 1", False),
        (r"^\p{Lu}x", "Éx", True),
        (r"^[^@\[]+$", "a[b", False),
    ],
)
def test_a_pattern_means_in_python_what_it_meant(pattern: str, text: str, matches: bool) -> None:
    understood = for_python(pattern)
    assert understood is not None
    assert bool(re.search(understood, text)) is matches


@pytest.mark.parametrize("pattern", ["(", r"\p{IsGreek}", "[a", "[b]("])
def test_what_is_no_pattern_is_none(pattern: str) -> None:
    assert for_python(pattern) is None


@pytest.mark.parametrize("record", [OPPORTUNITY, OPPORTUNITY_TURTLE], ids=["json", "turtle"])
def test_a_right_learning_opportunity_conforms_to_loq(loq: Shapes, record: Any) -> None:
    assert loq.judge(elm.graph_of(record)) == []


def without(key: str) -> Callable[[dict[str, Any]], None]:
    return lambda document: document.pop(key)


def setting(*way: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        for key in way[:-1]:
            document = document[key]
        document[way[-1]] = value

    return change


@pytest.mark.parametrize(
    ("fault", "code", "path", "place"),
    [
        (without("title"), "MinCount", DC + "title", ("id",)),
        (without("providedBy"), "MinCount", ELM + "providedBy", ("id",)),
        (setting("title", value="no language"), "Datatype", DC + "title", ("title",)),
        (setting("title", value={"en": ["One", "Two"]}), "UniqueLang", DC + "title", None),
        (setting("duration", value="four months"), "Datatype", ELM + "duration", ("duration",)),
        (setting("duration", value=["P1M", "P2M"]), "MaxCount", ELM + "duration", None),
        (setting("providedBy", "type", value="Person"), "Class", ELM + "providedBy", ("providedBy",)),
        (
            setting("homepage", "contentUrl", value={"@value": "https://example.org", "@type": "xsd:string"}),
            "Datatype",
            ELM + "contentUrl",
            ("homepage", "contentUrl"),
        ),
        (setting("elm:colour", value="blue"), "Closed", ELM + "colour", ("elm:colour",)),
        (
            setting("defaultLanguage", "inScheme", "id", value="urn:scheme"),
            "Node",
            ELM + "defaultLanguage",
            ("defaultLanguage",),
        ),
    ],
)
def test_a_planted_fault_is_found_where_it_is(
    loq: Shapes, fault: Callable[[dict[str, Any]], None], code: str, path: str, place: tuple[str, ...] | None
) -> None:
    document = copy.deepcopy({**OPPORTUNITY, "hasPart": []})
    fault(document)
    found = [each for each in loq.judge(elm.graph_of(document)) if (each.code, each.path) == (code, path)]
    assert found
    assert place is None or place in [each.place for each in found]
    assert all(each.severity is Severity.VIOLATION and each.message for each in found)


def test_what_a_qualification_lacks_is_found(loq: Shapes) -> None:
    missing = {fault.path for fault in loq.judge(elm.graph_of(QUALIFICATION)) if fault.code == "MinCount"}
    assert {ELM + "learningOutcome", ELM + "NQFLevel"} <= missing


@pytest.mark.parametrize("profile", ["ams", "edc", "loq", "pid"])
def test_the_shapes_of_every_profile_load(standards: Path, profile: str) -> None:
    assert Shapes.load(standards / "elm/rdf/ap" / profile).count > 50


@pytest.mark.parametrize("name", ["credential-sample.jsonld", "credential-sample-turtle.ttl"])
def test_the_samples_lack_what_the_profile_of_credentials_came_to_ask_for(standards: Path, name: str) -> None:
    shapes = Shapes.load(standards / "elm/rdf/ap/edc", profile="EDC-generic-no-cv")
    text = (standards / "elm/rdf/samples" / name).read_text(encoding="utf-8")
    faults = shapes.judge(elm.graph_of(json.loads(text) if name.endswith("jsonld") else text))
    assert ("MinCount", ELM + "individualDisplay") in {(fault.code, fault.path) for fault in faults}
