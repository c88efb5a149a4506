"""Harvesting a node while it is written to: nothing is lost, whenever it changes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from profiles.formats.dublin_core import DC
from registry import saving
from registry.opening import open_engine, writes
from registry.saving import save_page
from tests.exchange.conftest import Served
from tests.exchange.filling import entry, public_id_of, save, tombstone

OAI = "{http://www.openarchives.org/OAI/2.0/}"
HELD = 60
ROUNDS = 40


def walk(
    served: Served, turn: threading.Semaphore | None = None, **arguments: str
) -> Iterator[etree._Element]:
    """The pages of a list of records, one after the other; with each a writer is given a turn."""
    asked = {"metadataPrefix": "oai_dc", **arguments}
    while asked:
        if turn is not None:
            turn.release()
        page = served.oai(verb="ListRecords", **asked)
        yield page
        token = page.findtext(f".//{OAI}resumptionToken")
        asked = {"resumptionToken": token} if token else {}


class Harvester:
    """A harvester as the protocol would have it: it goes on from the date of the answer before."""

    def __init__(self, served: Served, turn: threading.Semaphore | None = None) -> None:
        self.served = served
        self.turn = turn
        self.titles: dict[str, str | None] = {}
        self.last: dict[str, str] = {}

    def harvest(self) -> set[str]:
        """Take what changed since the last time, and return the identifiers that were met."""
        met: set[str] = set()
        began = None
        for page in walk(self.served, self.turn, **self.last):
            began = began or page.findtext(f"{OAI}responseDate")
            for record in page.iter(f"{OAI}record"):
                identifier = record.findtext(f"{OAI}header/{OAI}identifier")
                self.titles[identifier] = record.findtext(f".//{{{DC}}}title")
                met.add(identifier)
        self.last = {"from_": began}
        return met


def names(*numbers: int) -> list[str]:
    return [f"oai:one.example:{number}" for number in numbers]


def test_a_harvester_that_goes_on_has_in_the_end_what_the_node_has(empty: Served):
    source = empty.registry.add_source("https://one.example/oai")
    save(empty.registry, source, *(entry(name, title="0") for name in names(*range(HELD))))
    expected = dict.fromkeys(names(*range(HELD)), "0")

    def write() -> None:
        for number in range(1, ROUNDS + 1):
            turn.acquire()
            # Of the beginning of the list, of further on, and new: changed, deleted, come back.
            touched = names(number % 7, (number * 11) % HELD, HELD + number)
            gone = names((number * 17) % HELD)
            page = [entry(name, title=str(number)) for name in touched if name not in gone]
            save(empty.registry, source, *page, *map(tombstone, gone))
            expected.update({name: str(number) for name in touched}, **dict.fromkeys(gone))

    held = {empty.node.identifier(public_id_of(source.id, name)) for name in expected}
    turn = threading.Semaphore(0)
    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    going_on = Harvester(empty, turn)
    while writer.is_alive():
        # A record that changes may come twice, or in its earlier form, and always comes.
        assert held <= Harvester(empty, turn).harvest()
        going_on.harvest()
    going_on.harvest()
    assert going_on.titles == {
        empty.node.identifier(public_id_of(source.id, name)): title for name, title in expected.items()
    }


def test_what_was_being_written_while_others_harvested_comes_with_the_next_harvest(empty: Served):
    source = empty.registry.add_source("https://one.example/oai")
    save(empty.registry, source, entry("oai:one.example:1"))
    run = empty.registry.begin_run(source.id)
    harvester = Harvester(empty)
    engine = open_engine(empty.registry_url)
    with writes(engine) as connection:
        save_page(connection, source.id, run.id, [entry("oai:one.example:2", title="Late")])
        assert len(harvester.harvest()) == 1
    engine.dispose()
    harvester.harvest()
    assert set(harvester.titles.values()) == {"A title", "Late"}


def test_a_list_whose_rest_has_changed_meanwhile_ends_and_is_not_to_be_started_again(
    empty: Served, monkeypatch: pytest.MonkeyPatch
):
    source = empty.registry.add_source("https://one.example/oai")
    yesterday = datetime.now(UTC).replace(tzinfo=None, microsecond=0) - timedelta(days=1)
    with monkeypatch.context() as patched:
        patched.setattr(saving, "moment_of_change", lambda: yesterday)
        save(empty.registry, source, *(entry(name) for name in names(*range(10))))
    until = f"{yesterday.isoformat()}Z"
    page = empty.oai(verb="ListRecords", metadataPrefix="oai_dc", until=until)
    token = page.findtext(f".//{OAI}resumptionToken")
    save(empty.registry, source, *(entry(name, title="New") for name in names(*range(10))))
    rest = empty.oai(verb="ListRecords", resumptionToken=token)
    assert rest.find(f"{OAI}error").get("code") == "noRecordsMatch"
    assert {h.findtext(f".//{{{DC}}}title") for h in walk(empty, from_=until)} == {"New"}
