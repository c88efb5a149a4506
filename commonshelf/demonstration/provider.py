"""A small OAI-PMH 2.0 provider over a feed, so that the demonstration harvests over real HTTP.

It knows all six verbs and every error of the protocol, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import NamedTuple

from commonshelf.demonstration.feed import Held, Offer
from harvesters.page import OAI

PAGE = 25
_LIST = {"metadataPrefix", "from", "until", "set", "resumptionToken"}
_ARGUMENTS = {
    "Identify": set[str](),
    "ListMetadataFormats": {"identifier"},
    "ListSets": {"resumptionToken"},
    "ListIdentifiers": _LIST,
    "ListRecords": _LIST,
    "GetRecord": {"identifier", "metadataPrefix"},
}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$")
_TOKEN = re.compile(r"(\d+)\|([^|]*)\|([^|]*)\|([^|]*)$")


class Refused(Exception):  # noqa: N818 - it becomes an answer
    """The request is answered with an error of the protocol."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code, text)
        self.code, self.text = code, text


class Answer(NamedTuple):
    """A response of the repository."""

    status: int
    body: bytes


class Provider:
    """Answers requests from the records of one feed."""

    def __init__(self, offer: Offer, records: Sequence[Held], address: str) -> None:
        self.offer = offer
        self.address = address
        self._records = sorted(records, key=lambda held: (held.datestamp, held.identifier))
        self._by_identifier = {held.identifier: held for held in records}
        self._verbs: dict[str, Callable[[Mapping[str, str]], str]] = {
            "Identify": self._identify,
            "ListMetadataFormats": self._formats,
            "ListSets": self._sets,
            "ListIdentifiers": lambda asked: self._list(asked, lambda held: held.header),
            "ListRecords": lambda asked: self._list(asked, lambda held: held.record),
            "GetRecord": self._get,
        }

    def answer(self, arguments: Sequence[tuple[str, str]]) -> Answer:
        """Return the response to the arguments of a request."""
        try:
            asked = _checked(arguments)
            body = self._verbs[asked["verb"]](asked)
            attributes = "".join(f' {name}="{escape(value)}"' for name, value in asked.items())
            return Answer(200, self._page(attributes, f"<{asked['verb']}>{body}</{asked['verb']}>"))
        except Refused as error:
            text = f'<error code="{error.code}">{escape(error.text)}</error>'
            return Answer(self.offer.refuses_with, self._page("", text))

    def _page(self, attributes: str, body: str) -> bytes:
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="{OAI}"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
            f' xsi:schemaLocation="{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">\n'
            f"<responseDate>{now}</responseDate>\n<request{attributes}>{self.address}</request>\n"
            f"{body}\n</OAI-PMH>\n"
        ).encode()

    def _identify(self, _asked: Mapping[str, str]) -> str:
        said = {
            "repositoryName": escape(self.offer.name),
            "baseURL": self.address,
            "protocolVersion": "2.0",
            "adminEmail": f"admin@{self.offer.folder}.example",
            "earliestDatestamp": self._records[0].datestamp,
            "deletedRecord": "persistent",
            "granularity": self.offer.granularity,
        }
        return "".join(f"<{name}>{value}</{name}>" for name, value in said.items())

    def _formats(self, asked: Mapping[str, str]) -> str:
        if "identifier" in asked:
            self._held(asked["identifier"])
        offer = self.offer
        return (
            f"<metadataFormat><metadataPrefix>{offer.prefix}</metadataPrefix><schema>{offer.schema}</schema>"
            f"<metadataNamespace>{offer.namespace}</metadataNamespace></metadataFormat>"
        )

    def _sets(self, asked: Mapping[str, str]) -> str:
        if "resumptionToken" in asked:
            raise Refused("badResumptionToken", "the sets are answered in one page")
        names = sorted({name for held in self._records for name in held.sets})
        return "".join(f"<set><setSpec>{name}</setSpec><setName>{name}</setName></set>" for name in names)

    def _get(self, asked: Mapping[str, str]) -> str:
        held = self._held(asked["identifier"])
        self._check_prefix(asked["metadataPrefix"])
        return held.record.decode()

    def _list(self, asked: Mapping[str, str], shown: Callable[[Held], bytes]) -> str:
        start, from_, until, set_ = 0, asked.get("from", ""), asked.get("until", ""), asked.get("set", "")
        if "resumptionToken" in asked:
            start, from_, until, set_ = _read_token(asked["resumptionToken"])
        else:
            self._check_prefix(asked["metadataPrefix"])
            self._check_dates(from_, until)
        chosen = [held for held in self._records if _is_asked_for(held, from_, until, set_)]
        if not chosen:
            raise Refused("noRecordsMatch", "no record matches the arguments")
        if start >= len(chosen):
            raise Refused("badResumptionToken", "the list has no such page")
        body = "".join(shown(held).decode() for held in chosen[start : start + PAGE])
        if len(chosen) > PAGE:
            following = start + PAGE
            token = f"{following}|{from_}|{until}|{set_}" if following < len(chosen) else ""
            counts = f'completeListSize="{len(chosen)}" cursor="{start}"'
            body += f"<resumptionToken {counts}>{escape(token)}</resumptionToken>"
        return body

    def _held(self, identifier: str) -> Held:
        if identifier not in self._by_identifier:
            raise Refused("idDoesNotExist", f"there is no record {identifier}")
        return self._by_identifier[identifier]

    def _check_prefix(self, prefix: str) -> None:
        if prefix != self.offer.prefix:
            raise Refused("cannotDisseminateFormat", f"the only format is {self.offer.prefix}")

    def _check_dates(self, from_: str, until: str) -> None:
        forms = {len(date) for date in (from_, until) if date}
        wrong = any(
            not _DATE.match(date) or len(date) > len(self.offer.granularity)
            for date in (from_, until)
            if date
        )
        if wrong or len(forms) > 1 or (from_ and until and from_ > until):
            raise Refused(
                "badArgument", "from and until must be dates of this repository's granularity, in order"
            )


def _checked(arguments: Sequence[tuple[str, str]]) -> dict[str, str]:
    asked = dict(arguments)
    verb = asked.get("verb")
    if verb not in _ARGUMENTS or [name for name, _ in arguments].count("verb") > 1:
        raise Refused("badVerb", "exactly one verb of the six is expected")
    names = [name for name, _ in arguments if name != "verb"]
    if len(set(names)) < len(names) or not set(names) <= _ARGUMENTS[verb]:
        raise Refused("badArgument", "an argument is unknown or stands twice")
    if "resumptionToken" in names:
        if len(names) > 1:
            raise Refused("badArgument", "a resumption token stands alone")
        return asked
    needed = (
        {"metadataPrefix"} if verb.startswith("List") and verb.endswith(("Records", "Identifiers")) else set()
    )
    if verb == "GetRecord":
        needed = _ARGUMENTS[verb]
    if not needed <= set(names):
        raise Refused("badArgument", f"{', '.join(sorted(needed - set(names)))} is missing")
    return asked


def _read_token(token: str) -> tuple[int, str, str, str]:
    match = _TOKEN.match(token)
    if not match:
        raise Refused("badResumptionToken", "it is none of this repository's")
    return int(match[1]), match[2], match[3], match[4]


def _is_asked_for(held: Held, from_: str, until: str, set_: str) -> bool:
    in_time = (not from_ or held.datestamp >= from_) and (not until or held.datestamp[: len(until)] <= until)
    return in_time and (not set_ or set_ in held.sets)
