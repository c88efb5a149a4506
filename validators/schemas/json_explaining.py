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
_KINDS = {
    "string": "a text",
    "array": "a list",
    "object": "an object",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "null",
}
_SEEN_SHOWN = 80
_EXPECTED_SHOWN = 8
_DEFINITION = "#/$defs/"


def explain_json(document: Any, schema: str) -> Iterator[SchemaFault]:
    """Yield the faults that the exact engine finds, each once; of alternatives, the nearest explains."""
    exact = _exact(schema)
    definitions = exact.schema.get("$defs", {}) if isinstance(exact.schema, dict) else {}
    found: dict[tuple[str, Place, str], SchemaFault] = {}
    for error in exact.iter_errors(document):
        for fault in _faults(best_match([error]) or error, definitions):
            found.setdefault((fault.family, fault.place, fault.name), fault)
    yield from found.values()


def _faults(error: ValidationError, definitions: dict[str, Any]) -> Iterator[SchemaFault]:
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
    elif "propertyNames" in error.absolute_schema_path:  # what is wrong is a key, not what it leads to
        key, expected = str(error.instance), _expected(error, definitions)
        yield SchemaFault("unexpected", (*place, key), key or "a name of nothing", name, expected)
    else:
        yield SchemaFault(family, place, name, _shown(error.instance), _expected(error, definitions))


def _expected(error: ValidationError, definitions: dict[str, Any]) -> str:
    """Return what belongs there: in the schema's own words where the constraint has none that people read."""
    keyword, value = str(error.validator), error.validator_value
    if keyword == "contains":
        wanted = _title(value, definitions) or str(value.get("const", "one that is as the schema asks"))
        return f"at least one: {wanted}"
    if keyword == "enum" and len(value) <= _EXPECTED_SHOWN:
        return _listed(value)
    in_words = _EXPECTED.get(keyword)
    if in_words is not None:
        return in_words(value)
    titled = _title(error.schema, definitions)
    return titled or (_listed(value) if keyword == "enum" else "")


def _title(schema: Any, definitions: dict[str, Any]) -> str:
    """Return the title of a schema, or of the definition that it refers to, as it reads within a sentence."""
    while isinstance(schema, dict):
        title = str(schema.get("title", ""))
        if title:
            return title[0].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title
        schema = definitions.get(str(schema.get("$ref", "")).removeprefix(_DEFINITION))
    return ""


def _listed(words: list[Any]) -> str:
    shown = ", ".join(str(word) for word in words[:_EXPECTED_SHOWN])
    return f"{shown} …" if len(words) > _EXPECTED_SHOWN else shown


def _kinds(kinds: str | list[str]) -> str:
    named = [kinds] if isinstance(kinds, str) else kinds
    return " or ".join(_KINDS.get(kind, kind) for kind in named)


_EXPECTED: dict[str, Callable[[Any], str]] = {
    "const": str,
    "type": _kinds,
    **dict.fromkeys(("minItems", "minProperties", "minContains"), lambda count: f"at least {count}"),
    **dict.fromkeys(("maxItems", "maxProperties", "maxContains"), lambda count: f"at most {count}"),
}


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SEEN_SHOWN else text[: _SEEN_SHOWN - 1] + "…"


@cache
def _exact(schema: str) -> Draft202012Validator:
    return Draft202012Validator(parse_json(schema_path(schema).read_bytes()))
