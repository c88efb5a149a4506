"""How a command ends that cannot go on: interrupted, unheard, on a taken port, in a poor encoding."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from commonshelf.demonstration.repositories import Demonstration
from tests.application.answers import answering
from tests.application.command import COMMAND, clean_environment, run
from tests.application.documents import BAD, GOOD, page

NOT_ASCII = GOOD.replace("CC BY", "Ć").replace("https://creativecommons.org/licenses/by/4.0/", "Ćwiczenie")


@contextmanager
def started(*arguments: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A command in a process of its own, that Ctrl-C reaches, with its output in pipes."""
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=clean_environment({"PYTHONUNBUFFERED": "1"}),
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("arguments", [("check",), ("harvest",)])
def test_ctrl_c_ends_with_130_and_one_line(tmp_path: Path, arguments: tuple[str, ...]):
    with (
        answering([page(GOOD, token="more").encode(), None]) as repository,
        started(*arguments, repository.address, "--prefix", "oai_dc", folder=tmp_path) as process,
    ):
        repository.wait_for_the_last_request()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "commonshelf: interrupted\n")


def test_what_was_harvested_before_ctrl_c_is_kept(tmp_path: Path):
    with (
        answering([page(GOOD, token="more").encode(), None]) as repository,
        started("harvest", repository.address, "--prefix", "oai_dc", folder=tmp_path) as process,
    ):
        repository.wait_for_the_last_request()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    kept = run("sources", "list", folder=tmp_path).out.splitlines()[1]
    assert kept.split()[-2:] == ["1", "1"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("form", ["json", "text", "html"])
def test_a_full_disk_is_told_in_a_line_and_never_taken_for_a_record_that_does_not_conform(
    tmp_path: Path, form: str
):
    (tmp_path / "record.xml").write_text(BAD, encoding="utf-8")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*COMMAND, "check", "record.xml", "--format", form],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=clean_environment(),
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("commonshelf: the output cannot be written: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("how", [("--format", "json"), ("--format", "text")])
def test_a_reader_that_goes_away_ends_it_without_a_word(tmp_path: Path, how: tuple[str, str]):
    for number in range(40):
        (tmp_path / f"{number}.xml").write_text(BAD, encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*COMMAND, "check", ".", *how],
        cwd=tmp_path,
        stdout=writing,
        stderr=subprocess.PIPE,
        env=clean_environment(),
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = run("serve", "--port", port, folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"commonshelf: cannot listen on 127.0.0.1, port {port}: Address already in use; "
        "choose others with --host and --port\n"
    )


def test_two_demonstrations_run_side_by_side_and_leave_nothing(tmp_path: Path):
    (tmp_path / "temporary").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        more = {"COMMONSHELF_PORT": port, "PYTHONUNBUFFERED": "1", "TMPDIR": str(tmp_path / "temporary")}
        process = subprocess.Popen(
            [*COMMAND, "demo"],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=clean_environment(more),
        )
        assert process.stdout is not None
        said = "".join(iter(lambda: _line_before_interface(process), ""))
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
    assert "start page  http://127.0.0.1:" in said
    assert f":{port}/" not in said
    assert errors == ""
    assert list((tmp_path / "temporary").iterdir()) == []


def _line_before_interface(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    return "" if "/docs" in line else line


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-8"])
def test_no_encoding_of_a_terminal_ends_a_command(tmp_path: Path, encoding: str):
    (tmp_path / "a.xml").write_text(NOT_ASCII, encoding="utf-8")
    poor = {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding, "LC_ALL": "C"}
    for arguments in (("check", "a.xml"), ("demo", "--once"), ("check", "--help"), ("sources", "list")):
        done = subprocess.run(
            [*COMMAND, *arguments],
            cwd=tmp_path,
            capture_output=True,
            env=clean_environment(poor),
            check=False,
        )
        assert done.stderr == b""
        assert done.stdout.decode(encoding)


def test_json_is_utf_8_in_every_encoding(tmp_path: Path):
    (tmp_path / "a.xml").write_text(NOT_ASCII, encoding="utf-8")
    poor = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    ran = run("check", "a.xml", "--format", "json", folder=tmp_path, environment=poor)
    assert json.loads(ran.out)["results"][0]["findings"][0]["value"] == "Ćwiczenie"


def test_a_file_name_that_is_no_utf_8_is_reported(tmp_path: Path):
    (tmp_path / os.fsdecode(b"n\xe9.xml")).write_text(GOOD, encoding="utf-8")
    assert run("check", ".", folder=tmp_path).code == 0
    ran = run("check", ".", "--format", "json", folder=tmp_path)
    assert json.loads(ran.out)["results"][0]["origin"] == "n\N{REPLACEMENT CHARACTER}.xml"


def test_the_demonstration_is_harvested_under_its_source_s_own_set(tmp_path: Path):
    with Demonstration() as repositories:
        address = repositories[0].address
        run("sources", "add", address, "--set", "language:fi", "--id", "finnish", folder=tmp_path)
        run("harvest", "finnish", folder=tmp_path)
    listed = run("sources", "list", folder=tmp_path).out.splitlines()[1].split()
    assert 0 < int(listed[-2]) < 40
