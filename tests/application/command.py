"""Runs the command line as a user does, in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

COMMAND = (sys.executable, "-m", "commonshelf")
_START_PAGE = re.compile(r"start page +(http://\S+?)/?$", re.MULTILINE)


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str


def run(
    *arguments: str, folder: Path, stdin: bytes = b"", environment: Mapping[str, str] | None = None
) -> Ran:
    """Run `commonshelf` in a folder, with no settings but those given."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        env=clean_environment(environment),
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@contextmanager
def serving(*arguments: str, folder: Path) -> Iterator[tuple[httpx2.Client, str]]:
    """Run a command that serves, give a client of it and what it printed, and end it as Ctrl-C does."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=clean_environment({"COMMONSHELF_PORT": str(port), "PYTHONUNBUFFERED": "1"}),
    )
    assert process.stdout is not None
    said = ""
    try:
        while "/docs" not in said:
            line = process.stdout.readline()
            assert line, f"it stopped before it served; it said: {said}"
            said += line
        address = _START_PAGE.search(said)
        assert address is not None, said
        transport = httpx2.HTTPTransport(retries=20)  # it says its address just before it listens
        with httpx2.Client(base_url=address[1], transport=transport, timeout=30) as client:
            yield client, said
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def clean_environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment without settings of ours, and with those given."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("COMMONSHELF_")}
    return {**clean, "PYTHONUTF8": "1", **(more or {})}
