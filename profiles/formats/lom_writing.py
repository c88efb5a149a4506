"""Writing IEEE LOM 1.0 (IEEE 1484.12.3), by the crosswalk from LearningResource.

What LOM cannot say is left out, and so is what its schema does not take, such
as a size that is no number: a record that is written is valid. Words of LOM's
own vocabularies say so; others name the vocabulary that they are from, or none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from lxml import etree

from profiles.formats.lom_writing_parts import (
    LOM,
    SOURCE,
    add,
    add_classification,
    add_text,
    add_texts,
    add_vocabulary,
    is_date,
    is_duration,
    is_labelled,
    is_language,
    said,
)
from profiles.formats.reading import first_address
from profiles.formats.vcard_writing import card_of
from profiles.model import Agent, Concept, Encoding, LearningResource, Link, Requirement

_SIZE = re.compile(r"\d+", re.ASCII)
_KINDS: dict[str, str | None] = {
    "isBasedOn": "isbasedon",
    "isPartOf": "ispartof",
    "hasPart": "haspart",
    "isVersionOf": "isversionof",
    "relation": None,
}
_PURPOSES = {
    "about": Concept("discipline", (), SOURCE),
    "educationalLevel": Concept("educational level", (), SOURCE),
    "teaches": Concept("educational objective", (), SOURCE),
    "competencyRequired": Concept("prerequisite", (), SOURCE),
    "accessibilityRestriction": Concept("accessibility restrictions", (), SOURCE),
    "conditionsOfAccess": Concept("access rights"),  # NL-LOM's word, not LOM's
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
    add_texts(general, "title", r.name)
    for language in map(said, r.inLanguage):
        if language and is_language(language):
            add_text(general, "language", language)
    for text in r.description:
        add_texts(general, "description", [text])
    for text in r.keywords:
        add_texts(general, "keyword", [text])


def _life_cycle(r: LearningResource, cycle: etree._Element) -> None:
    add_texts(cycle, "version", r.version)
    for status in r.creativeWorkStatus[:1]:
        add_vocabulary(cycle, "status", status)
    _add_contributions(cycle, "author", r.creator, r.dateCreated)
    _add_contributions(cycle, "publisher", r.publisher, r.datePublished)
    _add_contributions(cycle, "content provider", r.provider, ())
    for agent in r.contributor:
        _add_contributions(cycle, said(agent.role) or "unknown", [agent], ())


def _meta_metadata(r: LearningResource, metadata: etree._Element) -> None:
    _add_contributions(metadata, "creator", r.sdPublisher, r.sdDatePublished)


def _technical(r: LearningResource, technical: etree._Element) -> None:
    files = sorted(r.encoding, key=_gaps)
    for file in files:
        add_text(technical, "format", file.encodingFormat)
    size = said(files[0].contentSize) if files else None
    if size and _SIZE.fullmatch(size):
        add_text(technical, "size", size)
    addresses = map(said, [*(file.contentUrl for file in files), *r.url])
    for address in dict.fromkeys(addresses):
        add_text(technical, "location", address)
    for requirement in r.requirements:
        _add_requirement(technical, requirement)
    _add_duration(technical, "duration", r.duration)


def _add_requirement(technical: etree._Element, needed: Requirement) -> None:
    """Add what a device needs; a word that is none of LOM's stands for itself."""
    if any(map(said, needed)):
        one = add(add(technical, "requirement"), "orComposite")
        add_vocabulary(one, "type", Concept(needed.type))
        add_vocabulary(one, "name", Concept(needed.name))
        add_text(one, "minimumVersion", needed.minimumVersion)
        add_text(one, "maximumVersion", needed.maximumVersion)


def _gaps(file: Encoding) -> tuple[bool, ...]:
    """Tell what a file lacks, by which files are put in order.

    LOM joins formats, sizes and locations by nothing but their order (4.1 to
    4.3), so a gap in the middle would give a file the format of another.
    """
    return tuple(not said(member) for member in (file.encodingFormat, file.contentUrl, file.contentSize))


