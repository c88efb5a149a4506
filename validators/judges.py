"""The checks that judge one value at a time: in, pattern, type, length, range.

Each builder takes a check's parameters once and returns a function of a value,
so that nothing is looked up while records run (rules.md, section 7).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from difflib import get_close_matches
from functools import lru_cache
from math import isfinite
from typing import Any
from unicodedata import east_asian_width

import isodate

from profiles.model import Concept
from profiles.rules import RuleError
from profiles.rules.patterns import compile_pattern
from profiles.vocabulary import UnknownVocabularyError, word_lists
from profiles.vocabulary import Vocabulary as KnownVocabulary
from profiles.vocabulary import vocabulary as vocabulary_of
from validators.likely import likely_word
from validators.types import SKIP, TYPES, WHOLE, Fault, Judgement
from validators.types.dates import date_or_time, day_meant

Judge = Callable[[Any], Judgement]

SINGLE_VALUES = frozenset({"type", "pattern", "length", "in", "range"})
"""The checks that judge one value at a time."""


def type_judge(parameters: Mapping[str, Any]) -> Judge:
    """Build `type: {is: NAME}`: the value is of a named type."""
    try:
        return TYPES[parameters["is"]]
    except KeyError as error:
        raise RuleError(f"check type: {error}: no such type; known are {', '.join(sorted(TYPES))}") from error


def pattern_judge(parameters: Mapping[str, Any]) -> Judge:
    """Build `pattern: {match, none_of: {code: regex}, only}`.

    The value matches `match`, and nothing in it is found by any of `none_of`;
    values that do not match `only` are passed over.
    """
    only, match = (
        compile_pattern(parameters[name], name) if name in parameters else None for name in ("only", "match")
    )
    unwanted = [(code, compile_pattern(regex, code)) for code, regex in parameters.get("none_of", {}).items()]

    def judge(text: str) -> Judgement:
        if only is not None and not only.search(text):
            return SKIP
        if match is not None and not match.search(text):
            return Fault("form")
        for code, regex in unwanted:
            found = regex.search(text)
            if found:
                return Fault(code, other=found[0])
        return None

    return judge


def length_judge(parameters: Mapping[str, Any]) -> Judge:
    """Build `length: {min, max}`, in characters; one that fills a square, as 数 does, says as much as two."""
    least, most = parameters.get("min", 0), parameters.get("max", 10**9)

    def judge(text: str) -> Judgement:
        length = len(text)
        if length < least and length + sum(east_asian_width(sign) == "W" for sign in text) < least:
            return Fault("too-short", other=str(length))
        return Fault("too-long", other=str(length)) if length > most else None

    return judge


def in_judge(parameters: Mapping[str, Any], field: str, form: str) -> tuple[Judge, bool]:
    """Build `in: {values | none_of | vocabulary | schemes}`, and tell whether it takes the value whole.

    Case does not matter but with `exact`. With `members` a value is a list with
    commas, of which each is judged. Words of a `vocabulary` may be extended
    after the sign that `extended` names (braille/ASCII).
    """
    if "schemes" in parameters:
        return schemes_judge(parameters["schemes"]), True
    named = parameters.get("vocabulary")
    if isinstance(named, Mapping):
        if form not in named:
            raise RuleError(f"check in: it names no vocabulary for the format {form}")
        return _vocabulary_judge(named[form], field), True
    word = _words_judge(parameters) if named is None else _notation_judge(named, parameters.get("extended"))
    return (_each_member(word) if parameters.get("members") else word), False


def _words_judge(parameters: Mapping[str, Any]) -> Judge:
    fold: Callable[[str], str] = str if parameters.get("exact") else str.lower
    values = [str(value) for value in parameters.get("values", ())]
    allowed = frozenset(map(fold, values))
    unwanted = frozenset(fold(str(value)) for value in parameters.get("none_of", ()))

    def judge(text: str) -> Judgement:
        word = fold(text)
        if word in unwanted:
            return Fault("not-in")
        if not allowed or word in allowed:
            return None
        return Fault("not-in", suggestion=next(iter(get_close_matches(text, values, 1, 0.8)), ""))

    return judge


def _notation_judge(name: str, extended: str | None) -> Judge:
    """Judge a word of a vocabulary that is known by its notation or its address."""
    concepts = tuple(known_vocabulary(name))
    by_word = {word.lower(): one.notation for one in concepts for word in (one.notation, *one.codes)}
    by_word |= {one.id.lower(): one.notation for one in concepts if one.id}

    def judge(text: str) -> Judgement:
        word = text.lower()
        if extended is not None and "://" not in word:
            word = word.partition(extended)[0]
        if word in by_word:
            return None
        return Fault("not-in", suggestion=likely_word(name, text))

    return judge


def _each_member(judge: Judge) -> Judge:
    """Judge each member of a list with commas; the first that is at fault is told."""

    def judge_all(text: str) -> Judgement:
        for member in text.split(","):
            fault = judge(member.strip())
            if isinstance(fault, Fault):
                return fault._replace(other=member.strip())
        return None

    return judge_all


def schemes_judge(names: Sequence[str]) -> Judge:
    """Judge a concept: its address, or the word that it is known by, is one of the named vocabularies'."""
    known = tuple(known_vocabulary(name) for name in names)

    def judge(concept: Concept) -> Judgement:
        if concept.id is not None and any(concept.id in one for one in known):
            return None
        labels = [label.value for label in concept.labels]
        meant = (one.find(word) for word in (concept.id, *labels) if word for one in known)
        found = next((concept for concept in meant if concept is not None), None)
        suggestion = (found.id or found.notation) if found else ""
        return Fault("not-in", suggestion=suggestion, other=concept.scheme or "")

    return judge


