"""What the documents say is what the code says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from commonshelf.settings import OTHER_VARIABLES, Settings, variable
from tests.architecture.source import PACKAGES, ROOT, kept_files, modules

DOCUMENTED = "".join(
    path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
)
OURS = re.compile(r"\bCOMMONSHELF_[A-Z_]*[A-Z]\b")
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")


def test_the_generated_pages_are_current():
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "pages.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", [*map(variable, Settings.model_fields), *sorted(OTHER_VARIABLES)])
def test_every_setting_is_documented(name: str):
    assert re.search(rf"`{name}`", DOCUMENTED)


def test_every_variable_that_the_code_names_is_documented():
    sources = [*modules(*PACKAGES), Path("Makefile"), Path(".ci/run")]
    named = {name for path in sources for name in OURS.findall((ROOT / path).read_text(encoding="utf-8"))}
    assert named - set(OURS.findall(DOCUMENTED)) == set()


def test_every_make_target_is_documented():
    targets = re.findall(r"^\.PHONY: ([\w-]+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    texts = DOCUMENTED + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [name for name in targets if not re.search(rf"make {name}\b", texts) and name != "help"] == []


def test_links_between_documents_lead_somewhere():
    documents = [path for path in kept_files() if path.suffix == ".md"]
    dead = [
        f"{path}: {target}"
        for path in documents
        for target in LINK.findall((ROOT / path).read_text(encoding="utf-8"))
        if not (ROOT / path.parent / target).exists()
    ]
    assert dead == []
