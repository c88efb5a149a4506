"""A list over many pages: its tokens, where it ends, and when it never would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvesters.oai import MetadataFormat, Repository, Request, choose_prefix
from harvesters.targets import take
from profiles.record import Record
from tests.harvesters.feeds import (
    FORMATS,
    METADATA,
    answer,
    error,
    identifiers,
    only_line,
    options,
    page,
    record,
    taken_from,
)
from tests.harvesters.server import Asked, Reply, Server, in_turn, serving

TOKENS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)


def by_token(pages: dict[str | None, bytes]) -> Callable[[Asked], Reply]:
    return lambda asked: Reply(pages[asked.arguments.get("resumptionToken")])


@pytest.mark.parametrize("end", [None, "", " \n\t"], ids=["missing", "empty", "blank"])
def test_the_last_page_has_no_token_or_an_empty_one(end: str | None) -> None:
    pages = {
        None: page(record(1), token="a"),
        "a": page(record(2), token="b"),
        "b": page(record(3), token=end),
    }
    with serving(by_token(pages)) as server:
        assert identifiers(taken_from(server.address)) == ["1", "2", "3"]
    assert [asked.arguments for asked in server.asked] == [
        {"verb": "ListRecords", "metadataPrefix": "oai_dc"},
        {"verb": "ListRecords", "resumptionToken": "a"},
        {"verb": "ListRecords", "resumptionToken": "b"},
    ]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(in_turn(Reply())) as running:
        yield running


@given(token=TOKENS)
def test_a_token_comes_back_as_it_was_given(server: Server, token: str) -> None:
    server.answer = by_token({None: page(record(1), token=escape(token)), token: page(record(2))})
    assert identifiers(taken_from(server.address)) == ["1", "2"]


@pytest.mark.parametrize("token", ["a b  c", "a&b=c#d?e/f+g%20;h", "<!-- old -->new", "\n  padded\n  "])
def test_a_token_may_hold_what_an_address_may_not(token: str) -> None:
    expected = token.replace("<!-- old -->", "").strip()
    written = token if token.startswith("<") else escape(token)
    with serving(by_token({None: page(record(1), token=written), expected: page(record(2))})) as server:
        assert identifiers(taken_from(server.address)) == ["1", "2"]


def test_the_same_page_and_token_for_ever_ends() -> None:
    with serving(in_turn(Reply(page(record(1), token="a")))) as server:
        taken = taken_from(server.address)
    assert identifiers(taken) == ["1"]
    assert "the same page and token again and again; tell its operator" in only_line(taken, server.address)


def test_a_circle_of_tokens_ends() -> None:
    pages = {
        None: page(record(0), token="a"),
        "a": page(record(1), token="b"),
        "b": page(record(2), token="a"),
    }
    with serving(by_token(pages)) as server:
        taken = taken_from(server.address)
    assert identifiers(taken) == ["0", "1", "2"]
    assert "again and again" in only_line(taken, server.address)


def test_one_token_for_all_pages_is_no_circle() -> None:
    pages = [Reply(page(record(n), token="session")) for n in range(3)]
    with serving(in_turn(*pages, Reply(page(record(3))))) as server:
        assert identifiers(taken_from(server.address)) == ["0", "1", "2", "3"]


@pytest.mark.parametrize("status", [200, 404, 422])
def test_no_records_match_is_an_empty_list(status: int) -> None:
    with serving(in_turn(Reply(error("noRecordsMatch"), status))) as server:
        assert taken_from(server.address) == []


def test_what_is_asked_for_is_asked_for() -> None:
    asked = Request("lom", set="a b", from_="2024-01-01", until="2024-02")
    with serving(in_turn(Reply(page()))) as server:
        assert list(take(server.address, options=options(), request=asked)) == []
        with Repository(server.address, options=options()) as repository:
            assert [each.records for each in repository.pages(Request(None, token="t"))] == [()]
    assert [each.arguments for each in server.asked] == [
        {"verb": "ListRecords", "metadataPrefix": "lom", "set": "a b"}
        | {"from": "2024-01-01", "until": "2024-02"},
        {"verb": "ListRecords", "resumptionToken": "t"},
    ]


def test_records_of_later_pages_know_what_they_were_asked_for_as() -> None:
    pages = {None: page(record(1), token="a"), "a": page(record(2))}
    with serving(by_token(pages)) as server:
        taken = taken_from(server.address)
    assert [one.metadata_prefix for one in taken if isinstance(one, Record)] == ["oai_dc", "oai_dc"]


def test_a_deleted_record_has_no_payload_and_an_about_container_is_kept() -> None:
    deleted = '<record><header status="deleted"><identifier>oai:a.example:1</identifier></header></record>'
    about = "<about><rights xmlns='urn:r'>&lt;CC0></rights></about><about><p:where xmlns:p='urn:p'/></about>"
    with serving(in_turn(Reply(page(deleted, record(2, METADATA, about))))) as server:
        gone, kept = taken_from(server.address)
    assert isinstance(gone, Record)
    assert (gone.header.deleted, gone.header.datestamp, gone.payload) == (True, None, b"")
    assert isinstance(kept, Record)
    assert [each.partition(b" ")[0] for each in kept.about] == [b"<rights", b"<p:where"]
    assert b"&lt;CC0&gt;" in kept.about[0]


def test_without_a_prefix_the_richest_format_is_asked_for() -> None:
    def reply(asked: Asked) -> Reply:
        return Reply(answer(FORMATS) if asked.arguments["verb"] == "ListMetadataFormats" else page(record(1)))

    with serving(reply) as server:
        assert identifiers(list(take(server.address, options=options()))) == ["1"]
    assert server.asked[1].arguments["metadataPrefix"] == "oai_dc"


LOM = "http://ltsc.ieee.org/xsd/LOM"
DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        ([("oai_dc", DC), ("oai_lom", LOM)], "oai_lom"),
        ([("oai_dc", DC), ("lom", "http://wrong.example/")], "lom"),
        ([("lom", None), ("x", LOM)], "x"),
        ([("ims", None), ("lom", None)], "lom"),
        ([("marcxml", "http://www.loc.gov/MARC21/slim")], "oai_dc"),
        ([], "oai_dc"),
    ],
)
def test_the_richest_format_is_known_by_its_namespace_or_else_its_prefix(
    offered: list[tuple[str, str | None]], chosen: str
) -> None:
    assert choose_prefix([MetadataFormat(prefix, space) for prefix, space in offered]) == chosen
