"""What REST refuses and what it cannot answer: problems as RFC 9457 has them."""

from __future__ import annotations

from contextlib import closing
from sqlite3 import connect

import pytest

from tests.exchange.conftest import Served, assert_problem
from tests.exchange.filling import entry, save


@pytest.mark.parametrize(
    ("query", "argument"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=-1", "limit"),
        ("limit=many", "limit"),
        ("limit=", "limit"),
        ("limit=1e2", "limit"),
        ("limit=9" * 40, "limit"),
        ("after=", "after"),
        ("after=garbled", "after"),
        ("after=1-", "after"),
        ("after=-1-1", "after"),
        ("after=1-1%0A", "after"),
        ("after=999999999999-1", "after"),
        ("after=1-9999999999999999999", "after"),
        ("after=%D9%A1-%D9%A1", "after"),
    ],
)
def test_a_wrong_argument_is_a_problem_that_names_it(served: Served, query: str, argument: str):
    answer = served.client.get(f"/resources?{query}")
    assert_problem(answer, 422)
    assert [wrong["argument"] for wrong in answer.json()["arguments"]] == [argument]


@pytest.mark.parametrize("name", ["0" * 20, "x", "0" * 5000, "%00", "%2e%2e", "ü", "' or 1=1 --"])
@pytest.mark.parametrize("path", ["", "/report"])
def test_an_unknown_id_is_not_found(served: Served, name: str, path: str):
    assert_problem(served.client.get(f"/resources/{name}{path}"), 404)


@pytest.mark.parametrize(
    "path", ["/nothing", "/resources/", "/resources/a/b", "//", "/redoc", "/favicon.ico"]
)
def test_an_unknown_address_is_a_problem(served: Served, path: str):
    assert_problem(served.client.get(f"{served.node.base_url}{path}"), 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_what_is_read_only_says_so(served: Served, method: str):
    for path in ("/resources", "/resources/x", "/sources", "/openapi.json", "/"):
        answer = served.client.request(method, path)
        assert_problem(answer, 405)
        assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "BREW"])
def test_a_method_that_the_provider_does_not_take_is_told_both_that_it_does(served: Served, method: str):
    answer = served.client.request(method, "/oai?verb=Identify")
    assert_problem(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD, POST"


def test_a_fault_of_ours_is_a_problem_that_tells_nothing_of_the_inside(empty: Served):
    source = empty.registry.add_source("https://one.example/oai")
    broken = entry("oai:one.example:1", resource={"name": [{"neither": "text nor value"}]})
    save(empty.registry, source, broken)
    answer = empty.client.get("/resources")
    assert_problem(answer, 500)
    assert "neither" not in answer.text


def test_a_registry_that_cannot_be_read_is_a_problem_of_its_own(empty: Served):
    with closing(connect(empty.registry_url.removeprefix("sqlite:///"))) as database:
        database.execute("DROP TABLE verdicts")
        database.execute("ALTER TABLE records RENAME TO other")
    for path in ("/health", "/resources", "/oai?verb=Identify"):
        answer = empty.client.get(path)
        assert_problem(answer, 503)
        assert "database" not in answer.text
