"""What the readers of XML formats share: collecting values with their places, and cleaning text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, TypeVar

from lxml import etree

from profiles.model import LearningResource, Place

_ADDRESS = re.compile(r"https?://[^\s<>\"'()]*[^\s<>\"'().,;:]")
new = tuple.__new__
"""Makes a named tuple of a tuple of all its members, in half the time of its own constructor."""
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Reading:
    """The values found so far, by field, each with its place in the payload."""

    __slots__ = ("found", "places")

    def __init__(self) -> None:
        self.found: defaultdict[str, list[Any]] = defaultdict(list)
        self.places: defaultdict[str, list[Place | None]] = defaultdict(list)

    def add(self, field: str, value: Any, place: Place | None) -> None:
        """Note one more value of a field."""
        self.found[field].append(value)
        self.places[field].append(place)

    def resource(self) -> LearningResource:
        """Return what was read as a LearningResource."""
        return LearningResource.of(self.found, self.places)


def first_said(reading: Reading, kinds: tuple[str, ...], field: str) -> None:
    """Give a field the values of the first of several kinds that says something; those of the others go."""
    for kind in reversed(kinds):
        values, places = reading.found.pop(kind, None), reading.places.pop(kind, None)
        if values and places:
            reading.found[field], reading.places[field] = values, places


class LocalNames(dict[Any, str]):
    """Names of elements without namespace, in lower case, each worked out once.

    Bindings of one standard differ in the case of their names (lifeCycle,
    lifecycle), and feeds mix them. Comments and processing instructions have
    a function for a tag and give the empty name, which no reader knows.
    """

    def __missing__(self, tag: Any) -> str:
        name = tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
        if len(self) < 10_000:  # a hostile feed may invent names without end
            self[tag] = name
        return name


LOCAL = LocalNames()
_V = TypeVar("_V")


class ByTag(dict[Any, _V | None]):
    """What is known by an element's local name, by its whole tag; each tag is looked up once."""

    def __init__(self, by_name: Mapping[str, _V]) -> None:
        self._by_name = by_name

    def __missing__(self, tag: Any) -> _V | None:
        found = self._by_name.get(LOCAL[tag])
        if len(self) < 10_000:
            self[tag] = found
        return found


def text_of(element: etree._Element) -> str:
    """Return the text of an element and all within it, trimmed; empty where there is none."""
    if len(element):
        return "".join(map(str, element.itertext("*"))).strip()
    text = element.text
    return text.strip() if text else ""


def first_address(text: str) -> str | None:
    """Return the first http address that stands in a text, without the full stop after it."""
    if "://" not in text:
        return None
    match = _ADDRESS.search(text)
    return match[0] if match else None


def is_address(text: str) -> bool:
    """Tell whether a text is an http address and nothing else around it."""
    return text[:4].lower() == "http" and text[4:8].lower().startswith(("://", "s://"))
