"""Age ranges as numbers, as far as their text has one reading."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.canonical import from_json, to_json
from profiles.formats import lom, schema_org
from profiles.formats.ages import age_range, age_ranges
from profiles.model import AgeRange, Text
from profiles.xml import parse

ONE = [
    ("7-9", (7, 9)),
    ("7 – 9", (7, 9)),
    ("7 bis 9", (7, 9)),
    ("18-", (18, None)),
    ("18+", (18, None)),
    ("-6", (0, 6)),
    ("U10", (0, 10)),
    ("10", (10, 10)),
    ("9-7", (9, 7)),
    ("6-8 years", (6, 8)),
    ("6 years to 8 years", (6, 8)),
    ("from 6 to 8", (6, 8)),
    ("between 6 and 8 years old", (6, 8)),
    ("6 years and older", (6, None)),
    ("up to 12", (0, 12)),
    ("Alter: 6-8 Jahre", (6, 8)),
    ("von 6 bis 8 Jahren", (6, 8)),
    ("ab 6 Jahren", (6, None)),
    ("zwischen 6 und 8 Jahren", (6, 8)),
    ("de 6 à 8 ans", (6, 8)),
    ("12 ans et plus", (12, None)),
    ("à partir de 6 ans", (6, None)),
    ("od 6 do 8 lat", (6, 8)),
    ("do 6 lat", (0, 6)),
    ("w wieku 6–8 lat", (6, 8)),
    ("6 a 8 años", (6, 8)),
    ("entre 6 y 8 años", (6, 8)),
    ("dai 6 agli 8 anni", (6, 8)),
    ("van 6 tot 8 jaar", (6, 8)),
    ("6–8 år", (6, 8)),
]
NONE = ["adults", "", "2019-2020", "Grade 3, 8-9", "1,5-3 Jahre", "6-8, 2019", "Klasse 5/6a", ";", "6 " * 200]
SEVERAL = [
    ("10-12, 14-16", [("10-12", 10, 12), ("14-16", 14, 16)]),
    ("6-8, 9-11", [("6-8", 6, 8), ("9-11", 9, 11)]),
    ("10-12 / 14-16 Jahre", [("10-12", 10, 12), ("14-16 Jahre", 14, 16)]),
    ("from 6 to 8 and 10", [("from 6 to 8", 6, 8), ("10", 10, 10)]),
    ("between 6 and 8, 10+", [("between 6 and 8", 6, 8), ("10+", 10, None)]),
    ("6-8 años y 10-12 años", [("6-8 años", 6, 8), ("10-12 años", 10, 12)]),
    ("8-10 jaar en 12 jaar", [("8-10 jaar", 8, 10), ("12 jaar", 12, 12)]),
    ("6;7;8", [("6", 6, 6), ("7", 7, 7), ("8", 8, 8)]),
    ("6-8, adults", [("6-8", 6, 8), ("adults", None, None)]),
    ("6-8,", [("6-8,", 6, 8)]),
]


@pytest.mark.parametrize(("text", "bounds"), ONE)
def test_an_age_range_has_its_bounds_in_the_words_of_many_languages(
    text: str, bounds: tuple[int | None, int | None]
) -> None:
    expected = AgeRange(text, "x-none", *bounds)
    assert age_range(Text(text, "x-none")) == expected
    assert age_ranges(Text(text, "x-none")) == [expected]


@pytest.mark.parametrize("text", NONE)
def test_a_text_whose_numbers_have_no_certain_reading_is_kept_whole(text: str) -> None:
    assert age_ranges(Text(text, "x-none")) == [age_range(Text(text, "x-none"))] == [AgeRange(text, "x-none")]


@pytest.mark.parametrize(("text", "ranges"), SEVERAL)
def test_several_ranges_in_one_text_are_told_apart(
    text: str, ranges: list[tuple[str, int | None, int | None]]
) -> None:
    expected = [AgeRange(part, "de", low, high) for part, low, high in ranges]
    assert age_ranges(Text(text, "de")) == expected
    record = (
        '<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><educational><typicalAgeRange>'
        f'<string language="de">{text}</string></typicalAgeRange></educational></lom>'
    )
    read = lom.read(parse(record.encode()))
    assert read.typicalAgeRange == tuple(expected)
    assert read.places["typicalAgeRange"] == [3] * len(expected)
    from_schema_org = schema_org.read({"@type": "LearningResource", "typicalAgeRange": text})
    assert [one.value for one in from_schema_org.typicalAgeRange] == [one.value for one in expected]


WORDS = "6 8 10 12 U - – + , ; / and und et to bis à from years Jahre ans lat adults ( ."
AGES = st.lists(st.sampled_from([*WORDS.split(), " "]), max_size=12).map("".join) | st.text(max_size=20)


@given(AGES)
def test_of_a_text_nothing_is_lost_but_what_separates_its_ranges(text: str) -> None:
    between = text
    for one in age_ranges(Text(text)):
        start = between.index(one.value)
        before, between = between[:start], between[start + len(one.value) :]
        assert re.fullmatch(r"[\s,;/|&]*(?:(?:and|or|und|et|à|y|o|e|i|a)\s+)?", before, re.IGNORECASE), before
    assert re.fullmatch(r"[\s,;/|&]*", between)


@given(AGES)
def test_each_range_by_itself_is_read_as_it_was_among_others(text: str) -> None:
    for one in age_ranges(Text(text)):
        assert age_ranges(Text(one.value)) == [one]


@given(AGES)
def test_any_text_is_kept_and_comes_back_from_json(text: str) -> None:
    resource = from_json({"typicalAgeRange": [age_range(Text(text))._asdict()]})
    assert resource.typicalAgeRange == (age_range(Text(text)),)
    assert from_json(to_json(resource)) == resource
