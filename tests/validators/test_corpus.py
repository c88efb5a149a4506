"""A corpus: what records of one source share, which record a name means, and rings of parts."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.canonical import from_json
from profiles.formats import FORMATS
from profiles.record import Header, Record
from profiles.rules import load_rules
from validators.corpus import Index
from validators.corpus.rings import rings
from validators.engine import Engine
from validators.examples import profile_of
from validators.given import Given

LOM = next(form for form in FORMATS if form.name == "lom")
RULES = load_rules()


def found(rule: str, *said: dict[str, Any], sources: str = "") -> list[list[tuple[str, str]]]:
    """Return the findings of each resource, of sources named by a letter each: pointer and code."""
    resources = [from_json(one) for one in said]
    records = [
        Record(Header(f"oai:a.example:{number}", "2026-01-01"), b"", "feed.xml", source=source)
        for number, source in enumerate(sources or "a" * len(said))
    ]
    with Index() as index:
        for resource, record in zip(resources, records, strict=True):
            index.add(resource, record)
        index.close_off()
        engine = Engine(profile_of({rule: RULES[rule]}), given=Given(corpus=index))
        return [
            [(one.pointer, one.code) for one in engine.validate(resource, LOM, record).findings]
            for resource, record in zip(resources, records, strict=True)
        ]


def test_what_is_twice_in_two_sources_is_once_in_each() -> None:
    twice = [{"id": "urn:x:1"}, {"id": "urn:x:1"}]
    assert found("QUAL-080", *twice) == [[("/id/0", "")], [("/id/0", "")]]
    assert found("QUAL-080", *twice, sources="ab") == [[], []]


def test_an_identifier_that_a_record_says_twice_is_in_one_record() -> None:
    assert found("QUAL-080", {"id": ["urn:x:1", "urn:x:1"]}, {"id": "urn:x:2"}) == [[], []]


@pytest.mark.parametrize(
    "identifier",
    [{"value": "0024-9319", "scheme": "ISSN"}, "urn:issn:0024-9319", "urn:isbn:9783161484100", "12",
     {"value": "https://portal.issn.org/resource/ISSN/0024-9319", "scheme": "issn"}],
)  # fmt: skip
def test_numbers_of_books_and_journals_and_numbers_alone_may_be_in_many_records(identifier: Any) -> None:
    assert found("QUAL-080", {"id": identifier}, {"id": identifier}) == [[], []]


def test_identifiers_of_a_catalogue_are_compared_within_it() -> None:
    said = [{"id": {"value": "12", "scheme": scheme}} for scheme in ("Leerbank", "leerbank", "Edurep")]
    assert found("QUAL-080", *said) == [[("/id/0", "")], [("/id/0", "")], []]


def test_boilerplate_is_in_more_than_five_records_and_more_than_a_hundredth() -> None:
    own = [{"description": f"About {number}"} for number in range(594)]
    same = [{"description": "Welcome"} for _ in range(6)]
    assert found("QUAL-082", *own[:593], *same)[-1] == [("/description/0", "")]
    assert found("QUAL-082", *own, *same)[-1] == []
    assert found("QUAL-082", *same[:5])[-1] == []


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ({"name": "A", "creator": "X"}, {"name": "a!", "creator": "x"}, True),
        ({"name": "A", "creator": "X"}, {"name": "A", "creator": "Y"}, False),
        ({"name": "A", "url": "http://www.a.example/"}, {"name": "A", "url": "https://a.example#top"}, True),
        ({"name": "A", "url": "https://a.example/1"}, {"name": "A", "url": "https://a.example/2"}, False),
        ({"name": "A"}, {"name": "A"}, False),
        ({"creator": "X", "url": "https://a.example"}, {"creator": "X", "url": "https://a.example"}, False),
    ],
)
def test_near_is_the_same_name_creator_and_address_but_for_form(
    one: dict[str, Any], other: dict[str, Any], *, is_near: bool
) -> None:
    assert found("QUAL-081", one, other)[0] == ([("/name/0", "")] if is_near else [])


def test_a_name_of_another_source_is_not_known() -> None:
    said = [{"isPartOf": "12"}, {"id": {"value": "12", "scheme": "x"}}]
    assert found("INTR-010", *said) == [[], []]
    assert found("INTR-010", *said, sources="ab") == [[("/isPartOf/0/id", "unknown")], []]


def test_what_says_nothing_or_names_what_is_not_there_contradicts_nobody() -> None:
    whole = {"id": "urn:x:1", "hasPart": "urn:x:2"}
    assert found("INTR-010", whole, {"id": "urn:x:2"}) == [[], []]
    assert found("INTR-010", whole, {"id": "urn:x:2", "isPartOf": "urn:elsewhere"}) == [[], []]
    assert found("INTR-010", whole, {"id": "urn:x:2", "isPartOf": "urn:x:3"}, {"id": "urn:x:3"}) == [
        [("/hasPart/0/id", "one-sided")],
        [],
        [],
    ]


def test_a_part_of_a_ring_is_in_none_itself() -> None:
    said = [
        {"id": "urn:x:1", "isPartOf": "urn:x:2"},
        {"id": "urn:x:2", "isPartOf": "urn:x:3"},
        {"id": "urn:x:3", "isPartOf": "urn:x:2"},
        {"id": "urn:x:4", "isPartOf": "urn:x:4"},
    ]
    ring = [("/isPartOf/0/id", "ring")]
    assert found("INTR-010", *said) == [[], ring, ring, ring]


@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=16))
def test_two_stand_in_a_ring_where_each_leads_to_the_other(edges: set[tuple[int, int]]) -> None:
    leads = set(edges)
    for middle, start, end in product(range(8), repeat=3):
        if (start, middle) in leads and (middle, end) in leads:
            leads.add((start, end))
    told = rings(sorted(edges))
    for one, other in product(range(8), repeat=2):
        together = (one, other) in leads and (other, one) in leads
        assert together == (one in told and told[one] == told.get(other))


def test_a_chain_of_a_hundred_thousand_has_no_ring_and_closed_it_is_one() -> None:
    chain = [(number, number + 1) for number in range(100_000)]
    assert rings(chain) == {}
    assert len(rings([*chain, (100_000, 0)])) == 100_001
