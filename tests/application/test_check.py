"""`commonshelf check`, run as a user runs it."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.application.command import run
from tests.application.documents import BAD, GOOD, WARNED, page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.xml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.xml").write_text(BAD, encoding="utf-8")
    (tmp_path / "warned.xml").write_text(WARNED, encoding="utf-8")
    (tmp_path / "page.xml").write_text(page(GOOD, BAD, WARNED), encoding="utf-8")
    return tmp_path


def test_a_record_that_conforms_exits_with_0(folder: Path) -> None:
    ran = run("check", "good.xml", folder=folder)
    assert (ran.code, ran.err) == (0, "")
    assert "The record conforms to eu-core 2.0.0." in ran.out


def test_a_record_that_does_not_conform_exits_with_1_and_says_what_to_mend(folder: Path) -> None:
    ran = run("check", "bad.xml", folder=folder)
    assert ran.code == 1
    assert "QUAL-002" in ran.out
    assert "CC BY 4.0" in ran.out
    assert "https://creativecommons.org/licenses/by/4.0/" in ran.out
    assert "bad.xml:12" in ran.out
    assert "/dc/rights" in ran.out


@pytest.mark.parametrize(
    ("file", "fail_on", "code"),
    [
        ("bad.xml", "violation", 1),
        ("bad.xml", "never", 0),
        ("warned.xml", "violation", 0),
        ("warned.xml", "warning", 1),
        ("warned.xml", "never", 0),
        ("good.xml", "warning", 0),
    ],
)
def test_fail_on_sets_the_gravity_from_which_it_fails(
    folder: Path, file: str, fail_on: str, code: int
) -> None:
    assert run("check", file, "--fail-on", fail_on, folder=folder).code == code


def test_a_saved_page_is_checked_record_by_record(folder: Path) -> None:
    ran = run("check", "page.xml", "--format", "json", folder=folder)
    said = json.loads(ran.out)
    assert ran.code == 1
    assert [(r["identifier"], r["conforms"]) for r in said["results"]] == [
        ("oai:ressources.example:1", "yes"),
        ("oai:ressources.example:2", "no"),
        ("oai:ressources.example:3", "yes"),
    ]
    assert said["summary"]["records"] == 3
    licence = next(f for f in said["results"][1]["findings"] if f["rule"] == "QUAL-050")
    lines = (folder / "page.xml").read_text(encoding="utf-8").splitlines()
    assert "CC BY 4.0" in lines[licence["line"] - 1]
    assert (licence["pointer"], licence["path"]) == ("/license/0", "/dc/rights")


def test_standard_input_may_hold_a_record_or_several(folder: Path) -> None:
    assert run("check", "-", folder=folder, stdin=GOOD.encode()).code == 0
    two = run("check", "-", "--format", "json", folder=folder, stdin=(GOOD + BAD).encode())
    assert json.loads(two.out)["summary"]["records"] == 2


def test_a_folder_and_archives_hold_records_too(folder: Path) -> None:
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("a/good.xml", GOOD)
    content = GOOD.encode()
    with tarfile.open(folder / "all.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo("good.xml")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    inner = folder / "feed"
    inner.mkdir()
    (inner / "one.xml").write_text(GOOD, encoding="utf-8")
    for target in ("all.zip", "all.tar.gz", "feed"):
        ran = run("check", target, folder=folder)
        assert (ran.code, "The record conforms" in ran.out) == (0, True), target


BOMB = '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>'


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"not xml at all", "not well-formed XML"),
        (GOOD.encode()[:400], "not well-formed XML"),
        (BOMB.encode(), "declares entities"),
        (b"<!DOCTYPE html><html><head><title>Oops</title></head></html>", "an HTML page"),
        (b"", "empty"),
        (b"<unheard-of/>", "its format is not read here: the root element is unheard-of"),
    ],
)
def test_bad_input_gets_one_line_and_costs_no_other_record_its_result(
    folder: Path, content: bytes, cause: str
) -> None:
    (folder / "broken.xml").write_bytes(content)
    ran = run("check", "broken.xml", "good.xml", folder=folder)
    line = next(line for line in ran.out.splitlines() if "broken.xml" in line)
    assert cause in line
    assert "The record conforms" in ran.out
    assert ran.code == 2


def test_a_target_that_is_not_there_is_named(folder: Path) -> None:
    ran = run("check", "nowhere.xml", folder=folder)
    assert ran.code == 2
    assert "nowhere.xml" in ran.out
    assert "Traceback" not in ran.err


def test_an_unreachable_host_is_named(folder: Path) -> None:
    environment = {"COMMONSHELF_ATTEMPTS": "1"}
    ran = run("check", "http://127.0.0.1:9/oai", folder=folder, environment=environment)
    assert ran.code == 2
    assert "http://127.0.0.1:9/oai" in ran.out


def test_an_unknown_profile_is_named_with_those_there_are(folder: Path) -> None:
    ran = run("check", "good.xml", "--profile", "eu-cor", folder=folder)
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "commonshelf: profile eu-cor: there is none of that name; did you mean eu-core?"
        " (or give a file or a folder)"
    ]


def test_output_to_a_file_has_no_colour_and_no_progress_bar(folder: Path) -> None:
    ran = run("check", "bad.xml", folder=folder)
    assert "\x1b" not in ran.out + ran.err
    assert ran.err == ""


def test_every_sample_is_told_something_true(folder: Path, samples: Path) -> None:
    ran = run("check", str(samples), "--format", "json", folder=folder)
    said = json.loads(ran.out)
    files = set(samples.rglob("*.xml"))
    spoken_of = {
        name for name in files if any(str(name.name) in result["origin"] for result in said["results"])
    }
    assert spoken_of == files
    by_file = {Path(r["origin"]).name: r for r in said["results"]}
    assert by_file["ims-complete.xml"]["outcome"] == "checked"
    assert by_file["ims-incomplete.xml"]["conforms"] == "no"
    assert by_file["list_records-2-422.xml"]["cause"] == "an OAI-PMH error, no records: noRecordsMatch"
    assert "badArgument: metadataPrefix does not exist" in by_file["list_records-3-422.xml"]["cause"]
    assert "Identify" in by_file["identify-2-200.xml"]["cause"]
