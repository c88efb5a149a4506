"""Ages, competencies, places, formats, devices and claims: what is taken, and what is told of the rest."""

from __future__ import annotations

import pytest

from profiles.model import AgeRange, Concept, EmissionClaim, Requirement, Text
from profiles.vocabulary import vocabulary
from validators.types import SKIP, Fault
from validators.types.dates import day_meant
from validators.types.files import media_type
from validators.types.footprints import emission_claim, for_old_devices, living_format, open_format
from validators.types.levels import age_range, competency, jurisdiction

DEU = "http://publications.europa.eu/resource/authority/country/DEU"
CLAIM = EmissionClaim("0.3", "gCO2e", "SWDM", "4", "data centre to device", "one download", "2026-11-01")


@pytest.mark.parametrize("text", ["7-9", "0-5", "15", "18-", "0-120", " 6-8 "])
def test_an_age_range_in_digits_is_one(text: str) -> None:
    assert age_range(AgeRange(text)) is None


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (AgeRange("adults"), Fault("form")),
        (AgeRange("7–9", None, 7, 9), Fault("words", "7-9")),
        (AgeRange("from 18", None, 18), Fault("words", "18-")),
        (AgeRange("aged 7", None, 7, 7), Fault("words", "7")),
        (AgeRange("up to 6", None, 0, 6), Fault("words", "0-6")),
        (AgeRange("9-7"), Fault("order")),
        (AgeRange("9 to 7", None, 9, 7), Fault("order")),
        (AgeRange("18-180"), Fault("too-old", other="120")),
    ],
)
def test_an_age_range_that_is_otherwise_is_told_with_the_form_that_is_meant(
    said: AgeRange, fault: Fault
) -> None:
    assert age_range(said) == fault


@pytest.mark.parametrize(
    "code", ["DE", "DEU", "DE-BY", "XK", "EU", DEU, f"{DEU}/", DEU.replace("http", "https")]
)
def test_a_place_is_known_by_its_code_or_its_address(code: str) -> None:
    assert jurisdiction(Concept(code)) is None


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (Concept("Germany"), Fault("name", DEU)),
        (Concept(None, (Text("Deutschland", "de"),)), Fault("name", DEU)),
        (Concept("de"), Fault("name", DEU)),
        (Concept("QQ-7"), Fault("unknown")),
        (Concept(None, (Text("The Alps"),)), Fault("unknown")),
        (Concept(), Fault("unknown")),
    ],
)
def test_a_place_in_words_is_told_with_the_address_that_is_meant(said: Concept, fault: Fault) -> None:
    assert jurisdiction(said) == fault


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Concept("http://data.europa.eu/esco/skill/1"), None),
        (Concept("https://opendata.slo.nl/curriculum/uuid/1"), None),
        (Concept("https://example.org/digcomp/1.1", scheme="DigComp 3.0"), None),
        (Concept("https://publications.jrc.ec.europa.eu/repository/handle/JRC128415#digcomp-1"), None),
        (Concept("https://example.org/digcomp/1.1"), "no-version"),
        (Concept(None, (Text("DigComp 1.1"),)), "no-version"),
        (Concept(None, (Text("Adding"),)), "words"),
        (Concept("adding"), "words"),
        (Concept("https://example.org/data.europa.eu/esco/skill/1"), "unknown"),
    ],
)
def test_a_competency_is_known_by_the_address_of_its_framework(said: Concept, code: str | None) -> None:
    found = competency(said)
    assert (found.code if isinstance(found, Fault) else found) == code


@pytest.mark.parametrize(
    ("name", "version", "expected"),
    [
        ("ms-windows", "10", None),
        ("MS-Windows", "10.0", None),
        ("Windows", "Windows 11", Fault("too-new", other="10")),
        ("Firefox", "115.1", Fault("too-new", other="115")),
        ("Chrome", "89", None),
        ("GeoGebra", "6", SKIP),
        ("ms-windows", "any", SKIP),
        ("ms-windows", None, SKIP),
        (None, "11", SKIP),
    ],
)
def test_a_requirement_is_weighed_against_the_floor_of_its_system(
    name: str | None, version: str | None, expected: object
) -> None:
    assert for_old_devices(Requirement(name, None, version)) == expected


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (CLAIM, None),
        (CLAIM._replace(value="< 0,3 g"), None),
        (CLAIM._replace(value="Climate Neutral"), Fault("generic")),
        (CLAIM._replace(value="klima-neutral"), Fault("generic")),
        (CLAIM._replace(value="ÖKOLOGISCH"), Fault("generic")),
        (CLAIM._replace(value="a little"), Fault("no-figure")),
        (CLAIM._replace(value=None), Fault("no-figure")),
        (CLAIM._replace(method=None, date=""), Fault("incomplete", other="method, date")),
    ],
)
def test_a_claim_on_emissions_is_a_figure_with_all_that_it_rests_on(
    said: EmissionClaim, fault: Fault | None
) -> None:
    assert emission_claim(said) == fault


def test_no_format_is_both_open_and_dead() -> None:
    for concept in vocabulary("open-formats"):
        assert living_format(concept.notation) is None
        assert media_type(concept.notation) is None
        assert open_format(concept.notation.upper()) is None
    for concept in vocabulary("dead-formats"):
        for name in (concept.notation, *concept.names):
            assert living_format(name) == Fault("dead", other=concept.label())
            assert open_format(name) in (SKIP, Fault("not-open"))


def test_what_is_no_media_type_is_neither_open_nor_closed() -> None:
    assert open_format("pdf") is SKIP
    assert open_format("non-digital") is SKIP
    assert open_format("application/msword") == Fault("not-open")
    assert living_format("Adobe Flash") == Fault("dead", other="Adobe Flash")


def test_bounds_of_dates_follow_the_day() -> None:
    today, tomorrow, before = day_meant("today"), day_meant("tomorrow"), day_meant("-P10Y")
    assert today is not None
    assert tomorrow is not None
    assert before is not None
    assert before < today < tomorrow
    assert int(today[:4]) - int(before[:4]) == 10
    assert (day_meant("1450"), day_meant(None)) == ("1450", None)
