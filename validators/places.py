"""Where a finding stands, worked out only when it is shown: in the payload, and in what it was taken from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from profiles.document import Document, Syntax
from profiles.encodings import before_wrong_bytes
from profiles.formats import html
from profiles.model import LearningResource, Place
from profiles.positions import (
    Excerpt,
    Position,
    excerpt,
    json_pointer,
    json_position,
    page_position,
)
from profiles.positions.json import json_positions
from profiles.positions.text import text_position
from profiles.positions.xml import xml_paths, xml_positions
from profiles.record import Record
from validators.finding import Finding
from validators.turtle_places import turtle_index

WIDEST = 240
"""How many cells of a line are kept for showing."""
Way = tuple[int | str, ...]
_AROUND = frozenset({"script", "@graph"})
"""What stands around the node of a record, and is no member of it."""


class Location(NamedTuple):
    """The place of a finding: in the record's origin, such as a page of a list, and in its own payload.

    Lines and columns count from 1, columns in characters. `path` is the way to
    the value: by the names of elements, or a JSON Pointer (RFC 6901).
    """

    line: int
    column: int
    path: str
    in_record: Position
    in_page: Position | None = None


def locate_all(
    findings: Sequence[Finding], resource: LearningResource, document: Document, record: Record
) -> list[Location]:
    """Return the places of findings of one record; what is absent stands at the root, or at the node read.

    `document` is the payload opened, as it was when the resource was read from
    it; it is gone through once, however many the findings are.
    """
    if not findings:
        return []
    if document.syntax is Syntax.XML:
        noted = (place_of(finding, resource) for finding in findings)
        places = [place if isinstance(place, int) else 0 for place in noted]
        return _in_xml(places, document, record)
    if document.syntax is Syntax.JSON:
        return _in_json(findings, resource, document, record)
    return [_in_text(finding, resource, document, record) for finding in findings]


def _in_json(
    findings: Sequence[Finding], resource: LearningResource, document: Document, record: Record
) -> list[Location]:
    ways = [
        _way_to_the_member(_way_of(finding, resource, document.syntax), finding, document.tree)
        for finding in findings
    ]
    positions = json_positions(record.payload, ways)
    return [
        _from_start(position, json_pointer(way), record)
        for position, way in zip(positions, ways, strict=True)
    ]


def _in_text(finding: Finding, resource: LearningResource, document: Document, record: Record) -> Location:
    """Return the place of a finding in HTML or Turtle."""
    way = _way_of(finding, resource, document.syntax)
    if place_of(finding, resource) == document.wrong_bytes:
        before = before_wrong_bytes(record.payload)
        position = text_position(before, len(before))
    elif document.syntax is Syntax.HTML:
        position = _in_script(way, document.tree)
    else:
        text = document.tree
        position = text_position(text, turtle_index(text, way, finding.slots.get("value")))
    return _from_start(position, json_pointer(way), record)


def lines_around(location: Location, record: Record, *, width: int = WIDEST) -> Excerpt:
    """Return the line of a finding with the one before and after it, as they stand where it was found.

    They are as wide as any terminal may be; who shows them cuts them to its own.
    """
    if record.page is not None and location.in_page is not None:
        return excerpt(record.page, location.in_page, width=width)
    lines = excerpt(record.payload, location.in_record, width=width).lines
    before = record.line - 1  # of a document that is one of several in its file
    return Excerpt(tuple(line._replace(number=line.number + before) for line in lines))


def place_of(finding: Finding, resource: LearningResource) -> Place:
    """Return the place of the value that a finding speaks of, the root's where it is absent."""
    if finding.place is not None:
        return finding.place
    if finding.position is None:
        return 0
    for field in (finding.field, finding.field.partition(".")[0]):
        places = resource.places.get(field, ())
        if finding.position < len(places):
            return places[finding.position] or 0
    return 0


def _way_of(finding: Finding, resource: LearningResource, syntax: Syntax) -> Way:
    """Return the way to the value that a finding speaks of, to the node that was read where it is absent."""
    place = place_of(finding, resource)
    if isinstance(place, tuple) and (place or finding.place is not None):
        return place
    return _way_to_the_node(resource, syntax)


def _way_to_the_node(resource: LearningResource, syntax: Syntax) -> Way:
    """Return the way to the node that was read: in a graph, in a script of a page, by its address."""
    ways = (place for places in resource.places.values() for place in places if isinstance(place, tuple))
    first = next(filter(None, ways), ())
    if syntax is Syntax.TURTLE:
        return first[:1]
    return tuple(takewhile(lambda step: step in _AROUND or isinstance(step, int), first))


def _way_to_the_member(way: Way, finding: Finding, tree: Any) -> Way:
    """Return the way to the member that a finding speaks of, where the value's own way leads to another.

    A reader notes one place for a value, such as that of a licence's address; its words may stand beside it.
    """
    said = finding.slots.get("value")
    if not said or not way or "." not in finding.field or _at(tree, way) in (said, None):
        return way
    beside = way if isinstance(_at(tree, way), dict) else way[:-1]
    found = [inner for inner, text in _texts(_at(tree, beside)) if text == said]
    return (*beside, *found[0]) if len(found) == 1 and isinstance(_at(tree, beside), dict) else way


def _at(tree: Any, way: Way) -> Any:
    """Return the value to which a way leads, None where it leads nowhere."""
    for step in way:
        if isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def _texts(tree: Any) -> Iterator[tuple[Way, str]]:
    """Yield the texts in a value, each with the way to it."""
    waiting: list[tuple[Way, Any]] = [((), tree)]
    while waiting:
        way, value = waiting.pop()
        if isinstance(value, str):
            yield way, value
        elif isinstance(value, dict):
            waiting += [((*way, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            waiting += [((*way, number), inner) for number, inner in enumerate(value)]


def _in_xml(places: Sequence[int], document: Document, record: Record) -> list[Location]:
    paths, in_record = xml_paths(document.tree, places), xml_positions(record.payload, places)
    locations = []
    for place in places:
        if record.page is None:
            locations.append(_from_start(in_record[place], paths[place], record))
        else:
            on_page = page_position(record.page, record.number + place)
            locations.append(Location(on_page.line, on_page.column, paths[place], in_record[place], on_page))
    return locations


def _in_script(way: Way, text: str) -> Position:
    """Return the position of a value in a script of JSON-LD in a page; of any other, that of the page."""
    if way[:1] != ("script",):
        return Position(1, 1, 0)
    start, end = html.script_spans(text)[int(way[1])]
    within = json_position(text[start:end].encode(), way[2:])
    return text_position(text, start + len(text[start:end].encode()[: within.offset].decode()))


def _from_start(position: Position, path: str, record: Record) -> Location:
    """Return the location of what was taken whole: its lines go on from where it begins in its origin."""
    column = position.column + (record.column - 1 if position.line == 1 else 0)
    return Location(record.line - 1 + position.line, column, path, position)
