"""Identifiers of resources: DOI, ARK, URN, Handle, and the numbers with a check digit.

Each function judges only the identifiers that claim to be of its kind, by the
catalogue they name or by their form; of others it says nothing. One that names
a catalogue and has the form of another is for `catalogue` alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote

from stdnum import isbn, isni, issn
from stdnum.iso7064 import mod_11_2

from profiles.formats.reading import is_address
from profiles.model import Identifier
from validators.types.fault import SKIP, Fault, Judgement

_KIND = re.compile(
    r"(?P<doi>(?:info:)?doi[:/]|(?:https?://)?(?:dx\.|www\.)?doi\.org/|10\.\d{4,9}(?:\.\d+)*/)"
    r"|(?P<handle>(?:info:)?hdl[:/]|https?://hdl\.handle\.net/)"
    r"|(?P<isbn>(?:urn:)?isbn(?:-?1[03])?[:\s])"
    r"|(?P<issn>(?:urn:)?issn(?:-?l)?[:\s])"
    r"|(?P<isni>isni[:\s]|https?://(?:www\.)?isni\.org/(?:isni/)?)"
    r"|(?P<orcid>orcid[:\s]|https?://(?:www\.)?orcid\.org/)"
    r"|(?P<ark>(?:https?://[^?#\s]*?/)?(?=ark:))"
    r"|(?P<url>https?://)"
    r"|(?P<urn>urn:)"
    r"|(?P<uri>[a-z][a-z0-9+.-]+:\S+$)",
    re.IGNORECASE | re.ASCII,
)
_DOI_CLAIM = re.compile(r"(?:info:)?doi[:/]|(?:https?://)?(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+", re.ASCII)  # DOI Handbook: a prefix may have further levels
_DOI_RESOLVER = "https://doi.org/"
_SLASH_ESCAPED = re.compile("%2f", re.IGNORECASE)
_NOT_IN_ADDRESS = re.compile(r"[%#?<>\"{}|\\^`\[\]]")
_CLOSING = frozenset(".,;:\"'>)]»”")
_ARK = re.compile(r"ark:/?([0-9bcdfghjkmnpqrstvwxz]{5,})/\S+", re.IGNORECASE | re.ASCII)
_TEST_NAANS = frozenset({"00000", "12345", "99999"})
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:\S+", re.IGNORECASE | re.ASCII)  # RFC 8141, section 2
_HANDLE = re.compile(r"[^\s/.]+(?:\.[^\s/.]+)*/\S+")  # RFC 3651, section 2
_ORCID = re.compile(r"\d{4}-?\d{4}-?\d{4}-?\d{3}[\dX]", re.IGNORECASE | re.ASCII)
_INSIDE = re.compile(r"[0-9][0-9 -]{7,20}[0-9Xx]")
# Names that mean the same everywhere beside those above: RFC 4151, RFC 4452, oai-identifier of OAI-PMH
_GLOBAL = re.compile(
    r"oai:[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+:\S+|tag:[^\s,]+,\S+|info:[a-z]\S*/\S+", re.IGNORECASE
)


def doi(identifier: Identifier) -> Judgement:
    """Judge a DOI: a prefix of 10. and four to nine digits, a slash, a suffix without spaces."""
    value = identifier.value
    if not _claims(identifier, "doi"):
        return SKIP
    name = _DOI_CLAIM.sub("", value, count=1)
    if not _DOI.fullmatch(name):
        return Fault("form", suggestion=_mended_doi(name))
    closing = _closing(name)
    return Fault("closing", suggestion=_mended_doi(name), other=closing) if closing else None


def certain_doi(value: str) -> str:
    """Return the address of the DOI that a text surely is, empty where none is sure.

    Marks at its end may be part of it or close a sentence; signs that an address
    has a meaning for of its own would have to be written otherwise.
    """
    name = _DOI_CLAIM.sub("", value.strip(), count=1)
    if _closing(unquote(name).rstrip()) or ("%" in name and not _SLASH_ESCAPED.search(name)):
        return ""
    address = _mended_doi(name)
    return "" if _NOT_IN_ADDRESS.search(address) else address


def check_digit(identifier: Identifier) -> Judgement:
    """Judge the check digit of an ISBN, ISSN, ISNI or ORCID."""
    value = identifier.value
    if identifier.scheme is None and _kind_of(value) not in _NUMBERS:
        return SKIP
    match = _KIND.match(value)
    if match is None:
        name, number = _number_scheme(identifier), value.strip()
    else:
        name, number = str(match.lastgroup), value[match.end() :].strip().rstrip("/")
    is_right = _NUMBERS.get(name)
    if is_right is None:
        return SKIP
    if is_right(number):
        return None
    inside = _INSIDE.search(number)
    if inside and inside[0] != number and is_right(inside[0]):
        start = value[: match.end()] if match else ""
        return Fault("more", suggestion=f"{start}{inside[0]}", other=name.upper())
    return Fault("check-digit", other=name.upper())


def ark(identifier: Identifier) -> Judgement:
    """Judge an ARK: ark:, a NAAN of five betanumeric characters or more, and a name."""
    if not _claims(identifier, "ark"):
        return SKIP
    start = _KIND.match(identifier.value)
    name = identifier.value[start.end() :] if start else identifier.value
    match = _ARK.fullmatch(name)
    if not match:
        mended = _ARK.fullmatch(name.replace("ark://", "ark:/", 1))
        return Fault("form", suggestion=mended[0] if mended and mended[1] not in _TEST_NAANS else "")
    return Fault("test-naan", other=match[1]) if match[1] in _TEST_NAANS else None


def urn(identifier: Identifier) -> Judgement:
    """Judge a URN: urn:, a namespace of 2 to 32 characters, and a name in it."""
    value = identifier.value
    if value[:4].lower() != "urn:" and not _claims(identifier, "urn"):
        return SKIP
    return None if _URN.fullmatch(value) else Fault("form")


def handle(identifier: Identifier) -> Judgement:
    """Judge a Handle: a prefix, which names an institution, a slash, a suffix."""
    if not _claims(identifier, "handle", "hdl"):
        return SKIP
    start = _KIND.match(identifier.value)
    name = identifier.value[start.end() :] if start else identifier.value
    return None if _HANDLE.fullmatch(name) else Fault("form")


def catalogue(identifier: Identifier) -> Judgement:
    """Judge whether the entry has another form than the catalogue gives that it is said to be from.

    An entry that has no known form at all is for the rule on its own kind.
    """
    scheme = (identifier.scheme or "").strip().lower()
    kinds = _KINDS_OF_CATALOGUE.get(_number_scheme(identifier) or scheme)
    if kinds is None and scheme not in _ADDRESSES:
        return SKIP
    value = identifier.value.strip()
    if scheme in _ADDRESSES:
        is_right = _ADDRESSES[scheme](value)
    else:
        is_right = _kind_of(value) in (None, *(kinds or ()))
    return None if is_right else Fault("", other=identifier.scheme or "")


def persistent(identifier: Identifier) -> Judgement:
    """Judge whether an identifier means the same everywhere: a DOI, ARK, URN, Handle, ISBN or an address."""
    value = identifier.value
    if is_address(value) or _DOI.fullmatch(value) or _GLOBAL.fullmatch(value):
        return None
    judges = (doi, urn, ark, handle, check_digit)
    return None if any(judge(identifier) is None for judge in judges) else Fault("local")


@lru_cache(maxsize=256)
def _kind_of(value: str) -> str | None:
    """Return the kind of identifier that a text shows itself to be, None where it could be anything.

    The judges of one identifier ask for it one after the other, hence the cache.
    """
    if value.startswith(("https://", "http://")) and not any(map(value.lower().__contains__, _IN_ADDRESSES)):
        return "url"
    match = _KIND.match(value)
    return match.lastgroup if match else None


_IN_ADDRESSES = ("doi.org/", "hdl.handle.net/", "isni.org/", "orcid.org/", "ark:")
"""What an address of a resolver, or of an ARK, has in it."""
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:\S+")
_ADDRESSES: dict[str, Callable[[str], bool]] = {
    "uri": lambda text: _URI.fullmatch(text) is not None,
    "url": is_address,
}
_KINDS_OF_CATALOGUE: dict[str, tuple[str, ...]] = {
    "doi": ("doi",),
    "urn": ("urn", "isbn", "issn"),
    "ark": ("ark",),
    "handle": ("handle",),
    "hdl": ("handle",),
    "isbn": ("isbn",),
    "issn": ("issn",),
}


def _mended_doi(name: str) -> str:
    """Return the address of a DOI that is written with more than belongs to it, where that is sure."""
    bare = _DOI_CLAIM.sub("", unquote(name).strip().lstrip("/"), count=1).strip()
    mended = bare.removesuffix(_closing(bare))
    return f"{_DOI_RESOLVER}{mended}" if _DOI.fullmatch(mended) else ""


def _closing(name: str) -> str:
    """Return the marks at a name's end that close a sentence or a bracket opened before it."""
    end = len(name)
    while end and name[end - 1] in _CLOSING:
        if name[end - 1] == ")" and name.count("(", 0, end) >= name.count(")", 0, end):
            break
        end -= 1
    return name[end:]


