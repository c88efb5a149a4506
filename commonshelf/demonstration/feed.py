"""A repository's records, read from the saved pages that ship with the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from lxml import etree

from harvesters.page import OAI
from profiles.xml import document, local_name, parse


@dataclass(frozen=True, slots=True)
class Held:
    """A record as it is served: its header's facts, and the header and the whole record as XML."""

    identifier: str
    datestamp: str
    sets: tuple[str, ...]
    deleted: bool
    header: bytes
    record: bytes


@dataclass(frozen=True, slots=True)
class Offer:
    """What a repository says of itself, and the format it offers; `folder` holds its feed.

    `refuses_with` is the HTTP status of its errors of protocol: Zenodo's is 422.
    """

    folder: str
    name: str
    prefix: str
    namespace: str
    schema: str
    granularity: str
    refuses_with: int = 200


OFFERS = (
    Offer(
        folder="nordlicht",
        name="Nordlicht Lernmaterial",
        prefix="lom",
        namespace="http://ltsc.ieee.org/xsd/LOM",
        schema="http://ltsc.ieee.org/xsd/lomv1.0/lom.xsd",
        granularity="YYYY-MM-DDThh:mm:ssZ",
    ),
    Offer(
        folder="mediterranee",
        name="Ressources de la Méditerranée",
        prefix="oai_dc",
        namespace="http://www.openarchives.org/OAI/2.0/oai_dc/",
        schema="http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        granularity="YYYY-MM-DD",
        refuses_with=422,
    ),
    # The prefix is wrong for the format, as it is in the Dutch feeds that this one is like.
    Offer(
        folder="leerbank",
        name="Leerbank",
        prefix="oai_lom",
        namespace="http://www.imsglobal.org/xsd/imsmd_v1p2",
        schema="http://www.imsglobal.org/xsd/imsmd_v1p2p4.xsd",
        granularity="YYYY-MM-DDThh:mm:ssZ",
    ),
)


def read_feed(folder: str) -> tuple[Held, ...]:
    """Return the records of a feed in the order of their pages."""
    feed = files("commonshelf.demonstration").joinpath("feeds", folder)
    pages = sorted(
        (page for page in feed.iterdir() if page.name.endswith(".xml")), key=lambda page: page.name
    )
    return tuple(held for page in pages for held in _records(parse(page.read_bytes())))


def _records(root: etree._Element) -> Iterator[Held]:
    for element in root.iter(f"{{{OAI}}}record"):
        header = element[0]
        said = [(local_name(child), child.text or "") for child in header]
        facts = dict(said)
        yield Held(
            identifier=facts["identifier"],
            datestamp=facts["datestamp"],
            sets=tuple(text for name, text in said if name == "setSpec"),
            deleted=header.get("status") == "deleted",
            header=document(header),
            record=document(element),
        )
