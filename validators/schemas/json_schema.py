"""JSON Schema: jsonschema-rs judges each record, and jsonschema explains those that it refuses."""

from __future__ import annotations

from functools import cache
from typing import Any

import jsonschema_rs

from profiles.document import parse_json
from profiles.schemas import schema_path
from validators.schemas.fault import DISAGREE, VALID, SchemaVerdict


def judge_json(document: Any, schema: str) -> SchemaVerdict:
    """Return what a schema of ours, named by its file, says of a document."""
    if _fast(schema).is_valid(document):
        return VALID
    from validators.schemas.json_explaining import explain_json  # noqa: PLC0415 - slow to load, seldom needed

    faults = tuple(explain_json(document, schema))
    return SchemaVerdict(faults) if faults else DISAGREE


@cache
def _fast(schema: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(parse_json(schema_path(schema).read_bytes()))
