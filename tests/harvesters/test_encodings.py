"""Latin-1 said to be UTF-8, in each carrier: it is read, the fault told where it is, and no other touched."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.pipeline import Examined, examine
from harvesters.page import cut
from harvesters.streams import read_stream
from profiles.record import Record, Unreadable
from profiles.rules import load_profile
from tests.harvesters.feeds import METADATA, identifiers, page, record, taken_from
from tests.harvesters.server import Reply, in_turn, serving
from validators.engine import Engine
from validators.finding import Finding

ENGINE = Engine(load_profile("eu-core"))
CAFE = "Caf\N{LATIN SMALL LETTER E WITH ACUTE}"
RIGHT = METADATA.replace("A title", f"{CAFE} &#x1F393; 1")
# A mark stands for bytes that are no UTF-8, for what is written must pass through UTF-8 first.
SAME = METADATA.replace("A title", "Caf~ \U0001f393 ~ 2").replace("<dc:title>", '<dc:title xml:lang="fr">')


def wrong(content: bytes | str, byte: bytes = b"\xe9") -> bytes:
    """Content with a byte that is no UTF-8 for each ~."""
    return (content if isinstance(content, bytes) else content.encode()).replace(b"~", byte)


def taken(content: bytes, name: str = "f.xml", limit: int = 1 << 20) -> list[Record | Unreadable]:
    return list(read_stream(io.BytesIO(content), origin="f", name=name, limit=limit))


def examined(one: Record | Unreadable) -> Examined:
    outcome = examine(one, ENGINE)
    assert isinstance(outcome, Examined), str(outcome)
    return outcome


def of_encoding(one: Examined) -> list[Finding]:
    return [finding for finding in one.verdict.findings if finding.code == "encoding"]


def titles(content: bytes, name: str = "f.xml", **given: int) -> list[tuple[str, bool]]:
    """The title of each record, and whether its encoding was found to be wrong."""
    found = [examined(one) for one in taken(content, name, **given)]
    return [(one.resource.name[0].value, bool(of_encoding(one))) for one in found]


def test_of_a_page_each_record_is_read_and_only_the_wrong_one_is_told() -> None:
    content = wrong(page(record(1, RIGHT), record("2-~", SAME), record(3)))
    assert titles(content) == [
        (f"{CAFE} \U0001f393 1", False),
        (f"{CAFE} \U0001f393 é 2", True),
        ("A title", False),
    ]
    first, second, third = taken(content)
    assert identifiers([first, second, third]) == ["1", "2-é", "3"]
    assert isinstance(second, Record)
    assert b"Caf\xe9 \xf0\x9f\x8e\x93 \xe9 2" in second.payload
    [found] = of_encoding(examined(second))
    location, shown = examined(second).show(found)
    line = content.decode("utf-8", "surrogateescape").split("\n")[location.line - 1]
    assert line[location.column - 1 :].startswith('<dc:title xml:lang="fr">Caf\udce9')
    assert location.path == "/dc/title"
    assert "Caf<0xE9> \U0001f393 <0xE9> 2" in str(shown)
    in_record = second.payload.decode("utf-8", "surrogateescape")[: location.in_record.column]
    assert in_record.endswith("<")
    assert in_record.count("<") == 2


@pytest.mark.parametrize(
    "byte", [b"\xe9", b"\x93", b"\xff", b"\x81", b"\xc3\x28", b"\xed\xa0\x80", b"\xf0\x9f\x8e"]
)
def test_whatever_byte_it_is_the_page_is_read_and_the_payload_has_it(byte: bytes) -> None:
    one, two = taken(wrong(page(record(1, SAME), record(2)), byte))
    assert isinstance(one, Record)
    assert isinstance(two, Record)
    assert b"Caf" + byte + b" \xf0\x9f\x8e\x93 " + byte + b" 2" in one.payload
    assert of_encoding(examined(one))
    assert not of_encoding(examined(two))


def test_attributes_sets_and_what_is_said_about_a_record_are_read_too() -> None:
    dirty = record(1, METADATA.replace("<dc:title>", '<dc:title xml:lang="~">'), "<about><a>~</a></about>")
    content = wrong(page(dirty.replace("</header>", "<setSpec>~</setSpec></header>"), token="t~"))
    cut_page = cut(content, "here")
    [one] = cut_page.records
    assert isinstance(one, Record)
    assert (one.header.sets, cut_page.token) == (("é",), "té")
    assert "é".encode() in one.about[0]
    assert examined(one).resource.name[0].lang == "é"
    assert [examined(one).locate(found).path for found in of_encoding(examined(one))] == ["/dc/title"]


def test_a_page_that_is_cut_off_gives_its_whole_records_though_bytes_are_wrong() -> None:
    content = wrong(page(record(1, SAME), record(2), record(3)))
    content = content[: content.rindex(b"A title")]
    first, second, broken = taken(content)
    assert isinstance(broken, Unreadable)
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert b"Caf\xe9" in first.payload
    [found] = of_encoding(examined(first))
    location, shown = examined(first).show(found)
    assert content.split(b"\n")[location.line - 1].count(b"<dc:title") == 1
    assert "Caf<0xE9>" in str(shown)
    assert not of_encoding(examined(second))


def test_a_record_with_its_header_is_read_as_one_of_a_page() -> None:
    alone = record("~", SAME).replace("<record>", '<record xmlns="http://www.openarchives.org/OAI/2.0/">')
    [one] = taken(wrong(alone))
    assert isinstance(one, Record)
    assert one.header.identifier == "oai:a.example:é"
    assert len(of_encoding(examined(one))) == 1


def test_a_single_record_is_kept_as_found_and_told() -> None:
    content = wrong(SAME)
    [one] = taken(content)
    assert isinstance(one, Record)
    assert one.payload == content
    assert titles(content) == [(f"{CAFE} \U0001f393 é 2", True)]


@pytest.mark.parametrize("between", ["\n", '\n<?xml version="1.0" encoding="UTF-8"?>\n', ""])
def test_of_documents_one_after_the_other_only_the_wrong_one_is_told(between: str) -> None:
    content = wrong(between.join([RIGHT, SAME, METADATA]).lstrip())
    expected = [(f"{CAFE} \U0001f393 1", False), (f"{CAFE} \U0001f393 é 2", True), ("A title", False)]
    assert titles(content) == expected
    assert titles(content, limit=len(SAME) + 99) == expected


JSON_RIGHT = json.dumps(
    {"@context": "https://schema.org", "@type": "Course", "name": CAFE}, ensure_ascii=False
)
JSON_WRONG = JSON_RIGHT.replace(CAFE, "Caf~\U0001f393").replace(
    '"name"', '"url": "https://a.example", "name"'
)


@pytest.mark.parametrize("name", ["f.json", "f.ndjson"])
@pytest.mark.parametrize(
    ("start", "between", "end"),
    [("", "\n", "\n"), ("", "\r\n", ""), ("[", ", ", "]"), ("", "", ""), ("[\n", ",\n", "]")],
)
def test_of_json_documents_only_the_wrong_one_is_told(start: str, between: str, end: str, name: str) -> None:
    content = wrong(start + between.join([JSON_RIGHT, JSON_WRONG, JSON_RIGHT]) + end)
    assert titles(content, name) == [(CAFE, False), (f"{CAFE}\U0001f393", True), (CAFE, False)]
    lines = content.decode("utf-8", "surrogateescape").split("\n")
    for one in taken(content, name):
        assert isinstance(one, Record)
        rest = "\n".join([lines[one.line - 1][one.column - 1 :], *lines[one.line :]])
        assert rest.startswith(one.payload.decode("utf-8", "surrogateescape"))
        for found in of_encoding(examined(one)):
            location = examined(one).locate(found)
            assert location.path == "/name"
            assert lines[location.line - 1][location.column - 1 :].startswith('"Caf\udce9')


def test_a_name_of_json_that_is_wrong_is_told_where_it_stands() -> None:
    content = wrong(JSON_RIGHT.replace('"name"', '"educationalUse": {"n~": 1}, "name"'))
    [one] = taken(content, "f.json")
    [found] = of_encoding(examined(one))
    assert examined(one).locate(found).path == "/educationalUse"


def test_a_page_for_people_is_read_and_told() -> None:
    script = f'<script type="application/ld+json">{JSON_WRONG}</script>'
    html = f'<!doctype html><meta charset="utf-8">\n <title>a ~</title>{script}'
    assert titles(wrong(html), "f.html") == [(f"{CAFE}\U0001f393", True)]
    [one] = taken(wrong(html), "f.html")
    [found] = of_encoding(examined(one))
    assert examined(one).locate(found)[:3] == (2, 11, "")
    assert titles(html.replace("~", "e").encode(), "f.html") == [("Cafe\U0001f393", False)]


def test_turtle_is_read_and_told() -> None:
    turtle = (
        "# a title\n<https://a.example/1> a <http://data.europa.eu/snb/model/elm/LearningOpportunity> ;\n"
    )
    turtle += '  <http://purl.org/dc/terms/title> "Caf~"@fr .\n'
    assert titles(wrong(turtle), "f.ttl") == [(CAFE, True)]
    [one] = taken(wrong(turtle), "f.ttl")
    [found] = of_encoding(examined(one))
    assert examined(one).locate(found)[:2] == (3, 40)


def test_a_harvested_page_is_read_and_told() -> None:
    answers = [wrong(page(record(1, RIGHT), record(2, SAME), token="~")), page(record(3))]
    with serving(in_turn(*(Reply(body) for body in answers))) as server:
        found = taken_from(server.address)
        assert server.asked[-1].arguments["resumptionToken"] == "é"
    assert identifiers(found) == ["1", "2", "3"]
    assert [len(of_encoding(examined(one))) for one in found] == [0, 1, 0]


def test_a_document_in_a_one_byte_encoding_by_its_own_word_is_right() -> None:
    content = f'<?xml version="1.0" encoding="ISO-8859-1"?>{METADATA.replace("A title", CAFE)}'.encode(
        "latin-1"
    )
    assert titles(content) == [(CAFE, False)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("document", "name"), [(RIGHT, "f.xml"), (JSON_RIGHT, "f.json")])
def test_byte_order_marks_and_utf_16_are_no_fault(document: str, name: str, encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>' if name == "f.xml" else ""
    [(title, is_wrong)] = titles((declared + document).encode(encoding), name)
    assert title.startswith(CAFE)
    assert not is_wrong


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_page_with_a_byte_order_mark_or_in_utf_16_is_read(encoding: str) -> None:
    text = page(record(1, RIGHT)).decode().replace("UTF-8", encoding.removesuffix("-sig"))
    assert titles(text.encode(encoding)) == [(f"{CAFE} \U0001f393 1", False)]


def test_a_document_with_the_marks_among_its_own_characters_is_not_guessed_at() -> None:
    mark = chr(0x10FFE9)
    right = METADATA.replace("A title", mark)
    assert titles(page(record(1, right))) == [(mark, False)]
    *_, refused = taken(wrong(page(record(1, right), record(2, SAME))))
    assert isinstance(refused, Unreadable)


@given(
    st.lists(
        st.sampled_from([b"Caf", b"\xe9", b"\x80", b"\xc3", b"\xc3\xa9", b"\xff", b"\n", b"&amp;"]),
        max_size=12,
    )
)
def test_any_bytes_in_a_page_are_the_payloads_and_windows_1252_where_they_are_no_utf_8(
    parts: list[bytes],
) -> None:
    said = b"".join(parts)
    content = page(record(1, METADATA.replace("A title", "~ end")), record(2)).replace(b"~", said)
    one, two = taken(content)
    assert isinstance(one, Record)
    assert isinstance(two, Record)
    assert said + b" end" in one.payload
    try:
        expected = said.decode()
    except UnicodeDecodeError:
        expected = None
    found = examined(one)
    assert (expected is None) == bool(of_encoding(found))
    if expected is not None:
        assert found.resource.name[0].value == f"{expected} end".replace("&amp;", "&").strip()
    assert not of_encoding(examined(two))


def test_saved_pages_of_a_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "page.xml").write_bytes(wrong(page(record(1, SAME))))
    assert len(of_encoding(examined(taken_from(str(tmp_path))[0]))) == 1
