"""How the values of the model are written in the terms of schema.org, so that reading gives them back.

What reaches a person (an e-mail address, a vCard) is not ours to publish and
is left out. Blank texts say nothing, and are left out too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import orjson

from profiles.formats.json_values import address_in
from profiles.formats.reading import is_address
from profiles.model import (
    Agent,
    AgeRange,
    Concept,
    Encoding,
    Identifier,
    LearningResource,
    License,
    Link,
    Statement,
    Text,
)

Json = Any
OfText = Callable[[Text], Json]

_SET_OF_MODES = re.compile(r"[A-Za-z]+(?:,[A-Za-z]+)*")


def as_bytes(document: Json) -> bytes:
    """Return a document as JSON in UTF-8; half of a surrogate pair, which UTF-8 cannot say, is escaped."""
    try:
        return orjson.dumps(document)
    except orjson.JSONEncodeError:
        return json.dumps(document).encode()


def blank(text: str | None) -> bool:
    """Tell whether a text says nothing."""
    return text is None or not text or text.isspace()


def untagged(text: Text) -> Json:
    """Return a text where no language holds: a string, or a value object where it has a language."""
    return tagged(text) if text.lang else text.value


def tagged(text: Text) -> Json:
    """Return a text as a value object, which says its language, or that it has none."""
    return {"@value": text.value, "@language": text.lang} if text.lang else {"@value": text.value}


def known_by(identity: str | None, other: str) -> dict[str, str]:
    """Return the member that says what a thing is known by: @id for an address, another for a word."""
    if identity is None or blank(identity):
        return {}
    return {"@id" if is_address(identity) else other: identity}


def without_blanks(members: dict[str, Any]) -> dict[str, Any]:
    """Return the members that say something."""
    return {
        name: value
        for name, value in members.items()
        if value is not None and not (isinstance(value, str) and blank(value))
    }


def labels_of(concept: Concept) -> list[Text]:
    """Return the labels of a concept that say something."""
    return [label for label in concept.labels if not blank(label.value)]


def texts(text: Text, of_text: OfText) -> Json:
    """Write a text."""
    return None if blank(text.value) else of_text(text)


def strings(text: str, _of_text: OfText) -> Json:
    """Write a text that has no language."""
    return None if blank(text) else text


def yes_no(text: str, _of_text: OfText) -> Json:
    """Write a truth value; another word stays as it is."""
    return {"true": True, "false": False}.get(text, strings(text, _of_text))


def modes(text: str, _of_text: OfText) -> Json:
    """Write a set of access modes as a list, as schema.org wants it."""
    if _SET_OF_MODES.fullmatch(text):
        return {"@type": "ItemList", "itemListElement": text.split(",")}
    return strings(text, _of_text)


def identifiers(identifier: Identifier, _of_text: OfText) -> Json:
    """Write an identifier, with its scheme as a PropertyValue."""
    if blank(identifier.value):
        return None
    if blank(identifier.scheme):
        return identifier.value
    return {"@type": "PropertyValue", "propertyID": identifier.scheme, "value": identifier.value}


def concepts(concept: Concept, of_text: OfText) -> Json:
    """Write a concept: a text where it is a label alone, else a DefinedTerm."""
    labels = labels_of(concept)
    if blank(concept.id):
        if not labels:
            return None
        if blank(concept.scheme) and len(labels) == 1 and not is_address(labels[0].value.lstrip()):
            return of_text(labels[0])
    return {
        "@type": "DefinedTerm",
        **known_by(concept.id, "termCode"),
        **({"name": [of_text(label) for label in labels]} if labels else {}),
        **without_blanks({"inDefinedTermSet": concept.scheme}),
    }


def audiences(concept: Concept, of_text: OfText) -> Json:
    """Write an audience by its role."""
    role = concepts(concept, of_text)
    return None if role is None else {"@type": "EducationalAudience", "educationalRole": role}


def alignments(concept: Concept, of_text: OfText) -> Json:
    """Write an alignment to a framework."""
    labels = labels_of(concept)
    if blank(concept.id) and not labels:
        return None
    target = "targetUrl" if concept.id and is_address(concept.id) else "termCode"
    return {
        "@type": "AlignmentObject",
        **without_blanks({target: concept.id, "educationalFramework": concept.scheme}),
        **({"targetName": [of_text(label) for label in labels]} if labels else {}),
    }


def ages(age: AgeRange, of_text: OfText) -> Json:
    """Write an age range as it was found."""
    return texts(Text(age.value, age.lang), of_text)


def agents(key: str) -> Callable[[Agent, OfText], Json]:
    """Return what writes agents under a property; a role of their own stands between, as in schema.org."""

    def agent_to_json(agent: Agent, _of_text: OfText) -> Json:
        said = {**known_by(agent.id, "identifier"), **without_blanks({"name": agent.name})}
        if not blank(agent.affiliation):
            said["affiliation"] = {"@type": "Organization", "name": agent.affiliation}
        if not said:
            return None
        if agent.type in {"Person", "Organization"}:
            said = {"@type": agent.type, **said}
        return said if blank(agent.role) else {"@type": "Role", "roleName": agent.role, key: said}

    return agent_to_json


class Terms(NamedTuple):
    """A licence as it can be said: its address or word, the words it was found in, and their language."""

    id: str | None
    text: str | None
    lang: str | None


def terms_of(licence: License) -> Terms:
    """Return what a licence says, without what stands there twice."""
    text = None if blank(licence.text) else licence.text
    identity = None if blank(licence.id) else licence.id
    if text is None:
        return Terms(identity, identity, None)
    identity = identity or address_in(text)
    return Terms(identity, text, None if text.strip() == identity else licence.lang or None)


def licences(licence: License, of_text: OfText) -> Json:
    """Write a licence: its address, the words that hold it, or both where they differ."""
    identity, text, lang = terms_of(licence)
    if text is None:
        return None
    if identity == address_in(text):
        return of_text(Text(text, lang))
    said: dict[str, Json] = {"@type": "CreativeWork", **known_by(identity, "identifier")}
    return said if text == identity else {**said, "name": of_text(Text(text, lang))}


def links(link: Link, _of_text: OfText) -> Json:
    """Write a link to another resource."""
    said = {**known_by(link.id, "identifier"), **without_blanks({"name": link.name})}
    return {"@type": "CreativeWork", **said, **without_blanks({"license": link.license})} if said else None


def files(file: Encoding, _of_text: OfText) -> Json:
    """Write a file."""
    said = without_blanks(file_members(file))
    return {"@type": "MediaObject", **said} if said else None


def file_members(file: Encoding) -> dict[str, str | None]:
    """Return what is said of a file by schema.org's terms."""
    members = file._asdict()
    members["numberOfPages"] = members.pop("pages")
    return members


