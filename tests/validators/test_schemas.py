"""The fast pass and the exact pass agree, and each fault is told in words, at a place that is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from profiles.document import Document, Syntax, open_document
from profiles.formats import FORMATS, format_of
from profiles.formats.dublin_core import DC
from profiles.formats.qualified_dc import DCTERMS
from tests.application.documents import GOOD
from tests.schemas import ims_records, lom_records, mutating, mutating_json
from tests.schemas.test_schema_org_schema import RECORDS as SCHEMA_ORG
from validators.schemas import json_explaining, judge_schema, xml_explaining
from validators.schemas.fault import DISAGREE, SchemaFault
from validators.schemas.findings import schema_valid

RULE = yaml.safe_load(
    (Path(__file__).parents[2] / "profiles/rules/interoperability/INTR-001.yaml").read_bytes()
)
QUALIFIED = f"""<qualifieddc xmlns="http://dspace.org/qualifieddc/" xmlns:dc="{DC}" xmlns:dcterms="{DCTERMS}">
  <dc:title xml:lang="fr">Les fractions</dc:title>
  <dcterms:issued>2024-05-06</dcterms:issued>
  <!-- by hand -->
  <dcterms:license>https://creativecommons.org/licenses/by/4.0/</dcterms:license>
</qualifieddc>"""
AMB: dict[str, Any] = {
    "@context": ["https://w3id.org/kim/amb/context.jsonld", {"@language": "de"}],
    "id": "https://example.org/brueche",
    "type": ["LearningResource", "Course"],
    "name": "Brüche",
    "dateCreated": "2024-05-06",
    "duration": "PT1H30M",
    "inLanguage": ["de"],
    "isAccessibleForFree": True,
    "license": {"id": "https://creativecommons.org/licenses/by/4.0/"},
    "about": [{"id": "http://w3id.org/kim/schulfaecher/s1017", "prefLabel": {"de": "Mathematik"}}],
    "creator": [{"type": "Person", "name": "Anna", "affiliation": {"type": "Organization", "name": "Uni"}}],
    "encoding": [{"type": "MediaObject", "contentUrl": "https://example.org/1.pdf", "contentSize": "12"}],
    "mainEntityOfPage": [{"id": "https://example.org/page", "dateCreated": "2024-05-06"}],
    "isBasedOn": [{"name": "Brüche von früher"}],
}
LOM = '<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><technical>{}</technical></lom>'
IMS = list(ims_records.RECORDS.values())
RECORDS: dict[str, list[Any]] = {
    "lom.xsd": list(lom_records.LOM_RECORDS.values()),
    "lom-es.xsd": list(lom_records.LOM_ES.values()),
    "ims-md.xsd": IMS,
    "ims-md-1.2.1.xsd": [ims_records.in_namespace(record, ims_records.IMS_1_2_1) for record in IMS],
    "oai_dc.xsd": [open_document(GOOD.encode()).tree],
    "qualified-dc.xsd": [open_document(QUALIFIED.encode()).tree],
    "amb-2023-10-19.schema.json": [AMB],
    "amb-draft.schema.json": [AMB],
    "schema-org.schema.json": list(SCHEMA_ORG.values()),
}
A_SCHEMA = 500
"""How many mutants each schema judges, the same ones each time."""


def mutants(schema: str) -> Iterator[tuple[str, Document]]:
    """Yield spoilt records of a schema, and what was done to each."""
    if schema.endswith(".json"):
        spoilt = list(mutating_json.mutants(RECORDS[schema]))
        for place, change, mutant in spoilt[:: max(1, len(spoilt) // A_SCHEMA)]:
            yield mutating_json.shown(place, change, mutant), Document(Syntax.JSON, mutant)
        return
    records = [record for record in RECORDS[schema] if len(record)]
    for seed, record in enumerate(records):
        for done, mutant in mutating.mutants(record, A_SCHEMA // len(records) + 1, seed):
            yield done, Document(Syntax.XML, mutant)


def is_there(fault: SchemaFault, document: Document) -> bool:
    """Tell whether the place of a fault is one in the document."""
    if document.syntax is Syntax.XML:
        nodes = list(document.tree.iter())
        return isinstance(fault.place, int) and isinstance(nodes[fault.place].tag, str)
    assert isinstance(fault.place, tuple)
    value = document.tree
    for step in fault.place:
        value = value[step]
    return True


def test_every_schema_of_a_format_is_judged_here():
    assert {schema for form in FORMATS for schema in form.schemas} - RECORDS.keys() == set()


def test_two_thousand_mutants_are_judged():
    assert A_SCHEMA * len(RECORDS) > 2_000


@pytest.mark.parametrize("schema", RECORDS)
def test_both_passes_agree_and_each_fault_has_its_words_and_its_place(schema: str):
    form = replace(FORMATS[0], schema_of=lambda _: schema)
    refused = Counter[str]()
    count = 0
    for done, document in mutants(schema):
        verdict = judge_schema(document, form)
        assert verdict.not_checked is None, done
        count += 1
        refused.update({fault.family for fault in verdict.faults})
        for fault in verdict.faults:
            assert is_there(fault, document), (done, fault)
        for finding in schema_valid("INTR-001", {}, verdict) or ():
            message = RULE["messages"][finding.code]["en"].format_map(finding.slots)
            assert "''" not in message.replace("it is ''", ""), (done, message)
            assert len(finding.slots["expected"]) < 250, (done, message)
    assert count >= A_SCHEMA
    assert len(refused) > 2, refused


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            LOM.format("<!-- ? --><size>3,4 MB</size>"),
            [("value", 3, "size", "3,4 MB", "a number of bytes, in digits alone")],
        ),
        (
            LOM.format("<sise>3</sise>"),
            [
                (
                    *("unexpected", 2, "sise", "technical"),
                    "size, format, location, requirement, installationRemarks, "
                    "otherPlatformRequirements, duration",
                )
            ],
        ),
        (
            GOOD.replace('xml:lang="fr">Les', 'xml:lang="fr_FR">Les'),
            [("attribute", 1, "lang", "it is 'fr_FR'; expected: a language tag such as de or pt-BR", "")],
        ),
        (
            GOOD.replace("<dc:date>2024-05-02</dc:date>", '<date xmlns="https://example.org/">2024</date>'),
            [
                (
                    *("unexpected", 6, "date (in https://example.org/)", "dc"),
                    "date, contributor, coverage, creator, description, format, identifier, language …",
                )
            ],
        ),
    ],
)
def test_xml_is_explained_in_words(text: str, faults: list[tuple[Any, ...]]):
    document = open_document(text.encode())
    form = format_of(document)
    assert form is not None
    found = [tuple(fault) for fault in judge_schema(document, form).faults]
    assert found == faults


@pytest.mark.parametrize(
    ("member", "value", "fault"),
    [
        (
            "dateCreated",
            "yesterday",
            (
                "value",
                ("dateCreated",),
                "dateCreated",
                "yesterday",
                "date as YYYY-MM-DD, or with a time as YYYY-MM-DDThh:mm:ss and a zone (RFC 3339)",
            ),
        ),
        ("name", 7, ("type", ("name",), "name", "7", "a text")),
        (
            "about",
            [{"id": "http://w3id.org/kim/schulfaecher/s1017", "prefLabel": {"german": "Mathematik"}}],
            (
                "unexpected",
                ("about", 0, "prefLabel", "german"),
                "german",
                "prefLabel",
                "language code of two letters (ISO 639-1)",
            ),
        ),
        ("type", ["Course"], ("count", ("type",), "type", '["Course"]', "at least one: LearningResource")),
    ],
)
def test_json_is_explained_in_words(member: str, value: Any, fault: tuple[Any, ...]):
    document = Document(Syntax.JSON, {**AMB, member: value})
    form = format_of(document)
    assert form is not None
    assert [tuple(found) for found in judge_schema(document, form).faults] == [fault]


@pytest.mark.parametrize(
    ("module", "name", "document"),
    [
        (xml_explaining, "explain_xml", open_document(GOOD.replace("dc:date", "dc:day").encode())),
        (json_explaining, "explain_json", Document(Syntax.JSON, {**AMB, "name": 7})),
    ],
)
def test_where_the_passes_disagree_the_record_is_not_checked(
    module: Any, name: str, document: Document, monkeypatch: pytest.MonkeyPatch
):
    form = format_of(document)
    assert form is not None
    assert judge_schema(document, form).faults
    monkeypatch.setattr(module, name, lambda *_: iter(()))
    said = judge_schema(document, form)._replace(facts=None, format="", schema="", root=None)
    assert said == DISAGREE
    assert schema_valid("INTR-001", {}, DISAGREE) == DISAGREE.not_checked
