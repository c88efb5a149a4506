"""What a page may hold: identifiers of every kind, twice the same, none at all, more than a query takes."""

from __future__ import annotations

import pytest

from registry import Counts, Registry, RegistryError, Source
from tests.registry.making import FINDING, entry, public_id, rows, save, verdict
from tests.registry.test_saving import ID, IDENTIFIER, now_held


def test_of_an_identifier_that_stands_twice_in_a_page_the_last_counts(
    registry: Registry, source: Source
) -> None:
    page = (entry(title="First"), entry(title="Last"), entry("oai:one.example:2"))
    assert save(registry, source, *page) == Counts(added=2, unchanged=1)
    assert now_held(registry).resource == {"name": ["Last"]}
    assert save(registry, source, *page) == Counts(unchanged=3)
    assert len(registry.versions(ID)) == 1


@pytest.mark.parametrize(
    "identifier",
    [
        "x" * 2000,
        "中" * 2000,
        " a b ",
        "a\nb",
        "a/b?c=d#e%20",
        "oai:x:'; DROP TABLE records; --",
        "\U0001f393",
    ],
    ids=["long", "long and wide", "blanks", "line break", "address", "SQL", "astral"],
)
def test_any_identifier_is_kept_as_it_is(registry: Registry, source: Source, identifier: str) -> None:
    save(registry, source, entry(identifier), entry("oai:one.example:other"))
    assert now_held(registry, identifier).identifier == identifier
    assert save(registry, source, entry(identifier)) == Counts(unchanged=1)


def test_identifiers_that_differ_in_case_or_form_are_different_records(
    registry: Registry, source: Source
) -> None:
    names = ("oai:x:a", "oai:x:A", "oai:x:\u00e9", "oai:x:e\u0301")
    assert save(registry, source, *(entry(name) for name in names)) == Counts(added=4)
    assert [now_held(registry, name).identifier for name in names] == list(names)


def test_texts_that_json_can_hold_and_xml_cannot_are_kept(registry: Registry, source: Source) -> None:
    odd = {"name": ["a\x00b", "lone \ud800 surrogate", "\x0b"]}
    came = entry(resource=odd, judged=verdict(findings=[{**FINDING, "value": "\udfff\x00"}]))
    save(registry, source, came)
    found = now_held(registry)
    assert (found.resource, found.verdict) == (odd, came.verdict)
    assert save(registry, source, came) == Counts(unchanged=1)


def test_the_same_identifier_in_two_sources_is_two_records(registry: Registry, source: Source) -> None:
    other = registry.add_source("https://two.example/oai", id="two")
    save(registry, source, entry())
    save(registry, other, entry(title="Of the other"))
    assert now_held(registry).resource == {"name": ["A title"]}
    found = registry.record(public_id(IDENTIFIER, "two"))
    assert found is not None
    assert found.resource == {"name": ["Of the other"]}


def test_a_page_larger_than_one_query_takes_is_saved(registry: Registry, source: Source) -> None:
    page = [entry(f"oai:one.example:{number}", title=str(number)) for number in range(1201)]
    assert save(registry, source, *page) == Counts(added=1201)
    assert save(registry, source, *page) == Counts(unchanged=1201)
    found = [registry.record(public_id(one.record.header.identifier)) for one in page[::100]]
    assert [one and one.payload for one in found] == [one.record.payload for one in page[::100]]


def test_an_empty_page_is_saved(registry: Registry, source: Source) -> None:
    assert save(registry, source) == Counts()


def test_a_page_of_a_source_that_was_removed_meanwhile_is_refused(
    registry: Registry, source: Source, url: str
) -> None:
    run = registry.begin_run(source.id)
    registry.save(source.id, run.id, [entry()])
    registry.remove_source(source.id)
    before = rows(url)
    with pytest.raises(RegistryError, match="source one: there is none of that id"):
        registry.save(source.id, run.id, [entry(), entry("oai:one.example:2")])
    assert rows(url) == before
