"""The profiles of formats and countries judge records as their owners do."""

from __future__ import annotations

import copy
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from exchange.pipeline import Examined, examine
from harvesters.oai import FetchOptions
from harvesters.targets import take
from profiles.formats import lom
from profiles.rules import profile_names
from tests.rules.judging import engine, judged, violations
from tests.schemas.lom_records import LOM_ES, LOM_RECORDS
from validators.finding import Conforms

NAMES = profile_names()
IMS = "http://www.imsglobal.org/xsd/imsmd_v1p2"


@pytest.mark.parametrize(("folder", "count", "expected"), [("valid", 33, "yes"), ("invalid", 35, "no")])
def test_every_example_of_the_amb_is_judged_as_its_owners_say(
    folder: str, count: int, expected: str, standards: Path
) -> None:
    files = sorted((standards / "amb" / "20231019" / "examples" / folder).glob("*.json"))
    assert len(files) == count
    told = {file.name: judged(file.read_bytes(), "de-amb").verdict.conforms for file in files}
    assert {name: said for name, said in told.items() if said != expected} == {}


def test_what_names_schema_org_alone_as_its_context_is_no_amb() -> None:
    record = (
        '{"@context": "https://schema.org/", "id": "https://example.org/1", "type": "Course", "name": "A"}'
    )
    assert {"PROF-001", "INTR-006"} <= set(violations(record, "de-amb"))


@pytest.mark.parametrize(
    "name", [name for name, one in LOM_RECORDS.items() if lom.FORMAT.schema_of(one) == "lom.xsd"]
)
def test_every_valid_record_of_lom_conforms_but_for_its_words(name: str) -> None:
    assert set(violations(etree.tostring(LOM_RECORDS[name]), "lom-1.0")) <= {"LOM-001", "INTR-003"}


def element(category: str, name: str, source: str, value: str) -> str:
    return f"<{category}><{name}><source>{source}</source><value>{value}</value></{name}></{category}>"


TITLE = "<general><title><string>Fractions</string></title></general>"


@pytest.mark.parametrize(
    ("inner", "rules"),
    [
        (TITLE, []),
        (TITLE + TITLE, ["INTR-001"]),
        (element("educational", "difficulty", "LOMv1.0", "hard"), ["INTR-003"]),
        (element("educational", "difficulty", "LREv3.0", "hard"), []),
        (element("rights", "cost", "LOMv1.0", "maybe"), ["LOM-001"]),
        (element("rights", "cost", "LOMv1.0", "Yes"), []),
        ("<relation/>" * 101, []),
    ],
)
def test_lom_forbids_what_stands_once_twice_and_words_that_are_not_its_own(
    inner: str, rules: list[str]
) -> None:
    record = f"<lom xmlns='http://ltsc.ieee.org/xsd/LOM'>{inner}</lom>"
    assert violations(record, "lom-1.0") == rules
    too_many = [one.rule for one in judged(record, "lom-1.0").verdict.findings if one.rule == "LOM-002"]
    assert len(too_many) == ("<relation/>" in inner)


@pytest.mark.parametrize("name", LOM_ES)
def test_every_valid_record_of_lom_es_conforms_to_it_and_none_to_lom(name: str) -> None:
    record = etree.tostring(LOM_ES[name])
    assert judged(record, "es-lom-es").verdict.conforms is Conforms.YES
    assert "PROF-001" in violations(record, "lom-1.0")


@pytest.mark.parametrize("element", ["identifier", "title", "language", "description", "aggregationLevel"])
def test_what_lom_es_requires_in_general_is_asked(element: str) -> None:
    root = copy.deepcopy(next(iter(LOM_ES.values())))
    general = root[0]
    for one in general.findall(f"{{*}}{element}"):
        general.remove(one)
    assert "INTR-001" in violations(etree.tostring(root), "es-lom-es")


