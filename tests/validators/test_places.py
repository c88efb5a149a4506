"""Places of members, of what is absent, and in graphs; and the lines around, on any terminal."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from exchange.pipeline import Examined, examine, examine_all, findings_as_json
from harvesters.oai import FetchOptions
from harvesters.targets import take
from profiles.positions import Position, excerpt
from profiles.positions import xml as positions_xml
from profiles.positions.text import Text
from profiles.record import Header, Record
from profiles.rules import load_profile
from tests.application.documents import BAD, page
from validators.engine import Engine
from validators.finding import Finding
from validators.reports.as_text import render
from validators.reports.report import Report

ENGINE = Engine(load_profile("eu-core"))
ANNA = {"@type": "Person", "name": "Anna", "@id": "https://orcid.org/0000-0002-1825-0097"}
WORK = {"@type": "LearningResource", "name": "Fractions in the bakery", "author": ANNA}


def examined(content: bytes) -> Examined:
    outcome = examine(Record(Header("oai:a:1"), content, "a.json"), ENGINE)
    assert isinstance(outcome, Examined)
    return outcome


def path_of(said: dict[str, Any], field: str, value: str, position: int | None = 0) -> str:
    """Return where a finding on a field, or on a member of its values, is placed."""
    document = json.dumps({"@context": "https://schema.org/", **said})
    finding = Finding("QUAL-001", field, position, "", {"value": value})
    return examined(document.encode()).locate(finding).path


@pytest.mark.parametrize(
    ("field", "value", "path"),
    [
        ("creator", "Anna", "/author/name"),
        ("creator.name", "Anna", "/author/name"),
        ("creator.id", "https://orcid.org/0000-0002-1825-0097", "/author/@id"),
        ("creator.type", "Person", "/author/@type"),
        ("creator.email", "nowhere@example.org", "/author/name"),
        ("license.text", "CC BY", "/license/name"),
        ("license.id", "https://creativecommons.org/licenses/by/4.0/", "/license/@id"),
        ("about.labels", "Maths", "/about/0/name"),
        ("inLanguage", "de", "/inLanguage"),
    ],
)
def test_a_member_has_its_own_place_where_it_stands_by_itself(field: str, value: str, path: str):
    licence = {"@id": "https://creativecommons.org/licenses/by/4.0/", "name": "CC BY"}
    subject = {"@type": "DefinedTerm", "@id": "https://example.org/maths", "name": "Maths"}
    said = {**WORK, "license": licence, "about": [subject], "inLanguage": "de"}
    assert path_of(said, field, value) == path


def test_what_is_absent_stands_at_the_node_that_was_read():
    assert path_of(WORK, "license", "", position=None) == ""
    graph = {"@graph": [{"@type": "Organization", "@id": "#o", "name": "Uni"}, WORK]}
    assert path_of(graph, "license", "", position=None) == "/@graph/1"


def test_what_is_absent_in_a_page_stands_at_its_script():
    script = json.dumps({"@context": "https://schema.org/", **WORK})
    text = f'<html>\n<title>x</title> <script type="application/ld+json">{script}</script></html>'
    location = examined(text.encode()).locate(Finding("QUAL-005", "license", None, "", {}))
    assert (location.line, location.column) == (2, text.split("\n")[1].index(script) + 1)


def test_a_fault_of_the_root_stands_at_the_root():
    outcome = examined(json.dumps({"@context": "https://schema.org/", "@graph": [WORK]}).encode())
    assert outcome.locate(Finding("INTR-001", "record.payload", None, "missing", {}, ())).path == ""


def test_a_page_is_gone_through_once_for_all_findings_in_it(monkeypatch: pytest.MonkeyPatch):
    content = page(*[BAD] * 50).encode()
    taken = take("-", options=FetchOptions(), stdin=io.BytesIO(content))
    outcomes = [examine(one, ENGINE) for one in taken]
    positions_xml._all_positions.cache_clear()
    read = []
    whole = Text.of
    monkeypatch.setattr(Text, "of", lambda text: read.append(len(text)) or whole(text))
    findings = [said for one in outcomes if isinstance(one, Examined) for said in findings_as_json(one)]
    assert len(findings) > 100
    assert read.count(len(content)) == 1


@given(
    line=st.text(st.sampled_from("ab \t\x1b\u202e数é𝄞<"), min_size=1, max_size=400),
    first=st.integers(20, 200),
    width=st.integers(10, 200),
    data=st.data(),
)
def test_lines_that_are_cut_again_keep_the_caret_under_the_place(
    line: str, first: int, width: int, data: st.DataObject
):
    at = data.draw(st.integers(0, len(line) - 1))
    marked = f"{line[:at]}☞{line[at + 1 :]}"
    wide = excerpt(marked.encode(), Position(1, at + 1, 0), width=first)
    (shown,) = wide.within(width).lines
    assert cell_len(shown.text) <= max(width, 10)
    assert shown.mark is not None
    before, hand, _ = shown.text.partition("☞")
    assert hand
    assert cell_len(before) == shown.mark


def report_on(payload: bytes, *, width: int, terminal: bool, identifier: str = "oai:a:1") -> str:
    report = Report(ENGINE.profile)
    record = Record(Header(identifier), payload, "a.json")
    assert len(list(examine_all([record], ENGINE, report))) == 1
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=terminal, color_system=None, highlight=False, soft_wrap=True
    )
    render(report, console)
    return out.getvalue()


LONG = json.dumps({"@context": "https://schema.org/", **WORK, "description": "a " * 300, "inLanguage": "eng"})


@pytest.mark.parametrize("width", [40, 80, 200])
def test_on_a_terminal_no_line_is_broken_by_the_terminal_itself(width: int):
    said = report_on(LONG.encode(), width=width, terminal=True)
    wide = [line for line in said.split("\n") if cell_len(line) > width]
    assert [line for line in wide if "a.json:" not in line and "QUAL-" not in line] == []
    shown = [line for line in said.split("\n") if " | {" in line or " | …" in line]
    assert width - 2 <= max(map(cell_len, shown)) <= width


def test_in_a_file_the_lines_around_are_a_hundred_wide():
    said = report_on(LONG.encode(), width=80, terminal=False)
    assert 98 <= max(len(line.partition(" | ")[2]) for line in said.split("\n")) <= 100


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_nothing_in_a_record_can_command_the_terminal(text: str):
    said = {"@context": "https://schema.org/", **WORK, "inLanguage": text, "license": f"\x1b[2J{text}"}
    shown = report_on(json.dumps(said).encode(), width=80, terminal=True, identifier=f"\x1b]0;{text}\x07")
    assert [sign for sign in shown if ord(sign) < 0x20 and sign != "\n"] == []
    assert "\x9b" not in shown
    assert "\u202e" not in shown
