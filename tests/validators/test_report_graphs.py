"""The reports in Turtle: SHACL's validation report and the measurements of DQV, as SPARQL finds them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pyoxigraph
import pytest

from profiles.record import Unreadable
from tests.application.documents import BAD, GOOD
from tests.validators.report_making import ENGINE, EVERYTHING, HEBREW, ZWJ_EMOJI, many, rendered
from validators.reports import LANGUAGES

SHACL, DQV = "http://www.w3.org/ns/shacl#", "http://www.w3.org/ns/dqv#"
UNREADABLE = (Unreadable("a.xml", "empty, nothing to read"),)
ONE, FINE = tuple(many(BAD.encode(), 1)), tuple(many(GOOD.encode(), 1))
IN_EACH_LANGUAGE = pytest.mark.parametrize("lang", LANGUAGES)


@cache
def as_json() -> dict[str, Any]:
    said: dict[str, Any] = json.loads(rendered("json"))
    return said


def all_findings() -> list[dict[str, Any]]:
    return [finding for result in as_json()["results"] for finding in result.get("findings", ())]


def ask(form: str, question: str, taken: tuple[Any, ...] = EVERYTHING, lang: str = "en") -> list[list[str]]:
    """Return the answers of SPARQL over a report in Turtle, as texts."""
    store = pyoxigraph.Store()
    store.load(rendered(form, taken, lang=lang).encode(), format=pyoxigraph.RdfFormat.TURTLE)
    prefixes = "".join(
        f"PREFIX {name}: <{space}> "
        for name, space in {
            "sh": SHACL,
            "dqv": DQV,
            "prov": "http://www.w3.org/ns/prov#",
            "dcterms": "http://purl.org/dc/terms/",
            "oa": "http://www.w3.org/ns/oa#",
            "owl": "http://www.w3.org/2002/07/owl#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        }.items()
    )
    answers = store.query(prefixes + question)
    assert isinstance(answers, pyoxigraph.QuerySolutions)
    return [[term.value if term is not None else "" for term in answer] for answer in answers]


def test_the_address_of_a_finding_is_that_of_its_result():
    found = ask("shacl", "SELECT ?id WHERE { ?r a sh:ValidationResult ; dcterms:identifier ?id }")
    assert sorted(one[0] for one in found) == sorted(finding["address"] for finding in all_findings())


def test_the_shacl_report_has_a_result_for_each_finding_with_all_that_shacl_asks_for():
    results = ask(
        "shacl",
        """SELECT ?rule ?severity ?message ?focus WHERE { ?report a sh:ValidationReport ; sh:result ?r .
        ?r a sh:ValidationResult ; sh:sourceShape ?rule ; sh:resultSeverity ?severity ;
        sh:focusNode ?focus ; sh:sourceConstraintComponent ?component ; sh:resultMessage ?message .
        FILTER(lang(?message) = "en") }""",
    )
    told = [(rule.rpartition("/")[2], severity.removeprefix(SHACL)) for rule, severity, *_ in results]
    found = sorted((rule, severity.lower()) for rule, severity in told)
    assert found == sorted((finding["rule"], finding["severity"]) for finding in all_findings())
    assert ["oai:a.example:2"] in [[focus] for *_, focus in results]


@pytest.mark.parametrize(("taken", "conforms"), [(FINE, "true"), (ONE, "false"), (UNREADABLE, "false")])
def test_shacl_conforms_only_where_there_is_no_result(taken: tuple[Any, ...], conforms: str):
    assert ask("shacl", "SELECT ?c WHERE { ?r sh:conforms ?c }", taken) == [[conforms]]


def test_a_value_comes_into_the_graph_as_it_stands_in_the_record():
    values = {value for (value,) in ask("shacl", "SELECT ?v WHERE { ?r sh:value ?v }")}
    stated = {finding["value"] for finding in all_findings() if finding["value"]}
    assert values == {value.replace("\x00", "\N{REPLACEMENT CHARACTER}") for value in stated}
    assert any(ZWJ_EMOJI in value and HEBREW in value for value in values)


def test_each_score_is_a_measurement_with_the_profile_s_version_in_its_provenance():
    asked = """SELECT ?value ?metric ?version WHERE { ?m a dqv:QualityMeasurement ; dqv:value ?value ;
        dqv:computedOn ?record ; dqv:isMeasurementOf ?metric ; prov:wasGeneratedBy ?run .
        ?metric a dqv:Metric ; dqv:inDimension ?d . ?d a dqv:Dimension .
        ?run prov:used ?profile . ?profile owl:versionInfo ?version . ?record dcterms:identifier ?of }"""
    measured = sorted((metric.rpartition("/")[2], float(value)) for value, metric, _ in ask("dqv", asked))
    stated = [
        (f"{dimension}-{name}", score[name])
        for result in as_json()["results"]
        if result["outcome"] == "checked"
        for dimension, score in result["scores"].items()
        for name in ("score", "coverage")
        if score[name] is not None
    ]
    assert measured == sorted(stated)
    assert {version for *_, version in ask("dqv", asked)} == {ENGINE.profile.version}


def test_the_numbers_of_the_feed_are_measurements_too():
    asked = """SELECT ?metric ?value WHERE { ?m dqv:computedOn ?feed ; dqv:isMeasurementOf ?metric ;
        dqv:value ?value . ?feed a prov:Collection }"""
    found = {metric.rpartition("/")[2]: float(value) for metric, value in ask("dqv", asked)}
    summary = as_json()["summary"]
    for dimension, scores in summary["scores"].items():
        for name in ("mean", "median", "tenthPercentile", "coverage"):
            assert found[f"{dimension}-{name}"] == pytest.approx(scores[name], abs=0.06)
    conforms = summary["conforms"]["yes"] / summary["records"]
    assert found["share-conformant"] == pytest.approx(100 * conforms, abs=0.06)


def test_what_conforms_is_told_of_each_record():
    asked = """SELECT ?answer WHERE { ?a a dqv:QualityAnnotation ; oa:hasTarget ?record ; oa:hasBody ?b .
        ?b dcterms:type ?answer ; dcterms:subject ?profile . ?profile a dqv:QualityPolicy }"""
    answers = sorted(answer for (answer,) in ask("dqv", asked))
    assert answers == sorted(r["conforms"] for r in as_json()["results"] if r["outcome"] == "checked")
    conforming = ask("dqv", "SELECT ?r WHERE { ?r dcterms:conformsTo ?p . ?p a dqv:QualityPolicy }")
    assert len(conforming) == answers.count("yes")


@IN_EACH_LANGUAGE
def test_words_of_the_graphs_have_their_language(lang: str):
    labels = "SELECT DISTINCT (lang(?l) AS ?in) WHERE { ?r rdfs:comment ?l }"
    assert ask("shacl", labels, lang=lang) == [[lang]]
    assert ask("dqv", labels, lang=lang) == [[lang]]
