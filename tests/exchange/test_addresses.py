"""The addresses that a node gives of itself: those that others use, wherever it really runs."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from lxml import etree

from profiles.xml import parse
from tests.exchange.conftest import Served, serving
from tests.exchange.filling import public_id_of

OAI = "{http://www.openarchives.org/OAI/2.0/}"


def test_behind_a_proxy_every_address_is_the_one_that_others_use(served: Served):
    [second] = [source for source in served.registry.sources() if "two" in source.address]
    withdrawn = public_id_of(second.id, "oai:two.example:1")
    with serving(served.registry_url, base_url="https://proxy.example/shelf") as behind:
        real = str(behind.client.base_url).rstrip("/")
        for path in (
            *("/", "/docs", "/openapi.json", "/resources?limit=1", f"/resources/{withdrawn}"),
            *("/oai?verb=Identify", "/oai?verb=ListRecords&metadataPrefix=oai_dc", "/oai"),
        ):
            answer = behind.client.get(path)
            assert real not in answer.text
            assert "https://proxy.example/shelf/" in answer.text or path == "/openapi.json"
        following = urlsplit(behind.client.get("/resources?limit=1").links["next"]["url"])
        assert (following.netloc, following.path) == ("proxy.example", "/shelf/resources")
        assert behind.client.get("/openapi.json").json()["servers"] == [
            {"url": "https://proxy.example/shelf"}
        ]


@pytest.mark.parametrize("domain", ["::1", "fe80::1", "127.0.0.1", "localhost", "a-b.example"])
def test_a_record_can_be_got_whatever_the_node_s_identifiers_are_made_of(
    domain: str, served: Served, schema_valid: Callable[[etree._Element], None]
):
    address = f"http://[{domain}]:8080" if ":" in domain else f"http://{domain}:8080"
    with serving(served.registry_url, base_url=address, domain=domain) as node:
        listed = node.oai(verb="ListIdentifiers", metadataPrefix="oai_dc")
        identifier = listed.findtext(f".//{OAI}identifier")
        assert identifier.startswith(f"oai:{domain}:")
        asked = {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": identifier}
        by_form = parse(node.client.post("/oai", data=asked).content)
        for answer in (node.oai(**asked), by_form):
            assert answer.findtext(f".//{OAI}header/{OAI}identifier") == identifier
            assert answer.find(f"{OAI}request").get("identifier") == identifier
            schema_valid(answer)
