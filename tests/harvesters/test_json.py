"""JSON documents come out of every carrier as the bytes that went in, and a broken one costs no other."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvesters.streams import read_stream
from profiles.record import Record, Unreadable
from tests.harvesters.packing import LIMIT, tarred, told, zipped


def taken(content: bytes, name: str = "f.json", limit: int = LIMIT) -> list[Record | Unreadable]:
    return list(read_stream(io.BytesIO(content), origin="f", name=name, limit=limit))


def lines(content: bytes, name: str = "f.json", limit: int = LIMIT) -> list[str]:
    """Each payload, and each cause, with its line before it."""
    return [
        f"{one.line} {one.payload.decode('utf-8', 'surrogateescape')}"
        if isinstance(one, Record)
        else f"{one.line} {one.cause}"
        for one in taken(content, name, limit)
    ]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.text(st.characters(codec="utf-8"), max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text('a{["\\é𝄞', max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.text("ab}{][,:\"'\n𝄞", max_size=4), VALUES, max_size=4)
BLANKS = st.text(" \t\n", max_size=4) | st.sampled_from(["\r\n", "\n\n \r\n"])
WRITERS: list[Callable[[object], str]] = [
    lambda value: json.dumps(value, ensure_ascii=False),
    lambda value: json.dumps(value, separators=(",", ":")),
    lambda value: json.dumps(value, ensure_ascii=False, indent=2),
    lambda value: json.dumps(value, indent=0),
]
DOCUMENTS = st.builds(lambda value, write: write(value), OBJECTS, st.sampled_from(WRITERS))


def an_array(documents: list[str], blanks: Iterator[str]) -> str:
    inner = ",".join(f"{next(blanks)}{document}{next(blanks)}" for document in documents)
    return f"{next(blanks)}[{inner}]{next(blanks)}"


def run_together(documents: list[str], blanks: Iterator[str]) -> str:
    return "".join(f"{next(blanks)}{document}" for document in documents) + next(blanks)


def json_lines(documents: list[str], blanks: Iterator[str]) -> str:
    return "".join(f"{json.dumps(json.loads(document))}\n{next(blanks)}" for document in documents)


def a_sequence(documents: list[str], blanks: Iterator[str]) -> str:
    return "".join(f"\x1e{document}\n" for document in documents)


@given(
    st.lists(DOCUMENTS, min_size=2, max_size=5),
    st.lists(BLANKS, min_size=20, max_size=20),
    st.sampled_from([an_array, run_together, json_lines, a_sequence]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16"]),
    st.booleans(),
)
def test_documents_come_out_as_they_went_in(
    documents: list[str],
    blanks: list[str],
    carried: Callable[[list[str], Iterator[str]], str],
    encoding: str,
    crlf: bool,
) -> None:
    """And each is where it says: from its line and column on stand its own bytes."""
    text = carried(documents, iter(blanks))
    if crlf:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    records = taken(text.encode(encoding))
    expected = [json.loads(document) for document in documents]
    inner = encoding.removesuffix("-sig") if encoding != "utf-16" else "utf-16-le"
    assert len(records) == len(expected)
    file_lines = text.split("\n")
    for number, (one, value) in enumerate(zip(records, expected, strict=True), 1):
        assert isinstance(one, Record), one
        assert one.header.identifier == f"f.json#{number}"
        payload = one.payload.decode(inner)
        assert json.loads(payload) == value
        assert payload[0] + payload[-1] == "{}"
        rest = "\n".join([file_lines[one.line - 1][one.column - 1 :], *file_lines[one.line :]])
        assert rest.startswith(payload)
    assert "".join(one.payload.decode(inner) for one in records if isinstance(one, Record)).encode() in (
        b"".join(part.encode() for part in _parts(carried, documents, crlf=crlf)),
    )


def _parts(carried: object, documents: list[str], *, crlf: bool) -> Iterator[str]:
    for document in documents:
        part = json.dumps(json.loads(document)) if carried is json_lines else document
        yield part.replace("\n", "\r\n") if crlf else part


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonld", "a.ndjson", "a.jsonl", "a.txt", "a"])
def test_one_object_is_the_whole_file(tmp_path: Path, encoding: str, name: str) -> None:
    content = '\n{"@context": "https://schema.org", "@graph": [{"name": "été"}, {}]}\r\n'.encode(encoding)
    [one] = taken(content, name)
    assert isinstance(one, Record)
    assert (one.payload, one.line, one.column, one.header.identifier) == (content, 1, 1, name)
    (tmp_path / name).write_bytes(content)
    (tmp_path / "b.zip").write_bytes(zipped({f"in/{name}": content}))
    (tmp_path / "c.tgz").write_bytes(tarred({name: content}, "w:gz"))
    (tmp_path / "d.json.gz").write_bytes(gzip.compress(content))
    assert told(tmp_path) == [name, f"in/{name}", name, "d.json.gz"]


BAD = "not well-formed JSON: line"  # "!" in what is expected, for short
VALUE = "unexpected character, expected a JSON value"
KEY = "unexpected character, expected a string key"
NO_END = "cut off: the document has no end"
NO_MORE = "unexpected end of data"
NO_BRACKET = "3 ! 3, column 1: cut off: the array has no end"
NOT_AFTER = "an object or an array begins where none may"
BROKEN: list[tuple[bytes, list[str]]] = [
    (b'{"a": 1}\n{"b" 2}\r\n\n{"c": 3}\n', [
        '1 {"a": 1}', "2 ! 2, column 6: unexpected character, expected ':' after key", '4 {"c": 3}',
    ]),
    (b'{"a": 1}\noops\n3\n"x"\nnull\n{"c": 3}', [
        '1 {"a": 1}', f"2 ! 2, column 1: {VALUE}", "3 a number, where an object belongs",
        "4 a text, where an object belongs", "5 null, where an object belongs", '6 {"c": 3}',
    ]),
    (b'{"a": 1\n{"b": 2}\n{"c": 3}\n', [f"1 ! 1, column 8: {NO_MORE}", '2 {"b": 2}', '3 {"c": 3}']),
    (b'{"a": 1,\n{"b": 2}\n{"c": 3}\n', [f"1 ! 1, column 9: {NO_MORE}", '2 {"b": 2}', '3 {"c": 3}']),
    (b'{"a": 1 {"b": 2}\n{"c": 3}\n', [f"1 ! 1, column 9: {NOT_AFTER}", '2 {"c": 3}']),
    (b'{"a": 1}\n{"broken":\n{"b": 2}\n', [
        '1 {"a": 1}', f"2 ! 2, column 11: {NO_MORE}", '3 {"b": 2}',
    ]),
    (b'{"a": 1}\r\n{"broken": \r\n\r\n{"b": 2}\r\n{"c": 3}', [
        '1 {"a": 1}', f"2 ! 2, column 11: {NO_MORE}", '4 {"b": 2}', '5 {"c": 3}',
    ]),
    (b'{"a": 1}\n{"b": [{"x": 1},\n{"c": \n{"d": 4}\n', [
        '1 {"a": 1}', f"2 ! 2, column 17: {NO_MORE}", f"3 ! 3, column 6: {NO_MORE}", '4 {"d": 4}',
    ]),
    (b'\x1e{"a":\n\x1e{"b": 2}\n\x1e{"c": 3}\n', [
        f"1 ! 1, column 7: {NO_MORE}", '2 {"b": 2}', '3 {"c": 3}',
    ]),
    (b'{"a": 1}\n{"b":\n', ['1 {"a": 1}', f"2 ! 2, column 6: {NO_MORE}"]),
    (b'{\n "a": [\n\n', [f"2 ! 2, column 8: {NO_END}"]),
    (b'{"a": "x\n{"b": 2}\n', ["1 ! 1, column 7: a text is not closed on its line", '2 {"b": 2}']),
    (b'{"a": [1}\n{"b": 2}\n', [
        "1 ! 1, column 9: '}' closes what another bracket opened", '2 {"b": 2}',
    ]),
    (b'{\n "a": NaN\n}\n{"b": -Infinity} {"c": 1}', [
        "2 ! 2, column 7: NaN is no number in JSON",
        "4 ! 4, column 7: -Infinity is no number in JSON", '4 {"c": 1}',
    ]),
    (b'{"a": "\xc3\xa9\xff"}\n{"b": 1}', ['1 {"a": "é\udcff"}', '2 {"b": 1}']),
    (b'{"a": "\xc3\xa9\xff\x80" 1}\n"\xff"\n{"b": 1}', [
        "1 ! 1, column 13: unexpected character, expected ',' or '}'",
        "2 a text, where an object belongs", '3 {"b": 1}',
    ]),
    (b'[{"a": 1},\n {"b": Infinity}, {"c": 3}]', [
        '1 {"a": 1}', "2 ! 2, column 8: Infinity is no number in JSON", '2 {"c": 3}',
    ]),
    (b'[{"a": 1},\n7, "x", {"c": 3}, [1], {"d": 4}]', [
        '1 {"a": 1}', "2 a number, where an object belongs", '2 {"c": 3}',
        "2 an array, where an object belongs", '2 {"d": 4}',
    ]),
    (b'[1, [2],\n{"a": 1}, {"b": 2},\n"x", null, {"c": 3},\nfalse]\n{"d": 4}', [
        "1 a number, where an object belongs", '2 {"a": 1}', '2 {"b": 2}',
        "3 a text, where an object belongs", '3 {"c": 3}', "4 true or false, where an object belongs",
        '5 {"d": 4}',
    ]),
    (b'[[1], {"a": 1}]', ["1 an array, where an object belongs", '1 {"a": 1}']),
    (b'[NaN, {"a": 1}]', ["1 ! 1, column 2: NaN is no number in JSON", '1 {"a": 1}']),
    (b'[1, 2\n{"a": 1}]', [
        "1 a number, where an object belongs",
        "2 ! 2, column 1: neither a comma nor the end of the array",
    ]),
    (b'[{"a": 1},\n{"b": 2}\n', ['1 {"a": 1}', '2 {"b": 2}', NO_BRACKET]),
    (b'[{"a": 1},\n{"b": [', ['1 {"a": 1}', f"2 ! 2, column 8: {NO_END}"]),
    (b'[{"a": 1},\n{"b": "', ['1 {"a": 1}', f"2 ! 2, column 8: {NO_END}"]),
    (b'[{"a": 1}\n{"b": 2}]', [
        '1 {"a": 1}', "2 ! 2, column 1: neither a comma nor the end of the array",
    ]),
    (b'[{"a": 1},\n]', ['1 {"a": 1}', f"2 ! 2, column 1: {VALUE}"]),
    (b"[1, 2, 3]", ["1 a number, where an object belongs"]),
    (b'[{"a": 1}] x\n{"b": 2}', ['1 {"a": 1}', f"1 ! 1, column 12: {VALUE}", '2 {"b": 2}']),
    (b'{"a": 1}', ['1 {"a": 1}']),
    (b'[{"a": 1}]\n[{"b": 2}]', ['1 {"a": 1}', '2 {"b": 2}']),
    (b'{"a": 1}\n{a: 1}\n', ['1 {"a": 1}', f"2 ! 2, column 2: {KEY}"]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), BROKEN)
def test_what_is_broken_is_one_line_and_costs_no_other(content: bytes, expected: list[str]) -> None:
    assert lines(content) == [said.replace(" ! ", f" {BAD} ", 1) for said in expected]


def test_an_array_of_none_and_a_file_of_blanks_say_so() -> None:
    assert lines(b"[]") == ["None JSON that holds no object"]
    assert lines(b" \r\n\t") == ["None empty, nothing to read"]
    assert lines(b" " * 5000) == ["None JSON that holds no object"]
    assert lines(b" " * 5000 + b"{}")[0].endswith("{}")
    assert lines(b"") == ["None empty, nothing to read"]


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 200_000, b'{"a":' * 200_000, b'[{"a": ' + b"[" * 200_000,
        b'{"a": ' + b"9" * 200_000 + b"}", b'{"a": 1e999}',
    ],
)  # fmt: skip
def test_bombs_are_refused(content: bytes) -> None:
    [said] = lines(content)
    assert said.startswith(f"1 {BAD} 1, column ")


@given(
    st.lists(
        st.sampled_from(
            [b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"1", b"\n", b'"a":', b"\xff", b"NaN", b"{}"]
        )
    )
)
def test_whatever_stands_in_a_file_it_is_read_or_refused(parts: list[bytes]) -> None:
    for one in taken(b"".join(parts)):
        assert isinstance(one, Record) or len(str(one).splitlines()) == 1


@given(st.lists(DOCUMENTS, min_size=2, max_size=4), st.data())
def test_a_file_that_is_cut_off_gives_what_came_before(documents: list[str], data: st.DataObject) -> None:
    content = ("[" + ",".join(documents) + "]").encode()
    end = data.draw(st.integers(1, len(content) - 1))
    *before, last = taken(content[:end])
    assert isinstance(last, Unreadable)
    whole = [document.encode() for document in documents]
    assert [one.payload for one in before if isinstance(one, Record)] == whole[: len(before)]
