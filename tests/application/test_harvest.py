"""`commonshelf harvest`, `sources` and `serve`, run as an operator runs them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from commonshelf.demonstration.repositories import Demonstration, Running
from tests.application.command import Ran, run, serving


@pytest.fixture(scope="module")
def repositories() -> Iterator[tuple[Running, ...]]:
    with Demonstration() as running:
        yield running


def numbers(ran: Ran) -> list[str]:
    """Return the counts in the table of sources, by row; the share of conforming ones left out."""
    return [
        re.sub(r"\s+", " ", re.sub(r"[│┃]|\([^)]*\)", " ", line)).strip()
        for line in ran.out.splitlines()
        if line.startswith("│")
    ]


def test_harvesting_twice_changes_nothing_the_second_time(
    tmp_path: Path, repositories: tuple[Running, ...]
) -> None:
    address = repositories[0].address
    first = run("harvest", address, folder=tmp_path)
    assert (first.code, first.err) == (0, "")
    second = run("harvest", address, folder=tmp_path)
    assert second.code == 0
    assert [row.split()[-3:] for row in numbers(first)] == [["70", "0", "0"]]
    assert [row.split()[-3:] for row in numbers(second)] == [["0", "0", "72"]]


def test_set_and_dates_choose_what_is_harvested(tmp_path: Path, repositories: tuple[Running, ...]) -> None:
    address = repositories[0].address
    ran = run("harvest", address, "--from", "2999-01-01", folder=tmp_path)
    assert ran.code == 0
    assert numbers(ran)[0].split()[1:] == ["0", "0", "0", "0", "0", "0", "0"]
    wrong = run("harvest", address, "--prefix", "mods", folder=tmp_path)
    assert wrong.code == 2
    assert "cannotDisseminateFormat" in wrong.out


def test_sources_are_added_listed_harvested_together_and_removed(
    tmp_path: Path, repositories: tuple[Running, ...]
) -> None:
    assert "There are no sources yet" in run("sources", "list", folder=tmp_path).out
    for number, repository in enumerate(repositories[:2]):
        added = run("sources", "add", repository.address, "--id", f"s{number}", folder=tmp_path)
        assert (added.code, added.out.strip()) == (0, f"Added s{number}: {repository.address}")
    harvested = run("harvest", folder=tmp_path)
    assert harvested.code == 0
    assert len(numbers(harvested)) == 2
    listed = run("sources", "list", folder=tmp_path)
    assert [line.split()[0] for line in listed.out.splitlines()[1:]] == ["s0", "s1"]
    assert run("sources", "remove", "s0", folder=tmp_path).code == 0
    assert "s0" not in run("sources", "list", folder=tmp_path).out
    again = run("sources", "remove", "s0", folder=tmp_path)
    assert again.code == 2
    assert again.err.startswith("commonshelf: source s0: there is none of that id")


def test_what_was_harvested_is_served(tmp_path: Path, repositories: tuple[Running, ...]) -> None:
    run("harvest", repositories[1].address, "--set", "maths", folder=tmp_path)
    with serving("serve", folder=tmp_path) as (client, said):
        assert "start page" in said
        identify = client.get("/oai", params={"verb": "Identify"}).text
        assert "<deletedRecord>persistent</deletedRecord>" in identify


def test_a_repository_that_is_not_there_fails_with_one_line(tmp_path: Path) -> None:
    ran = run("harvest", "http://127.0.0.1:9/oai", folder=tmp_path, environment={"COMMONSHELF_ATTEMPTS": "1"})
    assert ran.code == 2
    assert "http://127.0.0.1:9/oai: it cannot be reached" in ran.out
    assert "Traceback" not in ran.err


def test_what_is_no_address_is_refused(tmp_path: Path) -> None:
    ran = run("harvest", "nowhere", folder=tmp_path)
    assert ran.code == 2
    assert "neither an http address nor the id of a source" in ran.err
