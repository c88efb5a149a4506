"""Where JSON documents begin and end in a stream: one object, an array of them, or one after the other.

The stream is read as it goes: no more of it is held than one document. JSON lines,
text sequences (RFC 7464) and objects run together are all several documents with
blanks between. A document is checked to be well-formed (RFC 8259), and cut out as
it stands. One that is broken costs no other, but for an array's: where its fault
lies between its documents, nothing tells where the next begins.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

import orjson

from harvesters.packed import DAMAGED, too_large
from harvesters.window import Window
from profiles.encodings import marked

_DEEPEST = 1000  # a little less than the parser's own limit
_LONGEST_LINE = 1 << 20  # up to here, whether a line is a document is found by parsing it
_TEXT = rb'"[^"\\\n\r]*+(?:\\[^\n\r][^"\\\n\r]*+)*+"'  # one that is not closed on its line is a fault
_OPEN_TEXT = re.compile(_TEXT[:-1] + rb"\\?\Z")
_STEP = re.compile(rb'([^"{}\[\]]*+(?:' + _TEXT + rb'[^"{}\[\]]*+)*+)([{}\[\]"]|\Z)')
_PLAIN = rb'[^"{}\[\]]*+'


def _nested(deep: int) -> bytes:
    """Return the pattern of what stands in brackets, with so many levels of brackets within."""
    within = _TEXT if deep == 0 else _TEXT + rb"|" + _nested(deep - 1)
    return rb"[{\[]" + _PLAIN + rb"(?:(?:" + within + rb")" + _PLAIN + rb")*+[}\]]"


_SHALLOW = re.compile(_nested(5))  # most documents; one that is not well-formed may match it too
_FAR = 1 << 15  # no further is looked with it, as that may be in vain
_SCALAR = re.compile(_TEXT + rb'|[^"\s,\[\]{}]++')
_LINE_BREAK = re.compile(rb"\n")
_OPENING_LINE = re.compile(rb"\n(?=\x1e?[{\[])")
_NO_NUMBER = re.compile(r"NaN|Infinity")
_KINDS = {str: "a text", bool: "true or false", type(None): "null", list: "an array"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A document, or, with a cause, what could not be read; and the place of its beginning, or of its fault.

    `alone` tells that the stream holds no other; a document's content is then the whole of the stream.
    """

    content: bytes
    line: int
    column: int
    cause: str | None = None
    alone: bool = False


