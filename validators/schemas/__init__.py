"""Schema checks in two passes: a fast engine judges each record, an exact one explains those that it refuses.

Where the two disagree the record is not checked: that is a fault of ours, and a
test looks for it (docs/schemas).
"""

from __future__ import annotations

from profiles.document import Document, Syntax
from profiles.formats import Format, elm
from validators.schemas.facts import facts_of
from validators.schemas.fault import NO_SCHEMA, SchemaFault, SchemaVerdict
from validators.schemas.json_schema import judge_json
from validators.schemas.shacl import judge_shapes
from validators.schemas.shapes import Shapes
from validators.schemas.xml_schema import judge_xml

__all__ = ["SHAPES", "SchemaFault", "SchemaVerdict", "judge_schema"]

SHAPES = "shapes"
"""Stands for the file of a schema where SHACL shapes take its place."""


def judge_schema(document: Document, form: Format, shapes: Shapes | None = None) -> SchemaVerdict:
    """Return what the schema of its format says of a document; `shapes` judge those of ELM."""
    schema = SHAPES if form is elm.FORMAT else form.schema_of(document.tree) or ""
    verdict = judge_shapes(document.tree, shapes) if schema == SHAPES else _judge(document, schema)
    if document.wrong_bytes is not None:
        wrong = SchemaFault("encoding", document.wrong_bytes, "the record")
        verdict = SchemaVerdict((wrong, *verdict.faults))  # at fault, whether or not the rest could be judged
    root = document.tree if document.syntax is Syntax.XML else None
    return verdict._replace(facts=facts_of(document), format=form.title, schema=schema, root=root)


def _judge(document: Document, schema: str) -> SchemaVerdict:
    if not schema:
        return NO_SCHEMA
    return (
        judge_xml(document.tree, schema)
        if document.syntax is Syntax.XML
        else judge_json(document.tree, schema)
    )
