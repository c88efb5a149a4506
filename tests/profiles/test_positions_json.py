"""The place of a JSON value is the one where it was written."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.document import parse_json
from profiles.positions import Position, json_pointer, json_position
from profiles.positions.json import json_positions, parse_pointer

ENCODINGS = {
    "utf-8": b"",
    "utf_8": b"\xef\xbb\xbf",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
    "utf-32-le": b"\xff\xfe\x00\x00",
    "utf-32-be": b"\x00\x00\xfe\xff",
}
KEYS = ["", "id", "a/b", "~", "~1", "0", "1", "é", "😀", 'q"', "\\", "\n\t", "{", "a,b:[", "\u2028"]
SCALARS = [
    "0",
    "-0.0e5",
    "1E+2",
    "true",
    "null",
    '""',
    '"]}"',
    '"\\\\"',
    '"\\u00e9😀\\"{"',
    '" 😀 "',
]


@dataclass
class Marked:
    """A JSON text in the making, with the index at which each value begins, by the way to it."""

    ends: str
    escaped: bool
    text: str = ""
    values: dict[tuple[str | int, ...], int] = field(default_factory=dict)


@st.composite
def texts(draw: Any) -> Marked:
    made = Marked(draw(st.sampled_from(["", " ", "\n", "\r\n", "\r", "\t", "\r\n\t "])), draw(st.booleans()))
    made.text += made.ends
    _value(draw, made, ())
    made.text += made.ends
    return made


def _value(draw: Any, made: Marked, way: tuple[str | int, ...]) -> None:
    for earlier in [one for one in made.values if one[: len(way)] == way]:
        del made.values[earlier]  # a key that is repeated
    made.values[way] = len(made.text)
    kind = draw(st.sampled_from(["array", "object", "scalar"])) if len(way) < 4 else "scalar"
    if kind == "scalar":
        made.text += draw(st.sampled_from(SCALARS))
        return
    made.text += ("[" if kind == "array" else "{") + made.ends
    for number in range(draw(st.integers(0, 4))):
        if number:
            made.text += made.ends + "," + made.ends
        step = number
        if kind == "object":
            step = draw(st.sampled_from(KEYS))
            written = json.dumps(step, ensure_ascii=made.escaped)
            made.text += written + made.ends + ":" + made.ends
        _value(draw, made, (*way, step))
    made.text += made.ends + ("]" if kind == "array" else "}")


def counted(text: str, index: int, encoding: str = "utf-8") -> Position:
    """The position of a character, worked out plainly."""
    before = text[:index]
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    size = len(ENCODINGS[encoding] + before.encode(encoding))
    return Position(len(lines), len(lines[-1]) + 1, size)


@given(texts(), st.sampled_from(sorted(ENCODINGS)))
def test_every_value_is_found_where_it_was_written(made: Marked, encoding: str):
    content = ENCODINGS[encoding] + made.text.encode(encoding)
    found = json_positions(content, made.values)
    assert found == [counted(made.text, index, encoding) for index in made.values.values()]
    value = parse_json(content)
    for way, index in made.values.items():  # and what stands there is what the readers read
        assert json.JSONDecoder().raw_decode(made.text, index)[0] == at(value, way)


def at(value: Any, way: tuple[str | int, ...]) -> Any:
    for step in way:
        value = value[step]
    return value


@given(texts(), st.data())
def test_a_value_that_is_absent_has_the_place_of_the_nearest_that_is_there(made: Marked, data: st.DataObject):
    way = data.draw(st.sampled_from(sorted(made.values, key=repr)))
    absent = (*way, "none", 0, "x")
    place = counted(made.text, made.values[way])
    assert json_position(made.text.encode(), absent) == place
    assert json_position(made.text.encode(), (*way, 99)) == place


@given(texts())
def test_a_pointer_leads_where_its_way_does(made: Marked):
    content = made.text.encode()
    pointers = [json_pointer(way) for way in made.values]
    assert json_positions(content, pointers) == json_positions(content, made.values)


@given(
    st.recursive(st.none() | st.integers() | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v))
)
@pytest.mark.parametrize("form", [{}, {"indent": 2}, {"indent": "\t"}, {"separators": (",", ":")}])
def test_a_planted_value_is_found_in_every_form_of_writing(form: dict[str, Any], around: Any):
    planted = {"before": around, "here": [around, {"in": "MARK 😀"}], "after": around}
    for ascii_only in (True, False):
        text = json.dumps(planted, ensure_ascii=ascii_only, **form)
        index = text.index('"MARK')
        content = text.encode("utf-8", "surrogatepass")
        place = json_position(content, ("here", 1, "in"))
        assert content[place.offset :].startswith(b'"MARK')
        assert (place.line, place.column) == (
            text.count("\n", 0, index) + 1,
            index - text.rfind("\n", 0, index),
        )


REPEATED = [
    ('{"a":1,"a":2}', ("a",), 12),
    ('{"a":{"b":1},"a":{"c":2}}', ("a", "b"), 18),
    ('{"a":{"b":1},"a":{"c":2}}', ("a", "c"), 23),
    ('{"a":{"b":1},"a":3}', ("a", "b"), 18),
    ('{"a":{"b":1},"\\u0061":[{"b":2}]}', ("a", 0, "b"), 29),
]


@pytest.mark.parametrize(("text", "way", "column"), REPEATED)
def test_of_a_repeated_key_the_last_counts(text: str, way: tuple[str | int, ...], column: int):
    assert json_position(text.encode(), way).column == column


KEYS_AS_WRITTEN = [
    ('{"\\ud83d\\ude00":7}', "😀"),
    ('{"😀":7}', "😀"),
    ('{"a\\/b":7}', "a/b"),
    ('{"\\"\\\\":7}', '"\\'),
    ('{"":7}', ""),
    ('{"0":7}', 0),
]


@pytest.mark.parametrize(("text", "key"), KEYS_AS_WRITTEN)
def test_a_key_is_known_however_it_is_escaped(text: str, key: str | int):
    assert json_position(text.encode(), [key]).column == len(text) - 1


def test_depth_does_not_matter():
    depth = 10_000
    content = b"[" * depth + b"1" + b"]" * depth
    assert json_position(content, ()) == Position(1, 1, 0)
    assert json_position(content, [0] * depth) == Position(1, depth + 1, depth)
    objects = b'{"a":' * depth + b"1" + b"}" * depth
    assert json_position(objects, ["a"] * depth).offset == 5 * depth


def test_a_character_outside_the_bmp_is_one_column_and_a_tab_too():
    assert json_position('\ufeff\r\n\t["😀",\t7]'.encode(), [1]) == Position(2, 8, 15)


@pytest.mark.parametrize(
    "text", ["", "]", "}]", '{"a', '{"a\\', '"' + '\\"' * 50, "{,,:", "[1}2]", '{"\\x":1}', "nul"]
)
def test_what_is_no_json_has_some_place_all_the_same(text: str):
    assert json_position(text.encode(), ["a", 0]).line == 1


@given(st.binary(max_size=100), st.lists(st.text(max_size=2) | st.integers(0, 3), max_size=3))
def test_whatever_the_bytes_there_is_a_place(content: bytes, way: list[str | int]):
    assert 0 <= json_position(content, way).offset <= len(content)


@given(st.lists(st.text() | st.integers(0)))
def test_a_pointer_reads_back_as_the_way_it_was_written_from(way: list[str | int]):
    assert parse_pointer(json_pointer(way)) == tuple(map(str, way))


# The examples of RFC 6901, section 5, by their keys.
POINTERS = [
    ("", ()),
    ("/foo/0", ("foo", "0")),
    ("/", ("",)),
    ("/a~1b", ("a/b",)),
    ("/m~0n", ("m~n",)),
    ("/~01", ("~1",)),
    ("/ ", (" ",)),
]


@pytest.mark.parametrize(("pointer", "way"), POINTERS)
def test_pointers_are_escaped_as_the_standard_says(pointer: str, way: tuple[str, ...]):
    assert parse_pointer(pointer) == way
    assert json_pointer(way) == pointer


@pytest.mark.parametrize("text", ["a", "#/a", "/~", "/~2", "/a~"])
def test_what_is_no_pointer_is_refused_with_its_cause(text: str):
    with pytest.raises(ValueError, match="is no JSON Pointer"):
        parse_pointer(text)
