"""Expanding JSON-LD by pyld, for documents whose names are their own; no context is ever fetched.

It is slow to load, and most documents do without: so it is imported where it is needed.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any

from pyld import jsonld

from profiles.formats.jsonld_contexts import AMB_CONTEXTS, SCHEMA_ORG_CONTEXT, is_shipped, shipped
from profiles.formats.jsonld_plain import listed

_DEEPEST = 40
# Texts that the context of schema.org says to be addresses, which a base is for.
_ADDRESSES = {
    name: {"@id": f"http://schema.org/{name}", "@type": "@id"}
    for name in ("url", "contentUrl", "embedUrl", "thumbnailUrl")
}


class ContextNotShipped(jsonld.JsonLdError):  # type: ignore[misc]
    """A context was named that we do not ship; the message says which, and what to do."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"The context {address} is none that Commonshelf ships, and contexts are never fetched: name "
            f"{SCHEMA_ORG_CONTEXT} or {AMB_CONTEXTS[0]}, or write the terms into the document itself.",
            "jsonld.LoadDocumentError",
            {"url": address},
            code="loading remote context failed",
        )


def load(address: str, _options: Mapping[str, Any]) -> dict[str, Any]:
    """Return a context that we ship, as pyld's loaders do; raises ContextNotShipped for others."""
    context = shipped(address)
    if context is None:
        raise ContextNotShipped(address)
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": context,
    }


def expanded(document: Any) -> Any | None:
    """Return a document expanded by its context (JSON-LD 1.1 API, 5.1); None where it is no JSON-LD.

    Contexts that we do not ship are left out of it, and schema.org's stands
    under the others, so that what has no meaning of its own has that.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)  # of names with an @ that mean nothing
            return jsonld.expand(
                _offline(document), {"documentLoader": load, "expandContext": SCHEMA_ORG_CONTEXT, "base": ""}
            )
    # pyld takes the form of a document for granted in places, and calls itself for each level.
    except (jsonld.JsonLdError, AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return None


def _offline(value: Any, depth: int = 0) -> Any:
    if depth > _DEEPEST:
        return None
    if type(value) is list:
        return [_offline(inner, depth + 1) for inner in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _known(inner) if key == "@context" else _offline(inner, depth + 1)
        for key, inner in value.items()
    }


def _known(context: Any) -> Any:
    known = [part for part in listed(context) if not isinstance(part, str) or is_shipped(part)]
    has_base = any(isinstance(part, dict) and part.get("@base") for part in known)
    return [_ADDRESSES, *known] if has_base and any(isinstance(part, str) for part in known) else known
