"""Files: their media types and sizes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from validators.types.fault import Fault, Judgement

_LARGEST = 2**43  # 8 TiB: beyond it a size is a slip of the unit
_SIZE = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:(bytes?|octets?|b|o)|([kmgt])(i?)(?:bytes?|octets?|b|o))\.?",
    re.IGNORECASE | re.ASCII,
)
_GROUPED = re.compile(
    r"\d{1,3}(?:([.,])\d{3}(?:\1\d{3})+|(?:[ \u00a0\u202f'’]\d{3})+)(?: ?bytes?)?", re.ASCII
)
_DOUBTFUL = re.compile(r"\d{1,3}[.,]\d{3}\D")  # a thousand and more, or a fraction: countries differ
_POWERS = {"k": 1, "m": 2, "g": 3, "t": 4}
_MEDIA_TYPE = re.compile(
    r"(?:application|audio|font|haptics|image|message|model|multipart|text|video)"
    r"/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}",
    re.ASCII,
)  # RFC 6838, section 4.2
_NO_FILE = "non-digital"  # IEEE 1484.12.1, 4.1


class _MediaTypes(NamedTuple):
    """The media types that are right (`known`), and the one that is meant by others, suffixes and words."""

    known: frozenset[str]
    instead: Mapping[str, str]


@lru_cache(maxsize=4096)
def media_type(text: str) -> Judgement:
    """Judge a media type: its form, and that IANA has registered it; suggest one for a suffix or a slip."""
    if text == _NO_FILE:
        return None
    name = text.partition(";")[0].rstrip().lower()
    types = _media_types()
    suggestion = types.instead.get(name.strip().lstrip("."), "")
    if not _MEDIA_TYPE.fullmatch(name):
        return Fault("form", suggestion=suggestion)
    return None if name in types.known else Fault("unregistered", suggestion=suggestion)


@lru_cache(maxsize=4096)
def size_in_bytes(text: str) -> Judgement:
    """Judge a size: a number of bytes, in digits."""
    if text.isdecimal() and text.isascii():
        digits = text.lstrip("0")
        if not digits:
            return Fault("zero")
        return None if len(digits) < 20 and int(digits) <= _LARGEST else Fault("too-large")
    stripped = text.strip()
    if _GROUPED.fullmatch(stripped):
        return Fault("form", suggestion=_if_right("".join(re.findall(r"[0-9]", stripped))))
    match = _SIZE.fullmatch(stripped)
    if not match or len(match[1]) > 20:
        return Fault("form")
    if _DOUBTFUL.match(stripped):
        return Fault("unit")
    factor = (1024 if match[4] else 1000) ** _POWERS.get((match[3] or "").lower(), 0)
    return Fault("unit", suggestion=_if_right(str(round(float(match[1].replace(",", ".")) * factor))))


def _if_right(size: str) -> str:
    return size if size_in_bytes(size) is None else ""


@cache
def _media_types() -> _MediaTypes:
    text = files("profiles").joinpath("vocabularies", "media-types.yaml").read_bytes()
    said = yaml.load(text, Loader=yaml.CSafeLoader)
    registered = {f"{top}/{name}" for top, names in said["registered"].items() for name in names.split()}
    return _MediaTypes(frozenset({*registered, *said["in_use"]}), {**said["suffixes"], **said["instead"]})
