"""The REST service over HTTP: every endpoint, what it refuses, and that OpenAPI tells the truth of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from jsonschema import Draft202012Validator

from profiles.canonical import from_json
from tests.exchange.conftest import Served, assert_problem
from tests.exchange.filling import (
    FINDING,
    ODD_TITLE,
    PUBLISHED_BY_FIRST,
    PUBLISHED_BY_SECOND,
    entry,
    public_id_of,
    save,
    tombstone,
)

PUBLISHED = PUBLISHED_BY_FIRST + PUBLISHED_BY_SECOND


def pages(served: Served, path: str) -> list[dict[str, Any]]:
    """Every page of a list, got by its links."""
    found = []
    following: str | None = path
    while following:
        answer = served.client.get(following)
        assert answer.status_code == 200, answer.text
        found.append(answer.json())
        following = answer.json().get("next")
        assert answer.links.get("next", {}).get("url") == following
    return found


def source_id(served: Served, word: str) -> str:
    [found] = [source.id for source in served.registry.sources() if word in source.address]
    return found


def public_id(served: Served, word: str, name: str) -> str:
    return public_id_of(source_id(served, word), f"oai:{word}.example:{name}")


@pytest.mark.parametrize("limit", [1, 7, 29, 30, 100])
def test_the_list_holds_all_that_is_published_once(served: Served, limit: int):
    found = pages(served, f"/resources?limit={limit}")
    ids = [resource["id"] for page in found for resource in page["resources"]]
    assert len(set(ids)) == len(ids) == PUBLISHED
    assert len(found) == -(-PUBLISHED // limit)


def test_the_list_can_hold_one_source_alone(served: Served):
    two = source_id(served, "two")
    found = pages(served, f"/resources?limit=2&source={two}")
    sources = [resource["provenance"]["source"]["id"] for page in found for resource in page["resources"]]
    assert sources == [two] * PUBLISHED_BY_SECOND
    assert parse_qs(urlsplit(found[0]["next"]).query).keys() == {"limit", "after", "source"}
    assert pages(served, "/resources?source=nobody") == [{"resources": []}]


def test_what_changes_while_the_list_is_read_is_not_missed(empty: Served):
    source = empty.registry.add_source("https://one.example/oai")
    names = [f"oai:one.example:{number}" for number in range(12)]
    save(empty.registry, source, *map(entry, names[:10]))
    first = empty.client.get("/resources?limit=3").json()
    changed = [entry(name, title="New") for name in (names[0], names[5], names[9], names[10], names[11])]
    save(empty.registry, source, *changed, tombstone(names[8]))
    rest = [resource for page in pages(empty, first["next"]) for resource in page["resources"]]
    met = {resource["id"]: resource["resource"]["name"][0]["value"] for resource in first["resources"] + rest}
    assert met.keys() == {public_id_of(source.id, name) for name in names if name != names[8]}
    assert [met[public_id_of(source.id, name)] for name in names[9:]] == ["New"] * 3


def test_a_resource_tells_what_it_is_and_where_it_came_from(served: Served):
    known = public_id(served, "one", "0")
    answer = served.client.get(f"/resources/{known}").json()
    expected = entry("oai:one.example:0", title=ODD_TITLE)
    assert expected.resource is not None
    assert from_json(answer["resource"]) == from_json(expected.resource)
    assert answer["resource"] == {
        name: values if isinstance(values, list) else [values] for name, values in expected.resource.items()
    }
    provenance = answer["provenance"]
    harvested = provenance.pop("harvested")
    assert harvested.endswith("Z")
    assert provenance == {
        "source": {
            "id": source_id(served, "one"),
            "name": "First & <best>",
            "address": "https://one.example/oai",
        },
        "identifier": "oai:one.example:0",
        "datestamp": "2024-05-06",
        "metadataPrefix": "oai_lom",
        "format": "lom",
    }
    assert answer["verdict"] == {
        "profile": "eu-core",
        "version": "1.0",
        "rulesDigest": "d" * 64,
        "conforms": "yes",
        "checked": "2026-01-02T03:04:05Z",
        "scores": {"completeness": {"score": 87.5, "coverage": 100.0}, "accuracy": {"coverage": 0.0}},
    }


def test_nobody_s_address_or_telephone_is_published(empty: Served):
    source = empty.registry.add_source("https://one.example/oai")
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nEMAIL:anna@home.example\nTEL:+49 30 1\nEND:VCARD"
    anna = {"name": "Anna", "type": "Person", "email": "anna@home.example", "card": card}
    one = entry("oai:one.example:1")
    save(empty.registry, source, replace(one, resource={**(one.resource or {}), "creator": [anna]}))
    page = empty.client.get("/resources")
    (found,) = page.json()["resources"]
    assert found["resource"]["creator"] == [{"name": "Anna", "type": "Person"}]
    for answer in (page, empty.client.get(f"/resources/{found['id']}"), empty.client.get("/openapi.json")):
        assert "anna@home" not in answer.text
        assert "vCard" not in answer.text


def test_the_links_of_a_resource_lead_where_they_say(served: Served):
    known = public_id(served, "two", "3")
    resource = served.client.get(f"/resources/{known}").json()
    assert served.client.get(resource["links"]["self"]).json() == resource
    assert served.client.get(resource["links"]["report"]).json()["id"] == known
    assert (
        f"<identifier>{resource['identifier']}</identifier>"
        in served.client.get(resource["links"]["oai"]).text
    )


def test_a_withdrawn_resource_is_gone(served: Served):
    for name in ("0", "1"):
        answer = served.client.get(f"/resources/{public_id(served, 'two', name)}")
        assert_problem(answer, 410)


def test_the_report_outlives_the_withdrawal_that_it_explains(served: Served):
    known = public_id(served, "two", "1")
    address = served.client.get(f"/resources/{known}").json()["detail"].split()[-1]
    report = served.client.get(address).json()
    assert (report["state"], report["verdict"]["conforms"]) == ("withdrawn", "no")


def test_an_unpublished_resource_is_not_found_but_its_report_is(served: Served):
    known = public_id(served, "two", "bad1")
    assert_problem(served.client.get(f"/resources/{known}"), 404)
    report = served.client.get(f"/resources/{known}/report").json()
    assert (report["state"], report["verdict"]["conforms"]) == ("unpublished", "no")


def test_a_record_that_came_deleted_has_neither_resource_nor_report(empty: Served):
    source = empty.registry.add_source("https://one.example/oai")
    save(empty.registry, source, tombstone("oai:one.example:1"))
    known = public_id_of(source.id, "oai:one.example:1")
    for path in ("", "/report"):
        assert_problem(empty.client.get(f"/resources/{known}{path}"), 404)


def test_a_report_holds_each_finding_with_its_place(served: Served):
    report = served.client.get(f"/resources/{public_id(served, 'one', '1')}/report").json()
    assert report["findings"] == [FINDING]
    assert report["provenance"]["identifier"] == "oai:one.example:1"


def test_sources_come_with_their_counts(served: Served):
    first, second = sorted(served.client.get("/sources").json()["sources"], key=lambda s: s["address"])
    assert (first["name"], first["metadataPrefix"]) == ("First & <best>", "oai_lom")
    assert (first["records"], first["conformant"], first["deleted"]) == (PUBLISHED_BY_FIRST,) * 2 + (0,)
    assert second["conformant"] == PUBLISHED_BY_SECOND
    assert second["deleted"] == 1
    assert first["frequentFindings"] == [{"rule": FINDING["rule"], "records": PUBLISHED_BY_FIRST}]


def test_the_node_says_that_it_is_well(served: Served):
    assert served.client.get("/health").json()["status"] == "ok"


def test_many_readers_at_once_each_get_their_own_answer(served: Served):
    names = [str(number) for number in range(PUBLISHED_BY_FIRST)] * 4

    def get(name: str) -> tuple[int, str]:
        answer = httpx2.get(
            f"{served.node.base_url}/resources/{public_id_of(one, f'oai:one.example:{name}')}"
        )
        return answer.status_code, answer.json()["provenance"]["identifier"]

    one = source_id(served, "one")
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(get, names)) == [(200, f"oai:one.example:{name}") for name in names]


def test_what_is_published_while_a_node_serves_is_served(empty: Served):
    source = empty.registry.add_source("https://one.example/oai")
    assert pages(empty, "/resources") == [{"resources": []}]
    save(empty.registry, source, entry("oai:one.example:1"))
    assert len(pages(empty, "/resources")[0]["resources"]) == 1
    save(empty.registry, source, tombstone("oai:one.example:1"))
    assert pages(empty, "/resources") == [{"resources": []}]


def test_every_answer_is_as_the_openapi_document_says(served: Served):
    document = served.client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    withdrawn = public_id(served, "two", "0")
    for template, path in (
        ("/resources", "/resources?limit=100"),
        ("/resources", "/resources?limit=0"),
        ("/resources/{id}", f"/resources/{public_id(served, 'one', '0')}"),
        ("/resources/{id}", "/resources/x"),
        ("/resources/{id}", f"/resources/{withdrawn}"),
        ("/resources/{id}/report", f"/resources/{public_id(served, 'one', '0')}/report"),
        ("/resources/{id}/report", "/resources/x/report"),
        ("/sources", "/sources"),
        ("/health", "/health"),
    ):
        answer = served.client.get(path)
        told = document["paths"][template]["get"]["responses"][str(answer.status_code)]["content"]
        schema = told[answer.headers["content-type"]]["schema"]
        whole = {**schema, "components": document["components"]}
        assert list(Draft202012Validator(whole).iter_errors(answer.json())) == []


def test_the_openapi_document_names_every_endpoint_once(served: Served):
    document = served.client.get("/openapi.json").json()
    assert set(document["paths"]) == {
        "/oai",
        "/resources",
        "/resources/{id}",
        "/resources/{id}/report",
        "/sources",
        "/health",
    }
    assert document["servers"] == [{"url": served.node.base_url}]
    assert document["components"]["schemas"]["LearningResource"]["properties"]["inLanguage"]
    assert "HTTPValidationError" not in document["components"]["schemas"]
