"""XML Schema: libxml2 judges each record, and xmlschema explains those that it refuses."""

from __future__ import annotations

from functools import cache

from lxml import etree

from profiles.schemas import schema_path
from profiles.xml import xml_schema
from validators.schemas.fault import DISAGREE, VALID, SchemaVerdict


def judge_xml(root: etree._Element, schema: str) -> SchemaVerdict:
    """Return what a schema of ours, named by its file, says of a document."""
    if _fast(schema)(root):
        return VALID
    from validators.schemas.xml_explaining import explain_xml  # noqa: PLC0415 - slow to load, seldom needed

    faults = tuple(explain_xml(root, schema))
    return SchemaVerdict(faults) if faults else DISAGREE


@cache
def _fast(schema: str) -> etree.XMLSchema:
    return xml_schema(schema_path(schema))
