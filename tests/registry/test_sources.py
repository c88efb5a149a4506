"""Sources: their ids, removing them and adding them again, and moving house."""

from __future__ import annotations

import pytest

from registry import Counts, Registry, RegistryError, Source, sources
from tests.registry.conftest import Clock
from tests.registry.making import entry, public_id, save, tombstone

ADDRESS = "https://one.example/oai"


def test_a_source_is_kept_with_all_it_was_given(registry: Registry, clock: Clock) -> None:
    added = registry.add_source(ADDRESS, id="one", name="The first", prefix="lom", set="maths")
    assert (added.id, added.address, added.name) == ("one", ADDRESS, "The first")
    assert (added.prefix, added.set, added.added.replace(tzinfo=None)) == ("lom", "maths", clock.now)
    assert registry.source("one") == added
    assert registry.sources() == [added]


def test_adding_a_source_again_gives_the_one_there_is(registry: Registry) -> None:
    first = registry.add_source(ADDRESS, prefix="lom")
    assert registry.add_source(ADDRESS, prefix="lom") == first
    assert registry.add_source(ADDRESS, prefix="lom", id=first.id) == first
    assert registry.add_source(ADDRESS, prefix="lom", name="Named").name == "Named"
    assert registry.add_source(ADDRESS, prefix="lom").name == "Named"
    assert len(registry.sources()) == 1


def test_another_prefix_or_set_is_another_source(registry: Registry) -> None:
    added = [
        registry.add_source(ADDRESS),
        registry.add_source(ADDRESS, prefix="lom"),
        registry.add_source(ADDRESS, prefix="lom", set="maths"),
    ]
    ids = ["one-example-oai", "one-example-oai-2", "one-example-oai-3"]
    assert [source.id for source in added] == ids


@pytest.mark.parametrize(
    ("address", "id_"),
    [
        ("https://Repo.example:8080/OAI/request?x=1", "repo-example-8080-oai-request"),
        ("https://user:secret@repo.example/oai", "repo-example-oai"),
        ("http://[::1]/oai", "1-oai"),
        ("https://пример.example/", "example"),
        ("feeds/january.zip", "feeds-january-zip"),
        ("///", "source"),
        ("https://a.example/" + "b" * 500, "a-example-" + "b" * 50),
    ],
)
def test_an_id_is_made_from_the_address_without_its_secrets(
    registry: Registry, address: str, id_: str
) -> None:
    assert registry.add_source(address).id == id_


@pytest.mark.parametrize("id_", ["", "a b", "a:b", "ä", "-a", ".a", "a/b", "a\n", "a" * 81, "\ud800"])
def test_an_id_that_would_be_no_set_is_refused(registry: Registry, id_: str) -> None:
    with pytest.raises(RegistryError, match="an id is made of the letters"):
        registry.add_source(ADDRESS, id=id_)
    assert registry.sources() == []


def test_an_id_that_is_taken_is_refused(registry: Registry, source: Source) -> None:
    with pytest.raises(RegistryError, match=r"source one: there is one of that id already, at https://one"):
        registry.add_source("https://two.example/oai", id="one")
    assert registry.sources() == [source]


def test_one_source_does_not_get_two_ids(registry: Registry, source: Source) -> None:
    with pytest.raises(
        RegistryError, match="source uno: its address, prefix and set are those of source one"
    ):
        registry.add_source(source.address, id="uno")
    assert registry.sources() == [source]


def test_a_source_that_is_not_there_is_named(registry: Registry) -> None:
    for asked in (registry.source, registry.remove_source, registry.begin_run):
        with pytest.raises(RegistryError, match="source gone: there is none of that id; see: commonshelf"):
            asked("gone")


def fill(registry: Registry, source: Source) -> None:
    page = [entry("a"), entry("b"), entry("c", judged="no"), entry("d")]
    save(registry, source, *page)
    save(registry, source, tombstone("d"))


def states(registry: Registry) -> list[str]:
    found = [registry.record(public_id(name)) for name in "abcd"]
    return [record.state for record in found if record is not None]


def test_removing_a_source_leaves_tombstones(registry: Registry, source: Source, clock: Clock) -> None:
    fill(registry, source)
    assert states(registry) == ["published", "published", "unpublished", "withdrawn"]
    gone = registry.record(public_id("d"))
    clock.tick()
    registry.remove_source(source.id)
    assert registry.sources() == []
    assert states(registry) == ["withdrawn", "withdrawn", "unpublished", "withdrawn"]
    assert registry.record(public_id("d")) == gone, "what was a tombstone already has not changed"
    assert [record.identifier for record in registry.published()] == ["d", "a", "b"]
    assert registry.versions(public_id("a"))[0].payload == entry("a").record.payload


def test_removing_a_source_in_parts_withdraws_all_of_it(
    registry: Registry, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "_WITHDRAWN_AT_ONCE", 3)
    save(registry, source, *(entry(str(number)) for number in range(9)))
    other = registry.add_source("https://two.example/oai")
    save(registry, other, entry())
    registry.remove_source(source.id)
    assert {record.state for record in registry.published(source_id=source.id)} == {"withdrawn"}
    assert [record.state for record in registry.published(source_id=other.id)] == ["published"]


def test_a_source_added_again_goes_on_under_its_public_ids(
    registry: Registry, source: Source, clock: Clock
) -> None:
    fill(registry, source)
    registry.remove_source(source.id)
    assert registry.add_source(source.address) == source
    assert states(registry) == ["withdrawn", "withdrawn", "unpublished", "withdrawn"], "until it is harvested"
    withdrawn = registry.record(public_id("a"))
    clock.tick()
    page = [entry("a"), entry("b"), entry("c", judged="no"), tombstone("d")]
    assert save(registry, source, *page) == Counts(changed=2, unchanged=2)
    assert states(registry) == ["published", "published", "unpublished", "withdrawn"]
    again = registry.record(public_id("a"))
    assert again is not None
    assert withdrawn is not None
    assert again.changed > withdrawn.changed
    assert again.version == 1, "nothing changed in the source"


def test_a_source_that_moves_house_keeps_its_records(registry: Registry, source: Source) -> None:
    fill(registry, source)
    registry.remove_source(source.id)
    moved = registry.add_source("https://new.example/oai", id=source.id)
    assert (moved.id, moved.address) == (source.id, "https://new.example/oai")
    assert save(registry, moved, entry("a")) == Counts(changed=1)
    assert states(registry) == ["published", "withdrawn", "unpublished", "withdrawn"]


def test_a_new_source_does_not_take_the_id_of_a_removed_one(registry: Registry) -> None:
    first = registry.add_source("https://one.example/oai")
    registry.remove_source(first.id)
    assert registry.add_source("http://one.example/oai").id == f"{first.id}-2"
