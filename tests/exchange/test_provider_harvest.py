"""The provider as harvesters see it: sickle and oaipmh-scythe, over HTTP."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from oaipmh_scythe import Scythe
from oaipmh_scythe.config import HTTPConfig

from exchange import provider
from profiles.formats import dublin_core
from profiles.xml import parse
from tests.exchange.conftest import Served, serving
from tests.exchange.filling import (
    LOM,
    PUBLISHED_BY_FIRST,
    PUBLISHED_BY_SECOND,
    WITHDRAWN,
    entry,
    save,
    tombstone,
)

with warnings.catch_warnings():
    # Python warns of escapes in its source when it compiles it for the first time.
    warnings.simplefilter("ignore")
    from sickle import Sickle

OAI_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
PROVENANCE = "{http://www.openarchives.org/OAI/2.0/provenance}"
PUBLISHED = PUBLISHED_BY_FIRST + PUBLISHED_BY_SECOND
ALL = PUBLISHED + WITHDRAWN


@pytest.fixture(params=["GET", "POST"])
def sickle(request: pytest.FixtureRequest, served: Served) -> Sickle:
    return Sickle(served.node.oai_url, http_method=request.param)


@pytest.fixture(params=["GET", "POST"])
def scythe(request: pytest.FixtureRequest, served: Served) -> Iterator[Scythe]:
    with Scythe(served.node.oai_url, http_config=HTTPConfig(http_method=request.param)) as client:
        yield client


def test_sickle_harvests_the_node_whole(sickle: Sickle, served: Served):
    records = list(sickle.ListRecords(metadataPrefix="oai_dc"))
    assert len({record.header.identifier for record in records}) == len(records) == ALL
    assert sum(record.deleted for record in records) == WITHDRAWN
    assert all(record.header.identifier.startswith("oai:node.example.org:") for record in records)
    titles = {title for record in records if not record.deleted for title in record.metadata["title"]}
    assert {f"Title {number}" for number in range(1, PUBLISHED_BY_FIRST)} < titles


def test_scythe_harvests_the_node_whole(scythe: Scythe):
    records = list(scythe.list_records(metadata_prefix="oai_dc"))
    assert len({record.header.identifier for record in records}) == len(records) == ALL
    assert len(list(scythe.list_records(ignore_deleted=True))) == PUBLISHED


def test_headers_are_those_of_the_records(scythe: Scythe, sickle: Sickle):
    headers = [(h.identifier, h.datestamp, h.deleted) for h in scythe.list_identifiers()]
    records = [
        (r.header.identifier, r.header.datestamp, r.deleted)
        for r in sickle.ListRecords(metadataPrefix="oai_dc")
    ]
    assert headers == records


def test_a_set_holds_the_records_of_its_source(scythe: Scythe):
    sets = {found.setSpec: found.setName for found in scythe.list_sets()}
    assert set(sets.values()) == {"First & <best>", "https://two.example/oai"}
    counts = {
        name: [len(list(scythe.list_records(set_=spec, ignore_deleted=ignored))) for ignored in (False, True)]
        for spec, name in sets.items()
    }
    assert counts == {
        "First & <best>": [PUBLISHED_BY_FIRST] * 2,
        "https://two.example/oai": [PUBLISHED_BY_SECOND + WITHDRAWN, PUBLISHED_BY_SECOND],
    }
    assert {spec for header in scythe.list_identifiers() for spec in header.setSpecs} == set(sets)


def test_identify_says_what_the_node_is(sickle: Sickle, scythe: Scythe, served: Served):
    for said in (sickle.Identify(), scythe.identify()):
        assert said.repositoryName == "A node & its <name>"
        assert said.baseURL == served.node.oai_url
        assert said.adminEmail == "admin@example.org"
        assert said.deletedRecord == "persistent"
        assert said.granularity == "YYYY-MM-DDThh:mm:ssZ"
    earliest = min(header.datestamp for header in scythe.list_identifiers())
    assert scythe.identify().earliestDatestamp <= earliest


def test_each_record_can_be_got_alone(scythe: Scythe):
    for header in list(scythe.list_identifiers())[:: PUBLISHED_BY_FIRST - 1]:
        record = scythe.get_record(identifier=header.identifier)
        assert (record.header.identifier, record.header.datestamp) == (header.identifier, header.datestamp)
        assert record.deleted == header.deleted
        formats = [] if header.deleted else list(scythe.list_metadata_formats(identifier=header.identifier))
        assert [found.metadataPrefix for found in formats] == ([] if header.deleted else ["oai_dc"])


def test_a_day_holds_its_last_second(served: Served, scythe: Scythe):
    stamps = sorted(header.datestamp for header in scythe.list_identifiers())
    day = stamps[0][:10]
    for from_, until in ((stamps[0], stamps[-1]), (day, stamps[-1][:10])):
        answer = served.oai(**LIST, from_=from_, until=until)
        assert answer.find(f".//{OAI}resumptionToken").get("completeListSize") == str(ALL)


def test_the_dates_hold_on_every_page(served: Served):
    with Scythe(served.node.oai_url) as client:
        day = client.identify().earliestDatestamp[:10]
        found = list(client.list_identifiers(from_=day, until="9999-12-31"))
    assert len(found) == ALL


def test_every_page_but_a_lone_one_has_a_token_that_counts(served: Served):
    answer, given, pages = served.oai(**LIST), 0, 0
    while True:
        token = answer.find(f".//{OAI}resumptionToken")
        assert (token.get("cursor"), token.get("completeListSize")) == (str(given), str(ALL))
        given += len(list(answer.iter(f"{OAI}header")))
        pages += 1
        if not token.text:
            break
        answer = served.oai(verb="ListIdentifiers", resumptionToken=token.text)
        assert answer.find(f"{OAI}request").get("resumptionToken") == token.text
    assert (given, pages) == (ALL, -(-ALL // served.node.page_size))
    with serving(served.registry_url, page_size=ALL) as roomy:
        assert roomy.oai(**LIST).find(f".//{OAI}resumptionToken") is None


def test_a_token_can_be_used_again(served: Served):
    token = served.oai(**LIST).findtext(f".//{OAI}resumptionToken")
    first, second = (served.oai(verb="ListIdentifiers", resumptionToken=token) for _ in range(2))
    assert [h.findtext(f"{OAI}identifier") for h in first.iter(f"{OAI}header")] == [
        h.findtext(f"{OAI}identifier") for h in second.iter(f"{OAI}header")
    ]


def test_what_xml_forbids_never_reaches_an_answer(served: Served):
    answer = served.oai(verb="ListRecords", metadataPrefix="oai_dc")
    titles = [title.text for title in answer.iter(f"{{{dublin_core.DC}}}title")]
    assert 'Ampersand & <brackets> "quotes" ü 中文 🎓 \ufffd\ufffd end' in titles


def test_metadata_is_what_was_read(served: Served):
    answer = served.oai(verb="ListRecords", metadataPrefix="oai_dc")
    resource = dublin_core.read(answer.findall(f".//{OAI}metadata/*")[1])
    assert [title.value for title in resource.name] == ["Title 1"]
    assert resource.name[0].lang == "en"
    assert resource.license[0].id == "https://creativecommons.org/licenses/by/4.0/"


def test_provenance_tells_where_a_record_was_harvested(served: Served):
    answer = served.oai(verb="ListRecords", metadataPrefix="oai_dc")
    origin = answer.findall(f".//{OAI}about/{PROVENANCE}provenance/{PROVENANCE}originDescription")[1]
    assert origin.get("altered") == "true"
    assert [(child.tag.removeprefix(PROVENANCE), child.text) for child in origin] == [
        ("baseURL", "https://one.example/oai"),
        ("identifier", "oai:one.example:1"),
        ("datestamp", "2024-05-06"),
        ("metadataNamespace", LOM),
    ]


def test_the_way_before_is_nested_and_nothing_else_passed_on(served: Served):
    answer = served.oai(verb="ListRecords", metadataPrefix="oai_dc")
    outermost = answer.find(f".//{PROVENANCE}originDescription")
    nested = list(outermost.iterdescendants(f"{PROVENANCE}originDescription"))
    assert [(o.findtext(f"{PROVENANCE}baseURL"), o.get("altered"), o.get("harvestDate")) for o in nested] == [
        ("http://origin.example/oai?a=1&b=2", "false", "2020-02-02T14:10:02Z"),
        ("http://first.example/oai", "true", "2019-02-02T14:10:02Z"),
    ]
    assert answer.find(f".//{PROVENANCE}unknown") is None


def test_a_wrong_datestamp_of_the_origin_is_not_passed_on(served: Served):
    answer = served.oai(verb="ListRecords", metadataPrefix="oai_dc", set_=second_set(served))
    for origin in answer.iter(f"{PROVENANCE}originDescription"):
        assert origin.findtext(f"{PROVENANCE}datestamp") == origin.get("harvestDate")


def test_a_tombstone_has_neither_metadata_nor_about(served: Served):
    answer = served.oai(verb="ListRecords", metadataPrefix="oai_dc", set_=second_set(served))
    deleted = [r for r in answer.iter(f"{OAI}record") if r.find(f"{OAI}header").get("status") == "deleted"]
    assert [[child.tag for child in record] for record in deleted] == [[f"{OAI}header"]] * WITHDRAWN


def test_a_record_that_changes_moves_behind_the_last(empty: Served):
    source = empty.registry.add_source("https://three.example/oai")
    save(empty.registry, source, *(entry(f"oai:three.example:{n}") for n in range(10)))
    first = empty.oai(**LIST)
    seen = {h.findtext(f"{OAI}identifier") for h in first.iter(f"{OAI}header")}
    save(
        empty.registry, source, entry("oai:three.example:9", title="Other"), tombstone("oai:three.example:8")
    )
    rest = empty.oai(verb="ListIdentifiers", resumptionToken=first.findtext(f".//{OAI}resumptionToken"))
    seen |= {h.findtext(f"{OAI}identifier") for h in rest.iter(f"{OAI}header")}
    assert len(seen) == 10


def test_a_removed_source_leaves_tombstones_that_can_be_harvested(empty: Served):
    kept, gone = (empty.registry.add_source(f"https://{name}.example/oai") for name in ("kept", "gone"))
    for source in (kept, gone):
        save(empty.registry, source, entry(f"oai:{source.id}:1"))
    empty.registry.remove_source(gone.id)
    with Scythe(empty.node.oai_url) as client:
        assert {found.setSpec for found in client.list_sets()} == {f"source:{kept.id}", f"source:{gone.id}"}
        assert [h.deleted for h in client.list_identifiers(set_=f"source:{gone.id}")] == [True]
        assert [h.deleted for h in client.list_identifiers(set_=f"source:{kept.id}")] == [False]


def test_the_answer_is_xml_in_utf_8(served: Served):
    answer = served.client.get("/oai?verb=Identify")
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert answer.content.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")


def test_identify_shows_how_identifiers_are_made(served: Served):
    described = served.oai(verb="Identify").find(f"{OAI}Identify/{OAI}description/{{{OAI_IDENTIFIER}}}*")
    assert [child.text for child in described][:3] == ["oai", "node.example.org", ":"]
    assert described[3].text.startswith("oai:node.example.org:")


@pytest.mark.parametrize("domain", ["127.0.0.1", "localhost"])
def test_a_domain_that_the_description_cannot_say_is_left_out(served: Served, domain: str):
    node = replace(served.node, domain=domain)
    content = provider.answer(served.registry, [("verb", "Identify")], node=node, now=datetime.now(UTC))
    assert parse(content).find(f".//{OAI}description") is None


def second_set(served: Served) -> str:
    [second] = [source for source in served.registry.sources() if "two" in source.address]
    return f"source:{second.id}"


LIST = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}
