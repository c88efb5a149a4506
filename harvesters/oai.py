"""Harvesting over OAI-PMH 2.0, on oaipmh-scythe.

scythe keeps the protocol's conduct: the requests of each verb, the client, the
order of pages. Its doors are used so that a page is fetched once and parsed
once, strictly: its own parser repairs in silence what a report should show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, cast

import httpx2
from lxml import etree
from oaipmh_scythe import Scythe
from oaipmh_scythe.config import HTTPConfig
from oaipmh_scythe.iterator import OAIResponseIterator
from oaipmh_scythe.models import ResumptionToken

from harvesters import answers
from harvesters.answers import MetadataFormat, choose_prefix
from harvesters.fetching import Fetched, FetchOptions, HarvestFailed, fetch
from harvesters.page import Page, cut_tree, cut_whole_part, is_page, one_line
from profiles.document import parse_marked
from profiles.encodings import unmarked
from profiles.record import Record, Unreadable
from profiles.xml import NotXML, appearance, local_name, parse

__all__ = [
    "FetchOptions",
    "HarvestFailed",
    "MetadataFormat",
    "Repository",
    "Request",
    "choose_prefix",
]

_RIGHT_ADDRESS = "is this its OAI-PMH address?"
_WHAT_TO_DO = {  # by the protocol's error codes (section 3.6)
    "badArgument": "see whether prefix, set and dates are right",
    "badResumptionToken": "harvest again from the start",
    "cannotDisseminateFormat": "ask for a prefix that it offers",
    "noSetHierarchy": "ask without a set",
}


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a repository: a prefix, and a set and a span of datestamps to choose by."""

    prefix: str | None
    set: str | None = None
    from_: str | None = None
    until: str | None = None
    token: str | None = None

    @property
    def query(self) -> dict[str, str]:
        """The arguments of a ListRecords request."""
        if self.token:
            return {"verb": "ListRecords", "resumptionToken": self.token}
        query = {
            "verb": "ListRecords",
            "metadataPrefix": self.prefix or "oai_dc",
            "set": self.set,
            "from": self.from_,
            "until": self.until,
        }
        return {name: value for name, value in query.items() if value}


@dataclass(frozen=True, slots=True)
class _Response:
    """What scythe's iterator sees of a response: the page, cut by us; `failure` where it is not whole."""

    page: Page
    failure: HarvestFailed | None = None


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

    def fetch(self, query: dict[str, str]) -> Fetched:
        """Return the response to a query, after the pause that lies between two."""
        if self._asked_before and self._options.pause:
            self._options.sleep(self._options.pause)
        self._asked_before = True
        return fetch(self.client, self.endpoint, query, options=self._options)

    def harvest(self, query: dict[str, str]) -> Any:
        self._prefix = query.get("metadataPrefix", self._prefix)
        fetched = self.fetch(query)
        try:
            root, with_marks = _parsed(fetched, self.endpoint)
        except HarvestFailed as failure:
            page = cut_whole_part(fetched.body, fetched.address, prefix=self._prefix)
            if page is None:
                raise
            return _Response(page, failure)
        return _Response(
            cut_tree(
                root,
                fetched.address,
                prefix=self._prefix,
                content=fetched.body,
                is_marked=with_marks is not None,
            )
        )


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
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._scythe.close()

    def formats(self) -> tuple[MetadataFormat, ...]:
        """Return the formats that the repository offers."""
        return answers.formats(self._ask("ListMetadataFormats"))

    def pages(self, request: Request) -> Iterator[Page]:
        """Yield the pages of ListRecords, none where no record matches.

        Raises HarvestFailed where the repository reports an error, answers
        something else, or gives a page for a token that it gave before. Of a
        page that is broken, what is whole is yielded first.
        """
        seen: set[int] = set()
        responses = cast("Iterator[_Response]", iter(_Pages(self._scythe, request.query)))
        for response in responses:
            page = response.page
            if page.error is not None and page.error[0] == "noRecordsMatch":
                return
            self._check(page, "ListRecords")
            mark = hash((page.token, *(_mark(taken) for taken in page.records)))
            if page.token is not None and mark in seen:
                raise HarvestFailed(
                    f"{self.address}: it gives the same page and token again and again; tell its operator"
                )
            seen.add(mark)
            yield page
            if response.failure is not None:
                raise response.failure

    def _ask(self, verb: str) -> etree._Element:
        fetched = self._scythe.fetch({"verb": verb})
        root, with_marks = _parsed(fetched, self.address)
        if with_marks is not None:
            root = parse(unmarked(with_marks))
        self._check(cut_tree(root, fetched.address), verb)
        return root

    def _check(self, page: Page, verb: str) -> None:
        """Raise HarvestFailed unless a page answers what was asked."""
        if page.error is not None:
            said = ": ".join(part for part in page.error if part) or "an error without a code"
            todo = _WHAT_TO_DO.get(page.error[0], "ask its operator")
            raise HarvestFailed(f"{self.address}: the repository answered {said}; {todo}")
        if page.verb != verb:
            raise HarvestFailed(
                f"{self.address}: it answered {verb} with {page.verb or 'nothing'}; tell its operator"
            )


def _mark(taken: Record | Unreadable) -> tuple[Any, ...]:
    """Return what tells a record from others of the list, wherever in it the record stands."""
    if isinstance(taken, Record):
        return taken.header, taken.payload
    return taken.identifier, taken.cause


def _parsed(fetched: Fetched, address: str) -> tuple[etree._Element, bytes | None]:
    """Return what parse_marked makes of a response, whatever its status, if it is one of OAI-PMH."""
    is_good = httpx2.codes.is_success(fetched.status)
    try:
        root, with_marks = parse_marked(fetched.body)
    except NotXML as error:
        if not is_good:
            raise _refusal(fetched, address) from error
        looks_like = appearance(fetched.body)
        cause = (
            f"the response is {looks_like}; {_RIGHT_ADDRESS}"
            if looks_like
            else f"the response cannot be read: {one_line(error.cause)}; tell its operator"
        )
        raise HarvestFailed(f"{address}: {cause}") from error
    if is_page(root):
        return root, with_marks
    if not is_good:
        raise _refusal(fetched, address)
    looks_like = appearance(fetched.body) or f"no OAI-PMH: its root element is {local_name(root)}"
    raise HarvestFailed(f"{address}: the response is {looks_like}; {_RIGHT_ADDRESS}")


def _refusal(fetched: Fetched, address: str) -> HarvestFailed:
    """Return the failure of a response that is an error of HTTP and not of OAI-PMH."""
    if fetched.status in (401, 403):
        todo = "ask its operator for access"
    elif fetched.status == 429 or httpx2.codes.is_server_error(fetched.status):
        todo = "try again later"
    else:
        todo = "see whether the address is right"
    return HarvestFailed(f"{address}: it answers with HTTP status {fetched.status}; {todo}")
