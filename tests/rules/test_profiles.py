"""What the profiles that come with the program ask, and that they judge as their owners do."""

from __future__ import annotations

import copy
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from exchange.pipeline import Examined, examine
from harvesters.oai import FetchOptions
from harvesters.targets import take
from profiles.formats import FORMATS, lom
from profiles.record import Header, Record
from profiles.rules import load_profile, load_rules, profile_names
from profiles.rules.differences import compare, least_version, step_of
from profiles.rules.profile_reading import WEIGHTS
from profiles.rules.rule import Profile, Severity
from profiles.schemas import schema_path
from profiles.vocabulary import names, vocabulary
from tests.schemas.lom_records import LOM_ES, LOM_RECORDS
from validators.engine import Engine
from validators.examples import CATALOGUE, area_of
from validators.finding import Conforms
from validators.schemas import SHAPES

RULES = load_rules()
NAMES = profile_names()
EUROPEAN = ("eu-accessibility", "eu-quality", "eu-sustainability", "eu-inclusion")
LANGUAGES = {"en", "nl", "de", "fr", "es", "it", "pl", "fi"}
IMS = "http://www.imsglobal.org/xsd/imsmd_v1p2"
PAGES = Path(__file__).parents[2] / "docs" / "profiles"


@cache
def engine(name: str) -> Engine:
    return Engine(load_profile(name))


def judged(content: bytes | str, name: str) -> Examined:
    payload = content.encode() if isinstance(content, str) else content
    outcome = examine(Record(Header("oai:example.org:1"), payload, "test"), engine(name))
    assert isinstance(outcome, Examined)
    return outcome


def violations(content: bytes | str, name: str) -> list[str]:
    verdict = judged(content, name).verdict
    return [one.rule for one in verdict.findings if verdict.severity(one) is Severity.VIOLATION]


def of_area(*areas: str) -> set[str]:
    return {name for name in RULES if area_of(name) in areas}


def test_the_catalogue_has_its_141_rules() -> None:
    counted = Counter(area_of(name) for name in RULES if area_of(name) in CATALOGUE)
    assert counted == {"A11Y": 46, "QUAL": 50, "SUST": 18, "INCL": 16, "INTR": 11}


def test_eu_core_asks_what_one_record_can_answer() -> None:
    core = load_profile("eu-core")
    assert {rule.kind for rule in core.rules.values()} == {"presence", "validity"}
    on_request = {"QUAL-032", "INTR-009"}
    alone = {name for name in of_area("QUAL", "INTR") if RULES[name].kind in ("presence", "validity")}
    forbidden = {name for name in of_area("A11Y") if RULES[name].source.obligation == "MUST NOT"}
    assert set(core.rules) == (alone - on_request) | forbidden


@pytest.mark.parametrize(
    ("name", "areas"),
    [
        ("eu-accessibility", ["A11Y"]),
        ("eu-quality", ["QUAL", "INTR"]),
        ("eu-sustainability", ["SUST"]),
        ("eu-inclusion", ["INCL"]),
        ("eu-common", [*CATALOGUE]),
    ],
)
def test_each_european_profile_adds_its_areas_to_eu_core(name: str, areas: list[str]) -> None:
    profile = load_profile(name)
    assert profile.extends == (f"eu-core@{load_profile('eu-core').version}",)
    assert set(profile.rules) == set(load_profile("eu-core").rules) | of_area(*areas)


def test_eu_common_asks_and_weighs_what_the_others_do() -> None:
    common = load_profile("eu-common")
    others = [load_profile(name) for name in ("eu-core", *EUROPEAN)]
    assert set(common.rules) == {rule for one in others for rule in one.rules}
    assert all(common.severities[rule] is one.severities[rule] for one in others for rule in one.rules)
    weights: dict[str, int] = {}
    for one in others:
        weights |= {name: max(weight, weights.get(name, 0)) for name, weight in one.weights.items()}
    assert common.weights == weights
    assert {name for one in others for name in one.vocabularies} == set(common.vocabularies)


@pytest.mark.parametrize("name", ["eu-core", "eu-common", *EUROPEAN])
def test_a_european_profile_keeps_the_severities_of_the_catalogue(name: str) -> None:
    profile = load_profile(name)
    assert {rule: RULES[rule].severity for rule in profile.rules} == profile.severities


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_is_titled_in_eight_languages_and_has_a_page(name: str) -> None:
    profile = load_profile(name)
    assert set(profile.title) == set(profile.description) == LANGUAGES
    page = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    assert "**For whom.**" in page
    assert "**What it asks.**" in page
    assert "**What is not known.**" in page
    changes = (PAGES / "changelog.md").read_text(encoding="utf-8")
    section = next(part for part in changes.split("\n## ") if name in part.partition("\n")[0])
    assert f"- **{profile.version}**: " in section


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("eu-")])
def test_the_page_of_a_profile_with_few_rules_names_each(name: str) -> None:
    page = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[A-Z][A-Z0-9]{2,3}-\d{3}", page))
    assert set(load_profile(name).rules) == named


@pytest.mark.parametrize("name", NAMES)
def test_what_a_profile_weighs_is_a_step_and_is_read(name: str) -> None:
    profile = load_profile(name)
    assert set(profile.weights.values()) <= set(WEIGHTS)
    first = {rule.fields[0].partition(".")[0] for rule in profile.rules.values()}
    assert set(profile.weights) <= first, "no rule names it first, so that it would count nowhere"


@pytest.mark.parametrize("name", NAMES)
def test_the_vocabularies_of_a_profile_are_not_younger_than_their_snapshot(name: str) -> None:
    for one in load_profile(name).vocabularies.values():
        snapshot = date.fromisoformat(str(one["snapshot"]))
        for scheme in one["schemes"]:
            for known in (each for each in names() if each.partition("/")[0] == scheme):
                state = vocabulary(known).date  # of some, as SPDX, a version
                assert not state.startswith("20") or state <= snapshot.isoformat()[: len(state)], known


def test_every_rule_is_asked_by_a_profile() -> None:
    asked = {rule for name in NAMES for rule in load_profile(name).rules}
    assert set(RULES) == asked


def test_the_new_rules_call_for_a_major_step_of_eu_core() -> None:
    now = load_profile("eu-core")
    added = {"A11Y-020", "A11Y-021", "A11Y-022", "A11Y-024", "A11Y-027", "A11Y-028", "A11Y-035", "A11Y-044"}
    added |= {"INTR-006", "INTR-007"}
    before = {name: rule for name, rule in now.rules.items() if name not in added}
    was = Profile(now.id, "1.0.0", now.title, before, now.severities, now.weights)
    assert str(least_version("1.0.0", step_of(compare(was, now)))) == "2.0.0" == now.version


def test_every_schema_is_one_that_a_profile_may_be_for() -> None:
    allowed = RULES["PROF-001"].checks[0].parameters["allowed"]
    assert sorted(allowed) == sorted({SHAPES} | {schema for form in FORMATS for schema in form.schemas})
    for name in NAMES:
        if "PROF-001" in (rules := load_profile(name).rules):
            assert all(schema_path(one).exists() for one in rules["PROF-001"].checks[0].parameters["allowed"])


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
