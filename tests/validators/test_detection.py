"""Whether a text is in the language of its tag: what is called wrong, and what nothing is said of."""

from __future__ import annotations

import pytest

from profiles.model import Text
from validators.types import SKIP, TYPES, Fault

DUTCH = "Deze les legt uit hoe leerlingen breuken kunnen leren met praktische opdrachten in de klas."
NYNORSK = "Denne ressursen handlar om korleis elevar kan lære brøkrekning gjennom praktiske oppgåver."
CROATIAN = (
    "Ovaj materijal govori o tome kako učenici mogu naučiti razlomke kroz praktične zadatke u učionici."
)
CHINESE = (
    "本资源介绍学生如何通过课堂上的实践练习来学习分数的基本概念和运算方法,"
    "并通过游戏巩固所学的知识,提高学生对数学的兴趣和自信心。"
)


def judged(text: str, lang: str | None) -> object:
    return TYPES["text-in-language"](Text(text, lang))


@pytest.mark.parametrize(("tag", "found"), [("en", "nl"), ("de-AT", "nl"), ("fr_BE", "nl"), ("eng", "nl")])
def test_a_text_in_another_language_has_a_fault_that_names_it(tag: str, found: str) -> None:
    assert judged(DUTCH, tag) == Fault("", other=found)


@pytest.mark.parametrize(
    ("text", "tag"),
    [(DUTCH, "nl"), (DUTCH, "nl-BE"), (DUTCH, "nld"), (DUTCH, "dut"), (DUTCH, "NL"),
     (NYNORSK, "nn"), (NYNORSK, "nb"), (NYNORSK, "no"),
     (CROATIAN, "hr"), (CROATIAN, "sr-Latn"), (CROATIAN, "bs"), (CROATIAN, "sh"),
     (CHINESE, "zh-Hans"), (CHINESE, "cmn"), (CHINESE, "zh-CN")],
)  # fmt: skip
def test_a_text_in_its_language_or_in_one_like_it_has_none(text: str, tag: str) -> None:
    assert not isinstance(judged(text, tag), Fault)


def test_a_text_that_is_surely_in_its_language_was_judged() -> None:
    assert judged(DUTCH, "nl") is None
    assert judged(NYNORSK, "nb") is None


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (DUTCH[:59], "en"),  # too short
        (DUTCH, None),
        (DUTCH, "und"),
        (DUTCH, "gsw"),  # the detector does not know it
        (DUTCH, "no language"),
        (f"{DUTCH} This lesson explains how pupils learn fractions with practical tasks.", "de"),  # two
        ("Mathematics, Physics, Chemistry, Biology, Geography, History, English, Art, Music", "fr"),
        ("https://example.org/de/unterrichtsmaterialien/mathematik/brueche-in-der-backstube.html", "fr"),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26", "fr"),
    ],
)
def test_of_what_is_short_mixed_or_not_known_nothing_is_said(text: str, tag: str | None) -> None:
    assert judged(text, tag) is SKIP
