"""The crosswalk from the terms of schema.org, LRMI and AMB to the fields of the model.

Terms of other namespaces stand here where schema.org has none: those of
Dublin Core for relations and conformance, of LOM in RDF, of DQV.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from profiles.formats import json_agents
from profiles.formats import json_takes as take
from profiles.formats.json_takes import Take
from profiles.formats.json_values import JsonReading, Keys, types_of
from profiles.formats.reading import is_address, new
from profiles.model import Encoding, Text


class Way(NamedTuple):
    """How a property is read: by which function, into which field, and what else it may speak of."""

    take: Take
    field: str
    others: tuple[str, ...] = ()


def _each(names: str, function: Take) -> dict[str, Way]:
    return {name: Way(function, name) for name in names.split()}


_OF_ITS_OWN = ("contentUrl", "embedUrl", "encodingFormat", "contentSize", "bitrate", "sha256", "fileFormat")
_FILE = {name: Way(take.own_file, name) for name in _OF_ITS_OWN}

WAYS: dict[str, Way] = {
    "@id": Way(take.identity, "id", ("url",)),
    "id": Way(take.identity, "id", ("url",)),
    "identifier": Way(take.identifiers, "id"),
    "sameAs": Way(take.identifiers, "id"),
    "isbn": Way(take.numbered("ISBN"), "id"),
    "issn": Way(take.numbered("ISSN"), "id"),
    "url": Way(take.strings, "url"),
    **_each("name alternateName description version accessibilitySummary", take.texts),
    "alternativeHeadline": Way(take.texts, "alternateName"),
    "keywords": Way(take.keywords, "keywords", ("about",)),
    **_each(
        "about learningResourceType educationalLevel interactivityType conditionsOfAccess", take.concepts
    ),
    **_each("teaches assesses competencyRequired", take.concepts),
    "coursePrerequisites": Way(take.concepts, "competencyRequired"),
    "difficulty": Way(take.concepts, "difficulty"),
    "audience": Way(take.audience, "audience", ("typicalAgeRange",)),
    "typicalAgeRange": Way(take.ages, "typicalAgeRange"),
    "educationalAlignment": Way(
        take.alignment,
        "educationalAlignment",
        ("educationalLevel", "teaches", "assesses", "competencyRequired", "about"),
    ),
    "inLanguage": Way(take.languages, "inLanguage"),
    **_each("timeRequired duration dateCreated datePublished dateModified sdDatePublished", take.strings),
    **_each("creator contributor publisher provider funder copyrightHolder sdPublisher", json_agents.agents),
    "author": Way(json_agents.agents, "creator"),
    "sponsor": Way(json_agents.agents, "funder"),
    "funding": Way(json_agents.funding, "funder"),
    **{
        role: Way(json_agents.agents_as(role), "contributor")
        for role in ("editor", "translator", "illustrator", "producer", "director")
    },
    **_each("license sdLicense", take.licences),
    "copyrightAndOtherRestrictions": Way(take.strings, "copyrightRestricted"),
    **_each("copyrightYear expires certifierReport exemption", take.strings),
    **_each("creativeWorkStatus spatialCoverage eligibleRegion", take.concepts),
    "offers": Way(take.prices, "price"),
    "certifiedBy": Way(json_agents.agents, "certifiedBy"),
    "isAccessibleForFree": Way(take.strings, "isAccessibleForFree"),
    **_each("encoding trailer caption", take.files),
    **{name: Way(take.files, "encoding") for name in ("associatedMedia", "video", "audio")},
    **{name: Way(way.take, name, ("encoding",)) for name, way in _FILE.items()},
    "image": Way(take.images, "image"),
    **_each("isBasedOn isPartOf hasPart isVersionOf translationOfWork relation", take.links),
    "isBasedOnUrl": Way(take.links, "isBasedOn"),
    "exampleOfWork": Way(take.links, "isVersionOf"),
    "citation": Way(take.links, "relation"),
    **_each("accessMode accessModeSufficient accessibilityFeature accessibilityHazard", take.tokens),
    **_each("accessibilityControl accessibilityAPI", take.tokens),
    "accessibilityRestrictions": Way(take.concepts, "accessibilityRestriction"),
    "conformsTo": Way(take.strings, "conformsTo"),
    "accessibilityConformsTo": Way(take.strings, "conformsTo"),
    "review": Way(take.statements, "review"),
    "reviews": Way(take.statements, "review"),
    "aggregateRating": Way(take.ratings, "aggregateRating"),
    "hasQualityAnnotation": Way(take.statements, "qualityAssurance"),
    "hasCertification": Way(take.statements, "qualityAssurance"),
    "mainEntityOfPage": Way(json_agents.page, "sdPublisher", ("sdDatePublished", "provider")),
}

FALLBACKS: tuple[tuple[str, str], ...] = (
    ("headline", "name"),
    ("abstract", "description"),
    ("uploadDate", "datePublished"),
    ("thumbnailUrl", "image"),
    ("mainEntityOfPage", "url"),
)
"""Properties that say what a field says, where nothing else does."""

_PREFIXED = {
    "difficulty": "lom:difficulty",
    "copyrightAndOtherRestrictions": "lom:copyrightAndOtherRestrictions",
    "accessibilityRestrictions": "lom:accessibilityRestrictions",
    "isVersionOf": "dcterms:isVersionOf",
    "relation": "dcterms:relation",
    "conformsTo": "dcterms:conformsTo",
    **{name: f"a11y:{name}" for name in ("certifiedBy", "certifierReport", "exemption")},
    "hasQualityAnnotation": "dqv:hasQualityAnnotation",
}
_AS_TEXT, _AS_STRING = 1, 2
_AT_ONCE: dict[Take, int] = {
    take.texts: _AS_TEXT,
    take.strings: _AS_STRING,
    take.languages: _AS_STRING,
}  # how a mere string is read, without a call
Ways = dict[str, tuple[Take, str, int]]
BY_NAME: Ways = {name: (way.take, way.field, _AT_ONCE.get(way.take, 0)) for name, way in WAYS.items()}
"""The same for `read_members`: what it does with a property of this name."""


def _pairs() -> tuple[tuple[str, str], ...]:
    pairs = []
    for name, way in WAYS.items():
        if name == "@id":
            continue
        if name in _FILE:
            member = "encodingFormat" if name == "fileFormat" else name
            pairs.append((name, f"encoding.{member}"))
        else:
            pairs += [(_PREFIXED.get(name, name), field) for field in (way.field, *way.others)]
    return (*pairs, *FALLBACKS)


CROSSWALK: tuple[tuple[str, str], ...] = _pairs()
"""Their element and our field, in the order of the table; what other namespaces name has its prefix."""


def read_members(
    node: dict[str, Any],
    place: Keys,
    lang: str | None,
    langs: dict[str, str | None],
    reading: JsonReading,
    ways: Ways = BY_NAME,
) -> bool:
    """Add what the members of a node say; tell whether all their names were plain.

    `lang` is the default language, `langs` those of the terms that have one of
    their own. A name with a colon that is not in `ways` may be one of ours in another dress.
    """
    plain = True
    found, places = reading.found, reading.places
    for key, value in node.items():
        way = ways.get(key)
        if way is None:
            if ":" in key:
                plain = False
            continue
        function, field, at_once = way
        tag = langs.get(key, lang) if langs else lang
        if at_once and type(value) is str:
            if value and not value.isspace():
                found[field].append(value if at_once == _AS_STRING else new(Text, (value, tag)))
                places[field].append((*place, key))
        elif at_once and type(value) is list and len(value) == 1 and type(value[0]) is str:
            if (text := value[0]) and not text.isspace():
                found[field].append(text if at_once == _AS_STRING else new(Text, (text, tag)))
                places[field].append((*place, key, 0))
        else:
            function(field, value, (*place, key), tag, reading)
    return plain


def finish(node: dict[str, Any], place: Keys, lang: str | None, reading: JsonReading) -> None:
    """Add what a node says only where its other members leave something open: own file, fallbacks."""
    found = reading.found
    if reading.file:
        members = {name: text for name, (text, _) in reading.file.items()}
        places = {name: at for name, (_, at) in reading.file.items()}
        take.add_file("encoding", Encoding(**members), places, place, reading)
    if "url" not in found and "id" in found:
        own, at = found["id"][0].value, reading.places["id"][0]
        if is_address(own) and isinstance(at, tuple) and at[len(place)] in {"id", "@id"}:
            reading.add("url", own, at)
    for key, field in FALLBACKS:
        value = node.get(key)
        if value is not None and (key != "mainEntityOfPage" or _is_page(value)):
            _fall_back(key, field, value, (*place, key), lang, reading)


def _fall_back(
    key: str, field: str, value: Any, place: Keys, lang: str | None, reading: JsonReading
) -> None:  # fmt: skip
    if field not in reading.found:
        WAYS[field].take(field, value, place, lang, reading)
    elif key == "headline":
        other = JsonReading()
        take.texts(field, value, place, lang, other)
        names = {text.value for text in reading.found["name"] if isinstance(text, Text)}
        for text, at in zip(other.found.get(field, ()), other.places.get(field, ()), strict=True):
            if text.value not in names:
                reading.add("alternateName", text, at)


def _is_page(value: Any) -> bool:
    """Tell whether a main entity's page is the one that shows it; AMB's describes it (a WebContent)."""
    return isinstance(value, str) or (isinstance(value, dict) and "WebPage" in types_of(value))
