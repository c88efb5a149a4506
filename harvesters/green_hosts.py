"""The hosts that are known to run on renewable energy, or not to: a list that the operator names.

CSV with a first line `host,green,source,date`, or JSON: a list of objects with
these members. Whoever made the list and as of when stands in each line, so that
a report can say it; an extract of the Green Web dataset can be written so.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from profiles.document import parse_json
from profiles.failure import Failure
from profiles.xml import NotReadable

_MEMBERS = ("host", "green", "source", "date")
_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


class GreenHost(NamedTuple):
    """Whether a host is green, who says so, and as of when."""

    green: bool
    source: str
    date: str


def read_green_hosts(path: Path) -> Mapping[str, GreenHost]:
    """Return the list by host; raises Failure, with the line, where it is not as it should be."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Failure(f"green_hosts: {path} cannot be read: {error}; name a CSV or JSON file") from error
    rows = _json(text, path) if text.lstrip().startswith("[") else _csv(text, path)
    return {str(row["host"]).strip().lower().rstrip("."): _green(row, place) for place, row in rows}


def hosting_of(host: str, known: Mapping[str, GreenHost]) -> GreenHost | None:
    """Return what is known of a host, or of the nearest domain that it belongs to."""
    parts = host.split(".")
    names = [".".join(parts[start:]) for start in range(max(1, len(parts) - 1))]
    return next((known[name] for name in names if name in known), None)


def _csv(text: str, path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text))
    missing = [name for name in _MEMBERS if name not in (reader.fieldnames or ())]
    if missing:
        raise Failure(
            f"green_hosts: {path}: the first line lacks {', '.join(missing)}; write host,green,source,date"
        )
    for row in reader:
        yield f"{path}, line {reader.line_num}", row


def _json(text: str, path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        said = parse_json(text.encode())
    except NotReadable as error:
        raise Failure(f"green_hosts: {path}: {error.cause}") from error
    for number, row in enumerate(said, 1):
        if not isinstance(row, dict) or any(name not in row for name in _MEMBERS):
            raise Failure(f"green_hosts: {path}: host {number} needs {', '.join(_MEMBERS)}")
        yield f"{path}, host {number}", row


def _green(row: Mapping[str, Any], place: str) -> GreenHost:
    said = {name: str(row[name] if row[name] is not None else "").strip() for name in _MEMBERS}
    word = said["green"].lower()
    if not said["host"] or not said["source"] or word not in _YES | _NO:
        raise Failure(f"green_hosts: {place}: a host, true or false, a source and a date are expected")
    try:
        date.fromisoformat(said["date"])
    except ValueError as error:
        raise Failure(f"green_hosts: {place}: '{said['date']}' is no date such as 2026-01-31") from error
    return GreenHost(word in _YES, said["source"], said["date"])
