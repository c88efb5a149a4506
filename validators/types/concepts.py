"""Concepts of published schemes: whether a scheme has a concept, and by which label.

A scheme is judged by the state of it that comes with the program
(profiles/vocabularies). What is not of one of these schemes is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from profiles.model import Concept, Text
from profiles.vocabulary import KnownConcept, Vocabulary, folded, vocabulary
from validators.types.fault import SKIP, Fault, Judgement


class _Scheme(NamedTuple):
    """What may be concluded from our state of a scheme.

    `whole`: what it lacks, the scheme lacks too; others were read in part, or
    have grown since. `labelled`: the labels are those of its owners; others are ours.
    """

    name: str
    whole: bool
    labelled: bool


_SCHEMES = (
    _Scheme("eqf", whole=True, labelled=False),
    _Scheme("hcrt", whole=True, labelled=True),
    _Scheme("hochschulfaecher", whole=False, labelled=True),
    _Scheme("isced", whole=True, labelled=True),
    _Scheme("isced-f", whole=True, labelled=True),
    _Scheme("kim/conditions-of-access", whole=True, labelled=False),
    _Scheme("kim/educational-level", whole=True, labelled=True),
    _Scheme("kim/school-subject", whole=True, labelled=True),
    _Scheme("lrmi/educationalAudienceRole", whole=True, labelled=True),
    _Scheme("lrmi/educationalUse", whole=True, labelled=True),
    _Scheme("lrmi/interactivityType", whole=True, labelled=True),
    _Scheme("lrmi/learningResourceType", whole=False, labelled=True),  # a draft of its owners
    _Scheme("oeh-new-lrt", whole=False, labelled=True),
    _Scheme("oeh/discipline", whole=False, labelled=True),
    _Scheme("oeh/educationalContext", whole=False, labelled=True),
)


def concept_in_scheme(concept: Concept) -> Judgement:
    """Judge whether a concept's scheme has it still; of one that was replaced, suggest the other."""
    if not concept.id or "://" not in concept.id:
        return SKIP
    named = _scheme_named(concept.scheme or "")
    scheme = named or _schemes().get(_above(concept.id))
    if scheme is None:
        return SKIP
    known = _find(scheme, concept.id)
    if known is None:
        return _lacking(scheme, concept.id)
    if not known.deprecated:
        return None
    return Fault("deprecated", suggestion=_address(_replacements(scheme, known)), other=_title(scheme))


def concept_label(concept: Concept) -> Judgement:
    """Judge whether a concept is called as its scheme calls it in the language; suggest that name."""
    if not concept.id or not concept.labels or "://" not in concept.id:
        return SKIP
    scheme = _schemes().get(_above(concept.id))
    known = _find(scheme, concept.id) if scheme is not None and scheme.labelled else None
    if known is None or not known.verified:
        return SKIP
    names = frozenset(folded(name) for name in known.names)
    judged: Judgement = SKIP
    for label in concept.labels:
        preferred = _preferred(known, label)
        if preferred is None:
            continue
        if folded(label.value) != folded(preferred) and folded(label.value) not in names:
            return Fault("", suggestion=preferred, other=label.value)
        judged = None
    return judged


def _lacking(scheme: _Scheme, address: str) -> Judgement:
    """Judge a concept that our state of its scheme does not have."""
    other = _schemes().get(_above(address))
    if other is not None and other is not scheme:
        return Fault("other-scheme", other=_title(scheme))
    return Fault("unknown", other=_title(scheme)) if scheme.whole else SKIP


def _replacements(scheme: _Scheme, known: KnownConcept) -> Iterable[KnownConcept]:
    """Yield what stands in place of a deprecated concept."""
    for notation in known.replaced_by:
        found = _vocabulary(scheme).by_notation(notation)
        if found is not None:
            yield found


def _address(concepts: Iterable[KnownConcept]) -> str:
    """Return the addresses of concepts as one text."""
    return " ".join(concept.id for concept in concepts if concept.id)


def _preferred(known: KnownConcept, label: Text) -> str | None:
    """Return what a concept is called in the language of a label; None where that is not known."""
    tag = (label.lang or "").lower()
    return known.labels.get(tag) or known.labels.get(tag.partition("-")[0])


def _title(scheme: _Scheme) -> str:
    """Return a scheme's title with the date of our state of it."""
    known = _vocabulary(scheme)
    title = known.title.get("en") or next(iter(known.title.values()))
    return f"{title} ({known.date})"


def _vocabulary(scheme: _Scheme) -> Vocabulary:
    return vocabulary(scheme.name)


@lru_cache(maxsize=4096)
def _find(scheme: _Scheme, address: str) -> KnownConcept | None:
    found = _vocabulary(scheme).find_all(address.strip())
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=256)
def _scheme_named(text: str) -> _Scheme | None:
    """Return the scheme that a concept names as its own, by the scheme's address or one below it."""
    address = folded(text.strip())
    if "://" not in address:
        return None
    return _schemes().get(address) or _schemes().get(_above(address))


def _above(address: str) -> str:
    """Return the address that concepts of a scheme have in common, without the last of its parts."""
    text = folded(address)
    return text[: max(text.rfind("/"), text.rfind("#"))]


@cache
def _schemes() -> dict[str, _Scheme]:
    """Return the schemes by their own address, and by what the addresses of their concepts begin with."""
    found: dict[str, _Scheme] = {}
    for scheme in _SCHEMES:
        known = _vocabulary(scheme)
        names = (name for concept in known for name in (concept.id, *concept.names))
        beginnings = {_above(name) for name in names if name and "://" in name}
        for address in {folded(known.source), *beginnings}:
            found.setdefault(address, scheme)
    return found
