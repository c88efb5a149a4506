"""All findings as CSV (RFC 4180), a row each, for spreadsheets.

What a record says goes into cells that a spreadsheet must not carry out: a cell
that begins like a formula gets an apostrophe before it, and what cannot be seen
is made visible, so that a finding is one line. The JSON has it as it stands.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from profiles.positions.excerpt import visible
from profiles.record import Record
from validators.reports.report import Report
from validators.reports.result import Checked, Result, located
from validators.reports.wording import Wording

COLUMNS = (
    *("address", "pointerInJson", "record", "origin", "line", "column", "path"),
    *("rule", "severity", "field", "pointer", "code", "value", "message", "fix"),
)
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA = ("=", "+", "-", "@")


def write_csv(results: Iterable[Result], _: Report, out: TextIO, wording: Wording) -> None:
    """Write a row for each finding, and one without a rule for what could not be checked."""
    out.write(_BYTE_ORDER_MARK)  # without it spreadsheets take UTF-8 for another encoding
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for number, result in enumerate(results):
        if isinstance(result, Checked):
            rows.writerows(_rows(result, number, wording))
        elif not isinstance(result, Record):
            line = "" if result.line is None else result.line
            known = result.identifier or "", result.target
            cause = f"{wording('not_checked')}: {result.cause}"
            cells = ["", f"/results/{number}", *map(_cell, known), line, *[""] * 8, _cell(cause), ""]
            rows.writerow(cells)


def _rows(checked: Checked, number: int, wording: Wording) -> Iterable[list[str | int]]:
    record, verdict = checked.record, checked.verdict
    known = _cell(record.header.identifier), _cell(record.origin)
    for place, (finding, location, address) in enumerate(located(checked)):
        message, fix = wording.finding(finding, verdict.profile)
        yield [
            address,
            f"/results/{number}/findings/{place}",
            *known,
            location.line,
            location.column,
            _cell(location.path),
            finding.rule,
            str(verdict.severity(finding)),
            finding.field,
            _cell(finding.pointer),
            finding.code,
            *map(_cell, (finding.slots.get("value") or "", message, fix)),
        ]


def _cell(text: str) -> str:
    """Return a text as a spreadsheet shows it and never carries it out."""
    seen = visible(text)
    return f"'{seen}" if seen.lstrip().startswith(_FORMULA) else seen
