"""What sustainability asks of single values: formats and devices that last, claims that can be examined."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from profiles.model import EmissionClaim, Requirement
from profiles.vocabulary import vocabulary
from validators.types.fault import SKIP, Fault, Judgement
from validators.types.files import media_type

_NO_FILE = "non-digital"  # IEEE 1484.12.1, 4.1
_VERSION = re.compile(r"\d{1,9}(?:\.\d{1,9})*", re.ASCII)
_FIGURE = re.compile(r"\s*[<>≤≥~≈]?\s*\d+(?:[.,]\d+)?", re.ASCII)
_NEEDED = ("method", "version", "boundary", "use", "date")


@lru_cache(maxsize=4096)
def open_format(text: str) -> Judgement:
    """Judge whether a media type is of a format that lasts; what is none is for another rule to say."""
    if text == _NO_FILE or media_type(text) is not None:
        return SKIP
    return None if _bare(text) in vocabulary("open-formats") else Fault("not-open")


@lru_cache(maxsize=4096)
def living_format(text: str) -> Judgement:
    """Judge whether programs of today still play a format."""
    dead = vocabulary("dead-formats").find(_bare(text))
    return None if dead is None else Fault("dead", other=dead.label())


def for_old_devices(said: Requirement) -> Judgement:
    """Judge whether a system or browser that is required runs on older devices too."""
    floor = _floors().get((said.name or "").strip().casefold())
    wanted = _VERSION.search(said.minimumVersion or "")
    if floor is None or wanted is None:
        return SKIP
    return None if _parts(wanted[0]) <= _parts(floor) else Fault("too-new", other=floor)


def emission_claim(said: EmissionClaim) -> Judgement:
    """Judge whether a statement on emissions is a figure, and says how it was come by."""
    value = said.value or ""
    if not _FIGURE.match(value):
        return Fault("generic" if _folded(value) in _generic() else "no-figure")
    missing = [name for name in _NEEDED if not getattr(said, name)]
    return Fault("incomplete", other=", ".join(missing)) if missing else None


def _bare(text: str) -> str:
    """Return a media type without its parameters."""
    return text.partition(";")[0].strip().lower()


def _parts(version: str) -> tuple[int, ...]:
    """Return a version as numbers that compare; 15.0 is 15."""
    parts = [int(part) for part in version.split(".")]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return tuple(parts)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return "".join(re.findall(r"[^\W_]+", letters))


def _said(name: str) -> Mapping[str, Any]:
    content = files("profiles").joinpath("vocabularies", f"{name}.yaml").read_bytes()
    said: Mapping[str, Any] = yaml.load(content, Loader=yaml.CSafeLoader)
    return said


@cache
def _floors() -> Mapping[str, str]:
    return {name: one["version"] for one in _said("device-floors")["floors"] for name in one["names"]}


@cache
def _generic() -> frozenset[str]:
    return frozenset(_folded(phrase) for phrase in _said("generic-claims")["phrases"])
