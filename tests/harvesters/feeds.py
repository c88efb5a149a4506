"""Small pages and records, and how the tests ask for them."""

from __future__ import annotations

from collections.abc import Sequence

from harvesters.oai import FetchOptions, Request
from harvesters.targets import take
from profiles.record import Record, Unreadable

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
METADATA = f'<oai_dc:dc xmlns:oai_dc="{OAI_DC}" xmlns:dc="{DC}"><dc:title>A title</dc:title></oai_dc:dc>'
FORMATS = (
    "<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix>"
    f"<metadataNamespace>{OAI_DC}</metadataNamespace></metadataFormat></ListMetadataFormats>"
)


def record(number: object, metadata: str = METADATA, more: str = "") -> str:
    """Return a record of a page."""
    return (
        f"<record><header><identifier>oai:a.example:{number}</identifier><datestamp>2024-01-01</datestamp>"
        f"</header><metadata>{metadata}</metadata>{more}</record>\n"
    )


def answer(body: str) -> bytes:
    """Return a response of OAI-PMH with the body."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="{OAI}">'
        f"<responseDate>2024-07-01T00:00:00Z</responseDate><request>https://a.example/oai</request>\n"
        f"{body}</OAI-PMH>"
    ).encode()


def page(*records: str, token: str | None = None) -> bytes:
    """Return a page of ListRecords; the token is written as it is given, as XML."""
    last = f"<resumptionToken>{token}</resumptionToken>" if token is not None else ""
    return answer(f"<ListRecords>{''.join(records)}{last}</ListRecords>")


def error(code: str, text: str = "") -> bytes:
    """Return an error of OAI-PMH."""
    return answer(f'<error code="{code}">{text}</error>')


def options(**given: object) -> FetchOptions:
    """Return options with which nothing waits: what would be slept is left to `sleep`."""
    return FetchOptions(**{"timeout": 5.0, "sleep": lambda _: None, **given})  # type: ignore[arg-type]


def taken_from(target: str, **given: object) -> list[Record | Unreadable]:
    """Return what a target gives; an address is asked for oai_dc."""
    return list(take(target, options=options(**given), request=Request("oai_dc")))


def identifiers(taken: Sequence[Record | Unreadable]) -> list[str]:
    """Return the ends of the identifiers of the records there are, which come before what is not readable."""
    records = [one for one in taken if isinstance(one, Record)]
    assert list(taken[: len(records)]) == records
    return [one.header.identifier.removeprefix("oai:a.example:") for one in records]


def only_line(taken: Sequence[Record | Unreadable], target: str) -> str:
    """Return the cause of the one thing that could not be read, having seen that it names the target."""
    [said] = [one for one in taken if isinstance(one, Unreadable)]
    assert said.target == target
    assert len(str(said).splitlines()) == 1
    return said.cause
