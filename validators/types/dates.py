"""Dates in W3C-DTF, the profile of ISO 8601 that metadata formats share, and ISO 8601 durations."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import isodate

from validators.types.fault import Fault, Judgement

_DAY = 24 * 60 * 60
_ZONES = 14 * 60 * 60  # how far zones lie from UTC at most
# A year, a month, a day, or a day with a time. W3C-DTF asks for the time's zone; LOM and ISO 8601 do not.
_DATE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:[0-5]\d)?)?)?)?",
    re.ASCII,
)
_MIDNIGHT = re.compile(
    r"T24:00(:00(?:\.0+)?)?(?![:.\d])"
)  # the end of a day, which Python reads from 3.14 on
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})()(\d\d)(\d\d)", re.ASCII)
_DAY_FIRST = re.compile(
    r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", re.ASCII
)  # with dots, no country says otherwise
_EITHER_FIRST = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})", re.ASCII)
_TIME_APART = re.compile(
    r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d(?=:?\d\d))?:?(\d\d)?", re.ASCII
)
_SPAN = re.compile(r"(\S+) ?/ ?(\S+)", re.ASCII)
_YEARS = re.compile(r"(\d{4}) ?[-–—/] ?(?:\d\d)?(\d\d)", re.ASCII)
_UNCERTAIN = re.compile(  # EDTF (ISO 8601-2), and what people write for it
    r"\d{4}(?:-\d\d){0,2}[~?%]|\d{2,3}[Xxu?]{1,2}|[\[(]\d{4}[?~]?[\])]"
    r"|(?:c|ca|cca|circa|um|vers|env|ok)\.? ?\d{4}",
    re.IGNORECASE | re.ASCII,
)
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)", re.ASCII)
_IN_WORDS = re.compile(  # minutes begin with min in nearly every language of Europe
    r"(?:(\d{1,3}) ?h(?:\b|(?=\d)|rs?\b|ours?\b|eures?\b|oras?\b)\.?)?"
    r" ?(?:(\d{1,3}) ?(?:min\w*\.?|m\b|['′]))?",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def date_or_time(text: str) -> Judgement:
    """Judge a date: W3C-DTF, the profile of ISO 8601 that metadata formats share."""
    match = _DATE.fullmatch(text)
    if not match:
        return Fault(_kind_of_date(text.strip()), suggestion=_iso_date(text.strip()))
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        datetime.fromisoformat(_MIDNIGHT.sub("T00:00", text)) if "T" in text else date(year, month, day)
    except ValueError:
        return Fault("span" if _is_school_year(text) else "no-such-day")
    return None


@lru_cache(maxsize=8192)
def span_of(text: str) -> tuple[int, int] | None:
    """Return the first and the last second, in UTC, that a date may mean; None where it is no date.

    The seconds are counted from the beginning of the calendar. A day without
    zone is that of some place on earth, and so is a time.
    """
    match = _DATE.fullmatch(text)
    if not match or date_or_time(text) is not None:
        return None
    if "T" not in text:
        year, month, day = (int(part) if part else None for part in match.groups())
        first = date(year or 1, month or 1, day or 1)
        last = first.replace(month=month or 12, day=day or monthrange(first.year, month or 12)[1])
        return first.toordinal() * _DAY - _ZONES, (last.toordinal() + 1) * _DAY - 1 + _ZONES
    moment = datetime.fromisoformat(_MIDNIGHT.sub("T00:00", text))
    seconds = moment.toordinal() * _DAY + moment.hour * 3600 + moment.minute * 60 + moment.second
    seconds += _DAY if _MIDNIGHT.search(text) else 0
    zone = moment.utcoffset()
    if zone is None:
        return seconds - _ZONES, seconds + _ZONES
    seconds -= int(zone.total_seconds())
    return seconds, seconds


@lru_cache(maxsize=4096)
def duration(text: str) -> Judgement:
    """Judge a duration: ISO 8601, neither zero nor negative."""
    length = _length(text)
    if length is None:
        return Fault("form", suggestion=_iso_duration(text.strip()))
    if text.startswith("-"):
        return Fault("negative")
    return None if length else Fault("zero")


def day_meant(said: str | None) -> str | None:
    """Return the day that a bound means: itself, `today`, `tomorrow`, or so long before today (-P10Y)."""
    if said in ("today", "tomorrow"):
        return (datetime.now(UTC) + timedelta(days=said == "tomorrow")).date().isoformat()
    if said is None or not said.startswith("-P"):
        return said
    return str((datetime.now(UTC) + isodate.parse_duration(said)).date().isoformat())


@lru_cache(maxsize=1024)
def certain_duration(text: str) -> str:
    """Return the ISO form of a duration that is surely meant, empty where none is.

    It is one in small letters or with blanks, or the hours, minutes and seconds of a
    clock; that 5 m are minutes, or that a missing unit is, is likely and no more.
    """
    upper = "".join(text.split()).upper()
    if upper.startswith("P"):
        return upper if _length(upper) else ""
    return _iso_duration(text.strip()) if _CLOCK.fullmatch(text.strip()) else ""


def _kind_of_date(text: str) -> str:
    """Return the fault's code: a span and an uncertain date are dates, but not one date."""
    span = _SPAN.fullmatch(text)
    if _is_school_year(text) or (span and all(p == ".." or date_or_time(p) is None for p in span.groups())):
        return "span"
    return "uncertain" if _UNCERTAIN.fullmatch(text) else "form"


