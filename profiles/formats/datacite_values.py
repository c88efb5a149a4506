"""How the elements of DataCite become values (DataCite Metadata Schema 2.0 to 4.6)."""

from __future__ import annotations

import re

from lxml import etree

from profiles.formats.dublin_core import is_concept
from profiles.formats.reading import LOCAL, XML_LANG, Reading, first_address, is_address, text_of
from profiles.formats.walking import Take
from profiles.model import Agent, Concept, Encoding, Identifier, License, Link, Text

_RESOLVERS = {
    "doi": "https://doi.org/",
    "crossref funder id": "https://doi.org/",
    "handle": "https://hdl.handle.net/",
    "orcid": "https://orcid.org/",
    "ror": "https://ror.org/",
    "isni": "https://isni.org/isni/",
    "gnd": "https://d-nb.info/gnd/",
}
"""Where the schemes are resolved whose identifiers feeds often write without it."""

_AGENT_TYPE = {"personal": "Person", "organizational": "Organization"}
_AGENT_FIELD = {
    "rightsholder": "copyrightHolder",
    "distributor": "provider",
    "hostinginstitution": "provider",
    "funder": "funder",  # kernel 3, and the OpenAIRE guidelines for data archives
}
_RELATION = {
    "ispartof": "isPartOf",
    "ispublishedin": "isPartOf",
    "haspart": "hasPart",
    "isderivedfrom": "isBasedOn",
    "isversionof": "isVersionOf",
    "isnewversionof": "isVersionOf",
    "istranslationof": "translationOfWork",
}
_DATE = {"created": "dateCreated", "issued": "issued", "available": "available", "updated": "dateModified"}
_ACCESS = re.compile(
    r"info:eu-repo/semantics/\w+Access$|https?://purl\.org/coar/access_right/"
    r"|(?:open|restricted|embargoed|closed|metadata only) access$",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\d[\d.,\s]*(?:bytes?|octets?|[kmgt]i?[bo])", re.IGNORECASE)
_ISO_DURATION = re.compile(r"P[\dTYMWDHS.,]*\d[YMWDHS]")


def resolved(text: str, scheme: str | None) -> str:
    """Return an identifier as the full address where its scheme says how, else as it stands."""
    resolver = _RESOLVERS.get((scheme or "").strip().lower())
    if resolver is None or (":" in text.partition("/")[0] and not text.lower().startswith(("doi:", "hdl:"))):
        return text
    bare = re.sub(r"^(?:doi|hdl):\s*", "", text, flags=re.IGNORECASE)
    return resolver + (bare.replace(" ", "") if "isni" in resolver else bare)


def string(field: str) -> Take:
    """Return what takes a plain string."""

    def take(text: str, _: etree._Element, place: int, reading: Reading) -> None:
        if text:
            reading.add(field, text, place)

    return take


def text_with_language(field: str) -> Take:
    """Return what takes a text with its language."""

    def take(text: str, element: etree._Element, place: int, reading: Reading) -> None:
        if text:
            reading.add(field, Text(text, element.get(XML_LANG)), place)

    return take


def identifier(text: str, element: etree._Element, place: int, reading: Reading) -> None:
    """Take an identifier, and its address where it is one or its scheme makes it one."""
    kind = element.get("identifierType") or element.get("alternateIdentifierType")
    if not text:
        return
    reading.add("id", Identifier(text, kind), place)
    address = resolved(text, kind)
    if is_address(address):
        reading.add("url", address, place)


def title(text: str, element: etree._Element, place: int, reading: Reading) -> None:
    """Take a title; one that is translated is the name in another language."""
    kind = (element.get("titleType") or "").lower()
    if text:
        field = "name" if kind in ("", "translatedtitle") else "alternateName"
        reading.add(field, Text(text, element.get(XML_LANG)), place)


def creator(_: str, element: etree._Element, place: int, reading: Reading) -> None:
    """Take a creator."""
    _add_agent("creator", element, place, reading)


def contributor(_: str, element: etree._Element, place: int, reading: Reading) -> None:
    """Take a contributor, into the field of its own that its type has, else with the type as its role."""
    role = element.get("contributorType")
    field = _AGENT_FIELD.get((role or "").lower())
    _add_agent(field or "contributor", element, place, reading, role=None if field else role)


def publisher(text: str, element: etree._Element, place: int, reading: Reading) -> None:
    """Take the publisher, with its identifier where there is one (4.5)."""
    if text:
        given = element.get("publisherIdentifier")
        number = resolved(given, element.get("publisherIdentifierScheme")) if given else None
        reading.add("publisher", Agent(text, None, number), place)


def funder(_: str, element: etree._Element, place: int, reading: Reading) -> None:
    """Take the funder of a funding reference; the grant's number the model has no place for."""
    parts = {LOCAL[child.tag]: child for child in element}
    name, number = parts.get("fundername"), parts.get("funderidentifier")
    text = text_of(name) if name is not None else ""
    found = ""
    if number is not None and (found := text_of(number)):
        found = resolved(found, number.get("funderIdentifierType"))
    if text or found:
        reading.add("funder", Agent(text or None, None, found or None), place)


def date(text: str, element: etree._Element, place: int, reading: Reading) -> None:
    """Take a date by its type; those that the model has no field for are left out."""
    field = _DATE.get((element.get("dateType") or "").lower())
    if text and field:
        reading.add(field, text, place)


def resource_type(text: str, element: etree._Element, place: int, reading: Reading) -> None:
    """Take the type: the general word of DataCite's list, or an address (OpenAIRE 4), and the free text."""
    general = (element.get("resourceTypeGeneral") or "").strip() or None
    address = (element.get("uri") or "").strip() or None
    labels = (Text(text, element.get(XML_LANG)),) if text else ()
    if address or general or labels:
        scheme = "resourceTypeGeneral" if general and not address else None
        reading.add("learningResourceType", Concept(address or general, labels, scheme), place)


def subject(text: str, element: etree._Element, place: int, reading: Reading) -> None:
    """Take a subject: a concept where a scheme or an address stands with it, else a keyword."""
    scheme = element.get("subjectScheme") or element.get("schemeURI")
    address = (element.get("valueURI") or element.get("classificationCode") or "").strip() or None
    label = Text(text, element.get(XML_LANG))
    if text and is_concept(text):
        reading.add("about", Concept(text, (), scheme), place)
    elif address or (scheme and text):
        reading.add("about", Concept(address, (label,) if text else (), scheme), place)
    elif text:
        reading.add("keywords", label, place)


def description(_: str, element: etree._Element, place: int, reading: Reading) -> None:
    """Take a description of any type; that of the series it appeared in describes another thing."""
    text = _lines_of(element)
    if text and (element.get("descriptionType") or "").lower() != "seriesinformation":
        reading.add("description", Text(text, element.get(XML_LANG)), place)


def rights(text: str, element: etree._Element, place: int, reading: Reading) -> None:
    """Take a statement of rights: one of access where its words or its address are those, else a licence."""
    address = (element.get("rightsURI") or element.get("uri") or "").strip()
    lang = element.get(XML_LANG)
    if _ACCESS.match(address) or (not address and _ACCESS.match(text)):
        labels = (Text(text, lang),) if text and text != address else ()
        if not address and not is_concept(text):
            reading.add("conditionsOfAccess", Concept(None, labels), place)
        else:
            reading.add("conditionsOfAccess", Concept(address or text, labels if address else ()), place)
    elif text or address:
        reading.add("license", License(address or first_address(text), text or address, lang), place)


def size(text: str, _: etree._Element, place: int, reading: Reading) -> None:
    """Take the size of a file, or a duration; 15 pages the model has no place for."""
    if _SIZE.fullmatch(text):
        reading.add("encoding", Encoding(contentSize=text), place)
    elif _ISO_DURATION.fullmatch(text):
        reading.add("duration", text, place)


def form(text: str, _: etree._Element, place: int, reading: Reading) -> None:
    """Take the format of a file."""
    if text:
        reading.add("encoding", Encoding(encodingFormat=text), place)


def file(text: str, element: etree._Element, place: int, reading: Reading) -> None:
    """Take a file (OpenAIRE 4) with its media type."""
    if text:
        reading.add("encoding", Encoding(text, None, element.get("mimeType") or None), place)


def related_identifier(text: str, element: etree._Element, place: int, reading: Reading) -> None:
    """Take a related identifier by its relation; what has no field of its own is a relation."""
    if text:
        reading.add(_relation_of(element), Link(resolved(text, element.get("relatedIdentifierType"))), place)


def related_item(_: str, element: etree._Element, place: int, reading: Reading) -> None:
    """Take a related item (4.4): its identifier and the first of its titles."""
    names = (text_of(child) for child in element.iter() if LOCAL[child.tag] == "title")
    numbers = (child for child in element if LOCAL[child.tag] == "relateditemidentifier")
    name, number = next(filter(None, names), None), next(numbers, None)
    address = text_of(number) if number is not None else ""
    if address and number is not None:
        address = resolved(address, number.get("relatedItemIdentifierType"))
    if name or address:
        reading.add(_relation_of(element), Link(address or None, name), place)


def container(text: str, _: etree._Element, place: int, reading: Reading) -> None:
    """Take the title of the whole that an article or a chapter is in (OpenAIRE 4)."""
    if text:
        reading.add("isPartOf", Link(None, text), place)


def concept(field: str) -> Take:
    """Return what takes a word or an address of a vocabulary."""

    def take(text: str, element: etree._Element, place: int, reading: Reading) -> None:
        if text:
            labels = () if is_concept(text) else (Text(text, element.get(XML_LANG)),)
            reading.add(field, Concept(None if labels else text, labels), place)

    return take


def _relation_of(element: etree._Element) -> str:
    return _RELATION.get((element.get("relationType") or "").lower(), "relation")


def _add_agent(
    field: str, element: etree._Element, place: int, reading: Reading, role: str | None = None
) -> None:
    said: dict[str, list[etree._Element]] = {}
    for child in element:
        if text_of(child):
            said.setdefault(LOCAL[child.tag], []).append(child)
    name = said.get("creatorname") or said.get("contributorname")
    parts = [text_of(said[part][0]) for part in ("familyname", "givenname") if part in said]
    text = text_of(name[0]) if name else ", ".join(parts) or ("" if len(element) else text_of(element))
    numbers = [_number_of(given) for given in said.get("nameidentifier", ())]
    number = next(filter(is_address, numbers), numbers[0] if numbers else None)
    affiliation = "; ".join(text_of(given) for given in said.get("affiliation", ()))
    if text or number:
        kind = _AGENT_TYPE.get((name[0].get("nameType") or "").lower()) if name else None
        reading.add(field, Agent(text or None, kind, number, affiliation or None, role=role), place)


def _number_of(element: etree._Element) -> str:
    """Return a name identifier in full; where the scheme is unknown, after the address of its scheme."""
    text = text_of(element)
    full = resolved(text, element.get("nameIdentifierScheme"))
    scheme = (element.get("schemeURI") or "").strip()
    if full != text or ":" in text or not is_address(scheme):
        return full
    return f"{scheme.rstrip('/')}/{text}"


def _lines_of(element: etree._Element) -> str:
    """Return the text of a description, with the line breaks that its br elements are (kernel 3 on)."""
    if not len(element):
        return text_of(element)
    texts = [element.text or ""]
    for inner in element.iterdescendants():
        if isinstance(inner.tag, str):
            texts += ["\n" if LOCAL[inner.tag] == "br" else "", inner.text or ""]
        texts.append(inner.tail or "")
    return "".join(texts).strip()
