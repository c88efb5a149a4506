"""The checks that judge one value at a time: in, pattern, type, length, range.

Each builder takes a check's parameters once and returns a function of a value,
so that nothing is looked up while records run (rules.md, section 7).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple
from unicodedata import east_asian_width

import isodate
import yaml

from profiles.model import Concept
from profiles.rules import RuleError
from validators.types import SKIP, TYPES, WHOLE, Fault, Judgement
from validators.types.dates import date_or_time

Judge = Callable[[Any], Judgement]


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
    only = re.compile(parameters["only"]) if "only" in parameters else None
    match = re.compile(parameters["match"]) if "match" in parameters else None
    unwanted = {code: re.compile(regex) for code, regex in parameters.get("none_of", {}).items()}
    either = re.compile("|".join(f"(?:{regex.pattern})" for regex in unwanted.values())) if unwanted else None

    def judge(text: str) -> Judgement:
        if only is not None and not only.search(text):
            return SKIP
        if match is not None and not match.search(text):
            return Fault("form")
        if either is None or not either.search(text):
            return None
        for code, regex in unwanted.items():
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


def in_judge(parameters: Mapping[str, Any], field: str, form: str) -> Judge:
    """Build `in: {values}`, `in: {none_of}` or `in: {vocabulary}`; case does not matter."""
    if "vocabulary" in parameters:
        named = parameters["vocabulary"]
        return _vocabulary_judge(named if isinstance(named, str) else named[form], field)
    allowed = frozenset(str(value).lower() for value in parameters.get("values", ()))
    unwanted = frozenset(str(value).lower() for value in parameters.get("none_of", ()))

    def judge(text: str) -> Judgement:
        word = text.lower()
        return Fault("not-in") if word in unwanted or (allowed and word not in allowed) else None

    return judge


def range_judge(parameters: Mapping[str, Any]) -> Judge:
    """Build `range: {of: date|duration, min, max}`; a max of `tomorrow` is the day after it was built.

    A value that is not of the kind is passed over: another rule speaks of it.
    """
    kind, least, most = parameters["of"], parameters.get("min"), parameters.get("max")
    upper = (datetime.now(UTC) + timedelta(days=1)).date().isoformat() if most == "tomorrow" else most
    number = _RANGES[kind]

    def judge(text: str) -> Judgement:
        value = number(text)
        if value is None:
            return SKIP
        if least is not None and value < least:
            return Fault("too-small", other=str(least))
        return Fault("too-large", other=str(upper)) if upper is not None and value > upper else None

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
        return in_judge(parameters, field, form), "vocabulary" in parameters
    if name == "range":
        return range_judge(parameters), False
    return None


class Vocabulary(NamedTuple):
    """A vocabulary that comes with the program: the names it goes by as a source, and its words by field."""

    sources: frozenset[str]
    words: Mapping[str, frozenset[str]]


@cache
def vocabulary(name: str) -> Vocabulary:
    """Return a vocabulary by its name, with the words of the one that it extends; all in lower case."""
    file = files("profiles").joinpath("vocabularies", f"{name}.yaml")
    if not file.is_file():
        raise RuleError(f"vocabulary {name}: there is none of that name")
    said = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    base = vocabulary(said["extends"]) if "extends" in said else Vocabulary(frozenset(), {})
    own = {field: frozenset(str(word).lower() for word in words) for field, words in said["fields"].items()}
    words = {
        field: base.words.get(field, frozenset()) | own.get(field, frozenset())
        for field in {*base.words, *own}
    }
    return Vocabulary(base.sources | {source.lower() for source in said.get("sources", ())}, words)


def _vocabulary_judge(name: str, field: str) -> Judge:
    sources, by_field = vocabulary(name)
    words = by_field.get(field)

    def judge(concept: Concept) -> Judgement:
        if concept.id is None or not words:
            return SKIP
        if concept.scheme is None:
            return Fault("no-source")
        if concept.scheme.strip().lower() not in sources:
            return SKIP  # another vocabulary, of which this one says nothing
        return None if concept.id.lower() in words else Fault("not-in", other=concept.scheme)

    return judge


def _day(text: str) -> str | None:
    """Return a date as text, for dates of W3C-DTF sort as texts do."""
    return text[:10] if date_or_time(text) is None else None


@lru_cache(maxsize=4096)
def _seconds(text: str) -> float | None:
    try:
        length = isodate.parse_duration(text, as_timedelta_if_possible=True)
    except (isodate.ISO8601Error, ValueError, OverflowError):
        return None
    return length.total_seconds() if isinstance(length, timedelta) else None


_RANGES: dict[str, Callable[[str], Any]] = {"date": _day, "duration": _seconds}
