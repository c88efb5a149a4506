"""Whatever a repository answers, one line names it and the cause, and the records before it are kept."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest

from profiles.record import Record
from tests.harvesters.feeds import (
    METADATA,
    answer,
    error,
    identifiers,
    only_line,
    page,
    record,
    taken_from,
)
from tests.harvesters.server import Asked, Reply, Server, in_turn, serving

FIRST = Reply(page(record(1), record(2), token="next"))
WHOLE = page(record(3), record(4), record(5))
ENTITY = '<!DOCTYPE OAI-PMH [<!ENTITY {}>]>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'


def with_doctype(entity: str, use: str) -> bytes:
    whole = page(record(3, METADATA.replace("A title", use))).decode()
    return ENTITY.format(entity).encode() + whole.partition('.0/">')[2].encode()


BAD = [
    pytest.param(Reply(b"not XML at all"), "not well-formed XML: line 1", id="not-xml"),
    pytest.param(Reply(b""), "the response is empty", id="empty"),
    pytest.param(Reply(b"%PDF-1.7"), "a PDF document", id="pdf"),
    pytest.param(
        Reply(b"<!DOCTYPE html><html><head><title>Please wait</title></head><p>"),
        "an HTML page (its title is 'Please wait'); is this its OAI-PMH address?",
        id="html-with-status-200",
    ),
    pytest.param(
        Reply(b"<html><head><title>Log in</title></head></html>"),
        "an HTML page (its title is 'Log in')",
        id="html-that-is-well-formed",
    ),
    pytest.param(Reply(b"<rss/>"), "its root element is rss", id="another-xml"),
    pytest.param(Reply(answer("")), "it answered ListRecords with nothing", id="an-empty-answer"),
    pytest.param(Reply(answer("<Identify/>")), "it answered ListRecords with Identify", id="another-verb"),
    pytest.param(
        Reply(with_doctype('b "lol"><!ENTITY c "&b;&b;&b;&b;"', "&c;")), "entities", id="entity-bomb"
    ),
    pytest.param(
        Reply(with_doctype('x SYSTEM "file:///etc/passwd"', "&x;")), "entities", id="external-entity"
    ),
    *(
        pytest.param(
            Reply(error("badArgument", "no such set"), status=status),
            "the repository answered badArgument: no such set",
            id=f"oai-error-{status}",
        )
        for status in (200, 404, 422, 500)
    ),
    pytest.param(
        Reply(error("badResumptionToken", "too\n old"), status=422),
        "badResumptionToken: too old; harvest again from the start",
        id="oai-error-on-two-lines",
    ),
    pytest.param(Reply(error("", "")), "an error without a code", id="oai-error-without-a-code"),
    pytest.param(Reply(b"gone", status=404), "HTTP status 404; see whether the address", id="404"),
    pytest.param(Reply(b"<no/>", status=403), "HTTP status 403; ask its operator for access", id="403"),
    pytest.param(Reply(b"", status=500), "HTTP status 500; try again later", id="500"),
    pytest.param(
        Reply(b"plain", headers={"Content-Encoding": "gzip"}), "not compressed as its header", id="no-gzip"
    ),
    pytest.param(
        Reply(gzip.compress(WHOLE)[:-60], headers={"Content-Encoding": "gzip"}),
        "not well-formed XML",
        id="gzip-cut-off",
    ),
    pytest.param(Reply(b"<OAI", length=5000), "the connection broke", id="cut-amid-the-body"),
    pytest.param(Reply(silent=True), "does not answer within 0.2 seconds", id="silent"),
]


@pytest.mark.parametrize(("reply", "cause"), BAD)
def test_a_bad_answer_is_one_line_after_the_records_before_it(reply: Reply, cause: str) -> None:
    with serving(in_turn(FIRST, reply)) as server:
        taken = taken_from(server.address, timeout=0.2 if reply.silent else 5.0)
    assert identifiers(taken) == ["1", "2"]
    assert cause in only_line(taken, server.address)


@pytest.mark.parametrize(("reply", "cause"), BAD)
def test_a_bad_answer_is_one_line_when_it_is_the_first(reply: Reply, cause: str) -> None:
    with serving(in_turn(reply)) as server:
        taken = taken_from(server.address, timeout=0.2 if reply.silent else 5.0)
    assert identifiers(taken) == []
    assert cause in only_line(taken, server.address)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(WHOLE[: WHOLE.index(b"a.example:5") + 30], id="cut-off-in-mid-record"),
        pytest.param(WHOLE[: WHOLE.index(b"</ListRecords>")], id="cut-off-after-a-record"),
        pytest.param(WHOLE.replace(b"<record><header><identifier>oai:a.example:5", b"\xe9"), id="latin-1"),
        pytest.param(WHOLE.replace(b"a.example:5", b"&eacute;"), id="undeclared-entity"),
        pytest.param(WHOLE.replace(b"a.example:5", b"\x1b"), id="forbidden-character"),
        pytest.param(
            WHOLE.replace(b"<record>", b"<p:record>").replace(b"</record>", b"</p:record>")
            .replace(b"OAI-PMH xmlns", b'OAI-PMH xmlns:p="http://www.openarchives.org/OAI/2.0/" xmlns')[:-90],
            id="with-prefixes",
        ),
    ],
)  # fmt: skip
def test_a_broken_page_gives_its_whole_records_and_one_line(broken: bytes) -> None:
    with serving(in_turn(FIRST, Reply(broken))) as server:
        taken = taken_from(server.address)
    assert identifiers(taken)[:4] == ["1", "2", "3", "4"]
    cause = only_line(taken, server.address)
    assert cause.startswith("the response cannot be read: not well-formed XML: line ")
    assert all(one.metadata_prefix == "oai_dc" for one in taken if isinstance(one, Record))


def test_a_record_in_the_metadata_does_not_pass_for_one_of_the_page() -> None:
    metadata = '<collection xmlns="http://www.loc.gov/MARC21/slim"><record/><record></record></collection>'
    marc = '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>x</leader></record>'
    whole = page(*(record(n, marc if n % 2 else metadata) for n in range(20)), record("last"))
    with serving(in_turn(Reply(whole[: whole.index(b"a.example:last")]))) as server:
        taken = taken_from(server.address)
    assert identifiers(taken) == [str(n) for n in range(20)]


def test_an_entity_on_loopback_is_not_fetched() -> None:
    with serving(in_turn(Reply(b"secret"))) as inside:
        bad = with_doctype(f'x SYSTEM "{inside.root}/secret"', "&x;")
        outside_dtd = page().replace(b"<OAI", f'<!DOCTYPE OAI-PMH SYSTEM "{inside.root}/x.dtd"><OAI'.encode())
        with serving(in_turn(Reply(bad), Reply(outside_dtd))) as server:
            assert "entities" in only_line(taken_from(server.address), server.address)
            assert taken_from(server.address) == []
    assert inside.asked == []


def test_a_bad_record_costs_no_other_its_result() -> None:
    unknown = '<unheard-of xmlns="urn:x"/>'
    records = [record(1), "<record><metadata/></record>", record(2, ""), record(3, METADATA * 2)]
    records += ["<record><header/></record>", record(4, "&lt;dc/&gt;"), record(5, unknown), record(6)]
    with serving(in_turn(Reply(page(*records)))) as server:
        taken = taken_from(server.address)
    assert [one.header.identifier[-1] for one in taken if isinstance(one, Record)] == ["1", "5", "6"]
    assert [(one.identifier, one.cause) for one in taken if not isinstance(one, Record)] == [
        (None, "the record has no header"),
        ("oai:a.example:2", "the record has no metadata"),
        ("oai:a.example:3", "the record has 2 documents in its metadata, where one belongs"),
        (None, "the record's header has no identifier"),
        ("oai:a.example:4", "the record has text in its metadata, where an XML document belongs"),
    ]
    assert [one.line for one in taken if not isinstance(one, Record)] == [4, 4, 5, 6, 6]


def endless(part: bytes) -> Iterator[bytes]:
    yield page(record(1)).partition(b"</ListRecords>")[0]
    while True:
        yield part


def bomb() -> Iterator[bytes]:
    """A gzip stream that grows a thousandfold, for ever."""
    packing = zlib.compressobj(wbits=31)
    for part in endless(b" " * 1_000_000):
        yield packing.compress(part)


LIMIT = 3_000_000


@pytest.mark.parametrize(
    ("body", "headers", "most"),
    [
        pytest.param(lambda: endless(b"\0" * 65_536), {}, 20 * LIMIT, id="zeros"),
        pytest.param(lambda: endless(record(2).encode() * 100), {}, 20 * LIMIT, id="records"),
        pytest.param(bomb, {"Content-Encoding": "gzip"}, LIMIT, id="gzip-bomb"),
    ],
)
def test_a_page_over_the_limit_is_not_read_to_its_end(body, headers: dict[str, str], most: int) -> None:
    """The bodies have no end: were one read to it, the test would have none either."""

    def reply(_: Asked) -> Reply:
        return Reply(body(), headers=headers)

    with serving(reply) as server:
        tracemalloc.start()
        taken = taken_from(server.address, max_page_bytes=LIMIT)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    cause = "a response is larger than 3,000,000 bytes; raise the setting max_page_bytes if that is right"
    assert only_line(taken, server.address) == cause
    assert server.sent < most  # what the sockets hold comes on top of what was read
    assert peak < 5 * LIMIT


def asked_verbs(server: Server) -> list[str | None]:
    return [asked.arguments.get("verb") for asked in server.asked]


def test_a_broken_page_is_asked_for_once() -> None:
    with serving(in_turn(Reply(WHOLE[:-40]))) as server:
        taken_from(server.address)
    assert asked_verbs(server) == ["ListRecords"]
