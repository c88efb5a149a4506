"""The report on many records: counted once, and rendered for people, for programs and for other tools."""

from __future__ import annotations

from profiles.rules.reading import LANGUAGES
from validators.reports.report import Report
from validators.reports.result import Checked, Result
from validators.reports.wording import Wording

__all__ = ["LANGUAGES", "Checked", "Report", "Result", "Wording"]
