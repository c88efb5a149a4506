"""The arguments of an OAI-PMH request, checked before anything is looked up (sections 3.1, 3.6 and 4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from exchange.provider_dates import first_moment, last_moment

PREFIX = "oai_dc"
SET_OF_SOURCE = "source:"

# An identifier of the scheme oai, in characters that a URI may have; nothing else is legal here.
# (A colon comes first where the node has no domain but an IPv6 address.)
_IDENTIFIER = re.compile(r"oai:[A-Za-z0-9:](?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*\Z")
_PREFIX = re.compile(r"[A-Za-z0-9\-_.!~*'()]+\Z")
_SET = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(?::[A-Za-z0-9\-_.!~*'()]+)*\Z")


class Refused(Exception):  # noqa: N818 - the protocol calls it an error or exception condition
    """A request met one of the protocol's error conditions; `code` is the protocol's word for it."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


class Asked(NamedTuple):
    """A request that could be read: its verb, and its other arguments by their names."""

    verb: str
    arguments: dict[str, str]


class Selection(NamedTuple):
    """Which records a list is to hold, in the arguments' own words."""

    prefix: str
    from_: str | None = None
    until: str | None = None
    set: str | None = None

    @property
    def start(self) -> datetime | None:
        """The first moment of the list."""
        return first_moment(self.from_) if self.from_ else None

    @property
    def end(self) -> datetime | None:
        """The last second of the list."""
        return last_moment(self.until) if self.until else None

    @property
    def names_a_source(self) -> bool:
        """Whether the set, if one was asked for, can be one of ours."""
        return self.set is None or self.set.startswith(SET_OF_SOURCE)

    @property
    def source_id(self) -> str | None:
        """The source whose set was asked for."""
        return self.set.removeprefix(SET_OF_SOURCE) if self.set else None


class _Takes(NamedTuple):
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()


_LIST = _Takes(frozenset({"metadataPrefix"}), frozenset({"from", "until", "set", "resumptionToken"}))
_VERBS = {
    "Identify": _Takes(),
    "ListMetadataFormats": _Takes(optional=frozenset({"identifier"})),
    "ListSets": _Takes(optional=frozenset({"resumptionToken"})),
    "GetRecord": _Takes(frozenset({"identifier", "metadataPrefix"})),
    "ListIdentifiers": _LIST,
    "ListRecords": _LIST,
}


def read_arguments(pairs: Sequence[tuple[str, str]]) -> Asked:
    """Return the request that the arguments make; raises Refused, which then calls for the base URL alone."""
    verb = _verb([value for name, value in pairs if name == "verb"])
    arguments: dict[str, str] = {}
    for name, value in pairs:
        if name == "verb":
            continue
        if name in arguments:
            raise Refused("badArgument", f"the argument {_shown(name)} is repeated")
        arguments[name] = value
    _check_names(verb, arguments)
    _check_values(arguments)
    return Asked(verb, arguments)


def select(*, prefix: str, from_: str | None, until: str | None, set_: str | None) -> Selection:
    """Return the selection; raises Refused for dates that are malformed or do not go together."""
    for name, text in (("from", from_), ("until", until)):
        if text is not None and first_moment(text) is None:
            form = "YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ"
            raise Refused("badArgument", f"{name} is {_shown(text)}; a date of the form {form} is expected")
    selection = Selection(prefix, from_, until, set_)
    if from_ and until and len(from_) != len(until):
        raise Refused("badArgument", "from and until differ in granularity")
    if selection.start and selection.end and selection.start > selection.end:
        raise Refused("badArgument", "from is after until")
    return selection


def check_prefix(prefix: str) -> None:
    """Raise Refused where records are not disseminated under the metadata prefix."""
    if prefix != PREFIX:
        raise Refused("cannotDisseminateFormat", f"records are disseminated as {PREFIX}, not as {prefix}")


def _verb(values: list[str]) -> str:
    known = ", ".join(_VERBS)
    if not values:
        raise Refused("badVerb", f"the argument verb is missing; it takes {known}")
    if len(values) > 1:
        raise Refused("badVerb", "the argument verb is repeated")
    if values[0] not in _VERBS:
        raise Refused("badVerb", f"there is no verb {_shown(values[0])}; the verbs are {known}")
    return values[0]


def _check_names(verb: str, arguments: dict[str, str]) -> None:
    takes = _VERBS[verb]
    for name in arguments:
        if name not in takes.required | takes.optional:
            raise Refused("badArgument", f"{verb} takes no argument {_shown(name)}")
    if "resumptionToken" in arguments:
        if len(arguments) > 1:
            raise Refused(
                "badArgument", "resumptionToken is exclusive: no argument but verb may stand beside it"
            )
        return
    for name in sorted(takes.required - arguments.keys()):
        raise Refused("badArgument", f"{verb} requires the argument {name}")


def _check_values(arguments: dict[str, str]) -> None:
    """Refuse values of illegal syntax, so that what is echoed later fits the protocol's schema."""
    for name, syntax in (("metadataPrefix", _PREFIX), ("set", _SET)):
        if name in arguments and not syntax.match(arguments[name]):
            raise Refused(
                "badArgument", f"{name} is {_shown(arguments[name])}, which its syntax does not allow"
            )
    identifier = arguments.get("identifier")
    if identifier is not None and not _IDENTIFIER.match(identifier):
        raise Refused("idDoesNotExist", f"{_shown(identifier)} is no identifier of this repository")
    select(prefix=PREFIX, from_=arguments.get("from"), until=arguments.get("until"), set_=None)


def _shown(text: str) -> str:
    return f"'{text if len(text) <= 80 else text[:79] + '…'}'"
