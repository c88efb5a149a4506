"""Several processes in one registry, and processes that are killed while they write."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from registry import Counts, Registry
from tests.registry.making import ADDRESS, save
from tests.registry.writer import PAGE, page

ROOT = Path(__file__).parents[2]
PAGES = 20


@contextmanager
def writer(url: str, start: Path, *, pages: int, turns: int = 1) -> Iterator[subprocess.Popen[str]]:
    """A process that is ready to save, and begins once the file `start` is there."""
    command = [sys.executable, "-m", "tests.registry.writer", url, str(start), str(pages), str(turns)]
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            process.kill()


def content(registry: Registry) -> dict[str, bytes]:
    return {record.identifier: record.payload for record in registry.published(limit=100_000)}


def payloads(turn: int, number: int) -> dict[str, bytes]:
    """What a page holds in a turn."""
    return {one.record.header.identifier: one.record.payload for one in page(number, turn)}


def is_whole(url: str) -> bool:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        damaged = connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
        return not damaged and connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_processes_that_harvest_the_same_at_once_make_one_registry(url: str, tmp_path: Path) -> None:
    """They open it at once too, while it does not exist yet."""
    start = tmp_path / "start"
    with (
        writer(url, start, pages=10) as one,
        writer(url, start, pages=10) as two,
        writer(url, start, pages=10) as three,
    ):
        start.touch()
        for process in (one, two, three):
            _, errors = process.communicate(timeout=120)
            assert (process.returncode, errors) == (0, "")
    with Registry.open(url) as registry:
        assert [source.id for source in registry.sources()] == ["one"]
        expected = {name: payload for number in range(10) for name, payload in payloads(0, number).items()}
        assert content(registry) == expected
        assert {record.version for record in registry.published(limit=1000)} == {1}
        assert len(registry.runs("one")) == 3
    assert is_whole(url)


def test_a_reader_beside_a_writer_sees_whole_pages_only(url: str, tmp_path: Path) -> None:
    start = tmp_path / "start"
    with Registry.open(url) as registry, writer(url, start, pages=30) as process:
        start.touch()
        seen = [registry.count_published()]
        while process.poll() is None:
            seen.append(registry.count_published())
        seen.append(registry.count_published())
    assert seen == sorted(seen)
    assert {number % PAGE for number in seen} == {0}
    assert seen[-1] == 30 * PAGE


@pytest.mark.parametrize("saved", [0, 1, 7, 25])
def test_a_harvest_that_is_killed_leaves_whole_pages_and_can_be_repeated(
    url: str, tmp_path: Path, saved: int
) -> None:
    start = tmp_path / "start"
    with writer(url, start, pages=PAGES, turns=100) as process:
        start.touch()
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(saved)]
        process.kill()
        told += process.stdout.readlines()
    last = {number: turn for turn, number in (map(int, line.split()) for line in told if line.endswith("\n"))}
    with Registry.open(url) as registry:
        held = content(registry)
        for number in range(PAGES):
            # A page may have been saved, and its process killed before it told of it.
            turn = last.get(number)
            expected = (
                [{}, payloads(0, number)]
                if turn is None
                else [payloads(turn, number), payloads(turn + 1, number)]
            )
            assert {name: held[name] for name in payloads(0, number) if name in held} in expected
        assert is_whole(url)
        source = registry.add_source(ADDRESS, id="one")
        for number in range(PAGES):
            save(registry, source, *page(number))
        assert content(registry) == {
            name: payload for n in range(PAGES) for name, payload in payloads(0, n).items()
        }
        again = sum((save(registry, source, *page(number)) for number in range(PAGES)), Counts())
        assert again == Counts(unchanged=PAGES * PAGE)
        assert {run.outcome for run in registry.runs("one")} <= {"finished", "failed"}
