"""Age ranges as numbers, from the text that formats have for them (LOM 5.7, schema.org's typicalAgeRange)."""

from __future__ import annotations

import re
from functools import lru_cache

from profiles.model import AgeRange, Text

_AGE = r"(\d{1,3})"
_YEARS = (
    r"(?:\s*(?:years?(?:[ -]old)?|yrs?|y\.?o|Jahren?|J|ans?|lat(?:a|ek)?|rok(?:u|i|y)?|años?|anos?|ann[io]"
    r"|jaar|jaren|år|v(?:uotta|uotiaat)|let|év(?:es)?|ετών|χρόνια|години|metų|gadi|aastat|godina|ani|bliana)\b\.?)?"
)
_BEFORE = (  # words that say no more than that an age follows
    r"(?:(?:ages?|aged|children|Alter|Kinder|enfants|âges?|wiek|w wieku|leeftijd|edad(?:es)?|idades?|età"
    r"|ålder|alder|ikä|von|vom|für|im|de|des|du|les|pour|dai?|van|voor|per|para|dla)(?::\s*|\s+))*"
)
_FROM_WORD = (
    r"(?:(?:from|over|ab|od|vanaf|desde|dès|from the age of|à partir de|a partir (?:de|dos|da|dai)"
    r"|från|fra)\s+)"
)
_TO = r"\s*(?:[-–—−]|to|through|bis|à|aux?|a|ai|agli|al|até|hasta|tot|t/m|do|till?|til|ως|έως)\s*"
_UP_TO = (
    r"(?:[-–—−]|U|(?:up to|under|bis(?: zu)?|unter|jusqu['’]à|do|hasta|até|fino a(?:i|gli)?|tot|max\.?)\s)\s*"
)
_AND_MORE = (
    r"\s*(?:[-–—−]|\+|\b(?:(?:and|or|und|et|ou|y|e|i|en|och|og)\s+"
    r"(?:older|above|over|up|älter|mehr|plus|más|mayores|più|oltre|więcej|starsi|ouder|äldre|eldre|ældre))\b)\s*"
)
_TOGETHER = (  # where "and" is part of one range
    rf"(?:between\s+{_AGE}\s+and|zwischen\s+{_AGE}\s+und|entre\s+(?:les\s+)?{_AGE}\s+(?:et|y|e)"
    rf"|tussen\s+{_AGE}\s+en|tra\s+(?:i\s+)?{_AGE}\s+e|mellem\s+{_AGE}\s+og|mellan\s+{_AGE}\s+och)"
    rf"\s+{_AGE}{_YEARS}"
)
_WITHIN = re.compile(_BEFORE + _TOGETHER, re.IGNORECASE)
_RANGE = re.compile(f"{_BEFORE}{_FROM_WORD}?{_AGE}{_YEARS}{_TO}{_AGE}{_YEARS}", re.IGNORECASE)
_FROM = re.compile(
    f"{_BEFORE}(?:{_FROM_WORD}{_AGE}{_YEARS}|{_AGE}{_YEARS}{_AND_MORE}{_YEARS})", re.IGNORECASE
)
_TO_ONE = re.compile(f"{_BEFORE}{_UP_TO}{_AGE}{_YEARS}", re.IGNORECASE)
_ONE = re.compile(f"{_BEFORE}{_AGE}{_YEARS}", re.IGNORECASE)
_MARK = re.compile(r"\s*[,;/|&\n]+\s*")
_WORD = re.compile(
    r"\s+(?:and|or|und|oder|sowie|et|ou|y|o|e|i|oraz|lub|en|of|och|eller|og|ja|a)\s+(?=(?:\w+\s+){0,2}\d)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LONGEST = 300  # a text that is longer is no list of ages

Bounds = tuple[int | None, int | None]
_NONE: Bounds = (None, None)


def age_ranges(text: Text) -> list[AgeRange]:
    """Return the age ranges that a text names, each with its own words and its bounds in years.

    A text that names one, or whose numbers have more than one reading, is one range with all its words.
    Of several, no more is left out than the punctuation between them, and a word for "and" or "or".
    """
    bounds = _bounds(text.value)
    parts = _parts(text.value) if bounds is None else []
    if len(parts) > 1:
        return [AgeRange(part, text.lang, *found) for part, found in parts]
    return [AgeRange(text.value, text.lang, *(parts[0][1] if parts else bounds or _NONE))]


def age_range(text: Text) -> AgeRange:
    """Return the age range that a text names, without bounds where it names none, or several.

    Bounds are kept as they were found, a minimum above the maximum too.
    """
    return AgeRange(text.value, text.lang, *(_bounds(text.value) or _NONE))


def _parts(text: str) -> list[tuple[str, Bounds]]:
    """Return the ranges in a text, none unless each of its numbers is a bound of one."""
    if len(text) > _LONGEST:
        return []
    found: list[tuple[str, Bounds]] = []
    for piece in filter(None, _MARK.split(text.strip())):
        for part in [piece] if _bounds(piece) else _WORD.split(piece):
            bounds = _bounds(part)
            if bounds is None and _DIGIT.search(part):
                return []
            low, high = bounds or _NONE
            if low is not None and high is not None and low > high:  # 1,5-3 is one and a half to three
                return []
            found.append((part, (low, high)))
    return found if any(bounds != _NONE for _, bounds in found) else []


@lru_cache(maxsize=4096)  # the same few come again and again
def _bounds(text: str) -> Bounds | None:
    """Return the bounds of the one range that a text names, None where it names none, or several."""
    said = text.strip()
    if len(said) > _LONGEST:
        return None
    if match := _RANGE.fullmatch(said) or _WITHIN.fullmatch(said):
        low, high = (number for number in match.groups() if number)
        return int(low), int(high)
    if match := _FROM.fullmatch(said):
        return int(match[1] or match[2]), None
    if match := _TO_ONE.fullmatch(said):
        return 0, int(match[1])
    if match := _ONE.fullmatch(said):
        return int(match[1]), int(match[1])
    return None
