"""Writing schema.org / LRMI as JSON-LD: every field of the model, by the crosswalk."""

from __future__ import annotations

from typing import Any

from profiles.formats.json_writing import WRITTEN, as_bytes, principal, said_in, untagged
from profiles.formats.jsonld_contexts import PREFIXES, SCHEMA_ORG_CONTEXT
from profiles.model import LearningResource

_ALWAYS_MANY = frozenset({"keywords"})  # one string would be several, with commas between


def write(resource: LearningResource) -> bytes:
    """Return the resource as a JSON-LD document in schema.org's terms, in UTF-8."""
    return as_bytes(as_document(resource))


def as_document(resource: LearningResource) -> dict[str, Any]:
    """Return the resource as a JSON-LD document in schema.org's terms."""
    members: dict[str, Any] = {}
    main = principal(resource)
    for field, values in resource.said().items():
        if field not in WRITTEN:
            continue
        key = WRITTEN[field][0]
        if field == "id" and main is not None:
            members["@id"] = main.value
            rest = list(values)
            rest.remove(main)
            written = said_in(field, rest, untagged)
        else:
            written = said_in(field, values, untagged)
        if written:
            members[key] = written[0] if len(written) == 1 and field not in _ALWAYS_MANY else written
    return {"@context": context(members), "@type": "LearningResource", **members}


def context(members: dict[str, Any]) -> Any:
    """Return schema.org's context, with the prefixes that the names of the members have."""
    prefixes = {
        prefix: PREFIXES[prefix] for prefix, colon, _ in (key.partition(":") for key in members) if colon
    }
    return [SCHEMA_ORG_CONTEXT, prefixes] if prefixes else SCHEMA_ORG_CONTEXT
