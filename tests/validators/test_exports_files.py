"""What the exports look like: their form, their addresses, and the residue that each carries."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from jsonschema import Draft202012Validator
from pyld import jsonld
from rdflib import DCTERMS, OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from profiles.canonical import to_json
from profiles.model import Concept, LearningResource, Text
from profiles.rules import Profile, load_profile, load_rules
from tests.rules.test_examples import profile_of
from tests.validators.exported_records import records
from validators.exports import BASE, KINDS, LANGUAGES, export
from validators.exports.dctap import COLUMNS
from validators.exports.graph import CLASS, as_rdf_says, resource_graph, term
from validators.exports.page_words import page_words
from validators.exports.prof import PROF, ROLE, files_of
from validators.exports.saying import check_names
from validators.exports.shapes import SH

ALL = replace(profile_of(dict(load_rules())), id="all", extends=("eu-core@1.0.0",), released="2026-11-01")
CORE = load_profile("eu-core")


def turtle(profile: Profile, kind: str) -> Graph:
    (text,) = export(profile, kind).files.values()
    return Graph().parse(data=text, format="turtle", publicID="https://files.example/")


def test_every_rule_is_a_shape_or_stands_on_the_residue_with_its_reason() -> None:
    shapes, residue = turtle(ALL, "shacl"), export(ALL, "shacl").residue
    said = {str(node).removeprefix(f"{BASE}rules/") for node in shapes.subjects(RDF.type, SH.NodeShape)}
    whole = {one.rule for one in residue if one.whole}
    assert said | whole == set(ALL.rules)
    assert not said & whole
    assert all(one.reason and one.check in check_names(ALL.rules[one.rule]) for one in residue)


def test_a_shape_has_the_severity_of_the_profile_and_messages_in_the_languages_of_the_rule() -> None:
    strict = replace(ALL, severities={**ALL.severities, "QUAL-003": ALL.severities["QUAL-002"]})
    shapes = turtle(strict, "shacl")
    node = URIRef(f"{BASE}rules/QUAL-003")
    for shape in (node, *shapes.objects(node, SH.property)):
        assert shapes.value(shape, SH.severity) == SH.Violation
        languages = {text.language for text in shapes.objects(shape, SH.message) if isinstance(text, Literal)}
        assert languages == set(ALL.rules["QUAL-003"].title)
    assert not any("{" in str(text) for text in shapes.objects(None, SH.message))


def test_shapes_need_no_sparql_and_no_classes() -> None:
    shapes = turtle(ALL, "shacl")
    used = set(shapes.predicates())
    assert not used & {SH.sparql, SH["class"], SH.select, SH.js}
    assert set(shapes.objects(None, SH.targetClass)) == {URIRef("https://schema.org/LearningResource")}


def test_what_shapes_do_not_say_stands_among_their_comments() -> None:
    shapes, residue = turtle(ALL, "shacl"), export(ALL, "shacl").residue
    comments = "\n".join(map(str, shapes.objects(None, RDFS.comment)))
    for one in residue:
        assert f"{one.check}: {one.reason}" in comments
    assert (None, OWL.versionInfo, Literal("1.0.0")) in shapes


def test_a_schema_is_one_and_has_a_definition_for_each_rule_that_it_asks() -> None:
    files, residue, _ = export(ALL, "json-schema")
    asked = set()
    for name, text in files.items():
        schema = json.loads(text)
        Draft202012Validator.check_schema(schema)
        assert [one["$ref"] for one in schema["allOf"]] == [f"#/$defs/{rule}" for rule in schema["$defs"]]
        assert {ALL.severities[rule] for rule in schema["$defs"]} == {name.split(".")[1]}
        asked |= set(schema["$defs"])
    assert asked | {one.rule for one in residue if one.whole} == set(ALL.rules)
    comments = "".join(files.values())
    assert all(json.dumps(one.reason, ensure_ascii=False)[1:-1] in comments for one in residue)


def test_a_document_that_is_not_in_the_canonical_form_is_not_taken_for_right() -> None:
    schema = json.loads(export(CORE, "json-schema").files["eu-core.warning.schema.json"])
    assert not Draft202012Validator(schema["properties"]["description"]).is_valid("long enough" * 9)


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_comes_out_the_same_each_time(kind: str) -> None:
    ours = export(CORE, kind).files
    program = (
        "import sys\nfrom profiles.rules import load_profile\nfrom validators.exports import export\n"
        f"sys.stdout.buffer.write(''.join(export(load_profile('eu-core'), '{kind}').files.values()).encode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, env={"PYTHONHASHSEED": "7"}
    )
    assert done.stdout.decode() == "".join(ours.values())


@pytest.mark.parametrize("kind", ["shacl", "json-schema", "dctap"])
def test_the_residue_is_a_file_too(kind: str) -> None:
    _, residue, beside = export(CORE, kind)
    listed = json.loads(beside[f"eu-core.{kind}.residue.json"])["residue"]
    assert [one["rule"] for one in listed] == [one.rule for one in residue]
    assert all(one["reason"] for one in listed)


def table(profile: Profile) -> list[dict[str, str]]:
    (text,) = export(profile, "dctap").files.values()
    reader = csv.DictReader(io.StringIO(text, newline=""))
    assert tuple(reader.fieldnames or ()) == COLUMNS
    return list(reader)


def test_the_table_has_a_row_for_each_field_that_rules_read_and_names_every_rule() -> None:
    rows = table(ALL)
    notes = "\n".join(row["note"] for row in rows)
    assert [rule for rule in ALL.rules if f"{rule} (" not in notes] == []
    assert (
        max(Counter((row["shapeID"], row["propertyID"], row["propertyLabel"]) for row in rows).values()) == 1
    )
    shapes = {row["shapeID"] for row in rows}
    assert {row["valueShape"] for row in rows if row["valueShape"]} <= shapes


def test_the_table_says_in_its_columns_what_has_one() -> None:
    by_field = {row["propertyLabel"]: row for row in table(CORE)}
    assert (by_field["name"]["mandatory"], by_field["description"]["mandatory"]) == ("true", "false")
    assert by_field["url"]["mandatory"] == "false"  # the address of a file will do
    assert by_field["name"]["severity"] == "violation"
    assert by_field["keywords"]["valueConstraintType"] == "maxLength"
    assert by_field["encoding"]["valueShape"] == "encoding"
    assert by_field["encoding.sha256"]["valueConstraint"].startswith("^[0-9a-fA-F]{64}")
    assert by_field["id"]["propertyID"] == "schema:identifier"
    said = {(one.rule, one.check) for one in export(CORE, "dctap").residue}
    assert ("QUAL-002", "present") not in said
    assert ("QUAL-021", "type") in said


def test_a_profile_is_described_with_what_it_extends_and_its_files() -> None:
    graph = turtle(ALL, "prof")
    node = URIRef(f"{BASE}profiles/all/1.0.0")
    assert graph.value(node, PROF.isProfileOf) == URIRef(f"{BASE}profiles/eu-core/1.0.0")
    assert str(graph.value(node, DCTERMS.issued)) == "2026-11-01"
    artifacts = {
        str(file).removeprefix("https://files.example/") for file in graph.objects(None, PROF.hasArtifact)
    }
    made = {name for kind in KINDS if kind != "prof" for name in export(ALL, kind).files}
    assert made == {described.name for described in files_of(ALL)}
    assert made <= artifacts
    assert {ROLE.validation, ROLE["schema"], ROLE.guidance} <= set(graph.objects(None, PROF.hasRole))


def test_a_profile_that_was_only_derived_is_no_profile_of_the_other() -> None:
    derived = replace(CORE, derived_from="eu-core@0.9.0", extends=())
    assert list(turtle(derived, "prof").objects(None, PROF.isProfileOf)) == []


class Reader(HTMLParser):
    """What a page holds that people with assistive technology, or without a network, would miss."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.loaded: list[str] = []
        self.lang = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag not in ("meta", "link", "img"):
            self.open.append(tag)
        if tag == "html":
            self.lang = said.get("lang") or ""
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        if tag in ("script", "img", "link", "iframe") or "src" in said:
            self.loaded.append(tag)
        self.ids += [said["id"] or ""] if "id" in said else []
        named = [
            said.get("aria-labelledby"),
            (said.get("href") or "").partition("#")[2] if tag == "a" else None,
        ]
        self.targets += [name for name in named if name]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_can_be_read_by_everyone(lang: str) -> None:
    (text,) = export(ALL, "html", lang=lang).files.values()
    reader = Reader()
    reader.feed(text)
    assert reader.open == []
    assert reader.lang == lang
    assert reader.loaded == []
    assert len(set(reader.ids)) == len(reader.ids)
    anchors = {target for target in reader.targets if not target.startswith("http")}
    assert {target for target in anchors if target in ALL.rules or target == "rules"} <= set(reader.ids)
    assert reader.headings[0] == 1
    assert all(
        later - earlier <= 1 for earlier, later in zip(reader.headings, reader.headings[1:], strict=False)
    )
    assert set(ALL.rules) <= set(reader.ids)
    assert page_words(lang)["severity"] in text


