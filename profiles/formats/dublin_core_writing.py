"""Writing Dublin Core as OAI-PMH carries it (oai_dc), by the crosswalk from LearningResource.

What oai_dc cannot say is left out. What it says without telling kinds apart
is said where it cannot be mistaken: every relation is a dc:relation, but a date
of creation or change is a dc:date only where there is none of publication.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from profiles.formats.dublin_core import DC, OAI_DC, OAI_DC_SCHEMA, is_concept
from profiles.formats.reading import XML_LANG, is_address
from profiles.formats.writing import language_of, permitted
from profiles.model import Agent, Concept, LearningResource, License, Link, Text

_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def write(resource: LearningResource) -> bytes:
    """Return the resource as an oai_dc document in UTF-8."""
    return etree.tostring(as_element(resource), encoding="UTF-8", xml_declaration=False)


def as_element(resource: LearningResource) -> etree._Element:
    """Return the resource as the root element of an oai_dc document."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": _XSI})
    root.set(f"{{{_XSI}}}schemaLocation", f"{OAI_DC} {OAI_DC_SCHEMA}")
    for name, texts in _crosswalk(resource):
        # Each thing is said once, in the order of the record.
        for value, lang in dict.fromkeys((permitted(text).strip(), language_of(tag)) for text, tag in texts):
            if value:
                element = etree.SubElement(root, f"{{{DC}}}{name}")
                element.text = value
                if lang:
                    element.set(XML_LANG, lang)
    return root


def _crosswalk(r: LearningResource) -> list[tuple[str, Iterable[Text]]]:
    relations = (*r.isPartOf, *r.hasPart, *r.isVersionOf, *r.translationOfWork, *r.relation)
    return [
        ("title", (*r.name, *r.alternateName)),
        ("creator", _agents(r.creator)),
        ("subject", (*_labels(r.keywords), *_concepts(r.about))),
        ("description", r.description),
        ("publisher", _agents((*r.publisher, *r.provider))),
        ("contributor", _agents(r.contributor)),
        ("date", _strings(r.datePublished or r.dateCreated or r.dateModified)),
        ("type", _concepts(r.learningResourceType)),
        ("format", _strings(said for file in r.encoding for said in (file.encodingFormat, file.contentSize))),
        ("identifier", _strings((*(known.value for known in r.id), *r.url))),
        ("source", _links(r.isBasedOn)),
        ("language", _strings(r.inLanguage)),
        ("relation", _links(relations)),
        ("rights", (*_licences(r.license), *_concepts(r.conditionsOfAccess))),
    ]


def _strings(texts: Iterable[str | None]) -> list[Text]:
    return [Text(text) for text in texts if text]


def _agents(agents: Iterable[Agent]) -> list[Text]:
    return _strings(agent.name or agent.id for agent in agents)


def _links(links: Iterable[Link]) -> list[Text]:
    return _strings(link.id or link.name for link in links)


def _concepts(concepts: Iterable[Concept]) -> list[Text]:
    """Return the address and the labels of each; a word that is no address only where it has no label."""
    found: list[Text] = []
    for concept in concepts:
        if concept.id and (is_address(concept.id) or not concept.labels):
            found.append(Text(concept.id))
        found += _labels(concept.labels)
    return found


def _labels(texts: Iterable[Text]) -> list[Text]:
    """Return labels as they stand; the address of a concept is in no language."""
    return [Text(text.value) if is_concept(text.value.strip() or " ") else text for text in texts]


def _licences(licences: Iterable[License]) -> list[Text]:
    """Return the address of each, which programs know, and the words that it was found in."""
    found: list[Text] = []
    for licence in licences:
        if licence.id and licence.id != licence.text:
            found.append(Text(licence.id))
        if licence.text:
            found.append(Text(licence.text, licence.lang))
    return found
