"""Tells whether a pattern can take a backtracking engine exponential time.

A pattern becomes an automaton of the signs that it takes (Glushkov's), whose
steps are counted: two ways for one step, as in `(a*)*`, are two. It takes
exponential time where a loop reads one text in two ways (Weber and Seidl's
criterion EDA): then each turn doubles the ways that an engine tries in vain.
The criterion is exact, but for counted repeats: `{2,5}` is first taken as a loop
without an end, and where that would be refused as what it is, if its ways are few.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from re import _constants as sre  # type: ignore[attr-defined]  # how Python itself has read the pattern
from typing import Any, NamedTuple

from profiles.rules.pattern_signs import REPEATS, Tree, representatives, takes

_FEW_WAYS = 1000
_MOST_SIGNS = 2000
_MOST_PAIRS = 20_000
_SINGLE = (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN)


class TooComplicatedError(Exception):
    """The pattern is too large for its time to be known."""


class _Part(NamedTuple):
    """A part of a pattern: in how many ways it is empty, and the signs it begins and ends with."""

    empty: int
    first: Mapping[int, int]
    last: Mapping[int, int]


_EMPTY = _Part(1, {}, {})


def is_exponential(tree: Tree, *, ignore_case: bool = False) -> bool:
    """Tell whether a backtracking engine may need exponential time; raises TooComplicatedError."""
    nodes = list(tree)
    if not _may_be(nodes):
        return False
    if not _Automaton(nodes, ignore_case=ignore_case).doubles():
        return False
    if _ways(nodes) > _FEW_WAYS:
        return True
    return _Automaton(nodes, ignore_case=ignore_case, unrolled=True).doubles()


def _may_be(tree: Tree) -> bool:
    """Tell whether something is repeated that can be read in several ways; mostly nothing is."""
    for operation, value in tree:
        if operation in REPEATS and ((value[1] > 1 and not _is_plain(value[2])) or _may_be(value[2])):
            return True
        if operation is sre.SUBPATTERN and _may_be(value[-1]):
            return True
        if operation is sre.BRANCH and any(map(_may_be, value[1])):
            return True
    return False


class _Automaton:
    """The automaton of a pattern: the signs, and in how many ways each follows another (2: two or more)."""

    def __init__(self, tree: Tree, *, ignore_case: bool, unrolled: bool = False) -> None:
        self._unrolled = unrolled
        self._signs = representatives(tree, ignore_case=ignore_case)
        self._ignore_case = ignore_case
        self._sets: list[int] = []
        self._steps: dict[int, dict[int, int]] = {}
        self._known: dict[str, int] = {}
        self._counts_emptiness = False
        self._sequence(tree)

    def doubles(self) -> bool:
        """Tell whether a loop reads some text in two ways, or a counted repeat may be empty each time."""
        if self._counts_emptiness:
            return True
        for loop in _components(self._steps):
            inside = {sign: self._inside(sign, loop) for sign in loop}
            if any(ways > 1 for steps in inside.values() for ways in steps.values()):
                return True
            if self._meet_again({sign: tuple(steps) for sign, steps in inside.items()}):
                return True
        return False

    def _inside(self, sign: int, loop: set[int]) -> dict[int, int]:
        return {to: ways for to, ways in self._steps.get(sign, {}).items() if to in loop}

    def _meet_again(self, steps: Mapping[int, tuple[int, ...]]) -> bool:
        """Tell whether two runs over one text part at a sign and meet again, in the same loop."""
        graph: dict[tuple[int, int], dict[tuple[int, int], int]] = {}
        to_visit = [(sign, sign) for sign in steps]
        while to_visit:
            pair = to_visit.pop()
            if pair in graph:
                continue
            if len(graph) > _MOST_PAIRS:
                raise TooComplicatedError
            after = graph[pair] = {
                (one, other): 1
                for one in steps[pair[0]]
                for other in steps[pair[1]]
                if self._sets[one] & self._sets[other]
            }
            to_visit += after
        return any(
            any(one == other for one, other in component) and any(one != other for one, other in component)
            for component in _components(graph)
        )

    def _sequence(self, tree: Tree) -> _Part:
        whole = _EMPTY
        for operation, value in tree:
            whole = self._joined(whole, self._part(operation, value))
        return whole

    def _part(self, operation: Any, value: Any) -> _Part:
        if operation in _SINGLE:
            return self._sign(operation, value)
        if operation is sre.SUBPATTERN:
            return self._sequence(value[-1])
        if operation is sre.BRANCH:
            return self._either([self._sequence(branch) for branch in value[1]])
        if operation in REPEATS:
            return self._repeated(*value)
        return _EMPTY  # a place, such as the beginning

    def _sign(self, operation: Any, value: Any) -> _Part:
        if len(self._sets) >= _MOST_SIGNS:
            raise TooComplicatedError
        key = f"{operation} {value}"
        if key not in self._known:
            self._known[key] = sum(
                1 << number
                for number, sign in enumerate(self._signs)
                if takes(operation, value, sign, ignore_case=self._ignore_case)
            )
        self._sets.append(self._known[key])
        number = len(self._sets) - 1
        return _Part(0, {number: 1}, {number: 1})

    def _joined(self, one: _Part, other: _Part) -> _Part:
        self._follow(one.last, other.first)
        return _Part(
            min(2, one.empty * other.empty),
            _sum(one.first, other.first, one.empty),
            _sum(other.last, one.last, other.empty),
        )

    @staticmethod
    def _either(parts: list[_Part]) -> _Part:
        first: Mapping[int, int] = {}
        last: Mapping[int, int] = {}
        for part in parts:
            first, last = _sum(first, part.first, 1), _sum(last, part.last, 1)
        return _Part(min(2, sum(part.empty for part in parts)), first, last)

    def _repeated(self, least: int, most: int, tree: Tree) -> _Part:
        if most == 0:
            return _EMPTY
        if 1 < most < _MOST_SIGNS and (self._unrolled or (least == most and _is_plain(tree))):
            return self._counted(least, most, tree)
        part = self._sequence(tree)
        if most > 1:
            self._follow(part.last, part.first)
            self._counts_emptiness |= bool(part.empty) and most is not sre.MAXREPEAT
            return part._replace(empty=min(1, part.empty) if least else 1)
        return part if least else part._replace(empty=min(2, 1 + part.empty))

    def _counted(self, least: int, most: int, tree: Tree) -> _Part:
        """Return the part once for each time that it may come, those at the end being optional."""
        whole = _EMPTY
        for number in range(most, 0, -1):
            whole = self._joined(self._sequence(tree), whole)
            if number > least:
                whole = whole._replace(empty=min(2, 1 + whole.empty))
        return whole

    def _follow(self, last: Mapping[int, int], first: Mapping[int, int]) -> None:
        if len(last) * len(first) > _MOST_PAIRS:
            raise TooComplicatedError
        for before, ways in last.items():
            steps = self._steps.setdefault(before, {})
            for after, others in first.items():
                steps[after] = min(2, steps.get(after, 0) + ways * others)


def _is_plain(tree: Tree) -> bool:
    """Tell whether a part has neither a choice nor a repeat that varies, so that it is read in one way."""
    return all(
        operation in _SINGLE
        or (operation is sre.SUBPATTERN and _is_plain(value[-1]))
        or (operation in REPEATS and value[0] == value[1] and _is_plain(value[2]))
        for operation, value in tree
    )


def _sum(one: Mapping[int, int], other: Mapping[int, int], times: int) -> Mapping[int, int]:
    if not times:
        return one
    total = dict(one)
    for sign, ways in other.items():
        total[sign] = min(2, total.get(sign, 0) + ways * times)
    return total


def _ways(tree: Tree) -> int:
    """Return an upper bound of the ways that counted repeats give, a loop without an end being one."""
    total = 1
    for operation, value in tree:
        if operation is sre.SUBPATTERN:
            total *= _ways(value[-1])
        elif operation is sre.BRANCH:
            total *= sum(_ways(branch) for branch in value[1])
        elif operation in REPEATS:
            least, most, body = value
            if most is not sre.MAXREPEAT:
                total *= (most - least + 1) * _ways(body) ** min(most, 64)
        if total > _FEW_WAYS:
            return _FEW_WAYS + 1
    return total


def _components(graph: Mapping[Any, Mapping[Any, int]]) -> Iterator[set[Any]]:
    """Yield the strongly connected components that are loops (Kosaraju's algorithm, without recursion)."""
    backwards: dict[Any, list[Any]] = {node: [] for node in graph}
    for node, following in graph.items():
        for after in following:
            backwards.setdefault(after, []).append(node)
    taken: set[Any] = set()
    for start in reversed(_finished(graph)):
        component: set[Any] = set()
        to_visit = [start]
        while to_visit:
            node = to_visit.pop()
            if node not in taken:
                taken.add(node)
                component.add(node)
                to_visit += backwards.get(node, ())
        if len(component) > 1 or (component and start in graph.get(start, {})):
            yield component


def _finished(graph: Mapping[Any, Mapping[Any, int]]) -> list[Any]:
    """Return the nodes in the order in which a walk in depth leaves them."""
    left: list[Any] = []
    seen: set[Any] = set()
    for start in graph:
        work = [] if start in seen else [(start, iter(graph[start]))]
        seen.add(start)
        while work:
            node, following = work[-1]
            after = next((one for one in following if one not in seen), None)
            if after is None:
                left.append(node)
                work.pop()
            else:
                seen.add(after)
                work.append((after, iter(graph.get(after, {}))))
    return left
