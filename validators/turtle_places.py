"""Where a value stands in a text of Turtle (RDF 1.1 Turtle), found by its statements, without parsing it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n]*|\^\^|@[A-Za-z][\w-]*)
      | (?P<text>\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
      | (?P<address><[^<>\s][^<>]*>|<>)
      | (?P<mark>[][();,]|\.(?=[\s\#<\[]|$))
      | (?P<name>[^\s<>\[\]();,"'\#]+(?<!\.))""",
    re.VERBOSE | re.DOTALL,
)
_OPEN, _CLOSE = "[(", "])"
_DIRECTIVES = {"prefix": 3, "base": 2}


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    depth: int


def turtle_index(text: str, way: Sequence[str | int], value: str | None = None) -> int:
    """Return the index at which the value begins to which a way leads; 0 where nothing of it is found.

    A way is the address of a node and those of the predicates from it. Of one
    that is only partly found, the last part that is has the index. `value` tells
    several values of a predicate apart, where one of them is that text.
    """
    tokens = _tokens(text)
    address, *predicates = way or ("",)
    starts = _subjects(tokens)
    at = next((start for start in starts if _is(tokens[start], str(address))), None)
    if at is None:
        return 0
    found = tokens[at].start
    for depth, predicate in enumerate(predicates):
        following = _predicate(tokens, at, str(predicate), depth)
        if following is None:
            return found
        at, found = following, tokens[following].start
    said = next((token for token in _objects(tokens, at) if value and _says(token, value)), None)
    return said.start if said and predicates else found


@lru_cache(maxsize=2)  # for the findings of one text, one after the other
def _tokens(text: str) -> list[_Token]:
    depth = 0
    tokens = []
    for match in _TOKEN.finditer(text):
        kind, token = str(match.lastgroup), match[0]
        if kind == "skip":
            continue
        depth -= kind == "mark" and token in _CLOSE
        tokens.append(_Token(kind, token, match.start(), depth))
        depth += kind == "mark" and token in _OPEN
    return tokens


def _subjects(tokens: list[_Token]) -> list[int]:
    """Return the numbers of the tokens that begin a statement."""
    ends = [number for number, token in enumerate(tokens) if token.text == "." and not token.depth]
    found = []
    for start in (0, *(end + 1 for end in ends)):
        number = start
        while number < len(tokens) and tokens[number].text.lower() in _DIRECTIVES:  # which end without a dot
            number += _DIRECTIVES[tokens[number].text.lower()]
        found.append(number)
    return [number for number in found if number < len(tokens)]


def _predicate(tokens: list[_Token], at: int, address: str, depth: int) -> int | None:
    """Return the number of a predicate of a node, or of the one in brackets to which a predicate leads."""
    for number in range(at + 1, len(tokens)):
        token, before = tokens[number], tokens[number - 1]
        if token.depth < tokens[at].depth or (token.text == "." and not token.depth):
            return None
        if token.depth == depth and before.text in (";", "[", tokens[at].text) and _is(token, address):
            return number
    return None


def _objects(tokens: list[_Token], at: int) -> Iterator[_Token]:
    """Yield the values of the predicate at a number."""
    depth = tokens[at].depth
    for token in tokens[at + 1 :]:
        if token.depth < depth or (token.depth == depth and token.text in (";", ".")):
            return
        if token.depth == depth:
            yield token


def _is(token: _Token, address: str) -> bool:
    """Tell whether a token names an address: in brackets, or by a prefix and its last part."""
    if token.kind == "address":
        return token.text[1:-1] == address
    last = re.split(r"[/#]", address.rstrip("/#"))[-1]
    return token.kind == "name" and (token.text.partition(":")[2] == last or token.text == address)


def _says(token: _Token, value: str) -> bool:
    if token.kind == "address":
        return token.text[1:-1] == value
    return token.kind == "text" and token.text.strip("\"'") == value
