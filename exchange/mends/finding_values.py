"""Where the value that a finding speaks of is written, in the text of the document it was read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from lxml import etree

from exchange.mends.source import Source
from exchange.mends.written import Written, json_key, json_list, json_string, xml_attribute, xml_text
from exchange.pipeline import Examined
from profiles.document import Syntax
from profiles.positions import page_position
from profiles.positions.json import json_positions, parse_pointer
from profiles.positions.xml import xml_positions
from profiles.xml import local_name
from validators.finding import Finding
from validators.places import place_of

Way = tuple[str, ...]

MENDED = frozenset({Syntax.XML, Syntax.JSON})
"""The syntaxes whose values are replaced where they stand."""


class Found(NamedTuple):
    """A value in the text: how it is written, and the name, in lower case, of the element or key it is in."""

    written: Written
    within: str


def start_of(examined: Examined, source: Source, after: int) -> int | None:
    """Return at which byte of the document a record begins, which is not before `after`; None if nowhere."""
    record = examined.record
    if record.page is not None:
        return 0 if _is_part(record.page, source.content) else None
    start = source.content.find(record.payload, after)
    return start if start >= 0 else None


@lru_cache(maxsize=2)
def _is_part(page: bytes, content: bytes) -> bool:
    """Tell whether a page is of the document, up to the two end tags that a list cut off was given."""
    own = page.rfind(b"</", 0, page.rfind(b"</"))
    return own >= 0 and content.startswith(page[:own])


def values_of(
    findings: Sequence[Finding], examined: Examined, source: Source, start: int
) -> list[Found | None]:
    """Return where the values of one record's findings are written, None of one that stands nowhere alone."""
    if examined.document.syntax is Syntax.XML:
        return _in_xml(findings, examined, source, start)
    return _in_json(findings, examined, source, start)


def _in_xml(
    findings: Sequence[Finding], examined: Examined, source: Source, start: int
) -> list[Found | None]:
    nodes = list(examined.document.tree.iter())
    numbers = [_node_of(finding, examined, nodes) for finding in findings]
    record = examined.record
    wanted = {number for number in numbers if number is not None}
    if record.page is None:
        own = xml_positions(record.payload, wanted)
        offsets = {number: start + position.offset for number, position in own.items()}
    else:
        offsets = {number: page_position(record.page, record.number + number).offset for number in wanted}
    indices = source.indices(offsets.values())
    found: list[Found | None] = []
    for finding, number in zip(findings, numbers, strict=True):
        if number is None or number not in offsets:
            found.append(None)
            continue
        index, value = indices[offsets[number]], finding.slots["value"]
        is_language = finding.field.endswith(".lang")
        written = None if is_language else xml_text(source.characters, index, value)
        written = written or xml_attribute(source.characters, index, value, of_language=is_language)
        found.append(Found(written, local_name(nodes[number]).lower()) if written else None)
    return found


def _node_of(finding: Finding, examined: Examined, nodes: Sequence[etree._Element]) -> int | None:
    """Return the number of the element that says the value: of its place, or the one within that does."""
    place = place_of(finding, examined.resource)
    if not isinstance(place, int) or place >= len(nodes):
        return None
    value = finding.slots["value"]
    if finding.field.endswith(".lang") or _says(nodes[place], value):
        return place
    within = [number for number, one in enumerate(nodes[place].iter(), place) if _says(one, value)]
    return within[0] if len(within) == 1 else None


def _says(element: etree._Element, value: str) -> bool:
    if not isinstance(element.tag, str):
        return False
    is_text = not len(element) and (element.text or "").strip() == value
    return is_text or value in element.attrib.values()


def _in_json(
    findings: Sequence[Finding], examined: Examined, source: Source, start: int
) -> list[Found | None]:
    tree = examined.document.tree
    ways = [parse_pointer(location.path) for location in examined.locate_all(findings)]
    every = [one for way in ways for one in (way, *_members(way, tree))]
    positions = json_positions(examined.record.payload, every)
    begins = dict(zip(every, (start + position.offset for position in positions), strict=True))
    by_offset = source.indices(begins.values())
    indices = {way: by_offset[offset] for way, offset in begins.items()}
    written = [
        _json_value(finding.slots["value"], way, tree, indices, source.characters)
        for finding, way in zip(findings, ways, strict=True)
    ]
    return [Found(one, _name_at(way)) if one else None for one, way in zip(written, ways, strict=True)]


def _members(way: Way, tree: Any) -> list[Way]:
    held = _at(tree, way)
    return [(*way, str(number)) for number in range(len(held))] if isinstance(held, list) else []


def _json_value(value: str, way: Way, tree: Any, indices: Mapping[Way, int], text: str) -> Written | None:
    held = _at(tree, way)
    if isinstance(held, list):
        is_value = all(isinstance(one, str) for one in held) and ",".join(held) == value
        return json_list(text, [indices[one] for one in _members(way, tree)], held) if is_value else None
    written = json_string(text, indices[way], value) if held is not None else None
    if written is None and way and way[-1] == value and isinstance(_at(tree, way[:-1]), dict):
        return json_key(text, indices[way], value)
    return written


def _name_at(way: Way) -> str:
    return next((step.lower() for step in reversed(way) if not step.isdecimal()), "")


def _at(tree: Any, way: Way) -> Any:
    for step in way:
        if isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(tree, list) and step.isdecimal() and int(step) < len(tree):
            tree = tree[int(step)]
        else:
            return None
    return tree
