"""The values of a LOM tree: how texts and groups of elements become them (IEEE 1484.12.1, clause 6).

IMS MD 1.2 names the same things otherwise (langstring, datetime, centity, catalogentry); the steps know both.
"""

from __future__ import annotations

from lxml import etree

from profiles.formats.ages import age_ranges
from profiles.formats.reading import XML_LANG, Reading, first_address, new
from profiles.formats.vcard import agent_of
from profiles.formats.walking import Member, Step, Table, Take, group, part, value
from profiles.model import Concept, Identifier, License, Link, Requirement, Statement, Text

_ALTERNATIVE: Member = ("or", "", None, 0)
_YES_NO = {"yes": "false", "no": "true"}  # 6.1 tells whether there is a cost, the field whether it is free
_RELATION = {
    "isbasedon": "isBasedOn",
    "ispartof": "isPartOf",
    "haspart": "hasPart",
    "isversionof": "isVersionOf",
}
_ROLE = {"author": "creator", "creator": "creator", "publisher": "publisher", "content provider": "provider"}
# No role of LOM says that the resource was modified: editors work before it is published.
_DATE_OF_ROLE = {"author": "dateCreated", "creator": "dateCreated", "publisher": "datePublished"}


def langstrings(take: Take, *fields: str) -> Step:
    """Return the step of a LangString; a text that feeds put in place of the strings counts as one."""
    string = Step(take=take)
    return Step(Table({"string": string, "langstring": string}), take, fields=fields)


def texts(field: str) -> Step:
    """Return the step of a LangString of which each string is a text of the field."""

    def take(text: str, element: etree._Element, place: int, reading: Reading) -> None:
        reading.found[field].append(new(Text, (text, _language(element))))
        reading.places[field].append(place)

    return langstrings(take, field)


def plain(field: str, *also: str) -> Step:
    """Return the step of a CharacterString; `also` are fields that are filled from this one later."""
    return value(_string(field), field, *also)


def duration(field: str) -> Step:
    """Return the step of a Duration; IMS MD calls the element in it datetime."""

    def finish(members: list[Member], _place: int, reading: Reading) -> None:
        if said := _said("duration", members):
            reading.add(field, *said)

    code = part("duration")
    steps = {"duration": code, "datetime": code, "description": strings("in words")}
    return group(steps, finish, field, take=_string(field))


def vocabulary(field: str) -> Step:
    """Return the step of a Vocabulary: a value and the source that it is from."""

    def take(text: str, _element: etree._Element, place: int, reading: Reading) -> None:
        reading.add(field, Concept(text), place)

    def finish(members: list[Member], place: int, reading: Reading) -> None:
        word = scheme = None
        for name, text, _, at in members:
            if not text:
                continue
            if name == "value":
                word, place = text, at
            else:
                scheme = text
        if word:
            reading.add(field, new(Concept, (word, (), scheme)), place)

    return group({"source": SOURCE, "value": VALUE}, finish, field, take=take)


def word() -> Step:
    """Return the step of a Vocabulary of which only the value counts, the member "value" of its group."""
    return Step(Table({"value": VALUE}), member="value")


def date(name: str) -> Step:
    """Return the step of a DateTime, as a member; feeds leave the inner element out."""
    return Step(Table({"dateTime": part(name), "description": strings("in words")}), member=name)


def strings(name: str) -> Step:
    """Return the step of a LangString whose strings are members of the group around it."""
    string = part(name, lang="language")
    return Step(Table({"string": string, "langstring": part(name, lang=XML_LANG)}), member=name)


def ages(text: str, element: etree._Element, place: int, reading: Reading) -> None:
    """Take 5.7: age ranges, as text and as numbers; feeds put several into one string."""
    for found in age_ranges(Text(text, _language(element))):
        reading.add("typicalAgeRange", found, place)


def identifier_alone(text: str, _element: etree._Element, place: int, reading: Reading) -> None:
    """Take the bare identifier of IMS MD."""
    reading.add("id", Identifier(text), place)


def identifier(members: list[Member], place: int, reading: Reading) -> None:
    """Take 1.1: an entry and the catalogue that it is in."""
    entry = scheme = None
    for name, text, _, at in members:
        if name == "catalog":
            scheme = text
        elif text and not entry:
            entry, place = text, at
    if entry:
        reading.add("id", new(Identifier, (entry, scheme)), place)


