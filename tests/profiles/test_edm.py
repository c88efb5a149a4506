"""Europeana's EDM, read into the model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from profiles.canonical import to_json
from profiles.formats import edm
from profiles.model import FIELDS
from profiles.xml import local_name, parse
from tests.profiles.nodes import element_at

SPACES = """xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:edm="http://www.europeana.eu/schemas/edm/"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
    xmlns:ore="http://www.openarchives.org/ore/terms/" xmlns:skos="http://www.w3.org/2004/02/skos/core#"
    xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:ebucore="http://www.ebu.ch/metadata/ontologies/ebucore/ebucore#"
"""
RECORD = """
  <edm:ProvidedCHO rdf:about="https://museum.example/object/1">
    <dc:title xml:lang="el">Κλάσματα</dc:title>
    <dcterms:alternative>Fractions</dcterms:alternative>
    <dc:description>Πίνακας</dc:description>
    <dc:creator rdf:resource="#maker"/>
    <dc:creator rdf:resource="https://viaf.example/1"/>
    <dc:contributor>Α. Β.</dc:contributor>
    <dc:publisher><foaf:Organization rdf:about="https://museum.example/">
      <skos:prefLabel>Μουσείο</skos:prefLabel></foaf:Organization></dc:publisher>
    <dc:subject>αριθμητική</dc:subject>
    <dc:subject rdf:resource="https://thesaurus.example/7"/>
    <dc:date rdf:resource="#then"/>
    <dcterms:created>1890</dcterms:created>
    <dc:language>el</dc:language>
    <dc:identifier>inv. 7</dc:identifier>
    <dc:type rdf:resource="https://thesaurus.example/9"/>
    <dc:rights>Κ. Δ.</dc:rights>
    <dcterms:extent>20 x 30 cm</dcterms:extent>
    <dcterms:medium rdf:resource="http://vocab.example/aat/1"/>
    <dcterms:isPartOf rdf:resource="https://museum.example/collection"/>
    <dcterms:isReferencedBy>Catalogue</dcterms:isReferencedBy>
    <dcterms:spatial rdf:resource="#there"/>
    <edm:isDerivativeOf rdf:resource="https://museum.example/object/0"/>
    <edm:type>IMAGE</edm:type>
  </edm:ProvidedCHO>
  <edm:WebResource rdf:about="https://museum.example/1.jpg">
    <dc:format>image/jpeg</dc:format><ebucore:fileByteSize>1234</ebucore:fileByteSize>
    <edm:rights rdf:resource="https://creativecommons.org/licenses/by-nc/4.0/"/>
  </edm:WebResource>
  <edm:Agent rdf:about="#maker"><skos:prefLabel xml:lang="el">Τεχνίτης</skos:prefLabel></edm:Agent>
  <edm:Place rdf:about="#there"><skos:prefLabel>Αθήνα</skos:prefLabel></edm:Place>
  <edm:TimeSpan rdf:about="#then"><edm:begin>1880</edm:begin><edm:end>1890</edm:end></edm:TimeSpan>
  <skos:Concept rdf:about="https://thesaurus.example/7">
    <skos:prefLabel xml:lang="el">κλάσματα</skos:prefLabel>
    <skos:prefLabel xml:lang="en">fractions</skos:prefLabel>
    <skos:inScheme rdf:resource="https://thesaurus.example/"/>
  </skos:Concept>
  <ore:Aggregation rdf:about="https://museum.example/aggregation/1">
    <edm:aggregatedCHO rdf:resource="https://museum.example/object/1"/>
    <edm:dataProvider>Μουσείο</edm:dataProvider>
    <edm:provider rdf:resource="https://museum.example/"/>
    <edm:isShownAt rdf:resource="https://museum.example/page/1"/>
    <edm:isShownBy rdf:resource="https://museum.example/1.jpg"/>
    <edm:object rdf:resource="https://museum.example/small.jpg"/>
    <edm:hasView rdf:resource="https://museum.example/2.jpg"/>
    <edm:rights rdf:resource="https://creativecommons.org/licenses/by/4.0/"/>
  </ore:Aggregation>
  <ore:Aggregation rdf:about="https://museum.example/aggregation/2">
    <edm:aggregatedCHO rdf:resource="https://museum.example/object/2"/>
    <edm:isShownAt rdf:resource="https://museum.example/page/2"/>
  </ore:Aggregation>
