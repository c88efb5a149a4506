"""Harvesting a repository that changes, breaks and is mended again, over real HTTP into a real registry."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from exchange.harvesting import Harvested, harvest
from harvesters.oai import FetchOptions, Request
from profiles.rules import load_profile
from profiles.rules.rule import Profile, Severity
from registry import Counts, Registry, RegistryError, Source, StoredRecord
from tests.exchange.feed import Feed, lom, record, served
from validators.engine import Engine

NAMED = "QUAL-002"  # the resource has a name
OPTIONS = FetchOptions(attempts=1)


@pytest.fixture
def feed() -> Iterator[Feed]:
    with served() as written:
        yield written


@dataclass
class Node:
    """A registry that harvests the feed, and a look at what has become of a record."""

    registry: Registry
    source: Source
    url: str
    profile: Profile

    def harvest(
        self,
        request: Request | None = None,
        progress: Callable[[int], None] | None = None,
        profile: Profile | None = None,
    ) -> Harvested:
        engine = Engine(profile or self.profile)
        return harvest(
            self.source, self.registry, engine, options=OPTIONS, request=request, progress=progress
        )

    def now(self, identifier: str) -> StoredRecord:
        found = self.registry.record(self.public_id(identifier))
        assert found is not None
        return found

    def public_id(self, identifier: str) -> str:
        return hashlib.sha256(f"{self.source.id}\n{identifier}".encode()).hexdigest()[:20]


@pytest.fixture
def node(feed: Feed, tmp_path: Path) -> Iterator[Node]:
    url = f"sqlite:///{tmp_path / 'registry.db'}"
    core = load_profile("eu-core")
    named = replace(core, rules={NAMED: core.rules[NAMED]}, severities={NAMED: Severity.VIOLATION})
    with Registry.open(url) as registry:
        yield Node(registry, registry.add_source(feed.address), url, named)


def test_what_was_harvested_is_kept_with_its_verdict(feed: Feed, node: Node) -> None:
    feed.pages = [[record("a"), record("b", lom(""))], [record("c", deleted=True)]]
    harvested = node.harvest()
    assert (harvested.counts, harvested.failure) == (Counts(added=2, deleted=1), None)
    found = node.now("a")
    assert found.payload == lom().encode()
    assert (found.state, found.metadata_prefix, found.format) == ("published", "oai_lom", "lom")
    assert found.resource == {"name": [{"value": "Fractions", "lang": "en"}]}
    assert found.verdict is not None
    assert (found.verdict.profile, found.verdict.conforms) == ("eu-core", "yes")
    missing = node.now("b")
    assert missing.verdict is not None
    assert (missing.state, missing.verdict.conforms) == ("unpublished", "no")
    assert [finding["rule"] for finding in missing.verdict.findings] == [NAMED]
    (run,) = node.registry.runs(node.source.id)
    assert (run.outcome, run.counts, run.response_date) == (
        "finished",
        harvested.counts,
        "2026-02-02T02:02:02Z",
    )


def test_a_run_that_is_stopped_is_noted_as_failed_with_what_it_kept(feed: Feed, node: Node) -> None:
    feed.pages = [[record("a")], [record("b")]]

    def stop(_count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        node.harvest(progress=stop)
    (run,) = node.registry.runs(node.source.id)
    assert (run.outcome, run.counts, run.response_date) == ("failed", Counts(added=1), None)
    assert run.cause == "it was stopped before its end"
    assert node.now("a").state == "published"


def test_harvesting_again_changes_nothing(feed: Feed, node: Node) -> None:
    feed.pages = [
        [record("a"), record("b", lom("")), record("c", deleted=True)],
        [record("d", "<mods/>"), record("e", ""), record("")],
    ]
    node.harvest()
    before = [node.now(name) for name in "abcde"]
    assert node.harvest().counts == Counts(unchanged=5)
    assert [node.now(name) for name in "abcde"] == before


def test_changed_deleted_and_restamped_records_are_told_apart(feed: Feed, node: Node) -> None:
    feed.pages = [[record("a"), record("b"), record("c"), record("d")]]
    node.harvest()
    published = node.now("c").changed
    feed.pages = [
        [
            record("a", lom("Decimals"), datestamp="2026-03-03"),
            record("b", deleted=True),
            record("c", datestamp="2026-03-03"),
            record("d"),
        ]
    ]
    assert node.harvest().counts == Counts(changed=1, deleted=1, unchanged=2)
    assert [version.payload for version in node.registry.versions(node.public_id("a"))] == [
        lom().encode(),
        lom("Decimals").encode(),
    ]
    assert node.now("b").state == "withdrawn"
    assert (node.now("c").datestamp, node.now("c").version) == ("2026-03-03", 1)
    assert node.now("c").changed == published


def test_a_record_that_moves_down_its_page_is_unchanged(feed: Feed, node: Node) -> None:
    feed.pages = [[record("a", lom(""))]]
    node.harvest()
    feed.pages = [["\n\n\n", record("new"), "\n", record("a", lom(""))]]
    assert node.harvest().counts == Counts(added=1, unchanged=1)


def test_not_seen_is_not_deleted(feed: Feed, node: Node) -> None:
    feed.pages = [[record("a"), record("b")]]
    node.harvest()
    feed.pages = [[record("a")]]
    node.harvest()
    assert node.now("b").state == "published"


@pytest.mark.parametrize(
    "metadata",
    ["<mods xmlns='http://www.loc.gov/mods/v3'/>", "<html><body/></html>", "", lom() + lom(), lom("")],
    ids=["unknown format", "a page of HTML", "no metadata", "two documents", "no longer conformant"],
)
def test_what_no_longer_passes_is_withdrawn_until_it_is_mended(feed: Feed, node: Node, metadata: str) -> None:
    feed.pages = [[record("a"), record("b")]]
    node.harvest()
    feed.pages = [[record("a", metadata), record("b")]]
    assert node.harvest().counts == Counts(changed=1, unchanged=1)
    assert [node.now(name).state for name in "ab"] == ["withdrawn", "published"]
    assert node.registry.versions(node.public_id("a"))[0].payload == lom().encode()
    assert node.harvest().counts == Counts(unchanged=2)
    feed.pages = [[record("a"), record("b")]]
    assert node.harvest().counts == Counts(changed=1, unchanged=1)
    assert node.now("a").state == "published"


def test_what_cannot_be_read_is_kept_and_never_shown(feed: Feed, node: Node) -> None:
    mods = "<mods xmlns='http://www.loc.gov/mods/v3'/>"
    feed.pages = [[record("a", mods), record(""), record("b")]]
    harvested = node.harvest()
    assert harvested.counts == Counts(added=2), "nobody knows which record it is that has no identifier"
    assert harvested.report.unreadable_count == 2
    kept = node.now("a")
    assert kept.payload == b'<mods xmlns="http://www.loc.gov/mods/v3"/>'
    assert (kept.format, kept.verdict, kept.state) == (None, None, "unpublished")
    assert [record.identifier for record in node.registry.published()] == ["b"]


def test_another_profile_version_judges_anew_and_makes_no_version(feed: Feed, node: Node) -> None:
    feed.pages = [[record("a"), record("b", lom(""))]]
    node.harvest()
    later = replace(node.profile, version="1.1", severities={NAMED: Severity.WARNING})
    assert node.harvest(profile=later).counts == Counts(changed=2)
    for name in "ab":
        found = node.now(name)
        assert found.verdict is not None
        assert (found.verdict.version, found.verdict.conforms, found.version) == ("1.1", "yes", 1)
        assert found.state == "published"


def test_a_repository_that_fails_midway_keeps_what_came_before(feed: Feed, node: Node) -> None:
    feed.pages = [[record("a")], [record("b")], None]
    harvested = node.harvest()
    assert harvested.counts == Counts(added=2)
    assert harvested.failure is not None
    assert "500" in harvested.failure
    assert [node.now(name).state for name in "ab"] == ["published", "published"]
    (run,) = node.registry.runs(node.source.id)
    assert (run.outcome, run.cause, run.response_date) == ("failed", harvested.failure, None)
    feed.pages[2] = [record("c")]
    assert node.harvest().counts == Counts(added=1, unchanged=2)


def test_a_harvest_that_is_interrupted_keeps_what_came_before(feed: Feed, node: Node) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    feed.pages = [[record("a")], [record("b")]]
    with pytest.raises(KeyboardInterrupt):
        node.harvest(progress=interrupt)
    assert node.now("a").state == "published"
    assert node.harvest().counts == Counts(added=1, unchanged=1)
    outcomes = [run.outcome for run in node.registry.runs(node.source.id)]
    assert outcomes == ["finished", "failed"]


def test_a_source_that_is_removed_meanwhile_publishes_nothing_more(feed: Feed, node: Node) -> None:
    feed.pages = [[record("a")], [record("a", lom("Decimals")), record("b")]]
    with pytest.raises(RegistryError, match=f"source {node.source.id}: there is none of that id"):
        node.harvest(progress=lambda _: node.registry.remove_source(node.source.id))
    assert [record.state for record in node.registry.published()] == ["withdrawn"]


@pytest.mark.parametrize(
    ("request_", "prefix", "set_"),
    [
        (None, "of_source", "maths"),
        (Request(prefix=None, from_="2026-01-01"), "of_source", "maths"),
        (Request(prefix="asked", set="arts"), "asked", "arts"),
    ],
)
def test_prefix_and_set_are_those_of_the_request_else_of_the_source(
    feed: Feed, node: Node, request_: Request | None, prefix: str, set_: str
) -> None:
    feed.pages = [[record("a")]]
    node.source = node.registry.add_source(feed.address, prefix="of_source", set="maths")
    node.harvest(request_)
    assert [(asked["verb"], asked["metadataPrefix"], asked["set"]) for asked in feed.asked] == [
        ("ListRecords", prefix, set_)
    ]
    assert feed.asked[0].get("from") == (request_.from_ if request_ else None)


def test_progress_tells_of_each_page(feed: Feed, node: Node) -> None:
    feed.pages = [[record("a"), record("b")], [record("c")]]
    told: list[int] = []
    node.harvest(progress=told.append)
    assert told == [2, 1]
