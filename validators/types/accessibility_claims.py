"""Claims of accessibility, among all that a resource is said to conform to, and what speaks against them.

`conformsTo` holds many other things, such as profiles of metadata and versions
of file formats: of those the types here have nothing to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from profiles.model import Concept, License
from validators.types.fault import SKIP, Fault, Judgement

_EPUB = re.compile(r"epub[\s_-]*a(?:11y|ccessibility)|idpf\.org/epub/a11y", re.IGNORECASE)
_EPUB_CLAIM = re.compile(r"EPUB Accessibility 1\.[1-9] - WCAG 2\.[0-9] Level A{1,3}")
_EPUB_1_0 = re.compile(r"https?://(?:www\.)?idpf\.org/epub/a11y/accessibility-20170105\.html#wcag-a{1,3}")
_EPUB_VERSION = re.compile(r"a(?:11y|ccessibility)[\s_-]*1[._]?([1-9])(?!\d)", re.IGNORECASE)
_NO_CLAIM = re.compile(r"a11y-discov-vocab", re.IGNORECASE)  # the vocabulary that the words are taken from
_WCAG = re.compile(r"wcag|web content accessibility guidelines", re.IGNORECASE)
_WCAG_VERSION = re.compile(
    r"(?:wcag\)?|web content accessibility guidelines)[\s_-]*(?:v(?:ersion)?\.?\s*)?([12])[.,_]?([0-9])",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"(?<![A-Za-z])(AAA|AA|A|aaa|aa)(?![A-Za-z])|[-_](a)$")
_EN = re.compile(r"EN[\s_-]*301[\s_-]*549|en_301549", re.IGNORECASE)
_EN_VERSION = re.compile(r"(?<!\d)[1-9]\.\d\.\d(?!\d)|v0[1-9]0\d0\d")  # V3.2.1, and the names of ETSI's files
_PDF_UA = re.compile(r"pdf[\s/_-]*ua|iso[\s/_-]*14289", re.IGNORECASE)
_ACCESSIBLE = re.compile(
    r"a11y|accessib(?:le|il)|accesib|barrierefrei|barrierearm|toegankelijk|dostępn|saavutettav|esteettöm"
    r"|\b(?:bitv|rgaa|section[ -]?508)\b",
    re.IGNORECASE,
)
_LOCK = (
    r"(?:drm|digital[ -]rights[ -]management|copy[ -]?protect(?:ed|ion)|techn(?:ical|ological)(?:ly)?"
    r"[ -]protect(?:ed|ion)(?: measures?)?|kopierschutz|kopiergeschützt|kopieerbeveilig(?:d|ing)"
    r"|mesures? techniques? de protection|verrous? numériques?|gestione dei diritti digitali"
    r"|gestión (?:de )?derechos digitales|kopiosuoja\w*|zabezpieczeni\w* techniczn\w*)"
)
_LOCKED = re.compile(rf"\b{_LOCK}\b", re.IGNORECASE)
_NOT_LOCKED = re.compile(
    r"\b(?:no|not|non|none|without|free of|ohne|keine?n?|geen|niet|zonder|sans|pas de|aucune?|sin|senza"
    rf"|bez|ilman|ei)\W+(?:\w+\W+)?{_LOCK}\b|\b{_LOCK}\W{{0,3}}(?:free|frei|vrij|none|no|nein|nee|non|ei|nie|vapaa)\b"
    rf"|\b(?:social|soft|watermark\w*)\W+drm\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def accessibility_claim(text: str) -> Judgement:
    """Judge whether a claim of accessibility is made in words or by an address that programs know."""
    if _NO_CLAIM.search(text):
        return SKIP
    if _EPUB.search(text):
        claim = " ".join(text.split())
        known = _EPUB_CLAIM.fullmatch(claim) or _EPUB_1_0.fullmatch(claim)
        return None if known else Fault("epub", suggestion=_epub_claim(text))
    if _EN.search(text):
        return None if _EN_VERSION.search(text) else Fault("version")
    if _WCAG.search(text) or _PDF_UA.search(
        text
    ):  # which version of WCAG and which level is a rule of its own
        return None
    return Fault() if _ACCESSIBLE.search(text) else SKIP


@lru_cache(maxsize=1024)
def complete_wcag_claim(text: str) -> Judgement:
    """Judge whether a claim of WCAG names its version and level; other claims are passed over."""
    found = _WCAG.search(text)
    if not found:
        return SKIP
    if _EPUB_1_0.fullmatch(text.strip()):  # EPUB Accessibility 1.0 is about WCAG 2.0
        return None
    version, level = _wcag_version(text), _wcag_level(text[found.end() :])
    if version:
        return None if level else Fault("level")
    return Fault("version") if level else Fault()


def technical_protection(value: Concept | License) -> Judgement:
    """Find a technical protection (DRM) in what is said of access or rights: None where there is one."""
    for text in _texts_of(value):
        if _LOCKED.search(_NOT_LOCKED.sub(" ", text)):
            return None
    return SKIP


def _texts_of(value: Concept | License) -> Iterable[str]:
    if isinstance(value, Concept):
        return (*filter(None, [value.id]), *(label.value for label in value.labels))
    return tuple(filter(None, [value.id, value.text]))


def _epub_claim(text: str) -> str:
    """Return the claim in the words of EPUB Accessibility, empty where a part of it is not said."""
    edition, wcag = _EPUB_VERSION.search(text), _WCAG.search(text)
    if not edition or not wcag:
        return ""
    version, level = _wcag_version(text), _wcag_level(text[wcag.end() :])
    return f"EPUB Accessibility 1.{edition[1]} - WCAG {version} Level {level}" if version and level else ""


def _wcag_version(text: str) -> str:
    found = _WCAG_VERSION.search(text)
    return f"{found[1]}.{found[2]}" if found else ""


def _wcag_level(rest: str) -> str:
    found = _LEVEL.search(rest)
    return (found[1] or found[2]).upper() if found else ""
