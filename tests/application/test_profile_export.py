"""`commonshelf profile export`, as a standards group runs it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef

from profiles.rules import load_profile
from tests.application.command import run
from validators.exports.shapes import SH

MINE = f"""\
id: mine
version: "0.1.0"
title: {{en: Mine, de: Meines}}
extends: eu-core@^{load_profile("eu-core").version}
narrow: {{QUAL-003: {{severity: violation}}}}
"""


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("shacl", ["canonical.context.jsonld", "eu-core.shacl.residue.json", "eu-core.shacl.ttl"]),
        (
            "json-schema",
            [
                *("eu-core.info.schema.json", "eu-core.json-schema.residue.json"),
                *("eu-core.violation.schema.json", "eu-core.warning.schema.json"),
            ],
        ),
        ("dctap", ["eu-core.dctap.csv", "eu-core.dctap.residue.json"]),
        ("html", ["eu-core.html"]),
        ("prof", ["eu-core.prof.ttl"]),
    ],
)
def test_an_export_goes_into_a_folder_with_its_residue(kind: str, files: list[str], tmp_path: Path) -> None:
    ran = run("profile", "export", "eu-core", "--as", kind, "--output", "out/core", folder=tmp_path)
    assert (ran.code, ran.out) == (0, "")
    written = sorted(file.name for file in (tmp_path / "out" / "core").iterdir())
    assert written == files
    residue = [name for name in written if "residue" in name]
    listed = (
        json.loads((tmp_path / "out" / "core" / residue[0]).read_text("utf-8"))["residue"] if residue else []
    )
    assert ran.err.count("\n") == len(listed) + bool(listed)
    assert all(f"{one['rule']}, {one['check']}: {one['reason']}" in ran.err for one in listed)


def test_one_file_goes_to_standard_output_and_its_residue_beside_it(tmp_path: Path) -> None:
    ran = run("profile", "export", "eu-core", "--as", "dctap", folder=tmp_path)
    assert ran.code == 0
    assert next(row["propertyLabel"] for row in csv.DictReader(io.StringIO(ran.out))) == "id"
    assert ran.err.startswith("Not said in it: ")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_written_under_the_name_that_was_given(tmp_path: Path) -> None:
    ran = run(
        *("profile", "export", "eu-core", "--as", "html", "--lang", "fi", "--output", "sivut/core.html"),
        folder=tmp_path,
    )
    assert ran.code == 0
    assert '<html lang="fi">' in (tmp_path / "sivut" / "core.html").read_text("utf-8")


def test_a_folder_may_be_called_as_a_profile_with_a_point_in_its_name(tmp_path: Path) -> None:
    ran = run(
        *("profile", "export", "lom-1.0", "--as", "json-schema", "--output", "lom-1.0"), folder=tmp_path
    )
    assert ran.code == 0, ran.err
    assert (tmp_path / "lom-1.0" / "lom-1.0.violation.schema.json").is_file()


def test_a_profile_of_ones_own_has_addresses_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(MINE, "utf-8")
    ran = run(
        *("profile", "export", "mine.yaml", "--as", "shacl", "--base", "https://example.org/standards"),
        folder=tmp_path,
    )
    assert ran.code == 0, ran.err
    shapes = Graph().parse(data=ran.out, format="turtle")
    node = URIRef("https://example.org/standards/rules/QUAL-003")
    assert (node, RDF.type, SH.NodeShape) in shapes
    assert shapes.value(node, SH.severity) == SH.Violation
    described = run("profile", "export", "mine.yaml", "--as", "prof", folder=tmp_path)
    assert "prof:isProfileOf" in described.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("eu-core", "--as", "json-schema"), "makes 3 files, one a severity; name a folder"),
        (("eu-core", "--as", "json-schema", "--output", "one.json"), "makes 3 files"),
        (("nowhere", "--as", "html"), "nowhere"),
        (("eu-core", "--as", "html", "--lang", "xx"), "--lang xx: no such language; the rules speak en, nl"),
        (("eu-core", "--as", "shacl", "--base", "no address"), "'no address' is no address"),
        (("eu-core", "--as", "html", "--output", "taken/page.html"), "it cannot be written"),
        (("eu-core", "--as", "shex"), "shex"),
    ],
)
def test_what_cannot_be_done_is_told_with_what_to_do(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")
    ran = run("profile", "export", *arguments, folder=tmp_path)
    assert ran.code == 2
    assert said in " ".join(ran.err.split())
    assert "Traceback" not in ran.err
