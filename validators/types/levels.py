"""Whom a resource is for: ages, competencies, places, and the languages of texts and captions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from profiles.model import AgeRange, Concept, Encoding, Text
from profiles.vocabulary import vocabulary
from validators.types.fault import Fault, Judgement

_AGES = re.compile(r"(\d{1,3})(?:-(\d{1,3})?)?", re.ASCII)
_OLDEST = 120
_SUBDIVISION = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}", re.ASCII)  # ISO 3166-2
_UNION = frozenset({"EU", "EUR", "http://publications.europa.eu/resource/authority/country/EUR"})


def age_range(said: AgeRange) -> Judgement:
    """Judge whether an age range is two ages with a hyphen between them, one with it behind, or one alone."""
    written = _AGES.fullmatch(said.value.strip())
    low, high = (said.minimum, said.maximum)
    if written:
        low, high = int(written[1]), int(written[2]) if written[2] else None
    if low is None and high is None:
        return Fault("form")
    if low is not None and high is not None and low > high:
        return Fault("order")
    if max(low or 0, high or 0) > _OLDEST:
        return Fault("too-old", other=str(_OLDEST))
    return None if written else Fault("words", suggestion=_ages(low or 0, high))


def _ages(low: int, high: int | None) -> str:
    if high is None:
        return f"{low}-"
    return f"{low}-{high}" if low != high else str(low)


def tagged(said: Text) -> Judgement:
    """Judge whether a text says which language it is in."""
    return None if said.lang else Fault("untagged")


def captioned_in(said: Encoding) -> Judgement:
    """Judge whether captions say which language they are in."""
    return None if said.inLanguage else Fault("no-language")


def competency(said: Concept) -> Judgement:
    """Judge whether a competency has an address in a known framework, and a version where it has several."""
    texts = [said.id or "", said.scheme or "", *(label.value for label in said.labels)]
    for name, version, versions in _versioned():
        if any(name.search(text) for text in texts) and not any(version.search(text) for text in texts):
            return Fault("no-version", other=versions)
    if "://" not in (said.id or ""):
        return Fault("words")
    return None if _frameworks().match(said.id or "") else Fault("unknown")


def jurisdiction(said: Concept) -> Judgement:
    """Judge whether a country or region is given by its code (ISO 3166) or its address in the EU's table."""
    word = (said.id or "").strip()
    countries = vocabulary("eu-country")
    region = _SUBDIVISION.fullmatch(word)
    code = region[1] if region else word
    known = countries.find(code) if code else None
    is_code = known is not None and ("://" in code or code in (known.notation, *known.codes))
    if is_code or word in _UNION:
        return None
    labels = [word, *(label.value for label in said.labels)]
    meant = known or next((found for label in labels if label and (found := countries.find(label))), None)
    return Fault("name" if meant else "unknown", suggestion=(meant.id or meant.notation) if meant else "")


def _said() -> Mapping[str, Any]:
    content = files("profiles").joinpath("vocabularies", "competency-frameworks.yaml").read_bytes()
    said: Mapping[str, Any] = yaml.load(content, Loader=yaml.CSafeLoader)
    return said


@cache
def _frameworks() -> re.Pattern[str]:
    addresses = (address for one in _said()["frameworks"] for address in one["addresses"])
    return re.compile(rf"https?://(?:www\.)?(?:{'|'.join(addresses)})", re.IGNORECASE)


@cache
def _versioned() -> tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(one["names"], re.IGNORECASE), re.compile(one["version"], re.IGNORECASE), one["versions"])
        for one in _said()["versioned"]
    )
