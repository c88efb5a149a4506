"""`commonshelf convert`, run as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonshelf.commands.convert import WRITTEN
from profiles.document import open_document
from profiles.formats import format_of
from profiles.model import LearningResource
from tests.application.command import run
from tests.application.documents import BAD, GOOD, page

SAID_EVERYWHERE = ("id", "url", "name", "description", "keywords", "inLanguage", "datePublished")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.xml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "page.xml").write_text(page(GOOD, BAD), encoding="utf-8")
    return tmp_path


def read(content: bytes) -> LearningResource:
    document = open_document(content)
    form = format_of(document)
    assert form is not None
    return form.read(document.tree)


@pytest.mark.parametrize("to", WRITTEN)
def test_a_record_says_the_same_in_every_format_that_is_written(folder: Path, to: str) -> None:
    ran = run("convert", "good.xml", "--to", to, "--into", "out", folder=folder)
    assert (ran.code, ran.err) == (0, "")
    [written] = (folder / "out").iterdir()
    before, after = read(GOOD.encode()), read(written.read_bytes())
    for field in SAID_EVERYWHERE:
        assert getattr(after, field) == getattr(before, field), field
    assert [licence.id for licence in after.license] == [licence.id for licence in before.license]


@pytest.mark.parametrize("to", ["lom", "oai_dc", "amb", "schema-org"])
def test_several_records_are_written_one_after_the_other_and_can_be_checked(folder: Path, to: str) -> None:
    ran = run("convert", "page.xml", "--to", to, folder=folder)
    assert ran.code == 0
    (folder / "written").write_text(ran.out, encoding="utf-8")
    checked = run("check", "written", "--fail-on", "never", folder=folder)
    assert checked.code == 0
    assert "1 of 2 records conform" in checked.out


def test_what_the_format_has_no_place_for_is_told(folder: Path) -> None:
    said = '{"@context": "https://schema.org/", "@type": "Course", "name": "A", "accessMode": "visual"}'
    (folder / "r.json").write_text(said, encoding="utf-8")
    ran = run("convert", "r.json", "--to", "oai_dc", folder=folder)
    assert "oai_dc has no place for accessMode: left out of 1 records" in ran.err


def test_records_of_one_name_do_not_overwrite_each_other(folder: Path) -> None:
    for _ in range(2):
        assert run("convert", "page.xml", "--to", "lom", "--into", "out", folder=folder).code == 0
    assert len(list((folder / "out").iterdir())) == 4


def test_what_cannot_be_read_is_told_and_costs_the_others_nothing(folder: Path) -> None:
    (folder / "broken.xml").write_text("<a>", encoding="utf-8")
    ran = run("convert", "broken.xml", "good.xml", "--to", "amb", folder=folder)
    assert ran.code == 2
    assert ran.err.startswith("not read: broken.xml")
    assert ran.out.count("\n") == 1


def test_pages_need_a_folder(folder: Path) -> None:
    ran = run("convert", "good.xml", "--to", "html", folder=folder)
    assert ran.code == 2
    assert "--into" in ran.err


def test_resources_that_are_not_read_are_told_and_make_the_exit_code_2(tmp_path: Path) -> None:
    courses = ",".join(f'{{"@type": "Course", "@id": "http://{n}.ex", "name": "Course"}}' for n in "ab")
    courses = courses.replace('"Course"}', '"Course a"}', 1)
    content = f'{{"@context": "https://schema.org", "@graph": [{courses}]}}'
    (tmp_path / "two.json").write_text(content, encoding="utf-8")
    ran = run("convert", "two.json", "--to", "amb", folder=tmp_path)
    assert ran.code == 2
    assert "Course a" in ran.out
    assert "1 more learning resource in this document, which is not read" in " ".join(ran.err.split())
