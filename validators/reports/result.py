"""What became of one record, as the renderings take it: one after the other, and none is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID, uuid5

from profiles.formats import Format
from profiles.model import LearningResource
from profiles.record import Record, Unreadable
from validators.finding import Finding, Verdict
from validators.places import Location
from validators.scoring import Score

_NAMESPACE = UUID("6b1f3a5e-3c0b-5b7c-9f0a-6a2d8f1c4e77")


class Checked(NamedTuple):
    """A record that was read and judged, with what tells where its findings stand."""

    record: Record
    verdict: Verdict
    scores: Mapping[str, Score]
    resource: LearningResource
    form: Format
    locate: Callable[[Sequence[Finding]], list[Location]]


Result = Checked | Record | Unreadable
"""A record that was checked, one that was deleted (there is nothing to check), or what could not be read."""


class Located(NamedTuple):
    """A finding with its place, and the address that is its own."""

    finding: Finding
    location: Location
    address: str


def located(checked: Checked) -> Iterator[Located]:
    """Yield the findings of a record with their places and addresses, in the verdict's order."""
    findings = checked.verdict.findings
    if not findings:
        return
    places = checked.locate(findings)
    for finding, location, address in zip(findings, places, addresses(checked), strict=True):
        yield Located(finding, location, address)


def addresses(checked: Checked) -> Iterator[str]:
    """Yield the address of each finding of a record.

    It is made of the record's identifier, the rule, the place in the resource and
    the fault, so that it is the same in every form of the report and in every
    run, for as long as the fault is there. Of several alike, each has its number.
    """
    identifier = checked.record.header.identifier
    seen: dict[tuple[str, str, str], int] = {}
    for finding in checked.verdict.findings:
        alike = finding.rule, finding.pointer, finding.code
        number = seen[alike] = seen.get(alike, 0) + 1
        yield minted("finding", identifier, *alike, str(number))


def minted(*parts: str) -> str:
    """Return the address of something that has none of its own, a UUID made of what it is known by."""
    name = "\0".join(parts).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return uuid5(_NAMESPACE, name).urn
