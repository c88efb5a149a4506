"""Archives made in memory, and what becomes of a file or folder in a line for each record or cause."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from profiles.record import Record, Unreadable
from tests.harvesters.feeds import taken_from

LIMIT = 1_000_000


def told(target: Path | str, *, limit: int = LIMIT) -> list[str]:
    """Each record by its identifier, and each line on what could not be read, from within the target on."""
    return said(taken_from(str(target), max_page_bytes=limit), str(target))


def said(taken: list[Record | Unreadable], target: str) -> list[str]:
    assert all(len(str(one).splitlines()) == 1 for one in taken)
    assert all((one.origin if isinstance(one, Record) else one.target).startswith(target) for one in taken)
    return [
        one.header.identifier
        if isinstance(one, Record)
        else f"{one.target.removeprefix(target)}: {one.cause}"
        for one in taken
    ]


def tarred(files: Mapping[str, bytes | tarfile.TarInfo], mode: str = "w") -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            member = content if isinstance(content, tarfile.TarInfo) else tarfile.TarInfo(name)
            held = content if isinstance(content, bytes) else b""
            member.size = len(held)
            archive.addfile(member, io.BytesIO(held))
    return written.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()
