"""What the profiles that come with the program ask, and that they judge as their owners do."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from profiles.formats import FORMATS
from profiles.rules import load_profile, load_rules, profile_names
from profiles.rules.differences import compare, least_version, step_of
from profiles.rules.profile_reading import WEIGHTS
from profiles.rules.rule import Profile
from profiles.schemas import schema_path
from profiles.vocabulary import names, vocabulary
from validators.examples import CATALOGUE, area_of
from validators.schemas import SHAPES

RULES = load_rules()
NAMES = profile_names()
EUROPEAN = ("eu-accessibility", "eu-quality", "eu-sustainability", "eu-inclusion")
LANGUAGES = {"en", "nl", "de", "fr", "es", "it", "pl", "fi"}
PAGES = Path(__file__).parents[2] / "docs" / "profiles"


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