def test_the_page_has_its_words_in_every_language() -> None:
    english = page_words("en")
    for lang in LANGUAGES:
        words = page_words(lang)
        assert words.keys() == english.keys()
        assert all(words.values())


def test_the_page_tells_what_neither_shapes_nor_schemas_say() -> None:
    (text,) = export(CORE, "html").files.values()
    assert '<a href="#QUAL-021">QUAL-021</a></th><td>type</td>' in text


def test_the_graph_says_what_the_resource_says() -> None:
    resource = LearningResource(
        name=(Text("Brüche", "DE"), Text("Brüche", "de"), Text("x", "de_AT")),
        about=(Concept("x", (Text(" "), Text("Mathe", "de")), "s"), Concept("x")),
        url=("https://example.org/", "https://example.org/"),
    )
    said = as_rdf_says(resource)
    assert to_json(said) == {
        "url": ["https://example.org/"],
        "name": [{"value": "Brüche", "lang": "de"}, "x"],
        "about": [{"id": "x", "labels": [{"value": "Mathe", "lang": "de"}], "scheme": "s"}, {"id": "x"}],
    }
    graph = resource_graph(resource, "urn:x:1", form="lom")
    assert len(graph) == len(resource_graph(said, "urn:x:1", form="lom")) == 11
    assert graph.value(URIRef("urn:x:1"), URIRef(term("format"))) == Literal("lom")


def test_the_context_makes_that_graph_of_canonical_json() -> None:
    context = json.loads(export(CORE, "shacl").beside["canonical.context.jsonld"])
    for number, record in enumerate(as_rdf_says(one) for one in records()[::60]):
        document = {
            **context,
            "@id": f"urn:x:{number}",
            "@type": "LearningResource",
            "format": "lom",
            **to_json(record),
        }
        read = Graph().parse(data=jsonld.to_rdf(document, {"format": "application/n-quads"}), format="nt")
        assert (URIRef(f"urn:x:{number}"), RDF.type, URIRef(CLASS)) in read
        assert isomorphic(read, resource_graph(record, f"urn:x:{number}", form="lom")), document
