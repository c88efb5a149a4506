"""Every error condition of OAI-PMH 2.0, section 3.6, over HTTP, and what an answer echoes of its request."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from profiles.xml import parse
from tests.exchange.conftest import Served
from tests.exchange.filling import entry, public_id_of, save

OAI = "{http://www.openarchives.org/OAI/2.0/}"
RECORDS = "verb=ListRecords&metadataPrefix=oai_dc"
UNKNOWN = "oai:node.example.org:00000000000000000000"

CONDITIONS = [
    ("badVerb", ""),
    ("badVerb", "verb="),
    ("badVerb", "verb"),
    ("badVerb", "metadataPrefix=oai_dc"),
    ("badVerb", "verb=listRecords"),
    ("badVerb", "verb=Nonsense"),
    ("badVerb", "verb=%00%0B%FF<&"),
    ("badVerb", "verb=Identify&verb=Identify"),
    ("badVerb", "Verb=Identify"),
    ("badArgument", "verb=Identify&metadataPrefix=oai_dc"),
    ("badArgument", "verb=Identify&nonsense"),
    ("badArgument", "verb=Identify&%00%0B=1"),
    ("badArgument", "verb=ListRecords"),
    ("badArgument", "verb=ListIdentifiers&from=2024-01-01"),
    ("badArgument", "verb=GetRecord"),
    ("badArgument", "verb=GetRecord&metadataPrefix=oai_dc"),
    ("badArgument", f"verb=GetRecord&identifier={UNKNOWN}"),
    ("badArgument", "verb=ListSets&metadataPrefix=oai_dc"),
    ("badArgument", "verb=ListMetadataFormats&resumptionToken=x"),
    ("badArgument", f"{RECORDS}&metadataPrefix=oai_dc"),
    ("badArgument", f"{RECORDS}&from=2024-01-01&from=2024-01-01"),
    ("badArgument", f"{RECORDS}&identifier={UNKNOWN}"),
    ("badArgument", f"{RECORDS}&resumptionToken=x"),
    ("badArgument", f"{RECORDS}&from="),
    ("badArgument", f"{RECORDS}&from=yesterday"),
    ("badArgument", f"{RECORDS}&from=2024"),
    ("badArgument", f"{RECORDS}&from=2024-02-30"),
    ("badArgument", f"{RECORDS}&from=0000-01-01"),
    ("badArgument", f"{RECORDS}&from=2024-01-01T00:00Z"),
    ("badArgument", f"{RECORDS}&from=2024-01-01T00:00:00"),
    ("badArgument", f"{RECORDS}&from=2024-01-01T00:00:00%2B01:00"),
    ("badArgument", f"{RECORDS}&from=2024-01-01T00:00:00.5Z"),
    ("badArgument", f"{RECORDS}&from=2024-01-01T24:00:00Z"),
    ("badArgument", f"{RECORDS}&until=2024-1-1"),
    ("badArgument", f"{RECORDS}&until=2024-01-01%0A"),
    ("badArgument", f"{RECORDS}&from=2024-01-01&until=2024-01-02T00:00:00Z"),
    ("badArgument", f"{RECORDS}&from=2024-01-01T00:00:00Z&until=2024-01-02"),
    ("badArgument", f"{RECORDS}&from=2024-01-02&until=2024-01-01"),
    ("badArgument", f"{RECORDS}&from=2024-01-01T00:00:01Z&until=2024-01-01T00:00:00Z"),
    ("badArgument", f"{RECORDS}&set="),
    ("badArgument", f"{RECORDS}&set=a::b"),
    ("badArgument", f"{RECORDS}&set=%C3%A4"),
    ("badArgument", "verb=ListRecords&metadataPrefix="),
    ("badArgument", "verb=ListRecords&metadataPrefix=a%20b"),
    ("badResumptionToken", "verb=ListRecords&resumptionToken="),
    ("badResumptionToken", "verb=ListRecords&resumptionToken=garbled"),
    ("badResumptionToken", "verb=ListRecords&resumptionToken=%00%0B%F0%9F"),
    ("badResumptionToken", "verb=ListRecords&resumptionToken=W10"),
    ("badResumptionToken", "verb=ListSets&resumptionToken=x"),
    ("cannotDisseminateFormat", "verb=ListRecords&metadataPrefix=lom"),
    ("cannotDisseminateFormat", "verb=ListIdentifiers&metadataPrefix=OAI_DC"),
    ("idDoesNotExist", f"verb=GetRecord&metadataPrefix=oai_dc&identifier={UNKNOWN}"),
    ("idDoesNotExist", "verb=GetRecord&metadataPrefix=oai_dc&identifier="),
    ("idDoesNotExist", "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:one.example:1"),
    ("idDoesNotExist", "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:node.example.org:"),
    ("idDoesNotExist", "verb=GetRecord&metadataPrefix=oai_dc&identifier=%25%25%00not a URI"),
    ("idDoesNotExist", "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai://h:port"),
    ("idDoesNotExist", f"verb=ListMetadataFormats&identifier={UNKNOWN}"),
    ("noRecordsMatch", f"{RECORDS}&from=9999-01-01"),
    ("noRecordsMatch", f"{RECORDS}&until=0001-01-01"),
    ("noRecordsMatch", f"{RECORDS}&from=0001-01-01T00:00:00Z&until=0001-01-01T00:00:00Z"),
    ("noRecordsMatch", f"{RECORDS}&set=source:nobody"),
    ("noRecordsMatch", f"{RECORDS}&set=other"),
]
WITH_BASE_URL_ALONE = ("badVerb", "badArgument")


def condition_of(content: bytes) -> str:
    [error] = parse(content).findall(f"{OAI}error")
    assert error.text
    return error.get("code", "")


@pytest.mark.parametrize(("code", "query"), CONDITIONS)
def test_a_condition_is_named(code: str, query: str, served: Served):
    answers = [
        served.client.get(f"/oai?{query}"),
        served.client.post(
            "/oai",
            content=query,
            headers={"content-type": "application/x-www-form-urlencoded; charset=UTF-8"},
        ),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert condition_of(answer.content) == code


@pytest.mark.parametrize(("code", "query"), CONDITIONS)
def test_a_request_that_cannot_be_read_is_not_echoed(code: str, query: str, served: Served):
    request = parse(served.client.get(f"/oai?{query}").content).find(f"{OAI}request")
    assert request.text == served.node.oai_url
    if code in WITH_BASE_URL_ALONE:
        assert not request.attrib
    else:
        assert not request.attrib or request.get("verb") in query


@pytest.mark.parametrize(("code", "query"), CONDITIONS)
def test_a_condition_fits_the_schema(code: str, query: str, served: Served, schema_valid):
    schema_valid(parse(served.client.get(f"/oai?{query}").content))


def test_a_good_request_is_echoed(served: Served):
    asked = {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "0001-01-01", "until": "9999-12-31"}
    request = parse(served.client.get(f"/oai?{urlencode(asked)}").content).find(f"{OAI}request")
    assert dict(request.attrib) == asked


def test_a_token_that_is_refused_is_echoed_as_far_as_xml_can_say_it(served: Served):
    answer = served.client.get("/oai?verb=ListRecords&resumptionToken=a%00b%ED%A0%80")
    request = parse(answer.content).find(f"{OAI}request")
    assert dict(request.attrib) == {"verb": "ListRecords", "resumptionToken": "a\ufffdb\ufffd\ufffd\ufffd"}


def test_every_answer_fits_the_schema(served: Served, schema_valid):
    answers = [served.oai(verb=verb) for verb in ("Identify", "ListSets", "ListMetadataFormats")]
    for verb in ("ListRecords", "ListIdentifiers"):
        answers.append(served.oai(verb=verb, metadataPrefix="oai_dc"))
        while token := answers[-1].findtext(f".//{OAI}resumptionToken"):
            answers.append(served.oai(verb=verb, resumptionToken=token))
    identifiers = [element.text for answer in answers for element in answer.iter(f"{OAI}identifier")]
    for identifier in identifiers[::6]:
        answers.append(served.oai(verb="GetRecord", metadataPrefix="oai_dc", identifier=identifier))
        answers.append(served.oai(verb="ListMetadataFormats", identifier=identifier))
    assert len(answers) > 20
    for answer in answers:
        schema_valid(answer)


def test_a_token_of_another_verb_is_refused(served: Served):
    token = served.oai(verb="ListRecords", metadataPrefix="oai_dc").findtext(f".//{OAI}resumptionToken")
    answer = served.client.get("/oai", params={"verb": "ListIdentifiers", "resumptionToken": token})
    assert condition_of(answer.content) == "badResumptionToken"
    assert "ListRecords" in answer.text


def test_an_unpublished_record_does_not_exist(served: Served):
    [second] = [source for source in served.registry.sources() if "two" in source.address]
    public_id = public_id_of(second.id, "oai:two.example:bad0")
    assert served.registry.record(public_id).state == "unpublished"
    asked = {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": served.node.identifier(public_id)}
    assert condition_of(served.client.get("/oai", params=asked).content) == "idDoesNotExist"


def test_a_withdrawn_record_has_no_formats_and_a_header_that_says_so(served: Served):
    [second] = [source for source in served.registry.sources() if "two" in source.address]
    identifier = served.node.identifier(public_id_of(second.id, "oai:two.example:0"))
    answer = served.client.get("/oai", params={"verb": "ListMetadataFormats", "identifier": identifier})
    assert condition_of(answer.content) == "noMetadataFormats"
    record = served.oai(verb="GetRecord", metadataPrefix="oai_dc", identifier=identifier)
    assert record.find(f".//{OAI}header").get("status") == "deleted"


def test_an_empty_node_answers(empty: Served):
    assert re.match(r"\d{4}-\d\d-\d\dT", empty.oai(verb="Identify").findtext(f".//{OAI}earliestDatestamp"))
    assert condition_of(empty.client.get("/oai?verb=ListSets").content) == "noSetHierarchy"
    assert condition_of(empty.client.get(f"/oai?{RECORDS}").content) == "noRecordsMatch"


def test_a_removed_source_keeps_its_set_while_it_has_tombstones(empty: Served):
    left, traceless = (empty.registry.add_source(f"https://{name}.example/oai") for name in ("one", "two"))
    save(empty.registry, left, entry("oai:one.example:1"))
    for source in (left, traceless):
        empty.registry.remove_source(source.id)
    sets = [found.text for found in empty.oai(verb="ListSets").iter(f"{OAI}setSpec")]
    (header,) = empty.oai(verb="ListIdentifiers", metadataPrefix="oai_dc", set_=sets[0]).iter(f"{OAI}header")
    assert sets == [f"source:{left.id}"]
    assert (header.get("status"), header.findtext(f"{OAI}setSpec")) == ("deleted", sets[0])


def test_a_form_of_another_kind_is_refused(served: Served):
    answer = served.client.post("/oai", json={"verb": "Identify"})
    assert (answer.status_code, answer.headers["content-type"]) == (415, "application/problem+json")


def test_a_form_that_is_too_large_is_refused(served: Served):
    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = served.client.post("/oai", content=b"verb=" + b"x" * 70_000, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
