"""The published facts of oai_dc, in Python, for a judge beside the schemas.

Any of the fifteen elements, any number of times, in any order; each holds text alone and may have xml:lang;
no other attribute but xsi:schemaLocation (OAI-PMH 2.0, and DCMI's schema of simple Dublin Core).
"""

from __future__ import annotations

import re

from lxml import etree

from profiles.formats.dublin_core import DC, OAI_DC
from profiles.formats.reading import XML_LANG

XSI = "http://www.w3.org/2001/XMLSchema-instance"
FIFTEEN = {
    f"{{{DC}}}{name}"
    for name in (
        *("title", "creator", "subject", "description", "publisher", "contributor", "date", "type"),
        *("format", "identifier", "source", "language", "relation", "coverage", "rights"),
    )
}
LANGUAGE = re.compile(r"(?:[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*)?")


def by_the_facts(root: etree._Element) -> bool:
    """Tell whether a record is oai_dc, by the facts at the head of this module."""
    return (
        root.tag == f"{{{OAI_DC}}}dc"
        and not has_words(root)
        and all(of_schema(name) for name in root.attrib)
        and all(
            element.tag in FIFTEEN
            and not len(element)
            and all(permitted(*pair) for pair in element.attrib.items())
            for element in root
        )
    )


def has_words(root: etree._Element) -> bool:
    return any(text and text.strip() for text in (root.text, *(element.tail for element in root)))


def of_schema(name: str) -> bool:
    """Tell whether an attribute may stand anywhere; an xsi:type names a type that simple DC does not have."""
    return name == f"{{{XSI}}}schemaLocation"


def permitted(name: str, value: str) -> bool:
    return of_schema(name) or (name == XML_LANG and LANGUAGE.fullmatch(value.strip()) is not None)
