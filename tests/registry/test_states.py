"""Any harvest of any pages leaves what a simple model says it leaves, and the same again changes nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from registry import Counts, Entry, Registry, Source
from tests.registry.conftest import Clock
from tests.registry.making import entry, public_id, rows, save, tombstone, unread, verdict


class Came(NamedTuple):
    """A record as a source may give it."""

    identifier: str
    kind: str
    content: str
    conforms: str
    profile: str
    datestamp: str

    def entry(self) -> Entry:
        if self.kind == "deleted":
            return tombstone(self.identifier, self.datestamp)
        if self.kind == "unread":
            return unread(self.identifier, self.content.encode())
        judged = verdict(self.conforms, version=self.profile)
        return entry(self.identifier, title=self.content, judged=judged, datestamp=self.datestamp)


@dataclass
class Expected:
    """What the model holds of a record: as plain as can be, and with none of the registry's code."""

    versions: list[tuple[bytes, bool]] = field(default_factory=list)
    judged: tuple[str, ...] | None = None
    state: str = "unpublished"
    changed: datetime | None = None
    datestamp: str | None = None

    def take(self, came: Came, now: datetime) -> None:
        record = came.entry().record
        before = (len(self.versions), self.judged, self.state)
        if not self.versions or self.versions[-1] != (record.payload, record.header.deleted):
            self.versions.append((record.payload, record.header.deleted))
        self.judged = (came.conforms, came.profile) if came.kind == "record" else None
        self.datestamp = record.header.datestamp
        if came.kind == "record" and came.conforms == "yes":
            self.state = "published"
        elif self.state != "unpublished":
            self.state = "withdrawn"
        is_seen = self.state == "published" or before[2] == "published"
        if is_seen and before != (len(self.versions), self.judged, self.state):
            self.changed = now + timedelta(seconds=1)


came = st.builds(
    Came,
    identifier=st.sampled_from(["a", "b", "c"]),
    kind=st.sampled_from(["record", "record", "record", "deleted", "unread"]),
    content=st.sampled_from(["x", "y"]),
    conforms=st.sampled_from(["yes", "yes", "no", "undetermined"]),
    profile=st.sampled_from(["1.0", "1.1"]),
    datestamp=st.sampled_from(["2026-01-01", "2026-02-02"]),
)
REMOVED = "the source is removed, and added again"
steps = st.lists(st.one_of(st.lists(came, max_size=5), st.just(REMOVED)), max_size=8)


@settings(max_examples=60)
@given(steps)
def test_any_pages_leave_what_the_model_says(steps: list[list[Came] | str]) -> None:
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder, mock.patch("registry.changes.now", clock):
        url = f"sqlite:///{Path(folder) / 'registry.db'}"
        with Registry.open(url) as registry:
            check(registry, url, clock, steps)


def check(registry: Registry, url: str, clock: Clock, steps: Sequence[list[Came] | str]) -> None:
    source = registry.add_source("https://one.example/oai", id="one")
    model: dict[str, Expected] = {}
    for step in steps:
        clock.tick()
        if isinstance(step, str):
            remove_and_add(registry, source, model, clock)
            continue
        for last in {one.identifier: one for one in step}.values():
            model.setdefault(last.identifier, Expected()).take(last, clock.now)
        save_twice(registry, url, source, step, clock)
        compare(registry, model)
    compare(registry, model)


def remove_and_add(registry: Registry, source: Source, model: dict[str, Expected], clock: Clock) -> None:
    registry.remove_source(source.id)
    registry.add_source(source.address)
    for expected in model.values():
        if expected.state == "published":
            expected.state = "withdrawn"
            expected.changed = clock.now + timedelta(seconds=1)


def save_twice(registry: Registry, url: str, source: Source, page: list[Came], clock: Clock) -> None:
    counts = save(registry, source, *(one.entry() for one in page))
    assert counts.added + counts.changed + counts.unchanged + counts.deleted == len(page)
    before = rows(url)
    clock.tick()
    assert save(registry, source, *(one.entry() for one in page)) == Counts(unchanged=len(page))
    assert rows(url) == before


def compare(registry: Registry, model: dict[str, Expected]) -> None:
    for identifier, expected in model.items():
        found = registry.record(public_id(identifier))
        assert found is not None
        payload, deleted = expected.versions[-1]
        assert (found.payload, found.deleted, found.version) == (payload, deleted, len(expected.versions))
        judged = (found.verdict.conforms, found.verdict.version) if found.verdict else None
        assert (judged, found.state, found.datestamp) == (expected.judged, expected.state, expected.datestamp)
        if expected.state != "unpublished":
            assert found.changed.replace(tzinfo=None) == expected.changed
        versions = registry.versions(public_id(identifier))
        assert [(one.payload, one.deleted) for one in versions] == expected.versions
    shown = {name: one for name, one in model.items() if one.state != "unpublished"}
    assert {record.identifier: record.state for record in registry.published()} == {
        name: one.state for name, one in shown.items()
    }
    summary = registry.summary("one")
    deleted = sum(one.versions[-1][1] for one in model.values())
    assert (summary["records"], summary["deleted"]) == (len(model) - deleted, deleted)
    assert registry.count_published() == len(shown)