def _claims(identifier: Identifier, kind: str, *names: str) -> bool:
    """Tell whether an identifier has the form of a kind, or names its catalogue and has no other form."""
    shown = _kind_of(identifier.value)
    if shown is not None or identifier.scheme is None:
        return shown == kind
    return identifier.scheme.strip().lower() in (kind, *names)


_NUMBER_SCHEME = re.compile(r"[ep]?-?(isbn|issn|isni|orcid)(?:[ -]?1[03]|-l)?", re.IGNORECASE)


def _number_scheme(identifier: Identifier) -> str:
    """Return which number a catalogue is one of, as ISBN-13 is of ISBN."""
    return _number_named(identifier.scheme) if identifier.scheme else ""


@lru_cache(maxsize=256)
def _number_named(scheme: str) -> str:
    match = _NUMBER_SCHEME.fullmatch(scheme.strip())
    return match[1].lower() if match else ""


def is_orcid(text: str) -> bool:
    """Tell whether a text is an ORCID iD with its check character, with or without its hyphens."""
    return _ORCID.fullmatch(text) is not None and bool(mod_11_2.is_valid(text.replace("-", "").upper()))


_NUMBERS: dict[str, Callable[[str], bool]] = {
    "isbn": isbn.is_valid,
    "issn": issn.is_valid,
    "isni": isni.is_valid,
    "orcid": is_orcid,
}
