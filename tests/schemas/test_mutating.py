"""The mutator does what it says: one change to a copy, of every kind, the same for the same seed."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.schemas.mutating import CHANGES, mutants

RECORD = b"<a><b x='1'>two words</b><c><d/>tail</c></a>"


def as_told(seed: int, count: int = 100) -> list[tuple[str, bytes]]:
    return [(done, etree.tostring(mutant)) for done, mutant in mutants(etree.fromstring(RECORD), count, seed)]


def test_a_seed_gives_the_same_mutants():
    assert as_told(1) == as_told(1)
    assert as_told(1) != as_told(2)


def test_the_record_itself_stays():
    record = etree.fromstring(RECORD)
    for _, mutant in mutants(record, 200, 3):
        assert mutant is not record
    assert etree.tostring(record) == etree.tostring(etree.fromstring(RECORD))


@pytest.mark.parametrize("count", [0, 1, 17, 300])
def test_as_many_come_as_are_asked_for(count: int):
    assert len(as_told(4, count)) == count


def test_every_kind_of_change_comes():
    told = " ".join(done for done, _ in as_told(5, 2 * 4 * (len(CHANGES) + 1)))
    kinds = (
        "dropped",
        "repeated",
        "moved to place",
        "moved into",
        "misspelt",
        "renamed",
        "put into the namespace",
    )
    kinds += (
        "emptied",
        "given a child",
        "among its children",
        "a comment or",
        "given the attribute",
        "text ",
    )
    assert [kind for kind in kinds if kind not in told] == []


def test_where_the_change_was_made_is_told():
    _, mutant = next(each for each in mutants(etree.fromstring(RECORD), 100, 6) if each[0] == "/a/b: dropped")
    assert mutant.find("b") is None
    assert mutant.find("c/d") is not None
