"""Fetching one response: redirects, size, time, tries. On the client of oaipmh-scythe."""

from __future__ import annotations

import io
import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2

from harvesters.guard import Refused, check_redirect
from profiles.failure import Failure

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
_MOST_REDIRECTS = 5
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 300.0
_WHAT_TO_DO = "try again later, or raise the setting attempts"
_ANSWER = re.compile(rb"<(?:[\w.-]+:)?OAI-PMH[\s>]")
_ARGUMENTS = frozenset({"verb", "metadataPrefix", "identifier", "set", "from", "until", "resumptionToken"})


class HarvestFailed(Failure):
    """A repository could not be harvested any further; the message names it, the cause and what to do."""


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How repositories are asked. Times are in seconds, sizes in bytes as they come out of compression."""

    contact: str | None = None
    version: str = "0"
    timeout: float = 60.0
    pause: float = 0.0
    attempts: int = 3
    max_page_bytes: int = 200_000_000
    sleep: Callable[[float], None] = time.sleep

    @property
    def user_agent(self) -> str:
        """Who is asking, and where to write if that should stop."""
        contact = f" (+{self.contact})" if self.contact else ""
        return f"Commonshelf/{self.version}{contact}"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A response: its status, its body, and the address that it came from in the end.

    `wait` is how long the server asks to be left alone, in seconds.
    """

    status: int
    body: bytes
    address: str
    wait: float | None = None


def fetch(client: httpx2.Client, start: str, query: Mapping[str, str], *, options: FetchOptions) -> Fetched:
    """Return the response to a query at the address `start`, after as many tries as the options allow.

    A server that is busy is asked again after the time it names, else after
    growing waits. Raises HarvestFailed where it does not come to an answer.
    """
    url = _url(start, query)
    for attempt in range(1, options.attempts + 1):
        last = attempt == options.attempts
        try:
            fetched = _follow(client, url, start, options)
        except httpx2.TransportError as error:
            if last:
                raise HarvestFailed(f"{start}: {_explained(error, options)}; {_WHAT_TO_DO}") from error
            options.sleep(_back_off(attempt))
            continue
        if last or not _is_busy(fetched):
            return fetched
        if fetched.wait is not None and fetched.wait > _LONGEST_WAIT:
            raise HarvestFailed(
                f"{start}: it asks to be left alone for {fetched.wait:,.0f} seconds; try again after that"
            )
        options.sleep(_back_off(attempt) if fetched.wait is None else fetched.wait)
    raise AssertionError("the last attempt returns or raises")


def wait_asked_for(header: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, in either of its forms (RFC 9110, 10.2.3)."""
    if header is None:
        return None
    header = header.strip()
    if header.isdecimal():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def _url(start: str, query: Mapping[str, str]) -> httpx2.URL:
    """Return the address of a request; what the repository's own address has for a query stays."""
    try:
        url = httpx2.URL(start)
    except httpx2.InvalidURL as error:
        raise HarvestFailed(f"{start}: it is no address: {error}") from error
    if not url.host:
        raise HarvestFailed(f"{start}: it is no address: it names no host")
    arguments = sorted(_ARGUMENTS & url.params.keys())
    if arguments:
        raise HarvestFailed(
            f"{start}: it is a request, not a repository's address; "
            f"leave out {' and '.join(arguments)}, and choose by options such as --prefix and --set"
        )
    return url.copy_merge_params(query)


def _follow(client: httpx2.Client, url: httpx2.URL, start: str, options: FetchOptions) -> Fetched:
    for _ in range(_MOST_REDIRECTS + 1):
        response = client.send(client.build_request("GET", url), stream=True)
        try:
            location = response.headers.get("location")
            if response.status_code not in _REDIRECTS or not location:
                body = _read(response, start, options.max_page_bytes)
                wait = wait_asked_for(response.headers.get("retry-after"), datetime.now(UTC))
                return Fetched(response.status_code, body, str(response.url), wait)
            url = _redirected(response.url, location, start)
        finally:
            response.close()
    raise HarvestFailed(
        f"{start}: it redirects more than {_MOST_REDIRECTS} times; ask for its present address"
    )


def _redirected(current: httpx2.URL, location: str, start: str) -> httpx2.URL:
    try:
        target = current.join(location)
        check_redirect(current, target)
    except (httpx2.InvalidURL, Refused) as error:
        said = error if isinstance(error, Refused) else f"it redirects to what is no address: {error}"
        raise HarvestFailed(f"{start}: {said}; ask the repository for its present address") from error
    return target


def _read(response: httpx2.Response, start: str, limit: int) -> bytes:
    """Return the body, read in parts so that one over the limit is never held whole."""
    body = io.BytesIO()
    try:
        for part in response.iter_bytes(65_536):
            body.write(part)
            if body.tell() > limit:
                raise HarvestFailed(
                    f"{start}: a response is larger than {limit:,} bytes; "
                    "raise the setting max_page_bytes if that is right"
                )
    except httpx2.DecodingError as error:
        raise HarvestFailed(
            f"{start}: a response is not compressed as its header says: {error}; tell its operator"
        ) from error
    return body.getvalue()


def _is_busy(fetched: Fetched) -> bool:
    """Tell whether to ask again; an error of OAI-PMH is an answer, even with the status 500."""
    if fetched.status == 500 and _ANSWER.search(fetched.body[:2000]):
        return False
    return fetched.status in _TRY_AGAIN


def _back_off(attempt: int) -> float:
    longest = min(_FIRST_WAIT * 2 ** (attempt - 1), _LONGEST_WAIT)
    return random.uniform(longest / 2, longest)  # noqa: S311 - it spreads the tries, it keeps no secret


def _explained(error: httpx2.TransportError, options: FetchOptions) -> str:
    if isinstance(error, httpx2.TimeoutException):
        return f"it does not answer within {options.timeout:g} seconds (the setting timeout_seconds)"
    if isinstance(error, httpx2.ConnectError):
        return f"it cannot be reached: {error}"
    return f"the connection broke: {error or type(error).__name__}"
