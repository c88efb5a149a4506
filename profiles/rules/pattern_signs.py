"""The signs that the parts of a pattern take, as sets that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _constants as sre  # type: ignore[attr-defined]  # how Python itself has read the pattern
from typing import Any

Tree = Iterable[tuple[Any, Any]]
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT)

_ALWAYS = "aAzZ09_é٣ªⅣ \t\n\x1c\u00a0-.,;/\u0301€中😀"
_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


def representatives(tree: Tree, *, ignore_case: bool) -> str:
    """Return signs enough to tell whether two sets of the pattern have one in common."""
    found = {ord(sign) for sign in _ALWAYS}
    for code in _codes(tree):
        found |= {code, max(code - 1, 0), min(code + 1, 0x10FFFF)}
    signs = {chr(code) for code in found}
    if ignore_case:
        signs |= {sign.lower() for sign in signs} | {sign.upper() for sign in signs}
    return "".join(sorted(sign for sign in signs if len(sign) == 1))


def _codes(tree: Tree) -> Iterator[int]:
    for operation, value in tree:
        if operation in (sre.LITERAL, sre.NOT_LITERAL):
            yield value
        elif operation is sre.IN:
            yield from _codes(value)
        elif operation is sre.RANGE:
            yield from value
        elif operation is sre.SUBPATTERN:
            yield from _codes(value[-1])
        elif operation is sre.BRANCH:
            for branch in value[1]:
                yield from _codes(branch)
        elif operation in REPEATS:
            yield from _codes(value[2])


def takes(operation: Any, value: Any, sign: str, *, ignore_case: bool) -> bool:
    """Tell whether one part of a pattern takes a sign."""
    codes = {ord(sign)}
    if ignore_case:
        codes |= {ord(other) for other in (sign.lower(), sign.upper()) if len(other) == 1}
    if operation is sre.ANY:
        return sign != "\n"
    if operation is sre.LITERAL:
        return value in codes
    if operation is sre.NOT_LITERAL:
        return value not in codes
    negated = bool(value) and value[0][0] is sre.NEGATE
    return negated != any(_item_takes(item, codes) for item in value)


def _item_takes(item: tuple[Any, Any], codes: set[int]) -> bool:
    operation, value = item
    if operation is sre.LITERAL:
        return value in codes
    if operation is sre.RANGE:
        return any(value[0] <= code <= value[1] for code in codes)
    if operation is sre.CATEGORY:
        return any(re.match(_CATEGORIES[value], chr(code)) for code in codes)
    return False
