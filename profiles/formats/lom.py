"""Reading IEEE LOM 1.0 (IEEE 1484.12.1, bound by 1484.12.3) and IMS Learning Resource MetaData 1.2.

IMS MD 1.2 is an earlier binding of the same elements, so one table reads both;
which of the two a record is, the namespace of its root tells. The table is the
crosswalk of model.md: the way to an element, and what becomes of it. Elements
of LOM-ES, NL-LOM, LOM-FR and ScoLOMFR stand in it where the model has a field.
"""

from __future__ import annotations

from itertools import zip_longest

from lxml import etree

from profiles.document import Syntax
from profiles.formats.format import Format
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
    requirement,
    rights,
    strings,
    texts,
    vocabulary,
    word,
)
from profiles.formats.lom_writing import write
from profiles.formats.reading import Reading
from profiles.formats.walking import Step, Table, crosswalk, group, inside, part, walk
from profiles.model import Encoding, LearningResource
from profiles.xml import namespace

_IDENTIFIER = group({"catalog": part("catalog"), "entry": ENTRY}, identifier, "id", take=identifier_alone)
_RESOURCE = {
    "identifier": Step(Table({"entry": ENTRY}), member="entry"),
    "catalogEntry": Step(Table({"entry": ENTRY}), member="entry"),
    "description": strings("words"),
}
_REQUIREMENT = {
    "type": inside({"value": VALUE}, mark="type"),
    "name": inside({"value": VALUE}, mark="name"),
    "minimumVersion": part("minimumVersion"),
    "maximumVersion": part("maximumVersion"),
}

TABLE = Table(
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
                "status": vocabulary("creativeWorkStatus"),
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
                "requirement": group(
                    {"orComposite": inside(_REQUIREMENT, mark="or"), **_REQUIREMENT},
                    requirement,
                    "requirements",
                ),
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
    walk(root, TABLE, reading)
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


def _schema_of(root: etree._Element) -> str:
    """Return the schema of a LOM record: that of LOM-ES where its first vocabulary is from there.

    LOM-ES puts elements of its own into LOM's namespace, which LOM's schema does not know.
    """
    source = next(root.iter(_SOURCE), None)
    return "lom-es.xsd" if source is not None and (source.text or "").startswith("LOM-ES") else "lom.xsd"


_LOM, _LOM_DRAFT = "http://ltsc.ieee.org/xsd/LOM", "http://ltsc.ieee.org/xsd/LOMv1p0"
_SOURCE = f"{{{_LOM}}}source"
_IMS_1_2_1 = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
_IMS_1_2 = "http://www.imsglobal.org/xsd/imsmd_v1p2"

FORMAT = Format(
    name="lom",
    title="IEEE LOM 1.0",
    syntaxes=(Syntax.XML,),
    roots=frozenset({(_LOM, "lom"), (_LOM_DRAFT, "lom")}),
    prefixes=("lom", "oai_lom", "ieee_lom", "oai_lom_ieee"),
    schemas=("lom.xsd", "lom-es.xsd"),
    schema_of=_schema_of,
    read=read,
    write=write,
    crosswalk=tuple(crosswalk(TABLE)),
)
IMS_MD = Format(
    name="ims-md",
    title="IMS Learning Resource MetaData 1.2",
    syntaxes=(Syntax.XML,),
    roots=frozenset({(_IMS_1_2, "lom"), (_IMS_1_2_1, "lom")}),
    schemas=("ims-md.xsd", "ims-md-1.2.1.xsd"),
    schema_of=lambda root: "ims-md-1.2.1.xsd" if namespace(root) == _IMS_1_2_1 else "ims-md.xsd",
    prefixes=("ims", "imsmd", "ims_md", "oai_ims", "oai_imsmd"),
    read=read,
    crosswalk=tuple(crosswalk(TABLE)),
)
