"""JSON-LD in any dress, put into plain names: from addresses, prefixes, and terms of a context's own.

The places of what is read from the plain form are led back into the document
as it stands; where that cannot be done the place is the root's.
"""

from __future__ import annotations

from typing import Any

from profiles.formats.json_values import Keys
from profiles.formats.jsonld_contexts import INVERSES, Context, plain_name

_DEEPEST = 40


class Plain(dict[str, Any]):
    """An object with plain names.

    `found` has the names that these had in the document, where they were
    others; `merged` those of which one name was made, each with the number of
    its values, None for a value that was no list.
    """

    __slots__ = ("found", "merged")

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.merged: dict[str, list[tuple[str, int | None]]] = {}

    def put(self, name: str, key: str, value: Any) -> None:
        """Put a value under a plain name, after those that are there."""
        if name in self:
            held = self[name]
            self.merged.setdefault(name, [(self.found.get(name, name), _number(held))]).append(
                (key, _number(value))
            )
            self[name] = [*listed(held), *listed(value)]
            return
        self[name] = value
        if name != key:
            self.found[name] = key


def _number(value: Any) -> int | None:
    return len(value) if isinstance(value, list) else None


def plainly(value: Any, context: Context, depth: int = 0) -> Any:
    """Return a JSON value with its names plain and the values of @list and @set in the open."""
    if depth > _DEEPEST:
        return None
    if type(value) is list:
        return [plainly(inner, context, depth + 1) for inner in value]
    if not isinstance(value, dict):
        return value
    for wrapper in ("@list", "@set"):
        if wrapper in value:
            return plainly(value[wrapper], context, depth + 1)
    plain = Plain()
    for key, inner in value.items():
        if key == "@reverse" and isinstance(inner, dict):
            turned = plainly(inner, context, depth + 1)
            for name, inverse in INVERSES.items():
                if isinstance(turned, dict) and name in turned:
                    plain.put(inverse, key, turned[name])
            continue
        name = (plain_name(key, context.prefixes) if ":" in key else None) or key
        plain.put(name, key, plainly(inner, context, depth + 1))
    return plain


def listed(value: Any) -> list[Any]:
    """Return the values that stand in a value, one or many."""
    return value if isinstance(value, list) else [value]


def led_back(place: Keys, plain: Any, document: Any, terms: dict[str, list[str]]) -> Keys:
    """Return where the value at a place of the plain form stands in the document; () where that is not known.

    `terms` has the document's own terms for our names. Expanding puts single
    values into lists and texts into value objects: such steps are passed over.
    """
    here, there = plain, document
    way: list[int | str] = []
    steps = list(place)
    while steps:
        if here is there:  # what needed no other names is in both the same
            return (*way, *steps)
        step = steps.pop(0)
        if isinstance(here, Plain) and step in here.merged and steps:
            name, number = _divided(here.merged[str(step)], int(steps[0]))
            if not isinstance(there, dict) or name not in there:
                return ()
            here, there = _inside(here[str(step)], steps.pop(0)), there[name]
            way.append(name)
            if number is not None:
                there = there[number]
                way.append(number)
            continue
        key = _key_in(there, here, step, terms)
        here = _inside(here, step)
        if key is not None:
            there = there[key]
            way.append(key)
        elif not isinstance(step, int) and step not in {"@value", "@id"}:
            return ()  # all else is a step that expansion made, or a text already
    return tuple(way)


def _divided(merged: list[tuple[str, int | None]], number: int) -> tuple[str, int | None]:
    """Return which of the merged names a value stood under, and its number there, None where it was alone."""
    for key, count in merged:
        if number < (count or 1):
            return key, None if count is None else number
        number -= 1 if count is None else count
    return merged[-1][0], None


def _inside(value: Any, step: int | str) -> Any:
    if isinstance(value, dict):
        return value.get(str(step))
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _key_in(there: Any, here: Any, step: int | str, terms: dict[str, list[str]]) -> Any:
    """Return the key or number in the document that a step of the plain form is, None where there is none."""
    if isinstance(there, list):
        return step if isinstance(step, int) and step < len(there) else None
    if not isinstance(there, dict) or isinstance(step, int):
        return None
    found = here.found.get(step, step) if isinstance(here, Plain) else step
    for key in (found, step, *terms.get(step, ()), step.removeprefix("@")):
        if key in there:
            return key
    return next((key for key in there if ":" in key and plain_name(key, {}) == step), None)
