"""Reading and writing Dublin Core as OAI-PMH carries it (oai_dc; DCMI Metadata Element Set 1.1)."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from profiles.formats.reading import LOCAL, XML_LANG, Reading, first_address, is_address, text_of
from profiles.model import Agent, Concept, Encoding, Identifier, LearningResource, License, Link, Place, Text

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
OAI_DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"

_SIZE = re.compile(r"\d[\d.,\s]*(?:bytes?|octets?|[kmgt]i?[bo])?$", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$"
)  # xs:language; anything else breaks the schema
_ACCESS_RIGHT = re.compile(r"info:eu-repo/semantics/\w+Access$|https?://purl\.org/coar/access_right/")

Take = Callable[[Text, Place, Reading], None]


def read(root: etree._Element) -> LearningResource:
    """Return what a Dublin Core record says, every value as found and with its place."""
    reading = Reading()
    for number, element in enumerate(root):
        take = _ELEMENTS.get(LOCAL[element.tag])
        if take is not None and (text := text_of(element)):
            take(Text(text, element.get(XML_LANG)), (number,), reading)
    return reading.resource()


def write(resource: LearningResource) -> bytes:
    """Return the resource as an oai_dc document in UTF-8; what oai_dc cannot say is left out."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": _XSI})
    root.set(f"{{{_XSI}}}schemaLocation", f"{OAI_DC} {OAI_DC_SCHEMA}")
    for name, texts in _said_in_dublin_core(resource):
        written: set[Text] = set()
        for text in texts:
            if text.value and text not in written:
                written.add(text)
                _write_element(root, name, text)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=False)


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
    if is_address(text.value):
        reading.add("about", Concept(text.value), place)
    else:
        reading.add("keywords", text, place)


def _type(text: Text, place: Place, reading: Reading) -> None:
    is_id = is_address(text.value) or text.value.startswith("info:")
    reading.add("learningResourceType", Concept(text.value) if is_id else Concept(None, (text,)), place)


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


def _said_in_dublin_core(resource: LearningResource) -> list[tuple[str, list[Text]]]:
    """Return the elements of Dublin Core with their texts, by the crosswalk of model.md."""
    r = resource
    relations = (*r.isPartOf, *r.hasPart, *r.isVersionOf, *r.translationOfWork, *r.relation)
    rights = [Text(licence.id) if licence.id else _label(licence.text, licence.lang) for licence in r.license]
    formats = [Text(kind) for file in r.encoding for kind in (file.encodingFormat, file.contentSize) if kind]
    return [
        ("title", [*r.name, *r.alternateName]),
        ("creator", _names(r.creator)),
        ("subject", [*r.keywords, *(text for concept in r.about for text in _words(concept))]),
        ("description", list(r.description)),
        ("publisher", _names(r.publisher)),
        ("contributor", _names(r.contributor)),
        ("date", [Text(date) for date in (r.datePublished or r.dateCreated or r.dateModified)]),
        ("type", [text for concept in r.learningResourceType for text in _words(concept)]),
        ("format", formats),
        ("identifier", [*(Text(i.value) for i in r.id), *(Text(url) for url in r.url)]),
        ("source", [_label(link.id or link.name) for link in r.isBasedOn]),
        ("language", [Text(tag) for tag in r.inLanguage]),
        ("relation", [_label(link.id or link.name) for link in relations]),
        ("rights", [*rights, *(text for concept in r.conditionsOfAccess for text in _words(concept))]),
    ]


def _label(text: str | None, lang: str | None = None) -> Text:
    return Text(text or "", lang)


def _names(agents: tuple[Agent, ...]) -> list[Text]:
    return [Text(agent.name) for agent in agents if agent.name]


def _words(concept: Concept) -> list[Text]:
    """Return the concept's labels where it has any, else its address or word."""
    return list(concept.labels) or [_label(concept.id)]


def _write_element(root: etree._Element, name: str, text: Text) -> None:
    element = etree.SubElement(root, f"{{{DC}}}{name}")
    element.text = text.value
    if text.lang and text.lang != "x-none" and _LANGUAGE.match(text.lang):
        element.set(XML_LANG, text.lang)
