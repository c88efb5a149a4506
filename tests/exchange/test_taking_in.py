"""What a document holds besides the resource that is read is told, and typical pages raise no alarm."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.pipeline import examine_all, results
from exchange.taking_in import Understood, take_in
from profiles.formats import html, schema_org
from profiles.formats.jsonld_several import further_resources
from profiles.record import Header, Record, Unreadable
from profiles.rules import load_profile
from validators.engine import Engine
from validators.reports.as_json import write_json
from validators.reports.report import Report

CONTEXT = "https://schema.org"
ONE = {"@context": CONTEXT, "@type": "Course", "@id": "http://1.ex", "name": "Aaaa"}
TWO = {"@context": CONTEXT, "@type": "Course", "@id": "http://2.ex", "name": "Bbbb"}
TURTLE = """@prefix elm: <http://data.europa.eu/snb/model/elm/> . @prefix dc: <http://purl.org/dc/terms/> .
<http://1.ex> a elm:LearningOpportunity ; dc:title "Aaaa"@en .
<http://2.ex> a elm:LearningOpportunity ; dc:title "Bbbb"@en """
TOLD = "1 more learning resource in this document, which is not read: give each a document of its own"
YOAST = [
    {"@type": "Organization", "@id": "http://s.ex/#org", "name": "Shop"},
    {
        "@type": "WebSite",
        "@id": "http://s.ex/#site",
        "name": "Shop",
        "publisher": {"@id": "http://s.ex/#org"},
    },
    {"@type": "WebPage", "@id": "http://s.ex/p", "name": "Aaaa", "isPartOf": {"@id": "http://s.ex/#site"}},
    {"@type": "ImageObject", "@id": "http://s.ex/i", "url": "http://s.ex/i.png"},
    {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "Home"}]},
    {"@type": "Person", "@id": "http://s.ex/#anna", "name": "Anna"},
    {"@type": "Product", "@id": "http://s.ex/#product", "name": "Aaaa"},
]


def graph(*nodes: dict[str, Any]) -> bytes:
    return json.dumps({"@context": CONTEXT, "@graph": nodes}).encode()


def page(*scripts: str) -> bytes:
    inner = "\n".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return f"<!DOCTYPE html>\n<html><head><title>A</title>\n{inner}</head></html>".encode()


def record(payload: bytes) -> Record:
    return Record(Header("oai:a:1"), payload, "a", line=5)


def besides(payload: bytes) -> list[str]:
    one = take_in(record(payload))
    assert isinstance(one, Understood), str(one)
    return [unread.cause for unread in one.besides]


@pytest.mark.parametrize(
    "payload",
    [
        graph(ONE, {"@type": "Course", "@id": "http://2.ex"}),
        json.dumps([ONE, TWO]).encode(),
        page(json.dumps(ONE), json.dumps(TWO)),
        (TURTLE + ".").encode(),
        json.dumps(
            {
                "@context": "http://data.europa.eu/snb/model/context/edc-ap",
                "@graph": [
                    {"id": f"http://{n}.ex", "type": "LearningOpportunity", "title": {"en": "A"}}
                    for n in (1, 2)
                ],
            }
        ).encode(),
    ],
    ids=["graph", "list", "page", "turtle", "elm-json"],
)
def test_a_second_resource_is_told(payload: bytes) -> None:
    assert besides(payload) == [TOLD]


@pytest.mark.parametrize(
    "payload",
    [
        json.dumps(ONE).encode(),
        graph(ONE, ONE),
        page(json.dumps(ONE), json.dumps({**ONE, "@id": "http://1.ex#again"})),
        graph({**ONE, "hasPart": {"@id": "http://2.ex"}}, TWO),
        graph(ONE, {**TWO, "isPartOf": {"@id": "http://1.ex"}}),
        graph(
            {**ONE, "hasCourseInstance": {"@id": "_:i"}, "mainEntityOfPage": "http://p.ex"},
            {"@type": "CourseInstance", "@id": "_:i", "courseMode": "online"},
            {"@type": "WebPage", "@id": "http://p.ex", "name": "Page"},
        ),
        graph({"@type": "Article", "name": "A", "video": {"@type": "VideoObject", "name": "B"}}),
        graph(*YOAST),
        graph(*YOAST, ONE),
        (TURTLE + "; elm:isPartOf <http://1.ex> .").encode(),
    ],
)
def test_one_resource_and_its_parts_raise_no_alarm(payload: bytes) -> None:
    assert besides(payload) == []


def test_a_list_of_courses_is_told_and_not_judged_as_one() -> None:
    items = [{"@type": "ListItem", "position": n, "item": one} for n, one in enumerate((ONE, TWO))]
    listed = {"@context": CONTEXT, "@type": "ItemList", "name": "Courses", "itemListElement": items}
    one = take_in(record(json.dumps(listed).encode()))
    assert isinstance(one, Unreadable)
    assert one.cause == (
        "2 learning resources in this document, which are not read: give each a document of its own"
    )
    assert (one.target, one.identifier, one.line) == ("a", "oai:a:1", 5)
    assert not schema_org.read(listed).said()


def test_a_broken_script_is_told_beside_a_good_one() -> None:
    (cause,) = besides(page(json.dumps(ONE), '{"a":\n oops}'))
    assert cause.startswith("its JSON-LD is not well-formed: line 5, column 2: Expecting value")


def test_a_page_whose_only_script_is_broken_says_where() -> None:
    one = take_in(record(page('{"@type" "Course"}')))
    assert isinstance(one, Unreadable)
    assert one.cause.endswith("; its JSON-LD is not well-formed: line 3, column 45: Expecting ':' delimiter")


def test_the_report_counts_what_is_not_read() -> None:
    engine = Engine(load_profile("eu-core"))
    report, out = Report(engine.profile), io.StringIO()
    write_json(results(examine_all([record(graph(ONE, TWO))], engine, report)), report, out)
    assert [one["outcome"] for one in json.loads(out.getvalue())["results"]] == ["checked", "not checked"]
    assert (report.records, report.unreadable_count) == (1, 1)


JSON = st.recursive(
    st.none() | st.integers() | st.sampled_from(["Course", "ItemList", "http://1.ex", "a"]),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["@graph", "@type", "@id", "name", "itemListElement", "item", "hasPart"]), inner
        )
    ),
)


@given(JSON)
def test_counting_never_raises(document: Any) -> None:
    assert further_resources(document) >= 0


@given(st.text())
def test_scripts_of_any_text_are_judged(text: str) -> None:
    found = html.broken_scripts(f'<script type="application/ld+json">{text}</script>')
    assert all("not well-formed" in cause for _, cause in found)
