"""Whatever a user names becomes Records: an address, a file, a folder, an archive, standard input."""

from __future__ import annotations

import os
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from harvesters.archives import read_tar, read_zip
from harvesters.files import SUFFIXES, looks_like_xml, read_file, read_stream
from harvesters.oai import FetchOptions, HarvestFailed, Repository, Request, choose_prefix
from profiles.record import Record, Unreadable


def take(
    target: str, *, options: FetchOptions, request: Request | None = None, stdin: BinaryIO | None = None
) -> Iterator[Record | Unreadable]:
    """Yield the records of a target; what cannot be read is yielded with its cause.

    A repository that fails midway gives its cause after all the records before it.
    """
    limit = options.max_page_bytes
    if target == "-":
        if stdin is not None:
            yield from read_stream(stdin, origin="standard input", name="standard input", limit=limit)
        return
    if target.startswith(("http://", "https://")):
        yield from _repository(target, options, request or Request(prefix=None))
        return
    path = Path(target)
    if path.is_dir():
        yield from _folder(path, limit)
    elif not path.exists():
        yield Unreadable(
            target, "there is no such file or folder; an address starts with http:// or https://"
        )
    else:
        yield from _file(path, target, limit)


def _repository(address: str, options: FetchOptions, request: Request) -> Iterator[Record | Unreadable]:
    try:
        with Repository(address, options=options) as repository:
            if request.prefix is None:
                request = replace(request, prefix=choose_prefix(repository.formats()))
            for page in repository.pages(request):
                yield from page.records
    except HarvestFailed as error:
        yield Unreadable(address, str(error).removeprefix(f"{address}: "))


def _folder(folder: Path, limit: int) -> Iterator[Record | Unreadable]:
    """Yield the records of the files below a folder, by name; hidden ones and what holds no XML are left."""
    found = False
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place) / name
            if not name.startswith(".") and _may_hold_records(path):
                found = True
                yield from _file(path, str(path), limit, name=str(path.relative_to(folder)))
    if not found:
        yield Unreadable(str(folder), "it holds no XML file and no archive")


def _file(path: Path, origin: str, limit: int, name: str | None = None) -> Iterator[Record | Unreadable]:
    try:
        is_zip, is_tar = zipfile.is_zipfile(path), tarfile.is_tarfile(path)
    except OSError as error:
        yield Unreadable(origin, f"it cannot be read: {error.strerror}")
        return
    if is_zip or is_tar:
        read = read_zip if is_zip else read_tar
        with path.open("rb") as stream:
            yield from read(stream, origin=origin, limit=limit)
        return
    yield from read_file(path, origin=origin, name=name or path.name, limit=limit)


def _may_hold_records(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix in SUFFIXES or suffix in {".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz"}:
        return True
    try:
        with path.open("rb") as stream:
            return suffix in {"", ".txt"} and looks_like_xml(stream.read(2048))
    except OSError:
        return True  # reading it will say why not
