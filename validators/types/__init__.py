"""The types that a `type` check can ask for, each a function of one value.

A function returns None for a value of the type, SKIP for one that the type has
nothing to say of, and a Fault else. Most take the text of the value; those in
WHOLE take the value itself, for they look at two of its members.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from validators.types import (
    accessibility,
    accessibility_claims,
    addresses,
    agents,
    concepts,
    dates,
    detection,
    files,
    footprints,
    identifiers,
    languages,
    levels,
    licences,
    texts,
)
from validators.types.fault import SKIP, Fault, Judgement

__all__ = ["SKIP", "TYPES", "WHOLE", "Fault", "Judgement"]

TYPES: dict[str, Callable[[Any], Judgement]] = {
    "a11y-case": accessibility.right_case,
    "a11y-current-api": accessibility.current_api,
    "a11y-current-feature": accessibility.current_feature,
    "a11y-slash": accessibility.without_slash,
    "accessibility-claim": accessibility_claims.accessibility_claim,
    "age-range": levels.age_range,
    "agent-id": agents.agent_id,
    "ark": identifiers.ark,
    "bcp47": languages.language_tag,
    "bytes": files.size_in_bytes,
    "caption-language": levels.captioned_in,
    "catalogue": identifiers.catalogue,
    "check-digit": identifiers.check_digit,
    "competency": levels.competency,
    "complete-wcag-claim": accessibility_claims.complete_wcag_claim,
    "concept-in-scheme": concepts.concept_in_scheme,
    "concept-label": concepts.concept_label,
    "date": dates.date_or_time,
    "doi": identifiers.doi,
    "duration": dates.duration,
    "emission-claim": footprints.emission_claim,
    "for-old-devices": footprints.for_old_devices,
    "handle": identifiers.handle,
    "intact": texts.intact,
    "jurisdiction": levels.jurisdiction,
    "licence": licences.licence,
    "living-format": footprints.living_format,
    "media-type": files.media_type,
    "open-format": footprints.open_format,
    "persistent": identifiers.persistent,
    "public-url": addresses.public_url,
    "rights-reserved": licences.rights_reserved,
    "single-keyword": texts.single_keyword,
    "statement": texts.statement,
    "tagged": levels.tagged,
    "technical-protection": accessibility_claims.technical_protection,
    "text-in-language": detection.text_in_language,
    "text-language": languages.text_language,
    "told-adaptation": texts.told_adaptation,
    "urn": identifiers.urn,
    "usual-case": texts.usual_case,
    "vcard": agents.vcard,
}

WHOLE = frozenset(
    {
        "age-range",
        "agent-id",
        "ark",
        "caption-language",
        "catalogue",
        "check-digit",
        "concept-in-scheme",
        "concept-label",
        "competency",
        "doi",
        "emission-claim",
        "for-old-devices",
        "handle",
        "jurisdiction",
        "licence",
        "persistent",
        "statement",
        "tagged",
        "technical-protection",
        "text-in-language",
        "urn",
        "vcard",
    }
)
