"""The provenance container: where a record was harvested, and where it had been before.

http://www.openarchives.org/OAI/2.0/guidelines-provenance.htm. The origin's own
description, if the record came with one, is nested in ours, so that the whole
way can be read. It is built anew from the members that the container's schema
knows: what else stood there is not ours to pass on.
"""

from __future__ import annotations

import re

from lxml import etree

from exchange.provider_dates import is_datestamp, write_datestamp
from exchange.provider_xml import add, add_container
from profiles.document import Syntax, open_document
from profiles.formats.writing import permitted
from profiles.xml import NotReadable, NotXML, namespace, parse
from registry import Source, StoredRecord

PROVENANCE = "http://www.openarchives.org/OAI/2.0/provenance"
_MEMBERS = ("baseURL", "identifier", "datestamp", "metadataNamespace")
_BOOLEAN = ("true", "false", "1", "0")
_LONGEST_WAY = 20
_WEB = re.compile(r"https?://", re.IGNORECASE)


def add_provenance(parent: etree._Element, record: StoredRecord, source: Source) -> None:
    """Add an about container that says where the record was harvested; none where it came from a file."""
    if not _WEB.match(source.address):
        return
    container = add_container(add(parent, "about"), PROVENANCE, "provenance")
    harvested = write_datestamp(record.harvested)
    found = record.datestamp or ""
    said = {
        "baseURL": source.address,
        "identifier": record.identifier,
        # The schema asks for a right one; where the origin's was wrong, it cannot have been later than this.
        "datestamp": found if is_datestamp(found) else harvested,
        "metadataNamespace": _namespace_of(record.payload),
    }
    # What is disseminated is always written anew from what was read, so it always counts as altered.
    description = _add_description(container, said, harvested=harvested, altered="true")
    origin = _earlier(record.about)
    if origin is not None:
        _nest(description, origin, _LONGEST_WAY)


def _add_description(
    parent: etree._Element, said: dict[str, str], *, harvested: str, altered: str
) -> etree._Element:
    description = etree.SubElement(parent, f"{{{PROVENANCE}}}originDescription")
    description.set("harvestDate", harvested)
    description.set("altered", altered)
    for name in _MEMBERS:
        etree.SubElement(description, f"{{{PROVENANCE}}}{name}").text = permitted(said[name])
    return description


def _nest(parent: etree._Element, origin: etree._Element, steps: int) -> None:
    """Add the description of the origin to ours, and its own origin's to it, as far as they are right."""
    said = {name: (origin.findtext(f"{{{PROVENANCE}}}{name}") or "").strip() for name in _MEMBERS}
    harvested, altered = origin.get("harvestDate", ""), origin.get("altered", "")
    if not is_datestamp(said["datestamp"]) or not is_datestamp(harvested) or altered not in _BOOLEAN:
        return
    description = _add_description(parent, said, harvested=harvested, altered=altered)
    earlier = origin.find(f"{{{PROVENANCE}}}originDescription")
    if earlier is not None and steps > 1:
        _nest(description, earlier, steps - 1)


def _earlier(about: tuple[bytes, ...]) -> etree._Element | None:
    """Return the first description of an origin among the record's own about containers."""
    for content in about:
        try:
            found = next(parse(content).iter(f"{{{PROVENANCE}}}originDescription"), None)
        except NotXML:  # it came from outside, and says nothing then
            continue
        if found is not None:
            return found
    return None


def _namespace_of(payload: bytes) -> str:
    try:
        document = open_document(payload)
    except NotReadable:
        return ""
    return namespace(document.tree) if document.syntax is Syntax.XML else ""  # others have none to name
