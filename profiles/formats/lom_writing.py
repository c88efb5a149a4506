"""Writing IEEE LOM 1.0 (IEEE 1484.12.3), by the crosswalk from LearningResource.

What LOM cannot say is left out, and so is what its schema does not take, such
as a size that is no number: a record that is written is valid. Words of LOM's
own vocabularies say so; others name the vocabulary that they are from, or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from profiles.formats.lom_writing_parts import (
    LOM,
    add,
    add_concept,
    add_text,
    add_texts,
    add_vocabulary,
    is_date,
    is_duration,
    is_language,
)
from profiles.formats.vcard_writing import card_of
from profiles.model import Agent, Concept, LearningResource, Link

_SIZE = re.compile(r"\d+", re.ASCII)
_KINDS: dict[str, str | None] = {
    "isBasedOn": "isbasedon",
    "isPartOf": "ispartof",
    "hasPart": "haspart",
    "isVersionOf": "isversionof",
    "relation": None,
}
_PURPOSES = {
    "about": "discipline",
    "educationalLevel": "educational level",
    "teaches": "educational objective",
    "competencyRequired": "prerequisite",
    "accessibilityRestriction": "accessibility restrictions",
}


def write(resource: LearningResource) -> bytes:
    """Return the resource as a LOM document in UTF-8."""
    return etree.tostring(as_element(resource), encoding="UTF-8", xml_declaration=False)


def as_element(resource: LearningResource) -> etree._Element:
    """Return the resource as the root element of a LOM document."""
    root = etree.Element(f"{{{LOM}}}lom", nsmap={None: LOM})  # type: ignore[dict-item]  # the stubs lack None
    for category in (_general, _life_cycle, _meta_metadata, _technical, _educational, _rights):
        element = etree.SubElement(root, f"{{{LOM}}}{_camel(category.__name__)}")
        category(resource, element)
        if not len(element):
            root.remove(element)
    _relations(resource, root)
    _annotations(resource, root)
    _classifications(resource, root)
    return root


def _camel(name: str) -> str:
    first, *rest = name.strip("_").split("_")
    return first + "".join(word.capitalize() for word in rest)


def _general(r: LearningResource, general: etree._Element) -> None:
    for known in r.id:
        _add_identifier(general, known.value, known.scheme)
    if r.name:
        add_texts(add(general, "title"), r.name)
    for language in r.inLanguage:
        if is_language(language):
            add_text(general, "language", language)
    for text in r.description:
        add_texts(add(general, "description"), [text])
    for text in r.keywords:
        add_texts(add(general, "keyword"), [text])


def _life_cycle(r: LearningResource, cycle: etree._Element) -> None:
    if r.version:
        add_texts(add(cycle, "version"), r.version)
    _add_contributions(cycle, "author", r.creator, r.dateCreated)
    _add_contributions(cycle, "publisher", r.publisher, r.datePublished)
    _add_contributions(cycle, "content provider", r.provider, ())
    for agent in r.contributor:
        _add_contributions(cycle, agent.role or "unknown", [agent], ())


def _meta_metadata(r: LearningResource, metadata: etree._Element) -> None:
    _add_contributions(metadata, "creator", r.sdPublisher, r.sdDatePublished)


def _technical(r: LearningResource, technical: etree._Element) -> None:
    for file in r.encoding:
        if file.encodingFormat:
            add_text(technical, "format", file.encodingFormat)
    size = next((file.contentSize for file in r.encoding if file.contentSize), None)
    if size and _SIZE.fullmatch(size):
        add_text(technical, "size", size)
    addresses = [*(file.contentUrl for file in r.encoding), *r.url]
    for address in dict.fromkeys(address for address in addresses if address):
        add_text(technical, "location", address)
    _add_duration(technical, "duration", r.duration)


def _educational(r: LearningResource, educational: etree._Element) -> None:
    for name, concepts in (
        ("interactivityType", r.interactivityType[:1]),
        ("learningResourceType", r.learningResourceType),
        ("intendedEndUserRole", r.audience),
        ("context", filter(_is_word, r.educationalLevel)),
    ):
        for concept in concepts:
            add_vocabulary(educational, name, concept)
    for age in r.typicalAgeRange:
        add_texts(add(educational, "typicalAgeRange"), [(age.value, age.lang)])
    for concept in r.difficulty[:1]:
        add_vocabulary(educational, "difficulty", concept)
    _add_duration(educational, "typicalLearningTime", r.timeRequired)


def _rights(r: LearningResource, rights: etree._Element) -> None:
    free = {"true": "no", "false": "yes"}.get(next(iter(r.isAccessibleForFree), ""))
    if free:
        add_vocabulary(rights, "cost", Concept(free, (), "LOMv1.0"))
    restricted = next(iter(r.copyrightRestricted), "")
    if restricted in ("yes", "no"):
        add_vocabulary(rights, "copyrightAndOtherRestrictions", Concept(restricted, (), "LOMv1.0"))
    licences = [licence for licence in r.license if licence.id or licence.text]
    if licences:
        add_texts(add(rights, "description"), [(_words(one.id, one.text), one.lang) for one in licences])


def _words(address: str | None, text: str | None) -> str:
    """Return what is said of a licence, with its address where the words do not have it."""
    said = text or ""
    return said if not address or address in said else f"{said} {address}".strip()


def _relations(r: LearningResource, root: etree._Element) -> None:
    for field, kind in _KINDS.items():
        links: tuple[Link, ...] = getattr(r, field)
        for link in links:
            relation = add(root, "relation")
            if kind:
                add_vocabulary(relation, "kind", Concept(kind, (), "LOMv1.0"))
            target = add(relation, "resource")
            if link.id:
                _add_identifier(target, link.id, None)
            if link.name:
                add_texts(add(target, "description"), [(link.name, None)])


def _annotations(r: LearningResource, root: etree._Element) -> None:
    for statement in r.review:
        if not (statement.text or statement.author):
            continue
        annotation = add(root, "annotation")
        if statement.author:
            add_text(annotation, "entity", card_of(Agent(statement.author)))
        if statement.date and is_date(statement.date):
            add_text(add(annotation, "date"), "dateTime", statement.date)
        if statement.text:
            add_texts(add(annotation, "description"), [(statement.text, None)])


def _classifications(r: LearningResource, root: etree._Element) -> None:
    for field, purpose in _PURPOSES.items():
        concepts: Sequence[Concept] = getattr(r, field)
        if field == "educationalLevel":
            concepts = [concept for concept in concepts if not _is_word(concept)]
        for concept in concepts:
            _add_classification(root, concept, purpose)
    aligned = [concept for field in _PURPOSES for concept in getattr(r, field)]
    for concept in r.educationalAlignment:
        if concept not in aligned:
            _add_classification(root, concept, None)


def _add_classification(root: etree._Element, concept: Concept, purpose: str | None) -> None:
    classification = add(root, "classification")
    if purpose:
        add_vocabulary(classification, "purpose", Concept(purpose, (), "LOMv1.0"))
    add_concept(classification, concept)


def _is_word(concept: Concept) -> bool:
    """Tell whether a level is a word such as those of LOM's context, and no concept of a classification."""
    return bool(concept.id) and not concept.labels


def _add_identifier(parent: etree._Element, entry: str, catalogue: str | None) -> None:
    identifier = add(parent, "identifier")
    if catalogue:
        add_text(identifier, "catalog", catalogue)
    add_text(identifier, "entry", entry)


def _add_contributions(
    parent: etree._Element, role: str, agents: Iterable[Agent], dates: Iterable[str]
) -> None:
    """Add a contribution of all who have a role, with its date; each further date stands by itself."""
    cards: Iterator[str] | Sequence[str] = [card_of(agent) for agent in agents]
    said = [date for date in dates if is_date(date)]
    for number in range(max(bool(cards), len(said))):
        contribute = add(parent, "contribute")
        add_vocabulary(contribute, "role", Concept(role, (), "LOMv1.0"))
        if number == 0:
            for card in cards:
                add_text(contribute, "entity", card)
        if number < len(said):
            add_text(add(contribute, "date"), "dateTime", said[number])


def _add_duration(parent: etree._Element, name: str, durations: Sequence[str]) -> None:
    said = next((text for text in durations if is_duration(text)), None)
    if said:
        add_text(add(parent, name), "duration", said)
