"""Age ranges as numbers, from the text that formats have for them (LOM 5.7, schema.org's typicalAgeRange)."""

from __future__ import annotations

import re

from profiles.model import AgeRange, Text

_AGE = r"(\d{1,3})"
_RANGE = re.compile(rf"{_AGE}\s*(?:[-–—]|to|bis|à|a|tot|do)\s*{_AGE}", re.IGNORECASE)
_FROM = re.compile(rf"{_AGE}\s*(?:[-–—]|\+)")
_UP_TO = re.compile(rf"(?:[-–—]|U)\s*{_AGE}")
_ONE = re.compile(_AGE)


def age_range(text: Text) -> AgeRange:
    """Return an age range with its bounds in years; without, where it has several, or says it in words.

    Bounds are kept as they were found, a minimum above the maximum too.
    """
    said = text.value.strip()
    if match := _RANGE.fullmatch(said):
        return AgeRange(text.value, text.lang, int(match[1]), int(match[2]))
    if match := _FROM.fullmatch(said):
        return AgeRange(text.value, text.lang, int(match[1]))
    if match := _UP_TO.fullmatch(said):
        return AgeRange(text.value, text.lang, 0, int(match[1]))
    if match := _ONE.fullmatch(said):
        return AgeRange(text.value, text.lang, int(match[1]), int(match[1]))
    return AgeRange(text.value, text.lang)