def prices(text: str, _of_text: OfText) -> Json:
    """Write a price: an offer."""
    return None if blank(text) else {"@type": "Offer", "price": text}


def statements(statement: Statement, _of_text: OfText) -> Json:
    """Write a statement on quality."""
    said = without_blanks(
        {"reviewBody": statement.text, "datePublished": statement.date, "reviewAspect": statement.criteria}
    )
    if not blank(statement.author):
        said["author"] = {"name": statement.author}
    return {"@type": "Review", **said} if said else None


def ratings(text: str, _of_text: OfText) -> Json:
    """Write a rating."""
    return None if blank(text) else {"@type": "AggregateRating", "ratingValue": text}


ToJson = Callable[[Any, OfText], Json]


def _each(names: str, to_json: ToJson) -> dict[str, tuple[str, ToJson]]:
    return {name: (name, to_json) for name in names.split()}


_AGENTS = ["creator", "contributor", "publisher", "provider", "funder", "copyrightHolder", "sdPublisher"]
WRITTEN: dict[str, tuple[str, ToJson]] = {
    "id": ("identifier", identifiers),
    **_each("url", strings),
    **_each("name alternateName description keywords", texts),
    **_each("about learningResourceType educationalLevel", concepts),
    "inLanguage": ("inLanguage", strings),
    "audience": ("audience", audiences),
    "typicalAgeRange": ("typicalAgeRange", ages),
    **_each("timeRequired duration", strings),
    "interactivityType": ("interactivityType", concepts),
    "difficulty": ("lom:difficulty", concepts),
    **_each("teaches assesses competencyRequired", concepts),
    "educationalAlignment": ("educationalAlignment", alignments),
    **{name: (name, agents(name)) for name in _AGENTS},
    "certifiedBy": ("a11y:certifiedBy", agents("certifiedBy")),
    "certifierReport": ("a11y:certifierReport", strings),
    "exemption": ("a11y:exemption", strings),
    **_each("copyrightYear expires", strings),
    **_each("creativeWorkStatus spatialCoverage eligibleRegion", concepts),
    "price": ("offers", prices),
    **_each("dateCreated datePublished dateModified sdDatePublished", strings),
    "version": ("version", texts),
    **_each("license sdLicense", licences),
    "copyrightRestricted": ("lom:copyrightAndOtherRestrictions", strings),
    "isAccessibleForFree": ("isAccessibleForFree", yes_no),
    "conditionsOfAccess": ("conditionsOfAccess", concepts),
    **_each("encoding trailer caption", files),
    "image": ("image", strings),
    **_each("isBasedOn isPartOf hasPart translationOfWork", links),
    "isVersionOf": ("dcterms:isVersionOf", links),
    "relation": ("dcterms:relation", links),
    **_each(
        "accessMode accessibilityFeature accessibilityHazard accessibilityControl accessibilityAPI", strings
    ),
    "accessModeSufficient": ("accessModeSufficient", modes),
    "accessibilitySummary": ("accessibilitySummary", texts),
    "accessibilityRestriction": ("lom:accessibilityRestrictions", concepts),
    "conformsTo": ("dcterms:conformsTo", strings),
    "review": ("review", statements),
    "aggregateRating": ("aggregateRating", ratings),
    "qualityAssurance": ("dqv:hasQualityAnnotation", statements),
}
"""For each field of the model the property that says it, and how its values are written."""


def said_in(field: str, values: Iterable[Any], of_text: OfText) -> list[Json]:
    """Return the values of a field as they are written in the terms of schema.org."""
    write = WRITTEN[field][1]
    return [written for value in values if (written := write(value, of_text)) is not None]


def principal(resource: LearningResource) -> Identifier | None:
    """Return the identifier that is the resource's address on the web, None where none is one."""
    return next((one for one in resource.id if blank(one.scheme) and is_address(one.value)), None)
