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


def counts(ran: Ran) -> list[list[str]]:
    """Return the counts in the table of sources, by row: records, conforming, share, deleted, not read."""
    table = ran.out.split("\n\n")[0].splitlines()[1:]
    return [line.replace(" %", "%").split()[-5:] for line in table]


def changes(ran: Ran) -> list[str]:
    """Return what changed in the registry, by source."""
    return re.findall(r": (\d+ added, \d+ changed, \d+ unchanged)$", ran.out, re.MULTILINE)


def test_harvesting_twice_changes_nothing_the_second_time(
    tmp_path: Path, repositories: tuple[Running, ...]
) -> None:
    address = repositories[0].address
    first = run("harvest", address, folder=tmp_path)
    assert (first.code, first.err) == (0, "")
    second = run("harvest", address, folder=tmp_path)
    assert second.code == 0
    assert changes(first) == ["70 added, 0 changed, 0 unchanged"]
    assert changes(second) == ["0 added, 0 changed, 72 unchanged"]


def test_set_and_dates_choose_what_is_harvested(tmp_path: Path, repositories: tuple[Running, ...]) -> None:
    address = repositories[0].address
    ran = run("harvest", address, "--from", "2999-01-01", folder=tmp_path)
    assert ran.code == 0
    assert counts(ran) == [["0", "0", "–", "0", "0"]]
    assert changes(ran) == ["0 added, 0 changed, 0 unchanged"]
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
    assert len(counts(harvested)) == len(changes(harvested)) == 2
    listed = run("sources", "list", folder=tmp_path)
    assert [line.split()[0] for line in listed.out.splitlines()[1:]] == ["s0", "s1"]
    assert run("sources", "remove", "s0", folder=tmp_path).code == 0
    assert "s0" not in run("sources", "list", folder=tmp_path).out
    again = run("sources", "remove", "s0", folder=tmp_path)
    assert again.code == 2
    assert again.err.startswith("commonshelf: source s0: there is none of that id")


def test_identifiers_keep_their_domain_wherever_the_node_is(
    tmp_path: Path, repositories: tuple[Running, ...]
) -> None:
    (tmp_path / "commonshelf.toml").write_text('repository_identifier = "shelf.example.org"\n')
    assert run("harvest", repositories[0].address, folder=tmp_path).code == 0
    with serving("serve", folder=tmp_path) as (client, _):
        first = client.get("/resources", params={"limit": 1}).json()["resources"][0]
    assert first["identifier"] == f"oai:shelf.example.org:{first['id']}"


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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("harvest", "nowhere"), "'nowhere' is neither an http address nor the id of a source"),
        (("harvest", "http://["), "'http://[' is no address"),
        (("harvest",), "there are no sources yet"),
        (("harvest", "http://x/oai", "--from", "1.2.2026"), "'1.2.2026' is no date"),
        (("harvest", "http://x/oai", "--until", "2026-02-30"), "'2026-02-30' is no date"),
        (("sources", "add", "x"), "'x' is no address; one such as https://repository.example/oai"),
        (("sources", "add", "http://"), "'http://' is no address"),
        (("sources", "add", "http://a b"), "'http://a b' is no address"),
        (("sources", "add", "http://x/oai", "--id", "A/B"), "'A/B' is no id"),
        (("serve", "--port", "65536"), "65536 is no port"),
        (("check",), "Missing argument 'TARGET'"),
        (("check", "--nope", "x"), "No such option: --nope"),
        (("chekc",), "Did you mean 'check'?"),
    ],
)
def test_wrong_usage_is_told_what_is_expected(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = run(*arguments, folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_adding_a_source_twice_is_said(tmp_path: Path) -> None:
    run("sources", "add", "http://x/oai", "--id", "mine", folder=tmp_path)
    again = run("sources", "add", "http://x/oai", folder=tmp_path)
    assert (again.code, again.out) == (0, "There already is mine: http://x/oai\n")


def test_settings_that_cannot_be_used_end_every_command(tmp_path: Path) -> None:
    (tmp_path / "commonshelf.toml").write_text("port = [")
    for arguments in (("check", "x"), ("harvest",), ("sources", "list"), ("serve",), ("demo", "--once")):
        ran = run(*arguments, folder=tmp_path)
        assert ran.code == 2
        assert ran.err.startswith("commonshelf: the settings file commonshelf.toml is not well-formed TOML")


@pytest.mark.parametrize("command", [("harvest",), ("sources", "add")])
def test_an_address_that_holds_a_login_is_refused_and_not_shown(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    ran = run(*command, "https://me:s3cret@repository.example/oai", folder=tmp_path)
    assert ran.code == 2
    assert "holds a user's name or password" in " ".join(ran.err.split())
    assert "s3cret" not in ran.out + ran.err
