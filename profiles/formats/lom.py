"""Reading IEEE LOM 1.0 (IEEE 1484.12.1, bound by 1484.12.3) and IMS Learning Resource MetaData 1.2.

IMS MD 1.2 is an earlier binding of the same elements, so one reader takes both;
which of the two a record is, the namespace of its root tells. The tables below
are the crosswalk of model.md: element, then how it is read and into which field.
"""

from __future__ import annotations

from itertools import zip_longest

from lxml import etree

from profiles.formats.lom_branches import (
    Branch,
    access,
    ages,
    annotation,
    children,
    classification,
    contribute,
    copyrights,
    cost,
    duration,
    identifier,
    langstring,
    metadata_contribute,
    plain,
    relation,
    rights,
    vocabulary,
)
from profiles.formats.reading import LOCAL, Reading
from profiles.model import Encoding, LearningResource

_CATEGORIES: dict[str, Branch] = {
    "general": children(
        {
            "identifier": identifier,
            "catalogentry": identifier,
            "title": langstring("name"),
            "language": plain("inLanguage"),
            "description": langstring("description"),
            "keyword": langstring("keywords"),
        }
    ),
    "lifecycle": children({"version": langstring("version"), "contribute": contribute}),
    "metametadata": children({"contribute": metadata_contribute}),
    "technical": children(
        {
            "format": plain("encoding.encodingFormat"),
            "size": plain("encoding.contentSize"),
            "location": plain("url"),
            "duration": duration("duration"),
        }
    ),
    "educational": children(
        {
            "interactivitytype": vocabulary("interactivityType"),
            "learningresourcetype": vocabulary("learningResourceType"),
            "intendedenduserrole": vocabulary("audience"),
            "context": vocabulary("educationalLevel"),
            "typicalagerange": ages,
            "difficulty": vocabulary("difficulty"),
            "typicallearningtime": duration("timeRequired"),
        }
    ),
    "rights": children(
        {
            "cost": cost,
            "copyrightandotherrestrictions": copyrights,
            "description": rights,
            "access": access,
        }
    ),
    "relation": relation,
    "annotation": annotation,
    "classification": classification,
}


def read(root: etree._Element) -> LearningResource:
    """Return what a LOM or IMS MD record says, every value as found and with its place."""
    reading = Reading()
    for position, category in enumerate(root):
        branch = _CATEGORIES.get(LOCAL[category.tag])
        if branch is not None:
            branch(category, (position,), reading)
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
