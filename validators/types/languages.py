"""Language tags (RFC 5646)."""

from __future__ import annotations

import re
from functools import lru_cache

import langcodes
from langcodes.tag_parser import LanguageTagError

from validators.types.fault import SKIP, Fault, Judgement

_AUTHORITY = re.compile(
    r"https?://(?:publications\.europa\.eu/resource/authority/language/[A-Z]{3}"
    r"|id\.loc\.gov/vocabulary/iso639-[125]/[a-z]{2,3})"
)
_SHORTEST_NAME = 4
_LONGEST_NAME = 60  # the search takes time with the square of the length
_WITHOUT_LANGUAGE = "none"  # IEEE 1484.12.1, 1.3: what a resource without language has in place of a tag
_NO_LANGUAGE = frozenset({_WITHOUT_LANGUAGE, "x-none"})
_REPLACED = frozenset(
    {"in", "iw", "ji", "jw", "mo"}
)  # deprecated in IANA's registry, with another in their place
_UNITED_KINGDOM = re.compile(
    r"-uk(?:-|$)", re.IGNORECASE
)  # no region of the registry, though libraries take it


@lru_cache(maxsize=4096)
def language_tag(text: str) -> Judgement:
    """Judge a language tag: well-formed and registered (RFC 5646), the short code where there is one."""
    lowered = text.lower()
    if lowered == _WITHOUT_LANGUAGE or _AUTHORITY.fullmatch(text):
        return None
    if lowered in _NO_LANGUAGE:
        return Fault("no-language", suggestion="zxx")
    standard = _standard(text.strip().replace("_", "-"))
    if not _is_registered(text):
        return Fault("form", suggestion=standard or _tag_of_name(text.strip()))
    language = lowered.partition("-")[0]
    short = standard.partition("-")[0]
    if len(language) == 3 and len(short) == 2:
        return Fault("long-code", suggestion=standard)
    return Fault("replaced", suggestion=standard) if language in _REPLACED else None


@lru_cache(maxsize=1024)
def canonical_tag(text: str) -> str:
    """Return the canonical form of a language tag (RFC 5646, section 4.5), empty where it is none.

    The parts stay the same: only their case, the sign between them, a longer code
    of the same language, one that the registry has replaced, and UK for GB change.
    """
    tag = text.strip().replace("_", "-")
    standard = _standard(tag)
    if not standard:
        return ""
    language, *rest = tag.lower().split("-")
    new, *others = standard.lower().split("-")
    is_same = language == new or language in _REPLACED or language in _long_codes(new)
    return standard if is_same and ["gb" if part == "uk" else part for part in rest] == others else ""


def _long_codes(language: str) -> set[str]:
    """Return the codes of three letters that a language has in ISO 639-2, of both kinds."""
    if len(language) != len("de"):
        return set()
    known = langcodes.Language.make(language)
    return {known.to_alpha3(variant="T"), known.to_alpha3(variant="B")}


def text_language(text: str) -> Judgement:
    """Judge the tag of a text; that it has no language is for other rules to say."""
    return SKIP if text.lower() in _NO_LANGUAGE else language_tag(text)


def _is_registered(tag: str) -> bool:
    return "_" not in tag and not _UNITED_KINGDOM.search(tag) and bool(langcodes.tag_is_valid(tag))


def _standard(tag: str) -> str:
    """Return the usual form of a tag, empty where none of it is registered."""
    try:
        standard = str(langcodes.standardize_tag(tag))
    except LanguageTagError:
        return ""
    return standard if _is_registered(standard) else ""


def _tag_of_name(name: str) -> str:
    """Return the tag of a language that is given by its name in some language, empty where there is none."""
    if (
        not _SHORTEST_NAME <= len(name) <= _LONGEST_NAME or not name.isalpha()
    ):  # the search would make something of a part too
        return ""
    try:
        return str(langcodes.find(name))
    except LookupError:
        return ""