def _is_school_year(text: str) -> bool:
    """Tell whether a text is two years, such as 2019-20, which a month would look like."""
    years = _YEARS.fullmatch(text)
    return years is not None and (len(text) > 7 or (int(years[1]) + 1) % 100 == int(years[2]))


def _iso_date(text: str) -> str:
    """Return the ISO form of a date, where day, month and year cannot be taken for one another."""
    if _DATE.fullmatch(text):  # there were blanks around it
        return text if date_or_time(text) is None else ""
    apart = _TIME_APART.fullmatch(text)
    if apart:
        day, time, zone, minutes = apart.groups()
        suggestion = f"{day}T{time}{zone or ''}{f':{minutes}' if minutes else ''}"
    else:
        suggestion = _iso_day(text)
    is_other = suggestion not in ("", text)  # a zone that is none stays one
    return suggestion if is_other and date_or_time(suggestion) is None else ""


def _iso_day(text: str) -> str:
    year_first, day_first, either = (
        pattern.fullmatch(text) for pattern in (_YEAR_FIRST, _DAY_FIRST, _EITHER_FIRST)
    )
    if year_first:
        year, _, month, day = (part for part in year_first.groups() if part is not None)
    elif day_first:
        day, month, year = day_first.groups()
    elif either:
        first, _, second, year = either.groups()
        if int(first) <= 12 and int(second) <= 12 and int(first) != int(second):
            return ""
        month, day = sorted((first, second), key=int)
    else:
        return ""
    return f"{year}-{int(month):02}-{int(day):02}"


def _length(text: str) -> object | None:
    """Return the length of time that an ISO duration means, None where the text is none."""
    if text != text.strip() or text.endswith("T") or text.startswith("+"):
        return None
    try:
        length: object = isodate.parse_duration(text)
    except (isodate.ISO8601Error, ValueError, OverflowError):
        return None
    return length


def _iso_duration(text: str) -> str:
    """Return the ISO form of a duration that is written otherwise, where there is but one reading of it."""
    clock = _CLOCK.fullmatch(text)
    words = _IN_WORDS.fullmatch(text) if text else None
    if clock:
        parts = zip(clock.groups(), "HMS", strict=True)
    elif words:
        parts = zip(words.groups(), "HM", strict=True)
    else:
        upper = "".join(text.split()).upper()
        return next((form for form in (upper, f"{upper}M") if form[:1] == "P" and _length(form)), "")
    suggestion = "PT" + "".join(f"{int(number)}{unit}" for number, unit in parts if number and int(number))
    return suggestion if _length(suggestion) else ""
