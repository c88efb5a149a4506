"""Age ranges as numbers, as far as their text has one reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.canonical import from_json, to_json
from profiles.formats.ages import age_range
from profiles.model import Text


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("7-9", (7, 9)),
        ("7 – 9", (7, 9)),
        ("7 bis 9", (7, 9)),
        ("18-", (18, None)),
        ("18+", (18, None)),
        ("-6", (0, 6)),
        ("U10", (0, 10)),
        ("10", (10, 10)),
        ("9-7", (9, 7)),
        ("10-12, 14-16", (None, None)),
        ("adults", (None, None)),
        ("", (None, None)),
        ("2019-2020", (None, None)),
    ],
)
def test_an_age_range_has_its_bounds_where_it_can_be_read(
    text: str, bounds: tuple[int | None, int | None]
) -> None:
    read = age_range(Text(text, "x-none"))
    assert (read.value, read.lang, read.minimum, read.maximum) == (text, "x-none", *bounds)


@given(st.text(max_size=20))
def test_any_text_is_kept_and_comes_back_from_json(text: str) -> None:
    resource = from_json({"typicalAgeRange": [age_range(Text(text))._asdict()]})
    assert resource.typicalAgeRange == (age_range(Text(text)),)
    assert from_json(to_json(resource)) == resource
