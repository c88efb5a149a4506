"""What real feeds hold, in every format that can hold it: each value as it was found is in what is read."""

from __future__ import annotations

import pytest

from profiles.canonical import from_json, to_json
from profiles.model import License
from tests.profiles.dirt_documents import PAIRS, read, texts_in

CC_BY = "https://creativecommons.org/licenses/by/4.0/"
FOUND = {
    "name": ["Brüche \U0001f393", "數學 & \u200fעברית\u200f", "a" * 5000],
    "description": [
        "<p>Two &amp; <b>two</b></p>",
        "<ul><li>one</li></ul><script>alert(1)</script>",
        "a < b && c > d",
        "line\nline\ttab",
    ],
    "datePublished": [
        "2021",
        "2021-05",
        "2021-05-06T07:08:09Z",
        "2021 (approx.)",
        "[ca. 1998]",
        "im Mai 2021",
    ],
    "license": [
        f"Free to use under {CC_BY}, with credit.",
        "CC BY 4.0",
        "Namensnennung - Weitergabe unter gleichen Bedingungen 4.0",
        "© 2020 Szkoła, wszelkie prawa zastrzeżone",
    ],
    "inLanguage": ["x-none", "de_DE", "FR", "nld; eng", "Deutsch"],
    "url": ["https://example.org/my file.pdf", "HTTP://EXAMPLE.ORG/ü?a=b c", "https://example.org/a|b[1]"],
    "encoding": ["3,4 MB", "1.234.567 bytes", "12 KB", "3 Mo"],
    "timeRequired": ["2 Stunden", "ca. 45 min.", "PT1H", "une heure", "1:30"],
    "learningResourceType": ["EXERCISE", "Problem Statement", "narrative TEXT", "Arbeitsblatt"],
}


@pytest.mark.parametrize(("form", "field"), PAIRS)
def test_each_value_is_read_as_it_was_found(form: str, field: str) -> None:
    for found in FOUND[field]:
        resource = read(form, field, found)
        assert found in texts_in(resource, field), found
        assert len(resource.places[field]) == len(getattr(resource, field))
        assert from_json(to_json(resource)) == resource


@pytest.mark.parametrize("form", [form for form, field in PAIRS if field == "license"])
def test_of_rights_in_free_text_the_address_is_found_and_the_words_are_kept(form: str) -> None:
    text = f"Free to use under {CC_BY}, with credit."
    [licence] = read(form, "license", text).license
    assert (licence.id, licence.text) == (CC_BY, text)


@pytest.mark.parametrize("form", [form for form, field in PAIRS if field == "license"])
def test_the_name_of_a_licence_is_no_address(form: str) -> None:
    [licence] = read(form, "license", "CC BY 4.0").license
    assert isinstance(licence, License)
    assert (licence.id, licence.text) == (None, "CC BY 4.0")
