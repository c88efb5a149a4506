"""The forms and the languages of `commonshelf check`, as a user asks for them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from pathlib import Path

import html5lib
import pyoxigraph
import pytest
from lxml import etree

from tests.application.command import COMMAND, clean_environment, run
from tests.application.documents import BAD, GOOD, WARNED, page
from tests.application.terminal import run_on_terminal, without_control
from tests.validators.report_making import SIZED

FORMS = ("json", "html", "sarif", "csv", "junit", "shacl", "dqv")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bad.xml").write_text(BAD, encoding="utf-8")
    (tmp_path / "page.xml").write_text(page(GOOD, BAD, WARNED), encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


def read(form: str, said: str) -> object:
    """Read a report as its readers do; raises where it is not well-formed."""
    if form in ("json", "sarif"):
        return json.loads(said)
    if form == "csv":
        return list(csv.reader(io.StringIO(said.removeprefix("\ufeff"), newline="")))
    if form == "html":
        return html5lib.HTMLParser(strict=True).parse(said)
    if form == "junit":
        return etree.fromstring(said.encode())
    return list(pyoxigraph.parse(said.encode(), format=pyoxigraph.RdfFormat.TURTLE))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written_to_standard_output_or_a_file_with_the_same_exit_code(folder: Path, form: str):
    ran = run("check", "page.xml", "--format", form, folder=folder)
    assert (ran.code, ran.err) == (1, "")
    assert read(form, ran.out) is not None
    filed = run("check", "page.xml", "--format", form, "--output", "report", folder=folder)
    assert (filed.code, filed.out, filed.err) == (1, "", "")
    written = (folder / "report").read_bytes().decode()
    assert read(form, written) is not None
    assert len(written.splitlines()) == len(ran.out.splitlines())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("target", ["empty", "nowhere.xml"])
def test_a_report_on_nothing_is_well_formed_and_no_success(folder: Path, form: str, target: str):
    ran = run("check", target, "--format", form, folder=folder)
    assert ran.code == 2
    assert read(form, ran.out) is not None


@pytest.mark.parametrize("form", FORMS)
def test_a_reader_that_goes_away_ends_every_form_without_a_word(tmp_path: Path, form: str):
    for number in range(40):
        (tmp_path / f"{number}.xml").write_text(BAD, encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    asked = [*COMMAND, "check", ".", "--format", form]
    done = subprocess.run(
        asked, cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE, env=clean_environment(), check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_what_to_mend_comes_first_as_text(folder: Path):
    said = json.loads(run("check", "page.xml", "--format", "json", folder=folder).out)
    most = said["summary"]["mendings"][0]
    lines = run("check", "page.xml", folder=folder).out.splitlines()
    assert lines[0] == "What to mend first"
    assert lines[1].startswith(
        f" 1. {most['label']}: missing in {most['records']['missing']} of 3 records  +"
    )
    assert f"+{most['points']['quality']:.1f}".removesuffix(".0") in lines[1]
    assert " points of quality" in lines[1]
    alone = run("check", "bad.xml", folder=folder).out.splitlines()
    assert alone[1].startswith(" 1. Title: missing  +")
    assert "points of possible" in "".join(alone)


def test_limit_sets_how_many_places_are_shown(folder: Path):
    for number in range(7):
        (folder / "empty" / f"{number}.xml").write_text(BAD, encoding="utf-8")
    for limit, shown in (("0", 0), ("5", 5), ("100", 7)):
        ran = run("check", "empty", "--limit", limit, folder=folder)
        assert ran.out.count("/dc/rights\n") == shown
        assert (f"… and {7 - shown} more" in ran.out) == (shown < 7)
    assert run("check", "empty", "--limit", "-1", folder=folder).code == 2


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("nl", "Wat het eerst te verbeteren"),
        ("de", "Was zuerst zu verbessern ist"),
        ("fr", "À corriger en premier"),
        ("es", "Qué corregir primero"),
        ("it", "Che cosa correggere per primo"),
        ("pl", "Co poprawić najpierw"),
        ("fi", "Mitä korjata ensin"),
        ("de-AT", "Was zuerst zu verbessern ist"),
    ],
)
def test_lang_sets_the_language_of_the_report(folder: Path, lang: str, said: str):
    assert run("check", "bad.xml", "--lang", lang, folder=folder).out.startswith(said)


def test_the_language_may_be_a_setting_and_a_command_goes_first(folder: Path):
    (folder / "commonshelf.toml").write_text('language = "fi"\n', encoding="utf-8")
    said = json.loads(run("check", "bad.xml", "--format", "json", folder=folder).out)
    assert (said["language"], said["summary"]["mendings"][0]["label"]) == ("fi", "Nimi")
    other = run("check", "bad.xml", "--format", "json", "--lang", "pl", folder=folder)
    assert json.loads(other.out)["language"] == "pl"


def test_a_language_that_is_not_spoken_is_refused_with_those_that_are(folder: Path):
    ran = run("check", "bad.xml", "--lang", "sv", folder=folder)
    assert (ran.code, ran.out) == (2, "")
    assert "'sv' is no language of reports; there are en, nl, de" in " ".join(ran.err.split())
    (folder / "commonshelf.toml").write_text('language = "sv"\n', encoding="utf-8")
    ran = run("check", "bad.xml", folder=folder)
    assert ran.err.startswith("commonshelf: language is 'sv' in commonshelf.toml; it takes one of en, nl")


def test_a_file_that_cannot_be_written_is_said_in_one_line(folder: Path):
    ran = run("check", "bad.xml", "--output", "missing/report.html", folder=folder)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "commonshelf: the report cannot be written to missing/report.html: No such file or directory; "
        "name another with --output\n"
    )


def test_fail_on_decides_what_fails_in_junit_as_it_does_for_the_command(folder: Path):
    for fail_on, failures in (("never", False), ("violation", True)):
        ran = run("check", "bad.xml", "--format", "junit", "--fail-on", fail_on, folder=folder)
        assert (
            (int(etree.fromstring(ran.out.encode()).get("failures", "")) > 0) == failures == (ran.code == 1)
        )


def test_on_a_narrow_terminal_the_scores_are_sentences(folder: Path):
    wide, narrow = (
        without_control(run_on_terminal("check", "page.xml", folder=folder, columns=columns).out)
        for columns in (120, 40)
    )
    assert "dimension" in wide
    assert "quality: mean" in narrow
    assert "dimension" not in narrow


@pytest.mark.parametrize("form", FORMS)
def test_no_encoding_of_a_terminal_touches_a_form_for_programs(tmp_path: Path, form: str):
    (tmp_path / "a.xml").write_text(BAD.replace("CC BY 4.0", "Ćwiczenie 分数"), encoding="utf-8")
    poor = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    ran = run("check", "a.xml", "--format", form, "--lang", "pl", folder=tmp_path, environment=poor)
    assert ("Ćwiczenie" in ran.out) or form == "dqv"
    assert read(form, ran.out) is not None


def test_the_estimate_of_a_single_record_stands_with_what_it_rests_on(folder: Path):
    (folder / "sized.json").write_bytes(SIZED)
    ran = run("check", "sized.json", "--lang", "nl", folder=folder)
    assert "Schatting van de uitstoot: Eén gebruik: ongeveer" in ran.out
    assert "swdm-4/ember-494" in ran.out
