"""What compiled checks are made of: their form, and reading members of values."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import Any, NamedTuple, get_args, get_type_hints

from profiles.model import FIELDS, Concept, Encoding, LearningResource, License, Link, Statement, Text
from profiles.record import Record
from validators.finding import Finding

Compiled = Callable[[LearningResource, Record | None, list[Finding]], bool]
"""Takes the resource, the record and the list its findings go to; tells whether it was applicable."""


class Judged(NamedTuple):
    """What several checks say: the rules that applied, and their findings."""

    applied: Set[str]
    findings: Sequence[Finding]


class Structural(NamedTuple):
    """A check of more than single values; it has nothing to say where `trigger`, a field, is absent.

    None: it is to be run on every resource. `reads` are the fields, or members
    of fields, that all it says follows from; None where that is not known.
    """

    check: Compiled
    trigger: str | None = None
    reads: frozenset[str] | None = None


_ADDRESS_OR_WORDS = (Concept, License, Link, Statement, Encoding)
_HINTS = get_type_hints(LearningResource)
_KINDS: dict[str, Any] = {name: get_args(_HINTS[name])[0] for name in FIELDS}


def kind_of(name: str) -> Any:
    """Return what the values of a field are; None for a fact of the record, which is no field."""
    return _KINDS.get(name)


def member_of(field: str, *, whole: bool = False) -> int | None:
    """Return the position of the member that a field's name asks for; None for the value itself."""
    name, _, member = field.partition(".")
    kind = kind_of(name)
    if kind is None or kind is str or whole:
        return None
    return kind._fields.index(member) if member else 0


def comes_again(field: str) -> bool:
    """Tell whether records have the values of a field, or of a member of one, in common, as languages are.

    What was said of a text, an address or an author is seldom asked twice; to keep it would only cost.
    """
    if field in _SELDOM_TWICE or field.partition(".")[2] in _ADDRESSES:
        return False
    name, _, member = field.partition(".")
    return kind_of(name) is not Text or member == "lang"


_SELDOM_TWICE = frozenset({"url", "id", "encoding", "image", "creator", "contributor", "review"})
_ADDRESSES = frozenset({"contentUrl", "embedUrl", "sha256"})


def text_of(value: Any, member: int | None) -> str | None:
    """Return what a value says in a member; of one that is known by address or in words, whichever it has."""
    if member is None:
        return str(value)
    text = value[member]
    if not text and member == 0 and isinstance(value, _ADDRESS_OR_WORDS):
        text = value[1]
    if type(text) is int:  # a bound of an age range
        return str(text)
    return text[0].value if isinstance(text, tuple) and text else text or None
