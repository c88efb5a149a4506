"""Reading Dublin Core as OAI-PMH carries it (oai_dc; DCMI Metadata Element Set 1.1).

Repositories hold millions of these records, and each is small: so the loop
over its elements is written out, and the values are made without the calls
that a named tuple's own constructor costs (docs/benchmarks.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from lxml import etree

from profiles.formats.reading import XML_LANG, ByTag, Reading, first_address, is_address, text_of
from profiles.formats.walking import Step, Table, value
from profiles.model import Agent, Concept, Encoding, Identifier, LearningResource, License, Link, Place, Text

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
OAI_DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"

Make = Callable[[str, etree._Element], tuple[str, Any]]
"""Makes of an element and its text, which is trimmed and not empty, a value; tells the field first."""

NOTHING = ("", None)
"""What is made of an element that says nothing that the model has a field for."""

_SIZE = re.compile(r"\d[\d.,\s]*(?:bytes?|octets?|[kmgt]i?[bo])?$", re.IGNORECASE)
_ACCESS_RIGHT = re.compile(r"info:eu-repo/semantics/\w+Access$|https?://purl\.org/coar/access_right/")
_EMBARGO = "info:eu-repo/date/"  # the end of an embargo is no date of the resource
_new = tuple.__new__


def read(root: etree._Element) -> LearningResource:
    """Return what a Dublin Core record says, every value as found and with its place."""
    found: dict[str, list[Any]] = {}
    places: dict[str, list[Place | None]] = {}
    following = 1  # the place of the next element
    for element in root:
        place = following
        following += 1
        make = _BY_TAG[element.tag]
        if len(element):
            following += sum(1 for _ in element.iterdescendants())
            text: str | None = text_of(element)
        else:
            text = element.text
        if make is not None and text and (text := text.strip()):
            field, said = make(text, element)
            values = found.get(field)
            if values is None:
                found[field] = [said]
                places[field] = [place]
            else:
                values.append(said)
                places[field].append(place)
    if NOTHING[0] in found:
        del found[NOTHING[0]], places[NOTHING[0]]
    add_addresses(found, places)
    return LearningResource.of(found, places)


def add_addresses(found: dict[str, list[Any]], places: dict[str, list[Place | None]]) -> None:
    """Take the identifiers that are http addresses for those of the resource too."""
    for number, identifier in enumerate(found.get("id", ())):
        if is_address(identifier[0]):
            found.setdefault("url", []).append(identifier[0])
            places.setdefault("url", []).append(places["id"][number])


def make_text(field: str) -> Make:
    """Return what makes a text with its language."""

    def make(text: str, element: etree._Element) -> tuple[str, Text]:
        return field, _new(Text, (text, element.get(XML_LANG)))

    return make


def make_string(field: str) -> Make:
    """Return what makes a plain string."""
    return lambda text, _: (field, text)


def make_agent(field: str) -> Make:
    """Return what makes an agent of a name."""
    return lambda text, _: (field, _new(Agent, (text, None, None, None, None, None, None)))


def make_link(field: str) -> Make:
    """Return what makes a link, to an identifier where there is one, else by the words that stand there."""

    def make(text: str, _: etree._Element) -> tuple[str, Link]:
        is_identifier = ":" in text and " " not in text
        return field, _new(Link, (text, None, None) if is_identifier else (None, text, None))

    return make


def make_concept(field: str) -> Make:
    """Return what makes a concept of its address, or of its label."""

    def make(text: str, element: etree._Element) -> tuple[str, Concept]:
        if is_concept(text):
            return field, _new(Concept, (text, (), None))
        return field, _new(Concept, (None, (_new(Text, (text, element.get(XML_LANG))),), None))

    return make


def is_concept(text: str) -> bool:
    """Tell whether a text is the address of a concept, such as info:eu-repo/classification/ddc/510."""
    return text[:5] == "info:" or (text[0] in "hH" and is_address(text))


def make_subject(text: str, element: etree._Element) -> tuple[str, Any]:
    """Make of dc:subject a concept where it is an address, else a keyword."""
    if is_concept(text):
        return "about", _new(Concept, (text, (), None))
    return "keywords", _new(Text, (text, element.get(XML_LANG)))


def make_date(text: str, _: etree._Element) -> tuple[str, Any]:
    """Make of dc:date the date of publication, in whatever form it was found."""
    return NOTHING if text.startswith(_EMBARGO) else ("datePublished", text)


def _form(text: str) -> tuple[str, Any]:
    if text[0].isdigit():
        return ("encoding", Encoding(contentSize=text)) if _SIZE.match(text) else NOTHING  # 24 pages
    return "encoding", Encoding(encodingFormat=text)


def make_format(text: str, _: etree._Element) -> tuple[str, Any]:
    """Make of dc:format a media type, or the size of a file; other extents the model has no place for."""
    return _form_again(text) if len(text) < _SHORT else _form(text)


def make_rights(text: str, element: etree._Element) -> tuple[str, Any]:
    """Make of dc:rights a right of access where it is one of the known words, else a licence."""
    field, address = _right_again(text) if len(text) < _SHORT else _right(text)
    if field == "license":
        return field, _new(License, (address, text, element.get(XML_LANG)))
    return field, Concept(text)


def _right(text: str) -> tuple[str, str | None]:
    """Return the field of a statement of rights, and the address that stands in it."""
    return ("conditionsOfAccess", None) if _ACCESS_RIGHT.match(text) else ("license", first_address(text))


# The records of a repository say the same few; long texts are other ones, and would fill the memory.
_SHORT = 200
_form_again, _right_again = lru_cache(1024)(_form), lru_cache(1024)(_right)


MAKES: dict[str, tuple[Make, tuple[str, ...]]] = {
    "title": (make_text("name"), ("name",)),
    "creator": (make_agent("creator"), ("creator",)),
    "subject": (make_subject, ("keywords", "about")),
    "description": (make_text("description"), ("description",)),
    "publisher": (make_agent("publisher"), ("publisher",)),
    "contributor": (make_agent("contributor"), ("contributor",)),
    "date": (make_date, ("datePublished",)),
    "type": (make_concept("learningResourceType"), ("learningResourceType",)),
    "format": (make_format, ("encoding",)),
    "identifier": (lambda text, _: ("id", _new(Identifier, (text, None))), ("id", "url")),
    "source": (make_link("isBasedOn"), ("isBasedOn",)),
    "language": (make_string("inLanguage"), ("inLanguage",)),
    "relation": (make_link("relation"), ("relation",)),
    "rights": (make_rights, ("license", "conditionsOfAccess")),
}
"""The fifteen elements but coverage, with the fields that their values are of."""

_BY_TAG: ByTag[Make] = ByTag({name: make for name, (make, _) in MAKES.items()})


def as_step(make: Make, *fields: str) -> Step:
    """Return the step of a table that takes what is made of an element."""

    def take(text: str, element: etree._Element, place: int, reading: Reading) -> None:
        field, said = make(text, element)
        if field:
            reading.add(field, said, place)

    return value(take, *fields)


TABLE = Table({name: as_step(make, *fields) for name, (make, fields) in MAKES.items()})
"""The crosswalk."""
