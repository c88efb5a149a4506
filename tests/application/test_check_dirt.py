"""`commonshelf check` on what is dirty: it is read, and the dirt is shown where it lies."""

from __future__ import annotations

import json
from pathlib import Path

from tests.application.command import run
from tests.application.documents import GOOD, page

DIRTY = GOOD.replace("fractions au", "fr~ctions ~ au")


def test_of_a_page_with_wrong_bytes_the_record_that_has_them_is_shown(tmp_path: Path) -> None:
    (tmp_path / "page.xml").write_bytes(page(GOOD, DIRTY, GOOD).encode().replace(b"~", b"\xe9"))
    ran = run("check", "page.xml", folder=tmp_path)
    assert (ran.code, ran.err) == (1, "")
    assert "INTR-001  The record is valid by the schema of its format  — 1 of 3 records" in ran.out
    assert "There are bytes here that are no UTF-8" in ran.out
    assert "page.xml:22:3  record oai:ressources.example:2  /dc/title" in ran.out
    assert '22 |   <dc:title xml:lang="fr">Les fr<0xE9>ctions <0xE9> au quotidien</dc:title>' in ran.out
    assert "2 of 3 records conform" in ran.out


def test_wrong_bytes_of_a_single_record_are_told_in_json_too(tmp_path: Path) -> None:
    (tmp_path / "one.xml").write_bytes(GOOD.encode("latin-1"))
    ran = run("check", "one.xml", "--format", "json", folder=tmp_path)
    [result] = json.loads(ran.out)["results"]
    [found] = [found for found in result["findings"] if found["code"] == "encoding"]
    assert (found["rule"], found["line"], found["column"], found["path"]) == (
        "INTR-001",
        6,
        3,
        "/dc/description",
    )
