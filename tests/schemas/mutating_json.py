"""Records changed on purpose: every small change at every member, nested ones too."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Place = tuple[str | int, ...]
"""Where a member stands: the keys and indexes from the root."""

OTHERS: dict[str, Any] = {
    "an empty text": "",
    "a text": "Pferd",
    "digits": "42",
    "a space": " ",
    "an address": "https://example.org/a",
    "an integer": 42,
    "a fraction": -1.5,
    "a number beyond 64 bits": 10**30,
    "a number beyond a double's digits": 2**53 + 1,
    "true": True,
    "false": False,
    "null": None,
    "an empty list": [],
    "a list of null": [None],
    "a list of texts": ["Pferd", "Esel"],
    "an empty object": {},
    "a reference": {"@id": "https://example.org/a"},
    "a plain id": {"id": "https://example.org/a"},
    "a value object": {"@value": "Pferd", "@language": "de"},
}

TEXT_CHANGES: dict[str, Callable[[str], str]] = {
    "in capitals": str.upper,
    "with a space after": lambda text: text + " ",
    "with a space before": lambda text: " " + text,
    "with a line feed after": lambda text: text + "\n",
    "with a carriage return after": lambda text: text + "\r\n",
    "with a line feed inside": lambda text: text[:9] + "\n" + text[9:],
    "with an umlaut": lambda text: text + "ä",
    "with a letter beyond the BMP": lambda text: text + "\U0001d400",
    "with a combining mark": lambda text: text + "\u0301",
    "with Arabic digits": lambda text: text.translate({ord(d): 0x660 + int(d) for d in "0123456789"}),
    "with a NUL": lambda text: text + "\0",
    "with quotation marks": lambda text: text + '"',
    "with a bad percent": lambda text: text + "%2",
    "without its first letter": lambda text: text[1:],
    "without its last letter": lambda text: text[:-1],
    "twice": lambda text: text + text,
    "with another digit": lambda text: text.replace("0", "9"),
}


def places(value: Any, here: Place = ()) -> Iterator[Place]:
    """Give the place of every member of the value, outer ones first; the root is none."""
    members: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        members = value.items()
    elif isinstance(value, list):
        members = enumerate(value)
    for key, member in members:
        yield (*here, key)
        yield from places(member, (*here, key))


def at(record: Any, place: Place) -> Any:
    """Return the value at that place of the record."""
    for key in place:
        record = record[key]
    return record


def changes(record: Any, place: Place) -> Iterator[tuple[str, Any]]:
    """Give each changed copy of the record, with the name of the one change, which is at that place."""
    value = at(record, place)
    for name, other in _replacements(value):
        yield name, _with(record, place, other)
    yield "dropped", _changed_parent(record, place, lambda parent, key: parent.pop(key))
    if isinstance(place[-1], str):
        key = place[-1]
        for name, wrong in (
            ("swapped", key[1:2] + key[:1] + key[2:]),
            ("other case", key.swapcase()),
            ("longer", key + "s"),
        ):
            yield (
                f"misspelt, {name}",
                _changed_parent(record, place, lambda parent, key, w=wrong: _rename(parent, key, w)),
            )
    else:
        yield (
            "repeated",
            _changed_parent(
                record, place, lambda parent, key: parent.insert(key, copy.deepcopy(parent[key]))
            ),
        )


def _replacements(value: Any) -> Iterator[tuple[str, Any]]:
    yield from ((f"now {name}", other) for name, other in OTHERS.items() if other != value)
    yield "in a list", [value]
    yield "twice in a list", [value, value]
    yield "in an object", {"value": value}
    if isinstance(value, str):
        yield from ((name, change(value)) for name, change in TEXT_CHANGES.items())
    elif isinstance(value, bool):
        yield "as text", str(value).lower()
    elif isinstance(value, list):
        yield "reordered", value[::-1]
        yield "with null in it", [*value, None]
        yield "with a text in it", [*value, "Pferd"]
        if value:
            yield "unwrapped", value[0]
    elif isinstance(value, dict):
        yield "reordered", dict(reversed(value.items()))
        yield "with a member more", {**value, "x": 1}
        yield "with a nameless member more", {**value, "": "x"}
        if value:
            yield "unwrapped", next(iter(value.values()))


def _with(record: Any, place: Place, other: Any) -> Any:
    return _changed_parent(record, place, lambda parent, key: parent.__setitem__(key, copy.deepcopy(other)))


def _changed_parent(record: Any, place: Place, change: Callable[[Any, Any], Any]) -> Any:
    changed = copy.deepcopy(record)
    change(at(changed, place[:-1]), place[-1])
    return changed


def _rename(parent: dict[str, Any], key: str, other: str) -> None:
    members = [(other if name == key else name, value) for name, value in parent.items()]
    parent.clear()
    parent.update(members)


def mutants(records: Iterable[Any]) -> Iterator[tuple[Place, str, Any]]:
    """Give every change once for each kind of place in the records: place, name of change, changed record.

    Two places are of one kind when they differ in indexes alone and hold values of one shape.
    """
    seen = set()
    for record in records:
        for place in places(record):
            kind = (*("*" if isinstance(key, int) else key for key in place), _shape(at(record, place)))
            if kind not in seen:
                seen.add(kind)
                yield from ((place, name, mutant) for name, mutant in changes(record, place))


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        return "object of " + " ".join(sorted(value))
    if isinstance(value, list):
        return "list of " + " ".join(sorted({_shape(member) for member in value}))
    return type(value).__name__


def shown(place: Place, change: str, mutant: Any) -> str:
    """Return how to say in one line which mutant it is."""
    return f"{'/'.join(map(str, place))} {change}: {json.dumps(mutant, ensure_ascii=False)[:300]}"
