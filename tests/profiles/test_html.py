"""HTML pages: JSON-LD first, then microdata, RDFa and meta elements, and pages that are written."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.formats import html
from profiles.model import FIELDS, Agent, Concept, Encoding, Identifier, LearningResource, License, Link, Text
from tests.profiles.elm_documents import OPPORTUNITY

BY = "https://creativecommons.org/licenses/by/4.0/"
RESOURCE = {
    "@context": "https://schema.org/",
    "@type": "LearningResource",
    "@id": "https://example.org/1",
    "name": "Fractions",
    "license": BY,
}
SITE = {
    "@context": "https://schema.org",
    "@type": ["WebSite"],
    "name": "A site",
    "url": "https://example.org",
}
META = """<title>Title of the page</title>
<meta name="description" content="Halves and quarters"><meta name="keywords" content="maths, fractions , ">
<meta name="author" content="Ada Example"><link rel="license" href="https://creativecommons.org/licenses/by/4.0/">
<meta property="og:title" content="Fractions by og"><meta property="og:locale" content="de_AT">"""


def page(*scripts: str, head: str = "", body: str = "", lang: str = ' lang="de"') -> str:
    marked = "".join(f'<script type="application/ld+json">{script}</script>\n' for script in scripts)
    return f"<!DOCTYPE html>\n<html{lang}><head>{head}{marked}</head><body>{body}</body></html>"


def at(text: str, place: Any) -> Any:
    """What stands at a place that was noted for a page."""
    word, number, *keys = place
    assert word == "script"
    start, end = html.script_spans(text)[number]
    value = json.loads(text[start:end])
    for key in keys:
        value = value[key]
    return value


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("\n  ", "\r\n"),
        ("<!--\n", "\n-->"),
        ("<![CDATA[", "]]>"),
        ("\n//<![CDATA[\n", "\n//]]>\n"),
        ("/*<![CDATA[*/", "/*]]>*/"),
        ("<!-- // ", ";\n// -->"),
        ("", " ;\n"),
    ],
)
def test_json_ld_is_read_in_whatever_is_wrapped_around_it(before: str, after: str) -> None:
    text = page(before + json.dumps(RESOURCE) + after)
    resource = html.read(text)
    assert resource.name == (Text("Fractions"),)
    assert at(text, resource.places["name"][0]) == "Fractions"


def test_a_broken_script_costs_only_itself_and_keeps_its_number() -> None:
    text = page('{"@type": "LearningResource", "name": ', json.dumps(RESOURCE), head=META)
    resource = html.read(text)
    assert resource.name == (Text("Fractions"),)
    assert resource.places["name"] == [("script", 1, "name")]


def test_the_resource_is_found_among_several_scripts() -> None:
    text = page(json.dumps(SITE), json.dumps([RESOURCE]), json.dumps({"@type": "Person", "name": "Ada"}))
    resource = html.read(text)
    assert resource.name == (Text("Fractions"),)
    assert at(text, resource.places["name"][0]) == "Fractions"


def test_the_resource_is_found_in_a_graph() -> None:
    inner = {key: value for key, value in RESOURCE.items() if key != "@context"}
    text = page(json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "Person"}, inner]}))
    resource = html.read(text)
    assert resource.places["name"] == [("script", 0, "@graph", 1, "name")]
    assert at(text, resource.places["name"][0]) == "Fractions"


def test_a_line_break_within_a_string_is_let_be() -> None:
    text = page(json.dumps(RESOURCE).replace("Fractions", "Frac\ntions"))
    assert html.read(text).name == (Text("Frac\ntions"),)


def test_elm_in_a_script_is_read_as_elm() -> None:
    resource = html.read(page(json.dumps(OPPORTUNITY)))
    assert resource.places["description"] == [("script", 0, "description", "en")]


def test_a_script_that_only_speaks_of_the_site_is_no_record() -> None:
    resource = html.read(page(json.dumps(SITE), head=META))
    assert resource.description == (Text("Halves and quarters", "de"),)
    assert html.read(page(json.dumps(SITE))) == LearningResource()


MICRODATA = f"""<div itemscope itemtype="https://schema.org/LearningResource" itemid="https://example.org/1">
<h1 itemprop="name">Fractions</h1><a itemprop="license" href="{BY}">CC BY</a>
<meta itemprop="inLanguage" content="en">
<div itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ada Example</b></div>
</div>"""
RDFA = f"""<div vocab="http://schema.org/" typeof="LearningResource" resource="https://example.org/1">
<h1 property="name">Fractions</h1><a property="license" href="{BY}">CC BY</a>
<time property="datePublished" datetime="2026-01-31">yesterday</time>
<div property="author" typeof="Person"><b property="name" lang="">Ada Example</b></div></div>"""


def test_microdata_is_read() -> None:
    resource = html.read(page(body=MICRODATA, head=META))
    assert resource.name == (Text("Fractions"),)
    assert resource.license[0].id == BY
    assert resource.creator[0].name == "Ada Example"
    assert resource.inLanguage == ("en",)
    assert Identifier("https://example.org/1") in resource.id
    assert {place for places in resource.places.values() for place in places} == {()}


def test_rdfa_is_read_with_its_language_and_the_machine_s_date() -> None:
    resource = html.read(page(body=RDFA, head=META))
    assert resource.name == (Text("Fractions", "de"),)
    assert resource.license[0].id == BY
    assert resource.creator[0].name == "Ada Example"
    assert resource.datePublished == ("2026-01-31",)


def test_json_ld_goes_before_microdata_and_microdata_before_rdfa() -> None:
    other = MICRODATA.replace("Fractions", "By microdata")
    assert html.read(page(json.dumps(RESOURCE), body=other)).name == (Text("Fractions"),)
    assert html.read(page(body=other + RDFA)).name == (Text("By microdata"),)


def test_nodes_that_refer_to_each_other_are_read() -> None:
    body = """<div vocab="http://schema.org/"><div typeof="Course" resource="#a"><b property="name">A</b>
    <a property="hasPart" href="#b"></a></div><div typeof="Course" resource="#b"><b property="name">B</b>
    <a property="isPartOf" href="#a"></a></div></div>"""
    assert html.read(page(body=body)).name


@pytest.mark.parametrize("body", [MICRODATA, RDFA])
def test_entities_of_a_page_are_neither_fetched_nor_expanded(body: str, tmp_path: Any) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret words", encoding="utf-8")
    text = page(body=body.replace("Fractions", "Fractions &x;"))
    text = text.replace("<!DOCTYPE html>", f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>')
    assert html.read(text).name[0].value == "Fractions &x;"


def test_a_page_without_structured_data_is_read_by_its_head() -> None:
    resource = html.read(page(head=META))
    assert resource.said() == {
        "name": (Text("Fractions by og", "de"),),
        "description": (Text("Halves and quarters", "de"),),
        "keywords": (Text("maths", "de"), Text("fractions", "de")),
        "inLanguage": ("de-AT",),
        "creator": (Agent("Ada Example"),),
        "license": (License(BY),),
    }
    assert html.holds_data(page(head=META))


def test_dublin_core_in_the_head_goes_first() -> None:
    head = META + (
        '<meta name="DC.title" lang="en" content="Fractions by DC">'
        '<meta name="DCTERMS.issued" content="2026">'
        '<meta name="dc.creator" content="B"><meta name="dc.creator" content="C">'
        '<meta name="DC.identifier" content="doi:10.1/2"><meta name="DC.rights" content="CC BY">'
        '<meta name="DC.type" content="Text"><meta name="DC.format" content="text/html">'
        '<meta name="DC.relation" content="https://example.org/2">'
    )
    resource = html.read(page(head=head))
    assert resource.name == (Text("Fractions by DC", "en"),)
    assert resource.creator == (Agent("B"), Agent("C"))
    assert resource.id == (Identifier("doi:10.1/2"),)
    assert resource.datePublished == ("2026",)
    assert resource.license == (License(BY),)
    assert resource.learningResourceType == (Concept(None, (Text("Text", "de"),)),)
    assert resource.encoding == (Encoding(encodingFormat="text/html"),)
    assert resource.relation == (Link("https://example.org/2"),)


def test_the_title_is_the_name_where_nothing_better_is() -> None:
    resource = html.read(page(head='<title>A\n title</title><meta name="description" content="x">', lang=""))
    assert resource.name == (Text("A title"),)
    assert resource.inLanguage == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        page(),
        page(head="<title>Only a title</title>"),
        page(
            head='<title>T</title><link rel="canonical" href="https://example.org">'
            '<meta property="og:title" content="x">'
        ),
        page("not JSON", "{}", "[]", "null", '{"@context": "https://schema.org"}'),
        page(body="<div itemscope><b itemprop='name'>no type</b></div><p property='dc:title'>no type</p>"),
    ],
)
def test_a_page_that_says_nothing_gives_an_empty_resource(text: str) -> None:
    assert html.read(text) == LearningResource()
    assert not html.holds_data(text)


def test_every_field_of_the_crosswalk_is_one_of_the_model() -> None:
    assert {field for _, field in html.CROSSWALK} < set(FIELDS)


def test_what_reads_embedded_data_is_loaded_only_when_a_page_has_some() -> None:
    code = (
        "import sys; from profiles.formats import html; html.read('<html><title>x</title></html>'); "
        "sys.exit('extruct' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "<html lang=x>",
                "<script type='application/ld+json'>",
                "</script>",
                "<!--",
                "-->",
                "<![CDATA[",
                "]]>",
            ),
            *(
                "{",
                "}",
                '"@type": "Course"',
                '"name":',
                ",",
                "[",
                "]",
                "<title>",
                "</title>",
                "</html>",
                ";",
                "\n",
            ),
            *(
                "<div itemscope itemtype='https://schema.org/Course'>",
                "<b itemprop='name url'>",
                "<meta name=author",
            ),
            *(
                " content='x'>",
                "<a vocab='http://schema.org/' typeof='Course' property='a' href='http://[x'>",
                "é",
            ),
            *(
                "<div property=name prefix='x: y'>",
                "<?xml version='1.0' encoding='z'?>",
                "\0",
                "\ud800",
                "&#0;",
                "</",
            ),
        ]
    ),
    max_size=30,
)


@given(PIECES.map("".join) | st.text())
def test_no_page_makes_the_reader_raise(text: str) -> None:
    assert isinstance(html.read(text), LearningResource)
    for start, end in html.script_spans(text):
        assert 0 <= start <= end <= len(text)


@given(
    st.text(st.sampled_from("ab\r\n\t é😀<")),
    st.sampled_from(["", "<!--", "//<![CDATA[\n"]),
    st.integers(0, 3),
)
def test_the_span_of_a_script_is_the_json_in_it(before: str, wrapping: str, number: int) -> None:
    content = json.dumps({"n": number}, indent=number)
    head = f"<!-- {before.replace('<', '')} -->"
    text = page(*["{}"] * number, wrapping + content + "\n", head=head)
    start, end = html.script_spans(text)[number]
    assert text[start:end] == content
