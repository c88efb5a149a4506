"""Runs the command line on a terminal, as a person sits at one."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
from collections.abc import Mapping
from pathlib import Path

from tests.application.command import COMMAND, Ran, clean_environment

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def run_on_terminal(
    *arguments: str,
    folder: Path,
    columns: int = 80,
    keyboard: bytes = b"",
    environment: Mapping[str, str] | None = None,
) -> Ran:
    """Run `commonshelf` on a terminal of its own; what it wrote, errors too, is in `out`."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    known = clean_environment({"TERM": "xterm", **(environment or {})})
    unset = {"NO_COLOR", "COLUMNS", "LINES"} - set(environment or {})
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={name: value for name, value in known.items() if name not in unset},
    )
    os.close(theirs)
    try:
        if keyboard:
            os.write(ours, keyboard)
        said = b"".join(iter(lambda: _read(ours), b""))
        return Ran(process.wait(timeout=60), said.decode().replace("\r\n", "\n"), "")
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _read(terminal: int) -> bytes:
    if not select.select([terminal], [], [], 60)[0]:
        return b""  # it hangs, which waiting for its end will show
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the last process has left the terminal
        return b""


def without_control(text: str) -> str:
    """Return what a person reads: the text without colours and cursor movements."""
    return _CONTROL.sub("", text)
