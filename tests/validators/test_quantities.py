"""Quantities of files: what follows from several of their values, and when nothing follows."""

from __future__ import annotations

from typing import Any

import pytest

from profiles.model import Encoding, LearningResource
from validators.quantities import size_by_bitrate


def resource(**said: Any) -> LearningResource:
    return LearningResource(**said)


@pytest.mark.parametrize(
    ("size", "rate", "expected"),
    [
        ("9600000", "128", 1.0),  # kilobit a second
        ("9600000", "16", 1.0),  # kilobyte a second
        ("19200000", "128", 2.0),
        ("4800000", "128", 0.5),
        ("27153028", "128", pytest.approx(27153028 / (128 * 1000 * 600))),  # nearer to kilobyte
    ],
)
def test_the_reading_of_the_unit_counts_that_comes_nearer(size: str, rate: str, expected: float) -> None:
    file = Encoding(contentSize=size, bitrate=rate, duration="PT10M")
    assert size_by_bitrate(resource(), file) == expected


def test_a_files_own_playing_time_goes_before_that_of_the_resource() -> None:
    file = Encoding(contentSize="9600000", bitrate="128", duration="PT10M")
    assert size_by_bitrate(resource(duration=("PT1H",)), file) == 1.0
    assert size_by_bitrate(resource(duration=("PT10M",)), file._replace(duration=None)) == 1.0


@pytest.mark.parametrize(
    "change",
    [
        {"contentSize": None},
        {"contentSize": "9 MB"},
        {"contentSize": "0"},
        {"bitrate": None},
        {"bitrate": "0"},
        {"bitrate": "-128"},
        {"bitrate": "128 kb/s"},
        {"duration": None},
        {"duration": "PT0S"},
        {"duration": "ten minutes"},
    ],
)
def test_nothing_follows_from_what_is_missing_or_no_number(change: dict[str, str | None]) -> None:
    file = Encoding(contentSize="9600000", bitrate="128", duration="PT10M")._replace(**change)
    assert size_by_bitrate(resource(), file) is None


def test_an_enormous_rate_is_no_reason_to_stop() -> None:
    file = Encoding(contentSize="1", bitrate="1e308", duration="PT10M")
    assert size_by_bitrate(resource(), file) == 0


def test_nothing_follows_from_several_playing_times() -> None:
    file = Encoding(contentSize="9600000", bitrate="128")
    assert size_by_bitrate(resource(duration=("PT10M", "PT20M")), file) is None
