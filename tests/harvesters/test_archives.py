"""Archives and compressed files: each member is read or named with its cause; none leads out or bursts."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvesters.streams import read_stream
from profiles.record import Record
from tests.harvesters.feeds import METADATA, page, record, taken_from
from tests.harvesters.packing import LIMIT, tarred, told, zipped

ONE = METADATA.encode()
PAGE = page(record(1), record(2))


FILES = {
    "./feed/a.xml": ONE,
    "b.lom": PAGE,
    "readme.txt": b"Hello",
    "told-by-its-beginning": ONE,
    "video.mp4": b"x" * (LIMIT + 1),
    ".hidden.xml": b"x",
    "__MACOSX/._a.xml": b"\0\5\x16\7",
    "sub/": b"",
    "more.xml.gz": gzip.compress(ONE),
}
READ = ["feed/a.xml", "oai:a.example:1", "oai:a.example:2", "told-by-its-beginning", "more.xml.gz"]
WRITTEN = {
    "all.zip": zipped(FILES),
    "all.tar": tarred(FILES),
    "all.tar.gz": gzip.compress(tarred(FILES)),
    "all.tgz": tarred(FILES, "w:gz"),
    "all.tar.bz2": bz2.compress(tarred(FILES)),
    "all.tar.xz": lzma.compress(tarred(FILES)),
    "named-wrongly.xml": zipped(FILES),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_an_archive_is_read_member_by_member_by_whatever_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(WRITTEN[name])
    assert [each.removeprefix("./") for each in told(tmp_path / name)] == READ
    assert [each.removeprefix("./") for each in told(tmp_path)] == READ


def test_a_member_is_named_with_its_archive(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"in/b.xml": b"<a>"}))
    [refused] = taken_from(str(tmp_path / "a.zip"))
    assert str(refused).startswith(f"{tmp_path}/a.zip!in/b.xml, line 1: not well-formed XML: ")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("export.xml.gz", gzip.compress(PAGE)),
        ("export.gz", gzip.compress(PAGE[:200]) + gzip.compress(PAGE[200:])),
        ("export.xml.bz2", bz2.compress(PAGE)),
        ("export.xml.xz", lzma.compress(PAGE)),
    ],
)
def test_a_compressed_page_is_read(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert told(tmp_path / name) == told(tmp_path) == ["oai:a.example:1", "oai:a.example:2"]


def bomb(size: int) -> bytes:
    return b"<a>" + b" " * size + b"</a>"


def link(name: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, "/etc/passwd"
    return made


def encrypted() -> bytes:
    content = bytearray(zipped({"a.xml": ONE}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags] |= 1
    return bytes(content)


TOO_LARGE = "it is larger than 1,000,000 bytes; raise the setting max_page_bytes if that is right"
NESTED = "an archive within another, which is not opened; unpack it first"
LEADS_OUT = "its name leads out of the archive"
LINK = "a link or a device, which is not followed"
ENDED = "and damaged: Compressed file ended before the end-of-stream marker"
NO_XML = "an archive that holds no XML, JSON, HTML or Turtle file"
BAD_TAR = "a damaged tar archive: "
BAD_HEADER = f"{BAD_TAR}the header of a member is damaged: "

ZIP, TAR, TGZ = zipped({"a.xml": ONE}), tarred({"a.xml": ONE}), tarred({"a.xml": ONE}, "w:gz")
TWO = {"a.xml": ONE, "b.xml": ONE}
LARGE = {"a.xml": bomb(LIMIT), "c.xml": ONE}
LINKS = {"a.xml": link("a.xml"), "b.xml": link("b.xml", tarfile.FIFOTYPE), "c.xml": ONE}
WITHIN = {
    "zip": ZIP,
    "tar": TAR,
    "tar.gz": TGZ,
    "gz": TGZ,
    "xml": ZIP,
    "lom": TAR,
    "xml.gz": gzip.compress(gzip.compress(ONE)),
}

REFUSED: dict[str, tuple[str, bytes, list[str]]] = {
    "zip-empty": ("a.zip", zipped({}), [f": {NO_XML}"]),
    "zip-without-xml": ("a.zip", zipped({"a.png": b""}), [f": {NO_XML}"]),
    "tar-without-xml": ("a.tar", tarred({"a.png": b""}), [f": {NO_XML}"]),
    "zip-leads-out": (
        "a.zip",
        zipped({"../../a.xml": ONE, "/b.xml": ONE, "c.xml": ONE}),
        [f"!../../a.xml: {LEADS_OUT}", f"!/b.xml: {LEADS_OUT}", "c.xml"],
    ),
    "tar-leads-out": ("a.tar", tarred({"../a.xml": ONE, "c.xml": ONE}), [f"!../a.xml: {LEADS_OUT}", "c.xml"]),
    "tar-links": ("a.tar", tarred(LINKS), [f"!a.xml: {LINK}", f"!b.xml: {LINK}", "c.xml"]),
    "zip-encrypted": ("a.zip", encrypted(), ["!a.xml: it is encrypted; unpack it with its password first"]),
    "zip-large": ("a.zip", zipped(LARGE), [f"!a.xml: {TOO_LARGE}", "c.xml"]),
    "tar-large": ("a.tgz", tarred(LARGE, "w:gz"), [f"!a.xml: {TOO_LARGE}", "c.xml"]),
    "gz-large": ("a.xml.gz", gzip.compress(bomb(LIMIT)), [f": {TOO_LARGE}"]),
    "xml-large": ("a.xml", bomb(LIMIT), [f": {TOO_LARGE}"]),
    "zip-gz-large": ("a.zip", zipped({"b.gz": gzip.compress(bomb(LIMIT))}), [f"!b.gz: {TOO_LARGE}"]),
    "gz-gz": ("a.gz", gzip.compress(gzip.compress(ONE)), [f": {NESTED}"]),
    "gz-zip": ("a.gz", gzip.compress(ZIP), [f": {NESTED}"]),
    "zip-cut-off": ("a.zip", ZIP[:80], [": a damaged zip archive: File is not a zip file"]),
    "zip-damaged": (
        "a.zip",
        zipped(TWO).replace(ZIP[40:60], bytes(20), 1),
        ["!a.xml: it cannot be unpacked: Error -3 while decompressing data", "b.xml"],
    ),
    "gz-cut-off": ("a.gz", gzip.compress(ONE)[:-20], [f": gzip-compressed, {ENDED}"]),
    "gz-damaged": ("a.gz", b"\x1f\x8b" + b"x" * 50, [": gzip-compressed, and damaged: Unknown compression"]),
    "bz2-damaged": ("a.bz2", b"BZh" + b"x" * 50, [": bzip2-compressed, and damaged: Invalid data"]),
    "xz-cut-off": ("a.xml.xz", lzma.compress(ONE)[:-9], [f": xz-compressed, {ENDED}"]),
    "tar-cut-off": ("a.tar", tarred(TWO)[:1300], ["a.xml", f": {BAD_HEADER}truncated header"]),
    "tar-cut-off-in-a-member": ("a.tar", TAR[:600], [f": {BAD_TAR}unexpected end of data"]),
    "tar-damaged": (
        "a.tar",
        tarred(TWO).replace(b"b.xml", b"B.xml"),
        ["a.xml", f": {BAD_HEADER}bad checksum"],
    ),
    "empty": ("a.xml", b"", [": empty, nothing to read"]),
} | {
    f"{ending}-in-a-zip": (
        "a.zip",
        zipped({f"b.{ending}": held, "c.xml": ONE}),
        [f"!b.{ending}: {NESTED}", "c.xml"],
    )
    for ending, held in WITHIN.items()
}


@pytest.mark.parametrize(("name", "content", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_one_line_and_costs_no_other_file(
    tmp_path: Path, name: str, content: bytes, expected: list[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    lines = told(tmp_path / name)
    assert [line[: len(start)] for line, start in zip(lines, expected, strict=True)] == expected


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """A zip says what it holds; what a gzip holds is read to the limit; a tar's headers are short."""
    (tmp_path / "a.zip").write_bytes(zipped({"a.xml": bomb(50_000_000)}))
    (tmp_path / "b.xml.gz").write_bytes(gzip.compress(bomb(50_000_000)))
    member = tarfile.TarInfo("a.xml")
    member.pax_headers = {"comment": " " * 50_000_000}
    with tarfile.open(tmp_path / "c.tar.gz", "w:gz", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(member)
    tracemalloc.start()
    [in_zip] = told(tmp_path / "a.zip", limit=10**9)
    [in_gzip] = told(tmp_path / "b.xml.gz")
    [in_tar] = told(tmp_path / "c.tar.gz")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "fold when unpacked, as bombs do" in in_zip
    assert in_gzip == f": {TOO_LARGE}"
    assert in_tar.startswith(f": {BAD_TAR}the header of a member has 50,000,0")
    assert peak < 10 * LIMIT


def test_a_compressed_tar_that_is_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    members = {f"{n}.xml": ONE + bytes(f"<!-- {random.Random(n).random()} -->", "ascii") for n in range(100)}
    content = tarred(members, "w:gz")
    (tmp_path / "a.tgz").write_bytes(content[: len(content) * 3 // 4])
    *before, last = told(tmp_path / "a.tgz")
    assert before == list(members)[: len(before)]
    assert len(before) > 30
    assert last.startswith(f": {BAD_TAR}{ENDED.removeprefix('and damaged: ')}")


@given(st.data())
def test_whatever_is_damaged_in_an_archive_it_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(
        data.draw(st.sampled_from([zipped(TWO), tarred(TWO)[:2048], TGZ, lzma.compress(ONE)]))
    )
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content))) :]
    for taken in read_stream(io.BytesIO(content), origin="a", name="a", limit=LIMIT):
        assert isinstance(taken, Record) or len(str(taken).splitlines()) == 1
