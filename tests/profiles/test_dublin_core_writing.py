"""oai_dc, written from the model: all that it can say, nothing else, and read back the same."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from profiles.canonical import from_json
from profiles.formats import dublin_core
from profiles.formats.dublin_core_writing import write
from profiles.formats.reading import XML_LANG
from profiles.model import Agent, Concept, Encoding, Identifier, LearningResource, License, Link, Text
from profiles.xml import local_name, parse

ELEMENTS = {
    *("title", "creator", "subject", "description", "publisher", "contributor", "date", "type"),
    *("format", "identifier", "source", "language", "relation", "coverage", "rights"),
}
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


def said(resource: LearningResource) -> list[tuple[str, str | None, str | None]]:
    """The elements that are written: name, text, language."""
    return [(local_name(element), element.text, element.get(XML_LANG)) for element in parse(write(resource))]


def texts(resource: LearningResource, name: str) -> list[str | None]:
    return [text for element, text, _ in said(resource) if element == name]


@pytest.mark.parametrize(
    ("name", "record", "expected"),
    [
        ("title", {"name": ["A", {"value": "B", "lang": "fr"}], "alternateName": ["C"]}, ["A", "B", "C"]),
        ("creator", {"creator": [{"name": "Nowak, Anna", "id": "https://orcid.org/1"}]}, ["Nowak, Anna"]),
        ("creator", {"creator": [{"id": "https://orcid.org/1"}]}, ["https://orcid.org/1"]),
        ("creator", {"creator": [{"email": "anna@example.org"}]}, []),
        (
            "subject",
            {"keywords": ["sums"], "about": [{"id": "https://example.org/s", "labels": ["maths"]}]},
            ["sums", "https://example.org/s", "maths"],
        ),
        ("subject", {"about": [{"id": "510", "labels": ["Mathematik"]}]}, ["Mathematik"]),
        ("subject", {"about": [{"id": "510"}]}, ["510"]),
        ("description", {"description": ["A", "B"]}, ["A", "B"]),
        ("publisher", {"publisher": [{"name": "P"}], "provider": [{"name": "Q"}]}, ["P", "Q"]),
        ("contributor", {"contributor": [{"name": "C"}]}, ["C"]),
        ("date", {"datePublished": ["2021"], "dateCreated": ["2020"], "dateModified": ["2022"]}, ["2021"]),
        ("date", {"dateCreated": ["2020"], "dateModified": ["2022"]}, ["2020"]),
        ("date", {"dateModified": ["2022"]}, ["2022"]),
        ("type", {"learningResourceType": [{"id": "exercise", "scheme": "LOMv1.0"}]}, ["exercise"]),
        (
            "format",
            {"encoding": [{"encodingFormat": "text/html", "contentSize": "9"}, {"contentSize": "3,4 MB"}]},
            ["text/html", "9", "3,4 MB"],
        ),
        (
            "identifier",
            {"id": ["doi:1", "https://example.org/1"], "url": ["https://example.org/1"]},
            ["doi:1", "https://example.org/1"],
        ),
        ("source", {"isBasedOn": [{"id": "https://example.org/0"}, {"name": "A book"}]}, [
            "https://example.org/0", "A book"
        ]),
        ("language", {"inLanguage": ["pl", "x-none"]}, ["pl", "x-none"]),
        (
            "relation",
            {"isPartOf": ["a:1"], "hasPart": ["a:2"], "isVersionOf": ["a:3"], "relation": ["a:4"]},
            ["a:1", "a:2", "a:3", "a:4"],
        ),
        ("rights", {"license": [{"id": CC_BY, "text": CC_BY}]}, [CC_BY]),
        ("rights", {"license": [{"id": CC_BY, "text": f"CC BY: {CC_BY}"}]}, [CC_BY, f"CC BY: {CC_BY}"]),
        (
            "rights",
            {"license": [{"text": "free"}], "conditionsOfAccess": [{"id": "https://example.org/open"}]},
            ["free", "https://example.org/open"],
        ),
    ],
)  # fmt: skip
def test_what_oai_dc_can_say_is_said_in_order(
    name: str, record: dict[str, object], expected: list[str]
) -> None:
    assert texts(from_json(record), name) == expected


def test_what_oai_dc_cannot_say_is_left_out() -> None:
    resource = from_json({"typicalAgeRange": ["6-8"], "timeRequired": ["PT1H"], "funder": [{"name": "F"}]})
    assert said(resource) == []


def test_the_same_thing_is_said_once_and_another_language_is_another_thing() -> None:
    resource = LearningResource(
        name=(Text("a", "fr"), Text("a"), Text(" a "), Text("a", "x-none")), alternateName=(Text("a", "fr"),)
    )
    assert said(resource) == [("title", "a", "fr"), ("title", "a", None)]


@pytest.mark.parametrize("tag", ["x-none", "de_DE", "de!", "de\n", "", "français", "a" * 9])
def test_a_language_that_the_schema_would_refuse_is_not_written(tag: str) -> None:
    assert said(LearningResource(name=(Text("a", tag),))) == [("title", "a", None)]


def test_nothing_is_no_element() -> None:
    resource = LearningResource(
        name=(Text(""), Text(" \n\u00a0")),
        url=("",),
        creator=(Agent(),),
        about=(Concept(),),
        license=(License(),),
    )
    assert said(resource) == []


def test_what_xml_forbids_is_replaced() -> None:
    assert texts(LearningResource(name=(Text("a\x00\x0b\ud800\uffff🎓"),)), "title") == [
        "a\ufffd\ufffd\ufffd\ufffd🎓"
    ]


ANY_TEXT = st.text(st.characters(codec=None), max_size=30)
ADDRESSES = st.sampled_from(["https://example.org/1", "http://example.org/a?b=c&d=<e>", CC_BY])
VALUES = (
    ANY_TEXT | ADDRESSES | st.sampled_from(["info:eu-repo/semantics/openAccess", "3,4 MB", f"See {CC_BY}."])
)
MAYBE = st.none() | VALUES
LANGUAGED = st.builds(Text, VALUES, st.sampled_from([None, "en", "pt-PT", "x-none"]) | ANY_TEXT)
KINDS = {
    Text: LANGUAGED,
    str: VALUES,
    Identifier: st.builds(Identifier, VALUES, MAYBE),
    Concept: st.builds(Concept, MAYBE, st.lists(LANGUAGED, max_size=2).map(tuple)),
    Agent: st.builds(Agent, name=MAYBE, id=MAYBE),
    License: st.builds(License, MAYBE, MAYBE, st.none() | ANY_TEXT),
    # What begins with a digit is read as an extent, of which the model has a place for a file's size alone.
    Encoding: st.builds(
        Encoding,
        encodingFormat=VALUES.filter(lambda text: not text.strip()[:1].isdigit()),
        contentSize=st.none() | st.sampled_from(["3,4 MB", "1234", "12 bytes"]),
    ),
    Link: st.builds(Link, MAYBE, MAYBE),
}
FILLED = {
    Text: ["name", "alternateName", "description", "keywords"],
    str: ["url", "inLanguage", "datePublished", "dateCreated"],
    Identifier: ["id"],
    Concept: ["about", "learningResourceType", "conditionsOfAccess"],
    Agent: ["creator", "contributor", "publisher", "provider"],
    License: ["license"],
    Encoding: ["encoding"],
    Link: ["isBasedOn", "isPartOf", "relation"],
}
RESOURCES = st.builds(
    LearningResource,
    **{
        name: st.lists(KINDS[kind], max_size=2).map(tuple) for kind, names in FILLED.items() for name in names
    },
)


@given(RESOURCES)
def test_any_resource_makes_a_document_of_dublin_core(resource: LearningResource) -> None:
    root = parse(write(resource))
    assert root.tag == f"{{{dublin_core.OAI_DC}}}dc"
    assert {etree.QName(element).namespace for element in root} <= {dublin_core.DC}
    assert {local_name(element) for element in root} <= ELEMENTS
    assert all(element.text and element.text.strip() == element.text for element in root)
    assert {name for element in root for name in element.attrib} <= {XML_LANG}


@given(RESOURCES)
def test_what_is_read_back_says_the_same_when_written_again(resource: LearningResource) -> None:
    again = dublin_core.read(parse(write(resource)))
    first, second = ({(name, text or "") for name, text, _ in said(one)} for one in (resource, again))
    assert first <= second
    # The address of a licence that stood in a sentence is said by itself too, once it was read.
    assert all(
        name == "rights" and any(text in rights for _, rights in first) for name, text in second - first
    )


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=50).filter(
    lambda text: text.strip() == text and not text.startswith(("http", "info:"))
)
LANGUAGES = st.sampled_from([None, "en", "pt-PT"])
TEXTS = st.lists(st.builds(Text, WORDS, LANGUAGES), max_size=4, unique=True).map(tuple)
NAMES = st.lists(WORDS.map(Agent), max_size=3, unique=True).map(tuple)
CODES = st.lists(st.sampled_from(["nl", "de", "2021", "2022-01"]), max_size=2, unique=True).map(tuple)


@given(
    st.builds(
        LearningResource,
        id=st.lists(WORDS.map(Identifier), max_size=3, unique=True).map(tuple),
        name=TEXTS,
        description=TEXTS,
        keywords=TEXTS,
        about=st.just((Concept("https://example.org/s"),)),
        inLanguage=CODES,
        datePublished=CODES,
        learningResourceType=TEXTS.map(lambda labels: tuple(Concept(None, (label,)) for label in labels)),
        creator=NAMES,
        contributor=NAMES,
        publisher=NAMES,
        license=st.just((License(CC_BY, CC_BY),)),
    )
)
def test_what_oai_dc_can_say_exactly_is_read_back_as_it_was(resource: LearningResource) -> None:
    again = dublin_core.read(parse(write(resource)))
    for field in fields(LearningResource):
        if field.compare:
            assert getattr(again, field.name) == getattr(resource, field.name), field.name
