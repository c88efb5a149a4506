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


def is_amb(document: Any) -> bool:
    """Tell whether a JSON document is in AMB, by the addresses in its context."""
    if not isinstance(document, dict):
        return False
    context = document.get("@context")
    if type(context) is list:
        return any(type(part) is str and part in AMB_CONTEXTS for part in context)
    return type(context) is str and context in AMB_CONTEXTS


def read(document: dict[str, Any]) -> LearningResource:
    """Return what an AMB record says, every value as found and with its place; bad data never raises.

    The properties of schema.org that AMB has no word on, but leaves room for,
    are read too.
    """
    return read_document(document)


def is_draft(document: Any) -> bool:
    """Tell whether an AMB record is of the draft of the next release."""
    return is_amb(document) and "/draft/" in str(document["@context"])


def _is_meant_as_amb(document: Any) -> bool:
    """Tell whether a document is in the release of AMB, or would be if it had not left out its context."""
    if is_amb(document):
        return not is_draft(document)
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
