"""The unified diff of a file and its mended form, in bytes, as `patch` and `git apply` take it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

_AROUND = 3
_NO_END = b"\n\\ No newline at end of file\n"
_QUOTED = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def difference(before: bytes, after: bytes, name: str) -> bytes:
    """Return the diff of two contents that have as many lines, empty where they are the same.

    A line ends with LF, as diff tools have it. Mends never part or join lines, so
    that no search for what belongs together is needed, however large the file.
    """
    old, new = _lines(before), _lines(after)
    changed = [number for number, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    if not changed:
        return b""
    hunks = (_hunk(old, new, start, end) for start, end in _spans(changed, len(old)))
    return b"".join([b"--- ", _named("a/" + name), b"+++ ", _named("b/" + name), *chain.from_iterable(hunks)])


def _lines(content: bytes) -> list[bytes]:
    lines = [line + b"\n" for line in content.split(b"\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _spans(changed: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    """Yield from which line to before which each hunk goes, with the lines around what is changed."""
    start = max(0, changed[0] - _AROUND)
    last = changed[0]
    for number in changed[1:]:
        if number - last > 2 * _AROUND:
            yield start, last + _AROUND + 1
            start = number - _AROUND
        last = number
    yield start, min(count, last + _AROUND + 1)


def _hunk(old: Sequence[bytes], new: Sequence[bytes], start: int, end: int) -> Iterator[bytes]:
    size = f"{start + 1},{end - start}"
    yield f"@@ -{size} +{size} @@\n".encode()
    waiting: list[bytes] = []  # the new lines, which stand after all old ones that they are in place of
    for number in range(start, end):
        if old[number] == new[number]:
            yield from waiting
            waiting = []
            yield _line(b" ", old[number])
        else:
            yield _line(b"-", old[number])
            waiting.append(_line(b"+", new[number]))
    yield from waiting


def _line(sign: bytes, line: bytes) -> bytes:
    return sign + line if line.endswith(b"\n") else sign + line + _NO_END


def _named(path: str) -> bytes:
    """Return the name of a file as diffs have it, in quotation marks where it needs them."""
    if any(sign in _QUOTED for sign in path):
        return (
            b'"'
            + "".join(_QUOTED.get(sign, sign) for sign in path).encode("utf-8", "surrogateescape")
            + b'"\n'
        )
    return path.encode("utf-8", "surrogateescape") + (b"\t\n" if " " in path else b"\n")
