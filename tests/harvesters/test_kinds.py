"""What a file holds is told by how it begins; HTML and Turtle are taken as they stand, one record a file."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from harvesters.kinds import kind_of, may_hold_records
from harvesters.streams import read_stream
from profiles.document import Syntax, looks_like_record
from profiles.record import Record, Unreadable
from tests.harvesters.feeds import page, record, taken_from
from tests.harvesters.packing import tarred, told, zipped

XML, JSON, HTML, TURTLE = Syntax.XML, Syntax.JSON, Syntax.HTML, Syntax.TURTLE
BEGINNINGS: list[tuple[str, Syntax | None]] = [
    ('<?xml version="1.0"?><lom/>', XML),
    ("<lom:lom> <lom:general/></lom:lom>", XML),
    ("<!-- why --><lom/>", XML),
    ("<htmlish/>", XML),
    ("<!DOCTYPE lom><lom/>", XML),
    ("<!DOCTYPE html><title>x</title>", HTML),
    ("<!-- saved -->\n<!-- twice --><HTML lang=en>", HTML),
    ("<html><p>not <b>well-formed", HTML),
    ('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">', HTML),
    ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', HTML),
    ('{"a": 1}', JSON),
    ("{}", JSON),
    ("[\n {", JSON),
    ("{a: 1}", JSON),
    ("@prefix a: <urn:a> .", TURTLE),
    ("# why\n\n  # so\n@base <http://a.example/> .", TURTLE),
    ("PREFIX a: <urn:a>", TURTLE),
    ("base <http://a.example/>", TURTLE),
    ("<http://a.example/1> a <http://a.example/Course> .", TURTLE),
    ("<urn:uuid:1> <urn:is:a> <urn:x:y> .", TURTLE),
    ("a,b\n1,2", None),
    ("base64 is no Turtle", None),
    ("# a heading", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "kind"), BEGINNINGS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_beginning_tells_what_a_file_holds(text: str, kind: Syntax | None, encoding: str) -> None:
    assert kind_of(f"\n {text}".encode(encoding)) == kind


@pytest.mark.parametrize(
    ("name", "start", "kind"),
    [
        ("a.ndjson", b"oops\n{}", JSON),
        ("a.ttl.gz", b"[] a <urn:x> .", TURTLE),
        ("a.ttl", b"# a heading", TURTLE),
        ("a.htm", b"<title>x</title>", HTML),
        ("a.html", b"Hello", HTML),
        ("a.html", b'{"a": 1}', JSON),
        ("a.json", b"<lom/>", XML),
        ("a.xml", b"oops", XML),
        ("a.json", b"\0\0\0", None),
    ],
)
def test_a_name_tells_where_the_beginning_does_not(name: str, start: bytes, kind: Syntax | None) -> None:
    assert kind_of(start, name) == kind


def test_settings_and_notes_are_not_taken_for_records() -> None:
    assert not any(looks_like_record(start) for start in (b"[section]\na=1", b"{\\rtf1 x", b"# notes\n"))
    assert looks_like_record(b'[{"a": 1}]')
    assert [may_hold_records(name) for name in ("a.JSONLD", "a.nt", "a", "a.html.gz", ".a.ttl")] == [
        True, False, None, True, False,
    ]  # fmt: skip


PAGE = b"<!DOCTYPE html>\n<title>One</title><p>a <b>b"
GRAPH = b"@prefix a: <urn:a> .\na:one a a:Course .\n"


def test_html_and_turtle_are_taken_as_they_stand_wherever_they_lie(tmp_path: Path) -> None:
    files = {"a.html": PAGE, "b.ttl": GRAPH, "c": PAGE, "d.txt": GRAPH, "e.xhtml": b"<html/>"}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "f.html.gz").write_bytes(gzip.compress(PAGE))
    (tmp_path / "g.tar").write_bytes(tarred(files))
    (tmp_path / "h.zip").write_bytes(zipped(files))
    records = [one for one in taken_from(str(tmp_path)) if isinstance(one, Record)]
    assert [one.payload for one in records] == [*files.values(), PAGE, *files.values(), *files.values()]
    assert told(tmp_path) == [*files, "f.html.gz", *files, *files]
    [one] = read_stream(io.BytesIO(GRAPH), origin="-", name="standard input", limit=1000)
    assert isinstance(one, Record)
    assert (one.payload, one.line, one.page) == (GRAPH, 1, None)


def test_one_that_is_too_large_is_named() -> None:
    [refused] = read_stream(io.BytesIO(GRAPH), origin="f", name="f.ttl", limit=len(GRAPH) - 1)
    assert isinstance(refused, Unreadable)
    assert refused.cause.startswith("it is larger than ")


def test_a_saved_page_is_read_by_whatever_name() -> None:
    [one] = read_stream(io.BytesIO(page(record(1))), origin="f", name="f.html", limit=10_000)
    assert isinstance(one, Record)
    assert one.header.identifier == "oai:a.example:1"
