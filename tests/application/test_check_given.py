"""`commonshelf check` with a corpus, the network, the detector and the round trip, run as a user runs it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.application.command import Ran, run
from tests.application.documents import GOOD, page
from tests.harvesters.server import Asked, Reply, serving

RULES = "QUAL-032, QUAL-080, QUAL-083, QUAL-084, SUST-017, INTR-009, INTR-010"
PROFILE = f"""
id: mine
version: "1.0.0"
title: {{en: Mine}}
rules: [{RULES}]
weights: {{description: 10}}
"""
DUTCH = "Deze les legt uit hoe leerlingen breuken kunnen leren met praktische opdrachten in de klas."
LOM = """<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general>
<identifier><catalog>Leerbank</catalog><entry>12</entry></identifier>
<title><string language="en">Fractions</string></title>
<description><string language="en">%s</string></description></general></lom>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.yaml").write_text(PROFILE, encoding="utf-8")
    return tmp_path


def check(folder: Path, *arguments: str, settings: dict[str, str] | None = None) -> tuple[Ran, Any]:
    environment = {"XDG_CACHE_HOME": str(folder / "cache"), **(settings or {})}
    ran = run(
        "check",
        *arguments,
        "--profile",
        "mine.yaml",
        "--format",
        "json",
        folder=folder,
        environment=environment,
    )
    assert "Traceback" not in ran.err
    return ran, json.loads(ran.out)


def moved(folder: Path, root: str) -> None:
    """Write the good record as if its resource were elsewhere."""
    document = GOOD.replace("https://ressources.example", root)
    (folder / "one.xml").write_text(document, encoding="utf-8")


def found(said: Any) -> list[tuple[str, str]]:
    return [(one["rule"], one["pointer"]) for record in said["results"] for one in record["findings"]]


