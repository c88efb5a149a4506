"""What is wrong with a record by an XML Schema, and where: the exact pass, by xmlschema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from difflib import get_close_matches
from functools import cache

import xmlschema
from lxml import etree
from xmlschema.validators import (
    XMLSchemaChildrenValidationError,
    XMLSchemaValidationError,
    XsdEnumerationFacets,
    XsdFacet,
    XsdGroup,
    XsdSimpleType,
)

from profiles.schemas import schema_path
from profiles.xml import local_name, namespace
from validators.schemas.fault import SchemaFault

_EXPECTED_SHOWN = 8
_OTHER_BLANK = re.compile(r"[^\S \t\r\n]")
_OF_ATTRIBUTE = re.compile(
    r"(?:missing required )?attribute '?(?P<one>[^\s'=]+)"
    r"|'(?P<two>[^']+)' (?:attribute not allowed|is not an attribute)"
)
_OF_XML_SCHEMA = "{http://www.w3.org/2001/XMLSchema}"
_IN_WORDS = {
    "language": "a language tag such as de or pt-BR",
    "anyURI": "an address",
    "boolean": "true or false",
    "date": "a date such as 2024-05-06",
    "dateTime": "a date and time such as 2024-05-06T07:08:09Z",
    "integer": "a whole number",
    "nonNegativeInteger": "a whole number, 0 or more",
    "int": "a whole number up to 2147483647",
}
"""The types of XML Schema itself that ours use, in words."""
_BLANKS = " \t\r\n"
_XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def explain_xml(root: etree._Element, schema: str) -> Iterator[SchemaFault]:
    """Yield the faults that the exact engine finds; of one text the first, which explains the others."""
    plain, nodes = _plain(root), list(root.iter())
    places = [number for number, node in enumerate(nodes) if isinstance(node.tag, str)]
    numbers = dict(zip(plain.iter(), places, strict=True))
    seen: set[tuple[str, object, str]] = set()
    try:
        for error in _exact(schema).iter_errors(plain):
            element = error.elem if isinstance(error.elem, etree._Element) else plain
            fault = _as_written(_fault(error, element, numbers), nodes)
            known = fault.family, fault.place, fault.name
            if known not in seen:
                seen.add(known)
                yield fault
    except xmlschema.XMLSchemaException:  # an xsi:type that the schema does not know
        typed = next((node for node in plain.iter() if _XSI_TYPE in node.attrib), plain)
        reason = f"it is '{typed.get(_XSI_TYPE)}'; expected: a type of the schema"
        yield SchemaFault("attribute", numbers[typed], "type", reason)


def _plain(root: etree._Element) -> etree._Element:
    """Return a copy without what xmlschema takes otherwise than XML Schema does.

    It counts comments as children of a text, and strips blanks that are none to XML.
    """
    plain = deepcopy(root)
    etree.strip_tags(plain, etree.Comment, etree.ProcessingInstruction)
    for element in plain.iter():
        if element.text:
            element.text = _OTHER_BLANK.sub("\ufffd", element.text)
        if element.tail:
            element.tail = _OTHER_BLANK.sub("\ufffd", element.tail)
        for name, value in element.attrib.items():
            element.set(name, _OTHER_BLANK.sub("\ufffd", str(value)))
    return plain


def _as_written(fault: SchemaFault, nodes: list[etree._Element]) -> SchemaFault:
    """Return a fault of a text with the text as the record has it."""
    if fault.family not in ("value", "text"):
        return fault
    node = nodes[int(str(fault.place))]
    texts = [str(text).strip(_BLANKS) for text in (node.text, *(child.tail for child in node)) if text]
    said = "".join(texts) if fault.family == "value" else next(filter(None, texts), "")
    return fault._replace(seen=said)


def _fault(  # noqa: PLR0911 - a family each
    error: XMLSchemaValidationError, element: etree._Element, numbers: dict[etree._Element, int]
) -> SchemaFault:
    place, name, reason = numbers[element], local_name(element), error.reason or ""
    if isinstance(error, XMLSchemaChildrenValidationError):
        return _wrong_child(error, element, numbers)
    if reason.startswith("duplicated value"):
        return SchemaFault("repeated", place, name)
    if reason == "element is not nillable":
        return SchemaFault("attribute", place, "nil", "the element may not be nil")
    if said := _OF_ATTRIBUTE.match(reason):
        return _wrong_attribute(said["one"] or said["two"], error, place, element)
    if reason.startswith("character data between"):
        return SchemaFault("text", place, name)
    if element.getparent() is None and isinstance(error.validator, xmlschema.XMLSchema):
        return SchemaFault("root", place, name, namespace(element) or "no namespace")
    if len(element):
        return SchemaFault("type", place, name, "there are elements in it", "a text alone")
    return SchemaFault("value", place, name, "", _form(error.validator))


def _wrong_attribute(
    attribute: str, error: XMLSchemaValidationError, place: int, element: etree._Element
) -> SchemaFault:
    """Return the fault of an attribute that does not belong there, is not there or has a wrong value."""
    name, value, reason = etree.QName(attribute).localname, element.get(attribute), error.reason or ""
    if value is None:
        return SchemaFault("attribute", place, name, "it is not there")
    if "value" not in reason:
        return SchemaFault("attribute", place, name, f"it has no place in '{local_name(element)}'")
    fixed = getattr(error.validator, "fixed", None) if "fixed value" in reason else None
    expected = _form(error.validator) if fixed is None else str(fixed)
    more = f"; expected: {expected}" if expected else ""
    return SchemaFault("attribute", place, name, f"it is '{value}'{more}")


def _wrong_child(
    error: XMLSchemaChildrenValidationError, element: etree._Element, numbers: dict[etree._Element, int]
) -> SchemaFault:
    """Return the fault of a child that does not belong where it stands, or that is not there."""
    asked = [particle.local_name for particle in error.expected or () if particle.local_name]
    if error.invalid_tag is None:
        return SchemaFault("missing", numbers[element], _listed(asked) or "an element", local_name(element))
    child = element[error.index]
    name = local_name(child)
    known = _known_children(error.validator)
    if not asked and next(child.itersiblings(str(child.tag), preceding=True), None) is not None:
        return SchemaFault("repeated", numbers[child], name)
    if asked and name in known and name not in asked and namespace(child) == namespace(element):
        return SchemaFault("missing", numbers[child], f"{_listed(asked)} before {name}", local_name(element))
    names = asked or _nearest(name, known)
    if name in names and namespace(child) != namespace(element):
        name = f"{name} (in {namespace(child) or 'no namespace'})"
    return SchemaFault("unexpected", numbers[child], name, local_name(element), _listed(names))


def _known_children(model: object) -> list[str]:
    """Return the names of all that may stand in an element, in the order of the schema."""
    particles = model.iter_elements() if isinstance(model, XsdGroup) else ()
    return [particle.local_name for particle in particles if particle.local_name]


def _nearest(name: str, names: list[str]) -> list[str]:
    """Return the names with those first that it may be a misspelling of."""
    by_folded = {known.lower(): known for known in names}
    near = [by_folded[folded] for folded in get_close_matches(name.lower(), by_folded, n=2)]
    return [*near, *(known for known in names if known not in near)]


def _listed(words: list[str]) -> str:
    """Return the first words of a list, each once."""
    once = list(dict.fromkeys(words))
    return ", ".join(once[:_EXPECTED_SHOWN]) + (" …" if len(once) > _EXPECTED_SHOWN else "")


def _form(validator: object) -> str:
    """Return what a text must be like: one of a list, or what the schema says of its type in words."""
    if isinstance(validator, XsdEnumerationFacets) and any(validator.enumeration):
        return _listed([str(word) for word in validator.enumeration if word])
    kind = validator.parent if isinstance(validator, XsdFacet) else getattr(validator, "type", validator)
    while isinstance(kind, XsdSimpleType):
        if (kind.name or "").startswith(_OF_XML_SCHEMA):
            return _IN_WORDS.get(kind.local_name or "", f"a value of the type {kind.local_name}")
        if kind.annotation is not None:
            return " ".join(str(kind.annotation).split())
        kind = kind.base_type
    return ""


@cache
def _exact(schema: str) -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(schema_path(schema)), allow="local")
