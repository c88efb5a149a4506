"""What real feeds of oai_dc hold: each value as it was found, and as it is read."""

from __future__ import annotations

import pytest
from lxml import etree

from profiles.canonical import to_json
from profiles.formats import dublin_core
from profiles.xml import local_name, parse
from tests.profiles.nodes import element_at

HEAD = f'<oai_dc:dc xmlns:oai_dc="{dublin_core.OAI_DC}" xmlns:dc="{dublin_core.DC}">'
SPACED = "https://example.org/my file.pdf"
DDC = "info:eu-repo/classification/ddc/510"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


def said(inner: str, encoding: str = "utf-8") -> dict[str, object]:
    return to_json(dublin_core.read(parse(f"{HEAD}{inner}</oai_dc:dc>".encode(encoding))))


@pytest.mark.parametrize(
    ("element", "found", "read"),
    [
        ("date", "2021", {"datePublished": ["2021"]}),
        ("date", "2021-05", {"datePublished": ["2021-05"]}),
        ("date", "2021 (approx.)", {"datePublished": ["2021 (approx.)"]}),
        ("date", "[ca. 1998]", {"datePublished": ["[ca. 1998]"]}),
        ("date", "info:eu-repo/date/embargoEnd/2030-01-01", {}),
        (
            "rights",
            f"Free to use under {CC_BY}, with credit.",
            {"license": [{"id": CC_BY, "text": f"Free to use under {CC_BY}, with credit."}]},
        ),
        (
            "rights",
            f"({CC_BY})",
            {"license": [{"id": CC_BY, "text": f"({CC_BY})"}]},
        ),
        ("rights", "Namensnennung 4.0", {"license": [{"text": "Namensnennung 4.0"}]}),
        ("rights", "open access", {"license": [{"text": "open access"}]}),
        (
            "identifier",
            SPACED,
            {"id": [{"value": SPACED}], "url": [SPACED]},
        ),
        ("identifier", "HTTP://example.org", {"id": [{"value": "HTTP://example.org"}], "url": ["HTTP://example.org"]}),
        ("identifier", "see http://example.org", {"id": [{"value": "see http://example.org"}]}),
        ("identifier", "urn:nbn:de:1", {"id": [{"value": "urn:nbn:de:1"}]}),
        ("relation", SPACED, {"relation": [{"name": SPACED}]}),
        ("description", "&lt;p&gt;Two &amp;amp; two&lt;/p&gt;", {"description": ["<p>Two &amp; two</p>"]}),
        ("description", "<![CDATA[<b>Two</b>]]>", {"description": ["<b>Two</b>"]}),
        ("description", "<p>Two <b>and</b> two</p>", {"description": ["Two and two"]}),
        ("description", "Two<!-- lost? --> and<?x y?> two", {"description": ["Two and two"]}),
        ("description", "\n\t Two\n and\u00a0two \n", {"description": ["Two\n and\u00a0two"]}),
        ("language", "x-none", {"inLanguage": ["x-none"]}),
        ("language", "nld; eng", {"inLanguage": ["nld; eng"]}),
        ("format", "3,4 MB", {"encoding": [{"contentSize": "3,4 MB"}]}),
        ("format", "1.234.567 bytes", {"encoding": [{"contentSize": "1.234.567 bytes"}]}),
        ("format", "24 p. : ill. ; 30 cm", {}),
        ("format", "PDF", {"encoding": [{"encodingFormat": "PDF"}]}),
        ("type", "LEARNING object", {"learningResourceType": [{"labels": ["LEARNING object"]}]}),
        ("subject", DDC, {"about": [{"id": DDC}]}),
        ("subject", "math; fractions", {"keywords": ["math; fractions"]}),
        ("creator", "Nowak, A. \U0001f393", {"creator": [{"name": "Nowak, A. \U0001f393"}]}),
        ("title", "", {}),
        ("title", " \n", {}),
        ("coverage", "Polska", {}),
    ],
)  # fmt: skip
def test_a_value_is_read_as_it_stands(element: str, found: str, read: dict[str, object]) -> None:
    assert said(f"<dc:{element}>{found}</dc:{element}>") == read


@pytest.mark.parametrize("tag", ["x-none", "de_DE", "und", "FR-fr"])
def test_a_language_tag_is_kept_as_found(tag: str) -> None:
    assert said(f'<dc:title xml:lang="{tag}">a</dc:title>') == {"name": [{"value": "a", "lang": tag}]}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_encoding_changes_nothing(encoding: str) -> None:
    assert said("<dc:title>Ułamki \U0001f393</dc:title>", encoding) == {"name": ["Ułamki \U0001f393"]}


@pytest.mark.parametrize("tag", ["dc:Title", "dc:TITLE", "title", "oai_dc:title"])
def test_names_are_known_in_any_case_and_namespace(tag: str) -> None:
    assert said(f"<{tag}>a</{tag}>") == {"name": ["a"]}


def test_places_count_comments_instructions_and_what_is_nested() -> None:
    root = parse(
        f"{HEAD}<!-- a --><dc:date>2020</dc:date><?x y?>"
        "<dc:description>a<b>b<i>c</i></b><!-- d --></dc:description>"
        "<own><inner/></own><dc:identifier>https://example.org/1</dc:identifier></oai_dc:dc>".encode()
    )
    resource = dublin_core.read(root)
    assert {
        field: [local_name(element_at(root, place)) for place in at] for field, at in resource.places.items()
    } == {
        "datePublished": ["date"],
        "description": ["description"],
        "id": ["identifier"],
        "url": ["identifier"],
    }
    assert resource.places["id"] == [10]
    assert isinstance(root[0], etree._Comment)


def test_elements_in_an_element_are_its_text() -> None:
    assert said("<dc:description>a <dc:title>b</dc:title></dc:description>") == {"description": ["a b"]}
