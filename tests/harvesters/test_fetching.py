"""How a repository is asked: again when it is busy, elsewhere when it has moved, and no further than that."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from httpx2 import URL
from hypothesis import given
from hypothesis import strategies as st

from harvesters.fetching import wait_asked_for
from harvesters.guard import Refused, check_redirect, is_inside
from harvesters.oai import HarvestFailed, Repository, Request
from tests.harvesters.feeds import identifiers, only_line, options, page, record, taken_from
from tests.harvesters.server import Asked, Reply, in_turn, serving

GOOD = Reply(page(record(1)))
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "headers", "waits"),
    [
        (503, {"Retry-After": "7"}, [7.0]),
        (429, {"Retry-After": " 300 "}, [300.0]),
        (503, {"Retry-After": "Thu, 01 Jan 2015 00:00:00 GMT"}, [0.0]),
    ],
)
def test_a_busy_server_is_asked_again_after_the_time_it_names(
    status: int, headers: dict[str, str], waits: list[float]
) -> None:
    slept: list[float] = []
    with serving(in_turn(Reply(b"busy", status, headers), GOOD)) as server:
        assert identifiers(taken_from(server.address, sleep=slept.append)) == ["1"]
    assert slept == waits


def test_without_a_time_the_waits_grow() -> None:
    slept: list[float] = []
    busy = [Reply(b"busy", status, {"Retry-After": "soon"}) for status in (500, 502, 503, 504, 429)]
    with serving(in_turn(*busy, GOOD)) as server:
        assert identifiers(taken_from(server.address, attempts=6, sleep=slept.append)) == ["1"]
    assert all(2**n / 2 <= wait <= 2**n for n, wait in enumerate(slept))
    assert len(slept) == 5


def test_a_server_that_stays_busy_is_given_up() -> None:
    slept: list[float] = []
    with serving(in_turn(Reply(b"busy", 503, {"Retry-After": "1"}))) as server:
        cause = only_line(taken_from(server.address, attempts=4, sleep=slept.append), server.address)
    assert cause == "it answers with HTTP status 503; try again later"
    assert (len(server.asked), slept) == (4, [1.0, 1.0, 1.0])


@pytest.mark.parametrize("header", ["301", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_who_asks_to_be_left_alone_for_long_is_left_alone(header: str) -> None:
    with serving(in_turn(Reply(b"busy", 503, {"Retry-After": header}), GOOD)) as server:
        cause = only_line(taken_from(server.address), server.address)
    assert "it asks to be left alone for" in cause
    assert len(server.asked) == 1


@pytest.mark.parametrize("first", [Reply(b"<OAI", length=99), Reply(silent=True)])
def test_a_connection_that_breaks_is_made_again(first: Reply) -> None:
    with serving(in_turn(first, GOOD)) as server:
        assert identifiers(taken_from(server.address, timeout=0.3)) == ["1"]


def test_an_error_of_oai_pmh_is_an_answer_and_not_asked_for_again() -> None:
    answer = Reply(b'<oai:OAI-PMH xmlns:oai="urn:x"><oai:error code="x"/></oai:OAI-PMH>', 500)
    with serving(in_turn(answer)) as server:
        assert "answered x" in only_line(taken_from(server.address), server.address)
    assert len(server.asked) == 1


def test_a_host_that_cannot_be_reached_is_named() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # held, and not listening: nobody else can answer there
        address = f"http://127.0.0.1:{held.getsockname()[1]}/oai"
        cause = only_line(taken_from(address), address)
    assert cause.startswith("it cannot be reached: ")
    assert cause.endswith("; try again later, or raise the setting attempts")


@pytest.mark.parametrize(
    ("address", "cause"),
    [
        ("http://", "it is no address"),
        ("http:///oai", "it is no address"),
        ("http://[::1/oai", "it is no address"),
        ("HTTPS://a.example:port/oai", "it is no address"),
        ("http://a.example/oai?verb=Identify", "leave out verb"),
        ("http://a.example/oai?verb=ListRecords&set=s", "leave out set and verb"),
    ],
)
def test_what_is_no_repository_s_address_is_told(address: str, cause: str) -> None:
    assert cause in only_line(taken_from(address), address)


def test_a_query_in_the_address_stays() -> None:
    with serving(in_turn(GOOD)) as server:
        assert identifiers(taken_from(f"{server.address}?repository=a%26b")) == ["1"]
    assert server.asked[0].arguments == {
        "repository": "a&b",
        "verb": "ListRecords",
        "metadataPrefix": "oai_dc",
    }


def test_the_server_is_told_who_asks() -> None:
    with serving(in_turn(GOOD)) as server:
        taken_from(server.address, contact="mailto:a@b.example", version="1.2")
    assert server.asked[0].headers["user-agent"] == "Commonshelf/1.2 (+mailto:a@b.example)"


def test_a_pause_lies_between_requests_and_not_before_the_first() -> None:
    slept: list[float] = []
    pages = [Reply(page(record(n), token=f"t{n}")) for n in range(3)]
    with serving(in_turn(*pages, GOOD)) as server:
        taken_from(server.address, pause=2.5, sleep=slept.append)
    assert slept == [2.5] * 3


def moved(asked: Asked) -> Reply:
    """Move /oai to /new/oai, with the query, and every /loop to itself."""
    path, _, query = asked.path.partition("?")
    if path in ("/oai", "/loop"):
        place = "new/oai" if path == "/oai" else "/loop"
        return Reply(status=302, headers={"Location": f"{place}?{query}"})
    return GOOD


def test_a_redirect_on_the_same_host_is_followed() -> None:
    with serving(moved) as server:
        taken = taken_from(server.address)
    assert identifiers(taken) == ["1"]
    assert taken[0].origin.startswith(f"{server.root}/new/oai?verb=ListRecords")  # type: ignore[union-attr]


def test_a_loop_of_redirects_ends() -> None:
    with serving(moved) as server:
        cause = only_line(taken_from(f"{server.root}/loop"), f"{server.root}/loop")
    assert cause == "it redirects more than 5 times; ask for its present address"
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "location",
    ["ftp://a.example/oai", "file:///etc/passwd", "http://[::1", "http://0177.0.0.1/", "//[::1"],
)
def test_a_redirect_to_what_is_no_http_address_is_refused(location: str) -> None:
    with serving(in_turn(Reply(status=301, headers={"Location": location}))) as server:
        cause = only_line(taken_from(server.address), server.address)
    assert cause.startswith("it redirects to ")
    assert cause.endswith("; ask the repository for its present address")


def test_a_redirect_without_a_location_is_told_by_its_status() -> None:
    with serving(in_turn(Reply(status=302))) as server:
        assert "HTTP status 302" in only_line(taken_from(server.address), server.address)


OUTSIDE = URL("https://93.184.215.14/oai")
INSIDE = [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.1", "0", "0.0.0.0", "10.0.0.1", "172.16.0.1",
    "192.168.1.1", "100.64.0.1", "169.254.169.254", "224.0.0.1", "240.0.0.1", "255.255.255.255", "[::1]",
    "[::]", "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[fe80::1]", "[fd00::1]", "[ff02::1]",
    "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::7f00:1]", "localhost", "LOCALHOST",
]  # fmt: skip


@pytest.mark.parametrize("host", INSIDE)
def test_a_redirect_from_outside_to_an_inside_address_is_refused(host: str) -> None:
    with pytest.raises(Refused):
        check_redirect(OUTSIDE, URL(f"https://{host}/latest/meta-data"))


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "a..example"])
def test_a_redirect_to_a_host_that_cannot_be_found_is_refused(host: str) -> None:
    with pytest.raises(Refused, match="cannot be found"):
        check_redirect(OUTSIDE, URL(scheme="https", host=host))


@pytest.mark.parametrize(
    ("current", "target"),
    [
        ("https://93.184.215.14/oai", "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/oai"),
        ("http://93.184.215.14/oai", "https://93.184.215.14/oai"),
        ("https://93.184.215.14/oai", "https://[64:ff9b::5db8:d70e]/oai"),
        ("http://127.0.0.1:1/oai", "http://127.0.0.1:2/oai"),
        ("http://127.0.0.1/oai", "http://[::1]/oai"),
        ("http://10.0.0.1/oai", "https://93.184.215.14/oai"),
    ],
)
def test_other_redirects_may_be_followed(current: str, target: str) -> None:
    check_redirect(URL(current), URL(target))


def test_a_redirect_to_where_nothing_is_encrypted_is_refused() -> None:
    with pytest.raises(Refused, match="not encrypted"):
        check_redirect(OUTSIDE, URL("http://93.184.215.14/oai"))


def test_a_zone_is_no_part_of_the_address() -> None:
    assert is_inside("fe80::1%eth0")


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), st.integers(-12, 14))
def test_a_date_is_a_wait_from_now_and_never_a_negative_one(naive: datetime, hours: int) -> None:
    moment = (naive - timedelta(hours=hours)).replace(microsecond=0, tzinfo=UTC)
    expected = max(0.0, (moment - NOW).total_seconds())
    assert wait_asked_for(format_datetime(moment, usegmt=True), NOW) == expected


@given(st.text(max_size=40))
def test_a_retry_after_that_nobody_understands_is_as_good_as_none(text: str) -> None:
    waited = wait_asked_for(text, NOW)
    assert waited is None or waited >= 0


def test_the_connection_is_closed_whatever_happens() -> None:
    with serving(in_turn(GOOD, Reply(b"", 404))) as server:
        repository = Repository(server.address, options=options())
        with repository:
            list(repository.pages(Request("oai_dc")))
        assert repository._scythe._client.is_closed
        failing = Repository(server.address, options=options())
        with pytest.raises(HarvestFailed), failing:
            list(failing.pages(Request("oai_dc")))
        assert failing._scythe._client.is_closed
