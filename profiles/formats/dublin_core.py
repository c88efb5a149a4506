"""Reading Dublin Core as OAI-PMH carries it (oai_dc; DCMI Metadata Element Set 1.1)."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from profiles.formats.reading import LOCAL, XML_LANG, Reading, first_address, is_address, text_of
from profiles.model import Agent, Concept, Encoding, Identifier, LearningResource, License, Link, Place, Text

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
OAI_DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"

_SIZE = re.compile(r"\d[\d.,\s]*(?:bytes?|octets?|[kmgt]i?[bo])?$", re.IGNORECASE)
_ACCESS_RIGHT = re.compile(r"info:eu-repo/semantics/\w+Access$|https?://purl\.org/coar/access_right/")

Take = Callable[[Text, Place, Reading], None]


def read(root: etree._Element) -> LearningResource:
    """Return what a Dublin Core record says, every value as found and with its place."""
    reading = Reading()
    place = 0
    for element in root:
        place += 1
        take = _ELEMENTS.get(LOCAL[element.tag])
        if take is not None and (text := text_of(element)):
            take(Text(text, element.get(XML_LANG)), place, reading)
        if len(element):
            place += sum(1 for _ in element.iterdescendants())
    return reading.resource()


def _text(field: str) -> Take:
    def take(text: Text, place: Place, reading: Reading) -> None:
        reading.add(field, text, place)

    return take


def _string(field: str) -> Take:
    def take(text: Text, place: Place, reading: Reading) -> None:
        reading.add(field, text.value, place)

    return take


def _agent(field: str) -> Take:
    def take(text: Text, place: Place, reading: Reading) -> None:
        reading.add(field, Agent(name=text.value), place)

    return take


def _link(field: str) -> Take:
    def take(text: Text, place: Place, reading: Reading) -> None:
        link = Link(text.value) if ":" in text.value and " " not in text.value else Link(None, text.value)
        reading.add(field, link, place)

    return take


def _subject(text: Text, place: Place, reading: Reading) -> None:
    if _is_concept(text.value):
        reading.add("about", Concept(text.value), place)
    else:
        reading.add("keywords", text, place)


def _type(text: Text, place: Place, reading: Reading) -> None:
    concept = Concept(text.value) if _is_concept(text.value) else Concept(None, (text,))
    reading.add("learningResourceType", concept, place)


def _is_concept(value: str) -> bool:
    """Tell whether a value is the address of a concept, such as info:eu-repo/classification/ddc/510."""
    return is_address(value) or value.startswith("info:")


def _identifier(text: Text, place: Place, reading: Reading) -> None:
    reading.add("id", Identifier(text.value), place)
    if is_address(text.value):
        reading.add("url", text.value, place)


def _format(text: Text, place: Place, reading: Reading) -> None:
    """Read dc:format: a media type, or the extent, of which the model has a place for a file's size alone."""
    if _SIZE.match(text.value):
        reading.add("encoding", Encoding(contentSize=text.value), place)
    elif not text.value[0].isdigit():  # 24 pages, 20 x 30 cm
        reading.add("encoding", Encoding(encodingFormat=text.value), place)


def _rights(text: Text, place: Place, reading: Reading) -> None:
    if _ACCESS_RIGHT.match(text.value):
        reading.add("conditionsOfAccess", Concept(text.value), place)
    else:
        reading.add("license", License(first_address(text.value), text.value, text.lang), place)


_ELEMENTS: dict[str, Take] = {
    "title": _text("name"),
    "creator": _agent("creator"),
    "subject": _subject,
    "description": _text("description"),
    "publisher": _agent("publisher"),
    "contributor": _agent("contributor"),
    "date": _string("datePublished"),
    "type": _type,
    "format": _format,
    "identifier": _identifier,
    "source": _link("isBasedOn"),
    "language": _string("inLanguage"),
    "relation": _link("relation"),
    "rights": _rights,
}
