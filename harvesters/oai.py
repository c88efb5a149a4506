"""Harvesting over OAI-PMH 2.0, on oaipmh-scythe.

scythe keeps the protocol's conduct: the requests of each verb, the client, the
order of pages. Its doors are used so that a page is fetched once and parsed
once, strictly: its own parser repairs in silence what a report should show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import httpx2
from lxml import etree
from oaipmh_scythe import Scythe
from oaipmh_scythe.config import HTTPConfig
from oaipmh_scythe.iterator import OAIResponseIterator
from oaipmh_scythe.models import ResumptionToken

from harvesters.fetching import Fetched, FetchOptions, HarvestFailed, fetch
from harvesters.page import OAI, Page, cut_tree, is_page
from profiles.formats import FORMATS
from profiles.xml import NotXML, appearance, parse

__all__ = [
    "FetchOptions",
    "HarvestFailed",
    "Identity",
    "MetadataFormat",
    "Repository",
    "Request",
    "choose_prefix",
]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a repository: a prefix, and a set and a span of datestamps to choose by."""

    prefix: str | None
    set: str | None = None
    from_: str | None = None
    until: str | None = None
    token: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """What a repository says of itself (OAI-PMH 2.0, section 4.2)."""

    name: str | None
    base_url: str | None
    earliest: str | None
    deleted_record: str | None
    granularity: str | None
    admin_emails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MetadataFormat:
    """A format that a repository offers (OAI-PMH 2.0, section 4.4)."""

    prefix: str
    namespace: str | None
    schema: str | None


class _Response:
    """What scythe's iterator sees of a response: the page, cut by us, and the tree for its token."""

    def __init__(self, root: etree._Element, page: Page) -> None:
        self.xml = root
        self.page = page


class _Pages(OAIResponseIterator):
    """scythe's walk through the pages, with the token of the page that we cut."""

    oai_response: Any

    def _get_resumption_token(self) -> ResumptionToken | None:
        token = self.oai_response.page.token if self.oai_response else None
        return ResumptionToken(token=token) if token else None


class _Scythe(Scythe):
    """scythe with our fetching and our parsing in place of its own."""

    def __init__(self, address: str, options: FetchOptions) -> None:
        config = HTTPConfig(timeout=options.timeout, user_agent=options.user_agent)
        super().__init__(address, http_config=config, iterator=_Pages)
        self._options = options
        self._asked_before = False
        self._prefix: str | None = None

    def harvest(self, query: dict[str, str]) -> Any:
        if self._asked_before and self._options.pause:
            self._options.sleep(self._options.pause)
        self._asked_before = True
        request = self.client.build_request("GET", self.endpoint, params=query)
        fetched = fetch(self.client, request, self.endpoint, options=self._options)
        root = _parsed(fetched, self.endpoint)
        self._prefix = query.get("metadataPrefix", self._prefix)
        return _Response(root, cut_tree(root, fetched.address, prefix=self._prefix))


class Repository:
    """A repository that is asked over one connection; close it, or use it as a context."""

    def __init__(self, address: str, *, options: FetchOptions) -> None:
        self.address = address
        self._scythe = _Scythe(address, options)

    def __enter__(self) -> Repository:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scythe.close()

    def identify(self) -> Identity:
        """Return what the repository says of itself."""
        root = self._ask("Identify").xml
        said = {name: root.findtext(f".//{{{OAI}}}{name}") for name in (
            "repositoryName", "baseURL", "earliestDatestamp", "deletedRecord", "granularity"
        )}  # fmt: skip
        emails = tuple(element.text or "" for element in root.iter(f"{{{OAI}}}adminEmail"))
        return Identity(
            name=said["repositoryName"],
            base_url=said["baseURL"],
            earliest=said["earliestDatestamp"],
            deleted_record=said["deletedRecord"],
            granularity=said["granularity"],
            admin_emails=emails,
        )

    def formats(self) -> tuple[MetadataFormat, ...]:
        """Return the formats that the repository offers."""
        root = self._ask("ListMetadataFormats").xml
        return tuple(
            MetadataFormat(
                prefix=(element.findtext(f"{{{OAI}}}metadataPrefix") or "").strip(),
                namespace=element.findtext(f"{{{OAI}}}metadataNamespace"),
                schema=element.findtext(f"{{{OAI}}}schema"),
            )
            for element in root.iter(f"{{{OAI}}}metadataFormat")
        )

    def pages(self, request: Request) -> Iterator[Page]:
        """Yield the pages of ListRecords, none where no record matches.

        Raises HarvestFailed where the repository reports an error, or gives
        the same page for the same token again.
        """
        query = {
            "verb": "ListRecords",
            "metadataPrefix": request.prefix or "oai_dc",
            "set": request.set,
            "from": request.from_,
            "until": request.until,
        }
        if request.token:
            query = {"verb": "ListRecords", "resumptionToken": request.token}
        before: tuple[str | None, tuple[str, ...]] | None = None
        for response in _Pages(self._scythe, {name: value for name, value in query.items() if value}):
            page: Page = response.page  # type: ignore[attr-defined]  # it is our response, from harvest()
            if page.error is not None:
                if page.error[0] == "noRecordsMatch":
                    return
                raise self._refused(page)
            seen = page.token, tuple(str(taken) for taken in page.records)
            if page.token is not None and seen == before:
                raise HarvestFailed(
                    f"{self.address}: it gives the same page and token again and again; tell its operator"
                )
            before = seen
            yield page

    def _ask(self, verb: str) -> _Response:
        response: _Response = self._scythe.harvest({"verb": verb})
        if response.page.error is not None:
            raise self._refused(response.page)
        return response

    def _refused(self, page: Page) -> HarvestFailed:
        code, text = page.error or ("", "")
        return HarvestFailed(
            f"{self.address}: the repository answered {code}: {text}; ask for something it has"
        )


def choose_prefix(formats: tuple[MetadataFormat, ...]) -> str:
    """Return the prefix of the richest format that is read here: LOM, then IMS MD, then oai_dc."""
    for form in FORMATS:
        for offered in formats:
            if (offered.namespace or "").strip() in form.namespaces:
                return offered.prefix
    for offered in formats:  # feeds give the wrong namespace, or none, more often than the wrong prefix
        if any(offered.prefix in form.prefixes for form in FORMATS):
            return offered.prefix
    return "oai_dc"


def _parsed(fetched: Fetched, address: str) -> etree._Element:
    """Return the root of a response, whatever its status, if it is one of OAI-PMH."""
    is_good = httpx2.codes.is_success(fetched.status)
    try:
        root = parse(fetched.body)
    except NotXML as error:
        if is_good:
            raise HarvestFailed(
                f"{address}: the response is {_described(fetched, error)}; is this its OAI-PMH address?"
            ) from error
        root = None
    if root is not None and is_page(root):
        return root
    if not is_good:
        raise HarvestFailed(
            f"{address}: it answers with HTTP status {fetched.status}; see whether the address is right"
        )
    name = etree.QName(root).localname if root is not None else ""
    raise HarvestFailed(
        f"{address}: the response is no OAI-PMH: its root element is {name}; is this its OAI-PMH address?"
    )


def _described(fetched: Fetched, error: NotXML) -> str:
    return appearance(fetched.body) or error.cause
