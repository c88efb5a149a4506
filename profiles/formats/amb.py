"""AMB, the German profile for educational resources (DINI AG KIM), release 2023-10-19 and draft."""

from __future__ import annotations

from typing import Any

from profiles.document import Syntax
from profiles.formats.format import Format, joined
from profiles.formats.json_amb_writing import write
from profiles.formats.json_crosswalk import CROSSWALK
from profiles.formats.jsonld_contexts import AMB_CONTEXTS
from profiles.formats.jsonld_reading import read_document
from profiles.model import LearningResource

__all__ = ["CROSSWALK", "DRAFT", "FORMAT", "is_amb", "read", "write"]


_DRAFT = AMB_CONTEXTS[1]


def is_amb(document: Any) -> bool:
    """Tell whether a JSON document is in AMB, by the addresses in its context."""
    return _release(document) is not None


def _release(document: Any) -> str | None:
    """Return the address of the context of AMB that a document names."""
    if not isinstance(document, dict):
        return None
    context = document.get("@context")
    if type(context) is list:
        return next((part for part in context if type(part) is str and part in AMB_CONTEXTS), None)
    return context if type(context) is str and context in AMB_CONTEXTS else None


def read(document: dict[str, Any]) -> LearningResource:
    """Return what an AMB record says, every value as found and with its place; bad data never raises.

    The properties of schema.org that AMB has no word on, but leaves room for,
    are read too.
    """
    return read_document(document)


def is_draft(document: Any) -> bool:
    """Tell whether an AMB record is of the draft of the next release."""
    return _release(document) == _DRAFT


def _is_meant_as_amb(document: Any) -> bool:
    """Tell whether a document is in the release of AMB, or would be if it had not left out its context."""
    release = _release(document)
    if release is not None:
        return release != _DRAFT
    if not isinstance(document, dict) or "@context" in document:
        return False
    types = document.get("type")
    return "LearningResource" in types if isinstance(types, list) else types == "LearningResource"


FORMAT = Format(
    name="amb",
    title="AMB 2023-10-19",
    syntaxes=(Syntax.JSON,),
    recognises=_is_meant_as_amb,
    prefixes=("amb",),
    schemas=("amb-2023-10-19.schema.json",),
    schema_of=lambda _: "amb-2023-10-19.schema.json",
    read=read,
    write=write,
    crosswalk=joined(CROSSWALK),
)
DRAFT = Format(
    name="amb-draft",
    title="AMB draft",
    syntaxes=(Syntax.JSON,),
    recognises=is_draft,
    schemas=("amb-draft.schema.json",),
    schema_of=lambda _: "amb-draft.schema.json",
    read=read,
    crosswalk=joined(CROSSWALK),
)
