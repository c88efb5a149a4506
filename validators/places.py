"""Where a finding stands in the payload, worked out only when it is shown."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from profiles.formats.reading import element_at, path_to
from profiles.model import LearningResource, Place
from profiles.record import Record
from validators.finding import Finding


class Location(NamedTuple):
    """A line, counted from 1 in what the record was taken from, and the way to the element by names."""

    line: int
    path: str


def locate(finding: Finding, resource: LearningResource, root: etree._Element, record: Record) -> Location:
    """Return the place of a finding; what is absent is placed at the record's root.

    `root` is the payload parsed, as it was when the resource was read from it.
    A record that was cut from a page counts its lines on from where it stands
    in the page: libxml2 gives a start tag the line on which it ends.
    """
    place = place_of(finding, resource)
    assert isinstance(place, int)  # noqa: S101 - until JSON is read
    element = element_at(root, place)
    line: int = element.sourceline or 1  # type: ignore[assignment]  # the stubs do not know it
    return Location(record.line - 1 + line, path_to(root, place))


def place_of(finding: Finding, resource: LearningResource) -> Place:
    """Return the way to the value that a finding speaks of, the root's where it is absent."""
    if finding.position is None:
        return 0
    for field in (finding.field, finding.field.partition(".")[0]):
        places = resource.places.get(field, ())
        if finding.position < len(places):
            return places[finding.position] or 0
    return 0
