"""Each finding leads to the very text that is wrong: in what was harvested, and in the record by itself."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.pipeline import findings_as_json
from tests.application.command import run
from tests.application.places import NO_BMP, examined, index_at, under_the_caret
from tests.validators.test_schemas import AMB

FEEDS = Path(__file__).parents[2] / "commonshelf" / "demonstration" / "feeds"
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


def start_of_tag(text: str, mark: str) -> int:
    """Return where the tag starts that a mark is in, or whose text it is."""
    assert text.count(mark) == 1, f"{text.count(mark)} times {mark}"
    return text.rindex("<", 0, text.index(mark) + 1)


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
