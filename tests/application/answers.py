"""A repository on loopback that gives the answers it is told to, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


@dataclass(frozen=True)
class Answering:
    """The repository: its address, and the moment when its last answer was asked for."""

    address: str
    asked_last: Event

    def wait_for_the_last_request(self) -> None:
        assert self.asked_last.wait(60), "nobody asked for the last answer"


@contextmanager
def answering(answers: Sequence[bytes | None]) -> Iterator[Answering]:
    """Give the answers in their order; None is an answer that does not come before the end."""
    following = iter(answers)
    left = len(answers)
    asked_last, over = Event(), Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                asked_last.set()
            answer = next(following, b"")
            if answer is None:
                over.wait(60)
                return
            self.send_response(200 if answer else 500)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Answering(f"http://127.0.0.1:{server.server_port}/oai", asked_last)
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()
