"""JSON Schema 2020-12 of a profile, over the canonical JSON: one schema for each severity.

Every rule is a definition by its id, which the schema asks for through `allOf`.
Fields are lists and values what profiles/canonical.py writes: a text is a
string, or an object with its language.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from profiles.model import FIELDS, Text
from profiles.rules import Profile, Severity
from validators.exports import formulas as f
from validators.exports.asked import kind_of
from validators.exports.graph import FORMAT
from validators.exports.patterns import words_pattern
from validators.exports.residue import Residue, Unsayable
from validators.exports.saying import PRESENCE, Said, residue_of, say
from validators.exports.words import about, requirement

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LONG = 60
_Schema = dict[str, Any]


def json_schemas(
    profile: Profile, base: str, lang: str = "en"
) -> tuple[dict[Severity, _Schema], tuple[Residue, ...]]:
    """Return the schema of each severity that the profile has rules of, and the residue of all."""
    said = say(profile, schema_of)
    severities = [severity for severity in Severity if severity in profile.severities.values()]
    schemas = {
        severity: _schema(profile, severity, [one for one in said if one.severity is severity], base, lang)
        for severity in severities
    }
    return schemas, residue_of(said)


def schema_of(formula: f.Formula) -> _Schema:
    """Return the schema of a resource that fulfils a formula; raises Unsayable where there is none."""
    return _resource(formula)


def _schema(
    profile: Profile, severity: Severity, rules: list[Said[_Schema]], base: str, lang: str
) -> _Schema:
    residue = residue_of(rules)
    return {
        "$schema": DIALECT,
        "$id": f"{base}profiles/{profile.id}/{profile.version}/{severity}.schema.json",
        "title": f"{about(profile.title, lang)} {profile.version}: {severity}",
        "$comment": "\n".join([PRESENCE, *(f"Not said: {r.rule}, {r.check}: {r.reason}" for r in residue)]),
        "type": "object",
        "properties": {name: {"type": "array"} for name in _fields(rules)},
        "allOf": [{"$ref": f"#/$defs/{one.rule.id}"} for one in rules if one.checks],
        "$defs": {one.rule.id: _definition(one, lang) for one in rules if one.checks},
    }


def _fields(rules: list[Said[_Schema]]) -> list[str]:
    """Return the fields that the rules read; the canonical form has a list in each, though of one value."""
    read = {field.partition(".")[0] for one in rules for field in one.rule.fields}
    return [name for name in FIELDS if name in read]


def _definition(said: Said[_Schema], lang: str) -> _Schema:
    described = {"title": about(said.rule.title, lang), "description": requirement(said.rule, lang)}
    if said.residue:
        described["$comment"] = "Not said here: " + "; ".join(f"{r.check}, {r.reason}" for r in said.residue)
    return {**described, **_named(_all(list(said.checks.values())), f"#/$defs/{said.rule.id}")}


def _named(schema: _Schema, path: str) -> _Schema:
    """Return the schema with what stands in it twice and is long under names of its own."""
    seen: dict[str, int] = {}
    _count_texts(schema, seen)
    names = {text: str(number) for number, text in enumerate((t for t, n in seen.items() if n > 1), 1)}
    if not names:
        return schema
    replaced = _replaced(schema, names, path)
    return {**replaced, "$defs": {name: json.loads(text) for text, name in names.items()}}


def _count_texts(schema: Any, seen: dict[str, int]) -> None:
    """Count the tests of texts; these alone stand twice, for a text with and one without language."""
    if isinstance(schema, dict):
        if schema.get("type") == "string":
            text = json.dumps(schema, ensure_ascii=False)
            if len(text) > _LONG:
                seen[text] = seen.get(text, 0) + 1
                return
        for inner in schema.values():
            _count_texts(inner, seen)
    elif isinstance(schema, list):
        for inner in schema:
            _count_texts(inner, seen)


def _replaced(schema: Any, names: Mapping[str, str], path: str) -> Any:
    if isinstance(schema, dict):
        name = names.get(json.dumps(schema, ensure_ascii=False)) if schema.get("type") == "string" else None
        if name is not None:
            return {"$ref": f"{path}/$defs/{name}"}
        return {key: _replaced(inner, names, path) for key, inner in schema.items()}
    if isinstance(schema, list):
        return [_replaced(inner, names, path) for inner in schema]
    return schema


def _resource(formula: f.Formula) -> _Schema:
    match formula:
        case f.Some(field, test):
            return {"required": [field], "properties": {field: {"contains": _value(test, kind_of(field))}}}
        case f.Not(f.Some(field, test)):
            return {"properties": {field: {"items": _value(f.negated(test), kind_of(field))}}}
        case f.Count(field, least, most):
            counted: _Schema = {"minItems": least} if least else {}
            counted |= {} if most is None else {"maxItems": most}
            return {"properties": {field: counted}, **({"required": [field]} if least else {})}
        case f.From(formats):
            return {"required": [FORMAT], "properties": {FORMAT: {"enum": list(formats)}}}
        case f.UniqueLanguages():
            raise Unsayable("JSON Schema cannot compare the languages of texts with one another")
    return _logic(formula, _resource)


def _value(formula: f.Formula, kind: Any) -> _Schema:
    if kind is str:
        return _text(formula)
    match formula:
        case f.Member("value", test) if kind is Text:
            inner = _text(test)
            return _any([inner, {"type": "object", "required": ["value"], "properties": {"value": inner}}])
        case f.Not(f.Member("value", test)) if kind is Text:
            return _value(f.Member("value", f.negated(test)), kind)  # every text has a value
        case f.Member(name, test):
            return {"type": "object", "required": [name], "properties": {name: _member(name, test)}}
        case f.Not(f.Member(name, test)):
            inner = _member(name, f.negated(test))
            inner.pop("minItems", None)
            return {"properties": {name: inner}}
    return _logic(formula, lambda part: _value(part, kind))


def _member(name: str, test: f.Formula) -> _Schema:
    """Return the schema of a member; of several labels the first is meant."""
    if name != "labels":
        return _text(test)
    return {"prefixItems": [_value(f.Member("value", test), Text)], "minItems": 1}


def _text(formula: f.Formula) -> _Schema:
    inner = formula.part if isinstance(formula, f.Not) else formula
    leaf = _leaf(inner)
    if leaf is not None:
        kind = "number" if isinstance(inner, f.Between) else "string"
        return {"type": kind, **({"not": leaf} if isinstance(formula, f.Not) else leaf)}
    if formula in (f.ALWAYS, f.NEVER):
        return _logic(formula, _text)
    return {"type": "string", **_logic(formula, lambda part: _untyped(_text(part)))}


def _leaf(formula: f.Formula) -> _Schema | None:
    """Return what is asked of a text at once, None where it is joined of several."""
    match formula:
        case f.Pattern(regex):
            return {"pattern": regex}
        case f.Among(words):
            return {"enum": list(words)}
        case f.Length(least, most):
            return {"minLength": least} if most is None else {"minLength": least, "maxLength": most}
        case f.Between(least, most):
            bounds = {"minimum": least, "maximum": most}
            return {word: bound for word, bound in bounds.items() if bound is not None}
        case f.Tags(words):
            return {"pattern": f"^{words_pattern(words, exact=False)}$"}
    return None


def _untyped(schema: _Schema) -> _Schema:
    return {key: inner for key, inner in schema.items() if key != "type"}


def _logic(formula: f.Formula, write: Callable[[f.Formula], _Schema]) -> _Schema:
    match formula:
        case f.All(parts):
            return _all([write(part) for part in parts])
        case f.Any(parts):
            return _any([write(part) for part in parts])
        case f.Not(f.All(parts)):
            return write(f.any_of(f.negated(part) for part in parts))
        case f.Not(f.Any(parts)):
            return write(f.all_of(f.negated(part) for part in parts))
        case f.Not(part):
            return {"not": write(part)}
    raise TypeError(f"{formula} stands where no such formula can")


def _all(parts: list[_Schema]) -> _Schema:
    return parts[0] if len(parts) == 1 else {"allOf": parts} if parts else {}


def _any(parts: list[_Schema]) -> _Schema:
    return parts[0] if len(parts) == 1 else {"anyOf": parts} if parts else {"not": {}}
