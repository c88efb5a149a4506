"""Where a record came from, when nodes harvest nodes, and where little is known."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from harvesters.oai import FetchOptions, Repository, Request
from profiles.canonical import to_json
from profiles.formats import dublin_core
from profiles.record import Header, Record
from profiles.xml import parse
from registry import Entry, Registry
from tests.exchange.conftest import Served, serving
from tests.exchange.filling import PUBLISHED_BY_FIRST, PUBLISHED_BY_SECOND, WITHDRAWN, save, verdict

ALL = PUBLISHED_BY_FIRST + PUBLISHED_BY_SECOND + WITHDRAWN
PROVENANCE = "{http://www.openarchives.org/OAI/2.0/provenance}"
LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


def as_entry(taken: object) -> Entry:
    assert isinstance(taken, Record)
    if taken.header.deleted:
        return Entry(taken, None, None, None)
    resource = to_json(dublin_core.read(parse(taken.payload)))
    return Entry(taken, "oai_dc", resource, verdict())


def addresses(description: etree._Element) -> list[str | None]:
    return [element.text for element in description.iter(f"{PROVENANCE}baseURL")]


def test_a_node_that_harvests_a_node_tells_the_whole_way(served: Served, tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'second.db'}"
    with (
        Registry.open(url) as registry,
        Repository(served.node.oai_url, options=FetchOptions()) as repository,
    ):
        source = registry.add_source(served.node.oai_url)
        entries = [as_entry(taken) for page in repository.pages(Request("oai_dc")) for taken in page.records]
        assert len(entries) == ALL
        save(registry, source, *entries)
    with serving(url, page_size=ALL) as second:
        answer = second.oai(**LIST)
    outermost = answer.findall(f".//{PROVENANCE}provenance/{PROVENANCE}originDescription")
    assert len(outermost) == ALL - WITHDRAWN  # a record that came deleted was never published here
    assert all(addresses(description)[0] == served.node.oai_url for description in outermost)
    assert max((addresses(description) for description in outermost), key=len) == [
        served.node.oai_url,
        "https://one.example/oai",
        "http://origin.example/oai?a=1&b=2",
        "http://first.example/oai",
    ]


def test_the_crosswalk_keeps_what_dublin_core_can_say(served: Served):
    [_, known, *_] = served.client.get("/resources").json()["resources"]
    answer = served.client.get(known["links"]["oai"])
    read = dublin_core.read(parse(answer.content).find(".//{*}metadata/*"))
    assert [title.value for title in read.name] == ["Title 1"]
    assert list(read.url) == known["resource"]["url"]


def test_what_came_from_a_file_has_no_provenance_to_tell(empty: Served):
    source = empty.registry.add_source("feeds/january.zip")
    record = Record(Header("one"), b'{"no": "XML"}', "feeds/january.zip")
    save(empty.registry, source, Entry(record, "amb", {"name": ["A title"]}, verdict()))
    answer = empty.oai(**LIST)
    assert answer.findtext(f".//{{{dublin_core.DC}}}title") == "A title"
    assert answer.find(".//{*}about") is None


def test_a_format_that_is_no_xml_has_no_namespace_to_name(empty: Served):
    source = empty.registry.add_source("https://json.example/feed")
    record = Record(Header("one"), b'{"no": "XML"}', "https://json.example/feed")
    save(empty.registry, source, Entry(record, "amb", {"name": ["A title"]}, verdict()))
    [origin] = empty.oai(**LIST).iter(f"{PROVENANCE}originDescription")
    assert not origin.findtext(f"{PROVENANCE}metadataNamespace")


def test_an_origin_that_says_too_little_is_not_nested(empty: Served):
    source = empty.registry.add_source("https://one.example/oai")
    about = b"<provenance xmlns='%s'><originDescription/></provenance>" % PROVENANCE.strip("{}").encode()
    record = Record(Header("one"), b"<lom/>", "https://one.example/oai", about=(b"<rights/>", about))
    save(empty.registry, source, Entry(record, "lom", {"name": ["A title"]}, verdict()))
    [origin] = empty.oai(**LIST).iter(f"{PROVENANCE}originDescription")
    assert addresses(origin) == ["https://one.example/oai"]
