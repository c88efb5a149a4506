"""Vocabularies of concepts, and how a concept is found in one (SKOS, sections 5 and 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from profiles.vocabulary.folding import folded


class KnownConcept(NamedTuple):
    """A concept that a vocabulary has.

    `id` is its address, None where its owner gives it none; `notation` its code
    or word there, which no other concept of the vocabulary has. `labels` are
    the preferred ones, by language tag; `codes` are further notations, and
    `names` whatever else it is known by: other labels and addresses. `broader`
    is the notation of the concept above it. What stands in place of a
    deprecated one is `replaced_by`, as notations. One that is not `verified`
    was read in no source of its owner.
    """

    id: str | None
    notation: str
    labels: Mapping[str, str]
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    broader: str | None = None
    deprecated: bool = False
    replaced_by: tuple[str, ...] = ()
    verified: bool = True

    def label(self, language: str = "en") -> str:
        """Return the label in a language, else in English, else in any, else the notation."""
        for tag in (language, language.partition("-")[0], "en"):
            if tag in self.labels:
                return self.labels[tag]
        return next(iter(self.labels.values()), self.notation)


class Heading(NamedTuple):
    """What is told of a vocabulary: where it is published, which state of it this is, whose facts they are.

    `licence` is what its owner publishes it under, None where that is not said;
    `doubt` says what of it could not be read at its source, empty where all was.
    """

    name: str
    title: Mapping[str, str]
    source: str
    date: str
    licence: str | None = None
    doubt: str = ""


class Vocabulary:
    """A vocabulary: its heading, and its concepts in their order, found by address, notation or label.

    The first lookup builds an index; each further one looks its text up in it.
    """

    def __init__(self, heading: Heading, concepts: Iterable[KnownConcept]):
        self.name, self.title, self.source, self.date, self.licence, self.doubt = heading
        self.concepts = tuple(concepts)

    def __iter__(self) -> Iterator[KnownConcept]:
        return iter(self.concepts)

    def __len__(self) -> int:
        return len(self.concepts)

    def __contains__(self, text: str) -> bool:
        return folded(text) in self._index

    def find(self, text: str) -> KnownConcept | None:
        """Return the one concept that is meant by an address, a notation or a label in any language.

        Case and accents do not matter, nor what stands between words, nor http
        or https. Where several are called so, the one that is above all others
        is meant, else the one that is not deprecated; else none is.
        """
        found = self._index.get(folded(text), ())
        if len(found) <= 1:
            return found[0] if found else None
        for one in found:
            if all(one is other or self._is_above(one, other) for other in found):
                return one
        current = [one for one in found if not one.deprecated]
        return current[0] if len(current) == 1 else None

    def find_all(self, text: str) -> tuple[KnownConcept, ...]:
        """Return every concept that is called so; by a weaker name only where none has it as a stronger one.

        An address is stronger than a notation, a notation than a preferred
        label, and that than any other name.
        """
        return self._index.get(folded(text), ())

    def by_notation(self, notation: str) -> KnownConcept | None:
        """Return the concept of exactly that notation, as `broader` and `replaced_by` give it."""
        return self._by_notation.get(notation)

    def ancestors(self, concept: KnownConcept) -> Iterator[KnownConcept]:
        """Yield the concepts above one, the nearest first."""
        above = self.by_notation(concept.broader) if concept.broader else None
        while above is not None:
            yield above
            above = self.by_notation(above.broader) if above.broader else None

    def _is_above(self, one: KnownConcept, other: KnownConcept) -> bool:
        return any(one is above for above in self.ancestors(other))

    @cached_property
    def _by_notation(self) -> dict[str, KnownConcept]:
        return {concept.notation: concept for concept in self.concepts}

    @cached_property
    def _index(self) -> dict[str, tuple[KnownConcept, ...]]:
        index: dict[str, tuple[KnownConcept, ...]] = {}
        for names in (_addresses, _notations, _labels, _names):
            named: dict[str, dict[str, KnownConcept]] = {}
            for concept in self.concepts:
                for name in names(concept):
                    named.setdefault(folded(name), {})[concept.notation] = concept
            for name, found in named.items():
                index.setdefault(name, tuple(found.values()))
        index.pop("", None)
        return index


def _addresses(concept: KnownConcept) -> Iterable[str]:
    return () if concept.id is None else (concept.id,)


def _notations(concept: KnownConcept) -> Iterable[str]:
    return (concept.notation, *concept.codes)


def _labels(concept: KnownConcept) -> Iterable[str]:
    return concept.labels.values()


def _names(concept: KnownConcept) -> Iterable[str]:
    return concept.names
