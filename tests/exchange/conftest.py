from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx2
import pytest
import uvicorn
from lxml import etree

from exchange.app import Node, create_app
from profiles.xml import parse
from registry import Registry
from tests.exchange.filling import fill

PAGE_SIZE = 7


@dataclass(frozen=True)
class Served:
    """A node that runs on loopback, and the registry behind it."""

    node: Node
    client: httpx2.Client
    registry: Registry
    registry_url: str

    def oai(self, **arguments: str) -> etree._Element:
        names = {"from_": "from", "set_": "set"}
        asked = {names.get(name, name): value for name, value in arguments.items()}
        answer = self.client.get("/oai", params=asked)
        assert answer.status_code == 200
        return parse(answer.content)


@contextmanager
def serving(registry_url: str, *, page_size: int = PAGE_SIZE, **known_as: str) -> Iterator[Served]:
    """Serve the registry with a real server, in a thread; `known_as` is what the node says of itself."""
    listener = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    node = Node("A node & its <name>", address, "node.example.org", "admin@example.org", page_size)
    node = replace(node, **known_as)
    server = uvicorn.Server(uvicorn.Config(create_app(registry_url, node), log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.005)
    try:
        with httpx2.Client(base_url=address) as client, Registry.open(registry_url) as registry:
            yield Served(node, client, registry, registry_url)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A node with a filled registry; tests only read from it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('exchange') / 'filled.db'}"
    with Registry.open(url) as registry:
        fill(registry)
    with serving(url) as service:
        yield service


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Served]:
    """A node with nothing in its registry, for a test to fill."""
    with serving(f"sqlite:///{tmp_path / 'empty.db'}") as service:
        yield service


@pytest.fixture(scope="session")
def schema_valid() -> Callable[[etree._Element], None]:
    """Check an answer against the protocol's schema, where it is there."""
    folder = os.environ.get("COMMONSHELF_STANDARDS")
    if not folder:
        pytest.skip("COMMONSHELF_STANDARDS does not say where the protocol's schema lies")
    text = (Path(folder) / "oai-pmh" / "OAI-PMH.xsd").read_bytes()
    # The schemas of what an answer carries (oai_dc, provenance) are not there to be demanded.
    schema = etree.XMLSchema(parse(text.replace(b'processContents="strict"', b'processContents="lax"')))
    return schema.assertValid


def assert_problem(answer: httpx2.Response, status: int) -> None:
    """Check that an answer is a problem of RFC 9457."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert answer.headers["x-content-type-options"] == "nosniff"
