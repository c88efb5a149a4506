"""Concepts of published schemes: every one that a scheme has is taken, by its address and under its label."""

from __future__ import annotations

import pytest

from profiles.model import Concept, Text
from profiles.vocabulary import vocabulary
from validators.types.concepts import _SCHEMES, concept_in_scheme, concept_label
from validators.types.fault import SKIP, Fault

NAMES = [scheme.name for scheme in _SCHEMES]
COURSE = "https://w3id.org/kim/hcrt/course"


@pytest.mark.parametrize("name", NAMES)
def test_every_concept_that_is_in_use_belongs_to_its_scheme(name: str) -> None:
    for known in vocabulary(name):
        judged = concept_in_scheme(Concept(known.id, scheme=vocabulary(name).source))
        assert (judged is None) != known.deprecated, known


@pytest.mark.parametrize("scheme", _SCHEMES, ids=NAMES)
def test_every_concept_may_be_called_as_its_scheme_calls_it(scheme) -> None:
    for known in vocabulary(scheme.name):
        labels = tuple(Text(label, language) for language, label in known.labels.items())
        judged = concept_label(Concept(known.id, labels))
        assert judged is (None if scheme.labelled and known.verified and labels else SKIP), known


def test_a_deprecated_concept_is_told_with_the_one_in_its_place() -> None:
    judged = concept_in_scheme(Concept("https://w3id.org/kim/educationalLevel/level_9"))
    assert isinstance(judged, Fault)
    assert judged.code == "deprecated"
    assert judged.suggestion == "https://w3id.org/kim/educationalLevel/level_B"


def test_of_a_scheme_that_was_read_in_part_nothing_is_said_of_what_is_not_found() -> None:
    assert concept_in_scheme(Concept("http://w3id.org/openeduhub/vocabs/discipline/99999")) is SKIP
    assert isinstance(concept_in_scheme(Concept("http://w3id.org/kim/schulfaecher/s9999")), Fault)


@pytest.mark.parametrize(
    "concept",
    [
        Concept(),
        Concept("course", scheme="https://w3id.org/kim/hcrt/"),
        Concept("https://example.org/course"),
        Concept("https://w3id.org/", scheme="https://example.org/"),
        Concept(None, (Text("Kurs", "de"),)),
    ],
)
def test_what_is_of_no_known_scheme_is_passed_over(concept: Concept) -> None:
    assert concept_in_scheme(concept) is SKIP
    assert concept_label(concept) is SKIP


@pytest.mark.parametrize(
    ("value", "lang", "right"),
    [
        ("kurs", "de-AT", True),  # case, and the language of a region
        ("Lehrgang", "de", False),
        ("Course", "de", False),  # the label of another language
        ("Cours", "fr", True),  # a language that the scheme does not have
        ("Lehrgang", None, True),  # no language, so none to compare with
    ],
)
def test_a_label_is_compared_in_its_own_language(value: str, lang: str | None, right: bool) -> None:
    judged = concept_label(Concept(COURSE, (Text(value, lang),)))
    assert right != isinstance(judged, Fault)


def test_any_label_of_several_is_judged_and_the_right_one_suggested() -> None:
    judged = concept_label(Concept(COURSE, (Text("Course", "en"), Text("Lehrgang", "de"))))
    assert judged == Fault("", suggestion="Kurs", other="Lehrgang")
