"""The words of accessibility (W3C, Schema.org Accessibility Properties for Discoverability Vocabulary).

Each judge looks at one thing, so that a value is reported once: the case of a
word, that it is deprecated, that something was added to it after a slash. Of
what is no word at all they say nothing. A set of access modes is a list with commas.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from profiles.vocabulary import vocabulary
from validators.types.fault import SKIP, Fault, Judgement

FEATURE = "accessibility/accessibilityFeature"
API = "accessibility/accessibilityAPI"
ALL = (
    FEATURE,
    API,
    "accessibility/accessibilityHazard",
    "accessibility/accessibilityControl",
    "accessibility/accessMode",
    "accessibility/accessModeSufficient",
)
_SLASH = "/"


def right_case(text: str) -> Judgement:
    """Judge whether a word, or each of a list, has the case that its vocabulary gives it (section 1.2)."""
    members = _members(text)
    written = [word for member in members if (word := _all_words().get(member.casefold()))]
    if len(written) < max(len(members), 1):
        return SKIP
    asked = ",".join(written)
    return None if written == members else Fault(suggestion=asked, other=asked)


def current_feature(text: str) -> Judgement:
    """Judge whether a feature is one that is not deprecated."""
    return _current(FEATURE, text)


def current_api(text: str) -> Judgement:
    """Judge whether an accessibility API is one that is not deprecated; ARIA is a feature now."""
    fault = _current(API, text)
    if isinstance(fault, Fault) and not fault.code and text.casefold() in _words(FEATURE):
        return Fault("feature")
    return fault


def without_slash(text: str) -> Judgement:
    """Judge whether a word, or each of a list, stands without an addition after a slash (section 1.3)."""
    members = _members(text)
    words = [_all_words().get(member.partition(_SLASH)[0].casefold()) for member in members]
    refined = [word for word, member in zip(words, members, strict=True) if _SLASH in member]
    if not words or None in words:
        return SKIP
    return Fault(other=refined[0] or "") if refined else None


def _current(name: str, text: str) -> Judgement:
    word = _words(name).get(text.casefold())
    concept = vocabulary(name).by_notation(word) if word else None
    if concept is None:
        return SKIP
    if not concept.deprecated:
        return None
    instead = concept.replaced_by
    if len(instead) == 1:
        return Fault("replaced", suggestion=instead[0], other=instead[0])
    return Fault("one-of", other=", ".join(instead)) if instead else Fault()


def _members(text: str) -> list[str]:
    return [member for part in text.split(",") if (member := part.strip())]


@cache
def _words(name: str) -> Mapping[str, str]:
    """Return the words of a vocabulary by their form without regard to case."""
    return {concept.notation.casefold(): concept.notation for concept in vocabulary(name)}


@cache
def _all_words() -> Mapping[str, str]:
    return {key: word for name in ALL for key, word in _words(name).items()}
