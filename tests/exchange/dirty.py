"""Records with values that have faults, certain to mend or not, for the tests of mending."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

TITLES = st.sampled_from(
    [
        "Les fractions",
        "<p>Zähne &amp; Zahnpflege</p>",
        "<p>ab</p>",
        "Use <b> here",
        "Łódź<br/>",
        "<div>L'été</div>",
    ]
)
TEXTS = st.sampled_from(
    [
        "Fünf Übungen zu Brüchen für die fünfte Klasse, mit Lösungen und Bildern.",
        "<p>Ten exercises on fractions, <b>with</b> solutions, for all.</p><p>More &gt; less &amp; “so”.</p>",
        "<p>See <a href='https://a.example.org/'>this page</a> for all of the ten exercises.</p>",
        "too short",
    ]
)
LANGUAGES = st.sampled_from(
    ["de", "fre", "en_GB", "iw", "EN_us", "German", "x-none", "deu", "en-UK", "qqq", " nl"]
)
DATES = st.sampled_from(
    ["2019-05-04", "4.5.2019", "13/02/2018", "04/05/2019", "20190504", "2019/5/4", "2019-20", "c. 1900"]
)
LICENCES = st.sampled_from(
    [
        "CC BY 4.0",
        "CC BY-SA",
        "CC0",
        "CC BY 4.0, Anna Muster",
        "https://creativecommons.org/licenses/by/4.0/",
        "own",
    ]
)
ADDRESSES = st.sampled_from(
    [
        "https://a.example.org/1",
        "doi:10.1234/abc",
        "doi: 10.1234/abc",
        "https://doi.org/10.1234/abc.",
        "10.1234/a b",
        "x",
    ]
)
DURATIONS = st.sampled_from(["PT1H", "pt1h30m", "1:30:00", "5 m", "PT1H30"])
FEATURES = st.lists(
    st.sampled_from(["AlternativeText", "alternativeText", "ARIA", "longDescriptions", "captions", "none"]),
    max_size=3,
)
HAZARDS = st.lists(st.sampled_from(["noFlashing", "nosound", "flashing", "Sound", "noHazard"]), max_size=3)
SETS = st.lists(
    st.sampled_from(["Textual,Visual", "textual, Auditory", ["Visual", "textual"], ["auditory"], "Sight"]),
    max_size=2,
)

_LOM = "http://ltsc.ieee.org/xsd/LOM"
_DC = 'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def _element(
    draw: Callable[..., Any], name: str, value: str, lang: str | None = None, attribute: str = ""
) -> str:
    """Return an element with the value, written in one of the ways that mean the same."""
    way = draw(st.sampled_from(["plain", "cdata", "references", "blanks"]))
    text = {
        "plain": escape(value),
        "cdata": f"<![CDATA[{value}]]>",
        "references": "".join(f"&#x{ord(sign):x};" if sign in "<>&éü" else sign for sign in value),
        "blanks": f"\n    {escape(value, {'>': '>'})}\t",
    }[way]
    said = f" {attribute}={quoteattr(lang)}" if lang is not None else ""
    return f"<{name}{said}>{text}</{name}>"


@st.composite
def dublin_core(draw: Callable[..., Any]) -> str:
    """Return a record of Dublin Core without its declaration."""
    said = [
        _element(draw, "dc:title", draw(TITLES), draw(LANGUAGES), "xml:lang"),
        _element(draw, "dc:description", draw(TEXTS)),
        *(_element(draw, "dc:language", one) for one in draw(st.lists(LANGUAGES, max_size=2))),
        *(_element(draw, "dc:date", one) for one in draw(st.lists(DATES, max_size=2))),
        *(_element(draw, "dc:rights", one) for one in draw(st.lists(LICENCES, max_size=2))),
        *(_element(draw, "dc:identifier", one) for one in draw(st.lists(ADDRESSES, max_size=2))),
    ]
    breaks = draw(st.sampled_from(["\n", "\n<!-- <dc:date>4.5.2019</dc:date> -->\n  "]))
    return f"<oai_dc:dc {_DC}>{breaks}{breaks.join(said)}\n</oai_dc:dc>"


@st.composite
def lom(draw: Callable[..., Any]) -> str:
    """Return a record of LOM without its declaration."""
    string = [
        _element(draw, "string", draw(text), draw(LANGUAGES), "language")
        for text in (TITLES, TEXTS, LICENCES)
    ]
    return (
        f'<lom xmlns="{_LOM}">\n<general><identifier><catalog>DOI</catalog>'
        f"{_element(draw, 'entry', draw(ADDRESSES))}</identifier><title>{string[0]}</title>"
        f"{_element(draw, 'language', draw(LANGUAGES))}"
        f"<description>{string[1]}</description></general>\n"
        f"<technical>{_element(draw, 'location', draw(ADDRESSES))}</technical>\n<educational>"
        f"<typicalLearningTime>{_element(draw, 'duration', draw(DURATIONS))}</typicalLearningTime>"
        f"</educational>\n<rights><description>{string[2]}</description></rights></lom>"
    )


@st.composite
def schema_org(draw: Callable[..., Any]) -> dict[str, Any]:
    """Return a record of schema.org as a value."""
    sets = [
        one if isinstance(one, str) else {"@type": "ItemList", "itemListElement": one} for one in draw(SETS)
    ]
    title, lang = draw(TITLES), draw(LANGUAGES)
    return {
        "@context": "https://schema.org/",
        "@type": "LearningResource",
        "name": draw(st.sampled_from([title, {lang: title}, {"@value": title, "@language": lang}])),
        "description": draw(TEXTS),
        "inLanguage": draw(st.lists(LANGUAGES, max_size=2)),
        "datePublished": draw(DATES),
        "license": draw(st.sampled_from([draw(LICENCES), {"name": draw(LICENCES)}, [draw(LICENCES)]])),
        "url": draw(ADDRESSES),
        "timeRequired": draw(DURATIONS),
        "accessibilityFeature": draw(FEATURES),
        "accessibilityHazard": draw(HAZARDS),
        "accessModeSufficient": sets,
    }


@st.composite
def xml_files(draw: Callable[..., Any]) -> bytes:
    """Return a file of XML: a record, records one after the other, or a list of OAI-PMH."""
    records = draw(st.lists(st.one_of(dublin_core(), lom()), min_size=1, max_size=3))
    encoding = draw(st.sampled_from(["UTF-8", "ISO-8859-1", "UTF-16"]))
    shape = draw(st.sampled_from(["one", "several", "list"]))
    start = f"<?xml version='1.0' encoding='{encoding}'?>\n"
    if shape == "list":
        inside = "".join(
            f"<record><header><identifier>oai:a.example:{number}</identifier><datestamp>2024-01-01</datestamp>"
            f"</header><metadata>{record}</metadata></record>\n"
            for number, record in enumerate(records)
        )
        text = f'{start}<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{inside}</ListRecords></OAI-PMH>'
    elif shape == "several" and encoding != "UTF-16":
        text = "\n".join(start + record for record in records)
    else:
        text = start + records[0]
    ends = draw(st.sampled_from(["\n", "\r\n"]))
    return text.replace("\n", ends).encode(encoding, "xmlcharrefreplace")


@st.composite
def json_files(draw: Callable[..., Any]) -> bytes:
    """Return a file of JSON: a record, an array, or a record a line; escaped, indented or not."""
    records = draw(st.lists(schema_org(), min_size=1, max_size=3))
    escaped, indent = draw(st.booleans()), draw(st.sampled_from([None, 2]))
    shape = draw(st.sampled_from(["one", "array", "lines"]))
    if shape == "lines":
        text = "".join(json.dumps(one, ensure_ascii=escaped) + "\n" for one in records)
    else:
        value = records if shape == "array" else records[0]
        text = json.dumps(value, ensure_ascii=escaped, indent=indent)
    if draw(st.booleans()):
        text = text.replace("/", "\\/")
    mark = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    return mark + text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))).encode()
