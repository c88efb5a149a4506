"""Files larger than any document may be: they are read as they go, and the limit is for each document."""

from __future__ import annotations

import gzip
import io
import random
import tracemalloc
from pathlib import Path

import pytest

from harvesters.streams import read_stream
from profiles.record import Record, Unreadable
from tests.harvesters.packing import tarred, told, zipped
from tests.harvesters.test_json import lines, taken


class Endless(io.RawIOBase):
    """A large file that is nowhere: a part, again and again."""

    def __init__(self, first: bytes, part: bytes, times: int, last: bytes) -> None:
        parts = 1_000
        self._parts = iter([first, *[part * parts] * (times // parts), last])
        self._part = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        while not self._part:
            self._part = next(self._parts, b"end")
            if self._part == b"end":
                return 0
        size = min(len(buffer), len(self._part))
        buffer[:size], self._part = self._part[:size], self._part[size:]
        return size


DOCUMENT = b'{"name": "' + b"x" * 300 + b'", "about": [{"id": "https://a.example/"}]}'
XML = b"<a><b>" + b"x" * 300 + b"</b></a>"


@pytest.mark.parametrize(
    ("first", "part", "last"),
    [
        (b"", DOCUMENT + b"\n", b""),
        (b"", DOCUMENT, b""),
        (b"[" + DOCUMENT, b"," + DOCUMENT, b"]"),
        (b"[" + DOCUMENT, b",\n  " + DOCUMENT, b"\n]\n"),
        (b"", XML + b"\n", b""),
        (b"", b'<?xml version="1.0"?>\n' + XML, b""),
    ],
)
def test_the_limit_is_for_a_document_and_memory_does_not_grow_with_their_number(
    first: bytes, part: bytes, last: bytes
) -> None:
    def read(times: int) -> tuple[int, int]:
        stream = io.BufferedReader(Endless(first, part, times, last))
        tracemalloc.start()
        count = 0
        for one in read_stream(stream, origin="f", name="f", limit=100_000):
            assert isinstance(one, Record), one
            assert (one.header.identifier, len(one.payload) < 1000) == (f"f#{count + 1}", True)
            count += 1
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return count - bool(first), peak

    (few, small), (many, large) = read(2_000), read(12_000)
    assert (few, many) == (2_000, 12_000)
    assert large < small * 1.2


@pytest.mark.parametrize("large", [b'{"a": "' + b"x" * 5000 + b'"}', b'{"a": [' + b'"x", ' * 1000 + b"1]}"])
@pytest.mark.parametrize(("before", "between", "after"), [(b"", b"\n", b""), (b"[", b",", b"]")])
def test_a_document_that_is_too_large_is_named(
    large: bytes, before: bytes, between: bytes, after: bytes
) -> None:
    said = lines(before + between.join([b'{"b": 1}', large, b'{"c": 1}']) + after, limit=1000)
    cause = "it is larger than 1,000 bytes; raise the setting max_page_bytes if that is right"
    assert [each.partition(" ")[2] for each in said][:2] == ['{"b": 1}', cause]


def test_an_archive_streams_its_members(tmp_path: Path) -> None:
    content = b"".join(b'{"number": %d}\n' % number for number in range(1000))
    (tmp_path / "a.tar").write_bytes(
        tarred({"a.ndjson": content, "b.json": b"[" + content.replace(b"}\n", b"},")[:-1] + b"]"})
    )
    (tmp_path / "b.zip").write_bytes(zipped({"a.ndjson": content}))
    said = told(tmp_path, limit=100)
    names = [f"{name}#{number}" for name in ("a.ndjson", "b.json", "a.ndjson") for number in range(1, 1001)]
    assert said == names


def test_a_compressed_file_that_is_damaged_gives_what_came_before() -> None:
    content = b"".join(b'{"number": %d}\n' % (number**5) for number in range(20_000))
    *before, last = taken(gzip.compress(content)[:50_000], "f.ndjson.gz")
    assert len(before) > 1000
    assert all(isinstance(one, Record) for one in before)
    assert isinstance(last, Unreadable)
    assert (
        last.cause
        == "gzip-compressed, and damaged: Compressed file ended before the end-of-stream marker was reached"
    )


def test_the_first_document_of_a_damaged_file_is_not_lost_with_the_second() -> None:
    content = (
        b'[{"a": 1},'
        + b" " * 70_000
        + b'{"b": "'
        + random.Random(1).randbytes(90_000).hex().encode()
        + b'"}]'
    )
    one, last = taken(gzip.compress(content)[:60_000])
    assert isinstance(one, Record)
    assert (one.header.identifier, one.payload) == ("f.json#1", b'{"a": 1}')
    assert isinstance(last, Unreadable)
    assert last.cause.startswith("gzip-compressed, and damaged: ")
