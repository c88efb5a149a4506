"""Reading qualified Dublin Core: DCMES 1.1 and the DCMI Metadata Terms, in the wrappers of feeds.

DCMI gives no root element for them, so each software made its own; the
elements in it are the same. A refinement is read into the field that says as
much as it does, else into that of the element it refines.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lxml import etree

from profiles.document import Syntax
from profiles.formats.dublin_core import (
    DC,
    MAKES,
    NOTHING,
    Make,
    add_addresses,
    as_step,
    is_concept,
    make_agent,
    make_concept,
    make_date,
    make_link,
    make_string,
    make_text,
)
from profiles.formats.format import Format
from profiles.formats.reading import LOCAL, XML_LANG, Reading, first_address, first_said, text_of
from profiles.formats.walking import Step, Table, crosswalk
from profiles.model import Concept, Encoding, Identifier, LearningResource, License, Text

DCTERMS = "http://purl.org/dc/terms/"
_SCHEMA_ORG = ("http://schema.org/", "https://schema.org/", "http://schema.org", "https://schema.org")
_SPACES = frozenset({"", DC, DCTERMS, "http://www.idpf.org/epub/vocab/package/a11y/#", *_SCHEMA_ORG})

ROOTS: frozenset[tuple[str, str]] = frozenset(
    {
        ("http://dspace.org/qualifieddc/", "qualifieddc"),  # DSpace
        ("http://worldcat.org/xmlschemas/qdc-1.0/", "qualifieddc"),  # CONTENTdm, Omeka
        ("http://epubs.cclrc.ac.uk/xmlns/qdc/", "qualifieddc"),  # OpenEdition, EPrints, Finna
        ("http://www.bl.uk/namespaces/oai_dcq/", "qualifieddc"),  # the British Library's; IdRef
        ("http://www.openarchives.org/OAI/2.0/oai_qdc/", "qualifieddc"),
        ("http://www.openarchives.org/OAI/2.0/oai_qdc/", "dc"),
        ("http://www.openarchives.org/OAI/2.0/oai_dcterms/", "dcterms"),  # Omeka S, Isidore
        ("http://ns.nsdl.org/nsdl_dc_v1.00/", "nsdl_dc"),  # the National Science Digital Library's
        ("http://ns.nsdl.org/nsdl_dc_v1.01/", "nsdl_dc"),
        ("http://ns.nsdl.org/nsdl_dc_v1.01", "nsdl_dc"),
        ("http://ns.nsdl.org/nsdl_dc_v1.02/", "nsdl_dc"),
        (DCTERMS, "qualifieddc"),
        (DCTERMS, "dcterms"),
        (DCTERMS, "metadata"),
        (DCTERMS, "dc"),
        (DC, "qualifieddc"),
        (DC, "metadata"),
        (DC, "dc"),
        ("", "qualifieddc"),
        ("", "metadata"),
        ("", "dc"),
    }
)
"""The roots that hold it: namespace, and local name in lower case."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RESOURCE = f"{{{RDF}}}resource"
_XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_SIZE = re.compile(r"[\d.,\s]*\d\s*(?:bytes?|octets?|[kmgt]i?[bo])", re.IGNORECASE)
_DURATION = re.compile(
    r"P[\dTYMWDHS.,]*\d[YMWDHS]|\d{1,3}:\d\d(?::\d\d)?|[\d.,]+\s*(?:h|hours?|min|minutes?|mins?|s|sec|seconds?)\.?",
    re.IGNORECASE,
)
_MEDIA_TYPE = re.compile(r"[a-z]+/[\w.+-]+", re.IGNORECASE)
_TEACHING_STANDARD = re.compile(
    r"https?://(?:purl\.org/ASN/|asn\.(?:jesandco|desire2learn)\.)", re.IGNORECASE
)
_DATES = ("issued", "date", "available")  # what is published, from the surest word to the least sure


def read(root: etree._Element) -> LearningResource:
    """Return what a record of qualified Dublin Core says, every value as found and with its place."""
    reading = Reading()
    _read_in(root, 0, _SPACES | {etree.QName(root).namespace or ""}, reading)
    first_said(reading, _DATES, "datePublished")
    add_addresses(reading.found, reading.places)
    return reading.resource()


def _read_in(parent: etree._Element, place: int, spaces: frozenset[str], reading: Reading) -> None:
    for element in parent:
        place += 1
        if isinstance(element.tag, str):
            space = etree.QName(element).namespace or ""
            step = TABLE.step(element.tag) if space in spaces else None
            if len(element) and (space, LOCAL[element.tag]) in ROOTS:
                _read_in(element, place, spaces, reading)
            elif step is not None and step.take is not None and (text := said_in(element)):
                step.take(text, element, place, reading)
        place += sum(1 for _ in element.iterdescendants())


def said_in(element: etree._Element) -> str:
    """Return the text of an element, or the address in its rdf:resource where it has no text."""
    return text_of(element) or (element.get(_RESOURCE) or "").strip()


def scheme_of(element: etree._Element) -> str | None:
    """Return the encoding scheme that xsi:type names, such as LCSH, without its prefix."""
    kind = element.get(_XSI_TYPE)
    return (kind.rpartition(":")[2].strip() or None) if kind else None


