"""An excerpt shows the lines around a place with a caret under it, and nothing that commands a terminal."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.positions import Position, excerpt, json_position, xml_position
from tests.profiles.marked_xml import Marked, documents


def test_the_lines_around_a_place_are_numbered_and_a_caret_stands_under_it():
    content = b"<a>\n" * 9 + b"  <b/>\n</a>\n"
    shown = str(excerpt(content, Position(10, 3, 38)))
    assert shown == " 9 | <a>\n10 |   <b/>\n   |   ^\n11 | </a>"


@pytest.mark.parametrize(("context", "numbers"), [(0, [2]), (1, [1, 2, 3]), (9, [1, 2, 3, 4])])
def test_there_are_as_many_lines_around_it_as_asked(context: int, numbers: list[int]):
    shown = excerpt(b"a\r\nb\rc\nd", Position(2, 1, 3), context=context)
    assert [line.number for line in shown.lines] == numbers


def test_the_caret_stands_right_behind_tabs_wide_characters_and_accents():
    shown = excerpt("\t中e\u0301𝄞<b/>".encode(), Position(1, 6, 0))
    assert shown.lines[0].text == "    中e\u0301𝄞<b/>"
    assert shown.lines[0].mark == 4 + 2 + 1 + 1


VISIBLE = [
    ("\x1b[31mred", "␛[31mred"),
    ("\x00\x07\x7f", "␀␇␡"),
    ("\x85\x9b", "<U+0085><U+009B>"),
    ("a\u202eb\u2066\u200f", "a<U+202E>b<U+2066><U+200F>"),
    ("\u2028\u2029\u200b", "<U+2028><U+2029><U+200B>"),
    ("\U000e0041", "<U+E0041>"),
    ("żółć 中 😀", "żółć 中 😀"),
]


@pytest.mark.parametrize(("written", "shown"), VISIBLE)
def test_what_cannot_be_seen_is_made_visible(written: str, shown: str):
    assert excerpt(written.encode(), Position(1, 1, 0)).lines[0].text == shown


def test_bytes_that_are_none_of_the_encoding_are_shown_as_such():
    assert excerpt(b"<a>\xe9t\xe9</a>", Position(1, 4, 3)).lines[0].text == "<a><0xE9>t<0xE9></a>"


def test_a_declaration_that_cannot_be_true_is_not_followed():
    content = b'<?xml version="1.0" encoding="UTF-16"?>\n<a>'
    assert excerpt(content, Position(2, 1, 40)).lines[1].text == "<a>"


@pytest.mark.parametrize("number", [0, 10_000, 19_999])
def test_a_megabyte_on_one_line_is_cut_around_the_place(number: int):
    values = [{"name": f"value {one}", "text": "x" * 20} for one in range(20_000)]
    content = json.dumps(values, separators=(",", ":")).encode()
    (line,) = excerpt(content, json_position(content, [number, "name"])).lines
    assert line.mark is not None
    assert line.text[line.mark :].startswith(f'"value {number}"')
    assert len(line.text) <= 100
    assert line.text.startswith("…") == (number > 0)
    assert line.text.endswith("…") == (number < 19_999)


def test_a_line_that_fits_is_not_cut():
    line = excerpt(b"x" * 100, Position(1, 90, 89)).lines[0]
    assert line == (1, "x" * 100, 89)


def test_the_end_of_a_long_line_is_shown_whole():
    line = excerpt(b"x" * 200 + b"end", Position(1, 201, 200), width=20).lines[0]
    assert line.text == "…" + "x" * 15 + "end"
    assert line.mark == 16


def test_accents_without_end_are_cut_too():
    line = excerpt(("e" + "\u0301" * 300).encode(), Position(1, 200, 0), width=20).lines[0]
    assert line.text == "…" + "\u0301" * 40 + "…"
    assert line.mark == 1


def test_lines_around_it_are_cut_at_their_ends():
    shown = excerpt(b"y" * 50 + b"\nz", Position(2, 1, 51), width=10)
    assert [line.text for line in shown.lines] == ["y" * 8 + "…", "z"]


@pytest.mark.parametrize("place", [Position(0, 0, 0), Position(9, 9, 9), Position(1, 99, 0)])
def test_a_place_outside_of_the_payload_shows_the_nearest_line(place: Position):
    assert str(excerpt(b"ab", place)).startswith("1 | ab\n")
    assert str(excerpt(b"", place)) == "1 |\n  | ^"


@given(documents(), st.integers(10, 120))
def test_the_caret_stands_under_the_start_tag_in_every_encoding(made: Marked, width: int):
    for number, (name, _) in enumerate(made.nodes):
        shown = excerpt(made.content, xml_position(made.content, number), width=width)
        (marked,) = [line for line in shown.lines if line.mark is not None]
        before = 0
        text = marked.text
        while before < marked.mark:
            before += cells(text[0])
            text = text[1:]
        assert text.startswith("<" + name[: width // 3 - 3])


@given(st.text() | st.binary(), st.integers(1, 9), st.integers(1, 300), st.integers(10, 60))
def test_whatever_the_bytes_no_line_is_too_wide_and_nothing_is_unseen(
    written: str | bytes, line: int, column: int, width: int
):
    content = written.encode("utf-8", "surrogatepass") if isinstance(written, str) else written
    for shown in excerpt(content, Position(line, column, 0), context=3, width=width).lines:
        assert sum(map(cells, shown.text)) <= width
        assert not [
            one for one in shown.text if unicodedata.category(one) in ("Cc", "Cf", "Cn", "Cs", "Zl", "Zp")
        ]


def cells(character: str) -> int:
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me") else 1
