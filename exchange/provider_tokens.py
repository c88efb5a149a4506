"""Resumption tokens that need no memory on the server (OAI-PMH 2.0, section 3.5).

A token is the whole of the request and the place reached in it: a JSON array of
verb, metadataPrefix, from, until, set, the datestamp and the key of the last
record given, the cursor (how many were given before the next page) and the size
of the complete list when its first page was made; in UTF-8 and base64url,
without padding. It therefore never expires, and may be used again (3.5.1).

The records of a list stand in the order of their datestamps. One that changes
meanwhile moves behind the last, so that a harvest sees it twice or, where
`until` was given, in the next harvest, but never misses it.

A token is taken only if it is what this module would write for what it says.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from datetime import datetime
from typing import NamedTuple

from exchange.provider_arguments import PREFIX, Refused, Selection, select
from exchange.provider_dates import first_moment, write_datestamp

_LONGEST = 2048
_LARGEST_KEY = 2**63 - 1
_VERBS = ("ListIdentifiers", "ListRecords")


class Token(NamedTuple):
    """How far a list was given: the request, the last record of the page, and the counts."""

    verb: str
    selection: Selection
    changed: datetime
    key: int
    cursor: int
    size: int


def write_token(token: Token) -> str:
    """Return the token as text that needs no escaping in an address."""
    prefix, from_, until, set_ = token.selection
    changed = write_datestamp(token.changed)
    said = [token.verb, prefix, from_, until, set_, changed, token.key, token.cursor, token.size]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_token(text: str, verb: str) -> Token:
    """Return the token of a text; raises Refused where it is none of ours, or another verb's."""
    token = _read(text) if len(text) <= _LONGEST else None
    if token is None or write_token(token) != text:
        raise Refused(
            "badResumptionToken", "it is no resumption token of this repository; start the list again"
        )
    if token.verb != verb:
        raise Refused("badResumptionToken", f"the resumption token is one of {token.verb}, not of {verb}")
    return token


def _read(text: str) -> Token | None:
    try:
        said = json.loads(urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)))
    except (NotBase64, ValueError, RecursionError):  # not ASCII, not UTF-8, not JSON, nested without end
        return None
    if not isinstance(said, list) or len(said) != 9:
        return None
    verb, prefix, from_, until, set_, changed, *numbers = said
    if verb not in _VERBS or prefix != PREFIX or not all(map(_is_count, numbers)):
        return None
    if not isinstance(changed, str) or not all(x is None or isinstance(x, str) for x in (from_, until, set_)):
        return None
    last = first_moment(changed)
    try:
        selection = select(prefix=prefix, from_=from_, until=until, set_=set_)
    except Refused:
        return None
    key, cursor, size = numbers
    return None if last is None else Token(verb, selection, last, key, cursor, size)


def _is_count(value: object) -> bool:
    # `type`, since JSON's true is an int to isinstance; the limit is the databases'.
    return type(value) is int and 0 <= value <= _LARGEST_KEY
