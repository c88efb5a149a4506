"""Probing: whether an address that a record names is there, asked as politely as can be.

HEAD first, and GET where that is refused, without the body; one request at a
time to a host, a few hosts at once; never inside this network.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Lock
from typing import NamedTuple, Self

import httpx2

from harvesters.fetching import FetchOptions
from harvesters.guard import Refused, Unknown, check_outside, check_redirect

_HOSTS_AT_ONCE = 8
_PAUSE = 0.1
_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
TOO_MANY = "it redirects more than five times"
_SECONDS = 10.0
"""How long a server may be silent; a person would have gone long before."""


class Probe(NamedTuple):
    """What an address answered: a status, or the cause why there is none, and what its headers say."""

    status: int | None = None
    cause: str = ""
    content_type: str | None = None
    content_length: int | None = None


class Prober:
    """Asks addresses on threads of its own; the answers are waited for one by one.

    `allowed` are the hosts that the operator named, which may lie inside this network.
    """

    def __init__(self, options: FetchOptions, *, allowed: frozenset[str] = frozenset()) -> None:
        self._allowed = allowed
        self._pause = max(options.pause, _PAUSE)
        self._client = httpx2.Client(
            headers={"User-Agent": options.user_agent, "Accept": "*/*"},
            timeout=min(options.timeout, _SECONDS),
            follow_redirects=False,
        )
        self._pool = ThreadPoolExecutor(_HOSTS_AT_ONCE, thread_name_prefix="probe")
        self._lock = Lock()
        self._ending = Event()
        self._waiting: dict[str, deque[tuple[str, Future[Probe]]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._pool.shutdown(cancel_futures=True)
        self._client.close()

    def ask(self, address: str) -> Future[Probe]:
        """Begin to ask an address, after those that are asked of the same host."""
        answer: Future[Probe] = Future()
        host = _host(address)
        with self._lock:
            waiting = self._waiting.get(host)
            if waiting is not None:
                waiting.append((address, answer))
                return answer
            self._waiting[host] = deque([(address, answer)])
        self._pool.submit(self._serve, host)
        return answer

    def _serve(self, host: str) -> None:
        """Ask all that is waiting of a host, one after the other."""
        while not self._ending.is_set():
            with self._lock:
                waiting = self._waiting[host]
                if not waiting:
                    del self._waiting[host]
                    return
                address, answer = waiting.popleft()
            try:
                answer.set_result(probe(self._client, address, allowed=self._allowed))
            except BaseException as error:
                answer.set_exception(error)  # who waits for the answer is to see our own fault
                raise
            self._ending.wait(self._pause)


def probe(client: httpx2.Client, address: str, *, allowed: frozenset[str] = frozenset()) -> Probe:
    """Return what an address answers, by HEAD or, where that brings nothing, by GET without the body."""
    asked = Probe()
    for method in ("HEAD", "GET"):
        try:
            asked = _follow(client, method, address, allowed)
        except Unknown as error:
            return Probe(cause=str(error))
        except Refused as error:
            return Probe(cause=_in_general(str(error)))
        except (httpx2.InvalidURL, UnicodeError):
            return Probe(cause="it is no address")
        except httpx2.TimeoutException:
            return Probe(cause="it does not answer in time")
        except httpx2.ConnectError:
            return Probe(cause="no connection can be made")
        except httpx2.TransportError:
            asked = Probe(cause="the connection broke")
        if asked.status is not None and (asked.status < 400 or asked.status == 429):
            break
    return asked


def _follow(client: httpx2.Client, method: str, address: str, allowed: frozenset[str]) -> Probe:
    url = httpx2.URL(address)
    check_outside(url, allowed)
    for _ in range(_MOST_REDIRECTS + 1):
        response = client.send(client.build_request(method, url), stream=True)
        try:
            location = response.headers.get("location")
            if response.status_code not in _REDIRECTS or not location:
                return _answer(response)
            target = response.url.join(location)
            check_redirect(response.url, target)
            if target.host != response.url.host:
                check_outside(target, allowed)
            url = target
        finally:
            response.close()
    return Probe(cause=TOO_MANY)


def _answer(response: httpx2.Response) -> Probe:
    """Return what the headers say; the length is that of the file only where it is sent as it is."""
    headers = response.headers
    length = headers.get("content-length", "")
    whole = response.status_code == 200 and headers.get("content-encoding", "identity") == "identity"
    size = int(length) if whole and length.isascii() and length.isdecimal() and len(length) < 19 else None
    return Probe(response.status_code, "", headers.get("content-type"), size)


def _in_general(cause: str) -> str:
    """Return a cause without the address, for a report tells it once for all records."""
    if cause.startswith("it redirects"):
        return "it redirects to where it is not followed: inside this network, or without encryption"
    return cause


def _host(address: str) -> str:
    try:
        return httpx2.URL(address).host
    except httpx2.InvalidURL:
        return ""
