"""Headers, records and sets as OAI-PMH gives them (OAI-PMH 2.0, sections 2.5 and 2.6)."""

from __future__ import annotations

import re

from lxml import etree

from exchange.node import Node
from exchange.provider_arguments import SET_OF_SOURCE
from exchange.provider_dates import write_datestamp
from exchange.provider_provenance import add_provenance
from exchange.provider_xml import add, add_container
from profiles.canonical import from_json
from profiles.formats.dublin_core_writing import as_element
from registry import Source, StoredRecord

_OAI_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
# What the schema of the oai-identifier container takes for a repository: no IP address, no bare host name.
_DOMAIN = re.compile(r"[A-Za-z][A-Za-z0-9\-]*(\.[A-Za-z][A-Za-z0-9\-]*)+\Z")


def add_header(parent: etree._Element, record: StoredRecord, node: Node) -> None:
    """Add the header of a record, which is a tombstone where the record was withdrawn."""
    header = add(parent, "header")
    if is_withdrawn(record):
        header.set("status", "deleted")
    add(header, "identifier", node.identifier(record.public_id))
    add(header, "datestamp", write_datestamp(record.changed))
    add(header, "setSpec", set_of(record.source_id))


def add_record(parent: etree._Element, record: StoredRecord, node: Node, source: Source | None) -> None:
    """Add a record with metadata and provenance, or a tombstone, which has neither (section 2.5.1)."""
    element = add(parent, "record")
    add_header(element, record, node)
    if is_withdrawn(record):
        return
    add(element, "metadata").append(as_element(from_json(record.resource or {})))
    if source is not None:
        add_provenance(element, record, source)


def add_set(parent: etree._Element, source: Source) -> None:
    """Add the set that a source's records make."""
    element = add(parent, "set")
    add(element, "setSpec", set_of(source.id))
    add(element, "setName", source.name or source.address)


def add_oai_identifier(parent: etree._Element, node: Node, sample: str) -> None:
    """Add the description of the identifiers, where the node's domain is one that its schema takes."""
    if not _DOMAIN.match(node.domain):
        return
    described = add_container(add(parent, "description"), _OAI_IDENTIFIER, "oai-identifier")
    for name, text in (
        ("scheme", "oai"),
        ("repositoryIdentifier", node.domain),
        ("delimiter", ":"),
        ("sampleIdentifier", node.identifier(sample)),
    ):
        etree.SubElement(described, f"{{{_OAI_IDENTIFIER}}}{name}").text = text


def set_of(source_id: str) -> str:
    """Return the setSpec of a source."""
    return SET_OF_SOURCE + source_id


def is_withdrawn(record: StoredRecord) -> bool:
    """Tell whether a record was published once and is no longer."""
    return record.state == "withdrawn"
