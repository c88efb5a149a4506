"""Words of accessibility: what is surely meant is suggested, and nothing that could turn a meaning round."""

from __future__ import annotations

import pytest

from profiles.vocabulary import vocabulary
from validators.likely import likely_word
from validators.types import SKIP, TYPES, Fault
from validators.types.accessibility import ALL

FEATURE = "accessibility/accessibilityFeature"
HAZARD = "accessibility/accessibilityHazard"


@pytest.mark.parametrize(
    ("name", "text", "meant"),
    [
        (FEATURE, "alternative text", "alternativeText"),
        (FEATURE, "closed-captions", "closedCaptions"),
        (FEATURE, "closedCaption", "closedCaptions"),
        (FEATURE, "alternatveText", "alternativeText"),
        (HAZARD, "noFlashing", "noFlashingHazard"),
        (HAZARD, "no motion simulation", "noMotionSimulationHazard"),
        (HAZARD, "soundHazard", "sound"),
        ("accessibility/accessMode", "text on visual", "textOnVisual"),
    ],
)
def test_a_word_that_is_surely_meant_is_suggested(name: str, text: str, meant: str) -> None:
    assert likely_word(name, text) == meant


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (HAZARD, "nFlashing"),  # flashing or noFlashing
        (HAZARD, "noSoundHazzard"),  # soundHazard is not far either
        (HAZARD, "strobe light"),
        (FEATURE, "withAdditionalWordSegmentations"),  # or without
        (FEATURE, "subtitles"),
        (FEATURE, "x" * 10_000),
        (FEATURE, ""),
        (FEATURE, "—"),
        ("accessibility/accessibilityAPI", "WindowsAccessibility"),  # ends as those of others do
    ],
)
def test_a_word_that_could_be_another_is_not_suggested(name: str, text: str) -> None:
    assert likely_word(name, text) == ""


def test_no_hazard_is_suggested_for_its_contrary_with_a_letter_more_or_less() -> None:
    for word in ("flashing", "motionSimulation", "sound"):
        named = {"no": f"no{word[0].upper()}{word[1:]}Hazard", "": word}
        for start, meant in named.items():
            for place in range(len(start + word) + 1):
                slip = f"{start}{word}"
                for text in (f"{slip[:place]}x{slip[place:]}", f"{slip[:place]}{slip[place + 1 :]}"):
                    assert likely_word(HAZARD, text) in ("", meant), text


def test_no_two_vocabularies_write_one_word_in_different_cases() -> None:
    written: dict[str, str] = {}
    for name in ALL:
        for concept in vocabulary(name):
            assert written.setdefault(concept.notation.casefold(), concept.notation) == concept.notation


@pytest.mark.parametrize("name", [name for name in TYPES if name.startswith("a11y-")])
@pytest.mark.parametrize("text", ["", ",", "/", "no such word", "no such word/more", "textual,no such word"])
def test_a_text_that_is_no_word_is_left_to_the_rule_on_the_vocabulary(name: str, text: str) -> None:
    assert TYPES[name](text) is SKIP


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a11y-case", "textual, visual", None),
        ("a11y-case", "Textual, visual", Fault(suggestion="textual,visual", other="textual,visual")),
        ("a11y-current-feature", "ARIA", None),
        ("a11y-current-api", "aria", Fault("feature")),
        ("a11y-current-feature", "Captions", Fault("one-of", other="closedCaptions, openCaptions")),
        ("a11y-slash", "textual,visual/photo", Fault(other="visual")),
        ("a11y-slash", "textual,visual", None),
    ],
)
def test_each_type_judges_one_thing(name: str, text: str, said: Fault | None) -> None:
    assert TYPES[name](text) == said
