"""The sustainability estimate in words, in the eight languages of reports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from validators.estimate import Estimate, Grams, Rendition

_UNITS = ((10**9, "GB"), (10**6, "MB"), (10**3, "kB"))


class Told(NamedTuple):
    """An estimate in words: the range, those of two files, what they rest on, and their limits."""

    summary: str
    files: tuple[str, ...]
    assumptions: tuple[str, ...]
    limits: tuple[str, ...]


def told(estimate: Estimate, lang: str = "en") -> Told:
    """Return an estimate in words of a language, English where there are none in it."""
    lang = lang if lang in _said()["range"] else "en"
    shown = (estimate.smallest, estimate.largest)
    slots = {"method": estimate.method, **_measured(shown)}
    summary = "single" if estimate.grams.low == estimate.grams.high else "range"
    return Told(
        _words(summary, lang).format_map(_grams(estimate.grams, lang)),
        () if shown[0] == shown[1] else tuple(map(_file, ("smallest", "largest"), shown, (lang, lang))),
        tuple(_words(key, lang).format_map(slots) for key in estimate.assumptions),
        tuple(_words(key, lang).format_map(slots) for key in estimate.limits),
    )


def _file(key: str, one: Rendition, lang: str) -> str:
    return _words(key, lang).format(size=_size(one.size, lang), **_grams(one.grams.rounded(), lang))


def _grams(grams: Grams, lang: str) -> dict[str, str]:
    return {"low": _number(grams.low, lang), "high": _number(grams.high, lang)}


def _measured(shown: tuple[Rendition, ...]) -> dict[str, str]:
    found = [one.measured for one in shown if one.measured is not None]
    dates = sorted({one.date for one in found})
    hosts = sorted({one.green_host for one in found if one.green_host})
    return {"date": ", ".join(dates), "green_host": ", ".join(hosts)}


def _size(size: int, lang: str) -> str:
    for factor, unit in _UNITS:
        if size >= factor:
            return f"{_number(float(f'{size / factor:.3g}'), lang)} {unit}"
    return f"{size} B"


def _number(value: float, lang: str) -> str:
    """Return a number without an exponent, with the sign that the language parts its fraction with."""
    text = f"{value:.12f}".rstrip("0").rstrip(".")
    return text if lang == "en" else text.replace(".", ",")


def _words(key: str, lang: str) -> str:
    return _said()[key][lang]


@cache
def _said() -> Mapping[str, Mapping[str, str]]:
    content = files("validators").joinpath("estimate_words.yaml").read_bytes()
    said: Mapping[str, Mapping[str, str]] = yaml.load(content, Loader=yaml.CSafeLoader)
    return said
