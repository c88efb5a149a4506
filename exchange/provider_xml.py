"""The elements that OAI-PMH answers are made of (OAI-PMH 2.0, section 3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lxml import etree

from exchange.node import Node
from exchange.provider_dates import write_datestamp
from harvesters.page import OAI
from profiles.formats.writing import permitted

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA_LOCATION = f"{{{_XSI}}}schemaLocation"
_OAI_SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"


def element(name: str) -> etree._Element:
    """Return an element of OAI-PMH."""
    spaces: Any = {None: OAI, "xsi": _XSI}  # the stubs know no namespace without a prefix
    return etree.Element(f"{{{OAI}}}{name}", nsmap=spaces)


def envelope(node: Node, now: datetime, arguments: Mapping[str, str]) -> etree._Element:
    """Return the root of an answer with its responseDate and request, which echoes the arguments."""
    root = element("OAI-PMH")
    root.set(_SCHEMA_LOCATION, f"{OAI} {_OAI_SCHEMA}")
    add(root, "responseDate", write_datestamp(now))
    request = add(root, "request", node.oai_url)
    for name, value in arguments.items():
        request.set(name, permitted(value))
    return root


def add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    """Add an element of OAI-PMH to another, and return it."""
    child = etree.SubElement(parent, f"{{{OAI}}}{name}")
    if text is not None:
        child.text = permitted(text)
    return child


def add_container(parent: etree._Element, namespace: str, name: str) -> etree._Element:
    """Add the root of what an answer carries in another namespace, whose schema lies beside it."""
    spaces: Any = {None: namespace}
    container = etree.SubElement(parent, f"{{{namespace}}}{name}", nsmap=spaces)
    container.set(_SCHEMA_LOCATION, f"{namespace} {namespace}.xsd")
    return container
