"""How the values of schema.org and AMB become those of the model: concepts, agents, licences and so on.

Each function takes one JSON value, its place and the language that holds there,
and returns the value of the model with the place of what it is known by, or
None where nothing is said.
"""

from __future__ import annotations

import re
from typing import Any

from profiles.formats.json_values import (
    Keys,
    address_in,
    each,
    identity_of,
    language_map,
    member,
    names_of,
    said,
    string_of,
    texts_of,
    types_of,
)
from profiles.formats.reading import is_address, new
from profiles.model import Agent, Concept, Encoding, Identifier, License, Link, Statement, Text

_CONCEPT_IDS = ("id", "@id", "targetUrl", "url", "termCode", "identifier", "sameAs")
_SCHEMES = frozenset({"inScheme", "inDefinedTermSet", "educationalFramework"})
_OTHER_LABELS = frozenset({"name", "label", "targetName"})
_AGENT_IDS = ("id", "@id", "identifier", "sameAs", "url")
_AGENT_NAMES = ("name", "legalName", "prefLabel", "alternateName")
_ADDRESS = re.compile("https?://")
_LICENCE_IDS = ("id", "@id", "url", "sameAs", "identifier")
_LINK_IDS = ("id", "@id", "url", "identifier", "sameAs")
_LINK_NAMES = ("name", "headline", "title", "description")
_FILE_ADDRESSES = ("contentUrl", "url", "id", "@id")
_FILE_MEMBERS = {
    **{name: name for name in ("embedUrl", "encodingFormat", "contentSize", "bitrate", "sha256")},
    **{name: name for name in ("inLanguage", "duration")},
    "numberOfPages": "pages",
}
_STATED = ("reviewBody", "description", "text", "name", "reviewRating")
_STATED_ON = ("datePublished", "dateCreated", "auditDate")
_CRITERIA = ("reviewAspect", "about", "conformsTo")
_STATED_BY = ("author", "creator", "issuedBy", "publisher")
_ORGANISATIONS = frozenset(
    {
        *("Airline", "CollegeOrUniversity", "Consortium", "Cooperative", "Corporation", "ElementarySchool"),
        *(
            "FundingAgency",
            "HighSchool",
            "LibrarySystem",
            "LocalBusiness",
            "MiddleSchool",
            "NGO",
            "OnlineBusiness",
        ),
        *("Preschool", "Project", "ResearchProject", "School", "WorkersUnion"),
    }
)


def concept_of(value: Any, place: Keys, lang: str | None) -> tuple[Concept, Keys] | None:
    """Return a concept: an address, a word with its labels, or a label alone."""
    if not isinstance(value, dict):
        text = said(value)
        if text is None:
            return None
        return (Concept(text) if is_address(text.lstrip()) else Concept(None, (Text(text, lang),))), place
    if "@value" in value:
        return _only_labels(texts_of(value, place, lang))
    identity = value.get("id")
    key = "id"
    if type(identity) is not str or not identity or identity[0] in "#_ ":
        identity, key = identity_of(value, _CONCEPT_IDS)
    elif (labels := _plain_labels(value)) is not None:
        scheme = None if _SCHEMES.isdisjoint(value) else member(value, _SCHEMES)[0]
        return new(Concept, (identity, labels, scheme)), (*place, "id")
    found = _labels_of(value, lang)
    if not identity and not found:
        return _only_labels(texts_of(value, place, lang))
    scheme = None if _SCHEMES.isdisjoint(value) else member(value, _SCHEMES)[0]
    at = (*place, key) if identity else (*place, *(found[0][1] if len(found) == 1 else ()))
    return new(Concept, (identity, tuple([text for text, _ in found]), scheme)), at


