"""The canonical JSON of a LearningResource: what rules' examples, the registry and REST speak.

A text is {"value": …, "lang": …}, or a bare string where it has no language;
a value of one member is that member. Members that say nothing are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

from profiles.model import FIELDS, AgeRange, LearningResource, Text

_HINTS = get_type_hints(LearningResource)
_KINDS: dict[str, type] = {name: get_args(_HINTS[name])[0] for name in FIELDS}
_NUMBERS = ((AgeRange, "minimum"), (AgeRange, "maximum"))


class NotCanonical(ValueError):  # noqa: N818 - it is a fact about the input
    """The JSON does not have the canonical form; the message names the field."""


def to_json(resource: LearningResource) -> dict[str, Any]:
    """Return what the resource says as plain JSON values, in the model's order."""
    return {name: [_value_to_json(value) for value in values] for name, values in resource.said().items()}


def from_json(document: Mapping[str, Any]) -> LearningResource:
    """Return the resource that a canonical JSON object describes.

    A single value may stand for a list of one. Raises NotCanonical for a field
    or a member that the model does not have.
    """
    found: dict[str, list[Any]] = {}
    for name, given in document.items():
        if name not in _KINDS:
            raise NotCanonical(f"{name}: the model has no such field")
        values = given if isinstance(given, list) else [given]
        found[name] = [_value_from_json(name, _KINDS[name], value) for value in values]
    return LearningResource.of(found, {})


def _value_to_json(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Text) and value.lang is None:
        return value.value
    said: dict[str, Any] = {}
    for name, member in zip(value._fields, value, strict=True):
        if member is None or member == ():
            continue
        said[name] = [_value_to_json(text) for text in member] if isinstance(member, tuple) else member
    return said


def _value_from_json(name: str, kind: type, value: Any) -> Any:
    if kind is str:
        if not isinstance(value, str):
            raise NotCanonical(f"{name}: text is expected, not {value!r}")
        return value
    if isinstance(value, str):
        value = {kind._fields[0]: value}  # type: ignore[attr-defined]
    if not isinstance(value, Mapping):
        raise NotCanonical(f"{name}: text or an object is expected, not {value!r}")
    members = dict(value)
    unknown = members.keys() - set(kind._fields)  # type: ignore[attr-defined]
    if unknown:
        raise NotCanonical(f"{name}: {', '.join(sorted(unknown))}: {kind.__name__} has no such member")
    for member, said in members.items():
        if member == "labels":
            labels = said if isinstance(said, list) else [said]
            members[member] = tuple(_value_from_json(f"{name}.labels", Text, label) for label in labels)
        elif said is not None and not isinstance(said, int if (kind, member) in _NUMBERS else str):
            expected = "a number" if (kind, member) in _NUMBERS else "text"
            raise NotCanonical(f"{name}.{member}: {expected} is expected, not {said!r}")
    missing = [
        member
        for member in kind._fields  # type: ignore[attr-defined]
        if member not in kind._field_defaults and members.get(member) is None  # type: ignore[attr-defined]
    ]
    if missing:
        raise NotCanonical(f"{name}: {missing[0]}: {kind.__name__} cannot do without it")
    return kind(**members)
