"""DataCite, bare, in oai_datacite and in OpenAIRE 4, read into the model."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from profiles.canonical import to_json
from profiles.formats import datacite
from profiles.model import FIELDS
from profiles.xml import local_name, namespace, parse
from tests.profiles.datacite_documents import FULL, FULL_READ, OPENAIRE, OPENAIRE_READ
from tests.profiles.nodes import element_at

KERNEL = "http://datacite.org/schema/kernel-4"


def said(inner: str, space: str = KERNEL) -> dict[str, object]:
    return to_json(datacite.read(parse(f'<resource xmlns="{space}">{inner}</resource>'.encode())))


def test_every_element_that_the_model_has_a_field_for_is_read() -> None:
    assert said(FULL) == FULL_READ


@pytest.mark.parametrize("version", ["2.2", "3", "4"])
def test_the_kernels_are_read_alike(version: str) -> None:
    assert said(FULL, f"http://datacite.org/schema/kernel-{version}") == said(FULL)


@pytest.mark.parametrize("minor", [0, 1])
def test_the_wrapper_of_oai_datacite_says_nothing_itself(minor: int) -> None:
    wrapped = (
        f'<oai_datacite xmlns="http://schema.datacite.org/oai/oai-1.{minor}/">'
        "<isReferenceQuality>true</isReferenceQuality><schemaVersion>4.3</schemaVersion>"
        "<datacentreSymbol>CERN.ZENODO</datacentreSymbol>"
        f'<payload><resource xmlns="{KERNEL}">{FULL}</resource></payload></oai_datacite>'
    )
    assert to_json(datacite.read(parse(wrapped.encode()))) == said(FULL)


def test_openaire_puts_its_own_elements_and_those_of_dublin_core_beside_those_of_datacite() -> None:
    assert to_json(datacite.read(parse(OPENAIRE.encode()))) == OPENAIRE_READ


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        ("<publicationYear>2020</publicationYear>", "2020"),
        ('<dates><date dateType="Available">2021-01-01</date></dates>', "2021-01-01"),
        (
            '<dates><date dateType="Available">2021</date></dates><publicationYear>2020</publicationYear>',
            "2020",
        ),
    ],
)
def test_the_year_is_the_date_of_publication_where_none_is_issued(dates: str, published: str) -> None:
    assert said(dates) == {"datePublished": [published]}


@pytest.mark.parametrize(
    ("scheme", "number", "full"),
    [
        ("ORCID", "0000-0001-5000-0007", "https://orcid.org/0000-0001-5000-0007"),
        ("ORCID", "https://orcid.org/0000-0001-5000-0007", "https://orcid.org/0000-0001-5000-0007"),
        ("orcid", "http://orcid.org/0000-0001-5000-0007", "http://orcid.org/0000-0001-5000-0007"),
        ("GND", "118540238", "https://d-nb.info/gnd/118540238"),
        ("VIAF", "12345", "12345"),
    ],
)
def test_the_identifier_of_a_name_is_read_in_full_where_its_scheme_is_known(
    scheme: str, number: str, full: str
) -> None:
    inner = (
        f"<creators><creator><creatorName>a</creatorName>"
        f'<nameIdentifier nameIdentifierScheme="{scheme}">{number}</nameIdentifier></creator></creators>'
    )
    assert said(inner)["creator"] == [{"name": "a", "id": full}]


@pytest.mark.parametrize(
    "text", ["doi:10.1234/a", "DOI: 10.1234/a", "10.1234/a", "https://doi.org/10.1234/a"]
)
def test_a_doi_is_an_address_however_it_is_written(text: str) -> None:
    assert said(f'<identifier identifierType="DOI">{text}</identifier>')["url"] == [
        "https://doi.org/10.1234/a"
    ]


def test_a_real_record_of_zenodo_is_read(samples: Path) -> None:
    page = parse((samples / "zenodo" / "get_record-1-200.xml").read_bytes())
    (record,) = (
        node for node in page.iter(etree.Element) if (namespace(node), local_name(node)) in datacite.ROOTS
    )
    resource = datacite.read(parse(etree.tostring(record)))
    assert [title.value for title in resource.name] == ["Research Data Management Organiser (RDMO)"]
    assert len(resource.creator) == 9
    assert resource.creator[0].id == "https://orcid.org/0000-0002-5883-4273"
    assert resource.url == ("https://doi.org/10.5281/zenodo.10357859",)
    assert resource.datePublished == ("2023-12-11",)
    assert [licence.id for licence in resource.license] == ["http://www.apache.org/licenses/LICENSE-2.0"]
    assert [concept.id for concept in resource.conditionsOfAccess] == ["info:eu-repo/semantics/openAccess"]


def test_the_crosswalk_names_fields_of_the_model() -> None:
    table = dict(datacite.FORMAT.crosswalk)
    assert table["creators/creator"] == ("creator",)
    assert {field for fields in table.values() for field in fields} <= set(FIELDS)


NAMES = sorted({node.tag for node in parse(f'<r xmlns="{KERNEL}">{FULL}</r>'.encode()).iter(etree.Element)})
ATTRIBUTES = sorted(
    {name for node in parse(f"<r>{FULL}</r>".encode()).iter(etree.Element) for name in node.attrib}
)
TEXTS = st.sampled_from(["", " ", "DOI", "Issued", "https://example.org/1", "info:x", "10.1/a", ":", "3 MB"])
NODES = st.recursive(
    st.tuples(st.sampled_from(NAMES), TEXTS, st.dictionaries(st.sampled_from(ATTRIBUTES), TEXTS, max_size=2)),
    lambda inner: st.tuples(st.sampled_from(NAMES), TEXTS, st.lists(inner, max_size=4)),
    max_leaves=15,
)


def grown(parent: etree._Element, node: tuple) -> None:
    element = etree.SubElement(parent, node[0])
    element.text = node[1]
    if isinstance(node[2], dict):
        element.attrib.update(node[2])
    else:
        for inner in node[2]:
            grown(element, inner)


@given(st.lists(NODES, max_size=6))
def test_whatever_stands_where_is_read_without_raising_and_every_value_has_its_place(
    nodes: list[tuple],
) -> None:
    root = etree.Element(f"{{{KERNEL}}}resource")
    for node in nodes:
        grown(root, node)
    resource = datacite.read(root)
    for field, values in resource.said().items():
        assert len(resource.places[field]) == len(values)
        assert all(element_at(root, place) is not root for place in resource.places[field])


def test_places_are_the_numbers_of_the_elements() -> None:
    root = parse(f'<resource xmlns="{KERNEL}"><!-- a -->{FULL}</resource>'.encode())
    places = datacite.read(root).places
    assert {field: [local_name(element_at(root, place)) for place in at] for field, at in places.items()} == {
        "id": ["identifier", "alternateIdentifier", "alternateIdentifier"],
        "url": ["identifier", "alternateIdentifier"],
        "creator": ["creator"] * 3,
        "name": ["title"] * 2,
        "alternateName": ["title"],
        "publisher": ["publisher"],
        "keywords": ["subject"],
        "about": ["subject"] * 3,
        "contributor": ["contributor"],
        "copyrightHolder": ["contributor"],
        "provider": ["contributor"],
        "funder": ["contributor", "fundingReference"],
        "dateCreated": ["date"],
        "datePublished": ["date"],
        "dateModified": ["date"],
        "inLanguage": ["language"],
        "learningResourceType": ["resourceType"],
        "isPartOf": ["relatedIdentifier", "relatedItem"],
        "hasPart": ["relatedIdentifier"],
        "isBasedOn": ["relatedIdentifier"],
        "relation": ["relatedIdentifier"],
        "isVersionOf": ["relatedIdentifier"],
        "translationOfWork": ["relatedIdentifier"],
        "encoding": ["size", "format"],
        "duration": ["size"],
        "version": ["version"],
        "license": ["rights"] * 2,
        "conditionsOfAccess": ["rights"],
        "description": ["description"] * 2,
    }
