"""Colour, the progress bar and the width of lines: there on a terminal, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.application.command import run
from tests.application.documents import BAD, GOOD
from tests.application.terminal import run_on_terminal, without_control

RED = "\x1b[1;31m"
HIDE_CURSOR = "\x1b[?25l"  # what a progress bar begins with


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bad.xml").write_text(BAD, encoding="utf-8")
    (tmp_path / "good.xml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_a_terminal_gets_colour_and_a_progress_bar(folder: Path):
    ran = run_on_terminal("check", "bad.xml", folder=folder)
    assert ran.code == 1
    assert RED in ran.out
    assert HIDE_CURSOR in ran.out
    assert "Checking" in ran.out


def test_no_color_takes_the_colours_away(folder: Path):
    ran = run_on_terminal("check", "bad.xml", folder=folder, environment={"NO_COLOR": "1"})
    report = ran.out.rpartition("\x1b[2K")[2]  # after the bar is wiped away
    assert "violation" in report
    assert "\x1b[31" not in report
    assert RED not in report


def test_a_dumb_terminal_gets_plain_text(folder: Path):
    ran = run_on_terminal("check", "bad.xml", folder=folder, environment={"TERM": "dumb"})
    assert "violation" in ran.out
    assert "\x1b" not in ran.out


@pytest.mark.parametrize("columns", [40, 80])
def test_messages_are_broken_at_the_terminal_s_width_and_places_stay_whole(folder: Path, columns: int):
    ran = run_on_terminal("check", "bad.xml", folder=folder, columns=columns)
    lines = without_control(ran.out).splitlines()
    messages = [line for line in lines if line.startswith("    ") and "bad.xml:" not in line]
    assert max(map(len, messages)) <= columns
    assert "    bad.xml:12:3  /dc/rights" in lines


def test_a_pipe_gets_whole_lines_without_space_at_their_end(folder: Path):
    ran = run("check", "bad.xml", folder=folder, environment={"COLUMNS": "40"})
    assert "\x1b" not in ran.out + ran.err
    assert ran.err == ""
    assert [line for line in ran.out.splitlines() if line != line.rstrip()] == []
    assert any(len(line) > 160 for line in ran.out.splitlines())


def test_the_summary_fits_80_columns_and_keeps_names_whole_in_40(tmp_path: Path):
    wide, narrow = (
        without_control(run_on_terminal("demo", "--once", folder=tmp_path, columns=columns).out)
        for columns in (80, 40)
    )
    table = wide[wide.index("source  ") :].split("\n\n")[0]
    assert max(map(len, table.splitlines())) <= 80
    assert "Ressources de la Méditerranée" in narrow
    assert "…" not in narrow[narrow.index("source  ") :].split("\n\n")[0]


def test_reading_from_the_keyboard_is_announced(folder: Path):
    ran = run_on_terminal("check", "-", folder=folder, keyboard=b"<a/>\n\x04")
    assert "Reading from the keyboard; end with Ctrl-D" in ran.out
    assert ran.code == 2


def test_standard_input_that_is_no_terminal_is_not_announced(folder: Path):
    assert run("check", "-", folder=folder, stdin=GOOD.encode()).err == ""


def test_help_fits_every_terminal_and_names_no_type_of_python(folder: Path):
    for command in ((), ("check",), ("harvest",), ("serve",), ("demo",), ("sources", "add")):
        said = run_on_terminal(*command, "--help", folder=folder, columns=60).out
        assert max(map(len, said.splitlines())) <= 60
        assert not {"<", ">", "{", "╭"} & set(said), said