def _concept(field: str) -> Make:
    """Return what makes a concept with its scheme; that it is an address is no scheme."""

    def make(text: str, element: etree._Element) -> tuple[str, Concept]:
        scheme = scheme_of(element)
        scheme = None if scheme == "URI" else scheme
        if is_concept(text):
            return field, Concept(text, (), scheme)
        return field, Concept(None, (Text(text, element.get(XML_LANG)),), scheme)

    return make


def _subject(text: str, element: etree._Element) -> tuple[str, Any]:
    scheme = scheme_of(element)
    if is_concept(text) or (scheme and scheme != "URI"):
        return _concept("about")(text, element)
    return "keywords", Text(text, element.get(XML_LANG))


def _extent(text: str, _: etree._Element) -> tuple[str, Any]:
    """Make of an extent a file's size, or a duration; pages and centimetres the model has no place for."""
    if _SIZE.fullmatch(text):
        return "encoding", Encoding(contentSize=text)
    return ("duration", text) if _DURATION.fullmatch(text) else NOTHING


def _medium(text: str, _: etree._Element) -> tuple[str, Any]:
    return ("encoding", Encoding(encodingFormat=text)) if _MEDIA_TYPE.fullmatch(text) else NOTHING


def _version(text: str, element: etree._Element) -> tuple[str, Any]:
    """Make of hasVersion the version where it is its number or name, a link where it is another resource."""
    if ":" in text and " " not in text:
        return make_link("relation")(text, element)
    return "version", Text(text, element.get(XML_LANG))


def _license(text: str, element: etree._Element) -> tuple[str, Any]:
    return "license", License(first_address(text), text, element.get(XML_LANG))


def _conforms(text: str, element: etree._Element) -> tuple[str, Any]:
    if _TEACHING_STANDARD.match(text):
        return make_concept("teaches")(text, element)
    return "conformsTo", text


def _date(text: str, element: etree._Element) -> tuple[str, Any]:
    return NOTHING if make_date(text, element) == NOTHING else ("date", text)


def _refinements(names: str, field: str, made: Callable[[str], Make]) -> dict[str, Step]:
    return {name: as_step(made(field), field) for name in names.split()}


REFINEMENTS: dict[str, Step] = {
    "alternative": as_step(make_text("alternateName"), "alternateName"),
    **_refinements("abstract tableOfContents", "description", make_text),
    "educationLevel": as_step(_concept("educationalLevel"), "educationalLevel"),
    **_refinements("audience mediator", "audience", _concept),
    "created": as_step(make_string("dateCreated"), "dateCreated"),
    "modified": as_step(make_string("dateModified"), "dateModified"),
    "issued": as_step(make_string("issued"), "datePublished"),
    "date": as_step(_date, "datePublished"),
    "available": as_step(make_string("available"), "datePublished"),
    "extent": as_step(_extent, "encoding", "duration"),
    "medium": as_step(_medium, "encoding"),
    **{name: as_step(make_link(name), name) for name in ("isPartOf", "hasPart", "isVersionOf")},
    **_refinements(
        "isFormatOf hasFormat references isReferencedBy requires isRequiredBy replaces isReplacedBy",
        "relation",
        make_link,
    ),
    "spatial": as_step(_concept("spatialCoverage"), "spatialCoverage"),
    "hasVersion": as_step(_version, "version", "relation"),
    "license": as_step(_license, "license"),
    "accessRights": as_step(_concept("conditionsOfAccess"), "conditionsOfAccess"),
    "rightsHolder": as_step(make_agent("copyrightHolder"), "copyrightHolder"),
    "conformsTo": as_step(_conforms, "conformsTo", "teaches"),
    "accessibilitySummary": as_step(make_text("accessibilitySummary"), "accessibilitySummary"),
    **{
        name: as_step(make_string(name), name)
        for name in (
            "accessMode",
            "accessModeSufficient",
            "accessibilityFeature",
            "accessibilityHazard",
            "accessibilityControl",
            "accessibilityAPI",
        )
    },
}
"""The properties that DCMI added to the fifteen, and those of accessibility."""


def _identifier(text: str, element: etree._Element) -> tuple[str, Any]:
    return "id", Identifier(text, scheme_of(element))


TABLE = Table(
    {
        **{name: as_step(make, *fields) for name, (make, fields) in MAKES.items()},
        **REFINEMENTS,
        "subject": as_step(_subject, "keywords", "about"),
        "type": as_step(_concept("learningResourceType"), "learningResourceType"),
        "identifier": as_step(_identifier, "id", "url"),
    }
)
"""The crosswalk: the elements by name, in whichever of the two namespaces they stand."""

FORMAT = Format(
    name="qualified-dc",
    title="Qualified Dublin Core",
    syntaxes=(Syntax.XML,),
    roots=ROOTS,
    prefixes=("qdc", "oai_qdc", "oai_dcterms", "dcterms", "oai_dcq", "nsdl_dc"),
    schemas=("qualified-dc.xsd",),
    schema_of=lambda _: "qualified-dc.xsd",
    read=read,
    crosswalk=tuple(crosswalk(TABLE)),
)
