"""Probing: HEAD and then GET, redirects, hosts inside, and one request at a time to a host."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from time import sleep

import httpx2
import pytest

from harvesters.fetching import FetchOptions
from harvesters.probe_state import ProbeState
from harvesters.probing import Probe, Prober, probe
from profiles.failure import Failure
from tests.harvesters.server import Asked, Reply, serving

HERE = frozenset({"127.0.0.1"})


@pytest.fixture
def client() -> Iterator[httpx2.Client]:
    with httpx2.Client(timeout=0.5) as client:
        yield client


def test_what_head_finds_is_not_got(client: httpx2.Client) -> None:
    found = Reply(b"12345", headers={"Content-Type": "text/plain"})
    with serving(lambda _: found) as server:
        assert probe(client, server.address, allowed=HERE) == Probe(200, "", "text/plain", 5)
        assert [asked.method for asked in server.asked] == ["HEAD"]
        assert server.sent == 0


@pytest.mark.parametrize("refusal", [403, 404, 405, 501])
def test_where_head_is_refused_get_is_asked(client: httpx2.Client, refusal: int) -> None:
    def answer(asked: Asked) -> Reply:
        return Reply(b"12345") if asked.method == "GET" else Reply(status=refusal)

    with serving(answer) as server:
        assert probe(client, server.address, allowed=HERE).status == 200
        assert [asked.method for asked in server.asked] == ["HEAD", "GET"]


def test_who_is_asked_too_often_is_not_asked_again(client: httpx2.Client) -> None:
    with serving(lambda _: Reply(status=429)) as server:
        assert probe(client, server.address, allowed=HERE).status == 429
        assert len(server.asked) == 1


def test_redirects_are_followed_five_times_and_no_more(client: httpx2.Client) -> None:
    def answer(asked: Asked) -> Reply:
        left = int(asked.path.rpartition("/")[2])
        return Reply(status=302, headers={"Location": f"/{left - 1}"}) if left else Reply(b"1")

    with serving(answer) as server:
        assert probe(client, f"{server.root}/5", allowed=HERE).status == 200
        assert probe(client, f"{server.root}/6", allowed=HERE) == Probe(
            cause="it redirects more than five times"
        )


def test_a_size_that_is_packed_or_partial_is_not_the_files(client: httpx2.Client) -> None:
    for reply in (
        Reply(b"1", headers={"Content-Encoding": "gzip"}),
        Reply(b"1", status=206),
        Reply([b"1"]),
    ):
        with serving(lambda _, reply=reply: reply) as server:
            assert probe(client, server.address, allowed=HERE).content_length is None


@pytest.mark.parametrize(
    ("address", "cause"),
    [
        ("http://127.0.0.1:9/", "it leads inside this network, which is not asked"),
        ("http://[::1]/", "it leads inside this network, which is not asked"),
        ("http://169.254.169.254/latest/meta-data", "it leads inside this network, which is not asked"),
        ("http://2130706433/", "it leads inside this network, which is not asked"),
        ("ftp://a.example/", "it is no http address"),
        ("http:///path", "it is no http address"),
    ],
)
def test_what_leads_inside_is_not_asked(client: httpx2.Client, address: str, cause: str) -> None:
    assert probe(client, address) == Probe(cause=cause)


def test_a_redirect_inside_is_not_followed(client: httpx2.Client) -> None:
    with serving(lambda _: Reply(status=302, headers={"Location": "http://10.0.0.1/"})) as server:
        assert probe(client, server.address, allowed=HERE).cause.startswith("it leads inside this network")
        assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        (socket.EAI_NONAME, "its host is not known"),
        (socket.EAI_AGAIN, "its host cannot be looked up at present"),
    ],
)
def test_a_host_that_is_not_known_is_told_from_one_that_cannot_be_looked_up(
    client: httpx2.Client, monkeypatch: pytest.MonkeyPatch, code: int, cause: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise socket.gaierror(code, "told by the test")

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    assert probe(client, "https://a.example/") == Probe(cause=cause)


def test_a_silent_server_and_one_that_is_not_there_have_a_cause(client: httpx2.Client) -> None:
    with serving(lambda _: Reply(silent=True)) as server:
        assert probe(client, server.address, allowed=HERE) == Probe(cause="it does not answer in time")
    assert probe(client, server.address, allowed=HERE) == Probe(cause="no connection can be made")


def test_a_host_gets_one_request_at_a_time_and_others_do_not_wait_for_it() -> None:
    lock, at_once, most = Lock(), 0, 0

    def answer(_: Asked) -> Reply:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        sleep(0.02)
        with lock:
            at_once -= 1
        return Reply(b"1")

    with serving(answer) as server, serving(lambda _: Reply(silent=True)) as silent:
        with Prober(FetchOptions(timeout=5.0), allowed=frozenset({"127.0.0.1", "localhost"})) as prober:
            waited = prober.ask(silent.root.replace("127.0.0.1", "localhost"))
            begun = [prober.ask(f"{server.root}/{number}") for number in range(6)]
            assert [one.result(30).status for one in begun] == [200] * 6
            assert not waited.done()
        assert most == 1
        assert len(server.asked) == 6


def test_the_days_of_what_is_gone_are_kept_and_forgotten_once_it_is_there(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "probes.db"
    gone, there, busy = Probe(404), Probe(200), Probe(503)
    days = []
    for day, answer in enumerate((gone, gone, busy, gone, there, gone), 1):
        with ProbeState(path) as state:
            assert state.of_this_run("https://a.example/") is None
            state.keep(
                "https://a.example/", answer, f"2026-01-0{day}", gone=answer is gone, there=answer is there
            )
            said = state.of_this_run("https://a.example/")
        assert said is not None
        assert said[0] == answer
        days.append([day[-1] for day in said[1]])
    assert days == [["1", "1"], ["1", "2"], ["1", "2"], ["1", "4"], [], ["6", "6"]]


def test_only_what_is_gone_stays_in_the_file(tmp_path: Path) -> None:
    with ProbeState(tmp_path / "probes.db") as state:
        state.keep("https://a.example/there", Probe(200), "2026-01-01", gone=False, there=True)
        state.keep("https://a.example/gone", Probe(404), "2026-01-01", gone=True, there=False)
    with sqlite3.connect(tmp_path / "probes.db") as database:
        assert database.execute("select address from probe").fetchall() == [("https://a.example/gone",)]
    database.close()


def test_a_file_that_is_no_database_is_named_with_the_setting(tmp_path: Path) -> None:
    path = tmp_path / "probes.db"
    path.write_text("no database, but a text that is long enough to be seen as none" * 20)
    with pytest.raises(Failure, match=r"probes\.db: .*the setting probes"):
        ProbeState(path)
