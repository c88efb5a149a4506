"""Patterns of rules, rewritten in the part of the language that Python, ECMA 262 and XPath share.

A pattern is read by Python's own parser, so that it means in the export what it
means in the engine: classes are spelled out, letters of either case are named,
groups are plain ones. What the dialects have no common sign for is unsayable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from validators.exports.residue import Unsayable
from validators.exports.signs import (
    ANYTHING,
    Ranges,
    cased,
    category,
    literal,
    lowered,
    merged,
    others,
    written,
)

_KNOWN_FLAGS = re.IGNORECASE | re.UNICODE | re.DOTALL
_MOST = 2_000_000
_IN_WORDS = {
    "ASSERT": "what stands before or behind",
    "ASSERT_NOT": "what does not stand before or behind",
    "GROUPREF": "what was found before",
}


@cache
def portable(pattern: str) -> str:
    """Return the pattern in the shared part of the language; raises Unsayable where it is not within it."""
    parsed = re._parser.parse(pattern)  # type: ignore[attr-defined]  # the parser that the engine's patterns go through
    flags = parsed.state.flags
    if flags & ~_KNOWN_FLAGS:
        raise _not_shared("a flag")
    return _sequence(parsed, flags, _Edges(at_start=True, at_end=True))


def words_pattern(words: Iterable[str], *, exact: bool) -> str:
    """Return the pattern of any of the words, case set aside unless it counts, without anchors."""
    write = literal if exact else _in_any_case
    return f"({'|'.join(map(write, words))})"


def blanks() -> str:
    """Return the class of blanks, as Python strips them."""
    return written(category("s"))


def _in_any_case(word: str) -> str:
    return "".join(written(lowered(sign)) for sign in word)


class _Edges(NamedTuple):
    """Whether a part of a pattern begins where the whole does, and ends where it does."""

    at_start: bool = False
    at_end: bool = False


def _sequence(parsed: Any, flags: int, edges: _Edges) -> str:
    nodes = list(parsed)
    written_nodes = []
    for place, (name, value) in enumerate(nodes):
        within = _Edges(edges.at_start and place == 0, edges.at_end and place == len(nodes) - 1)
        if str(name) == "AT" and str(value) == "AT_BOUNDARY":
            written_nodes.append(_border(nodes[:place], nodes[place + 1 :], flags, within))
        else:
            written_nodes.append(_node(name, value, flags, within))
    return "".join(written_nodes)


def _border(before: list[Any], behind: list[Any], flags: int, edges: _Edges) -> str:
    """Return what stands for the border of a word at an end of the pattern, with the word inside.

    There the character beyond the border can be taken in: nothing else of the pattern asks for it.
    """
    word = category("w")
    if edges.at_start and behind and _is_within(_first(behind[0], flags), word):
        return f"(^|{written(others(word))})"
    if edges.at_end and before and _is_within(_last(before[-1], flags), word):
        return f"({written(others(word))}|$)"
    raise _not_shared("the border of a word")


def _first(node: Any, flags: int) -> Ranges | None:
    return _outermost(node, flags, 0)


def _last(node: Any, flags: int) -> Ranges | None:
    return _outermost(node, flags, -1)


def _outermost(node: Any, flags: int, end: int) -> Ranges | None:
    """Return the characters that a part can begin or end with, None where that is not known."""
    name, value = str(node[0]), node[1]
    if name == "LITERAL":
        return cased(((value, value),)) if flags & re.IGNORECASE else ((value, value),)
    if name == "IN":
        return _ranges_of(value, flags)
    if name == "SUBPATTERN" and len(value[3]):
        return _outermost(value[3][end], flags, end)
    if name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0 and len(value[2]):
        return _outermost(value[2][end], flags, end)
    if name == "BRANCH":
        found = [_outermost(part[end], flags, end) if len(part) else None for part in value[1]]
        known = [ranges for ranges in found if ranges is not None]
        return merged(one for ranges in known for one in ranges) if len(known) == len(found) else None
    return None


def _is_within(ranges: Ranges | None, wider: Ranges) -> bool:
    return ranges is not None and merged([*ranges, *wider]) == wider


def _node(name: Any, value: Any, flags: int, edges: _Edges) -> str:
    write = _WRITERS.get(str(name))
    if write is None:
        raise _not_shared(_IN_WORDS.get(str(name), str(name)))
    return write(value, flags, edges)


def _not_shared(what: str) -> Unsayable:
    return Unsayable(f"its pattern asks for {what}, which the dialects of patterns do not share")


def _set(ranges: Ranges, flags: int) -> str:
    return written(cased(ranges) if flags & re.IGNORECASE else ranges)


def _literal(value: int, flags: int, _edges: _Edges) -> str:
    return _set(((value, value),), flags)


def _not_literal(value: int, flags: int, _edges: _Edges) -> str:
    same: Ranges = ((value, value),)
    return written(others(cased(same) if flags & re.IGNORECASE else same))


def _any(_value: None, flags: int, _edges: _Edges) -> str:
    return written(ANYTHING if flags & re.DOTALL else others(((10, 10),)))


def _in(value: Any, flags: int, _edges: _Edges) -> str:
    return written(_ranges_of(value, flags))


def _ranges_of(value: Any, flags: int) -> Ranges:
    negated, found = False, []
    for name, one in value:
        if str(name) == "NEGATE":
            negated = True
        elif str(name) == "LITERAL":
            found.append((one, one))
        elif str(name) == "RANGE":
            found.append(tuple(one))
        else:
            found += _category(str(one))
    ranges = merged(found)
    ranges = cased(ranges) if flags & re.IGNORECASE else ranges
    return others(ranges) if negated else ranges


def _category(name: str) -> Ranges:
    negated = "_NOT_" in name
    known = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}.get(name.rpartition("_")[2])
    if known is None:
        raise _not_shared(name)
    return others(category(known)) if negated else category(known)


def _branch(value: Any, flags: int, edges: _Edges) -> str:
    return f"({'|'.join(_sequence(part, flags, edges) for part in value[1])})"


def _group(value: Any, flags: int, edges: _Edges) -> str:
    _number, added, removed, inner = value
    if (added | removed) & ~_KNOWN_FLAGS:
        raise _not_shared("a flag")
    return f"({_sequence(inner, (flags | added) & ~removed, edges)})"


def _repeat(value: Any, flags: int, _edges: _Edges) -> str:
    least, most, inner = value
    most = int(most)
    written_inner = _sequence(inner, flags, _Edges())
    sign = {(0, 1): "?"}.get((least, most)) or _count(least, most)
    return f"{written_inner if _is_one(inner) else f'({written_inner})'}{sign}"


def _count(least: int, most: int) -> str:
    if most > _MOST:
        return {0: "*", 1: "+"}.get(least, f"{{{least},}}")
    return f"{{{least}}}" if least == most else f"{{{least},{most}}}"


def _is_one(inner: Any) -> bool:
    """Tell whether a repeat would take the whole of it: one character, class or group."""
    names = [str(name) for name, _ in inner]
    return len(names) == 1 and names[0] not in ("MAX_REPEAT", "MIN_REPEAT", "AT")


def _at(value: Any, _flags: int, _edges: _Edges) -> str:
    sign = {
        "AT_BEGINNING": "^",
        "AT_BEGINNING_STRING": "^",
        "AT_END": "\\n?$",  # Python's $ stands before a last line break too, that of the others does not
    }.get(str(value))
    if sign is None:
        raise _not_shared("what is no border of a word, or for the very end")
    return sign


_WRITERS: dict[str, Callable[[Any, int, _Edges], str]] = {
    "LITERAL": _literal,
    "NOT_LITERAL": _not_literal,
    "ANY": _any,
    "IN": _in,
    "BRANCH": _branch,
    "SUBPATTERN": _group,
    "MAX_REPEAT": _repeat,
    "MIN_REPEAT": _repeat,
    "AT": _at,
}
