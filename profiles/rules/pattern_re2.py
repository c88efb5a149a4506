r"""Writes a pattern, as Python has read it, in the words of RE2.

The two mean different things by the same signs: RE2's `\w`, `\d` and `\s` know
only ASCII, and its `$` no line end before it. Here they are said in full.
"""

from __future__ import annotations

from collections.abc import Callable
from re import _constants as sre  # type: ignore[attr-defined]  # how Python itself has read the pattern
from typing import Any

from profiles.rules.pattern_signs import REPEATS, Tree

# What no letter and no number is, the low line left out.
_NO_WORD = (
    r"\p{M}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}\p{S}\p{Z}\p{C}"
    r"\x{203F}\x{2040}\x{2054}\x{FE33}\x{FE34}\x{FE4D}-\x{FE4F}\x{FF3F}"
)
_SPACE = (
    r"\x{9}-\x{D}\x{1C}-\x{20}\x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}"
)
_NO_SPACE = (
    r"\x{0}-\x{8}\x{E}-\x{1B}\x{21}-\x{84}\x{86}-\x{9F}\x{A1}-\x{167F}\x{1681}-\x{1FFF}\x{200B}-\x{2027}"
    r"\x{202A}-\x{202E}\x{2030}-\x{205E}\x{2060}-\x{2FFF}\x{3001}-\x{10FFFF}"
)
_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\p{Nd}",
    sre.CATEGORY_NOT_DIGIT: r"\P{Nd}",
    sre.CATEGORY_SPACE: _SPACE,
    sre.CATEGORY_NOT_SPACE: _NO_SPACE,
    sre.CATEGORY_WORD: r"\p{L}\p{N}_",
    sre.CATEGORY_NOT_WORD: _NO_WORD,
}
_PLACES = {
    sre.AT_BEGINNING: "^",
    sre.AT_BEGINNING_STRING: r"\A",
    sre.AT_END: r"(?:\n?\z)",
    sre.AT_END_STRING: r"\z",
}


def in_re2(tree: Tree, *, ignore_case: bool = False, dot_all: bool = False) -> str:
    """Return the same pattern for RE2."""
    flags = "i" * ignore_case + "s" * dot_all
    return (f"(?{flags})" if flags else "") + _sequence(tree)


def _sequence(tree: Tree) -> str:
    return "".join(_part(operation, value) for operation, value in tree)


def _part(operation: Any, value: Any) -> str:
    if operation in REPEATS:
        least, most, body = value
        end = "" if most is sre.MAXREPEAT else most
        return f"(?:{_sequence(body)}){{{least},{end}}}{'?' * (operation is sre.MIN_REPEAT)}"
    return _WRITTEN[operation](value)


def _set(items: list[tuple[Any, Any]]) -> str:
    negated = items[0][0] is sre.NEGATE
    return f"[{'^' * negated}{''.join(_item(*item) for item in items[negated:])}]"


def _item(operation: Any, value: Any) -> str:
    if operation is sre.RANGE:
        return f"{_sign(value[0])}-{_sign(value[1])}"
    return _CATEGORIES[value] if operation is sre.CATEGORY else _sign(value)


def _sign(code: int) -> str:
    return f"\\x{{{code:X}}}"


_WRITTEN: dict[Any, Callable[[Any], str]] = {
    sre.LITERAL: _sign,
    sre.NOT_LITERAL: lambda code: f"[^{_sign(code)}]",
    sre.ANY: lambda _: ".",
    sre.IN: _set,
    sre.AT: _PLACES.__getitem__,
    sre.BRANCH: lambda value: f"(?:{'|'.join(map(_sequence, value[1]))})",
    sre.SUBPATTERN: lambda value: f"({'?i' if value[1] else '?'}:{_sequence(value[-1])})",
}
