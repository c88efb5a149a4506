"""Fetching one response: redirects, size, time, tries. On the client of oaipmh-scythe."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import httpx2

from harvesters.guard import Refused, check_redirect

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
_MOST_REDIRECTS = 5
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 300.0
_WHAT_TO_DO = "try again later, or raise the setting attempts"


class HarvestFailed(Exception):  # noqa: N818 - the harvest failed, through no fault of ours
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
    """A response: its status, its body, and the address that it came from in the end."""

    status: int
    body: bytes
    address: str


def fetch(client: httpx2.Client, request: httpx2.Request, start: str, *, options: FetchOptions) -> Fetched:
    """Return the response to a request, after as many tries as the options allow.

    A server that is busy is asked again after the time it names, else after
    growing waits. Raises HarvestFailed where it does not come to an answer.
    """
    for attempt in range(1, options.attempts + 1):
        last = attempt == options.attempts
        try:
            fetched, retry_after = _follow(client, request, start, options)
        except httpx2.TransportError as error:
            if last or isinstance(error, httpx2.UnsupportedProtocol):
                raise HarvestFailed(f"{start}: {_explained(error)}; {_WHAT_TO_DO}") from error
            options.sleep(_back_off(attempt))
            continue
        if fetched.status not in _TRY_AGAIN or last or (fetched.status == 500 and _is_answer(fetched.body)):
            return fetched
        options.sleep(_back_off(attempt) if retry_after is None else min(retry_after, _LONGEST_WAIT))
    raise AssertionError("the last attempt returns or raises")


def wait_asked_for(header: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, in either of its forms (RFC 9110, 10.2.3)."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def _follow(
    client: httpx2.Client, request: httpx2.Request, start: str, options: FetchOptions
) -> tuple[Fetched, float | None]:
    for _ in range(_MOST_REDIRECTS + 1):
        response = client.send(request, stream=True)
        try:
            address = str(response.url)
            location = response.headers.get("location")
            if response.status_code in _REDIRECTS and location:
                target = urljoin(address, location)
                try:
                    check_redirect(start, address, target)
                except Refused as error:
                    raise HarvestFailed(
                        f"{start}: {error}; ask the repository for its present address"
                    ) from error
                method = request.method if response.status_code in (307, 308) else "GET"
                request = client.build_request(method, target)
                continue
            body = _read(response, start, options.max_page_bytes)
            wait = wait_asked_for(response.headers.get("retry-after"), datetime.now(UTC))
            return Fetched(response.status_code, body, address), wait
        finally:
            response.close()
    raise HarvestFailed(
        f"{start}: it redirects more than {_MOST_REDIRECTS} times; ask for its present address"
    )


def _read(response: httpx2.Response, start: str, limit: int) -> bytes:
    """Return the body, read in parts so that one over the limit is never held whole."""
    body = bytearray()
    try:
        for part in response.iter_bytes(65_536):
            body += part
            if len(body) > limit:
                raise HarvestFailed(
                    f"{start}: a response is larger than {limit:,} bytes; "
                    "raise the setting max_page_bytes if that is right"
                )
    except httpx2.DecodingError as error:
        raise HarvestFailed(
            f"{start}: a response is not compressed as its header says: {error}; tell its operator"
        ) from error
    return bytes(body)


def _is_answer(body: bytes) -> bool:
    return b"<OAI-PMH" in body[:2000]


def _back_off(attempt: int) -> float:
    longest = min(_FIRST_WAIT * 2 ** (attempt - 1), _LONGEST_WAIT)
    return random.uniform(longest / 2, longest)  # noqa: S311 - it spreads the tries, it keeps no secret


def _explained(error: httpx2.TransportError) -> str:
    if isinstance(error, httpx2.ConnectTimeout | httpx2.ReadTimeout | httpx2.TimeoutException):
        return "it does not answer in time"
    if isinstance(error, httpx2.ConnectError):
        return f"it cannot be reached: {error}"
    return f"the connection broke: {error or type(error).__name__}"
