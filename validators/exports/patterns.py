"""Patterns of rules, rewritten in the part of the language that Python, ECMA 262 and XPath share.

A pattern is read by Python's own parser, so that it means in the export what it
means in the engine: classes are spelled out, letters of either case are named,
groups are plain ones. What the dialects have no common sign for is unsayable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

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
        raise Unsayable("its pattern has a flag that the dialects of patterns do not share")
    return _sequence(parsed, flags)


def words_pattern(words: Iterable[str], *, exact: bool) -> str:
    """Return the pattern of any of the words, case set aside unless it counts, without anchors."""
    write = literal if exact else _in_any_case
    return f"({'|'.join(map(write, words))})"


def blanks() -> str:
    """Return the class of blanks, as Python strips them."""
    return written(category("s"))


def _in_any_case(word: str) -> str:
    return "".join(written(lowered(sign)) for sign in word)


def _sequence(parsed: Any, flags: int) -> str:
    return "".join(_node(name, value, flags) for name, value in parsed)


def _node(name: Any, value: Any, flags: int) -> str:
    write = _WRITERS.get(str(name))
    if write is None:
        raise _not_shared(_IN_WORDS.get(str(name), str(name)))
    return write(value, flags)


def _not_shared(what: str) -> Unsayable:
    return Unsayable(f"its pattern asks for {what}, which the dialects of patterns do not share")


def _set(ranges: Ranges, flags: int) -> str:
    return written(cased(ranges) if flags & re.IGNORECASE else ranges)


def _literal(value: int, flags: int) -> str:
    return _set(((value, value),), flags)


def _not_literal(value: int, flags: int) -> str:
    same: Ranges = ((value, value),)
    return written(others(cased(same) if flags & re.IGNORECASE else same))


def _any(_value: None, flags: int) -> str:
    return written(ANYTHING if flags & re.DOTALL else others(((10, 10),)))


def _in(value: Any, flags: int) -> str:
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
    return written(others(ranges) if negated else ranges)


def _category(name: str) -> Ranges:
    negated = "_NOT_" in name
    known = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}.get(name.rpartition("_")[2])
    if known is None:
        raise _not_shared(name)
    return others(category(known)) if negated else category(known)


def _branch(value: Any, flags: int) -> str:
    return f"({'|'.join(_sequence(part, flags) for part in value[1])})"


def _group(value: Any, flags: int) -> str:
    _number, added, removed, inner = value
    return f"({_sequence(inner, (flags | added) & ~removed)})"


def _repeat(value: Any, flags: int) -> str:
    least, most, inner = value
    most = int(most)
    written_inner = _sequence(inner, flags)
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


def _at(value: Any, _flags: int) -> str:
    sign = {
        "AT_BEGINNING": "^",
        "AT_BEGINNING_STRING": "^",
        "AT_END": "\\n?$",  # Python's $ stands before a last line break too, that of the others does not
    }.get(str(value))
    if sign is None:
        raise _not_shared("the border of a word or the very end")
    return sign


_WRITERS: dict[str, Callable[[Any, int], str]] = {
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
