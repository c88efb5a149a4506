"""The round trip (INTR-009): what a record says is written in its own format and read again.

What does not come back as it was is a finding each, lost or changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from profiles.document import open_document
from profiles.formats import Format
from profiles.model import Agent, LearningResource
from profiles.record import Record
from profiles.rules import Rule
from validators.compiled import member_of, text_of
from validators.finding import Finding

NO_WRITER = "its format is read here and not written"


def round_trip(
    rule: Rule, form: Format
) -> Callable[[LearningResource, Record | None, list[Finding]], bool | str]:
    """Build `type: {is: round-trip}` for a format."""
    write = form.write

    def ask(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool | str:
        if write is None:
            return NO_WRITER
        again = form.read(open_document(write(resource)).tree)
        for field, values in resource.said().items():
            findings += _gone(rule, field, values, getattr(again, field))
        return True

    return ask


def _gone(rule: Rule, field: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> list[Finding]:
    """Return a finding for each value that did not come back, beside what came in its place."""
    if before == after:
        return []
    left = Counter(after)
    missing = []
    for position, value in enumerate(before):
        if left[value]:
            left[value] -= 1
        else:
            missing.append((position, value))
    instead = [value for value in after if left[value] > 0]
    findings = []
    for number, (position, value) in enumerate(missing):
        changed = number < len(instead)
        slots = {"value": shown(field, value), "field": field}
        slots["other"] = shown(field, instead[number]) if changed else ""
        findings.append(Finding(rule.id, field, position, "changed" if changed else "lost", slots))
    return findings


def shown(field: str, value: Any) -> str:
    """Return a value in words, so that a reader knows it again."""
    text = text_of(value, member_of(field))
    if text:
        return text
    if isinstance(value, Agent):
        return value.card or value.id or ""
    return ", ".join(str(member) for member in value if isinstance(member, str) and member)
