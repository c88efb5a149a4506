r"""Sets of characters as ranges of code points, and how each is written in every dialect of patterns.

What `\w` and `\s` mean differs between Python, ECMA 262 and XPath; the
characters themselves are the same in all of them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from unicodedata import east_asian_width

Ranges = tuple[tuple[int, int], ...]
"""Sorted ranges of code points that neither touch nor overlap, both ends included."""

LAST = sys.maxunicode
ANYTHING: Ranges = ((0, LAST),)
_IN_CLASS = frozenset("\\[]^-")
_OUTSIDE = frozenset("\\.*+?()[]{}|^$")
_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Return ranges in order, those that touch joined into one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def others(ranges: Ranges) -> Ranges:
    """Return all that is not in the ranges."""
    found, following = [], 0
    for first, last in ranges:
        if first > following:
            found.append((following, first - 1))
        following = last + 1
    return (*found, (following, LAST)) if following <= LAST else tuple(found)


@cache
def category(name: str) -> Ranges:
    r"""Return what Python's patterns take for `\d`, `\s` and `\w`, and the wide characters as `W`."""
    judges: dict[str, Callable[[str], bool]] = {
        "d": str.isdecimal,
        "s": str.isspace,
        "w": lambda sign: sign.isalnum() or sign == "_",
        "W": lambda sign: east_asian_width(sign) == "W",
    }
    judge = judges[name]
    return merged((code, code) for code in range(LAST + 1) if judge(chr(code)))


def cased(ranges: Ranges) -> Ranges:
    """Return the ranges with what Python's patterns hold for the same but for case."""
    variants = _variants()
    named = (other for code, same in variants.items() if _holds(ranges, code) for other in same)
    return merged([*ranges, *((other, other) for other in named)])


def lowered(sign: str) -> Ranges:
    """Return the characters that are the same as one when both are put in lower case."""
    code = ord(sign)
    same = (other for other in {code, *_variants().get(code, ())} if chr(other).lower() == sign.lower())
    return merged((other, other) for other in same)


def written(ranges: Ranges) -> str:
    """Return the set in a form that Python, ECMA 262 and XPath read alike."""
    if ranges == ANYTHING:
        return "(.|[\\n\\r\u0085\u2028\u2029])"
    if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        return literal(chr(ranges[0][0]))
    if ranges and ranges[-1][1] == LAST:  # so that no class names the last of all characters
        return f"[^{''.join(_spans(others(ranges)))}]"
    return f"[{''.join(_spans(ranges))}]" if ranges else "(a^)"


def literal(text: str) -> str:
    """Return the pattern of a text that stands for itself."""
    return "".join(_ESCAPES.get(sign, f"\\{sign}" if sign in _OUTSIDE else sign) for sign in text)


def _spans(ranges: Ranges) -> Iterator[str]:
    for first, last in ranges:
        yield _in_class(first)
        if last > first:
            yield f"{'-' if last > first + 1 else ''}{_in_class(last)}"


def _in_class(code: int) -> str:
    sign = chr(code)
    return _ESCAPES.get(sign, f"\\{sign}" if sign in _IN_CLASS else sign)


def _holds(ranges: Ranges, code: int) -> bool:
    return any(first <= code <= last for first, last in ranges)


@cache
def _variants() -> dict[int, tuple[int, ...]]:
    """Return for each letter those that differ from it in case alone, as Python's patterns see it."""
    kin: dict[str, set[str]] = {}
    for code in range(LAST + 1):
        sign = chr(code)
        if sign.lower() != sign or sign.upper() != sign:
            for form in {sign.lower(), sign.upper(), sign.casefold()}:
                kin.setdefault(form, set()).add(sign)
    found: dict[int, tuple[int, ...]] = {}
    for sign in {sign for signs in kin.values() for sign in signs}:
        like = re.compile(re.escape(sign), re.IGNORECASE).fullmatch
        forms = {sign.lower(), sign.upper(), sign.casefold()}
        near = set().union(*(kin.get(form, ()) for form in forms)) | {
            form for form in forms if len(form) == 1
        }
        near |= set().union(*(kin.get(form, ()) for one in near for form in (one.lower(), one.upper())))
        found[ord(sign)] = tuple(sorted(ord(other) for other in near if other != sign and like(other)))
    return found
