"""What is wrong with a record by an XML Schema, and where: the exact pass, by xmlschema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache

import xmlschema
from lxml import etree
from xmlschema.validators import (
    XMLSchemaChildrenValidationError,
    XMLSchemaValidationError,
    XsdEnumerationFacets,
    XsdPatternFacets,
)

from profiles.schemas import schema_path
from profiles.xml import local_name, namespace
from validators.schemas.fault import SchemaFault

_EXPECTED_SHOWN = 8
_OTHER_BLANK = re.compile(r"[^\S \t\r\n]")
_XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def explain_xml(root: etree._Element, schema: str) -> Iterator[SchemaFault]:
    """Yield the faults that the exact engine finds; of one text the first, which explains the others."""
    plain = _plain(root)
    places = [number for number, node in enumerate(root.iter()) if isinstance(node.tag, str)]
    numbers = dict(zip(plain.iter(), places, strict=True))
    seen: set[tuple[str, object, str]] = set()
    try:
        for error in _exact(schema).iter_errors(plain):
            element = error.elem if isinstance(error.elem, etree._Element) else plain
            fault = _fault(error, element, numbers)
            known = fault.family, fault.place, fault.name
            if known not in seen:
                seen.add(known)
                yield fault
    except xmlschema.XMLSchemaException:  # an xsi:type that the schema does not know
        typed = next((node for node in plain.iter() if _XSI_TYPE in node.attrib), plain)
        reason = f"{typed.get(_XSI_TYPE)} is no type of the schema"
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


def _fault(  # noqa: PLR0911 - a family each
    error: XMLSchemaValidationError, element: etree._Element, numbers: dict[etree._Element, int]
) -> SchemaFault:
    place, name, reason = numbers[element], local_name(element), error.reason or ""
    if isinstance(error, XMLSchemaChildrenValidationError):
        return _wrong_child(error, element, numbers)
    if "duplicated value" in reason:
        return SchemaFault("repeated", place, name)
    if "attribute" in reason:
        attribute = error.obj[0] if isinstance(error.obj, tuple) else name
        return SchemaFault("attribute", place, etree.QName(attribute).localname, reason)
    if "character data between" in reason:
        return SchemaFault("text", place, name, _text_between(element))
    if element.getparent() is None and isinstance(error.validator, xmlschema.XMLSchema):
        return SchemaFault("root", place, name, namespace(element) or "no namespace")
    if len(element):
        return SchemaFault("type", place, name, reason)
    return SchemaFault("value", place, name, (element.text or "").strip(), _form(error.validator))


def _wrong_child(
    error: XMLSchemaChildrenValidationError, element: etree._Element, numbers: dict[etree._Element, int]
) -> SchemaFault:
    """Return the fault of a child that does not belong where it stands, or that is not there."""
    expected = _expected(error)
    if error.invalid_tag is None:
        return SchemaFault("missing", numbers[element], expected or "an element", local_name(element))
    children = [node for node in element if isinstance(node.tag, str)]
    child = children[error.index]
    return SchemaFault("unexpected", numbers[child], local_name(child), local_name(element), expected)


def _expected(error: XMLSchemaChildrenValidationError) -> str:
    """Return the names that the schema takes at the place of the error."""
    names = [particle.local_name for particle in error.expected or () if particle.local_name]
    shown = ", ".join(dict.fromkeys(names[:_EXPECTED_SHOWN]))
    return f"{shown} …" if len(names) > _EXPECTED_SHOWN else shown


def _form(validator: object) -> str:
    """Return what a text must be like: one of a list, of a type's own words, or of a pattern."""
    if isinstance(validator, XsdEnumerationFacets):
        words = [str(word) for word in validator.enumeration[: _EXPECTED_SHOWN + 1] if word]
        return ", ".join(words[:_EXPECTED_SHOWN]) + (" …" if len(words) > _EXPECTED_SHOWN else "")
    if isinstance(validator, XsdPatternFacets):
        return f"a text of the form {' or '.join(validator.regexps)}"
    name = getattr(validator, "local_name", None)
    return f"a value of the type {name}" if name else ""


def _text_between(element: etree._Element) -> str:
    texts = [element.text, *(child.tail for child in element)]
    return next(text.strip() for text in texts if text and text.strip())


@cache
def _exact(schema: str) -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(schema_path(schema)), allow="local")