def _plain_labels(value: dict[str, Any]) -> tuple[Text, ...] | None:
    """Return the labels that are as AMB wants them, one string for each language; None for others."""
    if not _OTHER_LABELS.isdisjoint(value):
        return None
    labels = value.get("prefLabel")
    if labels is None:
        return ()
    if type(labels) is not dict or "@value" in labels:
        return None
    texts = []
    for tag, text in labels.items():
        if type(text) is not str or not text or text.isspace() or tag == "@none":
            return None
        texts.append(new(Text, (text, tag)))
    return tuple(texts)


def _labels_of(value: dict[str, Any], lang: str | None) -> list[tuple[Text, Keys]]:
    labels = value.get("prefLabel")
    if "name" not in value:
        if labels is None and "label" not in value and "targetName" not in value:
            return []
        if isinstance(labels, dict) and "@value" not in labels:
            return language_map(labels, ("prefLabel",))
    return names_of(value, (), lang) or texts_of(value.get("targetName"), ("targetName",), lang)


def _only_labels(found: list[tuple[Text, Keys]]) -> tuple[Concept, Keys] | None:
    return (Concept(None, tuple(text for text, _ in found)), found[0][1]) if found else None


def agent_of(value: Any, place: Keys, role: str | None = None) -> tuple[Agent, Keys] | None:
    """Return an agent; a string is its name, or its address where it is one."""
    if not isinstance(value, dict):
        text = said(value)
        if text is None:
            return None
        return (Agent(id=text, role=role) if is_address(text.lstrip()) else Agent(text, role=role)), place
    name = value.get("name")
    key = "name"
    if type(name) is not str or not name or name.isspace():
        name, key = _name_of(value)
    identity = value.get("id")
    id_key = "id"
    if type(identity) is not str or not identity or identity[0] in "#_ ":
        identity, id_key = identity_of(value, _AGENT_IDS)
    affiliation = email = None
    if "affiliation" in value:
        affiliation = _called(value["affiliation"])
    if "email" in value:
        email = string_of(value["email"])
    if name is None and identity is None and email is None and affiliation is None:
        return None
    if "roleName" in value:
        role = string_of(value["roleName"]) or role
    at = (*place, key) if name else (*place, id_key) if identity else place
    return new(Agent, (name, _agent_type(value), identity, affiliation, email, role, None)), at


def _name_of(value: dict[str, Any]) -> tuple[str | None, str]:
    parts = [string_of(value.get("givenName")), string_of(value.get("familyName"))]
    name, key = member(value, _AGENT_NAMES)
    if name is None and any(parts):
        return " ".join(part for part in parts if part), "familyName" if parts[1] else "givenName"
    return name or said(value), key


def _agent_type(value: dict[str, Any]) -> str | None:
    kind = value.get("type")
    if kind == "Person" or kind == "Organization":  # noqa: PLR1714 - it is what nearly all say
        return str(kind)
    for name in types_of(value):
        if name in {"Person", "Organization"}:
            return name
        if name.endswith("Organization") or name in _ORGANISATIONS:
            return "Organization"
    return None


def _called(value: Any) -> str | None:
    """Return the name of what stands in a value, or what it is known by."""
    if isinstance(value, dict) and type(name := value.get("name")) is str and name and not name.isspace():
        return name
    for inner, at in each(value, ()):
        found = agent_of(inner, at)
        if found is not None and (name := found[0].name or found[0].id):
            return name
    return None


def license_of(value: Any, place: Keys, lang: str | None) -> tuple[License, Keys] | None:
    """Return a licence: its address, in a sentence too, and what stood there."""
    if not isinstance(value, dict) or "@value" in value:
        found = texts_of(value, place, lang)
        if not found:
            return None
        (text, tag), at = found[0]
        address = address_in(text)
        return License(address, text, None if address and address == text.strip() else tag), at
    if len(value) == 1 and type(own := value.get("id")) is str and _ADDRESS.match(own):
        return new(License, (own, own, None)), (*place, "id")
    identity, key = identity_of(value, _LICENCE_IDS)
    names = names_of(value, place, lang) or texts_of(value.get("description"), (*place, "description"), lang)
    if not identity and not names:
        found = [] if value.keys() & {"@type", "type", "@id", "id"} else language_map(value, place)
        names = found
    if not names:
        return (License(identity, identity), (*place, key)) if identity else None
    (text, tag), at = names[0]
    return License(identity or address_in(text), text, tag), (*place, key) if identity else at