def _educational(r: LearningResource, educational: etree._Element) -> None:
    for name, concepts in (
        ("interactivityType", r.interactivityType[:1]),
        ("learningResourceType", r.learningResourceType),
        ("intendedEndUserRole", r.audience),
        ("context", [level for level in r.educationalLevel if _is_word(level, r)]),
    ):
        for concept in concepts:
            add_vocabulary(educational, name, concept)
    for age in r.typicalAgeRange:
        add_texts(educational, "typicalAgeRange", [(age.value, age.lang)])
    for concept in r.difficulty[:1]:
        add_vocabulary(educational, "difficulty", concept)
    _add_duration(educational, "typicalLearningTime", r.timeRequired)


def _rights(r: LearningResource, rights: etree._Element) -> None:
    costs = {"true": "no", "false": "yes"}
    for cost in [costs[free] for free in r.isAccessibleForFree if free in costs][:1]:
        add_vocabulary(rights, "cost", Concept(cost, (), SOURCE))
    for restricted in [word for word in r.copyrightRestricted if word in ("yes", "no")][:1]:
        add_vocabulary(rights, "copyrightAndOtherRestrictions", Concept(restricted, (), SOURCE))
    add_texts(rights, "description", [(_words(said(one.id), said(one.text)), one.lang) for one in r.license])


def _words(address: str | None, text: str | None) -> str | None:
    """Return what is said of a licence, so that its address is the first, or only, one in the words."""
    if not address or not text or first_address(text) == address:
        return text or address
    said_last = f"{text} {address}"
    return said_last if first_address(said_last) == address else f"{address} {text}"


def _relations(r: LearningResource, root: etree._Element) -> None:
    for field, kind in _KINDS.items():
        links: tuple[Link, ...] = getattr(r, field)
        for link in links:
            if not (said(link.id) or said(link.name)):
                continue
            relation = add(root, "relation")
            if kind:
                add_vocabulary(relation, "kind", Concept(kind, (), SOURCE))
            target = add(relation, "resource")
            _add_identifier(target, link.id, None)
            add_texts(target, "description", [(link.name, None)])


def _annotations(r: LearningResource, root: etree._Element) -> None:
    for statement in r.review:
        author = card_of(Agent(statement.author))
        if not (author or said(statement.text)):
            continue
        annotation = add(root, "annotation")
        add_text(annotation, "entity", author)
        _add_date(annotation, said(statement.date))
        add_texts(annotation, "description", [(statement.text, None)])


def _classifications(r: LearningResource, root: etree._Element) -> None:
    for field, purpose in _PURPOSES.items():
        concepts: Sequence[Concept] = getattr(r, field)
        for concept in concepts:
            if field != "educationalLevel" or not _is_word(concept, r):
                add_classification(root, concept, purpose)
    # A concept of a curriculum is read as an alignment whatever its purpose, so these are said already.
    classified = Counter(concept for field in _PURPOSES for concept in getattr(r, field))
    for concept in r.educationalAlignment:
        if classified[concept]:
            classified[concept] -= 1
        else:
            add_classification(root, concept, None)


def _is_word(level: Concept, r: LearningResource) -> bool:
    """Tell whether a level is a word such as those of LOM's context, and no concept of a classification."""
    return not is_labelled(level) and level not in r.educationalAlignment


def _add_identifier(parent: etree._Element, entry: str | None, catalogue: str | None) -> None:
    if said(entry):
        identifier = add(parent, "identifier")
        add_text(identifier, "catalog", catalogue)
        add_text(identifier, "entry", entry)


def _add_contributions(
    parent: etree._Element, role: str, agents: Iterable[Agent], dates: Iterable[str]
) -> None:
    """Add a contribution of all who have a role, with its date; each further date stands by itself."""
    cards = [card for agent in agents if (card := card_of(agent))]
    moments = [moment for moment in map(said, dates) if moment and is_date(moment)]
    for number in range(max(bool(cards), len(moments))):
        contribute = add(parent, "contribute")
        add_vocabulary(contribute, "role", Concept(role, (), SOURCE))
        if number == 0:
            for card in cards:
                add_text(contribute, "entity", card)
        if number < len(moments):
            _add_date(contribute, moments[number])


def _add_date(parent: etree._Element, moment: str | None) -> None:
    if moment and is_date(moment):
        add_text(add(parent, "date"), "dateTime", moment)


def _add_duration(parent: etree._Element, name: str, durations: Iterable[str]) -> None:
    for text in [text for text in map(said, durations) if text and is_duration(text)][:1]:
        add_text(add(parent, name), "duration", text)
