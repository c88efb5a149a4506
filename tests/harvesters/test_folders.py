"""Folders and standard input: what may hold records is read, and no more than that is passed over."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from harvesters.targets import take
from profiles.record import Record, Unreadable
from tests.harvesters.feeds import METADATA, options, page, record, taken_from
from tests.harvesters.packing import tarred, told, zipped

ONE = METADATA.encode()


def test_a_folder_is_read_by_name_and_what_holds_no_xml_is_left(tmp_path: Path) -> None:
    files = {
        "a.xml": ONE,
        "b/c.LOM": ONE,
        "b/d.xml": page(record(1)),
        "b/e": ONE,
        "f.txt": b"\xef\xbb\xbf\n" + ONE,
        "g.zip": zipped({"h.xml": ONE}),
        "notes.txt": b"nothing",
        "picture.png": b"\x89PNG",
        "log.csv.gz": gzip.compress(b"1,2"),
        ".hidden.xml": b"x",
        ".git/config.xml": b"x",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    os.mkfifo(tmp_path / "pipe.xml")
    assert told(tmp_path) == ["a.xml", "f.txt", "h.xml", "b/c.LOM", "oai:a.example:1", "b/e"]


@pytest.mark.parametrize("name", [None, "notes.txt", ".hidden.xml"])
def test_a_folder_without_xml_says_so(tmp_path: Path, name: str | None) -> None:
    if name:
        (tmp_path / name).write_bytes(b"<" if name.startswith(".") else b"nothing")
    assert told(tmp_path) == [": it holds no XML, JSON, HTML or Turtle file and no archive"]


def test_links_are_read_where_they_are_files_and_not_followed_out_where_they_are_folders(
    tmp_path: Path,
) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    (inside / "sub").mkdir(parents=True)
    outside.mkdir()
    (inside / "sub" / "a.xml").write_bytes(ONE)
    (outside / "b.xml").write_bytes(ONE)
    (inside / "again").symlink_to(inside / "sub")
    (inside / "round").symlink_to(inside)
    (inside / "out").symlink_to(outside)
    (inside / "b.xml").symlink_to(outside / "b.xml")
    (inside / "dead.xml").symlink_to(outside / "none.xml")
    assert told(inside) == [
        "/out: a link out of the folder, which is not followed; name its end",
        "b.xml",
        "/dead.xml: it cannot be read: No such file or directory",
        "sub/a.xml",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_what_may_not_be_read_is_named_and_costs_no_other(tmp_path: Path) -> None:
    for name in ("a.xml", "b.xml", "c"):
        (tmp_path / name).mkdir() if name == "c" else (tmp_path / name).write_bytes(ONE)
    (tmp_path / "a.xml").chmod(0)
    (tmp_path / "c").chmod(0)
    assert told(tmp_path) == [
        "/a.xml: it cannot be read: Permission denied",
        "b.xml",
        "/c: it cannot be read: Permission denied",
    ]
    (tmp_path / "c").chmod(0o700)


def test_a_file_that_fails_while_it_is_read_is_named(tmp_path: Path) -> None:
    own_memory = Path("/proc/self/mem")  # nothing lies at its beginning
    if not own_memory.exists():
        pytest.skip("this system has no file that fails")
    (tmp_path / "a.xml").symlink_to(own_memory)
    (tmp_path / "b.xml").write_bytes(ONE)
    assert told(tmp_path) == ["/a.xml: it cannot be read: Input/output error", "b.xml"]


def test_names_that_cannot_be_printed_are_shown_as_far_as_they_can(tmp_path: Path) -> None:
    name = b"a\nb\x1b[31m\xff.xml"
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(ONE)
    assert told(tmp_path) == ["a�b�[31m�.xml"]
    (tmp_path / "a.tar").write_bytes(tarred({os.fsdecode(name): b""}))
    [line] = told(tmp_path / "a.tar")
    assert line == "!a�b�[31m�.xml: empty, nothing to read"
    line.encode()


def test_what_is_not_there_is_told_with_what_an_address_looks_like(tmp_path: Path) -> None:
    assert told(tmp_path / "none") == [
        ": there is no such file or folder; an address starts with http:// or https://"
    ]
    [too_long] = taken_from("x" * 5000)
    assert isinstance(too_long, Unreadable)
    assert too_long.cause == "it cannot be read: File name too long"


def from_input(content: io.BytesIO | None) -> list[str]:
    return [
        one.header.identifier if isinstance(one, Record) else str(one)
        for one in take("-", options=options(), stdin=content)
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (ONE, ["standard input"]),
        (ONE * 2, ["standard input#1", "standard input#2"]),
        (page(record(1)), ["oai:a.example:1"]),
        (gzip.compress(page(record(1))), ["oai:a.example:1"]),
        (tarred({"a.xml": ONE}, "w:gz"), ["a.xml"]),
        (zipped({"a.xml": ONE}), ["a.xml"]),
        (b"", ["standard input: empty, nothing to read"]),
        (b"{}", ["standard input"]),
        (b'{"a": 1}\n{"b": 2}', ["standard input#1", "standard input#2"]),
        (b"%PDF-1.7", ["standard input: a PDF document"]),
        (b"a,b", ["standard input: neither XML nor JSON, HTML or Turtle, by how it begins"]),
    ],
)
def test_standard_input_may_be_whatever_a_file_may(content: bytes, expected: list[str]) -> None:
    assert from_input(io.BytesIO(content)) == expected


def test_standard_input_that_is_closed_is_told() -> None:
    assert from_input(None) == ["standard input: it is closed, nothing to read"]


READ_INPUT = """
import sys
from harvesters.targets import take
from tests.harvesters.feeds import options
for one in take("-", options=options(), stdin=sys.stdin.buffer):
    sys.stdout.write(getattr(one, "cause", "a record") + "\\n")
"""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            zipped({"a.xml": ONE}),
            "a zip archive, which cannot be read from a pipe; give the name of its file",
        ),
        (tarred({"a.xml": ONE}), "a record"),
        (gzip.compress(ONE), "a record"),
    ],
)
def test_a_pipe_is_read_to_its_end_once(content: bytes, expected: str) -> None:
    done = subprocess.run([sys.executable, "-c", READ_INPUT], input=content, capture_output=True, check=True)
    assert done.stdout.decode().splitlines() == [expected]
