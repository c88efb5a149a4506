"""Reading IEEE LOM 1.0 (IEEE 1484.12.1, bound by 1484.12.3) and IMS Learning Resource MetaData 1.2.

IMS MD 1.2 is an earlier binding of the same elements, so one table reads both;
which of the two a record is, the namespace of its root tells. The table is the
crosswalk of model.md: the way to an element, and what becomes of it. Elements
of LOM-ES, NL-LOM, LOM-FR and ScoLOMFR stand in it where the model has a field.
"""

from __future__ import annotations

from itertools import zip_longest

from lxml import etree

from profiles.formats.lom_classification import FIELDS, STEPS, classification
from profiles.formats.lom_values import (
    CONTRIBUTION,
    ENTRY,
    VALUE,
    ages,
    annotation,
    contribute,
    contribute_metadata,
    copyrights,
    cost,
    cost_alone,
    date,
    duration,
    identifier,
    identifier_alone,
    langstrings,
    plain,
    relation,
    rights,
    strings,
    texts,
    vocabulary,
    word,
)
from profiles.formats.reading import Reading
from profiles.formats.walking import Step, Table, group, inside, part, walk
from profiles.model import Encoding, LearningResource

_IDENTIFIER = group({"catalog": part("catalog"), "entry": ENTRY}, identifier, "id", take=identifier_alone)
_RESOURCE = {
    "identifier": Step(Table({"entry": ENTRY}), member="entry"),
    "catalogEntry": Step(Table({"entry": ENTRY}), member="entry"),
    "description": strings("words"),
}

CROSSWALK = Table(
    {
        "general": inside(
            {
                "identifier": _IDENTIFIER,
                "catalogEntry": _IDENTIFIER,
                "title": texts("name"),
                "language": plain("inLanguage"),
                "description": texts("description"),
                "keyword": texts("keywords"),
                "generalResourceType": vocabulary("learningResourceType"),  # ScoLOMFR
            }
        ),
        "lifeCycle": inside(
            {
                "version": texts("version"),
                "contribute": group(
                    CONTRIBUTION,
                    contribute,
                    *("creator", "publisher", "provider", "contributor", "dateCreated", "datePublished"),
                ),
            }
        ),
        "metaMetadata": inside(
            {"contribute": group(CONTRIBUTION, contribute_metadata, "sdPublisher", "sdDatePublished")}
        ),
        "technical": inside(
            {
                "format": plain("encoding.encodingFormat"),
                "size": plain("encoding.contentSize"),
                "location": plain("url", "encoding.contentUrl"),
                "duration": duration("duration"),
            }
        ),
        "educational": inside(
            {
                "interactivityType": vocabulary("interactivityType"),
                "learningResourceType": vocabulary("learningResourceType"),
                "intendedEndUserRole": vocabulary("audience"),
                "context": vocabulary("educationalLevel"),
                "typicalAgeRange": langstrings(ages, "typicalAgeRange"),
                "difficulty": vocabulary("difficulty"),
                "typicalLearningTime": duration("timeRequired"),
            }
        ),
        "rights": inside(
            {
                "cost": group({"value": VALUE}, cost, "isAccessibleForFree", take=cost_alone),
                "copyrightAndOtherRestrictions": Step(
                    Table({"value": langstrings(copyrights)}),
                    copyrights,
                    fields=("copyrightRestricted", "license"),
                ),
                "description": langstrings(rights, "license"),
                "access": inside({"accessType": vocabulary("conditionsOfAccess")}),  # LOM-ES
            }
        ),
        "relation": group(
            {"kind": word(), "resource": inside(_RESOURCE)},
            relation,
            *("isBasedOn", "isPartOf", "hasPart", "isVersionOf", "relation"),
        ),
        "annotation": group(
            {
                "entity": CONTRIBUTION["entity"],
                "person": CONTRIBUTION["person"],
                "date": date("date"),
                "description": strings("words"),
            },
            annotation,
            "review",
        ),
        "classification": group(STEPS, classification, *FIELDS),
    }
)


def read(root: etree._Element) -> LearningResource:
    """Return what a LOM or IMS MD record says, every value as found and with its place."""
    reading = Reading()
    walk(root, CROSSWALK, reading)
    _join_files(reading)
    return reading.resource()


def _join_files(reading: Reading) -> None:
    """Join formats, sizes and locations into files, by their order.

    LOM does not say which size belongs to which format (4.1 to 4.3 are lists
    of their own); by far most records have one of each.
    """
    found, places = reading.found, reading.places
    formats = found.pop("encoding.encodingFormat", [])
    sizes = found.pop("encoding.contentSize", [])
    count = max(len(formats), len(sizes))
    if not count:
        return
    locations = found.get("url", [])[:count]
    files = zip_longest(locations, formats, sizes)
    found["encoding"] = [Encoding(location, None, kind, size) for location, kind, size in files]
    places["encoding.contentUrl"] = places.get("url", [])
    places["encoding"] = places.get("encoding.encodingFormat") or places["encoding.contentSize"]
