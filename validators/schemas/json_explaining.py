"""What is wrong with a record by a JSON Schema, and where: the exact pass, by jsonschema."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from profiles.document import parse_json
from profiles.model import Place
from profiles.schemas import schema_path
from validators.schemas.fault import SchemaFault

_FAMILIES = {
    "required": "missing",
    "dependentRequired": "missing",
    "additionalProperties": "unexpected",
    "unevaluatedProperties": "unexpected",
    "propertyNames": "unexpected",
    "type": "type",
    "minItems": "count",
    "maxItems": "count",
    "contains": "count",
    "minContains": "count",
    "maxContains": "count",
    "minProperties": "count",
    "maxProperties": "count",
    "uniqueItems": "repeated",
}
_SEEN_SHOWN = 80
_EXPECTED_SHOWN = 8


def explain_json(document: Any, schema: str) -> Iterator[SchemaFault]:
    """Yield the faults that the exact engine finds, each once; of alternatives, the nearest explains."""
    found: dict[tuple[str, Place, str], SchemaFault] = {}
    for error in _exact(schema).iter_errors(document):
        for fault in _faults(best_match([error]) or error):
            found.setdefault((fault.family, fault.place, fault.name), fault)
    yield from found.values()


def _faults(error: ValidationError) -> Iterator[SchemaFault]:
    place = tuple(error.absolute_path)
    keyword, value = str(error.validator), error.validator_value
    family = _FAMILIES.get(keyword, "value")
    name = next((key for key in reversed(place) if isinstance(key, str)), "the record")
    if keyword == "required":
        for key in value:
            if key not in error.instance:
                yield SchemaFault(family, place, key, name)
    elif keyword in ("additionalProperties", "unevaluatedProperties"):
        for key in error.instance.keys() - error.schema.get("properties", {}).keys():
            yield SchemaFault(family, (*place, key), key, name)
    else:
        expected = _EXPECTED.get(keyword, lambda _: "")(value)
        yield SchemaFault(family, place, name, _shown(error.instance), expected)


def _listed(words: list[Any]) -> str:
    shown = ", ".join(str(word) for word in words[:_EXPECTED_SHOWN])
    return f"{shown} …" if len(words) > _EXPECTED_SHOWN else shown


_EXPECTED: dict[str, Callable[[Any], str]] = {
    "enum": _listed,
    "const": str,
    "type": lambda kinds: kinds if isinstance(kinds, str) else " or ".join(kinds),
    "pattern": lambda pattern: f"a text of the form {pattern}",
    "contains": lambda _: "at least one that is as the schema asks",
    **dict.fromkeys(("minItems", "minProperties", "minContains"), lambda count: f"at least {count}"),
    **dict.fromkeys(("maxItems", "maxProperties", "maxContains"), lambda count: f"at most {count}"),
}


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SEEN_SHOWN else text[: _SEEN_SHOWN - 1] + "…"


@cache
def _exact(schema: str) -> Draft202012Validator:
    return Draft202012Validator(parse_json(schema_path(schema).read_bytes()))
