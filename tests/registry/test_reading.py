"""Reading back: pages in the order of change, counts, sums; and that they start in an index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Connection, event

from registry import Registry, Source, StoredRecord, reading
from registry.opening import open_engine, reads
from registry.saving import save_page
from tests.registry.conftest import Clock
from tests.registry.making import FINDING, entry, public_id, rows, save, tombstone, unread, verdict


@pytest.fixture
def filled(registry: Registry, source: Source, clock: Clock) -> list[str]:
    """The identifiers of what is shown of source one, in the order of change: a record each minute, twice."""
    other = registry.add_source("https://two.example/oai", id="two")
    for number in range(5):
        save(registry, source, entry(f"a{number}"), entry(f"b{number}"), entry(f"no{number}", judged="no"))
        save(registry, other, entry(f"other{number}"))
        clock.tick()
    save(registry, source, tombstone("a1"), entry("b0", title="x"))
    return ["a0", "b1", "a2", "b2", "a3", "b3", "a4", "b4", "b0", "a1"]


def walk(registry: Registry, limit: int, **chosen: Any) -> Iterator[StoredRecord]:
    after = None
    while page := registry.published(after=after, limit=limit, **chosen):
        assert len(page) <= limit
        yield from page
        before, after = after, (page[-1].changed, page[-1].key)
        assert before is None or after > before, "the walk would never end"


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_pages_give_everything_once_in_the_order_of_change(
    registry: Registry, filled: list[str], limit: int
) -> None:
    found = list(walk(registry, limit, source_id="one"))
    assert [record.identifier for record in found] == filled
    whole = list(walk(registry, limit))
    assert sorted(record.identifier for record in whole) == sorted(
        [*filled, *(f"other{n}" for n in range(5))]
    )
    places = [(record.changed, record.key) for record in whole]
    assert places == sorted(places)


def test_tombstones_can_be_left_out(registry: Registry, filled: list[str]) -> None:
    found = list(walk(registry, 2, source_id="one", with_withdrawn=False))
    assert [record.identifier for record in found] == [name for name in filled if name != "a1"]


def test_a_walk_misses_nothing_that_changes_meanwhile(
    registry: Registry, source: Source, filled: list[str], clock: Clock
) -> None:
    seen, after = [], None
    while page := registry.published(after=after, limit=3, source_id="one"):
        seen += [record.identifier for record in page]
        after = page[-1].changed, page[-1].key
        assert len(seen) < 30, "the walk would never end"
        if len(seen) < 9:
            clock.tick()
            save(registry, source, entry(page[0].identifier, title=f"x{len(seen)}"), entry("b4", title="x"))
    assert set(seen) == set(filled)


def test_from_and_until_take_in_both_ends(registry: Registry, filled: list[str], clock: Clock) -> None:
    begun = datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC)
    second, third = begun + timedelta(minutes=1), begun + timedelta(minutes=2)
    asked = {"from_": second, "until": third, "source_id": "one"}
    assert [record.identifier for record in registry.published(**asked)] == ["b1", "a2", "b2"]
    assert [record.identifier for record in walk(registry, 1, **asked)] == ["b1", "a2", "b2"]
    assert registry.count_published(**asked) == 3
    assert registry.published(from_=third + timedelta(days=1)) == []
    far = timezone(timedelta(hours=2))
    assert registry.count_published(from_=second.astimezone(far), until=third.astimezone(far)) == 5


def test_a_place_before_the_span_gives_no_more_than_the_span(registry: Registry, filled: list[str]) -> None:
    start = datetime(2026, 1, 1, 0, 3, 1, tzinfo=UTC)
    found = registry.published(after=(datetime(2000, 1, 1, tzinfo=UTC), 0), from_=start, source_id="one")
    assert [record.identifier for record in found] == ["a3", "b3", "a4", "b4", "b0", "a1"]


def test_the_count_is_that_of_the_list(registry: Registry, filled: list[str]) -> None:
    assert registry.count_published(source_id="one") == len(filled)
    assert registry.count_published() == len(filled) + 5
    assert registry.count_published(source_id="nobody") == 0


def test_the_earliest_moment_is_that_of_what_is_shown(
    registry: Registry, source: Source, clock: Clock
) -> None:
    assert registry.earliest() is None
    save(registry, source, entry("a", judged="no"))
    assert registry.earliest() is None
    clock.tick()
    save(registry, source, entry("b"))
    clock.tick()
    save(registry, source, entry("c"))
    assert registry.earliest() == registry.published(limit=1)[0].changed


def test_what_is_not_there_is_none(registry: Registry) -> None:
    assert registry.record(public_id("nothing")) is None
    assert registry.versions(public_id("nothing")) == []
    assert registry.published() == []


def test_a_summary_counts_what_a_source_holds_now(registry: Registry, source: Source) -> None:
    def failing(*rules: str) -> Any:
        return verdict("no" if rules else "yes", findings=[{**FINDING, "rule": rule} for rule in rules])

    page = (
        entry("a", judged=failing()),
        entry("b", judged=failing("QUAL-2", "QUAL-2", "QUAL-1")),
        entry("c", judged=failing("QUAL-2")),
        entry("d", judged=failing("QUAL-3")),
        entry("e", judged=failing("QUAL-9")),
        unread("f"),
        tombstone("g"),
    )
    save(registry, source, *page)
    save(registry, source, entry("d", title="Mended", judged=failing()), tombstone("e"))
    assert registry.summary(source.id) == {
        "records": 5,
        "conformant": 2,
        "deleted": 2,
        "frequent": [("QUAL-2", 2), ("QUAL-1", 1)],
    }


def test_of_the_frequent_findings_five_are_named_in_a_steady_order(
    registry: Registry, source: Source
) -> None:
    findings = [{**FINDING, "rule": f"QUAL-{number}"} for number in (7, 3, 5, 1, 6, 2, 4)]
    save(registry, source, entry(judged=verdict(findings=findings)))
    assert registry.summary(source.id)["frequent"] == [(f"QUAL-{number}", 1) for number in range(1, 6)]


def test_the_summary_of_an_empty_source_is_nothing(registry: Registry, source: Source) -> None:
    assert registry.summary(source.id) == {"records": 0, "conformant": 0, "deleted": 0, "frequent": []}


SOME_TIME = datetime(2026, 1, 1, tzinfo=UTC)
SPAN = {"from_": SOME_TIME, "until": SOME_TIME}


@pytest.fixture
def planning(url: str, registry: Registry, filled: list[str]) -> Iterator[tuple[Connection, list[str]]]:
    """A connection, and how SQLite says that it finds what each query asks for."""
    engine = open_engine(url)
    plans: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def explain(connection: Connection, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT"):
            found = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.extend(row[3] for row in found)

    with reads(engine) as connection:
        yield connection, plans
    engine.dispose()


@pytest.mark.parametrize(
    ("chosen", "start"),
    [
        ({}, "ix_records_shown_changed_key (shown=?)"),
        (SPAN, "ix_records_shown_changed_key (shown=? AND changed>? AND changed<?)"),
        ({"after": (SOME_TIME, 1)}, "ix_records_shown_changed_key (shown=? AND changed>?)"),
        (
            {"after": (SOME_TIME, 1), **SPAN},
            "ix_records_shown_changed_key (shown=? AND changed>? AND changed<?)",
        ),
        ({"source_id": "one"}, "ix_records_source_id_shown_changed_key (source_id=? AND shown=?)"),
        (
            {"source_id": "one", "after": (SOME_TIME, 1), **SPAN},
            "ix_records_source_id_shown_changed_key (source_id=? AND shown=? AND changed>? AND changed<?)",
        ),
    ],
)
@pytest.mark.parametrize("with_withdrawn", [True, False])
def test_a_page_starts_in_an_index_where_the_last_one_ended(
    planning: tuple[Connection, list[str]], chosen: dict[str, Any], start: str, with_withdrawn: bool
) -> None:
    connection, plans = planning
    reading.published(connection, reading.are_shown(**chosen, with_withdrawn=with_withdrawn), 5)
    assert plans[0] == f"SEARCH records USING INDEX {start}"
    assert not [plan for plan in plans if plan.startswith(("SCAN", "USE TEMP B-TREE"))]


def test_nothing_reads_a_whole_table(planning: tuple[Connection, list[str]]) -> None:
    connection, plans = planning
    reading.record(connection, public_id("a0"))
    reading.versions(connection, public_id("a0"))
    reading.earliest(connection)
    reading.summary(connection, "one")
    reading.count(connection, reading.are_shown(**SPAN))
    save_page(connection, "one", 1, [entry("a0", title="x"), entry("new")])
    assert len(plans) > 10
    assert [plan for plan in plans if plan.startswith("SCAN")] == []


def test_reading_writes_nothing(registry: Registry, filled: list[str], url: str) -> None:
    before = rows(url)
    list(walk(registry, 2))
    registry.summary("one")
    registry.sources()
    registry.runs("one")
    assert rows(url) == before
