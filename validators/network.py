"""The named functions of the check `network`, each compiled for a rule, and an example's network.

What an address answers is a fact, which the network gives; what it means is
judged here. Only an address that is gone on two different days is called dead:
a server that is busy, or that lets no machine in, says nothing of the address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from profiles.model import LearningResource
from profiles.record import Record
from profiles.rules import Check, Rule
from validators.compiled import member_of
from validators.finding import Finding
from validators.given import Answer, Hosting, Network
from validators.types.fault import Fault

Ask = Callable[[LearningResource, Record | None, list[Finding]], bool | str]

NO_HOST = "its host is not known"
GONE = frozenset({404, 410})
NOT_NAMED = "the list of green hosts does not name its host"

_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_TOLERANCE = 0.1
# What servers say of a file whose type they do not know, and of pages that stand in its place.
_TELLS_NOTHING = frozenset({"application/octet-stream", "binary/octet-stream", "application/force-download"})
_SAME = {
    "application/javascript": "text/javascript",
    "application/x-javascript": "text/javascript",
    "application/x-pdf": "application/pdf",
    "application/x-zip-compressed": "application/zip",
    "application/xhtml+xml": "text/html",
    "audio/mp3": "audio/mpeg",
    "audio/x-mpeg": "audio/mpeg",
    "audio/x-wav": "audio/wav",
    "image/jpg": "image/jpeg",
    "text/xml": "application/xml",
}
_CONTAINERS = frozenset({"application/epub+zip", "application/zip"})  # H5P, SCORM and others are zips


def _answers(rule: Rule, check: Check, network: Network) -> Ask:
    """Build `is: answers`: each address answers 2xx. Codes: `gone`, `no-host`."""
    fields = check.fields or rule.fields

    def ask(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool | str:
        applicable, reason = False, ""
        for field, position, address in _addresses(resource, fields):
            applicable = True
            judged = reached(network.answer(address))
            if isinstance(judged, Fault):
                slots = {"value": address, "other": judged.other}
                findings.append(Finding(rule.id, field, position, judged.code, slots))
            elif judged is not None:
                reason = judged
        return reason or applicable

    return ask


def reached(answer: Answer) -> Fault | str | None:
    """Judge an answer: None where it is there, why nothing can be said, or that it is gone."""
    status = answer.status
    if status is not None and 200 <= status < 300:
        return None
    if status not in GONE and answer.cause != NO_HOST:
        return answer.cause or _MEANING.get(status or 0) or f"it answered with the status {status}"
    days = sorted(set(answer.days))
    if len(days) < 2:
        return f"it did not answer on {days[0] if days else 'this day'}; ask again on another day"
    code = "gone" if status in GONE else "no-host"
    return Fault(code, other=", ".join((days[0], days[-1])))


_MEANING = {
    401: "it lets nobody in without a login (401), which says nothing of the address",
    403: "it lets no machine in (403), which says nothing of the address",
    429: "it is asked too often (429), which says nothing of the address",
}


def _addresses(resource: LearningResource, fields: tuple[str, ...]) -> Iterator[tuple[str, int, str]]:
    """Yield the web addresses in fields, each once, with field and position."""
    seen: set[str] = set()
    for field in fields:
        member = member_of(field)
        for position, value in enumerate(getattr(resource, field.partition(".")[0])):
            said = value if member is None else value[member]
            address = str(said or "").strip()
            if _WEB.match(address) and host_of(address) and address not in seen:
                seen.add(address)
                yield field, position, address


ASKED = ("url", "encoding.contentUrl", "license.id")
"""The fields whose addresses a run asks before it judges."""


def addresses_of(resource: LearningResource) -> Iterator[str]:
    """Yield the web addresses of a resource that rules ask for."""
    yield from (address for _, _, address in _addresses(resource, ASKED))


def _as_described(rule: Rule, _check: Check, network: Network) -> Ask:
    """Build `is: as-described`: the file has the type and the size that the record says.

    Codes: `type`, `size`. Of an address that is not there another rule speaks.
    """

    def ask(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool | str:
        applicable, reason = False, ""
        for position, file in enumerate(resource.encoding):
            address = (file.contentUrl or "").strip()
            if not _WEB.match(address) or not (file.encodingFormat or file.contentSize):
                continue
            answer = network.answer(address)
            judged = reached(answer)
            if judged is not None:
                reason = judged if isinstance(judged, str) else "the file is not there"
                continue
            applicable = True
            for member, fault in (
                ("encodingFormat", _type_fault(file.encodingFormat, answer.content_type)),
                ("contentSize", _size_fault(file.contentSize, answer.content_length)),
            ):
                if fault is not None:
                    slots = {"value": getattr(file, member), "other": fault.other}
                    findings.append(Finding(rule.id, f"encoding.{member}", position, fault.code, slots))
        return reason or applicable

    return ask


def _type_fault(said: str | None, found: str | None) -> Fault | None:
    if not said or not found or "/" not in said:
        return None
    expected, sent = _bare(said), _bare(found)
    if expected == sent or sent in _TELLS_NOTHING or {expected, sent} <= _CONTAINERS:
        return None
    if sent in _CONTAINERS and expected.endswith(("+zip", "/vnd.h5p", "h5p", "scorm")):
        return None
    return Fault("type", other=sent)


def _bare(media_type: str) -> str:
    name = media_type.partition(";")[0].strip().lower()
    return _SAME.get(name, name)


def _size_fault(said: str | None, found: int | None) -> Fault | None:
    if not said or not said.isdecimal() or not found:
        return None
    size = int(said)
    return Fault("size", other=str(found)) if abs(size - found) > _TOLERANCE * found else None


def _green_hosting(rule: Rule, check: Check, network: Network) -> Ask:
    """Build `is: green-hosting`: the hosts of the addresses are known to run on renewable energy.

    It goes by a list that the operator names, never by what the record says;
    of a host that is not on it nothing is known.
    """
    fields = check.fields or rule.fields

    def ask(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool | str:
        applicable, reason = False, ""
        seen: set[str] = set()
        for field, position, address in _addresses(resource, fields):
            host = host_of(address)
            if host in seen:
                continue
            seen.add(host)
            found = network.hosting(host)
            if isinstance(found, str):
                reason = found
                continue
            applicable = True
            if not found.green:
                slots = {"value": host, "other": found.source, "date": found.date}
                findings.append(Finding(rule.id, field, position, "", slots))
        return reason or applicable

    return ask


def host_of(address: str) -> str:
    """Return the host of an address in small letters, empty where it has none."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


NETWORK: dict[str, Callable[[Rule, Check, Network], Ask]] = {
    "answers": _answers,
    "as-described": _as_described,
    "green-hosting": _green_hosting,
}
"""The functions by the names that rules give."""


class Told:
    """A network of which all is told beforehand, as the examples of rules tell it.

    Addresses with `status`, `cause`, `days`, `contentType` and `contentLength`;
    hosts with `green`, `source` and `date`.
    """

    def __init__(self, said: Mapping[str, Mapping[str, Any]]) -> None:
        self._said = said

    def answer(self, address: str) -> Answer:
        """Return what an address is told to answer; what is not told times out."""
        said = self._said.get(address)
        if said is None:
            return Answer(cause="it does not answer in time")
        return Answer(
            said.get("status"),
            said.get("cause", ""),
            tuple(map(str, said.get("days", ()))),
            said.get("contentType"),
            said.get("contentLength"),
        )

    def hosting(self, host: str) -> Hosting | str:
        """Return what is told of a host."""
        said = self._said.get(host)
        if said is None:
            return NOT_NAMED
        return Hosting(bool(said["green"]), str(said["source"]), str(said["date"]))
