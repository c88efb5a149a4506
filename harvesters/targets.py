"""Whatever a user names becomes Records: an address, a file, a folder, an archive, standard input."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from harvesters.files import shown
from harvesters.kinds import may_hold_records
from harvesters.oai import FetchOptions, HarvestFailed, Repository, Request, choose_prefix
from harvesters.packed import ENOUGH_TO_TELL
from harvesters.streams import read_file, read_stream
from profiles.document import looks_like_record
from profiles.record import Record, Unreadable


def take(
    target: str, *, options: FetchOptions, request: Request | None = None, stdin: BinaryIO | None = None
) -> Iterator[Record | Unreadable]:
    """Yield the records of a target; what cannot be read is yielded with its cause.

    A repository that fails midway gives its cause after all the records before it.
    """
    limit = options.max_page_bytes
    if target == "-":
        yield from _standard_input(stdin, limit)
    elif target.lower().startswith(("http://", "https://")):
        yield from _repository(target, options, request or Request(prefix=None))
    else:
        yield from _path(Path(target), limit)


def _standard_input(stdin: BinaryIO | None, limit: int) -> Iterator[Record | Unreadable]:
    name = "standard input"
    if stdin is None:
        yield Unreadable(name, "it is closed, nothing to read")
    else:
        yield from read_stream(stdin, origin=name, name=name, limit=limit)


def _repository(address: str, options: FetchOptions, request: Request) -> Iterator[Record | Unreadable]:
    try:
        with Repository(address, options=options) as repository:
            if request.prefix is None:
                request = replace(request, prefix=choose_prefix(repository.formats()))
            for page in repository.pages(request):
                yield from page.records
    except HarvestFailed as error:
        yield Unreadable(address, str(error).removeprefix(f"{address}: "))


def _path(path: Path, limit: int) -> Iterator[Record | Unreadable]:
    origin = shown(str(path))
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except FileNotFoundError:
        yield Unreadable(
            origin, "there is no such file or folder; an address starts with http:// or https://"
        )
    except OSError as error:
        yield Unreadable(origin, f"it cannot be read: {error.strerror}")
    else:
        if is_folder:
            yield from _folder(path, limit)
        else:
            yield from read_file(path, origin=origin, name=shown(path.name), limit=limit)


def _folder(folder: Path, limit: int) -> Iterator[Record | Unreadable]:
    """Yield the records of the files below a folder, by name; what is hidden or no record is left."""
    found = False
    failed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [Path(place) / name for name in folders if (Path(place) / name).is_symlink()]
        files = [Path(place) / name for name in sorted(names)]
        for taken in _walked(linked, files, folder, limit):
            found = True
            yield taken
    for error in failed:
        found = True
        yield Unreadable(shown(str(error.filename)), f"it cannot be read: {error.strerror}")
    if not found:
        yield Unreadable(shown(str(folder)), "it holds no XML, JSON, HTML or Turtle file and no archive")


def _walked(linked: list[Path], files: list[Path], folder: Path, limit: int) -> Iterator[Record | Unreadable]:
    for path in linked:  # what one leads to within the folder is read there, under its own name
        if not path.resolve().is_relative_to(folder.resolve()):
            yield Unreadable(
                shown(str(path)), "a link out of the folder, which is not followed; name its end"
            )
    for path in files:
        name = str(path.relative_to(folder))
        if _may_hold_records(path, name):
            yield from read_file(path, origin=shown(str(path)), name=shown(name), limit=limit)


def _may_hold_records(path: Path, name: str) -> bool:
    told = may_hold_records(name)
    if told is False or (path.exists() and not path.is_file()):
        return False  # a pipe would be waited for
    if told:
        return True
    try:
        with path.open("rb") as stream:
            return looks_like_record(stream.read(ENOUGH_TO_TELL))
    except OSError:
        return True  # reading it will say why not
