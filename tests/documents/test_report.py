"""docs/report.md describes the JSON report as it is: every member, and none that is not there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.application.answers import answering
from tests.application.command import run
from tests.application.documents import BAD, GOOD, page
from tests.architecture.source import ROOT

DOCUMENTED = set(
    re.findall(r"^\| `([^`]+)` \|", (ROOT / "docs" / "report.md").read_text(encoding="utf-8"), re.MULTILINE)
)
# Members whose names are data: dimensions, answers, rules.
BY_NAME = {
    "scores": "{dimension}",
    "points": "{dimension}",
    "conforms": "{answer}",
    "records": "{state}",
    "formats": "{format}",
    "rulesNotChecked": "{rule}",
}
LOST = "results[].scores.{dimension}.lost[]"
SIZED = json.dumps(
    {
        "@context": "https://schema.org/",
        "@type": "LearningResource",
        "name": "Fractions",
        "encoding": [
            {
                "@type": "MediaObject",
                "encodingFormat": kind,
                "contentSize": size,
                "contentUrl": f"https://a.ex/{size}",
            }
            for kind, size in (("application/pdf", "2000000"), ("text/html", "50000"))
        ],
    }
)
DELETED = (
    '<record><header status="deleted"><identifier>oai:ressources.example:9</identifier>'
    "<datestamp>2024-06-09</datestamp></header></record></ListRecords>"
)


def members(value: Any, name: str = "") -> Iterator[str]:
    """Yield the names of all members, as the documents write them."""
    if isinstance(value, dict) and name.rpartition(".")[2] in BY_NAME:
        for below in value.values():
            yield from members(below, f"{name}.{BY_NAME[name.rpartition('.')[2]]}")
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from members(below, f"{name}.{key}".lstrip("."))
    elif isinstance(value, list):
        yield f"{name}[]"
        for below in value:
            yield from members(below, f"{name}[]")
    else:
        yield name


def test_every_member_of_the_report_is_documented_and_no_other(tmp_path: Path):
    saved = page(GOOD, BAD, "<?xml?>\n<unheard-of/>").replace("</ListRecords>", DELETED)
    (tmp_path / "page.xml").write_text(saved, encoding="utf-8")
    (tmp_path / "sized.json").write_text(SIZED, encoding="utf-8")
    ran = run("check", "page.xml", "nowhere.xml", "sized.json", "--format", "json", folder=tmp_path)
    found = set(members(json.loads(ran.out)))
    not_a_value = {"summary", "results[].findings", "results"}
    assert found - DOCUMENTED - {"results[]", "summary.rules[]", "summary.mendings[]", LOST} == set()
    assert DOCUMENTED - found - not_a_value == set()


def test_a_target_that_fails_midway_leaves_one_well_formed_document(tmp_path: Path):
    (tmp_path / "good.xml").write_text(GOOD, encoding="utf-8")
    with answering([page(GOOD, token="more").encode(), b""]) as repository:
        ran = run(
            "check",
            repository.address,
            "good.xml",
            *("--prefix", "oai_dc", "--format", "json"),
            folder=tmp_path,
            environment={"COMMONSHELF_ATTEMPTS": "1"},
        )
    said = json.loads(ran.out)
    assert ran.code == 2
    assert [result["outcome"] for result in said["results"]] == ["checked", "not checked", "checked"]
    assert (said["summary"]["records"], said["summary"]["notChecked"]) == (2, 1)
