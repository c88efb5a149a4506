"""A small repository on loopback, of which a test writes the pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

OAI = "http://www.openarchives.org/OAI/2.0/"


def lom(title: str = "Fractions") -> str:
    return (
        '<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general><title>'
        f'<string language="en">{title}</string></title></general></lom>'
    )


def record(
    identifier: str, metadata: str | None = None, *, datestamp: str = "2026-01-01", deleted: bool = False
) -> str:
    header = f"<identifier>{identifier}</identifier>" if identifier else ""
    status = ' status="deleted"' if deleted else ""
    body = "" if deleted else f"<metadata>{lom() if metadata is None else metadata}</metadata>"
    return f"<record><header{status}>{header}<datestamp>{datestamp}</datestamp></header>{body}</record>"


@dataclass
class Feed:
    """A repository whose pages a test writes; a page that is None is answered by an error of HTTP."""

    address: str = ""
    pages: list[Sequence[str] | None] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)

    def answer(self, query: str) -> tuple[int, bytes]:
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        self.asked.append(asked)
        if asked["verb"] == "ListMetadataFormats":
            body = (
                "<ListMetadataFormats><metadataFormat><metadataPrefix>oai_lom</metadataPrefix>"
                "<schema>http://ltsc.ieee.org/xsd/lomv1.0/lom.xsd</schema>"
                "<metadataNamespace>http://ltsc.ieee.org/xsd/LOM</metadataNamespace>"
                "</metadataFormat></ListMetadataFormats>"
            )
        else:
            number = int(asked.get("resumptionToken", 0))
            page = self.pages[number]
            if page is None:
                return 500, b""
            token = str(number + 1) if number + 1 < len(self.pages) else ""
            body = f"<ListRecords>{''.join(page)}<resumptionToken>{token}</resumptionToken></ListRecords>"
        date = "<responseDate>2026-02-02T02:02:02Z</responseDate>"
        return 200, f'<OAI-PMH xmlns="{OAI}">{date}<request>{self.address}</request>{body}</OAI-PMH>'.encode()


@contextmanager
def served() -> Iterator[Feed]:
    """A repository on loopback, for as long as a test needs it."""
    written = Feed()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = written.answer(urlsplit(self.path).query)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    written.address = f"http://127.0.0.1:{server.server_port}/oai"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield written
    server.shutdown()
    thread.join()
    server.server_close()
