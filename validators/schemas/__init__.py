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

__all__ = ["SchemaFault", "SchemaVerdict", "judge_schema"]


def judge_schema(document: Document, form: Format, shapes: Shapes | None = None) -> SchemaVerdict:
    """Return what the schema of its format says of a document; `shapes` judge those of ELM."""
    verdict = judge_shapes(document.tree, shapes) if form is elm.FORMAT else _judge(document, form)
    if document.wrong_bytes is not None:
        wrong = SchemaFault("encoding", document.wrong_bytes, "the record")
        verdict = SchemaVerdict((wrong, *verdict.faults))  # at fault, whether or not the rest could be judged
    facts = facts_of(document)
    return verdict if facts is None else verdict._replace(facts=facts)


def _judge(document: Document, form: Format) -> SchemaVerdict:
    schema = form.schema_of(document.tree)
    if schema is None:
        return NO_SCHEMA
    return (
        judge_xml(document.tree, schema)
        if document.syntax is Syntax.XML
        else judge_json(document.tree, schema)
    )
