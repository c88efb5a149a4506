"""Reading DataCite metadata (kernel 2 to 4), bare, in oai_datacite, and as OpenAIRE 4 mixes it with DC.

The names of elements are the same in all kernels; what the later ones added,
the earlier ones lack. The OpenAIRE Guidelines for Literature Repositories 4
take most elements from kernel 4, some from Dublin Core, and have some of their own.
"""

from __future__ import annotations

from lxml import etree

from profiles.formats import datacite_values as take
from profiles.formats.reading import LOCAL, Reading, first_said
from profiles.formats.walking import Table, descend, inside, value
from profiles.model import LearningResource

ROOTS: frozenset[tuple[str, str]] = frozenset(
    {
        *((f"http://datacite.org/schema/kernel-{version}", "resource") for version in ("2.0", "2.1", "2.2")),
        *((f"http://datacite.org/schema/kernel-{version}", "resource") for version in ("3", "3.0", "3.1")),
        *((f"http://datacite.org/schema/kernel-{version}", "resource") for version in ("4", "4.0", "4.1")),
        ("http://namespace.openaire.eu/schema/oaire/", "resource"),
        *((f"http://schema.datacite.org/oai/oai-1.{minor}/", "oai_datacite") for minor in (0, 1)),
        *((f"http://schema.datacite.org/oai/oai-1.{minor}", "oai_datacite") for minor in (0, 1)),
    }
)
"""The roots that hold it: namespace, and local name in lower case."""

_DATES = ("issued", "year", "available")  # of publication, from the surest to the least sure

_identifier = value(take.identifier, "id", "url")
_title = value(take.title, "name", "alternateName")
_creator = value(take.creator, "creator")
_contributor = value(take.contributor, "contributor", "copyrightHolder", "provider", "funder")
_subject = value(take.subject, "keywords", "about")
_date = value(take.date, "dateCreated", "datePublished", "dateModified")
_description = value(take.description, "description")
_rights = value(take.rights, "license", "conditionsOfAccess")
_size = value(take.size, "encoding", "duration")
_format = value(take.form, "encoding")
_funding = value(take.funder, "funder")
_relations = ("isPartOf", "hasPart", "isBasedOn", "isVersionOf", "translationOfWork", "relation")
_related = value(take.related_identifier, *_relations)

TABLE = Table(
    {
        "identifier": _identifier,
        "alternateIdentifiers": inside({"alternateIdentifier": _identifier}),
        "titles": inside({"title": _title}),
        "creators": inside({"creator": _creator}),
        "contributors": inside({"contributor": _contributor}),
        "publisher": value(take.publisher, "publisher"),
        "publicationYear": value(take.string("year"), "datePublished"),
        "dates": inside({"date": _date}),
        "date": _date,
        "language": value(take.string("inLanguage"), "inLanguage"),
        "resourceType": value(take.resource_type, "learningResourceType"),
        "subjects": inside({"subject": _subject}),
        "descriptions": inside({"description": _description}),
        "description": _description,
        "rightsList": inside({"rights": _rights}),
        "rights": _rights,
        "licenseCondition": _rights,
        "sizes": inside({"size": _size}),
        "formats": inside({"format": _format}),
        "format": _format,
        "file": value(take.file, "encoding"),
        "version": value(take.text_with_language("version"), "version"),
        "fundingReferences": inside({"fundingReference": _funding}),
        "relatedIdentifiers": inside({"relatedIdentifier": _related}),
        "relatedItems": inside({"relatedItem": value(take.related_item, *_relations)}),
        "citationTitle": value(take.container, "isPartOf"),
        "audience": value(take.concept("audience"), "audience"),
    }
)
"""The crosswalk of the resource element: DataCite's elements, then those that OpenAIRE 4 puts beside them."""

_WRAPPED = Table({"payload": inside({"resource": inside({})._replace(within=TABLE)})})


def read(root: etree._Element) -> LearningResource:
    """Return what a record says, every value as found and with its place.

    The date of publication is the one issued; the year stands for it where that is not said.
    """
    reading = Reading()
    descend(root, _WRAPPED if LOCAL[root.tag] == "oai_datacite" else TABLE, reading)
    first_said(reading, _DATES, "datePublished")
    return reading.resource()
