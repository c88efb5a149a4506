"""The exports give the verdict of the engine, check by check, on every record that either can tell."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import jsonschema_rs
import pyshacl
import pytest
from jsonschema import Draft202012Validator
from rdflib import RDF, Graph, URIRef

from profiles.canonical import from_json, to_json
from profiles.formats import FORMATS
from profiles.model import LearningResource
from profiles.rules import Rule, load_rules
from profiles.rules.rule_reading import DIMENSIONS
from tests.rules.test_examples import profile_of
from tests.validators.exported_records import COUNT, fields_of, only, records
from validators.engine import Engine
from validators.exports.graph import CLASS, FORMAT, as_rdf_says, resource_graph
from validators.exports.json_schema import json_schemas, schema_of
from validators.exports.saying import check_names, say
from validators.exports.shacl import shapes_graph
from validators.exports.shapes import SH

MOST_FOCUS_NODES = 80
"""pyshacl takes a second for some tens of shapes that stand in one another."""
BASE = "https://exports.example/"
RULES = load_rules()
OPEN = next(form for form in FORMATS if form.name == "schema-org")
EXPORTED = [rule.id for rule in RULES.values() if say(profile_of({rule.id: rule}), schema_of)[0].checks]


def engine_of(rule: Rule, checks: tuple[str, ...]) -> Engine:
    """The engine with the checks of a rule that an export says, asked of every record as the export asks."""
    named = dict(zip(check_names(rule), rule.checks, strict=True))
    said = replace(rule, kind="validity", applies_to=(), checks=tuple(named[name] for name in checks))
    return Engine(profile_of({rule.id: said}))


@cache
def tried(name: str) -> tuple[LearningResource, ...]:
    """The records, cut down to the fields that a rule reads, each once; its own examples come first."""
    own = [
        from_json(example.given)
        for example in (*RULES[name].passes, *RULES[name].fails, *RULES[name].not_applicable)
    ]
    cut = (only(record, fields_of(RULES[name])) for record in (*own, *records()))
    return tuple({json.dumps(to_json(one)): one for one in cut}.values())


def finds_fault(engine: Engine, record: LearningResource) -> bool:
    return bool(engine.validate(record, OPEN).findings)


def format_of(rule: Rule) -> dict[str, str]:
    """The format that a record says it is from, where the rule is on records of some formats."""
    return {FORMAT: rule.applies_to[0]} if rule.applies_to else {}


def test_there_are_as_many_records_as_were_asked_for() -> None:
    assert len(records()) >= COUNT + len(RULES)


@pytest.mark.parametrize("name", EXPORTED)
def test_json_schema_and_the_engine_agree(name: str) -> None:
    profile = profile_of({name: RULES[name]})
    schema = next(iter(json_schemas(profile, BASE)[0].values()))
    engine = engine_of(RULES[name], tuple(say(profile, schema_of)[0].checks))
    judges = Draft202012Validator(schema), jsonschema_rs.validator_for(schema)
    faults = 0
    for record in tried(name):
        fault = finds_fault(engine, record)
        faults += fault
        document = to_json(record) | format_of(RULES[name])
        assert [judge.is_valid(document) for judge in judges] == [not fault] * 2, document
        assert not RULES[name].applies_to or judges[0].is_valid(to_json(record) | {FORMAT: "edm"})
    assert 0 < faults < len(tried(name))


@pytest.mark.parametrize("name", RULES)
def test_shacl_and_the_engine_agree(name: str) -> None:
    profile = profile_of({name: RULES[name]})
    shapes, residue = shapes_graph(profile, BASE)
    if any(one.whole for one in residue):
        assert (None, RDF.type, SH.NodeShape) not in shapes
        return
    unsaid = {one.check for one in residue}
    engine = engine_of(RULES[name], tuple(one for one in check_names(RULES[name]) if one not in unsaid))
    data, judged = Graph(), tried(name)[:MOST_FOCUS_NODES]
    for number, record in enumerate(judged):
        form = format_of(RULES[name]).get(FORMAT)
        resource_graph(record, f"urn:try:{number}", data, form=form)
        if form:
            resource_graph(record, f"urn:other:{number}", data, form="edm")
    _, found, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    results = list(found.objects(None, SH.result))
    at_fault = {found.value(result, SH.focusNode) for result in results}
    assert {found.value(one, SH.resultSeverity) for one in results} == {SH[RULES[name].severity.capitalize()]}
    assert all(found.value(one, SH.resultMessage) for one in results)
    for number, record in enumerate(judged):
        fault = finds_fault(engine, as_rdf_says(record))
        assert (URIRef(f"urn:try:{number}") in at_fault) == fault, to_json(record)
    assert at_fault
    assert not any(str(node).startswith("urn:other:") for node in at_fault)


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_the_shapes_of_all_rules_pass_the_shapes_of_shapes(dimension: str) -> None:
    rules = {rule.id: rule for rule in RULES.values() if rule.dimension == dimension}
    shapes, _ = shapes_graph(profile_of(rules), BASE)
    empty = Graph()
    empty.add((URIRef("urn:try:0"), RDF.type, URIRef(CLASS)))
    _, found, _ = pyshacl.validate(empty, shacl_graph=shapes, meta_shacl=True, inference="none")
    named = {
        str(shape).removeprefix(f"{BASE}rules/").partition(".")[0]
        for shape in found.objects(None, SH.sourceShape)
    }
    assert named == {name for name, rule in rules.items() if asks_without_condition(rule)}


def asks_without_condition(rule: Rule) -> bool:
    """Whether a rule finds fault with a resource that says nothing."""
    if rule.kind in ("corpus", "network"):
        return False
    return bool(
        Engine(profile_of({rule.id: replace(rule, kind="validity")}))
        .validate(only(records()[0], ()), OPEN)
        .findings
    )