class _FaultError(Exception):
    """Why nobody can tell where a document ends, and where in the window."""

    def __init__(self, reason: str, at: int, *, is_syntax: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at
        self.is_syntax = is_syntax


def split_json(stream: BinaryIO, limit: int) -> Iterator[Piece]:
    """Yield the documents in a stream, in order; none is held that is larger than the limit."""
    window = Window(stream, limit)
    is_array = window.skip_blanks() and window.data.startswith(b"[", window.at)
    pieces = _pieces(window, limit)
    first = next(pieces, None)
    try:
        second = next(pieces, None)
    except DAMAGED:
        if first is not None:
            yield first
        raise
    if first is not None and second is None and not is_array:
        whole = window.whole() if first.cause is None else None
        yield replace(first, alone=True) if whole is None else Piece(whole, 1, 1, alone=True)
        return
    window.release()
    yield from (piece for piece in (first, second) if piece is not None)
    yield from pieces


def _pieces(window: Window, limit: int) -> Iterator[Piece]:
    by_lines, lines = True, 0
    while window.skip_blanks():
        mark = window.data[window.at : window.at + 1]
        line = _line(window, min(limit, _LONGEST_LINE)) if mark == b"{" and by_lines else None
        if line is not None and _error(line) is None:
            piece = Piece(window.original(line), window.line, window.column)
            window.move(window.at + len(line))
            lines += 1
            yield piece
            continue
        next_line = _LINE_BREAK if by_lines and lines else _OPENING_LINE
        if mark == b"[":
            is_whole = yield from _array(window, limit)
            if not is_whole:
                return
        elif mark == b"{":
            try:
                piece = _value(window, limit)
                by_lines = by_lines and piece.cause is not None
            except _FaultError as fault:
                piece = _cut_short(window, fault, next_line) or _fault(window, fault)
                window.skip_to(next_line)
            yield piece
        else:
            yield _no_object(_line(window, _LONGEST_LINE) or b"?", window.line, window.column)
            window.skip_to(next_line)
    if window.fault:
        yield Piece(b"", window.line, window.column, window.fault)


def _array(window: Window, limit: int) -> Generator[Piece, None, bool]:
    """Yield the objects of an array, and of items in a row that are none the first.

    Returns whether the array is whole, so that more may follow.
    """
    try:
        window.move(window.at + 1)
        mark, is_first, was_object = _next(window), True, True
        while mark != b"]" or not is_first:
            piece = _value(window, limit) if mark in (b"{", b"[") else _scalar(window, limit)
            if mark == b"{" or was_object:  # an array of a million numbers is one fault, not a million
                yield piece
            is_first, was_object, mark = False, mark == b"{", _next(window)
            if mark == b"]":
                break
            if mark != b",":
                raise _FaultError("neither a comma nor the end of the array", window.at)
            window.move(window.at + 1)
            mark = _next(window)
    except _FaultError as fault:
        yield _fault(window, fault)
        return False
    window.move(window.at + 1)
    return True


def _line(window: Window, longest: int) -> bytes | None:
    """Return the rest of the line without the blanks after it, None where it is longer than said."""
    while (end := window.data.find(b"\n", window.at)) < 0:
        if window.rest > longest:
            return None
        if not window.more():
            end = len(window.data)
            break
    return window.data[window.at : end].rstrip(b" \t\r") if end - window.at <= longest else None


def _next(window: Window) -> bytes:
    """Go on to what comes next in an array, and return its first byte."""
    if not window.skip_blanks():
        raise _FaultError("cut off: the array has no end", window.at)
    return window.data[window.at : window.at + 1]


def _value(window: Window, limit: int) -> Piece:
    """Go past the object at the window's place, or an array that stands where one belongs, and return it."""
    line, column, is_object = window.line, window.column, window.data.startswith(b"{", window.at)
    shallow = _SHALLOW.match(window.data, window.at, window.at + min(_FAR, limit))
    if shallow and is_object and _error(shallow[0]) is None:
        window.move(shallow.end())
        return Piece(window.original(shallow[0]), line, column)
    content = _balanced(window, limit)
    if content is None:
        return Piece(b"", line, column, too_large(limit))
    error = _error(content)
    if error is not None:
        return Piece(b"", *_explained(content, error, line, column))
    if not is_object:
        return _no_object(content, line, column)
    return Piece(window.original(content), line, column)


def _scalar(window: Window, limit: int) -> Piece:
    """Go past a value of an array that is neither object nor array, and say what it is."""
    while True:
        found = _SCALAR.match(window.data, window.at) or _OPEN_TEXT.match(window.data, window.at)
        if found is None:
            raise _FaultError("unexpected character, expected a JSON value", window.at)
        if found.end() < len(window.data) or window.rest > limit or not window.more():
            break
    piece = _no_object(found[0], window.line, window.column)
    window.move(window.at + len(found[0]))
    return piece


def _balanced(window: Window, limit: int) -> bytes | None:
    """Go past the object or array at the window's place; return it, or None where it is too large."""
    inside: list[bytes] = []
    at, is_held = window.at, True
    while True:
        found = _STEP.match(window.data, at)
        between, mark = found.groups() if found else (b"", b"")
        if mark in (b"", b'"'):
            at = _go_on(window, at, is_in_text=bool(mark), limit=limit)
            continue
        end = at + len(between) + 1
        if mark in (b"{", b"["):
            _may_stand(inside, between, window.data[at - 1 : at], end - 1)
            inside.append(mark)
        elif inside.pop() + mark not in (b"{}", b"[]"):
            raise _FaultError(f"'{mark.decode()}' closes what another bracket opened", end - 1)
        at = end
        if not inside:
            content = window.data[window.at : at] if is_held and at - window.at <= limit else None
            window.move(at)
            return content
        if at - window.at > limit:
            window.move(at)
            is_held = False


def _may_stand(inside: list[bytes], between: bytes, bracket: bytes, at: int) -> None:
    """Raise a fault unless an object or an array may begin after what stands before it.

    So a document that is cut off does not take the next one for a part of its own.
    """
    if not inside:
        return
    if len(inside) >= _DEEPEST:
        raise _FaultError(f"nested more than {_DEEPEST:,} deep", at)
    before = between.rstrip(b" \t\r\n")[-1:] or bracket
    if before not in ((b":",) if inside[-1] == b"{" else (b"[", b",")):
        raise _FaultError("an object or an array begins where none may", at)


def _go_on(window: Window, at: int, *, is_in_text: bool, limit: int) -> int:
    """Read on where the window ends within a document; return where `at` is then."""
    if is_in_text:
        quote = _STEP.match(window.data, at)
        place = quote.start(2) if quote else at
        if not _OPEN_TEXT.match(window.data, place):
            raise _FaultError("a text is not closed on its line", place)
    if len(window.data) - at > limit:
        raise _FaultError(too_large(limit), window.at, is_syntax=False)
    ahead = at - window.at
    if not window.more():
        raise _FaultError(window.fault or "cut off: the document has no end", len(window.data.rstrip()))
    return window.at + ahead


def _cut_short(window: Window, fault: _FaultError, next_line: re.Pattern[bytes]) -> Piece | None:
    """Return what is wrong with a document that took the next for a part of its own; None for others."""
    beginning = next_line.search(window.data, window.at, fault.at + 1)
    content = window.data[window.at : beginning.start()].rstrip() if beginning else b"{}"
    error = _error(content)
    return Piece(b"", *_explained(content, error, window.line, window.column)) if error else None


def _fault(window: Window, fault: _FaultError) -> Piece:
    line, column = window.place(fault.at)
    return Piece(
        b"", line, column, _malformed(fault.reason, line, column) if fault.is_syntax else fault.reason
    )


def _no_object(content: bytes, line: int, column: int) -> Piece:
    """Return the piece for a value that is no object, or no value at all."""
    error = _error(content)
    if error is not None:
        return Piece(b"", *_explained(content, error, line, column))
    kind = _KINDS.get(type(orjson.loads(marked(content) or content)), "a number")
    return Piece(b"", line, column, f"{kind}, where an object belongs")


def _error(content: bytes) -> orjson.JSONDecodeError | None:
    """Return why content is no JSON; bytes that are no UTF-8 are for whoever opens the document."""
    try:
        orjson.loads(content)
    except orjson.JSONDecodeError as error:
        with_marks = marked(content)
        return error if with_marks is None else _error(with_marks)
    return None


def _explained(content: bytes, error: orjson.JSONDecodeError, line: int, column: int) -> tuple[int, int, str]:
    """Return the line and the column of an error in a document that begins as given, and its cause."""
    reason, place = error.msg, error.pos
    text = (marked(content) or content).decode("utf-8", "replace")
    if found := _NO_NUMBER.match(text, place):
        place -= text.endswith("-", 0, place)
        reason = f"{text[place : found.end()]} is no number in JSON"
    breaks = text.count("\n", 0, place)
    column = place - text.rindex("\n", 0, place) if breaks else column + place
    return line + breaks, column, _malformed(reason, line + breaks, column)


def _malformed(reason: str, line: int, column: int) -> str:
    return f"not well-formed JSON: line {line}, column {column}: {reason}"
