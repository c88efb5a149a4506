"""Each finding leads to the very text that is wrong: in what was harvested, and in the record by itself."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from commonshelf.commands.options import engine
from commonshelf.settings import load_settings
from exchange.pipeline import Examined, examine, findings_as_json
from harvesters.oai import FetchOptions
from harvesters.targets import take
from profiles.record import Record
from tests.application.command import run
from tests.validators.test_schemas import AMB
from validators.engine import Engine

FEEDS = Path(__file__).parents[2] / "commonshelf" / "demonstration" / "feeds"
NO_BMP = "𝄞 𠮷"
LIST = """<?xml version="1.0" encoding="utf-16"?>\r\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
<ListRecords>\t<record><header><identifier>oai:a:1</identifier><datestamp>2024-01-01</datestamp></header>
<metadata>{}</metadata></record></ListRecords></OAI-PMH>"""


@dataclass(frozen=True)
class Plant:
    """A fault put into a record: `old` became `new`, at its first places.

    `mark` is in the tag or at the start of the text of the wrong element, and nowhere else.
    """

    old: str
    new: str
    mark: str
    rule: str
    path: str

    def into(self, record: str) -> str:
        tags = 2 if self.old.endswith(">") and not self.old.startswith("<") else 1  # its start and its end
        assert self.old in record
        return record.replace(self.old, self.new, tags)


@cache
def records(feed: str) -> list[str]:
    text = (FEEDS / feed / "page-1.xml").read_text(encoding="utf-8")
    return re.findall(r"<metadata>\s*(.*?)\s*</metadata>", text, re.DOTALL)


LOM = records("nordlicht")[0]
LOM_PLANTS = [
    Plant("<language>de<", "<language>ger<", ">ger</", "QUAL-030", "/lom/general/language"),
    Plant(
        *("<dateTime>2016-02-02", "<dateTime>ca. 2016", ">ca. 2016</", "INTR-001"),
        "/lom/lifeCycle/contribute[2]/date/dateTime",
    ),
    Plant(
        *("<dateTime>2016-02-02", "<dateTime>02/28/2016", ">02/28/2016</", "QUAL-060"),
        "/lom/lifeCycle/contribute[2]/date/dateTime",
    ),
    Plant("keyword>", "keywort>", "<keywort", "INTR-001", "/lom/general/keywort"),
    Plant(
        *('<title><string language="de"', '<title><string language="de_DE"', '"de_DE"', "INTR-001"),
        "/lom/general/title/string",
    ),
    Plant("<size>", "<size>MB ", ">MB ", "INTR-001", "/lom/technical/size"),
]
IMS = records("leerbank")[1]
IMS_PLANTS = [
    Plant("<language>en<", "<language>eng<", ">eng</", "QUAL-030", "/lom/general/language"),
    Plant("keyword>", "keywoord>", "<keywoord", "INTR-001", "/lom/general/keywoord"),
    Plant("<size>", "<size>MB ", ">MB ", "INTR-001", "/lom/technical/size"),
]
DC = records("mediterranee")[1]
DC_PLANTS = [
    Plant("<dc:title ", '<dc:title xml:id="x" ', 'xml:id="x"', "INTR-001", "/dc/title"),
    Plant('<dc:title xml:lang="', '<dc:title xml:lang="x_', '"x_', "INTR-001", "/dc/title"),
    Plant("dc:publisher>", "dc:editor>", "<dc:editor", "INTR-001", "/dc/editor"),
    Plant("<dc:date>", "<dc:date>um ", ">um ", "QUAL-060", "/dc/date"),
]
XML = [
    *((LOM, plant) for plant in LOM_PLANTS),
    *((IMS, plant) for plant in IMS_PLANTS),
    *((DC, plant) for plant in DC_PLANTS),
]


@cache
def judge() -> Engine:
    return engine(load_settings(None), None)


def examined(content: bytes) -> Iterator[Examined]:
    """Yield the records of a file that comes by standard input, examined."""
    for taken in take("-", options=FetchOptions(), stdin=io.BytesIO(content)):
        assert isinstance(taken, Record), taken
        outcome = examine(taken, judge())
        assert isinstance(outcome, Examined), outcome
        yield outcome


def index_at(text: str, line: int, column: int) -> int:
    """Return the index in a text of a line and a column, by the breaks of lines that are there."""
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
    return starts[line - 1] + column - 1


def start_of_tag(text: str, mark: str) -> int:
    """Return where the tag starts that a mark is in, or whose text it is."""
    assert text.count(mark) == 1, f"{text.count(mark)} times {mark}"
    return text.rindex("<", 0, text.index(mark) + 1)


def under_the_caret(outcome: Examined, finding: Any) -> str:
    """Return what is shown above and to the right of the caret in the lines around a finding."""
    lines = str(outcome.show(finding)[1]).split("\n")
    number = next(number for number, line in enumerate(lines) if re.fullmatch(r" +\| +\^", line))
    before = lines[number].index("^")
    above = lines[number - 1]
    while cell_len(above[:before]) > lines[number].index("^"):  # wide characters
        before -= 1
    return above[before:]


def spread(record: str) -> str:
    """Return a record of which the start tags with attributes go over several lines."""

    def over_lines(tag: re.Match[str]) -> str:
        return f"<{tag[1]}\n\t" + tag[2].strip().replace('" ', '"\n\t') + "\n>"

    return re.sub(r'<([\w:]+)((?: [\w:]+="[^"]*")+)>', over_lines, record)


@st.composite
def pages(draw: st.DrawFn, record: str, other: str) -> tuple[bytes, str]:
    """Pages of a list with the record in it, in some encoding, and the text that they are."""
    encoding = draw(
        st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252", "mistaken"])
    )
    before = draw(st.integers(0, 3))
    comment = draw(st.sampled_from(["", "<!-- <record> é -->", f"<!-- {NO_BMP} -->\t", "<?php x ?> "]))
    if draw(st.booleans()):
        record, other = spread(record), spread(other)
    if draw(st.booleans()):
        record = record.replace("    ", "\t").replace("  ", "\t")
    said = "utf-8" if encoding in ("utf-8-sig", "mistaken") else encoding
    text = f'<?xml version="1.0" encoding="{said}"?>\n'
    text += f'{comment}<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">\n<ListRecords>{comment}'
    for number, each in enumerate([*[other] * before, record, other]):
        header = f"<header><identifier>oai:a:{number}</identifier><setSpec>{NO_BMP}</setSpec></header>"
        text += f"\n<record>{header}<metadata>{comment}{each}</metadata></record>"
    text += "</ListRecords></OAI-PMH>"
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n"])))
    written_in = "windows-1252" if encoding == "mistaken" else encoding
    content = text.encode(written_in, "xmlcharrefreplace")
    return content, content.decode(written_in)


@pytest.mark.parametrize(("record", "plant"), XML, ids=[f"{p.rule} {p.new.strip('<> ')}" for _, p in XML])
@settings(max_examples=12)
@given(data=st.data())
def test_in_a_page_of_a_list(record: str, plant: Plant, data: st.DataObject):
    content, text = data.draw(pages(plant.into(record), record))
    start = start_of_tag(text, plant.mark)
    found = []
    for outcome in examined(content):
        payload = outcome.record.payload.decode("utf-8", "surrogateescape")
        for finding, said in zip(outcome.verdict.findings, findings_as_json(outcome), strict=True):
            if said["code"] == "encoding" or plant.mark not in payload:
                continue
            if (said["rule"], said["path"]) == (plant.rule, plant.path):
                assert index_at(text, said["line"], said["column"]) == start
                within = index_at(payload, said["recordLine"], said["recordColumn"])
                assert within == start_of_tag(payload, plant.mark)
                assert under_the_caret(outcome, finding).startswith(text[start : start + 4])
                found.append(said)
    assert len(found) == 1


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


def test_the_command_line_tells_both_places(tmp_path: Path):
    plant = DC_PLANTS[3]
    text = LIST.format(spread(plant.into(DC)).replace("\n", "\r\n"))
    (tmp_path / "page.xml").write_bytes(text.encode("utf-16"))
    (tmp_path / "list.json").write_text(
        json.dumps([AMB, {**AMB, "dateCreated": "gestern"}]), encoding="utf-8"
    )
    ran = run("check", "page.xml", "list.json", "--format", "json", folder=tmp_path)
    results = json.loads(ran.out)["results"]
    said = [[one for one in result["findings"] if one["rule"] == "QUAL-060"] for result in results]
    ((in_page,), (), (in_list,)) = said
    assert index_at(text, in_page["line"], in_page["column"]) == start_of_tag(text, plant.mark)
    assert in_page["path"] == plant.path
    assert in_page["recordLine"] < in_page["line"]
    written_list = (tmp_path / "list.json").read_text(encoding="utf-8")
    assert written_list[in_list["column"] - 1 :].startswith('"gestern"')
    assert (in_list["line"], in_list["path"]) == (1, "/dateCreated")
    assert in_list["recordColumn"] < in_list["column"]


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
