"""Where the values of a JSON payload begin (RFC 8259), and the pointers to them (RFC 6901)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress

from profiles.positions.text import Position, Text

Way = Sequence[str | int]

# A string that never ends goes to the end of the text, so that no text is scanned twice.
_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)'
_TOKEN = re.compile(rf"""({_STRING})(\s*:)?|([{{\[])|([}}\]])|(,)|[^\s"{{}}\[\],:]++""", re.DOTALL)
_BRACKET = re.compile(rf"""(?:[^"{{}}\[\]]++|{_STRING})*+([{{\[]|[}}\]]|\Z)""", re.DOTALL)
_KEY, _OPEN, _CLOSE, _COMMA = 2, 3, 4, 5
_ESCAPED = re.compile(r"~[01]|~")


class _Wanted:
    """A value that is looked for, or on the way to one: where it begins, and what is wanted in it."""

    __slots__ = ("index", "within")

    def __init__(self) -> None:
        self.index = -1
        self.within: dict[str, _Wanted] = {}


def json_position(content: bytes, way: Way) -> Position:
    """Return the position of the value to which a way leads; see json_positions."""
    return json_positions(content, [way])[0]


def json_positions(content: bytes, ways: Iterable[Way]) -> list[Position]:
    """Return the positions of the values to which the ways lead, in one pass.

    A way is the keys and indices from the root, or a JSON Pointer. Of an
    absent value, the nearest that is there on the way to it has the position;
    of a repeated key, the last counts, as with every reader of ours.
    The payload is one that profiles.document.parse_json accepts; how deep it
    is nested does not matter.
    """
    text = Text.of(content)
    root = _Wanted()
    asked = [_steps(way) for way in ways]
    for steps in asked:
        wanted = root
        for step in steps:
            if step not in wanted.within:
                wanted.within[step] = _Wanted()
            wanted = wanted.within[step]
    _scan(text.characters, root)
    indices = [_reached(root, steps) for steps in asked]
    positions = text.positions(indices)
    return [positions[index] for index in indices]


def json_pointer(way: Iterable[str | int]) -> str:
    """Return a way as JSON Pointer (RFC 6901, section 3)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in way)


def parse_pointer(pointer: str) -> tuple[str, ...]:
    """Return the way that a JSON Pointer writes; raises ValueError for what is none (RFC 6901, section 3)."""
    if pointer and not pointer.startswith("/"):
        raise ValueError(f"{pointer!r} is no JSON Pointer: it begins with '/', unless it is empty")
    if "~" in _ESCAPED.findall(pointer):
        raise ValueError(f"{pointer!r} is no JSON Pointer: write '~' as '~0'")
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])


def _steps(way: Way) -> tuple[str, ...]:
    return parse_pointer(way) if isinstance(way, str) else tuple(map(str, way))


def _reached(root: _Wanted, steps: Iterable[str]) -> int:
    """Return the index of the last value that is there on a way.

    One that begins before the value it should be in was in an earlier value of a repeated key.
    """
    here = root
    for step in steps:
        following = here.within[step]
        if following.index <= here.index:
            break
        here = following
    return max(here.index, 0)


def _scan(text: str, root: _Wanted) -> None:
    """Note where each wanted value begins; of several in one place, the last."""
    following: _Wanted | None = root  # what is wanted of the next value
    within: dict[str, _Wanted] = {}  # what is wanted of the values in the present array or object
    count = -1  # of the values before in an array; below 0 in an object
    outer: list[tuple[dict[str, _Wanted], int]] = []
    tokens = _TOKEN.finditer(text)
    while token := next(tokens, None):
        kind = token.lastindex
        if kind == _KEY:
            following = within.get(_key(token[1]))
        elif kind == _COMMA:
            if count >= 0:
                count += 1
                following = within.get(str(count))
        elif kind == _CLOSE:
            within, count = outer.pop() if outer else ({}, -1)
        else:
            if following:
                following.index = token.start()
            if kind != _OPEN:
                following = None
            elif following and following.within:
                outer.append((within, count))
                within = following.within
                count = 0 if token[0] == "[" else -1
                following = within.get("0") if count == 0 else None
            else:
                tokens = _TOKEN.finditer(text, _end(text, token.end()))


def _end(text: str, start: int) -> int:
    """Return where an array or object ends of which the first bracket ends at `start`."""
    depth = 1
    for bracket in _BRACKET.finditer(text, start):
        depth += 1 if bracket[1] in ("[", "{") else -1
        if not depth:
            return bracket.end()
    return len(text)


def _key(string: str) -> str:
    if "\\" in string:
        with suppress(ValueError):  # no JSON after all: then the key is what is written
            return str(json.loads(string))
    return string[1:-1]
