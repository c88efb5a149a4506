"""The checks that look at a field as a whole, or at several: present, count, unique, differs, order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from profiles.model import LearningResource
from profiles.record import Record
from profiles.rules import Rule
from validators.compiled import Compiled, each, member_of, text_of
from validators.finding import Finding
from validators.types.dates import span_of

ORDER = "order"
"""The code of a finding that speaks of two fields."""

_BLANKS = re.compile(r"[\W_]+")
_IN_WORDS = {"record.datestamp": "the record's datestamp"}


def _present(rule: Rule, parameters: Mapping[str, Any]) -> Compiled:
    """Build `present: {any: […]}` (one of the fields) or `present: {all: […]}` (each of them)."""
    if "all" in parameters:
        return each([_present_in(rule, [field]) for field in parameters["all"]])
    return _present_in(rule, parameters.get("any", [rule.fields[0]]))


def _present_in(rule: Rule, fields: Sequence[str]) -> Compiled:
    reads = [(field.partition(".")[0], member_of(field)) for field in fields]
    missing = Finding(rule.id, fields[0], None, "", {"field": " or ".join(fields)})

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        for name, member in reads:
            for value in getattr(resource, name):
                text = text_of(value, member)
                if text and not text.isspace():
                    return True
        findings.append(missing)
        return True

    return check


def _count(rule: Rule, parameters: Mapping[str, Any]) -> Compiled:
    """Build `count: {max}`: no more values than that; none at all is another rule's matter."""
    name, most = rule.fields[0], parameters["max"]

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        count = len(getattr(resource, name))
        if count > most:
            slots = {"count": str(count), "max": str(most)}
            findings.append(Finding(rule.id, name, most, "too-many", slots))
        return count > 0

    return check


def _unique_lang(rule: Rule, _parameters: Mapping[str, Any]) -> Compiled:
    """Build `unique-lang: {}`: no language tag twice among the values, and none that says nothing."""
    name = rule.fields[0]

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        seen: set[str] = set()
        tagged = False
        for index, text in enumerate(getattr(resource, name)):
            if text.lang is None:
                continue
            tagged = True
            lang = text.lang.lower()
            code = "no-language" if lang in ("x-none", "none", "und") else "twice" if lang in seen else None
            seen.add(lang)
            if code:
                findings.append(Finding(rule.id, f"{name}.lang", index, code, {"value": text.lang}))
        return tagged

    return check


def _unique(rule: Rule, _parameters: Mapping[str, Any]) -> Compiled:
    """Build `unique: {}`: no value twice, case set aside."""
    name = rule.fields[0]

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        seen: set[tuple[str, str | None]] = set()
        for index, text in enumerate(getattr(resource, name)):
            key = (text.value.casefold(), text.lang)
            if key in seen:
                findings.append(Finding(rule.id, name, index, "twice", {"value": text.value}))
            seen.add(key)
        return bool(seen)

    return check


def _differs(rule: Rule, parameters: Mapping[str, Any]) -> Compiled:
    """Build `differs: {from: FIELD}`: no text of the field says just what one of the other says."""
    name, other = rule.fields[0], parameters["from"]

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        texts, others = getattr(resource, name), getattr(resource, other)
        if not texts or not others:
            return False
        longest = max(len(text.value) for text in others)
        folded: list[str] | None = None
        for index, text in enumerate(texts):
            if len(text.value) > longest + 20:  # too long to be contained, whatever folding takes away
                continue
            folded = folded or [_folded(text.value) for text in others]
            short = _folded(text.value)
            if short and any(short in long for long in folded):
                findings.append(Finding(rule.id, name, index, "", {"value": text.value}))
        return True

    return check


def _order(rule: Rule, parameters: Mapping[str, Any]) -> Compiled:
    """Build `order: {fields: […]}`: no date of a field is surely later than every date of the next.

    A field may have several dates, as LOM has one for each contributor.
    """
    fields = parameters["fields"]

    def check(resource: LearningResource, record: Record | None, findings: list[Finding]) -> bool:
        dated = [(field, dates) for field in fields if (dates := _dates(field, resource, record))]
        for (earlier, firsts), (later, seconds) in pairwise(dated):
            (begins, _), position, first = min(firsts)
            (_, ends), _, second = max(seconds)
            if begins > ends:
                other = f"{_IN_WORDS.get(later, later)} {second}"
                slots = {"value": first, "field": earlier, "other": other}
                findings.append(Finding(rule.id, earlier, position, ORDER, slots))
        return len(dated) > 1

    return check


def _dates(
    field: str, resource: LearningResource, record: Record | None
) -> list[tuple[tuple[int, int], int, str]]:
    """Return the dates of a field: the span that each may mean, its position, and its text."""
    if field == "record.datestamp":
        values = (record.header.datestamp or "",) if record is not None else ()
    else:
        values = getattr(resource, field)
    return [(span, place, text) for place, text in enumerate(values) if (span := span_of(text)) is not None]


def _folded(text: str) -> str:
    return _BLANKS.sub(" ", text.casefold()).strip()


STRUCTURAL: dict[str, Callable[[Rule, Mapping[str, Any]], Compiled]] = {
    "present": _present,
    "count": _count,
    "unique-lang": _unique_lang,
    "unique": _unique,
    "differs": _differs,
    "order": _order,
}
