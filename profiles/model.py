"""LearningResource, the one form that every format is read into.

The names are those of schema.org and LRMI and stand here as they stand there,
so that a field is called the same in a rule, in a report and in the code
(docs/adr/0003). Values are kept as they were found: a wrong date stays the text
it was, so that a rule can show it. What a format cannot say is absent.

Values are named tuples and the resource stores only what a record says: both
are built hundreds of times a millisecond (docs/benchmarks.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple, get_args, get_type_hints


class Text(NamedTuple):
    """A text and the language tag it carries, as found."""

    value: str
    lang: str | None = None


class Identifier(NamedTuple):
    """An identifier and the catalogue or scheme that it was said to be from."""

    value: str
    scheme: str | None = None


class Concept(NamedTuple):
    """A concept: `id` is its address, or the word of a closed vocabulary."""

    id: str | None = None
    labels: tuple[Text, ...] = ()
    scheme: str | None = None


class AgeRange(NamedTuple):
    """An age range as found, and in years where it can be read; `maximum` is None where it is open."""

    value: str
    lang: str | None = None
    minimum: int | None = None
    maximum: int | None = None


class Agent(NamedTuple):
    """A person or an organisation.

    `card` is the vCard it was read from; `role` is the format's own word where
    the field's name does not say it; `type` is Person, Organization or None.
    """

    name: str | None = None
    type: str | None = None
    id: str | None = None
    affiliation: str | None = None
    email: str | None = None
    role: str | None = None
    card: str | None = None


class License(NamedTuple):
    """A licence: `id` is its address where one was found, `text` is what stood there."""

    id: str | None = None
    text: str | None = None
    lang: str | None = None


class Encoding(NamedTuple):
    """A file of the resource; sizes, rates and digests as found (bytes where they are numbers).

    `inLanguage` is that of a caption; `duration` and `pages` are the file's own.
    """

    contentUrl: str | None = None
    embedUrl: str | None = None
    encodingFormat: str | None = None
    contentSize: str | None = None
    bitrate: str | None = None
    sha256: str | None = None
    inLanguage: str | None = None
    duration: str | None = None
    pages: str | None = None


class Link(NamedTuple):
    """A relation to another resource, by address or identifier, or by words alone.

    `license` is what the other resource may be used under: its address where
    one was found, else the words.
    """

    id: str | None = None
    name: str | None = None
    license: str | None = None


class Statement(NamedTuple):
    """A statement on quality: who made it, when, what it says, by which criteria."""

    text: str | None = None
    author: str | None = None
    date: str | None = None
    criteria: str | None = None


class Requirement(NamedTuple):
    """What a device needs for the resource: a program or a system, with the versions that will do."""

    name: str | None = None
    type: str | None = None
    minimumVersion: str | None = None
    maximumVersion: str | None = None


class EmissionClaim(NamedTuple):
    """A statement on emissions: the figure or the word, and what makes it one that can be examined."""

    value: str | None = None
    unit: str | None = None
    method: str | None = None
    version: str | None = None
    boundary: str | None = None
    use: str | None = None
    date: str | None = None


Texts = tuple[Text, ...]
Concepts = tuple[Concept, ...]
Agents = tuple[Agent, ...]
Links = tuple[Link, ...]
Strings = tuple[str, ...]

Place = int | tuple[int | str, ...]
"""Where in the payload a value stands (docs/adr/0010).

In XML the number of its node in the order of the document, comments included,
the root's being 0; in JSON the keys and indexes that lead to it.
"""

Places = Mapping[str, Sequence[Place | None]]


@dataclass(frozen=True)
class LearningResource:
    """What a record says of a learning resource; every field is a tuple, empty where it says nothing.

    `places` tells for each field the place of each of its values in the payload;
    "encoding.contentSize" and the like tell the places of members. It says
    nothing of what the resource is, so it does not count when two are compared.
    """

    id: tuple[Identifier, ...] = ()
    url: Strings = ()
    name: Texts = ()
    alternateName: Texts = ()
    description: Texts = ()
    keywords: Texts = ()
    about: Concepts = ()
    inLanguage: Strings = ()
    learningResourceType: Concepts = ()
    educationalLevel: Concepts = ()
    audience: Concepts = ()
    typicalAgeRange: tuple[AgeRange, ...] = ()
    timeRequired: Strings = ()
    duration: Strings = ()
    interactivityType: Concepts = ()
    difficulty: Concepts = ()
    teaches: Concepts = ()
    assesses: Concepts = ()
    competencyRequired: Concepts = ()
    educationalAlignment: Concepts = ()
    creator: Agents = ()
    contributor: Agents = ()
    publisher: Agents = ()
    provider: Agents = ()
    funder: Agents = ()
    dateCreated: Strings = ()
    datePublished: Strings = ()
    dateModified: Strings = ()
    expires: Strings = ()
    version: Texts = ()
    creativeWorkStatus: Concepts = ()
    license: tuple[License, ...] = ()
    copyrightRestricted: Strings = ()
    copyrightYear: Strings = ()
    copyrightHolder: Agents = ()
    isAccessibleForFree: Strings = ()
    price: Strings = ()
    conditionsOfAccess: Concepts = ()
    spatialCoverage: Concepts = ()
    eligibleRegion: Concepts = ()
    requirements: tuple[Requirement, ...] = ()
    encoding: tuple[Encoding, ...] = ()
    image: Strings = ()
    trailer: tuple[Encoding, ...] = ()
    caption: tuple[Encoding, ...] = ()
    isBasedOn: Links = ()
    isPartOf: Links = ()
    hasPart: Links = ()
    isVersionOf: Links = ()
    translationOfWork: Links = ()
    relation: Links = ()
    accessMode: Strings = ()
    accessModeSufficient: Strings = ()
    accessibilityFeature: Strings = ()
    accessibilityHazard: Strings = ()
    accessibilitySummary: Texts = ()
    accessibilityControl: Strings = ()
    accessibilityAPI: Strings = ()
    accessibilityRestriction: Concepts = ()
    conformsTo: Strings = ()
    certifiedBy: Agents = ()
    certifierReport: Strings = ()
    certificationDate: Strings = ()
    exemption: Strings = ()
    emissionClaim: tuple[EmissionClaim, ...] = ()
    review: tuple[Statement, ...] = ()
    aggregateRating: Strings = ()
    qualityAssurance: tuple[Statement, ...] = ()
    sdPublisher: Agents = ()
    sdDatePublished: Strings = ()
    sdLicense: tuple[License, ...] = ()
    places: Places = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, found: Mapping[str, Sequence[Any]], places: Places) -> LearningResource:
        """Return the resource that says what was `found`, by field, and nothing else.

        The defaults are attributes of the class, so a field that is absent
        costs nothing: a record says about fifteen of the sixty.
        """
        resource = object.__new__(cls)
        said = resource.__dict__
        for name, values in found.items():
            said[name] = tuple(values)
        said["places"] = places
        return resource

    def stored(self) -> Iterable[tuple[str, Any]]:
        """Return the fields that were set, with their values, in no order; `places` stands among them."""
        return self.__dict__.items()

    def said(self) -> dict[str, tuple[Any, ...]]:
        """Return the fields that the record says something in, in the model's order."""
        return {name: values for name in FIELDS if (values := getattr(self, name))}


FIELDS: tuple[str, ...] = tuple(f.name for f in fields(LearningResource) if f.name != "places")

MEMBERS: Mapping[str, tuple[str, ...]] = {
    name: getattr(get_args(hint)[0], "_fields", ()) for name, hint in get_type_hints(LearningResource).items()
}
"""By field, the members that its values have; none where they are strings."""