def known_vocabulary(name: str) -> KnownVocabulary:
    """Return a vocabulary by its name; raises RuleError where there is none."""
    try:
        return vocabulary_of(name)
    except UnknownVocabularyError as error:
        raise RuleError(str(error)) from error


def range_judge(parameters: Mapping[str, Any]) -> Judge:
    """Build `range: {of: date|duration|number|bytes, min, max, code}`.

    A date may be bounded by `today`, `tomorrow`, or a duration before today (-P10Y).

    A value that is not of the kind is passed over: another rule speaks of it.
    """
    kind, least, most = parameters["of"], parameters.get("min"), parameters.get("max")
    code = parameters.get("code", "")
    if kind not in _RANGES:
        raise RuleError(f"check range: of {kind}: no such kind; known are {', '.join(sorted(_RANGES))}")
    for bound in (least, most):
        if bound is not None and isinstance(bound, str) != (kind == "date"):
            expected = 'a date in quotation marks, as "2020-01-31"' if kind == "date" else "a number"
            raise RuleError(f"check range: {expected} is expected, not {bound!r}")
    if kind == "date":
        least, most = day_meant(least), day_meant(most)
        if any(day is not None and _day(day) is None for day in (least, most)):
            raise RuleError(f"check range: {parameters.get('min')} to {parameters.get('max')}: no dates")
    number = _RANGES[kind]

    def judge(text: str) -> Judgement:
        value = number(text)
        if value is None:
            return SKIP
        if least is not None and value < (least[: len(value)] if kind == "date" else least):  # 2026 goes on
            return Fault(code or "too-small", other=str(least))
        return Fault(code or "too-large", other=str(most)) if most is not None and value > most else None

    return judge


def judge_of(
    name: str, parameters: Mapping[str, Any], field: str, form: str = ""
) -> tuple[Judge, bool] | None:
    """Return the judge of a check and whether it takes the value whole; None for checks of other kinds.

    `form` is the name of the format, for a vocabulary that is another in each.
    """
    if name == "type":
        return type_judge(parameters), parameters["is"] in WHOLE
    if name == "pattern":
        return pattern_judge(parameters), False
    if name == "length":
        return length_judge(parameters), False
    if name == "in":
        return in_judge(parameters, field, form)
    if name == "range":
        return range_judge(parameters), False
    return None


def _vocabulary_judge(name: str, field: str) -> Judge:
    """Judge a word by the list that it names as its source, of the lists in a file that are of the field."""
    try:
        lists = [one for one in word_lists(name) if one.field == field]
    except UnknownVocabularyError as error:
        raise RuleError(str(error)) from error
    by_source: dict[str, frozenset[str]] = {}
    for one in lists:
        for source in one.called:
            by_source[source] = by_source.get(source, frozenset()) | one.words
    asks_for_source = any(one.is_own for one in lists)

    def judge(concept: Concept) -> Judgement:
        if concept.id is None:
            return SKIP
        if concept.scheme is None:
            return Fault("no-source") if asks_for_source else SKIP
        words = by_source.get(concept.scheme.strip().lower())
        if words is None:
            return SKIP  # another vocabulary, of which these say nothing
        return None if concept.id.lower() in words else Fault("not-in", other=concept.scheme)

    return judge


def _day(text: str) -> str | None:
    """Return a date as text, for dates of W3C-DTF sort as texts do."""
    return text[:10] if date_or_time(text) is None else None


@lru_cache(maxsize=4096)
def seconds_of(text: str) -> float | None:
    """Return the seconds of an ISO 8601 duration, None where it is none, or counts months or years."""
    try:
        length = isodate.parse_duration(text, as_timedelta_if_possible=True)
    except (isodate.ISO8601Error, ValueError, OverflowError):
        return None
    return length.total_seconds() if isinstance(length, timedelta) else None


def number_of(text: str | int) -> float | None:
    """Return the number that a text is, None where it is none; a comma may stand for the point.

    Some members are numbers already, as the bounds of an age range.
    """
    try:
        number = float(str(text).replace(",", ".", 1))
    except ValueError:
        return None
    return number if isfinite(number) else None


_RANGES: dict[str, Callable[[str], Any]] = {
    "date": _day,
    "duration": seconds_of,
    "number": number_of,
    "bytes": number_of,
}
