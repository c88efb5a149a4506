"""The page of the report: it stands alone, it is valid, and everybody can read it (WCAG 2.2, level AA)."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import pytest

from profiles.record import Header, Record, Unreadable
from tests.application.documents import BAD, GOOD
from tests.validators.report_making import EVERYTHING, HEBREW, SIZED, ZWJ_EMOJI, many, rendered
from validators.reports import LANGUAGES, Wording
from validators.reports.html_parts import STYLE

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
INPUTS = {
    "everything": EVERYTHING,
    "nothing": (),
    "unreadable": (Unreadable("a.xml", "empty, nothing to read"),),
    "deleted": (Record(Header("a", deleted=True), b"", "a.xml"),),
    "one": tuple(many(BAD.encode(), 1)),
    "fine": tuple(many(GOOD.encode(), 1)),
    "sized": tuple(many(SIZED, 1)),
    "feed": tuple(many(BAD.encode(), 30)),
}
OF_EACH_INPUT = pytest.mark.parametrize("taken", INPUTS)
IN_EACH_LANGUAGE = pytest.mark.parametrize("lang", LANGUAGES)


@cache
def page(taken: str = "everything", lang: str = "en") -> Element:
    """Return the page as a browser has it; raises where it is not valid."""
    root: Element = html5lib.HTMLParser(strict=True).parse(rendered("html", INPUTS[taken], lang=lang))
    return root


def text_of(element: Element | None) -> str:
    assert element is not None
    return "".join(element.itertext())


def all_of(root: Element, *names: str) -> Iterator[Element]:
    return (element for element in root.iter() if str(element.tag).rpartition("}")[2] in names)


@IN_EACH_LANGUAGE
@OF_EACH_INPUT
def test_the_page_is_valid_and_in_its_language(taken: str, lang: str):
    root = page(taken, lang)
    assert root.get("lang") == lang
    title = text_of(root.find(f".//{XHTML}title"))
    assert title == text_of(root.find(f".//{XHTML}h1"))
    assert Wording(lang)("title") in title
    for limit in ("limit_statements", "limit_accessibility", "limit_comparing"):
        assert Wording(lang)(limit) in text_of(root)


@OF_EACH_INPUT
def test_the_page_has_landmarks_and_its_headings_leave_out_no_level(taken: str):
    root = page(taken)
    for name in ("header", "nav", "main", "footer"):
        assert len(list(all_of(root, name))) == 1
    levels = [int(heading.tag[-1]) for heading in all_of(root, "h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@OF_EACH_INPUT
def test_ids_are_unique_and_all_that_refers_to_one_finds_it(taken: str):
    root = page(taken)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    referred = [element.get("aria-labelledby") for element in root.iter() if element.get("aria-labelledby")]
    links = [element.get("href", "").removeprefix("#") for element in all_of(root, "a")]
    assert {*referred, *links} <= set(ids)
    named = [element.get("aria-labelledby") for element in all_of(root, "section")]
    regions = [element.get("aria-labelledby") for element in root.iter() if element.get("role") == "region"]
    assert len({*named, *regions}) == len([*named, *regions])


@OF_EACH_INPUT
def test_every_table_has_a_caption_and_heads_of_columns_and_rows(taken: str):
    for table in all_of(page(taken), "table"):
        assert text_of(table.find(f"{XHTML}caption"))
        heads = table.findall(f"{XHTML}thead/{XHTML}tr/{XHTML}th")
        assert [head.get("scope") for head in heads] == ["col"] * len(heads)
        assert all(text_of(head).strip() for head in heads)
        for row in table.findall(f"{XHTML}tbody/{XHTML}tr"):
            assert len(row) == len(heads)
            assert row[0].get("scope") == "row"


@OF_EACH_INPUT
def test_every_chart_is_text_too(taken: str):
    """A drawing is named, with its numbers, or is hidden beside the text that has them."""
    for drawing in all_of(page(taken), "svg"):
        if drawing.get("aria-hidden") != "true":
            assert drawing.get("role") == "img"
            title = drawing.find(f"{SVG}title")
            assert title is not None
            assert title.get("id") == drawing.get("aria-labelledby")
            assert re.search(r"\d", text_of(title))
        assert list(all_of(drawing, "text")) == []


@OF_EACH_INPUT
def test_the_page_has_no_script_and_asks_no_network(taken: str):
    said = rendered("html", INPUTS[taken])
    root = page(taken)
    assert list(all_of(root, "script", "link", "img", "iframe", "object", "embed", "form", "base")) == []
    for element in root.iter():
        assert not any(str(name).startswith("on") or name in ("style", "src") for name in element.attrib)
        assert element.get("href", "#").startswith("#")
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    assert "default-src 'none'" in said


def test_the_policy_of_the_page_lets_its_own_style_through():
    said = rendered("html", ())
    style = said.partition("<style>")[2].partition("</style>")[0]
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in said


def test_what_a_record_says_is_shown_and_cannot_reach_around_it():
    said = text_of(page())
    assert HEBREW in said
    assert ZWJ_EMOJI in said
    assert "<U+202E>" in said
    assert "alert('1')" in said
    shown = [text_of(element) for element in all_of(page(), "bdi")]
    assert any("<script>" in one for one in shown)


def test_words_in_another_language_than_the_page_s_are_marked():
    """Where a rule has no words in the language, English stands there, and says so."""
    profile = page("one", "pl").find(f".//{XHTML}dd")
    assert profile is not None
    assert text_of(profile).startswith("European core") == (
        profile.find(f"{XHTML}span[@lang='en']") is not None
    )


def test_a_hundred_thousand_findings_would_be_as_long_a_page_as_a_few():
    few, more = (len(rendered("html", tuple(many(BAD.encode(), count)))) for count in (20, 200))
    assert abs(more - few) < few * 0.05


@pytest.mark.parametrize("limit", [0, 1, 25])
def test_so_many_places_are_shown_of_each_rule(limit: int):
    said = rendered("html", INPUTS["feed"], limit=limit)
    assert said.count("oai:a.example:") == limit * said.count('class="group ')
    assert (Wording()("more_places", count=30 - limit) in said) == (limit > 0)


def test_an_estimate_of_emissions_is_shown_for_one_record_and_never_added_up():
    assert "CO2e" in text_of(page("sized"))
    assert "CO2e" not in rendered("html", tuple(many(SIZED, 2)))
    assert "CO2e" not in text_of(page("fine"))


def test_observations_are_left_out_unless_they_are_asked_for():
    assert "rule-" in rendered("html")
    hidden, shown = rendered("html", show_info=False), rendered("html", show_info=True)
    assert 'class="group info"' in shown
    assert 'class="group info"' not in hidden
    assert "--info" in hidden


def colours(style: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", style))


LIGHT = colours(STYLE.partition("@media")[0])
DARK = {**LIGHT, **colours(STYLE.partition("prefers-color-scheme: dark")[2].partition("* {")[0])}
PRINT = {**LIGHT, **colours(STYLE.partition("@media print")[2])}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_standard_has_it():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
def test_text_and_what_charts_and_frames_show_stand_out_from_the_ground(scheme: dict[str, str]):
    for name in ("text", "soft", "link", "violation", "warning", "info"):
        for ground in ("ground", "raised"):
            assert contrast(scheme[name], scheme[ground]) >= 4.5, (name, ground)
    for name in ("line", "fill", "yes", "no", "undetermined"):
        assert contrast(scheme[name], scheme["ground"]) >= 3, name
    assert contrast(scheme["fill"], scheme["track"]) >= 3


def test_the_style_cares_for_dark_schemes_print_motion_and_the_keyboard():
    for asked in ("prefers-color-scheme: dark", "prefers-reduced-motion", "media print", "forced-colors"):
        assert asked in STYLE
    assert ":focus-visible" in STYLE
    assert "outline: none" not in STYLE
    sizes = [float(size) for size in re.findall(r"min-height: ([\d.]+)rem", STYLE)]
    assert min(sizes) * 16 >= 24  # WCAG 2.2, 2.5.8
