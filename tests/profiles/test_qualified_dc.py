"""Qualified Dublin Core, in the wrappers of feeds, read into the model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from profiles.canonical import to_json
from profiles.formats import dublin_core, qualified_dc
from profiles.model import FIELDS
from profiles.xml import parse
from tests.profiles.nodes import element_at

SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:schema="http://schema.org/" '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:mods="http://www.loc.gov/mods/v3"'
)


def said(
    inner: str, root: str = "q:qualifieddc", space: str = "http://dspace.org/qualifieddc/"
) -> dict[str, object]:
    document = f'<{root} xmlns:q="{space}" {SPACES}>{inner}</{root}>'
    return to_json(qualified_dc.read(parse(document.encode())))


DOCUMENT = """
  <dc:title xml:lang="cs">Zlomky</dc:title>
  <dcterms:alternative>Fractions</dcterms:alternative>
  <dc:creator>Novák, Jan</dc:creator>
  <dcterms:abstract xml:lang="cs">Cvičení</dcterms:abstract>
  <dcterms:tableOfContents>1 Polovina</dcterms:tableOfContents>
  <dc:description>Pro žáky</dc:description>
  <dc:subject>matematika</dc:subject>
  <dc:subject xsi:type="dcterms:LCSH">Fractions</dc:subject>
  <dcterms:educationLevel>základní škola</dcterms:educationLevel>
  <dcterms:audience>žák</dcterms:audience>
  <dcterms:mediator>učitel</dcterms:mediator>
  <dcterms:created xsi:type="dcterms:W3CDTF">2019</dcterms:created>
  <dcterms:issued>2020-05</dcterms:issued>
  <dcterms:modified>2021-01-01</dcterms:modified>
  <dcterms:valid>2022</dcterms:valid>
  <dcterms:extent>3,4 MB</dcterms:extent>
  <dcterms:extent>PT45M</dcterms:extent>
  <dcterms:extent>24 stran</dcterms:extent>
  <dcterms:medium xsi:type="dcterms:IMT">application/pdf</dcterms:medium>
  <dcterms:medium>papír</dcterms:medium>
  <dc:identifier xsi:type="dcterms:URI">https://example.org/1</dc:identifier>
  <dcterms:bibliographicCitation>Zlomky, s. 1</dcterms:bibliographicCitation>
  <dc:language xsi:type="dcterms:ISO639-3">ces</dc:language>
  <dcterms:isPartOf>https://example.org/course</dcterms:isPartOf>
  <dcterms:hasPart>https://example.org/part</dcterms:hasPart>
  <dcterms:isVersionOf>https://example.org/0</dcterms:isVersionOf>
  <dcterms:hasVersion>2.1</dcterms:hasVersion>
  <dcterms:hasVersion>https://example.org/3</dcterms:hasVersion>
  <dcterms:isFormatOf>https://example.org/print</dcterms:isFormatOf>
  <dcterms:references>Euclid</dcterms:references>
  <dcterms:license>CC BY (https://creativecommons.org/licenses/by/4.0/)</dcterms:license>
  <dcterms:license rdf:resource="https://creativecommons.org/licenses/by/3.0/"/>
  <dcterms:accessRights>http://purl.org/coar/access_right/c_abf2</dcterms:accessRights>
  <dcterms:rightsHolder>Univerzita</dcterms:rightsHolder>
  <dcterms:conformsTo>http://www.w3.org/TR/WCAG21/</dcterms:conformsTo>
  <dcterms:conformsTo>http://purl.org/ASN/resources/S1</dcterms:conformsTo>
  <dcterms:spatial>Česko</dcterms:spatial>
  <dcterms:temporal>2020</dcterms:temporal>
  <schema:accessMode>visual</schema:accessMode>
  <dcterms:accessibilityFeature>captions</dcterms:accessibilityFeature>
  <dcterms:accessibilitySummary>Vše popsáno</dcterms:accessibilitySummary>
  <mods:title>another thing</mods:title>
"""


def test_every_refinement_is_read_into_the_field_that_says_as_much() -> None:
    assert said(DOCUMENT) == {
        "id": [{"value": "https://example.org/1", "scheme": "URI"}],
        "url": ["https://example.org/1"],
        "name": [{"value": "Zlomky", "lang": "cs"}],
        "alternateName": ["Fractions"],
        "description": [{"value": "Cvičení", "lang": "cs"}, "1 Polovina", "Pro žáky"],
        "keywords": ["matematika"],
        "about": [{"labels": ["Fractions"], "scheme": "LCSH"}],
        "inLanguage": ["ces"],
        "educationalLevel": [{"labels": ["základní škola"]}],
        "audience": [{"labels": ["žák"]}, {"labels": ["učitel"]}],
        "duration": ["PT45M"],
        "teaches": [{"id": "http://purl.org/ASN/resources/S1"}],
        "creator": [{"name": "Novák, Jan"}],
        "dateCreated": ["2019"],
        "datePublished": ["2020-05"],
        "dateModified": ["2021-01-01"],
        "version": ["2.1"],
        "license": [
            {
                "id": "https://creativecommons.org/licenses/by/4.0/",
                "text": "CC BY (https://creativecommons.org/licenses/by/4.0/)",
            },
            {
                "id": "https://creativecommons.org/licenses/by/3.0/",
                "text": "https://creativecommons.org/licenses/by/3.0/",
            },
        ],
        "copyrightHolder": [{"name": "Univerzita"}],
        "conditionsOfAccess": [{"id": "http://purl.org/coar/access_right/c_abf2"}],
        "encoding": [{"contentSize": "3,4 MB"}, {"encodingFormat": "application/pdf"}],
        "isPartOf": [{"id": "https://example.org/course"}],
        "hasPart": [{"id": "https://example.org/part"}],
        "isVersionOf": [{"id": "https://example.org/0"}],
        "relation": [
            {"id": "https://example.org/3"},
            {"id": "https://example.org/print"},
            {"name": "Euclid"},
        ],
        "accessMode": ["visual"],
        "accessibilityFeature": ["captions"],
        "accessibilitySummary": ["Vše popsáno"],
        "spatialCoverage": [{"labels": ["Česko"]}],
        "conformsTo": ["http://www.w3.org/TR/WCAG21/"],
    }


@pytest.mark.parametrize(("space", "name"), sorted(qualified_dc.ROOTS))
def test_the_wrapper_changes_nothing(space: str, name: str) -> None:
    inner = "<dc:title>a</dc:title><dcterms:issued>2020</dcterms:issued>"
    root = f"q:{name}" if space else name
    assert said(inner, root, space or "urn:x") == {"name": ["a"], "datePublished": ["2020"]}


def test_a_wrapper_in_a_wrapper_is_gone_into_and_nothing_else_is() -> None:
    inner = "<dcterms:title>a</dcterms:title>"
    assert said(f"<q:qualifieddc>{inner}</q:qualifieddc>", "metadata") == {"name": ["a"]}
    assert said(f"<mods:mods>{inner}</mods:mods>") == {}


@pytest.mark.parametrize(
    ("inner", "published"),
    [
        ("<dc:date>2020</dc:date>", ["2020"]),
        ("<dc:date>info:eu-repo/date/embargoEnd/2030-01-01</dc:date><dc:date>2020</dc:date>", ["2020"]),
        ("<dcterms:available>2021</dcterms:available><dc:date>2020</dc:date>", ["2020"]),
        ("<dcterms:available>2021</dcterms:available>", ["2021"]),
        ("<dc:date>2020</dc:date><dcterms:issued>2019</dcterms:issued>", ["2019"]),
    ],
)
def test_the_surest_date_is_that_of_publication(inner: str, published: list[str]) -> None:
    assert said(inner) == {"datePublished": published}


@pytest.mark.parametrize(
    ("extent", "read"),
    [
        ("1234 bytes", {"encoding": [{"contentSize": "1234 bytes"}]}),
        ("01:30:00", {"duration": ["01:30:00"]}),
        ("45 min.", {"duration": ["45 min."]}),
        ("about an hour", {}),
        ("12 p.", {}),
    ],
)
def test_an_extent_is_a_size_or_a_duration_or_neither(extent: str, read: dict[str, object]) -> None:
    assert said(f"<dcterms:extent>{extent}</dcterms:extent>") == read


def test_a_description_with_markup_is_read_whole_and_its_title_is_no_title() -> None:
    resource = said("<dc:description>A <dc:title>b</dc:title> c<!-- d --></dc:description>")
    assert resource == {"description": ["A b c"]}


def test_places_count_every_node_before() -> None:
    document = (
        f"<q:qualifieddc xmlns:q='http://dspace.org/qualifieddc/' {SPACES}><!-- a --><dc:description>"
        "<b>x</b></dc:description><q:qualifieddc><dc:title>t</dc:title></q:qualifieddc><dc:date>2020</dc:date>"
        "</q:qualifieddc>"
    )
    root = parse(document.encode())
    places = qualified_dc.read(root).places
    assert {field: [element_at(root, place).tag for place in at] for field, at in places.items()} == {
        "description": [f"{{{dublin_core.DC}}}description"],
        "name": [f"{{{dublin_core.DC}}}title"],
        "datePublished": [f"{{{dublin_core.DC}}}date"],
    }


def test_the_crosswalk_names_fields_of_the_model() -> None:
    table = dict(qualified_dc.FORMAT.crosswalk)
    assert table["educationLevel"] == ("educationalLevel",)
    assert {field for fields in table.values() for field in fields} <= set(FIELDS)


NAMES = sorted(qualified_dc.TABLE.steps)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(NAMES), st.text(max_size=20), st.sampled_from([None, "dcterms:URI", ":", ""])
        )
    )
)
def test_whatever_stands_there_is_read_without_raising_and_every_value_has_its_place(
    elements: list[tuple[str, str, str | None]],
) -> None:
    root = etree.Element("{http://dspace.org/qualifieddc/}qualifieddc")
    for name, text, kind in elements:
        element = etree.SubElement(root, f"{{{qualified_dc.DCTERMS}}}{name}")
        element.text = "".join(character for character in text if character.isprintable())
        if kind is not None:
            element.set("{http://www.w3.org/2001/XMLSchema-instance}type", kind)
    resource = qualified_dc.read(root)
    for field, values in resource.said().items():
        assert len(resource.places[field]) == len(values)
        assert all(element_at(root, place).text for place in resource.places[field])
