"""Whatever stands where a text belongs, no reader raises, and no text is lost on the way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.pipeline import Deleted, examine
from profiles.canonical import from_json, to_json
from profiles.document import open_document
from profiles.formats import FORMATS
from profiles.record import Header, Record
from profiles.rules import load_profile
from profiles.xml import NotReadable
from tests.profiles.dirt_documents import DOCUMENTS, PAIRS, read, read_payload, texts_in
from validators.engine import Engine

ENGINE = Engine(load_profile("eu-core"))
# What XML 1.0 allows, so that it can be written in every format.
GARBAGE = [
    "",
    " \t\n ",
    "\x7f\x80\x85\x9f",
    "\u202eabc\u202c\u2066x\u2069\u200f",
    "\ufeffa\u200b\u00ad\u2028b\u2029",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0010fffd \ue000",
    "e\u0301" * 50,
    "x" * 100_000,
    "a b, " * 20_000,
    "1-" * 50_000,
    "<" * 1000 + "&amp;" * 1000,
    "BEGIN:VCARD\n" + "FN:" * 1000,
    "http://[::1]:99999/%zz?\N{LATIN SMALL LETTER E WITH ACUTE} #",
    "P" + "9" * 400 + "Y",
    "9" * 5000,
    "]]>--><!--</script><script>",
    "@value",
    "\\u0000 \\ \" ' {} [] ,",
]
JSON_GARBAGE: list[Any] = [
    None, True, False, 0, -1.5, 10**30, 1e308, [], {}, [[]], [[[["deep"]]]], [None, [], {}, "a"], {"": ""},
    {"@value": None}, {"@value": {"@value": "a"}}, {"@id": None}, {"@id": 7, "name": []}, ["a"] * 5000,
    {"en": ["a", None, 3]}, {"@list": [1, {"@set": ["a"]}]},
    {"type": [None, {}], "id": [], "name": {"de": {}}}, {"a\u0000": "\u0000"}, "\ud83c\udf93",
]  # fmt: skip
JSON_FORMATS = ("amb", "schema.org", "html", "elm")


def test_every_format_is_among_those_that_are_tried() -> None:
    tried = {"ims-md" if form == "ims-md" else form.replace("_", "-").replace(".", "-") for form in DOCUMENTS}
    assert {form.name.replace("_", "-").replace("amb-draft", "amb") for form in FORMATS} <= tried


@pytest.mark.parametrize(("form", "field"), PAIRS)
def test_texts_of_all_kinds_are_read_and_judged(form: str, field: str) -> None:
    for found in GARBAGE:
        resource = read(form, field, found)
        assert from_json(to_json(resource)) == resource
        record = Record(Header("a"), DOCUMENTS[form][0](field, found), "f")
        assert not isinstance(examine(record, ENGINE), Deleted)
        if found.isprintable() and found.strip() == found and field in ("name", "description") and found:
            assert found in texts_in(resource, field)


@pytest.mark.parametrize("form", JSON_FORMATS)
def test_values_of_all_kinds_are_read_and_judged(form: str) -> None:
    for field in sorted(DOCUMENTS[form][1]):
        for found in JSON_GARBAGE:
            payload = DOCUMENTS[form][0](field, found)
            resource = read_payload(payload)
            assert from_json(to_json(resource)) == resource
            assert not isinstance(examine(Record(Header("a"), payload, "f"), ENGINE), Deleted)


@pytest.mark.parametrize("half", ['"\\ud800 a"', '{"\\udfff": 1}', '["\\udc00\\ud800"]'])
def test_half_a_character_of_json_is_refused(half: str) -> None:
    with pytest.raises(NotReadable, match="half a character"):
        open_document(f'{{"@context": "https://schema.org", "name": {half}}}'.encode())


XML_TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
        lambda character: character >= " " or character in "\t\n"
    ),
    max_size=30,
)


@given(st.sampled_from(PAIRS), XML_TEXTS)
def test_any_text_is_read(pair: tuple[str, str], text: str) -> None:
    form, field = pair
    resource = read(form, field, text)
    assert from_json(to_json(resource)) == resource
    if text.strip() and field in ("name", "description") and form != "microdata":
        assert text.strip() in [value.strip() for value in texts_in(resource, field)]


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["@id", "id", "@type", "type", "@value", "@language", "name", "de", "@list", "@graph", ""]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(
    st.sampled_from(JSON_FORMATS),
    st.dictionaries(st.sampled_from(["name", "about", "creator", "encoding", "license", "audience",
        "typicalAgeRange", "mainEntityOfPage", "keywords", "isPartOf", "title", "providedBy"]), JSON_VALUES),
)  # fmt: skip
def test_any_value_is_read(form: str, members: dict[str, Any]) -> None:
    base = DOCUMENTS[form][0]("name", "a")
    if form == "html":
        said = {"@context": "https://schema.org", "@type": "LearningResource", "@id": "urn:a", **members}
        script = json.dumps(said).replace("</", "<\\/").replace("<!--", "<\\u0021--")
        payload = (
            f'<!doctype html><title>a</title><script type="application/ld+json">{script}</script>'.encode()
        )
    else:
        payload = json.dumps({**json.loads(base), **members}).encode()
    resource = read_payload(payload)
    assert from_json(to_json(resource)) == resource
