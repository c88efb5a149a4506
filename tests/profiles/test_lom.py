"""IEEE LOM and IMS MD 1.2: every field of the model that they can say, each with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from profiles.canonical import to_json
from profiles.document import open_document
from profiles.formats import format_of
from profiles.model import LearningResource
from profiles.positions import xml_path
from profiles.xml import parse

LOM = (Path(__file__).parent / "documents" / "lom.xml").read_bytes()
IMS = "http://www.imsglobal.org/xsd/imsmd_v1p2"

EXPECTED = {
    "id": [{"value": "10.5072/fraktio.1", "scheme": "DOI"}],
    "url": ["https://oppimateriaali.example/murtoluvut.pdf"],
    "name": [
        {"value": "Murtoluvut arjessa", "lang": "fi"},
        {"value": "Fractions in everyday life", "lang": "en"},
    ],
    "description": [{"value": "Harjoituksia murtoluvuista keittiössä ja kaupassa.", "lang": "fi"}],
    "keywords": [{"value": "murtoluvut", "lang": "fi"}, {"value": "matematiikka", "lang": "fi"}],
    "about": [
        {"id": "M.1", "labels": [{"value": "Luvut", "lang": "fi"}], "scheme": "National curriculum"},
    ],
    "inLanguage": ["fi"],
    "learningResourceType": [{"id": "exercise", "scheme": "LOMv1.0"}],
    "educationalLevel": [{"id": "school", "scheme": "LOMv1.0"}, {"id": "2", "scheme": "EQF"}],
    "audience": [{"id": "learner", "scheme": "LOMv1.0"}],
    "typicalAgeRange": [{"value": "10-12", "lang": "x-none", "minimum": 10, "maximum": 12}],
    "timeRequired": ["PT45M"],
    "duration": ["PT10M"],
    "interactivityType": [{"id": "active", "scheme": "LOMv1.0"}],
    "difficulty": [{"id": "easy", "scheme": "LOMv1.0"}],
    "educationalAlignment": [
        {"id": "M.1", "labels": [{"value": "Luvut", "lang": "fi"}], "scheme": "National curriculum"},
    ],
    "dateCreated": ["2024-03-01"],
    "datePublished": ["2024-04-02T10:00:00Z"],
    "version": [{"value": "2", "lang": "x-none"}],
    "license": [
        {
            "id": "https://creativecommons.org/licenses/by/4.0/",
            "text": "Licensed under https://creativecommons.org/licenses/by/4.0/.",
            "lang": "en",
        }
    ],
    "copyrightRestricted": ["yes"],
    "isAccessibleForFree": ["true"],
    "conditionsOfAccess": [{"id": "universal", "scheme": "LOM-ESv1.0"}],
    "encoding": [
        {
            "contentUrl": "https://oppimateriaali.example/murtoluvut.pdf",
            "encodingFormat": "application/pdf",
            "contentSize": "3,4 MB",
        },
        {"encodingFormat": "text/html"},
    ],
    "isBasedOn": [{"id": "https://oppimateriaali.example/vanha", "name": "Vanha versio"}],
    "relation": [{"name": "Oppikirja"}],
    "accessibilityRestriction": [{"labels": [{"value": "no captions", "lang": "en"}], "scheme": "local"}],
    "review": [{"text": "Toimi hyvin luokassa.", "author": "Liisa Opettaja", "date": "2025-05-05"}],
    "sdDatePublished": ["2025-02-03"],
}
AGENTS = {
    "creator": ("Aino Virtanen", "Person", "https://orcid.org/0000-0002-1825-0097", None),
    "publisher": ("Oppimateriaalipankki", "Organization", None, None),
    "contributor": ("Matti Meikäläinen", None, None, "editor"),
    "sdPublisher": ("Kirjasto", "Organization", None, None),
}


def read(content: bytes) -> LearningResource:
    document = open_document(content)
    form = format_of(document)
    assert form is not None
    return form.read(document.tree)


def ims(content: str) -> bytes:
    return f'<lom xmlns="{IMS}">{content}</lom>'.encode()


def test_every_field_that_lom_can_say_is_read() -> None:
    said = to_json(read(LOM))
    assert {name: values for name, values in said.items() if name not in AGENTS} == EXPECTED


@pytest.mark.parametrize("field", AGENTS)
def test_an_agent_goes_to_the_field_of_its_role(field: str) -> None:
    (agent,) = getattr(read(LOM), field)
    assert (agent.name, agent.type, agent.id, agent.role) == AGENTS[field]


def test_every_value_knows_its_place() -> None:
    root = parse(LOM)
    resource = read(LOM)
    for field, values in resource.said().items():
        assert len(resource.places[field]) >= 1, field
        assert field == "encoding" or len(resource.places[field]) == len(values), field
    places = {
        field: [xml_path(root, place) for place in resource.places[field] if isinstance(place, int)]
        for field in EXPECTED
    }
    assert places["name"] == ["/lom/general/title/string[1]", "/lom/general/title/string[2]"]
    assert places["about"] == ["/lom/classification[1]/taxonPath/taxon[2]"]


def test_ims_md_is_read_by_its_own_names() -> None:
    resource = read(
        ims(
            "<general><title><langstring xml:lang='nl'>Breuken</langstring></title>"
            "<catalogentry><catalog>URI</catalog><entry><langstring>urn:x:1</langstring></entry></catalogentry>"
            "</general><lifecycle><contribute><role><source><langstring>LOMv1.0</langstring></source>"
            "<value><langstring xml:lang='x-none'>Author</langstring></value></role>"
            "<centity><vcard>BEGIN:VCARD\nFN:Jan\nEND:VCARD</vcard></centity>"
            "<date><datetime>2017</datetime></date></contribute></lifecycle>"
            "<classification><purpose><value><langstring>prerequisite</langstring></value></purpose><taxonpath>"
            "<taxon><id>a</id><taxon><id>b</id></taxon></taxon></taxonpath></classification>"
        )
    )
    assert to_json(resource) == {
        "id": [{"value": "urn:x:1", "scheme": "URI"}],
        "name": [{"value": "Breuken", "lang": "nl"}],
        "creator": [{"name": "Jan", "type": "Person", "card": "BEGIN:VCARD\nFN:Jan\nEND:VCARD"}],
        "dateCreated": ["2017"],
        "competencyRequired": [{"id": "b"}],
    }


@pytest.mark.parametrize(
    ("content", "field", "value"),
    [
        ("<general><title>Breuken</title></general>", "name", "Breuken"),
        ("<general><identifier>abc</identifier></general>", "id", {"value": "abc"}),
        ("<educational><context>school</context></educational>", "educationalLevel", {"id": "school"}),
        ("<technical><duration>PT1H</duration></technical>", "duration", "PT1H"),
        ("<rights><cost>perhaps</cost></rights>", "isAccessibleForFree", "perhaps"),
        (
            "<rights><copyrightandotherrestrictions>CC BY 4.0</copyrightandotherrestrictions></rights>",
            "license",
            {"text": "CC BY 4.0"},
        ),
    ],
)
def test_a_value_that_stands_where_its_inner_element_belongs_is_still_read(
    content: str, field: str, value: object
) -> None:
    said = to_json(read(ims(content)))[field]
    assert said == [value]


@pytest.mark.parametrize(
    "content",
    [
        "<general><title/></general>",
        "<general><title><langstring xml:lang='en'> </langstring></title></general>",
        "<educational><context><source/><value/></context></educational>",
        "<classification><taxonpath/></classification>",
        "<relation/><annotation/><technical><size/></technical>",
        "<!-- nothing --><?php nothing?>",
        "<unheard-of><of/></unheard-of>",
    ],
)
def test_what_is_empty_or_unknown_says_nothing(content: str) -> None:
    assert to_json(read(ims(content))) == {}


def test_a_comment_within_a_text_does_not_cut_it() -> None:
    resource = read(ims("<general><language>n<!-- why -->l</language></general>"))
    assert resource.inLanguage == ("nl",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (  # the published binding lets the elements of an aggregate stand in any order
            "<lifecycle><contribute><centity>BEGIN:VCARD\nFN:Jan\nEND:VCARD</centity><date>2017</date>"
            "<role><value>author</value></role></contribute></lifecycle>",
            {
                "creator": [{"name": "Jan", "type": "Person", "card": "BEGIN:VCARD\nFN:Jan\nEND:VCARD"}],
                "dateCreated": ["2017"],
            },
        ),
        (
            "<classification><taxonpath><taxon><id>510</id></taxon></taxonpath>"
            "<purpose><value>discipline</value></purpose></classification>",
            {"about": [{"id": "510"}]},
        ),
        (
            "<classification><purpose><value>educational objective</value></purpose>"
            "<description><langstring xml:lang='nl'>Breuken kunnen delen</langstring></description>"
            "</classification>",
            {"teaches": [{"labels": [{"value": "Breuken kunnen delen", "lang": "nl"}]}]},
        ),
        (
            "<lifecycle><contribute><role><value>editor</value></role><date>2017</date></contribute></lifecycle>",
            {},
        ),
        (
            "<relation><kind><value>ispartof</value></kind><resource><description>"
            "<langstring xml:lang='de'>Teil</langstring><langstring xml:lang='en'>Part</langstring>"
            "</description></resource></relation>",
            {"isPartOf": [{"name": "Teil"}]},
        ),
        (
            "<annotation><description><langstring>Gut</langstring><langstring>Good</langstring></description>"
            "</annotation>",
            {"review": [{"text": "Gut"}]},
        ),
    ],
)
def test_elements_in_any_order_and_in_several_languages_are_read(
    content: str, said: dict[str, object]
) -> None:
    assert to_json(read(ims(content))) == said


def test_a_subject_that_is_the_address_of_a_concept_is_one() -> None:
    dc = b"""<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject>info:eu-repo/classification/ddc/510</dc:subject>
        <dc:subject>fractions</dc:subject></oai_dc:dc>"""
    assert to_json(read(dc)) == {
        "keywords": ["fractions"],
        "about": [{"id": "info:eu-repo/classification/ddc/510"}],
    }
