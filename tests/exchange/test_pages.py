"""The pages for people, and what holds at the rim for every answer."""

from __future__ import annotations

import itertools
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from tests.exchange.conftest import Served
from tests.exchange.filling import public_id_of

PAGES = ["/", "/docs"]
EVERYTHING = [
    *PAGES,
    "/openapi.json",
    "/health",
    "/sources",
    "/resources",
    "/oai?verb=Identify",
    "/oai",
    "/none",
]


class Page(HTMLParser):
    """What a page holds: its elements in order, its links, its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, text: str) -> None:
        self.text += text

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_and_says_its_language_and_title(served: Served, path: str):
    answer = served.client.get(path)
    page = Page(answer.text)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert page.open == []
    assert page.all("html") == [{"lang": "en"}]
    for only in ("title", "h1", "header", "main", "footer"):
        assert len(page.all(only)) == 1
    assert "A node & its <name>" in page.text
    assert "mailto:admin@example.org" in [link["href"] for link in page.all("a")]


@pytest.mark.parametrize("path", PAGES)
def test_headings_skip_no_level(served: Served, path: str):
    levels = [
        int(tag[1]) for tag, _ in Page(served.client.get(path).text).elements if tag in ("h1", "h2", "h3")
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_a_table_has_a_caption_and_scoped_heads(served: Served):
    page = Page(served.client.get("/").text)
    assert len(page.all("caption")) == len(page.all("table")) == 1
    assert {head["scope"] for head in page.all("th")} == {"col", "row"}


def test_a_node_without_sources_says_so(empty: Served):
    assert "it has no source" in Page(empty.client.get("/").text).text


def test_the_contents_of_the_description_lead_to_its_parts(served: Served):
    page = Page(served.client.get("/docs").text)
    places = [f"#{heading['id']}" for heading in page.all("h2")]
    assert [link["href"] for link in page.all("a") if (link["href"] or "").startswith("#")] == places


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_nothing_and_fetches_nothing(served: Served, path: str):
    page = Page(served.client.get(path).text)
    assert {tag for tag, _ in page.elements} & {"script", "link", "img", "iframe", "object", "form"} == set()
    assert [name for _, attributes in page.elements for name in attributes if name.startswith("on")] == []


@pytest.mark.parametrize("path", PAGES)
def test_the_policy_lets_the_page_s_own_style_through(served: Served, path: str):
    answer = served.client.get(path)
    [style] = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in answer.headers["content-security-policy"]


def test_the_start_page_leads_to_every_endpoint(served: Served):
    page = Page(served.client.get("/").text)
    links = [link["href"] or "" for link in page.all("a")]
    addresses = [link for link in links if link.startswith("http")]
    assert {served.client.get(address).status_code for address in addresses} == {200}
    documented = served.client.get("/openapi.json").json()["paths"]
    paths = {address.removeprefix(served.node.base_url).partition("?")[0] for address in addresses}
    assert {path for path in documented if "{" not in path} <= paths


def test_the_start_page_counts_what_the_sources_brought(served: Served):
    page = Page(served.client.get("/").text)
    assert "First & <best>" in page.text
    assert re.search(r"https://two\.example/oai\s*\d+", page.text)


def test_the_description_names_every_endpoint_and_argument(served: Served):
    text = Page(served.client.get("/docs").text).text
    for path, operations in served.client.get("/openapi.json").json()["paths"].items():
        for method, operation in operations.items():
            assert f"{method.upper()} {path}" in text
            assert all(argument["name"] in text for argument in operation.get("parameters", []))


@pytest.mark.parametrize("path", EVERYTHING)
def test_every_answer_carries_the_security_headers(served: Served, path: str):
    for answer in (served.client.get(path), served.client.post(path), served.client.head(path)):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")
        assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", EVERYTHING)
def test_head_is_get_without_the_body(served: Served, path: str):
    got, head = served.client.get(path), served.client.head(path)
    assert head.content == b""
    assert head.status_code == got.status_code
    same = ("content-type", "content-length", "content-security-policy", "link")
    assert [head.headers.get(name) for name in same] == [got.headers.get(name) for name in same]


def test_head_tells_a_tombstone(served: Served):
    [second] = [source for source in served.registry.sources() if "two" in source.address]
    known = public_id_of(second.id, "oai:two.example:0")
    assert served.client.head(f"/resources/{known}").status_code == 410
