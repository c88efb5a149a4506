"""The named functions of the check `corpus`, each compiled for a rule and a corpus."""

from __future__ import annotations

from collections.abc import Callable

from profiles.model import LearningResource
from profiles.record import Record
from profiles.rules import Rule
from validators.corpus.keys import BYTES, DESCRIPTION, IDENTIFIER, KEYS, NEAR, is_uri, names
from validators.finding import Finding
from validators.given import NEEDS_CORPUS, Corpus, Shared

Ask = Callable[[LearningResource, Record | None, list[Finding]], bool | str]

_MANY, _SHARE = 5, 0.01
"""A text in more records than this, and in a greater share of them, is boilerplate (QUAL-082)."""
LINKS = ("isPartOf", "hasPart", "isBasedOn", "isVersionOf", "translationOfWork", "relation")
_INVERSE = {"isPartOf": "hasPart", "hasPart": "isPartOf"}


def _keyed(kind: str, is_too_many: Callable[[Shared], bool]) -> Callable[[Rule, Corpus], Ask]:
    """Return the builder of a function that finds keys which too many records of a source share."""
    keys = KEYS[kind]

    def build(rule: Rule, corpus: Corpus) -> Ask:
        def ask(resource: LearningResource, record: Record | None, findings: list[Finding]) -> bool | str:
            if record is None:
                return NEEDS_CORPUS
            applicable = False
            source = record.source or record.origin
            for key in keys(resource, record):
                applicable = True
                mine = key.what or record.header.identifier
                shared = corpus.shared(source, kind, key.key, mine)
                if is_too_many(shared):
                    slots = {"value": key.text, "other": shared.other, "count": f"{shared.records:,}"}
                    findings.append(Finding(rule.id, key.field, key.position, "", slots))
            return applicable

        return ask

    return build


def _relations(rule: Rule, corpus: Corpus) -> Ask:
    """Build `is: relations`: what a record is linked with is there or has an address, and says the same.

    Codes: `unknown`, in no record and no address; `ring`, a part of itself;
    `one-sided`, where the other names its parts or wholes and this one is none.
    """

    def ask(resource: LearningResource, record: Record | None, findings: list[Finding]) -> bool | str:
        if record is None:
            return NEEDS_CORPUS
        source = record.source or record.origin
        applicable = False
        for field in LINKS:
            for position, link in enumerate(getattr(resource, field)):
                if not link.id:
                    continue
                applicable = True
                target = link.id.strip()
                code = _fault(corpus, source, field, target, resource, record)
                if code:
                    slots = {"value": target, "field": field, "other": _INVERSE.get(field, field)}
                    findings.append(Finding(rule.id, f"{field}.id", position, code, slots))
        return applicable

    return ask


def _fault(
    corpus: Corpus, source: str, field: str, target: str, resource: LearningResource, record: Record
) -> str:
    """Return the code of what is wrong with a link, empty where nothing is."""
    known = corpus.known_as(source, target)
    if not known:
        return "" if is_uri(target) else "unknown"
    if field not in _INVERSE:
        return ""
    mine = frozenset[int]().union(*(corpus.known_as(source, name) for name in set(names(resource, record))))
    if field == "isPartOf":
        rings = {ring for number in mine if (ring := corpus.ring(number)) is not None}
        if any(corpus.ring(number) in rings for number in known):
            return "ring"
    said = [corpus.linked(number, _INVERSE[field]) for number in known]
    if any(not back or back & mine for back in said):  # silence is no contradiction
        return ""
    return "one-sided"


CORPUS: dict[str, Callable[[Rule, Corpus], Ask]] = {
    "same-identifier": _keyed(IDENTIFIER, lambda shared: shared.records > 1),
    "near-duplicate": _keyed(NEAR, lambda shared: shared.records > 1),
    "boilerplate": _keyed(
        DESCRIPTION, lambda shared: shared.records > _MANY and shared.records > _SHARE * shared.of
    ),
    "same-bytes": _keyed(BYTES, lambda shared: shared.records > 1),
    "relations": _relations,
}
"""The functions by the names that rules give."""
