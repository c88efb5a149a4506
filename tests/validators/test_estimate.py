"""The estimate keeps to the figures of its sources and to the rules of honesty (rules.md, section 5)."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from profiles.canonical import from_json
from validators import estimate as module
from validators.estimate import (
    METHOD,
    Estimate,
    Grams,
    Measured,
    SizeSource,
    download,
    estimate,
    streamed,
)
from validators.estimate_text import told

LANGUAGES = ("en", "nl", "de", "fr", "es", "it", "pl", "fi")
MB, GB = 10**6, 10**9
PDF = "https://example.org/a.pdf"
SIZES = st.integers(min_value=1, max_value=2**43)


def of(*files: dict[str, str], **fields: Any) -> Estimate | None:
    return estimate(from_json({"encoding": list(files), **fields}))


def sure(*files: dict[str, str], **fields: Any) -> Estimate:
    found = of(*files, **fields)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("size", "high"), [(2 * MB, "0.3"), (5 * MB, "0.74"), (50 * MB, "7.4"), (500 * MB, "74")]
)
def test_a_download_costs_what_the_model_says(size: int, high: str) -> None:
    assert f"{download(size).high:.2g}" == high


def test_the_terms_of_the_model_are_those_of_its_table() -> None:
    grams = download(GB)
    assert grams.low == pytest.approx(56.3, abs=0.05)
    assert grams.high == pytest.approx(148.2)
    device_in_use = 0.080 * 494
    assert grams.low + device_in_use == pytest.approx(95.8, abs=0.05)
    assert grams.high - grams.low - device_in_use == pytest.approx(52.4, abs=0.05)


def test_a_green_host_takes_away_the_use_of_its_data_centre_and_no_more() -> None:
    grey, green = download(GB), download(GB, green_host=True)
    assert grey.high - green.high == pytest.approx(27.2, abs=0.05)
    assert grey.low - green.low == pytest.approx(grey.high - green.high)


def test_an_hour_of_video_is_not_counted_by_its_bytes() -> None:
    grams = streamed(3600, 2_250 * MB)
    assert grams.low == pytest.approx(55)
    assert grams.high == pytest.approx(333, abs=1)


def test_the_range_of_sound_is_never_below_the_hours() -> None:
    assert streamed(3600, 57 * MB) == Grams(55, 55)


def test_the_estimate_of_a_record_has_one_significant_figure_and_the_name_of_its_method() -> None:
    found = sure({"encodingFormat": "application/pdf", "contentSize": "2000000"})
    assert found.grams == Grams(0.1, 0.3)
    assert found.method == METHOD == "swdm-4/ember-494"
    assert found.smallest is found.largest
    assert found.smallest.size_source is SizeSource.STATED
    assert found.assumptions == ("one-use", "size-stated", "download")
    assert found.limits == ("order-of-magnitude", "not-counted", "no-score")


@pytest.mark.parametrize(
    "file",
    [
        {"encodingFormat": "application/pdf"},
        {"encodingFormat": "application/pdf", "contentSize": "twelve pages"},
        {"encodingFormat": "application/pdf", "contentSize": "0"},
        {"encodingFormat": "video/mp4", "contentSize": "900000000"},  # no playing time
        {"encodingFormat": "video/mp4", "duration": "PT1H"},
        {"encodingFormat": "video/mp4", "duration": "PT1H", "bitrate": "5000"},  # bits or bytes?
        {"encodingFormat": "video/mp4", "duration": "PT1H", "bitrate": "625 kb/s"},
        {"encodingFormat": "application/zip", "bitrate": "5 Mbit/s"},
    ],
)
def test_there_is_no_estimate_where_the_record_does_not_say_enough(file: dict[str, str]) -> None:
    assert of(file) is None


def test_there_is_no_estimate_without_a_file() -> None:
    assert of() is None


def test_a_size_with_a_unit_is_stated_too() -> None:
    assert sure({"contentSize": "3,4 MB"}).smallest.size == 3_400_000


def test_bit_rate_and_playing_time_make_a_size() -> None:
    found = sure({"encodingFormat": "video/mp4", "bitrate": "5 Mbit/s"}, duration="PT1H")
    assert found.smallest.size == 2_250 * MB
    assert found.smallest.size_source is SizeSource.BITRATE
    assert found.grams == Grams(60, 300)
    assert found.assumptions == ("one-use", "size-bitrate", "streamed")


def test_what_was_measured_counts_only_where_nothing_is_stated() -> None:
    resource = from_json({"encoding": [{"contentUrl": PDF, "encodingFormat": "application/pdf"}]})
    found = estimate(resource, {PDF: Measured("2026-11-25", size=2 * MB)})
    assert found is not None
    assert found.smallest.size_source is SizeSource.MEASURED
    assert "2026-11-25" in told(found).assumptions[1]
    stated = from_json({"encoding": [{"contentUrl": PDF, "contentSize": "5000000"}]})
    found = estimate(stated, {PDF: Measured("2026-11-25", size=2 * MB)})
    assert found is not None
    assert (found.smallest.size, found.smallest.size_source) == (5 * MB, SizeSource.STATED)


def test_a_green_host_is_named_with_its_source_and_date() -> None:
    resource = from_json({"encoding": [{"contentUrl": PDF, "contentSize": str(GB)}]})
    found = estimate(resource, {PDF: Measured("2026-11-25", green_host="Green Web Foundation")})
    assert found is not None
    assert found.grams == download(GB, green_host=True).rounded()
    assert any("Green Web Foundation (2026-11-25)" in line for line in told(found).assumptions)


def test_of_several_files_the_smallest_and_the_largest_are_shown_and_not_their_sum() -> None:
    found = sure({"contentSize": "5000000"}, {"contentSize": "50000000"}, {"contentSize": "2000000"}, {})
    assert (found.smallest.position, found.largest.position) == (2, 1)
    assert found.grams == Grams(0.1, 7.0)
    assert "renditions" in found.assumptions
    assert "incomplete" in found.limits
    assert told(found).files == ("Smallest file (2 MB): 0.1 to 0.3 g", "Largest file (50 MB): 3 to 7 g")


def test_a_playing_time_makes_a_file_without_format_one_that_is_played() -> None:
    assert sure({"contentSize": "57000000"}, duration="PT1H").grams == Grams(60, 60)


def test_sound_says_that_the_study_was_of_video() -> None:
    found = sure({"encodingFormat": "audio/mpeg", "contentSize": "57000000", "duration": "PT1H"})
    assert "sound" in found.limits
    assert told(found).summary == "One use: about 60 g CO2e"


@given(SIZES, SIZES)
def test_more_bytes_never_cost_less(one: int, other: int) -> None:
    less, more = sorted((one, other))
    for low, high in ((download(less), download(more)), (streamed(60, less), streamed(60, more))):
        assert low.low <= high.low
        assert low.high <= high.high
        assert low.rounded().high <= high.rounded().high


@given(SIZES, st.floats(min_value=1, max_value=10**6))
def test_the_low_end_is_never_above_the_high_one(size: int, seconds: float) -> None:
    for grams in (download(size), download(size, green_host=True), streamed(seconds, size)):
        assert 0 < grams.low <= grams.high
        assert grams.rounded().low <= grams.rounded().high


@given(st.lists(SIZES, min_size=1, max_size=5))
def test_the_range_of_a_record_holds_those_of_its_files(sizes: list[int]) -> None:
    found = sure(*({"contentSize": str(size)} for size in sizes))
    ranges = [download(size).rounded() for size in sizes]
    assert found.grams == Grams(min(one.low for one in ranges), max(one.high for one in ranges))
    assert (found.smallest.size, found.largest.size) == (min(sizes), max(sizes))


WORDS = yaml.safe_load(Path(module.__file__).with_name("estimate_words.yaml").read_bytes())


@pytest.mark.parametrize("key", WORDS)
def test_the_words_are_there_in_eight_languages_with_the_same_places(key: str) -> None:
    assert tuple(WORDS[key]) == LANGUAGES
    places = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in WORDS[key].values()]
    assert all(place == places[0] for place in places)


@pytest.mark.parametrize("lang", [*LANGUAGES, "xx"])
def test_an_estimate_is_told_in_each_language_and_in_english_elsewhere(lang: str) -> None:
    resource = from_json(
        {
            "encoding": [
                {"contentUrl": PDF, "contentSize": "2000000"},
                {"encodingFormat": "audio/mpeg", "bitrate": "128 kbit/s", "duration": "PT1H"},
                {},
            ]
        }
    )
    found = estimate(resource, {PDF: Measured("2026-11-25", green_host="GWF")})
    assert found is not None
    summary, files, assumptions, limits = told(found, lang)
    every = (summary, *files, *assumptions, *limits)
    assert not any("{" in line for line in every)
    assert len(assumptions) == len(found.assumptions)
    assert len(limits) == len(found.limits)
    assert ("0.06" in summary) == (lang in ("en", "xx"))
    assert ("0,06" in summary) == (lang not in ("en", "xx"))


def test_nothing_is_told_of_trees_or_tea() -> None:
    said = " ".join(by_language["en"].lower() for by_language in WORDS.values())
    assert not re.search(r"\b(?:trees?|kettles?|cars?|flights?|cups?|tea)\b", said)