def link_of(value: Any, place: Keys) -> tuple[Link, Keys] | None:
    """Return a link to a resource, by address or identifier, or in words."""
    if not isinstance(value, dict) or "@value" in value:
        text = said(value)
        if text is None:
            return None
        return (Link(text) if ":" in text and not any(map(str.isspace, text)) else Link(None, text)), place
    identity, key = identity_of(value, _LINK_IDS)
    name, name_key = member(value, _LINK_NAMES)
    if identity is None and name is None:
        return None
    terms = _terms_in(value["license"]) if "license" in value else None
    return Link(identity, name, terms), (*place, key or name_key)


def _terms_in(value: Any) -> str | None:
    """Return the first licence in a value: its address where it is an object that has one, else its words."""
    for inner, at in each(value, ()):
        found = license_of(inner, at, None)
        if found is not None:
            licence = found[0]
            return (isinstance(inner, dict) and licence.id) or licence.text
    return None


def file_of(value: Any, place: Keys) -> tuple[Encoding, dict[str, Keys]] | None:
    """Return a file, with the places of its members; a string is its address."""
    if not isinstance(value, dict) or "@value" in value:
        text = said(value)
        return (Encoding(text), {"contentUrl": place}) if text else None
    members: dict[str, str] = {}
    places: dict[str, Keys] = {}
    for name, member_name in _FILE_MEMBERS.items():
        if name in value:
            text = value[name] if type(value[name]) is str else string_of(value[name])
            if text and not text.isspace():
                members[member_name] = text
                places[member_name] = (*place, name)
    address, key = identity_of(value, ("contentUrl",) if "embedUrl" in members else _FILE_ADDRESSES)
    if address is not None:
        members["contentUrl"] = address
        places["contentUrl"] = (*place, key)
    if not members:
        return None
    said_of = members.get
    return new(Encoding, [said_of(name) for name in Encoding._fields]), places


def statement_of(value: Any, place: Keys) -> tuple[Statement, Keys] | None:
    """Return a statement on quality: a review, a certification; a string is what it says."""
    if not isinstance(value, dict) or "@value" in value:
        text = said(value)
        return (Statement(text), place) if text else None
    text, key = member(value, _STATED[:-1])
    rating = value.get("reviewRating")
    if text is None and rating is not None:
        text, key = rating_of(rating), _STATED[-1]
    author = next((name for by in _STATED_BY if (name := _called(value.get(by))) is not None), None)
    date, criteria = member(value, _STATED_ON)[0], member(value, _CRITERIA)[0]
    if text is None and author is None and date is None and criteria is None:
        return None
    return Statement(text, author, date, criteria), (*place, key) if key else place


def rating_of(value: Any) -> str | None:
    """Return the value of a rating, without the scale that it is on."""
    for inner, _ in each(value, ()):
        text = member(inner, ("ratingValue",))[0] if isinstance(inner, dict) else None
        if text := text or said(inner):
            return text
    return None


def identifier_of(value: Any, place: Keys) -> tuple[Identifier, Keys] | None:
    """Return an identifier; a PropertyValue names its scheme."""
    if not isinstance(value, dict) or "@value" in value:
        text = said(value)
        return (Identifier(text), place) if text else None
    text, key = member(value, ("value", "id", "@id", "url", "name"))
    if text is None:
        return None
    scheme = member(value, ("propertyID", "name") if key != "name" else ("propertyID",))[0]
    return new(Identifier, (text, scheme)), (*place, key)
