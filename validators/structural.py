"""The checks that look at a field as a whole, or at several, and at what follows from its values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from profiles.model import LearningResource, Text
from profiles.record import Record
from profiles.rules import Check, Rule
from validators.compiled import Structural, kind_of, member_of, text_of
from validators.finding import Finding
from validators.judges import number_of
from validators.quantities import QUANTITIES
from validators.relations import RELATIONS, Builder
from validators.types.dates import span_of

ORDER = "order"
"""The code of a finding that speaks of two fields."""

_IN_WORDS = {"record.datestamp": "datestamp"}


_KEPT = 1024
Reads = list[tuple[str, int | None]]
"""Fields, each with the position of the member that counts."""


def presence(rules: Sequence[tuple[Rule, Check]]) -> Callable[[LearningResource], list[Finding]]:
    """Return one function for all checks that some field is filled, since every record is asked them."""
    asked = [
        ([(field.partition(".")[0], member_of(field)) for field in fields], _missing(rule, fields))
        for rule, check in rules
        for fields in _asked(rule, check.parameters)
    ]

    @lru_cache(_KEPT)
    def to_look_at(names: tuple[str, ...]) -> list[tuple[Reads, Finding]]:
        """Return what is asked, with those fields alone that a resource of these names has."""
        return [([read for read in reads if read[0] in names], finding) for reads, finding in asked]

    def missing(resource: LearningResource) -> list[Finding]:
        said = vars(resource)
        found = []
        for reads, finding in to_look_at(tuple(said)):
            for name, member in reads:
                values = said[name]
                if not values:
                    continue
                first = values[0] if member is None else values[0][member]
                if (type(first) is str and first and not first.isspace()) or _says_something(values, member):
                    break  # by far most say something in what stands first
            else:
                found.append(finding)
        return found

    return missing


def _asked(rule: Rule, parameters: Mapping[str, Any]) -> Iterable[Sequence[str]]:
    """Yield the fields of which one is to be there, for each that is asked for."""
    if "all" in parameters:
        return [[field] for field in parameters["all"]]
    return [parameters.get("any", [rule.fields[0]])]


def _missing(rule: Rule, fields: Sequence[str]) -> Finding:
    return Finding(rule.id, fields[0], None, "", {"field": " / ".join(fields)})


def _says_something(values: Sequence[Any], member: int | None) -> bool:
    for value in values:
        text = value if member is None else value[member]
        if type(text) is not str or not text:
            text = text_of(value, member)
        if text and not text.isspace():
            return True
    return False


def _present(rule: Rule, parameters: Mapping[str, Any]) -> Structural:
    """Build `present: {any: […]}` (one of the fields) or `present: {all: […]}` (each of them)."""
    missing = presence([(rule, Check("present", parameters))])

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        findings += missing(resource)
        return True

    asked = frozenset(field for fields in _asked(rule, parameters) for field in fields)
    return Structural(check, None, asked)


def _count(rule: Rule, parameters: Mapping[str, Any]) -> Structural:
    """Build `count: {min, max, each}`: so many values; `each`: how often one may stand there, case set aside.

    None at all is a matter of the rules on presence.
    """
    field = rule.fields[0]
    name, member = field.partition(".")[0], member_of(field)
    least, most = parameters.get("min", 0), parameters.get("max", 10**9)
    once = bool(parameters.get("each"))

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        values = getattr(resource, name)
        count = len(values)
        if count > most:
            slots = {"count": str(count), "max": str(most)}
            findings.append(Finding(rule.id, name, most, "too-many", slots))
        elif 0 < count < least:
            slots = {"count": str(count), "min": str(least)}
            findings.append(Finding(rule.id, name, None, "too-few", slots))
        if once and count > 1:
            texts = [text_of(value, member) for value in values]
            if len({text.casefold() for text in texts if text is not None}) < count:
                _each_once(rule, field, list(zip(texts, values, strict=True)), findings)
        return count > 0

    if once:
        return Structural(check, name)
    return Structural(check, name, frozenset({f"{name}.lang" if kind_of(name) is Text else field}))


def _each_once(
    rule: Rule, field: str, values: Sequence[tuple[str | None, Any]], findings: list[Finding]
) -> None:
    seen: set[tuple[str, str | None]] = set()
    for index, (text, value) in enumerate(values):
        if text is None:
            continue
        key = (text.casefold(), value.lang if isinstance(value, Text) else None)
        if key in seen:
            findings.append(Finding(rule.id, field, index, "twice", {"value": text}))
        seen.add(key)


def _unique_lang(rule: Rule, _parameters: Mapping[str, Any]) -> Structural:
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

    return Structural(check, name, frozenset({f"{name}.lang"}))


def _order(rule: Rule, parameters: Mapping[str, Any]) -> Structural:
    """Build `order: {fields: […], of: date|number}`: no value is surely above every one of the next field.

    A field may have several dates, as LOM has one for each contributor.
    """
    fields = [(field, field.partition(".")[0], _member(field)) for field in parameters["fields"]]
    span = _SPANS[parameters.get("of", "date")]

    def check(resource: LearningResource, record: Record | None, findings: list[Finding]) -> bool:
        said = []
        for field, name, member in fields:
            if name == "record":
                values: Sequence[Any] = (record.header.datestamp,) if record is not None else ()
            else:
                values = getattr(resource, name)
            if values and (found := _spans(values, member, span)):
                said.append((field, found))
        for (earlier, firsts), (later, seconds) in pairwise(said):
            (begins, _), position, first = min(firsts)
            (_, ends), _, second = max(seconds)
            if begins > ends:
                other = f"{_IN_WORDS.get(later, later)} {second}"
                slots = {"value": first, "field": earlier, "other": other}
                findings.append(Finding(rule.id, earlier, position, ORDER, slots))
        return len(said) > 1

    reads = frozenset(field for field, *_ in fields)
    return Structural(check, None, None if "record.datestamp" in reads else reads)


def _member(field: str) -> int | None:
    return None if field.startswith("record.") else member_of(field)


def _spans(
    values: Sequence[Any], member: int | None, span: Callable[[str], Span | None]
) -> list[tuple[Span, int, str]]:
    """Return what a field says: the span that each value may mean, its position, and its text."""
    found = []
    for place, value in enumerate(values):
        text = value if member is None else text_of(value, member)
        if text and (meant := span(text)) is not None:
            found.append((meant, place, text))
    return found


def _number(text: str) -> Span | None:
    value = number_of(text)
    return None if value is None else (value, value)


def _quantity(rule: Rule, parameters: Mapping[str, Any]) -> Structural:
    """Build `range: {of: QUANTITY, min, max, code}`: what follows from a file's values lies between.

    Where it cannot be worked out the rule has nothing to say.
    """
    quantity, least, most = QUANTITIES[parameters["of"]], parameters.get("min"), parameters.get("max")
    field = rule.fields[0]
    member = member_of(field) if "." in field else None

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        applied = False
        for index, one in enumerate(resource.encoding):
            value = quantity(resource, one)
            if value is None:
                continue
            applied = True
            code = "too-small" if least is not None and value < least else ""
            code = "too-large" if most is not None and value > most else code
            if code:
                limit = least if code == "too-small" else most
                shown = text_of(one, member) if member is not None else None
                code = parameters.get("code", code)
                slots = {"value": shown or f"{value:.0f}", "other": f"{value:.0f}", "limit": str(limit)}
                findings.append(Finding(rule.id, field, index, code, slots))
        return applied

    return Structural(check, "encoding")


def structural(rule: Rule, check: Check) -> Structural | None:
    """Return the function of a check that looks at more than single values, None where it does not."""
    if check.name == "range" and check.parameters.get("of") in QUANTITIES:
        return _quantity(rule, check.parameters)
    build = STRUCTURAL.get(check.name)
    return None if build is None else build(rule, check.parameters)


Span = tuple[float, float]
_SPANS: dict[str, Callable[[str], Span | None]] = {"date": span_of, "number": _number}
STRUCTURAL: dict[str, Builder] = {
    "present": _present,
    "count": _count,
    "unique-lang": _unique_lang,
    "order": _order,
    **RELATIONS,
}
