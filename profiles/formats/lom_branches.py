"""The branches of a LOM tree: how each kind of element becomes a value (IEEE 1484.12.1, clause 6).

A branch takes an element, its place and the reading it adds to. IMS MD 1.2
names the same things otherwise (catalogentry, centity, langstring, datetime);
names are compared without namespace and case, so one branch reads both.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from profiles.formats.ages import age_range
from profiles.formats.lom_parts import date_of, first_text, part_of, texts_of, word_in, word_of
from profiles.formats.reading import LOCAL, ByTag, Reading, first_address, text_of
from profiles.formats.vcard import agent_of
from profiles.model import Concept, Identifier, License, Link, Place, Statement, Text

Branch = Callable[[etree._Element, Place, Reading], None]

_ENTITIES = frozenset({"entity", "centity", "person"})
_YES_NO = {"yes": "false", "no": "true"}  # 6.1 tells whether there is a cost, the field whether it is free
_RELATION = {
    "isbasedon": "isBasedOn",
    "ispartof": "isPartOf",
    "haspart": "hasPart",
    "isversionof": "isVersionOf",
}
_PURPOSE = {
    "discipline": "about",
    "idea": "about",
    "educational level": "educationalLevel",
    "competency": "teaches",
    "educational objective": "teaches",
    "prerequisite": "competencyRequired",
    "accessibility restrictions": "accessibilityRestriction",
}
_ROLE = {"author": "creator", "creator": "creator", "publisher": "publisher", "content provider": "provider"}
# No role of LOM says that the resource was modified: editors work before it is published.
_DATE_OF_ROLE = {"author": "dateCreated", "creator": "dateCreated", "publisher": "datePublished"}


def children(branches: dict[str, Branch]) -> Branch:
    """Return the branch of a category: each of its elements goes to the branch of its name."""
    by_tag = ByTag(branches)

    def branch(element: etree._Element, place: Place, reading: Reading) -> None:
        for number, child in enumerate(element):
            inner = by_tag[child.tag]
            if inner is not None:
                inner(child, (*place, number), reading)

    return branch


def langstring(field: str) -> Branch:
    """Return the branch of a LangString: one text for each language."""

    def branch(element: etree._Element, place: Place, reading: Reading) -> None:
        for text, at in texts_of(element, place):
            reading.add(field, text, at)

    return branch


def ages(element: etree._Element, place: Place, reading: Reading) -> None:
    """Read 5.7: an age range, as text and as numbers."""
    for text, at in texts_of(element, place):
        reading.add("typicalAgeRange", age_range(text), at)


def plain(field: str) -> Branch:
    """Return the branch of a CharacterString."""

    def branch(element: etree._Element, place: Place, reading: Reading) -> None:
        text = text_of(element)
        if text:
            reading.add(field, text, place)

    return branch


def vocabulary(field: str) -> Branch:
    """Return the branch of a Vocabulary: a value and the source that it is from."""

    def branch(element: etree._Element, place: Place, reading: Reading) -> None:
        if not len(element):
            if word := text_of(element):
                reading.add(field, Concept(word), place)
            return
        word, at = "", place
        scheme: str | None = None
        for number, child in enumerate(element):
            name = LOCAL[child.tag]
            if name == "value":
                word, at = text_of(child), (*place, number)
            elif name == "source":
                scheme = text_of(child) or None
        if word:
            reading.add(field, Concept(word, (), scheme), at)

    return branch


def duration(field: str) -> Branch:
    """Return the branch of a Duration; IMS MD calls the element in it datetime."""

    def branch(element: etree._Element, place: Place, reading: Reading) -> None:
        if not len(element):
            if text := text_of(element):
                reading.add(field, text, place)
            return
        for number, child in enumerate(element):
            if LOCAL[child.tag] in {"duration", "datetime"} and (text := text_of(child)):
                reading.add(field, text, (*place, number))

    return branch


def identifier(element: etree._Element, place: Place, reading: Reading) -> None:
    """Read 1.1: a catalogue and the entry in it; IMS MD has a bare identifier too."""
    entry, at = "" if len(element) else text_of(element), place
    scheme: str | None = None
    for number, child in enumerate(element):
        name = LOCAL[child.tag]
        if name == "entry":
            entry, at = text_of(child), (*place, number)
        elif name == "catalog":
            scheme = text_of(child) or None
    if entry:
        reading.add("id", Identifier(entry, scheme), at)


def contribute(element: etree._Element, place: Place, reading: Reading) -> None:
    """Read 2.3: the role, wherever it stands, decides which field the entities and the date go to."""
    role = word_in(element, "role") or "unknown"
    field = _ROLE.get(role, "contributor")
    for number, child in enumerate(element):
        name = LOCAL[child.tag]
        if name in _ENTITIES and (card := text_of(child)):
            reading.add(field, agent_of(card, role if field == "contributor" else None), (*place, number))
        elif name == "date" and role in _DATE_OF_ROLE and (date := date_of(child)):
            reading.add(_DATE_OF_ROLE[role], date, (*place, number))


def metadata_contribute(element: etree._Element, place: Place, reading: Reading) -> None:
    """Read 3.2: who made the metadata, and when."""
    for number, child in enumerate(element):
        name = LOCAL[child.tag]
        if name in _ENTITIES and (card := text_of(child)):
            reading.add("sdPublisher", agent_of(card), (*place, number))
        elif name == "date" and (date := date_of(child)):
            reading.add("sdDatePublished", date, (*place, number))


def cost(element: etree._Element, place: Place, reading: Reading) -> None:
    """Read 6.1; a word other than yes and no stays as it is."""
    if word := word_of(element):
        reading.add("isAccessibleForFree", _YES_NO.get(word, word), place)


def copyrights(element: etree._Element, place: Place, reading: Reading) -> None:
    """Read 6.2: yes or no; LOM-ES puts the licence itself here."""
    word = part_of(element, "value") or text_of(element)
    if word and word.lower() in _YES_NO:
        reading.add("copyrightRestricted", word.lower(), place)
    elif word:
        reading.add("license", License(first_address(word), word), place)


def rights(element: etree._Element, place: Place, reading: Reading) -> None:
    """Read 6.3: a licence by its address, by its name, or in a sentence that holds either."""
    for text, at in texts_of(element, place):
        reading.add("license", License(first_address(text.value), text.value, text.lang), at)


def access(element: etree._Element, place: Place, reading: Reading) -> None:
    """Read rights.access, where LOM-ES says who may use the resource."""
    for number, child in enumerate(element):
        if LOCAL[child.tag] == "accesstype":
            _CONDITIONS(child, (*place, number), reading)


_CONDITIONS = vocabulary("conditionsOfAccess")


def relation(element: etree._Element, place: Place, reading: Reading) -> None:
    """Read 7: the kind decides the field; a kind that has none goes to relation."""
    kind = entry = words = None
    for child in element:
        name = LOCAL[child.tag]
        if name == "kind":
            kind = word_of(child)
        elif name == "resource":
            for part in child:
                inner = LOCAL[part.tag]
                if inner in {"identifier", "catalogentry"}:
                    entry = entry or (part_of(part, "entry") if len(part) else text_of(part))
                elif inner == "description":
                    words = words or first_text(part, place)
    if entry or words:
        field = _RELATION.get((kind or "").replace(" ", ""), "relation")
        reading.add(field, Link(entry or None, words or None), place)


def annotation(element: etree._Element, place: Place, reading: Reading) -> None:
    """Read 8: what somebody says of the resource, and when."""
    text = author = date = None
    for child in element:
        name = LOCAL[child.tag]
        if name in _ENTITIES and (card := text_of(child)):
            author = agent_of(card).name
        elif name == "description":
            text = first_text(child, place)
        elif name == "date":
            date = date_of(child)
    if text or author:
        reading.add("review", Statement(text, author, date), place)


def classification(element: etree._Element, place: Place, reading: Reading) -> None:
    """Read 9: the purpose, wherever it stands, decides the field; a curriculum makes an alignment too.

    Without a taxon its description (9.3) or its keywords (9.4) say in words what is meant.
    """
    field = _PURPOSE.get(word_in(element, "purpose") or "")
    words: list[tuple[Text, Place]] = []
    found = False
    for number, child in enumerate(element):
        name = LOCAL[child.tag]
        if name == "taxonpath":
            concept, at = _last_taxon(child, (*place, number))
            if concept is not None:
                found = True
                if field is not None:
                    reading.add(field, concept, at)
                if concept.scheme and "curricul" in concept.scheme.lower():
                    reading.add("educationalAlignment", concept, at)
        elif name in {"description", "keyword"}:
            words += texts_of(child, (*place, number))
    if not found and field is not None:
        for text, at in words:
            reading.add(field, Concept(None, (text,)), at)


def _last_taxon(path: etree._Element, place: Place) -> tuple[Concept | None, Place]:
    """Return the last taxon of a path, the most exact one; IMS MD 1.2 may nest them."""
    scheme = None
    for child in path:
        if LOCAL[child.tag] == "source":
            scheme = text_of(child) or None
    taxon, at = path, place
    while True:
        within = [(number, child) for number, child in enumerate(taxon) if LOCAL[child.tag] == "taxon"]
        if not within:
            break
        number, taxon = within[-1]
        at = (*at, number)
    if taxon is path:
        return None, place
    labels: list[Text] = []
    identity = None
    for child in taxon:
        name = LOCAL[child.tag]
        if name == "id":
            identity = text_of(child) or None
        elif name == "entry":
            labels += [text for text, _ in texts_of(child, at)]
    return (Concept(identity, tuple(labels), scheme) if identity or labels else None), at
