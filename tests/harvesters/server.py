"""A repository that misbehaves: a real HTTP server on loopback that replies as a test tells it to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Reply:
    """A response. A body of parts is sent as they come, without being held, and without its length.

    `length` is told instead of the true one, so that the connection breaks amid
    the body. A silent reply never comes.
    """

    body: bytes | Iterable[bytes] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    silent: bool = False


class Asked(NamedTuple):
    """A request as it came: its path, its arguments, its headers, and its method."""

    path: str
    arguments: dict[str, str]
    headers: dict[str, str]
    method: str = "GET"


class Server:
    """What a test sees of the server: its address, what it was asked, and how many bytes it sent."""

    def __init__(self, port: int, answer: Callable[[Asked], Reply]) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.address = f"{self.root}/oai"
        self.asked: list[Asked] = []
        self.sent = 0
        self.answer = answer
        self.ending = Event()


@contextmanager
def serving(answer: Callable[[Asked], Reply]) -> Iterator[Server]:
    """Run a server whose replies the function gives."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as listening:
        server = Server(listening.server_port, answer)
        listening.told = server  # type: ignore[attr-defined]
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.ending.set()
            listening.shutdown()
            thread.join()


def in_turn(*replies: Reply) -> Callable[[Asked], Reply]:
    """Give the replies one after the other, and the last for ever."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


class _Handler(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        server: Server = self.server.told  # type: ignore[attr-defined]
        arguments = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.path, arguments, headers, self.command)
        server.asked.append(asked)
        reply = server.answer(asked)
        if reply.silent:
            server.ending.wait()
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        parts = [reply.body] if isinstance(reply.body, bytes) else reply.body
        if isinstance(reply.body, bytes):
            self.send_header("Content-Length", str(reply.length or len(reply.body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        try:
            for part in parts:
                server.sent += self.wfile.write(part)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client had enough, which is what some tests are about

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Keep the terminal for the tests' own results."""