"""
READ = {
    "id": ["https://museum.example/object/1", "inv. 7"],
    "url": ["https://museum.example/page/1"],
    "name": [{"value": "Κλάσματα", "lang": "el"}],
    "alternateName": ["Fractions"],
    "description": ["Πίνακας"],
    "keywords": ["αριθμητική"],
    "about": [
        {
            "id": "https://thesaurus.example/7",
            "labels": [{"value": "κλάσματα", "lang": "el"}, {"value": "fractions", "lang": "en"}],
            "scheme": "https://thesaurus.example/",
        }
    ],
    "inLanguage": ["el"],
    "learningResourceType": [{"id": "https://thesaurus.example/9"}, {"id": "IMAGE", "scheme": "edm:type"}],
    "creator": [{"name": "Τεχνίτης"}, {"id": "https://viaf.example/1"}],
    "contributor": [{"name": "Α. Β."}],
    "publisher": [{"name": "Μουσείο", "type": "Organization", "id": "https://museum.example/"}],
    "provider": [
        {"name": "Μουσείο"},
        {"name": "Μουσείο", "type": "Organization", "id": "https://museum.example/"},
    ],
    "dateCreated": ["1890"],
    "datePublished": ["1880"],
    "license": [
        {"text": "Κ. Δ."},
        {
            "id": "https://creativecommons.org/licenses/by/4.0/",
            "text": "https://creativecommons.org/licenses/by/4.0/",
        },
    ],
    "encoding": [
        {
            "contentUrl": "https://museum.example/1.jpg",
            "encodingFormat": "image/jpeg",
            "contentSize": "1234",
        },
        {"contentUrl": "https://museum.example/2.jpg"},
    ],
    "image": ["https://museum.example/small.jpg"],
    "isBasedOn": [{"id": "https://museum.example/object/0"}],
    "isPartOf": [{"id": "https://museum.example/collection"}],
    "relation": [{"name": "Catalogue"}],
}


def document(inner: str, root: str = "rdf:RDF") -> etree._Element:
    return parse(f"<{root} {SPACES}>{inner}</{root}>".encode())


def normal(said: dict[str, list]) -> dict[str, list]:
    """Identifiers without scheme as plain strings, to be easier read."""
    return said | {"id": [one["value"] if set(one) == {"value"} else one for one in said.get("id", [])]}


@pytest.mark.parametrize("root", ["rdf:RDF", "edm:RDF"])
def test_the_object_its_aggregation_and_what_they_point_to_are_read(root: str) -> None:
    assert edm.is_edm(document(RECORD, root))
    assert normal(to_json(edm.read(document(RECORD, root)))) == READ


def test_what_europeana_added_in_its_own_proxy_is_left_out() -> None:
    proxies = """<edm:ProvidedCHO rdf:about="/1"/>
      <ore:Proxy rdf:about="/p"><edm:europeanaProxy>false</edm:europeanaProxy>
        <dc:title>a</dc:title></ore:Proxy>
      <ore:Proxy rdf:about="/e"><edm:europeanaProxy>true</edm:europeanaProxy>
        <dc:title>b</dc:title></ore:Proxy>"""
    assert normal(to_json(edm.read(document(proxies)))) == {"id": ["/1"], "name": ["a"]}


def test_an_aggregation_that_names_the_object_otherwise_is_read_where_there_is_no_other() -> None:
    record = """<edm:ProvidedCHO rdf:about="urn:1"/><ore:Aggregation><edm:aggregatedCHO rdf:resource="#1"/>
      <edm:isShownAt rdf:resource=" https://museum.example/1 "/></ore:Aggregation>"""
    assert edm.read(document(record)).url == ("https://museum.example/1",)


@pytest.mark.parametrize(
    ("record", "is_edm"),
    [
        ('<rdf:Description rdf:about="x"><dc:title>a</dc:title></rdf:Description>', False),
        ("", False),
        ("<edm:ProvidedCHO/>", True),
    ],
)
def test_other_rdf_is_no_edm(record: str, is_edm: bool) -> None:
    assert edm.is_edm(document(record)) is is_edm


def test_other_xml_is_no_edm() -> None:
    assert not edm.is_edm(document("<edm:ProvidedCHO/>", "metadata"))


def test_places_are_those_of_the_properties() -> None:
    root = document(f"<!-- a -->{RECORD}")
    places = edm.read(root).places
    assert [local_name(element_at(root, place)) for place in places["id"]] == ["ProvidedCHO", "identifier"]
    assert [local_name(element_at(root, place)) for place in places["provider"]] == [
        "dataProvider",
        "provider",
    ]
    assert [local_name(element_at(root, place)) for place in places["datePublished"]] == ["date"]
    assert [local_name(element_at(root, place)) for place in places["encoding"]] == ["isShownBy", "hasView"]


def test_the_crosswalk_names_fields_of_the_model() -> None:
    table = dict(edm.FORMAT.crosswalk)
    assert table["Aggregation/isShownAt"] == ("url",)
    assert {field for fields in table.values() for field in fields} <= set(FIELDS)


ADDRESSES = st.sampled_from(
    ["", "#maker", "https://museum.example/", "https://thesaurus.example/7", " ", "x"]
)
PROPERTIES = sorted({node.tag for node in document(RECORD).iter(etree.Element) if len(node) == 0})
ENTITIES = sorted({node.tag for node in document(RECORD)})


@given(
    st.lists(
        st.tuples(
            st.sampled_from(ENTITIES), st.lists(st.tuples(st.sampled_from(PROPERTIES), ADDRESSES, ADDRESSES))
        )
    )
)
def test_whatever_points_where_is_read_without_raising_and_every_value_has_its_place(entities: list) -> None:
    root = document(RECORD)
    for tag, properties in entities:
        node = etree.SubElement(root, tag)
        for name, text, address in properties:
            made = etree.SubElement(node, name)
            made.text = text
            made.set(f"{{{edm.RDF}}}resource", address)
    resource = edm.read(root)
    for field, values in resource.said().items():
        assert len(resource.places[field]) == len(values)
        assert all(element_at(root, place) is not root for place in resource.places[field])