def contribute(members: list[Member], _place: int, reading: Reading) -> None:
    """Take 2.3: the role, wherever it stands, decides which field the entities and the date go to."""
    role = _last("value", members) or "unknown"
    field = _ROLE.get(role, "contributor")
    for name, text, _, at in members:
        if text and name == "entity":
            reading.add(field, agent_of(text, role if field == "contributor" else None), at)
    if role in _DATE_OF_ROLE and (said := _said("date", members)):
        reading.add(_DATE_OF_ROLE[role], *said)


def contribute_metadata(members: list[Member], _place: int, reading: Reading) -> None:
    """Take 3.2: who made the metadata, and when."""
    for name, text, _, at in members:
        if text and name == "entity":
            reading.add("sdPublisher", agent_of(text), at)
    if said := _said("date", members):
        reading.add("sdDatePublished", *said)


def cost(members: list[Member], place: int, reading: Reading) -> None:
    """Take 6.1; a word other than yes and no stays as it is."""
    if said := _last("value", members):
        reading.add("isAccessibleForFree", _YES_NO.get(said, said), place)


def cost_alone(text: str, _element: etree._Element, place: int, reading: Reading) -> None:
    """Take 6.1 where feeds leave the inner element out."""
    cost([("value", text, None, place)], place, reading)


def copyrights(text: str, _element: etree._Element, place: int, reading: Reading) -> None:
    """Take 6.2: yes or no; LOM-ES puts the licence itself here."""
    if text.lower() in _YES_NO:
        reading.add("copyrightRestricted", text.lower(), place)
    else:
        reading.add("license", License(first_address(text), text), place)


def rights(text: str, element: etree._Element, place: int, reading: Reading) -> None:
    """Take 6.3: a licence by its address, by its name, or in a sentence that holds either."""
    reading.add("license", new(License, (first_address(text), text, _language(element))), place)


def requirement(members: list[Member], place: int, reading: Reading) -> None:
    """Take 4.4: what a device needs; of several that will do, each by itself."""
    about = ""
    found: dict[str, str] = {}
    for name, text, _, at in [*members, _ALTERNATIVE]:
        if name == "or":
            if found:
                reading.add("requirements", Requirement(**found), place)
            found, place = {}, at
        elif not text:
            about = name
        else:
            found.setdefault(about if name == "value" else name, text)


def relation(members: list[Member], place: int, reading: Reading) -> None:
    """Take 7: the kind decides the field; a kind that has none goes to relation."""
    kind = words = ""
    entries: list[str] = []
    for name, text, _, _at in members:
        if name == "value":
            kind = text.lower()
        elif name == "entry" and text:
            entries.append(text)
        elif name == "words":
            words = words or text
    field = _RELATION.get(kind.replace(" ", ""), "relation")
    for entry in entries or ([""] if words else []):
        reading.add(field, Link(entry or None, words or None), place)


def annotation(members: list[Member], place: int, reading: Reading) -> None:
    """Take 8: what somebody says of the resource, and when."""
    text = author = said_on = None
    for name, said, _, _at in members:
        if not said:
            continue
        if name == "entity":
            author = agent_of(said).name
        elif name == "date":
            said_on = said
        elif name == "words":
            text = text or said
    if text or author:
        reading.add("review", Statement(text, author, said_on), place)


def _said(wanted: str, members: list[Member]) -> tuple[str, int] | None:
    """Return a date or duration and its place: the code, else what stands beside it in words."""
    for sought in (wanted, "in words"):
        for name, text, _, at in members:
            if text and name == sought:
                return text, at
    return None


def _string(field: str) -> Take:
    def take(text: str, _element: etree._Element, place: int, reading: Reading) -> None:
        reading.found[field].append(text)
        reading.places[field].append(place)

    return take


def _language(element: etree._Element) -> str | None:
    return element.get("language") or element.get(XML_LANG)


def _last(wanted: str, members: list[Member]) -> str | None:
    said = None
    for name, text, _, _at in members:
        if name == wanted and text:
            said = text
    return said.lower() if said else None


def _inner(name: str) -> Step:
    """Return the step of a CharacterString that IMS MD puts into a langstring."""
    return Step(Table({"string": part(name), "langstring": part(name)}), member=name)


SOURCE, VALUE, ENTRY = _inner("source"), _inner("value"), _inner("entry")

_CARD = Step(Table({"vcard": part("entity")}), member="entity")
CONTRIBUTION = {
    "role": word(),
    "entity": part("entity"),
    "centity": _CARD,
    "person": _CARD,
    "date": date("date"),
}
