"""Addresses on the web."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import urlsplit

from validators.types.fault import Fault, Judgement

_BLANK = re.compile(r"\s")
# What nearly every address looks like: a host with a known ending, no login, nothing that a session adds.
_USUAL = re.compile(
    r"https?://(?:[a-z0-9-]+\.)+(?:com|org|net|edu|eu|example|[a-z]{2})(?:/[a-z0-9/._~%+,!:-]*)?(?:#[a-z0-9/._-]*)?"
)
_SESSION = re.compile(
    r"[;?&/](?:jsessionid|phpsessid|aspsessionid\w*|cftoken|session_?id|sessid)=|[;?&]sid=[0-9a-f]{16}|/\(s\(\w+\)\)/",
    re.IGNORECASE,
)
_BARE = re.compile(r"www\.[^\s/]+\.[a-z]{2,}(?:/\S*)?|(?:[a-z0-9-]+\.)+[a-z]{2,}/\S*", re.IGNORECASE)
_RESOLVERS = (
    ("doi:", "https://doi.org/"),
    ("hdl:", "https://hdl.handle.net/"),
    ("ark:", "https://n2t.net/ark:"),
)
# RFC 6761, 6762 and 8375, ICANN's internal, and what routers and offices name their own
_INSIDE = (
    ".local",
    ".localhost",
    ".internal",
    ".intranet",
    ".lan",
    ".corp",
    ".home.arpa",
    ".test",
    ".invalid",
)


@lru_cache(maxsize=8192)
def public_url(text: str) -> Judgement:
    """Judge an address: absolute, http or https, open to all, the same for everyone."""
    return None if _USUAL.fullmatch(text) else _judged(text)


def _judged(text: str) -> Judgement:
    if _BLANK.search(text):
        return Fault("space", suggestion=_if_right("%20".join(text.split())))
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return Fault("form")
    if parts.scheme.lower() not in ("http", "https") or not host:
        return Fault("form", suggestion=_if_right(_completed(text)))
    if host in ("http", "https"):  # two addresses run into one: http://https://example.org
        return Fault("form", suggestion=_if_right(text.partition("://")[2]))
    if parts.username is not None or parts.password is not None:
        return Fault("login")
    return _not_for_all(text, host)


@lru_cache(maxsize=1024)
def certain_address(text: str) -> str:
    """Return the address that a text surely is, empty where none is sure.

    It is one with blanks around it, or a name that a resolver knows. Which scheme
    a host without one answers to is a guess, and so is what blanks within an address stand for.
    """
    stripped = text.strip()
    if public_url(stripped) is None:
        return stripped
    return _if_right(_resolved(stripped))


def _not_for_all(text: str, host: str) -> Fault | None:
    if _is_inside(host.rstrip(".")):
        return Fault("inside", other=host)
    return Fault("session") if _SESSION.search(text) else None


@lru_cache(maxsize=1024)
def _is_inside(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_INSIDE)


def _completed(text: str) -> str:
    """Return the address that is meant by a host without its scheme, or by a name that a resolver knows."""
    if _BARE.fullmatch(text):
        return f"https://{text}"
    return _resolved(text)


def _resolved(text: str) -> str:
    """Return the address under which a resolver knows a name, empty where none does."""
    for scheme, resolver in _RESOLVERS:
        if text[: len(scheme)].lower() == scheme and "/" in text:
            return resolver + text[len(scheme) :]
    return ""


def _if_right(address: str) -> str:
    """Return the address if it can be suggested: it has no fault, and is one address only."""
    return address if address and address.count("://") == 1 and public_url(address) is None else ""