def term(name: str, value: str, source: str = "LOMv1.0") -> str:
    strings = [f"<{one}><langstring xml:lang='x-none'>{text}</langstring></{one}>" for one, text in
               (("source", source), ("value", value))]  # fmt: skip
    return f"<{name}>{''.join(strings)}</{name}>"


def dutch(**without: str) -> str:
    """Return a record in IMS MD with all that NL-LOM is known to ask for, some parts given otherwise."""
    parts = {
        "title": "<title><langstring xml:lang='nl'>Breuken</langstring></title>",
        "identifier": "<catalogentry><catalog>URI</catalog><entry><langstring>urn:x:1</langstring></entry>"
        "</catalogentry>",
        "language": "<language>nl</language>",
        "scheme": "<metadatascheme>LOMv1.0</metadatascheme><metadatascheme>nl_lom_v1p0</metadatascheme>",
        "role": term("intendedenduserrole", "learner"),
        "cost": term("cost", "no"),
        "restrictions": term("copyrightandotherrestrictions", "yes"),
        "rights": "<description><langstring>https://creativecommons.org/licenses/by/4.0/</langstring></description>",
    } | without
    return (
        f"<lom xmlns='{IMS}'><general>{parts['title']}{parts['identifier']}{parts['language']}</general>"
        f"<metametadata>{parts['scheme']}</metametadata><educational>{parts['role']}</educational>"
        f"<rights>{parts['cost']}{parts['restrictions']}{parts['rights']}</rights></lom>"
    )


def test_a_record_with_what_nl_lom_is_known_to_ask_conforms() -> None:
    assert violations(dutch(), "nl-lom") == []
    assert judged(dutch(), "nl-lom").verdict.conforms is Conforms.YES


@pytest.mark.parametrize(
    ("part", "given", "rule"),
    [
        ("title", "", "QUAL-002"),
        ("identifier", "", "QUAL-001"),
        ("language", "", "QUAL-004"),
        ("scheme", "<metadatascheme>LOMv1.0</metadatascheme>", "NLLM-001"),
        ("role", "", "NLLM-002"),
        ("cost", "", "INCL-011"),
        ("restrictions", "", "NLLM-003"),
    ],
)
def test_what_nl_lom_makes_mandatory_is_asked(part: str, given: str, rule: str) -> None:
    assert violations(dutch(**{part: given}), "nl-lom") == [rule]


def test_a_word_of_a_dutch_list_is_one_of_it_and_that_of_another_is_let_be() -> None:
    source = "http://purl.edustandaard.nl/vdex_context_czp_20060628.xml"
    for word, found in (("VO", []), ("vwo", ["NLLM-005"])):
        record = dutch(role=term("intendedenduserrole", "learner") + term("context", word, source))
        findings = [one.rule for one in judged(record, "nl-lom").verdict.findings]
        assert [rule for rule in findings if rule in ("NLLM-005", "INTR-003")] == found


def test_a_record_that_describes_no_book_leaves_nothing_open_on_e_books() -> None:
    verdict = judged(dutch(), "eu-accessibility").verdict
    assert "A11Y-006" not in verdict.not_checked
    technical = "</metametadata><technical><format>application/epub+zip</format></technical>"
    verdict = judged(dutch().replace("</metametadata>", technical), "eu-accessibility").verdict
    assert "A11Y-006" in verdict.not_checked


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("eu-")])
def test_no_record_of_a_foreign_format_conforms(name: str) -> None:
    dublin_core = (
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Fractions</dc:title></oai_dc:dc>'
    )
    assert "PROF-001" in violations(dublin_core, name)


def test_the_answers_of_zenodo_conform_to_the_core_but_for_one_licence(samples: Path) -> None:
    told: Counter[str] = Counter()
    for file in sorted((samples / "zenodo").glob("*.xml")):
        for taken in take(str(file), options=FetchOptions()):
            outcome = examine(taken, engine("eu-core"))
            if isinstance(outcome, Examined):
                told[outcome.verdict.conforms] += 1
    assert told == {Conforms.YES: 109, Conforms.NO: 1}
