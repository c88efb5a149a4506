"""What harvesting does to what is kept: versions, verdicts, headers, what is published, and the counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from registry import Counts, Entry, Registry, Source, StoredRecord
from tests.registry.conftest import Clock
from tests.registry.making import FINDING, entry, public_id, rows, save, tombstone, unread, verdict

IDENTIFIER = "oai:one.example:1"
ID = public_id(IDENTIFIER)


def now_held(registry: Registry, identifier: str = IDENTIFIER) -> StoredRecord:
    found = registry.record(public_id(identifier))
    assert found is not None
    return found


def test_a_new_record_is_kept_whole(registry: Registry, source: Source, clock: Clock) -> None:
    about = (b"<about>\xc3\xbc</about>", b"not \xff UTF-8")
    came = entry(title="Über \U0001f393", sets=("a", "b:c"), line=12, about=about)
    assert save(registry, source, came) == Counts(added=1)
    found = now_held(registry)
    record = came.record
    assert (found.payload, found.digest) == (record.payload, record.digest)
    assert (found.identifier, found.datestamp, found.sets) == (IDENTIFIER, "2024-05-06", ("a", "b:c"))
    assert (found.origin, found.line, found.metadata_prefix) == (record.origin, 12, "oai_lom")
    assert (found.about, found.resource, found.verdict) == (about, came.resource, came.verdict)
    assert (found.format, found.state, found.version, found.deleted) == ("lom", "published", 1, False)
    assert found.harvested.replace(tzinfo=None) == clock.now


@pytest.mark.parametrize(
    "came",
    [entry(), entry(judged="no"), entry(judged="undetermined"), tombstone(), unread(), unread(payload=b"")],
    ids=["conformant", "non-conformant", "undetermined", "deleted", "unreadable", "without metadata"],
)
def test_saving_a_page_again_changes_nothing(
    registry: Registry, source: Source, url: str, clock: Clock, came: Entry
) -> None:
    save(registry, source, came)
    before = rows(url)
    clock.tick()
    assert save(registry, source, came) == Counts(unchanged=1)
    assert rows(url) == before


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Another"},
        {"about": (b"<provenance/>",)},
        {"prefix": "lom"},
    ],
    ids=["payload", "about", "prefix"],
)
def test_a_changed_record_keeps_its_earlier_version(
    registry: Registry, source: Source, clock: Clock, changed: dict[str, str]
) -> None:
    first, second = entry(), entry(**changed)  # type: ignore[arg-type]
    save(registry, source, first)
    published = now_held(registry).changed
    clock.tick()
    assert save(registry, source, second) == Counts(changed=1)
    found = now_held(registry)
    assert (found.version, found.payload, found.about) == (2, second.record.payload, second.record.about)
    assert found.changed > published
    assert [(one.version, one.payload) for one in registry.versions(ID)] == [
        (1, first.record.payload),
        (2, second.record.payload),
    ]


def test_a_payload_that_comes_back_is_kept_once(registry: Registry, source: Source, url: str) -> None:
    save(registry, source, entry(), entry("oai:one.example:2"))
    save(registry, source, entry(title="Another"))
    save(registry, source, entry())
    assert [one.version for one in registry.versions(ID)] == [1, 2, 3]
    assert len(rows(url)["payloads"]) == 2


@pytest.mark.parametrize("header", [{"datestamp": "2025-01-01"}, {"sets": ("a", "b")}])
def test_a_header_alone_makes_no_version_and_is_noted(
    registry: Registry, source: Source, clock: Clock, header: dict[str, str]
) -> None:
    save(registry, source, entry(line=1))
    before = now_held(registry)
    clock.tick()
    came = entry(line=9, **header)  # type: ignore[arg-type]
    assert save(registry, source, came) == Counts(unchanged=1)
    found = now_held(registry)
    assert (found.datestamp, found.sets) == (came.record.header.datestamp, came.record.header.sets)
    assert (found.version, found.changed, found.line) == (1, before.changed, 9)
    assert found.harvested > before.harvested, "a datestamp later than its harvest would be no provenance"


def test_a_record_that_moves_in_its_page_is_unchanged(registry: Registry, source: Source, url: str) -> None:
    save(registry, source, entry(line=1))
    before = rows(url)
    moved = entry(line=90, judged=verdict(findings=[{**FINDING, "line": 96}]))
    assert save(registry, source, moved) == Counts(unchanged=1)
    assert rows(url) == before


@pytest.mark.parametrize(
    "judged",
    [
        verdict(version="1.1"),
        verdict(digest="e" * 64),
        verdict(findings=[]),
        replace(verdict(), profile="another"),
        replace(verdict(), scores={}),
    ],
    ids=["profile version", "rules", "findings", "profile", "scores"],
)
def test_another_verdict_is_no_version_but_is_published_anew(
    registry: Registry, source: Source, url: str, clock: Clock, judged: object
) -> None:
    save(registry, source, entry())
    before = now_held(registry)
    clock.tick()
    assert save(registry, source, entry(judged=judged)) == Counts(changed=1)  # type: ignore[arg-type]
    found = now_held(registry)
    assert (found.verdict, found.version) == (judged, 1)
    assert found.changed > before.changed, "the verdict travels with the record"
    assert len(rows(url)["verdicts"]) == 1


def test_the_lines_of_a_new_verdict_are_those_of_the_page_it_came_in(
    registry: Registry, source: Source
) -> None:
    save(registry, source, entry(line=1))
    save(registry, source, entry(line=90, judged=verdict(version="1.1")))
    assert now_held(registry).line == 90


def test_what_a_mended_reader_reads_reaches_what_was_kept(registry: Registry, source: Source) -> None:
    save(registry, source, entry(resource={"name": ["A tit"]}))
    assert save(registry, source, entry(resource={"name": ["A title"]})) == Counts(changed=1)
    found = now_held(registry)
    assert (found.resource, found.version) == ({"name": ["A title"]}, 1)


def test_the_verdict_on_an_earlier_version_stays(registry: Registry, source: Source, url: str) -> None:
    save(registry, source, entry(judged="no"))
    save(registry, source, entry(title="Mended"))
    assert len(rows(url)["verdicts"]) == 2


def test_a_deleted_record_becomes_a_tombstone_and_stays_one(
    registry: Registry, source: Source, clock: Clock
) -> None:
    save(registry, source, entry())
    clock.tick()
    assert save(registry, source, tombstone()) == Counts(deleted=1)
    found = now_held(registry)
    assert (found.state, found.deleted, found.payload, found.verdict) == ("withdrawn", True, b"", None)
    assert found.resource is None
    clock.tick()
    assert save(registry, source, tombstone()) == Counts(unchanged=1)
    assert now_held(registry) == found
    assert [one.deleted for one in registry.versions(ID)] == [False, True]
    assert registry.versions(ID)[0].payload == entry().record.payload


def test_a_deleted_record_is_never_published_whatever_the_verdict(registry: Registry, source: Source) -> None:
    save(registry, source, replace(tombstone(), verdict=verdict("yes")))
    assert now_held(registry).state == "unpublished"
    assert registry.summary(source.id)["conformant"] == 0


def test_a_deleted_record_that_was_never_seen_is_never_shown(registry: Registry, source: Source) -> None:
    assert save(registry, source, tombstone()) == Counts(deleted=1)
    assert now_held(registry).state == "unpublished"
    assert registry.published() == []
    assert registry.summary(source.id)["deleted"] == 1


@pytest.mark.parametrize(
    ("came", "state"),
    [
        (entry(judged="no"), "withdrawn"),
        (entry(title="Worse", judged="undetermined"), "withdrawn"),
        (tombstone(), "withdrawn"),
        (unread(), "withdrawn"),
        (unread(payload=b""), "withdrawn"),
    ],
    ids=["no longer conformant", "undetermined", "deleted", "unreadable", "without metadata"],
)
def test_published_withdrawn_and_published_again(
    registry: Registry, source: Source, clock: Clock, came: Entry, state: str
) -> None:
    save(registry, source, entry())
    moments = [now_held(registry).changed]
    for one, expected in ((came, state), (entry(), "published")):
        clock.tick()
        save(registry, source, one)
        assert now_held(registry).state == expected
        moments.append(now_held(registry).changed)
    assert moments == sorted(set(moments)), "those who harvest us must see each move"


def test_a_tombstone_keeps_its_moment_while_the_record_stays_away(
    registry: Registry, source: Source, clock: Clock
) -> None:
    save(registry, source, entry())
    clock.tick()
    save(registry, source, entry(judged="no"))
    withdrawn = now_held(registry).changed
    for came in (entry(title="Still bad", judged="no"), tombstone(), unread()):
        clock.tick()
        save(registry, source, came)
        assert (now_held(registry).state, now_held(registry).changed) == ("withdrawn", withdrawn)


def test_what_is_written_bears_the_next_second(registry: Registry, source: Source, clock: Clock) -> None:
    """Whoever reads before the transaction ends, and then asks from that second on, must not miss it."""
    save(registry, source, entry())
    changed = now_held(registry).changed.replace(tzinfo=None)
    assert (changed - clock.now).total_seconds() == 1
