"""The commands of the README do what it says, run as they stand there."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from commonshelf.demonstration.repositories import Demonstration
from profiles.document import open_document
from profiles.formats import amb, format_of, html, schema_org
from tests.application.command import clean_environment
from tests.application.documents import GOOD, WARNED
from tests.architecture.source import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
ADDRESS = "https://repository.example/oai"
USE = README.partition("\n## Use\n")[2].partition("\n## ")[0]
LINES = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```", USE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
CODES = {
    f"commonshelf check {ADDRESS}": 1,
    "commonshelf check records/ export.zip --format json > report.json": 0,
    "commonshelf check record.xml records.ndjson page.html --profile eu-core --fail-on warning": 1,
    "commonshelf fix record.xml > mends.diff": 1,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files that the README speaks of."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "one.xml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "record.xml").write_text(WARNED, encoding="utf-8")
    document = open_document(GOOD.encode())
    form = format_of(document)
    assert form is not None
    resource = form.read(document.tree)
    (tmp_path / "records.ndjson").write_bytes(
        amb.write(resource) + b"\n" + schema_org.write(resource) + b"\n"
    )
    (tmp_path / "page.html").write_bytes(html.write(resource))
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("two.xml", GOOD)
    return tmp_path


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash to run the README's commands")
def test_the_commands_of_the_readme_run_in_their_order(folder: Path):
    with Demonstration() as repositories:
        address = repositories[-1].address  # it offers oai_lom, as the README asks for
        written = {
            ADDRESS: address,
            "repository-example-oai": re.sub(r"\W", "-", address.removeprefix("http://")),
        }
        for line in LINES:
            said = line
            for name, real in written.items():
                said = said.replace(name, real)
            code, errors = run(said, folder)
            assert (code, errors) == (CODES.get(line, 0), ""), line
    assert (folder / "report.json").stat().st_size > 0


def run(line: str, folder: Path) -> tuple[int, str]:
    """Run a line in a shell; what serves is interrupted when it says its addresses."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    process = subprocess.Popen(
        ["bash", "-c", f"exec {line}"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=clean_environment({"PATH": path, "PYTHONUNBUFFERED": "1", "COMMONSHELF_PORT": port}),
    )
    assert process.stdout is not None
    if "serve" in line:
        while "/docs" not in process.stdout.readline():
            assert process.poll() is None, line
        process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=120)
    return process.returncode, errors


def test_the_commands_of_the_readme_are_these():
    assert len(LINES) == 20
    assert set(CODES) <= set(LINES)


def test_every_make_task_that_the_readme_names_is_there():
    named = set(re.findall(r"^make ([a-z-]+)", README, re.MULTILINE))
    there = set(
        re.findall(r"^\.PHONY: ([\w-]+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert named
    assert named <= there


def test_ci_calls_nothing_that_the_readme_does_not_name():
    called = re.findall(r"^make (\w+)$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    assert called == ["check", "test"]
    assert all(f"make {task}" in README for task in called)
