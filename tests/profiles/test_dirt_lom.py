"""What real feeds of LOM hold, as it was found and as it is read; and what is suggested in its place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from profiles.canonical import to_json
from profiles.document import open_document
from profiles.formats import lom
from profiles.model import License
from profiles.rules import load_profile
from tests.profiles.dirt_documents import read, read_payload
from validators.engine import Engine
from validators.finding import Finding
from validators.schemas import judge_schema
from validators.types import TYPES

ENGINE = Engine(load_profile("eu-core"))
CC = "https://creativecommons.org/licenses/"
ONE_LINE = (
    "BEGIN:VCARD VERSION:3.0 FN:Kowalska, Anna N:Kowalska;Anna;;; ORG:Uniwersytet Wrocławski EMAIL: END:VCARD"
)
RFC_6350 = (
    "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\nFN;LANGUAGE=pl:Anna Kowalska\r\nN:Kowalska;Anna;;;\r\n"
    "ORG:Uniwersytet;Wydział\r\nUID;VALUE=uri:https://orcid.org/0000-0002-1825-0097\r\nEND:VCARD"
)


def payload(inner: str) -> bytes:
    return f'<lom xmlns="http://ltsc.ieee.org/xsd/LOM">{inner}</lom>'.encode()


def said(inner: str) -> dict[str, Any]:
    return to_json(read_payload(payload(inner)))


def findings(content: bytes, rule: str) -> list[Finding]:
    document = open_document(content)
    resource = lom.read(document.tree)
    verdict = ENGINE.validate(resource, lom.FORMAT, schema=judge_schema(document, lom.FORMAT))
    return [found for found in verdict.findings if found.rule == rule]


def contribution(role: str, card: str, date: str = "") -> str:
    when = f"<date>{date}</date>" if date else ""
    return (
        f"<lifeCycle><contribute><role><source>LOMv1.0</source><value>{role}</value></role>"
        f"<entity>{card}</entity>{when}</contribute></lifeCycle>"
    )


@pytest.mark.parametrize(
    ("card", "read_as"),
    [
        (
            ONE_LINE,
            {
                "name": "Kowalska, Anna",
                "type": "Person",
                "affiliation": "Uniwersytet Wrocławski",
                "card": ONE_LINE,
            },
        ),
        (
            "BEGIN:VCARD VERSION:3.0 FN:Instytut ORG:Instytut END:VCARD",
            {"name": "Instytut", "type": "Organization"},
        ),
        ("BEGIN:VCARD VERSION:3.0 FN:Anna ORG: END:VCARD", {"name": "Anna", "type": "Person"}),
        (
            RFC_6350.replace("\r", "&#13;"),
            {
                "name": "Anna Kowalska",
                "type": "Person",
                "id": "https://orcid.org/0000-0002-1825-0097",
                "affiliation": "Uniwersytet, Wydział",
                "card": RFC_6350,
            },
        ),
        ("BEGIN:VCARD\nFN:Anna\nEND", {"name": "Anna", "type": "Person"}),
        (
            "<![CDATA[BEGIN:VCARD\nFN:A & B\nEND:VCARD]]>",
            {"name": "A & B", "card": "BEGIN:VCARD\nFN:A & B\nEND:VCARD"},
        ),
        ("Anna Kowalska, Wrocław", {"name": "Anna Kowalska, Wrocław"}),
    ],
)
def test_a_card_in_a_record_is_read_and_kept(card: str, read_as: dict[str, str]) -> None:
    [agent] = said(contribution("Author", card))["creator"]
    assert agent["card"] == read_as.get("card", card)
    assert {**agent, **read_as} == agent


@pytest.mark.parametrize(
    ("date", "read_as"),
    [
        ("<dateTime>2021</dateTime>", ["2021"]),
        ("<dateTime>2021-05</dateTime>", ["2021-05"]),
        ("<dateTime>2021</dateTime><description><string>circa</string></description>", ["2021"]),
        ("2021", ["2021"]),
        ("<dateTime>Mai 2021 (2. Aufl.)</dateTime>", ["Mai 2021 (2. Aufl.)"]),
    ],
)
def test_dates_are_read_as_they_stand(date: str, read_as: list[str]) -> None:
    assert said(contribution("PUBLISHER", "Instytut", date))["datePublished"] == read_as


@pytest.mark.parametrize("tag", ["x-none", "none", "", "de_AT", "XX"])
def test_a_language_tag_is_kept_as_found(tag: str) -> None:
    [name] = read_payload(
        payload(f'<general><title><string language="{tag}">Ułamki</string></title></general>')
    ).name
    assert (name.value, name.lang) == ("Ułamki", tag or None)


@pytest.mark.parametrize(
    ("size", "suggestion"),
    [("3,4 MB", "3400000"), ("1.234.567", "1234567"), ("12 KiB", "12288"), ("2 Mo", "2000000"), ("big", "")],
)
def test_a_size_with_a_unit_is_kept_and_its_bytes_are_suggested(size: str, suggestion: str) -> None:
    content = payload(f"<technical><size>{size}</size></technical>")
    assert [one.contentSize for one in read_payload(content).encoding] == [size]
    fault = TYPES["bytes"](size)
    assert fault is not None
    assert fault.suggestion == suggestion
    [found] = findings(content, "QUAL-065")
    assert (found.slots["value"], found.slots["suggestion"]) == (size, suggestion)


@pytest.mark.parametrize(
    "word", ["exercise", "Exercise", "EXERCISE", "Problem Statement", "problem statement"]
)
def test_words_of_a_vocabulary_are_kept_in_their_case_and_known_in_any(word: str) -> None:
    inner = f"<source>lomV1.0</source><value>{word}</value>"
    content = payload(f"<educational><learningResourceType>{inner}</learningResourceType></educational>")
    [concept] = read_payload(content).learningResourceType
    assert (concept.id, concept.scheme) == (word, "lomV1.0")
    assert findings(content, "INTR-003") == []
    assert len(findings(content.replace(word.encode(), b"webquest"), "INTR-003")) == 1


@pytest.mark.parametrize(
    ("cost", "is_free"), [("no", "true"), ("No", "true"), ("YES", "false"), ("10 EUR", "10 eur")]
)
def test_yes_and_no_are_known_in_any_case(cost: str, is_free: str) -> None:
    inner = f"<rights><cost><source>LOMv1.0</source><value>{cost}</value></cost></rights>"
    assert said(inner)["isAccessibleForFree"] == [is_free]


LICENCES = [
    ("Attribution-ShareAlike 4.0 International", "by-sa/4.0/"),
    ("Namensnennung - Weitergabe unter gleichen Bedingungen 4.0 International", "by-sa/4.0/"),
    ("Attribution - Pas d'Utilisation Commerciale 4.0 International", "by-nc/4.0/"),
    ("Reconocimiento-NoComercial 4.0 Internacional", "by-nc/4.0/"),
    ("Uznanie autorstwa-Na tych samych warunkach 4.0 Międzynarodowe", "by-sa/4.0/"),
    ("Attribuzione - Non opere derivate 4.0 Internazionale", "by-nd/4.0/"),
    ("Naamsvermelding-GelijkDelen 4.0 Internationaal", "by-sa/4.0/"),
]


@pytest.mark.parametrize(("name", "way"), LICENCES)
@pytest.mark.parametrize("form", ["lom", "ims-md", "oai_dc", "datacite", "amb", "schema.org"])
def test_a_licence_by_its_name_in_any_language_has_its_address_suggested(
    form: str, name: str, way: str
) -> None:
    [licence] = read(form, "license", name).license
    assert licence.text == name
    fault = TYPES["licence"](licence)
    assert fault is not None
    assert fault.suggestion == CC + way


def test_a_licence_of_amb_by_its_address_alone_or_by_name_is_read() -> None:
    document = {"@context": ["https://w3id.org/kim/amb/context.jsonld"], "license": {"id": "CC BY 4.0"}}
    [licence] = read_payload(json.dumps({**document, "type": ["LearningResource"]}).encode()).license
    assert "CC BY 4.0" in (licence.id, licence.text)
    assert isinstance(licence, License)
