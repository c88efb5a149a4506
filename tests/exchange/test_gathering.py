"""All records of a run are known before one is judged: kept on disk, given again, gone with the process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from exchange.gathering import Wanted, gathered, source_of
from exchange.network import Web
from exchange.spooling import Spool
from harvesters.fetching import FetchOptions
from harvesters.green_hosts import GreenHost
from harvesters.probe_state import ProbeState
from harvesters.probing import Prober
from profiles.record import Header, Record, Unreadable
from tests.harvesters.feeds import METADATA, page, record, taken_from
from tests.harvesters.server import Reply, serving
from validators.given import Hosting

HERE = frozenset({"127.0.0.1"})


def test_a_spool_gives_again_what_it_took_pages_and_all(tmp_path: Path) -> None:
    (tmp_path / "1.xml").write_bytes(page(record(1), record(2)))
    (tmp_path / "2.xml").write_bytes(page(record(3)))
    taken = [*taken_from(str(tmp_path)), Unreadable("a", "b"), Record(Header("4"), b"<a/>", "c")]
    with Spool() as spool:
        for one in taken:
            spool.add(one)
        again = list(spool.read())
        assert again == taken == list(spool.read())
    assert [getattr(one, "page", None) for one in again] == [getattr(one, "page", None) for one in taken]
    assert [one.column for one in again if isinstance(one, Record)] == [
        one.column for one in taken if isinstance(one, Record)
    ]


def test_a_page_that_records_share_is_kept_once(tmp_path: Path) -> None:
    (tmp_path / "1.xml").write_bytes(page(*(record(number) for number in range(500))))
    taken = taken_from(str(tmp_path))
    with Spool() as spool:
        for one in taken:
            spool.add(one)
        size = os.fstat(spool._file.fileno()).st_size
        pages = {id(one.page) for one in spool.read() if isinstance(one, Record)}
    assert size < 4 * (tmp_path / "1.xml").stat().st_size
    assert len(pages) == 1


def test_the_files_of_a_folder_are_one_source_however_they_are_named(tmp_path: Path) -> None:
    (tmp_path / "one.xml").touch()
    sources = {source_of(str(tmp_path)), source_of(str(tmp_path / "one.xml"))}
    assert len(sources) == 1
    assert source_of("-") == "-"
    assert source_of("https://a.example/oai") == "https://a.example/oai"


def test_records_come_with_their_source_only_where_they_are_compared(tmp_path: Path) -> None:
    one = Record(Header("1"), METADATA.encode(), "feed.xml")
    with gathered([("https://a.example/oai", [one])], Wanted(corpus=True)) as (taken, given):
        assert [getattr(record, "source", "") for record in taken] == ["https://a.example/oai"]
        assert given.corpus is not None
    with gathered([("https://a.example/oai", [one])], Wanted()) as (taken, given):
        assert list(taken) == [one]
        assert (given.corpus, given.network) == (None, None)


@pytest.fixture
def prober() -> Iterator[Prober]:
    with Prober(FetchOptions(timeout=2.0), allowed=HERE) as prober:
        yield prober


def test_an_address_is_asked_once_in_a_run_and_ahead_of_its_record(tmp_path: Path, prober: Prober) -> None:
    with serving(lambda _: Reply(b"1")) as server, ProbeState(tmp_path / "probes.db") as state:
        web = Web(prober, state)
        metadata = METADATA.replace(
            "</oai_dc:dc>", f"<dc:identifier>{server.root}/1</dc:identifier></oai_dc:dc>"
        )
        one = Record(Header("1"), metadata.encode(), "feed.xml")
        taken = list(web.ahead([one, replace(one, line=2), Unreadable("a", "b")]))
        assert len(taken) == 3
        assert [web.answer(f"{server.root}/1").status for _ in range(3)] == [200] * 3
        assert [asked.path for asked in server.asked] == ["/1"]


def test_two_runs_on_two_days_make_an_address_dead_and_two_on_one_do_not(
    tmp_path: Path, prober: Prober
) -> None:
    days = []
    with serving(lambda _: Reply(status=404)) as server:
        for day in ("2026-01-30", "2026-01-30", "2026-02-02"):
            with ProbeState(tmp_path / "probes.db") as state:
                days.append(Web(prober, state, day=lambda day=day: day).answer(server.address).days)
    assert [sorted(set(told)) for told in days] == [
        ["2026-01-30"],
        ["2026-01-30"],
        ["2026-01-30", "2026-02-02"],
    ]


def test_what_is_known_of_hosts_comes_from_the_operators_list_alone(tmp_path: Path, prober: Prober) -> None:
    with ProbeState(tmp_path / "probes.db") as state:
        assert Web(prober, state).hosting("a.example") == (
            "no list of green hosts was named (the setting green_hosts)"
        )
        web = Web(prober, state, {"a.example": GreenHost(False, "us", "2026-01-31")})
        assert web.hosting("www.a.example") == Hosting(False, "us", "2026-01-31")
        assert web.hosting("b.example") == "the list of green hosts does not name its host"


KILLED = """
import sys
from exchange.gathering import Wanted, gathered
from profiles.record import Header, Record
def endless():
    number = 0
    while True:
        number += 1
        if number == 20_000:
            sys.stdout.write("spooled")
            sys.stdout.flush()
        yield Record(Header(str(number)), b"<a>" + b"x" * 1000 + b"</a>", "feed.xml")
with gathered([("-", endless())], Wanted(corpus=True)) as (taken, given):
    pass
"""


def test_killed_midway_it_leaves_no_file(tmp_path: Path) -> None:
    places = {"TMPDIR": str(tmp_path), "SQLITE_TMPDIR": str(tmp_path), "TEMP": str(tmp_path)}
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED], stdout=subprocess.PIPE, env={**os.environ, **places}
    )
    assert process.stdout is not None
    assert process.stdout.read(7) == b"spooled"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert list(tmp_path.iterdir()) == []
