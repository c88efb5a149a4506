"""The three repositories, each a real HTTP server on loopback, for as long as the demonstration runs."""

from __future__ import annotations

from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from commonshelf.demonstration.feed import OFFERS, read_feed
from commonshelf.demonstration.provider import Provider

_LARGEST_FORM = 65_536


class Running(NamedTuple):
    """A repository that answers: its id, its name for people, its address, and the prefix of its format."""

    id: str
    name: str
    address: str
    prefix: str


class Demonstration:
    """Starts the repositories on entering and stops them on leaving."""

    def __init__(self) -> None:
        self._running = ExitStack()

    def __enter__(self) -> tuple[Running, ...]:
        return tuple(self._start(number) for number in range(len(OFFERS)))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running.close()

    def _start(self, number: int) -> Running:
        offer = OFFERS[number]
        server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        address = f"http://127.0.0.1:{server.server_port}/oai"
        server.provider = Provider(offer, read_feed(offer.folder), address)  # type: ignore[attr-defined]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        self._running.callback(thread.join)
        self._running.callback(server.server_close)
        self._running.callback(server.shutdown)
        return Running(offer.folder, offer.name, address, offer.prefix)


class _Handler(BaseHTTPRequestHandler):
    """Hands the arguments of a request to the provider, by GET and by POST."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(urlsplit(self.path).query)

    def do_POST(self) -> None:
        length = min(int(self.headers.get("Content-Length") or 0), _LARGEST_FORM)
        self._answer(self.rfile.read(length).decode("utf-8", "replace"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Keep the terminal for the demonstration."""

    def _answer(self, query: str) -> None:
        provider: Provider = self.server.provider  # type: ignore[attr-defined]
        answer = provider.answer(parse_qsl(query, keep_blank_values=True))
        self.send_response(answer.status)
        self.send_header("Content-Type", "text/xml; charset=utf-8")
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)
