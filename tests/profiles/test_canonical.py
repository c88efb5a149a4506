"""Canonical JSON: what it says is what the resource says, and nothing unknown gets in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from profiles.canonical import NotCanonical, from_json, to_json
from profiles.formats import lom
from profiles.xml import parse

LOM = (Path(__file__).parent / "documents" / "lom.xml").read_bytes()


def test_a_resource_comes_back_from_its_json_the_same() -> None:
    resource = lom.read(parse(LOM))
    assert from_json(json.loads(json.dumps(to_json(resource)))) == resource


@pytest.mark.parametrize(
    ("document", "named"),
    [
        ({"title": ["a"]}, "title"),
        ({"name": [{"value": "a", "language": "en"}]}, "language"),
        ({"name": [3]}, "name"),
        ({"inLanguage": [{"value": "en"}]}, "inLanguage"),
        ({"license": [{"id": ["x"]}]}, "license.id: text is expected"),
        ({"name": [{"value": "a", "lang": 3}]}, "name.lang: text is expected"),
        ({"name": [{"lang": "en"}]}, "name: value: Text cannot do without it"),
        ({"about": [{"labels": 5}]}, "about.labels: text or an object is expected"),
        ({"encoding": [{"contentSize": 12}]}, "encoding.contentSize: text is expected"),
        ({"typicalAgeRange": [{"value": "5-6", "minimum": "5"}]}, "typicalAgeRange.minimum: a number"),
    ],
)
def test_what_the_model_does_not_have_is_refused_by_name(document: dict[str, Any], named: str) -> None:
    with pytest.raises(NotCanonical, match=named):
        from_json(document)


def test_a_single_value_stands_for_a_list_of_one() -> None:
    assert from_json({"name": "a", "creator": "b"}) == from_json({"name": ["a"], "creator": [{"name": "b"}]})
