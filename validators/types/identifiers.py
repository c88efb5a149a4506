"""Identifiers of resources: DOI, ARK, URN, Handle, and the numbers with a check digit.

Each function judges only the identifiers that claim to be of its kind, by the
catalogue they name or by their form; of others it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from stdnum import isbn, isni, issn
from stdnum.iso7064 import mod_11_2

from profiles.formats.reading import is_address
from profiles.model import Identifier
from validators.types.fault import SKIP, Fault, Judgement

_DOI_CLAIM = re.compile(r"doi:|https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+$")  # DOI Handbook, 2.2: prefix 10.registrant, then any suffix
_DOI_INSIDE = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
_ARK_CLAIM = re.compile(r"(?:https?://[^/]+/)?(ark:.*)", re.IGNORECASE)
_ARK = re.compile(r"ark:/?([0-9bcdfghjkmnpqrstvwxz]{5,})/\S+$", re.IGNORECASE)
_TEST_NAANS = frozenset({"00000", "12345", "99999"})
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:\S+$", re.IGNORECASE)  # RFC 8141, section 2
_HANDLE_CLAIM = re.compile(r"hdl:|https?://hdl\.handle\.net/", re.IGNORECASE)
_HANDLE = re.compile(r"\d[\d.]*/\S+$")
_ORCID = re.compile(r"(?:https?://(?:www\.)?orcid\.org/)?(\d{4}-?\d{4}-?\d{4}-?\d{3}[\dXx])$")


def doi(identifier: Identifier) -> Judgement:
    """Judge a DOI: a prefix of 10. and four to nine digits, a slash, a suffix without spaces."""
    value = identifier.value
    claim = _DOI_CLAIM.match(value)
    if not claim and not _named(identifier, "doi"):
        return SKIP
    name = value[claim.end() :] if claim else value
    if _DOI.match(name):
        return None
    inside = _DOI_INSIDE.search(value)
    return Fault("form", suggestion=f"https://doi.org/{inside[0]}" if inside else "")


def check_digit(identifier: Identifier) -> Judgement:
    """Judge the check digit of an ISBN, ISSN, ISNI or ORCID."""
    value = identifier.value
    lowered = value.lower()
    for name, is_right in _NUMBERS.items():
        for start in (f"urn:{name}:", f"{name}:", f"{name} "):
            if lowered.startswith(start):
                return (
                    None
                    if is_right(value[len(start) :].strip())
                    else Fault("check-digit", other=name.upper())
                )
        if _named(identifier, name):
            return None if is_right(value) else Fault("check-digit", other=name.upper())
    orcid = _ORCID.match(value) if "orcid.org/" in lowered else None
    if orcid:
        return None if _is_orcid(value) else Fault("check-digit", other="ORCID")
    return SKIP


def ark(identifier: Identifier) -> Judgement:
    """Judge an ARK: ark:, a NAAN of five betanumeric characters or more, and a name."""
    claim = _ARK_CLAIM.match(identifier.value)
    if not claim:
        return Fault("form") if _named(identifier, "ark") else SKIP
    match = _ARK.match(claim[1])
    if not match:
        return Fault("form", suggestion=claim[1].replace("ark://", "ark:/") if "ark://" in claim[1] else "")
    return Fault("test-naan", other=match[1]) if match[1] in _TEST_NAANS else None


def urn(identifier: Identifier) -> Judgement:
    """Judge a URN: urn:, a namespace of 2 to 32 characters, and a name in it."""
    if identifier.value[:4].lower() != "urn:":
        return Fault("form") if _named(identifier, "urn") else SKIP
    return None if _URN.match(identifier.value) else Fault("form")


def handle(identifier: Identifier) -> Judgement:
    """Judge a Handle: a prefix of digits and dots, a slash, a suffix."""
    claim = _HANDLE_CLAIM.match(identifier.value)
    if not claim and not _named(identifier, "handle", "hdl"):
        return SKIP
    name = identifier.value[claim.end() :] if claim else identifier.value
    return None if _HANDLE.match(name) else Fault("form")


def catalogue(identifier: Identifier) -> Judgement:
    """Judge whether the entry has the form that the catalogue it is said to be from gives."""
    form = _FORMS.get((identifier.scheme or "").strip().lower())
    if form is None:
        return SKIP
    return None if form(identifier.value.strip()) else Fault("", other=identifier.scheme or "")


def persistent(identifier: Identifier) -> Judgement:
    """Judge whether an identifier means the same everywhere: a DOI, ARK, URN, Handle, ISBN or an address."""
    value = identifier.value
    if is_address(value) or doi(identifier) is None or urn(identifier) is None:
        return None
    lasting = ark(identifier) is None or handle(identifier) is None or check_digit(identifier) is None
    return None if lasting or _DOI.match(value) else Fault("local")


def _named(identifier: Identifier, *names: str) -> bool:
    return identifier.scheme is not None and identifier.scheme.strip().lower() in names


def _is_orcid(text: str) -> bool:
    match = _ORCID.match(text)
    return match is not None and bool(mod_11_2.is_valid(match[1].replace("-", "").upper()))


_NUMBERS: dict[str, Callable[[str], bool]] = {
    "isbn": isbn.is_valid,
    "issn": issn.is_valid,
    "isni": isni.is_valid,
    "orcid": _is_orcid,
}


def _is_uri(text: str) -> bool:
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*:\S+$", text) is not None


_FORMS: dict[str, Callable[[str], bool]] = {
    "doi": lambda text: bool(_DOI_INSIDE.search(text)),
    "uri": _is_uri,
    "url": is_address,
    "urn": lambda text: text[:4].lower() == "urn:",
    "ark": lambda text: "ark:" in text.lower(),
    "handle": lambda text: bool(_HANDLE.search(text)),
    "hdl": lambda text: bool(_HANDLE.search(text)),
    "isbn": lambda text: bool(re.search(r"[\dXx -]{10,17}$", text)),
    "issn": lambda text: bool(re.search(r"\d{4}-?\d{3}[\dXx]$", text)),
}
