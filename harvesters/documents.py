"""Where one document ends and the next begins, in a file that holds several one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO

_BLANK = b" \t\r\n\xef\xbb\xbf"  # a byte order mark between two documents is what `cat` leaves
_DECLARATION = re.compile(rb"(?<!<!\[CDATA\[)<\?xml\s+version\b")
# No alternative runs past the next "<" but those whose own ends are sought, and the first
# that has none ends the search: the time grows with the content and not with its square.
_INSIDE = rb"""(?:[^<>"'/]|/(?!>)|"[^"<]*"|'[^'<]*')*+"""
_MARKUP = re.compile(
    rb"(?P<other><!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE[^\[<>]*(?:\[.*?\]\s*)?>)"
    rb"|(?P<close></[^<>]*>)"
    rb"|(?P<empty><[^\s!?/<>]" + _INSIDE + rb"/>)"
    rb"|(?P<open><[^\s!?/<>]" + _INSIDE + rb">)"
    rb"|(?P<broken><)",
    re.DOTALL,
)
_NOTHING = re.compile(rb"(?:[" + re.escape(_BLANK) + rb"]|<!--.*?-->|<\?(?!xml\s).*?\?>)*+", re.DOTALL)


def is_several(content: bytes) -> bool:
    """Tell whether content has more than one XML declaration, so that it is several documents for sure."""
    declarations = _DECLARATION.finditer(content)
    return next(declarations, None) is not None and next(declarations, None) is not None


def split(content: bytes) -> list[tuple[bytes, int]]:
    """Return the documents in content, each with the line on which it begins.

    A document ends with the tag that closes its root, and at the latest where an
    XML declaration begins another, so that one that is cut off costs no other.
    What is neither a document nor a comment stands as a piece of its own.
    """
    return list(_pieces(content, _cuts(content), 1))


def split_parts(content: bytes, stream: BinaryIO, limit: int) -> Iterator[tuple[bytes | None, int]]:
    """Yield the documents as `split` does, of what began with `content` and is too large to be held whole.

    No more than the limit is held. What has no end within it is None, and the last that is yielded.
    """
    line = 1
    while len(content) > limit:
        cuts = _cuts(content)
        whole = cuts[-2] if len(cuts) > 1 else 0  # the last piece may go on
        if whole == 0:
            yield None, line
            return
        yield from _pieces(content, cuts[:-1], line)
        line += content.count(b"\n", 0, whole)
        content = content[whole:]
        content += stream.read(limit + 1 - len(content))
    yield from _pieces(content, _cuts(content), line)


def _cuts(content: bytes) -> list[int]:
    """Return where pieces of content end, the end of content being the last."""
    declared = [found.start() for found in _DECLARATION.finditer(content)]
    segments = pairwise([0, *declared, len(content)])
    return [cut for start, end in segments for cut in _ends(content, start, end)]


def _pieces(content: bytes, cuts: list[int], line: int) -> Iterator[tuple[bytes, int]]:
    for start, end in pairwise([0, *cuts]):
        part = content[start:end]
        if not _NOTHING.fullmatch(part):
            blank = len(part) - len(part.lstrip(_BLANK))
            yield part.strip(_BLANK), line + part.count(b"\n", 0, blank)
        line += part.count(b"\n")


def _ends(content: bytes, start: int, end: int) -> Iterator[int]:
    """Yield where documents, and the text between them, end in a part of content; its end at last."""
    depth, last = 0, start
    for found in _MARKUP.finditer(content, start, end):
        if depth == 0 and content[last : found.start()].strip(_BLANK):
            yield found.start()
        last = found.end()
        kind = found.lastgroup
        depth += {"open": 1, "close": -1}.get(str(kind), 0)
        if depth < 0 or kind == "broken":
            break
        if depth == 0 and kind in ("close", "empty"):
            yield last
    yield end
