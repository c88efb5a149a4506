"""Each finding leads to the very value that is wrong: in JSON of any carrier, in a page, in Turtle."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.pipeline import findings_as_json
from tests.application.places import NO_BMP, examined, index_at, under_the_caret
from tests.validators.test_schemas import AMB


@dataclass(frozen=True)
class Fault:
    """A fault put into a JSON record: the way to the member, what it became, and the way that is reported."""

    way: tuple[str | int, ...]
    value: Any
    rule: str
    path: str


SCHEMA_ORG: dict[str, Any] = {
    "@context": "https://schema.org/",
    "@id": "https://example.org/1",
    "@type": "LearningResource",
    "name": "Fractions 𝄞",
    "description": "Cut the cake\tand share it with all of your friends.",
    "inLanguage": "en",
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "author": {"@type": "Person", "name": "Anna Ruiz", "@id": "https://orcid.org/0000-0002-1825-0097"},
    "datePublished": "2024-05-06",
    "url": "https://example.org/1",
}
AMB_FAULTS = [
    Fault(("inLanguage", 0), "deu", "QUAL-030", "/inLanguage/0"),
    Fault(("inLanguage", 0), "deu", "INTR-001", "/inLanguage/0"),
    Fault(("dateCreated",), "gestern 𝄞", "QUAL-060", "/dateCreated"),
    Fault(("name",), 7, "INTR-001", "/name"),
    Fault(("license", "id"), "CC BY 4.0", "QUAL-050", "/license/id"),
    Fault(("license", "id"), "CC BY 4.0", "INTR-001", "/license/id"),
    Fault(("isAccessibleForFree",), "perhaps", "INTR-001", "/isAccessibleForFree"),
    Fault(("creator", 0, "affiliation", "type"), "Uni/~1", "INTR-001", "/creator/0/affiliation/type"),
    Fault(("about", 0, "prefLabel", "a/b~c"), "label", "INTR-001", "/about/0/prefLabel/a~1b~0c"),
]
ORG_FAULTS = [
    Fault(("inLanguage",), "eng", "QUAL-030", "/inLanguage"),
    Fault(("datePublished",), "last week", "QUAL-060", "/datePublished"),
    Fault(("license",), "CC-BY", "QUAL-050", "/license"),
    Fault(("url",), "http://localhost/1", "QUAL-068", "/url"),
    Fault(("name",), 7, "INTR-001", "/name"),
]
JSON = [*((AMB, fault) for fault in AMB_FAULTS), *((SCHEMA_ORG, fault) for fault in ORG_FAULTS)]


def with_fault(record: dict[str, Any], fault: Fault) -> dict[str, Any]:
    copy = json.loads(json.dumps(record))
    parent = copy
    for step in fault.way[:-1]:
        parent = parent[step]
    parent[fault.way[-1]] = fault.value
    return copy


def written(record: Any, style: str, *, ascii_alone: bool) -> str:
    separators = (",", ":") if style == "minified" else (" ,\t", " : ") if style == "spaced" else None
    indent = {"pretty": 2, "tabs": "\t"}.get(style)
    return json.dumps(record, ensure_ascii=ascii_alone, separators=separators, indent=indent)


@st.composite
def carriers(draw: st.DrawFn, record: Any, other: Any, *, in_pages: bool) -> str:
    """Texts that hold the record: by itself, in a list or on a line after others, in a script of a page."""
    carrier = draw(st.sampled_from(["alone", "list", "lines", "one after the other"] + ["page"] * in_pages))
    styles = ["minified", "spaced"] if carrier == "lines" else ["minified", "spaced", "pretty", "tabs"]
    style, ascii_alone = draw(st.sampled_from(styles)), draw(st.booleans())
    others = [written(other, style, ascii_alone=ascii_alone)] * draw(st.integers(0, 2))
    text = written(record, style, ascii_alone=ascii_alone)
    blank = draw(st.sampled_from(["", " ", "\t", "\n\n\t"]))
    if carrier == "alone":
        text = blank + text
    elif carrier == "list":
        text = f"{blank}[{blank}" + f"{blank},".join([*others, text]) + "]"
    elif carrier == "lines":
        text = "\n".join([*others, text, ""])
    elif carrier == "one after the other":
        text = "\n".join([*others, text])
    else:
        start, end = '<script type="application/ld+json">', "</script>"
        scripts = f'{start}{{"@type": "Person"}}{end}{blank}' * len(others) + f"{start}{blank}{text}\n{end}"
        text = f"<!DOCTYPE html>\n<html><head><title>{NO_BMP}</title>{scripts}</head><body></body></html>"
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@pytest.mark.parametrize(("record", "fault"), JSON, ids=[f"{f.rule} {f.path}" for _, f in JSON])
@settings(max_examples=12)
@given(data=st.data())
def test_in_json(record: dict[str, Any], fault: Fault, data: st.DataObject):
    in_pages = fault.rule != "INTR-001"  # of which there is no schema
    text = data.draw(carriers(with_fault(record, fault), record, in_pages=in_pages))
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    values = [json.dumps(fault.value, ensure_ascii=ascii_alone) for ascii_alone in (True, False)]
    written_value = re.compile(rf"(?:{'|'.join(map(re.escape, values))})\s*[,}}\]]")
    found = []
    for outcome in examined(text.encode(encoding)):
        payload = outcome.record.payload.decode(encoding)
        for finding, said in zip(outcome.verdict.findings, findings_as_json(outcome), strict=True):
            path = re.sub(r"^/script/\d+", "", said["path"])
            if (said["rule"], path) == (fault.rule, fault.path):
                index = index_at(text, said["line"], said["column"])
                assert written_value.match(text, index), text[index:][:30]
                within = index_at(payload, said["recordLine"], said["recordColumn"])
                assert written_value.match(payload, within), payload[within:][:30]
                assert under_the_caret(outcome, finding)[:2] == text[index:][:2]
                found.append(said)
    assert len(found) == 1


TURTLE = """PREFIX elm: <http://data.europa.eu/snb/model/elm/>
@prefix dc: <http://purl.org/dc/terms/> .  # 𝄞 ex:course dc:title "no".
@prefix ex: <https://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

ex:series a elm:Thing ; elm:hasPart ex:course ; dc:title "Another; \\"title\\" . dc:modified" .
ex:course a elm:LearningAchievementSpecification ;
\telm:learningOutcome [ a elm:LearningOutcome ; dc:title "Invert matrices"@en ] ;
    dc:title "Linear algebra"@en , "UNTITLED"@de ;
\telm:volumeOfLearning "two weeks" ; dc:modified "last spring"^^xsd:dateTime .
"""


@pytest.mark.parametrize(
    ("rule", "target"),
    [
        ("QUAL-041", '"UNTITLED"'),
        ("QUAL-062", '"two weeks"'),
        ("QUAL-003", "ex:course a elm:L"),
    ],
)
@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
def test_in_turtle(rule: str, target: str, breaks: str):
    text = TURTLE.replace("\n", breaks)
    (outcome,) = examined(text.encode())
    said = [one for one in findings_as_json(outcome) if one["rule"] == rule]
    places = [index_at(text, one["line"], one["column"]) for one in said]
    assert places == [text.index(target)]
