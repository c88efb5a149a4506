"""The engine's four outcomes, and what they make of a record as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from profiles.canonical import from_json
from profiles.formats import FORMATS, Format
from profiles.rules import Profile, Severity, load_rules
from validators.engine import Engine
from validators.finding import Conforms, Outcome, words
from validators.scoring import band, score

LOM = next(form for form in FORMATS if form.name == "lom")
OAI_DC = next(form for form in FORMATS if form.name == "oai_dc")


def profile(*rules: str, weights: dict[str, int] | None = None, **severities: Severity) -> Profile:
    known = load_rules()
    return Profile(
        id="test",
        version="1.0.0",
        title={"en": "Test"},
        rules={rule: known[rule] for rule in rules},
        severities={rule: severities.get(rule.replace("-", "_"), known[rule].severity) for rule in rules},
        weights=weights or {},
    )


def outcome(rule: str, said: dict[str, Any], form: Format = LOM) -> Outcome:
    return Engine(profile(rule)).validate(from_json(said), form).outcomes()[rule]


@pytest.mark.parametrize(
    ("rule", "said", "form", "expected"),
    [
        ("QUAL-002", {"name": "Fractions"}, LOM, Outcome.CONFORMANT),
        ("QUAL-002", {}, LOM, Outcome.NON_CONFORMANT),
        ("QUAL-002", {"name": " \t"}, LOM, Outcome.NON_CONFORMANT),
        ("QUAL-060", {"name": "no date to judge"}, LOM, Outcome.NOT_APPLICABLE),
        ("QUAL-092", {}, OAI_DC, Outcome.NOT_CHECKED),
        ("QUAL-062", {"duration": "PT0S"}, OAI_DC, Outcome.NOT_APPLICABLE),
    ],
)
def test_a_rule_has_one_of_four_outcomes(
    rule: str, said: dict[str, Any], form: Format, expected: Outcome
) -> None:
    assert outcome(rule, said, form) is expected


def test_a_record_with_a_violation_does_not_conform() -> None:
    verdict = Engine(profile("QUAL-002", "QUAL-003")).validate(from_json({}), LOM)
    assert verdict.conforms is Conforms.NO


def test_a_warning_leaves_a_record_conformant() -> None:
    verdict = Engine(profile("QUAL-002", "QUAL-003")).validate(from_json({"name": "Fractions"}), LOM)
    assert verdict.findings
    assert verdict.conforms is Conforms.YES


def test_a_violation_that_could_not_be_looked_for_leaves_it_undetermined() -> None:
    strict = profile("QUAL-092", QUAL_092=Severity.VIOLATION)
    verdict = Engine(strict).validate(from_json({"name": "Fractions"}), OAI_DC)
    assert verdict.conforms is Conforms.UNDETERMINED
    assert verdict.not_checked == {"QUAL-092": "the format cannot say it"}


def test_a_message_in_a_language_that_a_rule_lacks_comes_in_english() -> None:
    verdict = Engine(profile("QUAL-002")).validate(from_json({}), LOM)
    (finding,) = verdict.findings
    assert words(finding, verdict.profile, "mt") == words(finding, verdict.profile, "en")
    assert "{" not in "".join(words(finding, verdict.profile))


def scored(said: dict[str, Any], form: Format = LOM) -> tuple[float | None, float]:
    rules = profile("QUAL-002", "QUAL-003", "QUAL-040", "QUAL-050", "QUAL-092")
    weighted = replace(rules, weights={"name": 30, "description": 20, "license": 20, "sdPublisher": 10})
    resource = from_json(said)
    return score(Engine(weighted).validate(resource, form), resource, form)["quality"][:2]


def test_saying_nothing_never_beats_saying_something_with_a_small_fault() -> None:
    nothing, _ = scored({})
    small_fault, _ = scored({"name": "ab"})
    good, _ = scored({"name": "Fractions"})
    assert nothing == 0
    assert small_fault == pytest.approx(100 * 15 / 80, abs=0.1)
    assert good == pytest.approx(100 * 30 / 80, abs=0.1)


def test_a_false_statement_never_beats_silence() -> None:
    silent, _ = scored({"name": "Fractions"})
    false, _ = scored({"name": "Fractions", "license": [{"text": "some rights"}]})
    assert false == silent


def test_what_the_format_cannot_say_lowers_coverage_and_not_the_score() -> None:
    full = {
        "name": "Fractions",
        "description": "How to share a cake",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    assert scored(full, OAI_DC) == (100.0, pytest.approx(100 * 70 / 80))


def test_scores_have_the_words_of_the_mqa() -> None:
    assert [band(value) for value in (100, 87, 86.9, 55, 30, 29)] == [
        "excellent", "excellent", "good", "good", "sufficient", "poor",
    ]  # fmt: skip


def test_what_a_rule_asks_of_other_formats_counts_in_no_dimension_of_this_one() -> None:
    rules = replace(profile("INTR-003", "INTR-005"), weights={"learningResourceType": 20, "creator": 10})
    resource = from_json({"creator": "Anna"})
    scores = {form: score(Engine(rules).validate(resource, form), resource, form) for form in (LOM, OAI_DC)}
    assert scores[LOM]["interoperability"][:2] == (pytest.approx(33.3), 100)
    assert scores[OAI_DC]["interoperability"][:2] == (100, 100)


@pytest.mark.parametrize(("language", "credit"), [("de", 1), ("und", 0.25), ("zxx", 0.25)])
def test_an_honest_unknown_beats_silence_but_not_knowledge(language: str, credit: float) -> None:
    rules = replace(profile("QUAL-004"), weights={"inLanguage": 20})
    resource = from_json({"inLanguage": language})
    earned = score(Engine(rules).validate(resource, LOM), resource, LOM)["quality"].score
    assert earned == 100 * credit


def test_a_finding_on_two_fields_marks_the_one_that_its_rule_names_first() -> None:
    rules = replace(profile("QUAL-061"), weights={"datePublished": 10, "dateCreated": 10})
    resource = from_json({"dateCreated": "2024-05-02", "datePublished": "2023"})
    assert score(Engine(rules).validate(resource, LOM), resource, LOM)["quality"].score == 50
