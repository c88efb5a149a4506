"""The European Learning Model: one resource from JSON-LD and from Turtle, whatever stands in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from profiles.formats import elm
from profiles.model import (
    FIELDS,
    Agent,
    Concept,
    Encoding,
    Identifier,
    Link,
    Statement,
    Text,
)
from tests.profiles.elm_documents import (
    ACTIVITY,
    CONTEXT,
    ENGLISH,
    ESCO,
    ISCED,
    OPPORTUNITY,
    PAIRS,
    PROVIDER,
    QUALIFICATION,
    SPECIFICATION,
    scheme_of,
)

ELM = "http://data.europa.eu/snb/model/elm/"
EQF_6 = "http://data.europa.eu/snb/eqf/6"
DC = "http://purl.org/dc/terms/"
SAMPLES = ("elm/rdf/samples/credential-sample.jsonld", "elm/rdf/samples/credential-sample-turtle.ttl")


def at(tree: Any, place: tuple[str | int, ...]) -> Any:
    for key in place:
        tree = tree[key]
    return tree


@pytest.mark.parametrize("name", PAIRS)
def test_json_ld_and_turtle_give_the_same_resource(name: str) -> None:
    document, turtle = PAIRS[name]
    assert elm.read(turtle).said() == elm.read(document).said()
    assert elm.read(document).name


def test_a_learning_opportunity_is_read_with_what_its_specification_says() -> None:
    assert elm.read(OPPORTUNITY).said() == {
        "id": (Identifier("https://example.org/opportunity"), Identifier("MATH-101", "course code")),
        "url": ("https://example.org/algebra",),
        "name": (Text("Linear algebra", "en"), Text("Γραμμική άλγεβρα", "el")),
        "description": (Text("Vectors, matrices, eigenvalues.", "en"),),
        "about": (Concept(ISCED, (Text("Mathematics", "en"),), scheme_of(ISCED)),),
        "inLanguage": (ENGLISH,),
        "educationalLevel": (
            Concept(
                "https://example.org/level/bachelor", (Text("Bachelor", "en"),), "https://example.org/level"
            ),
        ),
        "audience": (
            Concept(
                "https://example.org/target/students", (Text("Students", "en"),), "https://example.org/target"
            ),
        ),
        "timeRequired": ("PT150H",),
        "teaches": (
            Concept("https://example.org/outcome/1", (Text("Solve systems of linear equations", "en"),)),
            Concept(ESCO, (Text("execute analytical mathematical calculations", "en"),), scheme_of(ESCO)),
            Concept(None, (Text("Invert matrices", "en"),)),
        ),
        "competencyRequired": (Concept(None, (Text("School algebra", "en"),)),),
        "provider": (
            Agent(
                "University of Thessaly",
                "Organization",
                "https://example.org/university",
                email="info@example.org",
            ),
        ),
        "dateModified": ("2026-03-01T00:00:00Z",),
        "isAccessibleForFree": ("true",),
        "hasPart": (Link("https://example.org/part", "Matrices"),),
        "relation": (Link("https://example.org/syllabus.pdf", "Syllabus"),),
    }


def test_a_qualification_is_read() -> None:
    said = elm.read(QUALIFICATION).said()
    assert said["alternateName"] == (Text("Licence maths", "fr"),)
    assert said["educationalLevel"] == (Concept(EQF_6, (), scheme_of(EQF_6)),)
    assert said["teaches"] == (Concept(None, (Text("Démontrer et calculer", "fr"),)),)
    assert said["qualityAssurance"] == (Statement("Habilitation", "Hcéres", "2025-01-01T00:00:00Z"),)


def test_a_learning_activity_is_completed_by_its_specification() -> None:
    said = elm.read(ACTIVITY).said()
    assert said["id"] == (Identifier("https://example.org/activity"),)
    assert said["name"] == (Text("Praktikum", "de"),)
    assert said["description"] == (Text("Vier Wochen im Labor", "de"),)
    assert said["contributor"] == (Agent("Ada Beispiel", "Person", role="directedBy"),)


def credential(*claims: dict[str, Any]) -> dict[str, Any]:
    return {
        "@context": ["https://www.w3.org/2018/credentials/v1", CONTEXT],
        "id": "urn:credential:1",
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "issuer": PROVIDER,
        "credentialSubject": {"type": "Person", "fullName": {"en": "Max Power"}, "hasClaim": list(claims)},
    }


def test_a_credential_is_read_for_what_its_achievement_is_specified_by() -> None:
    achievement = {"id": "urn:claim:2", "type": "LearningAchievement", "title": {"en": "Passed"}}
    resource = elm.read(credential(ACTIVITY, {**achievement, "specifiedBy": SPECIFICATION}))
    assert resource.id == (Identifier("https://example.org/specification"),)
    assert resource.name == (Text("Linear algebra: what is learnt", "en"),)
    assert resource.timeRequired == ("PT150H",)


def test_of_the_person_of_a_credential_nothing_is_read() -> None:
    resource = elm.read(credential({**ACTIVITY, "directedBy": []}))
    assert resource.name == (Text("Praktikum im Labor", "de"),)
    assert "Max Power" not in repr(resource)


def test_the_part_that_is_described_is_told_from_the_whole_that_it_points_to() -> None:
    whole = {"id": "urn:whole", "type": "LearningOpportunity", "title": {"en": "Whole"}}
    part = {"@context": CONTEXT, "id": "urn:part", "type": "LearningOpportunity", "isPartOf": whole}
    resource = elm.read(part)
    assert resource.id == (Identifier("urn:part"),)
    assert resource.isPartOf == (Link("urn:whole", "Whole"),)


@pytest.mark.parametrize(
    ("amounts", "free"),
    [
        ([0], ("true",)),
        ([0, 12.5], ("false",)),
        (["100,00"], ("false",)),
        (["0.00"], ("true",)),
        (["on request"], ()),
    ],
)
def test_a_price_tells_whether_it_is_free(amounts: list[Any], free: tuple[str, ...]) -> None:
    prices = [{"type": "PriceDetail", "amount": {"type": "Amount", "value": amount}} for amount in amounts]
    assert elm.read({**OPPORTUNITY, "priceDetail": prices}).isAccessibleForFree == free


def test_a_document_with_a_type_or_a_size_is_a_file() -> None:
    file = {
        "type": "MediaObject",
        "contentUrl": "https://example.org/a.pdf",
        "contentType": concept_of_pdf(),
        "contentSize": 1024,
    }
    resource = elm.read(
        {**OPPORTUNITY, "supplementaryDocument": [file, OPPORTUNITY["supplementaryDocument"]]}
    )
    pdf = "http://publications.europa.eu/resource/authority/file-type/PDF"
    assert resource.encoding == (Encoding("https://example.org/a.pdf", None, pdf, "1024"),)
    assert resource.relation == (Link("https://example.org/syllabus.pdf", "Syllabus"),)


def concept_of_pdf() -> dict[str, str]:
    return {"id": "http://publications.europa.eu/resource/authority/file-type/PDF", "type": "Concept"}


def test_a_description_in_html_is_read_without_its_markup_where_there_is_no_other() -> None:
    html = {
        "@context": CONTEXT,
        "type": "LearningOpportunity",
        "descriptionHtml": "<p>One &amp; two<br>three</p>",
    }
    assert elm.read(html).description == (Text("One & two three"),)
    assert elm.read({**html, "description": {"en": "Plain"}}).description == (Text("Plain", "en"),)


def test_nodes_side_by_side_in_a_graph_are_put_together() -> None:
    opportunity = {**OPPORTUNITY, "learningAchievementSpecification": {"id": SPECIFICATION["id"]}}
    del opportunity["@context"]
    assert elm.read({"@context": CONTEXT, "@graph": [SPECIFICATION, opportunity]}) == elm.read(OPPORTUNITY)


DEDUCED = {"inLanguage", "isAccessibleForFree"}  # from a concept, and from an amount


@pytest.mark.parametrize("document", [document for document, _ in PAIRS.values()])
def test_every_place_in_json_leads_to_what_was_read(document: dict[str, Any]) -> None:
    resource = elm.read(document)
    assert set(resource.places) == set(resource.said())
    for field, values in resource.said().items():
        for value, place in zip(values, resource.places[field], strict=True):
            found = at(document, place)
            if isinstance(value, Text | str):
                assert found == (value if isinstance(value, str) else value.value) or field in DEDUCED
            elif address := getattr(value, "id", None):
                there = found if isinstance(found, str) else found.get("id") or found["contentUrl"]
                assert there == address


def test_every_element_of_the_crosswalk_fills_a_field_of_the_model() -> None:
    assert {field for _, field in elm.CROSSWALK} < set(FIELDS)
    assert ("elm:ISCEDFCode", "about") in elm.CROSSWALK


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_samples_are_read(standards: Path, sample: str) -> None:
    text = (standards / sample).read_text(encoding="utf-8")
    resource = elm.read(json.loads(text) if sample.endswith("jsonld") else text)
    assert {text.lang: text.value for text in resource.name} == {
        "en": "some kind of learning achievement",
        "fr": "une sorte de réussite scolaire",
    }
    assert resource.id == (Identifier("http://example.org/cl1"),)
