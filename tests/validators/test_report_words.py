"""The report's own words: all of them in each language, with the same places, and none that is not used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

import pytest
import yaml

from exchange.network import NO_LIST
from profiles.model import FIELDS
from profiles.rules import Severity, load_profile
from profiles.rules.rule_reading import DIMENSIONS
from tests.architecture.source import ROOT
from validators import engine, given, network, round_trip
from validators.finding import Conforms, Finding
from validators.reports import LANGUAGES, Wording
from validators.reports.wording import LIMITS
from validators.scoring import State

CATALOGUES = ROOT / "validators" / "reports" / "words"
FORMS = {"pl": {"one", "few", "many", "other"}}


def catalogue(lang: str) -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load((CATALOGUES / f"{lang}.yaml").read_text(encoding="utf-8"))
    return said


def entries(said: Mapping[str, Any], name: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in said.items():
        if isinstance(value, dict) and "other" not in value:
            yield from entries(value, f"{name}{key}.")
        else:
            yield f"{name}{key}", value


def slots(text: str) -> set[str | None]:
    return {slot for _, slot, _, _ in Formatter().parse(text) if slot is not None}


def test_there_is_a_catalogue_for_each_language_and_no_other():
    assert {path.stem for path in CATALOGUES.iterdir()} == set(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_every_entry_with_the_same_places(lang: str):
    english, other = dict(entries(catalogue("en"))), dict(entries(catalogue(lang)))
    assert other.keys() == english.keys()
    for name, said in other.items():
        forms = said if isinstance(said, dict) else {"other": said}
        expected = english[name] if isinstance(english[name], str) else english[name]["other"]
        if isinstance(said, dict):
            assert set(forms) == FORMS.get(lang, {"one", "other"}), name
        for text in forms.values():
            assert isinstance(text, str), name
            assert text, name
            assert slots(text) == slots(expected), name


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_a_language_is_not_english_again(lang: str):
    english, other = dict(entries(catalogue("en"))), dict(entries(catalogue(lang)))
    same = [
        name for name, said in other.items() if said == english[name] and name not in ("decimal", "thousands")
    ]
    assert len(same) < len(other) / 5, same


def test_every_word_of_the_code_is_in_the_catalogue():
    said = catalogue("en")
    assert set(said["fields"]) >= set(FIELDS)
    assert set(said["dimensions"]) == set(DIMENSIONS)
    assert set(said["severities"]) == set(Severity)
    assert set(said["conforms"]) == set(Conforms)
    assert set(said["states"]) == set(State)
    reasons = {
        *(engine.FORMAT_CANNOT_SAY, given.NEEDS_CORPUS, given.NEEDS_NETWORK, *given.NOT_ASKED.values()),
        *(round_trip.NO_WRITER, network.NOT_NAMED, NO_LIST, given.NOT_SAMPLED.format(every="{n}")),
    }
    assert set(said["reasons"]) >= reasons


def test_every_entry_of_the_catalogue_is_used_and_none_is_missing():
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(CATALOGUES.parent.glob("*.py")))
    quoted = re.compile("['\"]([a-z_]+)['\"]")
    named = set(quoted.findall(source)) | {f"record_{answer}" for answer in Conforms}
    asked = set(re.findall("wording\\(\\s*['\"]([a-z_]+)['\"]", source))
    assert asked - set(catalogue("en")["words"]) == set()
    assert set(catalogue("en")["words"]) - named == set()
    assert set(LIMITS) <= set(catalogue("en")["words"])


@pytest.mark.parametrize(
    ("lang", "count", "said"),
    [
        ("en", 1, "1 record"),
        ("en", 0, "0 records"),
        ("fr", 0, "0 notice"),
        ("fr", 2, "2 notices"),
        ("pl", 1, "1 rekord"),
        ("pl", 3, "3 rekordy"),
        ("pl", 5, "5 rekordów"),
        ("pl", 12, "12 rekordów"),
        ("pl", 22, "22 rekordy"),
        ("pl", 112, "112 rekordów"),
        ("de", 1234, "1.234 Datensätze"),
        ("fi", 2, "2 tietuetta"),
    ],
)
def test_words_take_the_form_that_goes_with_the_number(lang: str, count: int, said: str):
    assert Wording(lang)("records", count=count) == said


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "1,234.5"),
        ("de", "1.234,5"),
        ("fr", "1\N{NARROW NO-BREAK SPACE}234,5"),
        ("pl", "1\N{NO-BREAK SPACE}234,5"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(lang: str, said: str):
    assert Wording(lang).decimal(1234.5) == said


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(0, 7, "0"), (1, 900, "1"), (899, 900, "99"), (7, 7, "100"), (0, 0, "0")]
)
def test_all_and_nothing_are_said_only_where_it_is_all_and_nothing(part: int, whole: int, said: str):
    assert Wording().percent(part, whole) == f"{said}\N{NO-BREAK SPACE}%"


def test_an_unknown_language_is_answered_in_english():
    assert Wording("xx").lang == "en"
    assert Wording("de").of({"en": "only this"}) == ("only this", "en")


def test_a_reason_keeps_its_number():
    said = Wording("de").reason(given.NOT_SAMPLED.format(every=20))
    assert said.endswith("nicht angesehen: Das geschieht bei einem von 20 Datensätzen")
    assert Wording("en").reason(given.NOT_SAMPLED.format(every=20)) == given.NOT_SAMPLED.format(every=20)


def test_what_the_catalogue_does_not_know_is_said_as_it_is():
    assert Wording("de").reason("the shapes are not there") == "the shapes are not there"
    assert Wording("de").field("newField") == "newField"


@pytest.mark.parametrize(
    ("field", "called"),
    [
        ("sdPublisher", "Anbieter des Datensatzes (sdPublisher)"),
        ("sdPublisher / encoding.none", "Anbieter des Datensatzes (sdPublisher) / encoding.none"),
    ],
)
def test_a_field_is_called_as_metadata_editors_call_it_and_by_its_name(field: str, called: str):
    profile = load_profile("eu-core")
    finding = Finding("QUAL-092", "sdPublisher", None, "", {"field": field})
    assert Wording("de").finding(finding, profile).message.startswith(f"{called} fehlt;")
