"""The words of accessibility (W3C, Schema.org Accessibility Properties for Discoverability Vocabulary).

Each judge looks at one thing, so that a value is reported once: a word that the
vocabulary does not have, its case, that it is deprecated, that something was
added to it after a slash. A set of access modes is a list with commas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache

from profiles.vocabulary import vocabulary
from validators.types.fault import SKIP, Fault, Judgement

FEATURE = "accessibility/accessibilityFeature"
HAZARD = "accessibility/accessibilityHazard"
API = "accessibility/accessibilityAPI"
ALL = (
    FEATURE,
    HAZARD,
    API,
    "accessibility/accessibilityControl",
    "accessibility/accessMode",
    "accessibility/accessModeSufficient",
)
_SLASH = "/"
_ALIKE = 0.88
_LONGEST = 60  # a text that is longer is no word, and likening takes time with the square of the length
_MARKS = re.compile(r"[\W_]+")


def known_word(name: str) -> Callable[[str], Judgement]:
    """Return the judge of whether a text is a word of a vocabulary, whatever its case or what a slash adds."""

    @lru_cache(maxsize=1024)
    def judge(text: str) -> Judgement:
        if text.partition(_SLASH)[0].casefold() in _words(name):
            return None
        return Fault("not-in", suggestion=_meant(name, text))

    return judge


@lru_cache(maxsize=1024)
def right_case(text: str) -> Judgement:
    """Judge whether a word, or each of a list, has the case that its vocabulary gives it (section 1.2)."""
    members = list(_members(text))
    written = [_all_words().get(member.casefold()) for member in members]
    mended = [word for word in written if word is not None]
    if not mended or len(mended) < len(members):
        return SKIP
    asked = ",".join(mended)
    return None if mended == members else Fault(suggestion=asked, other=asked)


@lru_cache(maxsize=1024)
def current_feature(text: str) -> Judgement:
    """Judge whether a feature is one that is not deprecated."""
    return _current(FEATURE, text)


@lru_cache(maxsize=1024)
def current_api(text: str) -> Judgement:
    """Judge whether an accessibility API is one that is not deprecated."""
    return _current(API, text)


@lru_cache(maxsize=1024)
def without_slash(text: str) -> Judgement:
    """Judge whether a word, or each of a list, stands without an addition after a slash (section 1.3)."""
    known = [(member, _all_words().get(member.partition(_SLASH)[0].casefold())) for member in _members(text)]
    if not known or any(word is None for _, word in known):
        return SKIP
    refined = next((word for member, word in known if _SLASH in member), None)
    return None if refined is None else Fault(other=refined)


def _current(name: str, text: str) -> Judgement:
    word = _words(name).get(text.partition(_SLASH)[0].casefold())
    concept = None if word is None else vocabulary(name).by_notation(word)
    if concept is None:
        return SKIP
    if not concept.deprecated:
        return None
    instead = concept.replaced_by
    if len(instead) == 1:
        return Fault("replaced", suggestion=instead[0], other=instead[0])
    if instead:
        return Fault("one-of", other=", ".join(instead))
    return Fault("feature" if name != FEATURE and concept.notation in _words(FEATURE).values() else "")


def _members(text: str) -> Iterator[str]:
    return (member for part in text.split(",") if (member := part.strip()))


@cache
def _words(name: str) -> Mapping[str, str]:
    """Return the words of a vocabulary by their form without regard to case."""
    return {concept.notation.casefold(): concept.notation for concept in vocabulary(name)}


@cache
def _all_words() -> Mapping[str, str]:
    return {key: word for name in ALL for key, word in _words(name).items()}


@cache
def _names(name: str) -> Mapping[str, str]:
    """Return the words of a vocabulary by all that they are called, letters and digits alone."""
    return {
        _squeezed(called): concept.notation
        for concept in vocabulary(name)
        for called in (concept.notation, *concept.names, concept.id or "")
        if called
    }


def _meant(name: str, text: str) -> str:
    """Return the word that a text surely means, if any; no hazard is guessed from its spelling."""
    names, wanted = _names(name), _squeezed(text)
    if wanted in names:
        return names[wanted]
    if name == HAZARD or len(wanted) > _LONGEST:
        return ""
    alike = get_close_matches(wanted, names, n=2, cutoff=_ALIKE)
    return names[alike[0]] if len(alike) == 1 else ""


def _squeezed(text: str) -> str:
    return _MARKS.sub("", text).casefold()
