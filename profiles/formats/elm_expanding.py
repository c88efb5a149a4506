"""Expanding documents of the European Learning Model by pyld.

It is slow to load, and only documents that bring terms of their own need it:
so it is imported where it is needed.
"""

from __future__ import annotations

from typing import Any

from pyld import jsonld

from profiles.formats.elm_context import shipped


def expanded(tree: Any) -> list[Any] | None:
    """Return a document that brings terms of its own in expanded form (JSON-LD 1.1, Expansion).

    None for one that pyld refuses, such as one with a context that we do not
    ship: it is then read with our terms.
    """
    try:
        found: list[Any] = jsonld.expand(tree, {"documentLoader": load})
    except (
        jsonld.JsonLdError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ):
        return None  # what is malformed makes pyld stumble in many ways
    return found


def load(address: str, _options: Any = None) -> dict[str, Any]:
    """Return our context, as pyld's loaders do; raises JsonLdError for all other addresses."""
    context = shipped(address)
    if context is None:
        raise jsonld.JsonLdError(
            f"{address} is no context that we ship",
            "jsonld.LoadDocumentError",
            code="loading document failed",
        )
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": context,
    }
