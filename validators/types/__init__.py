"""The types that a `type` check can ask for, each a function of one value.

A function returns None for a value of the type, SKIP for one that the type has
nothing to say of, and a Fault else. Most take the text of the value; those in
WHOLE take the value itself, for they look at two of its members.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from validators.types import agents, identifiers, licences, values
from validators.types.fault import SKIP, Fault, Judgement

__all__ = ["SKIP", "TYPES", "WHOLE", "Fault", "Judgement"]

TYPES: dict[str, Callable[[Any], Judgement]] = {
    "agent-id": agents.agent_id,
    "ark": identifiers.ark,
    "bcp47": values.language_tag,
    "bytes": values.size_in_bytes,
    "catalogue": identifiers.catalogue,
    "check-digit": identifiers.check_digit,
    "date": values.date_or_time,
    "doi": identifiers.doi,
    "duration": values.duration,
    "handle": identifiers.handle,
    "licence": licences.licence,
    "media-type": values.media_type,
    "persistent": identifiers.persistent,
    "public-url": values.public_url,
    "rights-reserved": licences.rights_reserved,
    "text-language": values.text_language,
    "urn": identifiers.urn,
    "vcard": agents.vcard,
}

WHOLE = frozenset(
    {"agent-id", "ark", "catalogue", "check-digit", "doi", "handle", "licence", "persistent", "urn", "vcard"}
)
