"""Verdicts on records: the owners' by xmlschema, ours by libxml2 (fast pass) and xmlschema (exact pass)."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path

import xmlschema
from lxml import etree

Judge = Callable[[etree._Element], bool]

OURS = Path(__file__).parents[2] / "profiles" / "schemas"

_BLANK_IN_PYTHON_ALONE = (
    "\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
)
_BLANK_IN_PYTHON_ALONE += "\u2028\u2029\u202f\u205f\u3000"
_SHOWN = str.maketrans(dict.fromkeys(_BLANK_IN_PYTHON_ALONE, "\ufffd"))


@cache
def libxml2(schema: Path) -> Judge:
    """Return the judge by libxml2: whether a record is valid by the schema in that file."""
    return etree.XMLSchema(file=str(schema)).validate


@cache
def exact(schema: Path) -> Judge:
    """Return the judge by xmlschema, for records made `plain` first; it reads nothing from the network."""
    compiled = xmlschema.XMLSchema(str(schema), allow="local")

    def judge(record: etree._Element) -> bool:
        try:
            compiled.validate(record)
        except xmlschema.XMLSchemaException:  # also an xsi:type that nobody declared, which is a KeyError
            return False
        return True

    return judge


def plain(record: etree._Element) -> etree._Element:
    """Return a copy of a record in which xmlschema sees what XML Schema sees.

    Comments and instructions go, with their text kept: xmlschema takes them for
    children of a text. Blanks that are none to XML, such as U+00A0, become U+FFFD:
    xmlschema strips them as Python does.
    """
    copy = deepcopy(record)
    etree.strip_tags(copy, etree.Comment, etree.ProcessingInstruction)
    for element in copy.iter(etree.Element):
        if element.text:
            element.text = element.text.translate(_SHOWN)
        if element.tail:
            element.tail = element.tail.translate(_SHOWN)
        for name, value in element.attrib.items():
            element.set(name, value.translate(_SHOWN))
    return copy


def reasons(schema: Path, record: etree._Element) -> list[str]:
    """Return what xmlschema says against a record, one line each, for the message of a test that fails."""
    try:
        return [
            f"{error.path}: {error.reason}" for error in xmlschema.XMLSchema(str(schema)).iter_errors(record)
        ]
    except xmlschema.XMLSchemaException as error:
        return [str(error)]
