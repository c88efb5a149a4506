"""The terms that documents of the European Learning Model are written in, from the context that we ship.

No context is ever fetched. ELM's own address, and those of the Verifiable
Credentials that ELM builds on, stand for profiles/contexts/elm.jsonld.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_OF_ELM = "data.europa.eu/snb/model/"
_KNOWN = re.compile(r"https?://(?:data\.europa\.eu/snb/model/|www\.w3\.org/(?:2018|ns)/credentials/)")


class Term(NamedTuple):
    """What a key means: the address of its predicate, and how its values are written."""

    address: str
    datatype: str | None = None
    by_reference: bool = False
    by_language: bool = False


class Terms:
    """The terms of a context; keys that it does not know are addresses, or mean nothing."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._prefixes: dict[str, str] = {key: said for key, said in context.items() if _is_prefix(said)}
        self._terms = {key: self._term(said) for key, said in context.items() if _is_term(said)}
        self._types = {key: self.address(said) for key, said in context.items() if isinstance(said, str)}

    def _term(self, said: str | Mapping[str, str]) -> Term:
        if isinstance(said, str):
            return Term(self.address(said))
        datatype = said.get("@type")
        return Term(
            self.address(said["@id"]),
            self.address(datatype) if datatype and datatype != "@id" else None,
            by_reference=datatype == "@id",
            by_language=said.get("@container") == "@language",
        )

    def term(self, key: str) -> Term | None:
        """Return what a key means, None where it means nothing."""
        known = self._terms.get(key)
        if known is None and ":" in key and not key.startswith("@"):
            return Term(self.address(key))
        return known

    def type(self, word: str) -> str:
        """Return the address of a class or a datatype."""
        return self._types.get(word) or self.address(word)

    def address(self, word: str) -> str:
        """Return the address that a compact one such as dc:title stands for; all else as it is."""
        prefix, colon, name = word.partition(":")
        if colon and not name.startswith("//") and prefix in self._prefixes:
            return self._prefixes[prefix] + name
        return word


def _is_prefix(said: Any) -> bool:
    return isinstance(said, str) and said.endswith(("/", "#"))


def _is_term(said: Any) -> bool:
    return isinstance(said, dict) or (isinstance(said, str) and ":" in said and not _is_prefix(said))


@cache
def elm_terms() -> Terms:
    """Return the terms of our context for ELM."""
    return Terms(_document()["@context"])


def shipped(address: str) -> dict[str, Any] | None:
    """Return our context where an address is one that it stands for, None for all others."""
    return _document() if _KNOWN.match(address) else None


@cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(files("profiles").joinpath("contexts/elm.jsonld").read_bytes())
    return document


def contexts(tree: Any) -> list[Any]:
    """Return what stands as the context of a document, one by one."""
    said = tree.get("@context") if isinstance(tree, dict) else None
    return said if isinstance(said, list) else [] if said is None else [said]


def names_elm(tree: Any) -> bool:
    """Tell whether the context of a document is ELM's, or binds a word to ELM's namespace."""
    return any(_OF_ELM in (said if isinstance(said, str) else json.dumps(said)) for said in contexts(tree))


def brings_terms(tree: Any) -> bool:
    """Tell whether a document brings terms of its own, written into its context."""
    return any(isinstance(said, dict) for said in contexts(tree))


def canonical_double(value: float) -> str:
    """Return a number as xsd:double is written in its canonical form, such as 1.25E1."""
    if abs(value) > sys.float_info.max:
        return "INF" if value > 0 else "-INF"
    mantissa, _, exponent = f"{float(value):.15E}".partition("E")
    mantissa = mantissa.rstrip("0")
    return f"{mantissa}0E{int(exponent)}" if mantissa.endswith(".") else f"{mantissa}E{int(exponent)}"
