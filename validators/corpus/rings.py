"""Rings: records that are parts of each other, found among all links at once (Tarjan's algorithm)."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence


def rings(edges: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return for each record that stands in a ring the number of that ring.

    `edges` lead from a part to its whole and come by the number of the part.
    Numbers are small and packed in arrays, for there may be a million.
    """
    starts, ends = _packed(edges)
    found: dict[int, int] = {}
    order = array("q", [0]) * len(starts)  # when each was met, from 1; 0: not yet
    lowest = array("q", [0]) * len(starts)  # the earliest that it leads back to
    closed = bytearray(len(starts))
    met = 0
    for root in range(len(starts) - 1):
        if order[root] or starts[root] == starts[root + 1]:
            continue
        way, waiting = [root], [root]
        ahead = {root: starts[root]}
        met += 1
        order[root] = lowest[root] = met
        while way:
            part = way[-1]
            at = ahead[part]
            if at < starts[part + 1]:
                ahead[part] = at + 1
                whole = ends[at]
                if not order[whole]:
                    met += 1
                    order[whole] = lowest[whole] = met
                    ahead[whole] = starts[whole]
                    way.append(whole)
                    waiting.append(whole)
                elif not closed[whole]:
                    lowest[part] = min(lowest[part], order[whole])
                continue
            way.pop()
            del ahead[part]
            if way:
                lowest[way[-1]] = min(lowest[way[-1]], lowest[part])
            if lowest[part] == order[part]:
                _close(part, waiting, closed, found, is_own=part in ends[starts[part] : starts[part + 1]])
    return found


def _close(part: int, waiting: list[int], closed: bytearray, found: dict[int, int], *, is_own: bool) -> None:
    """Take a finished group off the waiting ones; it is a ring where it has two members, or names itself."""
    group = []
    while True:
        one = waiting.pop()
        closed[one] = 1
        group.append(one)
        if one == part:
            break
    if len(group) > 1 or is_own:
        found.update(dict.fromkeys(group, part))


def _packed(edges: Iterable[tuple[int, int]]) -> tuple[Sequence[int], array[int]]:
    """Return the ends of all edges, and for each start where its own begin among them."""
    starts, ends = array("q", [0]), array("q")
    most = 0
    for start, end in edges:
        while len(starts) <= start:
            starts.append(len(ends))
        ends.append(end)
        most = max(most, start, end)
    while len(starts) <= most + 1:
        starts.append(len(ends))
    return starts, ends
