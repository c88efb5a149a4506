"""The forms of the report that are written to a stream; the one for the terminal is as_text.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TextIO

from profiles.rules import Severity
from validators.reports.as_csv import write_csv
from validators.reports.as_dqv import write_dqv
from validators.reports.as_html import write_html
from validators.reports.as_json import write_json
from validators.reports.as_junit import write_junit
from validators.reports.as_sarif import write_sarif
from validators.reports.as_shacl import write_shacl
from validators.reports.report import Report
from validators.reports.result import Result
from validators.reports.wording import Wording

_Streamed = Callable[[Iterable[Result], Report, TextIO, Wording], None]


class Asked(NamedTuple):
    """What the reader of a report asked for: its words, observations too, and what counts as a failure."""

    wording: Wording
    show_info: bool = False
    fails_from: Severity | None = Severity.VIOLATION


_STREAMED: Mapping[str, _Streamed] = {
    "json": write_json,
    "csv": write_csv,
    "sarif": write_sarif,
    "shacl": write_shacl,
    "dqv": write_dqv,
}
_PLACES = {"text": 3, "html": 10, "junit": 10}


def places_shown(form: str, limit: int | None) -> int:
    """Return how many places of each rule a form shows; those that hold all findings keep none."""
    if form not in _PLACES:
        return 0
    return _PLACES[form] if limit is None else limit


def write(form: str, results: Iterable[Result], report: Report, out: TextIO, asked: Asked) -> None:
    """Write the report in a form, taking the results one by one.

    Of the text nothing is written: a console renders it, when all is counted.
    """
    if form in _STREAMED:
        _STREAMED[form](results, report, out, asked.wording)
        return
    for _ in results:
        pass
    if form == "junit":
        write_junit(report, out, asked.wording, fails_from=asked.fails_from)
    elif form == "html":
        write_html(report, out, asked.wording, show_info=asked.show_info)