def test_what_two_files_of_a_folder_share_is_found_with_a_corpus_and_in_two_sources_is_not(
    folder: Path,
) -> None:
    for name in ("a/1.xml", "a/2.xml", "b/1.xml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(LOM % "short", encoding="utf-8")
    same = [("QUAL-080", "/id/0"), ("QUAL-080", "/id/0")]
    assert found(check(folder, "a", "b", "--corpus")[1]) == same
    assert found(check(folder, "a/1.xml", "a/2.xml", "b/1.xml", "--corpus")[1]) == same
    assert found(check(folder, "a/1.xml", "b/1.xml", "--corpus")[1]) == []
    ran, said = check(folder, "a")
    assert found(said) == []
    assert "it needs a corpus" in json.dumps(said)
    assert ran.code == 2  # a violation that was not looked for leaves it undetermined


def test_what_keeps_the_answer_open_is_named_with_the_option_that_closes_it(folder: Path) -> None:
    (folder / "one.xml").write_text(LOM % "short", encoding="utf-8")
    (folder / "two.xml").write_text(LOM.replace("12", "13") % "short", encoding="utf-8")
    for targets in (["one.xml"], ["one.xml", "two.xml"]):
        said = run("check", *targets, "--profile", "mine.yaml", folder=folder).out
        assert "It is yes only once these are checked too and nothing is found: QUAL-080." in said
        assert "QUAL-080 not checked: it needs a corpus (--corpus)." in said
    said = run("check", "one.xml", "--profile", "mine.yaml", "--corpus", folder=folder).out
    assert "It is yes only once" not in said


def test_a_feed_that_gives_a_record_twice_says_so(folder: Path) -> None:
    (folder / "feed").mkdir()
    other = GOOD.replace("example/fractions", "example/decimals")
    (folder / "feed" / "1.xml").write_text(page(GOOD, other), encoding="utf-8")
    assert found(check(folder, "feed", "--corpus")[1]) == []
    (folder / "feed" / "2.xml").write_text(
        page(GOOD.replace("example/fractions", "example/3")), encoding="utf-8"
    )
    twice = ("QUAL-080", "/record/identifier")
    assert found(check(folder, "feed", "--corpus")[1]) == [twice, twice]


def test_an_address_is_dead_after_two_days_and_not_checked_after_one(folder: Path) -> None:
    def answer(asked: Asked) -> Reply:
        if asked.path.startswith("/oai"):
            return Reply(page(GOOD.replace("https://ressources.example", server.root)).encode())
        return Reply(b"gone", 404)

    settings = {"COMMONSHELF_PROBES": str(folder / "probes.db"), "COMMONSHELF_PAUSE_SECONDS": "0"}
    with serving(answer) as server:
        arguments = (server.address, "--prefix", "oai_dc", "--network")
        _, first = check(folder, *arguments, settings=settings)
        assert found(first) == []
        assert "it did not answer on" in json.dumps(first)
        with sqlite3.connect(folder / "probes.db") as database:
            database.execute("update probe set first = '2026-01-30', last = '2026-01-30'")
        database.close()
        _, second = check(folder, *arguments, settings=settings)
        assert ("QUAL-083", "/url/0") in found(second)
        assert "2026-01-30" in json.dumps(second)
        assert sum(asked.path == "/fractions" for asked in server.asked) == 4  # HEAD and GET, in each run


def test_an_address_inside_the_network_that_a_file_names_is_not_asked(folder: Path) -> None:
    with serving(lambda _: Reply(b"secret")) as server:
        (folder / "one.xml").write_text(
            GOOD.replace("https://ressources.example", server.root), encoding="utf-8"
        )
        _, said = check(folder, "one.xml", "--network")
        assert found(said) == []
        assert server.asked == []
    assert (folder / "cache" / "commonshelf" / "probes.db").exists()


def test_hosts_are_looked_up_in_the_list_that_the_settings_name(folder: Path) -> None:
    (folder / "one.xml").write_text(
        GOOD.replace("https://ressources.example", "http://127.0.0.1:9"), encoding="utf-8"
    )
    (folder / "hosts.csv").write_text(
        "host,green,source,date\n127.0.0.1,no,our audit,2026-01-31\n", encoding="utf-8"
    )
    _, said = check(folder, "one.xml", "--network", settings={"COMMONSHELF_GREEN_HOSTS": "hosts.csv"})
    assert ("SUST-017", "/url/0") in found(said)
    assert "our audit of 2026-01-31" in json.dumps(said)
    ran = run(
        *("check", "one.xml", "--network", "--profile", "mine.yaml"),
        folder=folder,
        environment={"COMMONSHELF_GREEN_HOSTS": "none.csv", "XDG_CACHE_HOME": str(folder)},
    )
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "none.csv cannot be read" in ran.err


def test_the_language_of_every_nth_record_is_looked_at(folder: Path) -> None:
    (folder / "feed").mkdir()
    for number in range(4):
        (folder / "feed" / f"{number}.xml").write_text(LOM % DUTCH, encoding="utf-8")
    every = found(check(folder, "feed", "--detect-language")[1])
    assert every == [("QUAL-032", "/description/0")] * 4
    _, said = check(folder, "feed", "--detect-language", "--every", "3")
    assert found(said) == every[:2]
    assert "one record in 3 is" in json.dumps(said)


def test_what_the_round_trip_loses_is_listed(folder: Path) -> None:
    (folder / "one.xml").write_text(
        LOM.replace('language="en"', 'language="no tag"') % "short", encoding="utf-8"
    )
    _, said = check(folder, "one.xml", "--round-trip")
    assert ("INTR-009", "/name/0") in found(said)


def test_what_no_rule_of_the_profile_asks_for_is_left_and_said(folder: Path) -> None:
    (folder / "one.xml").write_text(GOOD, encoding="utf-8")
    (folder / "mine.yaml").write_text(PROFILE.replace(RULES, "QUAL-003"), encoding="utf-8")
    ran, _ = check(folder, "one.xml", "--corpus", "--network", "--detect-language", "--round-trip")
    assert ran.err.splitlines() == [
        f"{option}: no rule of mine asks for it"
        for option in ("--corpus", "--network", "--detect-language", "--round-trip")
    ]
    assert not (folder / "cache").exists()
