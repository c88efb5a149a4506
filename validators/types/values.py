"""Plain values: dates, durations, language tags, media types, sizes and addresses."""

from __future__ import annotations

import ipaddress
import mimetypes
import re
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlsplit

import isodate
import langcodes
from langcodes.tag_parser import LanguageTagError

from validators.types.fault import SKIP, Fault, Judgement

_DATE = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?)?)?$"
)  # W3C-DTF: a year, a month, a day, or a day with a time and its zone
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})$")
_SIZE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(bytes?|b|o|[kmgt]i?[bo])\.?$", re.IGNORECASE)
_LARGEST = 2**43  # 8 TiB: beyond it a size is a slip of the unit
_FACTORS = {"k": 3, "m": 6, "g": 9, "t": 12}
_MEDIA_TYPE = re.compile(
    r"(?:application|audio|font|haptics|image|message|model|multipart|text|video)/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}"
    r"(?:\s*;.*)?$",
    re.IGNORECASE,
)  # RFC 6838, section 4.2
_AUTHORITY = re.compile(
    r"https?://(?:publications\.europa\.eu/resource/authority/language/[A-Z]{3}"
    r"|id\.loc\.gov/vocabulary/iso639-[125]/[a-z]{2,3})$"
)
_SESSION = re.compile(r"[;?&](?:jsessionid|phpsessid|sid|session_?id)=", re.IGNORECASE)
_NO_LANGUAGE = frozenset({"none", "x-none"})


@lru_cache(maxsize=8192)
def date_or_time(text: str) -> Judgement:
    """Judge a date: W3C-DTF, the profile of ISO 8601 that metadata formats share."""
    match = _DATE.match(text)
    if not match:
        return Fault("form", suggestion=_iso_date(text))
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        datetime.fromisoformat(text) if "T" in text else date(year, month, day)
    except ValueError:
        return Fault("no-such-day")
    return None


@lru_cache(maxsize=4096)
def duration(text: str) -> Judgement:
    """Judge a duration: ISO 8601, neither zero nor negative."""
    try:
        length = isodate.parse_duration(text)
    except (isodate.ISO8601Error, ValueError, OverflowError):
        return Fault("form")
    if text.startswith("-"):
        return Fault("negative")
    return None if length else Fault("zero")


@lru_cache(maxsize=4096)
def language_tag(text: str) -> Judgement:
    """Judge a language tag: well-formed and registered (RFC 5646), the short code where there is one."""
    if _AUTHORITY.match(text):
        return None
    if text.lower() in _NO_LANGUAGE:
        return Fault("no-language", suggestion="zxx")
    if "_" in text or not langcodes.tag_is_valid(text):
        standard = _standard(text.replace("_", "-"))
        return Fault("form", suggestion=standard if standard and standard != text else "")
    standard = _standard(text)
    language = text.partition("-")[0]
    if len(language) == 3 and standard and len(standard.partition("-")[0]) == 2:
        return Fault("long-code", suggestion=standard)
    return None


def text_language(text: str) -> Judgement:
    """Judge the tag of a text; that it has no language is for other rules to say."""
    return SKIP if text.lower() in _NO_LANGUAGE else language_tag(text)


@lru_cache(maxsize=4096)
def media_type(text: str) -> Judgement:
    """Judge a media type by its form, and suggest one for a suffix or a bare word."""
    if _MEDIA_TYPE.match(text):
        return None
    kind, _ = mimetypes.guess_type(f"file.{text.strip().lstrip('.').lower()}", strict=True)
    return Fault("form", suggestion=kind or "")


@lru_cache(maxsize=4096)
def size_in_bytes(text: str) -> Judgement:
    """Judge a size: a number of bytes, in digits."""
    if text.isdecimal() and text.isascii():
        return None if 0 < int(text[:20]) <= _LARGEST else Fault("range")
    match = _SIZE.match(text.strip())
    if not match:
        return Fault("form")
    power = _FACTORS.get(match[2][0].lower(), 0)
    number = float(match[1].replace(",", "."))
    return Fault("unit", suggestion=str(round(number * 10**power)))


@lru_cache(maxsize=8192)
def public_url(text: str) -> Judgement:
    """Judge an address: absolute, http or https, open to all, the same for everyone."""
    if any(character.isspace() for character in text):
        return Fault("space", suggestion="%20".join(text.split()))
    try:
        parts = urlsplit(text)
        host = parts.hostname
        has_login = parts.username is not None or parts.password is not None
    except ValueError:
        return Fault("form")
    if parts.scheme.lower() not in ("http", "https") or not host:
        is_bare = re.match(r"(?:www\.|[a-z0-9-]+\.)+[a-z]{2,}(?:/|$)", text, re.IGNORECASE)
        return Fault("form", suggestion=f"https://{text}" if is_bare else "")
    if has_login:
        return Fault("login")
    if _is_inside(host):
        return Fault("inside", other=host)
    return Fault("session") if _SESSION.search(text) else None


def _is_inside(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".localhost", ".internal")) or "." not in host


def _iso_date(text: str) -> str:
    """Return the ISO form of a date with slashes or dots where day and month cannot be confused."""
    match = _SLASHED.match(text.strip())
    if not match:
        return ""
    first, second, year = (int(part) for part in match.groups())
    day, month = (first, second) if first > 12 or first == second else (second, first)
    if day <= 12 and first != second:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _standard(tag: str) -> str:
    try:
        return str(langcodes.standardize_tag(tag))
    except LanguageTagError:
        return ""
