"""The patterns of rules: compiled once, and never slow, whatever a record holds.

A pattern keeps to what every engine has that may run it (ours, and those of the
exports), and none that can take exponential time is accepted. What is left may
still take the square of a text's length, or worse; so each has a length up to
which Python's own engine is sure to be quick, and longer texts go to RE2, which
takes linear time but twenty times as long to start (docs/adr/0016).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from math import comb
from re import _constants as sre  # type: ignore[attr-defined]  # how Python itself reads a pattern
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple, Protocol

from profiles.rules.ambiguity import TooComplicatedError, is_exponential
from profiles.rules.pattern_re2 import in_re2
from profiles.rules.pattern_signs import REPEATS, Tree
from profiles.rules.problem import RuleError

_STEPS = 1_000_000
_LONGEST = 4000
_NOWHERE = 2**63
_FEW = 3
_MEMORY = 256 << 20
_LONGEST_CHAIN = 9
_MOST_TIMES = 1000
_FLAGS = re.IGNORECASE | re.DOTALL | re.UNICODE
_REFUSED = {
    sre.ASSERT: "looks ahead or behind, which RE2 and SHACL do not know; say it by none_of or only",
    sre.ASSERT_NOT: "looks ahead or behind, which RE2 and SHACL do not know; say it by none_of or only",
    sre.GROUPREF: "refers back to a group, which RE2 does not know; write out what may stand there",
    sre.GROUPREF_EXISTS: "refers back to a group, which RE2 does not know; write out what may stand there",
    sre.ATOMIC_GROUP: "has an atomic group, which RE2 does not know; leave out its ?>",
    sre.POSSESSIVE_REPEAT: "has a possessive repeat, which RE2 does not know; leave out its second +",
}
_BOUNDARIES = (sre.AT_BOUNDARY, sre.AT_NON_BOUNDARY)


class Match(Protocol):
    """What was found of a pattern: [0] is the text."""

    def __getitem__(self, group: int, /) -> Any:
        """Return the text of a group; 0 is the whole."""


class Pattern:
    """A pattern that was proven harmless; `pattern` is how it was written."""

    def __init__(self, pattern: str, tree: Any, flags: int) -> None:
        self.pattern = pattern
        self._tree, self._flags = tree, flags
        self._search = re.compile(pattern).search
        cost = _cost(tree)
        self._quick = _length_up_to(cost._replace(degree=cost.degree + _starts_anywhere(tree)))

    def search(self, text: str) -> Match | None:
        """Return the first place where the pattern matches, or None."""
        return self._search(text) if len(text) <= self._quick else self._for_long(text)

    @cached_property
    def _for_long(self) -> Any:
        import re2  # noqa: PLC0415 - few records have texts so long

        written = in_re2(
            self._tree,
            ignore_case=bool(self._flags & re.IGNORECASE),
            dot_all=bool(self._flags & re.DOTALL),
        )
        options = re2.Options()
        options.max_mem, options.log_errors = _MEMORY, False
        return re2.compile(written, options=options).search


def compile_pattern(pattern: str, origin: str) -> Pattern:
    """Return a pattern of a rule, ready to search with; `origin` tells where it stands.

    Raises RuleError where it is no pattern, where the engines that are to run it
    do not all know what it asks, or where it could take one of them forever.
    """
    try:
        return _compiled(pattern)
    except ValueError as error:
        raise RuleError(f"{origin}: the pattern '{pattern[:80]}' {error}") from None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> Pattern:
    if len(pattern) > _LONGEST:
        raise ValueError(f"has {len(pattern):,} signs; up to {_LONGEST:,} are allowed; make it a vocabulary")
    try:
        tree = sre_parser.parse(pattern)
        flags = tree.state.flags
        marked = sre_parser.parse(_marked(pattern))
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"cannot be read: {error}; mend it") from error
    for operation, value in _nodes(tree):
        if operation in _REFUSED:
            raise ValueError(_REFUSED[operation])
        if operation is sre.SUBPATTERN and (value[1] & ~re.IGNORECASE or value[2]):
            raise ValueError(
                "sets a flag for a part of it that not all engines know; only (?i:…) may be used"
            )
    if flags & ~_FLAGS:
        raise ValueError("sets a flag that not all engines know; (?i) and (?s) may be used")
    _refuse_slow(tree, marked, flags)
    return Pattern(pattern, tree, flags)


def _refuse_slow(tree: Tree, marked: Tree, flags: int) -> None:
    has_boundary = any(op is sre.AT and value in _BOUNDARIES for op, value in _nodes(tree))
    if has_boundary and _cost(tree).degree:
        raise ValueError(
            r"has both \b and a repeat, which RE2 reads otherwise; say which signs may stand there"
        )
    if _longest_chain(tree) > _LONGEST_CHAIN:
        raise ValueError(f"has more than {_LONGEST_CHAIN} repeats without an end; make several of it")
    if _most_times(tree) > _MOST_TIMES:
        raise ValueError(f"repeats more than {_MOST_TIMES:,} times, which RE2 does not; use length for that")
    try:
        slow = any(is_exponential(marked, ignore_case=ignored) for ignored in _case_ignored(tree, flags))
    except (TooComplicatedError, RecursionError):
        raise ValueError("is too complicated to be sure that it is quick; make several of it") from None
    if slow:
        raise ValueError(
            "can take exponential time, for a repeat in it can read one text in several ways, "
            "as (a+)+ and (a|a)* do; write it so that each sign can be read in one way only"
        )


def _case_ignored(tree: Tree, flags: int) -> set[bool]:
    """Return whether a pattern ignores case; both where some of its parts do."""
    if flags & re.IGNORECASE:
        return {True}
    return {False, any(op is sre.SUBPATTERN and bool(value[1]) for op, value in _nodes(tree))}


def _marked(pattern: str) -> str:
    """Return the pattern with an empty look-ahead after each bar, for Python makes one set of (a|[ab]).

    That is quick in Python, yet others that are given the pattern would not do so.
    """
    return "".join(f"{sign}(?=)" if sign == "|" else sign for sign in _signs(pattern))


def _signs(pattern: str) -> Iterator[str]:
    """Yield the signs of a pattern, an escape or a set being one."""
    for found in re.finditer(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", pattern, re.DOTALL):
        yield found[0]


def _nodes(tree: Tree) -> Iterator[tuple[Any, Any]]:
    for operation, value in tree:
        yield operation, value
        for below in _below(operation, value):
            yield from _nodes(below)


def _below(operation: Any, value: Any) -> list[Tree]:
    if operation is sre.BRANCH:
        return list(value[1])
    if operation is sre.SUBPATTERN:
        return [value[-1]]
    return [value[2]] if operation in REPEATS else []


class _Cost(NamedTuple):
    """How slow a pattern may be: `ways` times the length of the text to the power of `degree`."""

    degree: int
    ways: int


def _cost(tree: Tree, *, in_loop: bool = False) -> _Cost:
    """Return an upper bound: a repeat after or in another is a power, a `?` outside of all is not."""
    degree, ways = 0, 1
    for operation, value in tree:
        varies = operation in REPEATS and value[0] != value[1]
        loops = varies and (in_loop or value[1] > _FEW)
        below = [_cost(one, in_loop=in_loop or loops) for one in _below(operation, value)]
        degree += loops + max((cost.degree for cost in below), default=0)
        ways *= sum(cost.ways for cost in below) or 1
        if varies and not loops:
            ways *= value[1] - value[0] + 1
    return _Cost(degree, ways)


def _longest_chain(tree: Tree) -> int:
    """Return how many repeats without an end may come one after another."""
    chain = 0
    for operation, value in tree:
        chain += operation in REPEATS and value[1] is sre.MAXREPEAT
        chain += max(map(_longest_chain, _below(operation, value)), default=0)
    return chain


def _most_times(tree: Tree) -> int:
    """Return how many times the parts of a pattern stand in it when its counted repeats are written out."""
    most = 1
    for operation, value in tree:
        times = value[1] if operation in REPEATS and value[1] is not sre.MAXREPEAT else 1
        most = max(most, times * max(map(_most_times, _below(operation, value)), default=1))
    return most


def _starts_anywhere(tree: Any) -> bool:
    return not (
        len(tree) and tree[0][0] is sre.AT and tree[0][1] in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING)
    )


def _length_up_to(cost: _Cost) -> int:
    """Return the length of text up to which a pattern takes no more than a million steps."""
    degree, ways = cost
    if degree <= 1:
        return _NOWHERE if ways <= _STEPS // 1000 else 0
    length = 0
    while ways * comb(length + degree, degree) <= _STEPS:
        length += max(1, length // 8)
    return length
