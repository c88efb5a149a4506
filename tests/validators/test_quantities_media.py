"""What files weigh: only what a record says beyond doubt is a number."""

from __future__ import annotations

import pytest

from profiles.canonical import from_json
from validators.quantities_media import (
    QUANTITIES,
    bytes_of,
    least_bits_per_second,
    stated_bits_per_second,
)


@pytest.mark.parametrize(
    ("text", "bits"),
    [
        ("5 Mbit/s", 5_000_000),
        ("192kbps", 192_000),
        ("1,5 Mbit/s", 1_500_000),
        ("625 kbyte/s", 5_000_000),
        ("800 bits/sec", 800),
        ("2 Gbps", 2_000_000_000),
        ("5000", None),
        ("625 kb/s", None),
        ("625 kBps", None),
        ("0 Mbit/s", None),
        ("fast", None),
        ("", None),
    ],
)
def test_a_rate_counts_where_its_unit_is_beyond_doubt(text: str, bits: float | None) -> None:
    assert stated_bits_per_second(text) == bits


@pytest.mark.parametrize(
    ("text", "bits"),
    [
        ("5000", 5_000_000),
        ("100000", 100_000_000),
        ("100001", 100_001),
        ("8000000", 8_000_000),
        ("0", None),
        ("5 Mbit/s", 5_000_000),
        ("625 kb/s", None),
    ],
)
def test_a_rate_without_unit_is_the_lowest_that_it_can_be(text: str, bits: float | None) -> None:
    assert least_bits_per_second(text) == bits


@pytest.mark.parametrize(
    ("text", "size"), [("2000000", 2_000_000), ("3,4 MB", 3_400_000), ("0", None), ("ten pages", None)]
)
def test_a_size_is_one_that_can_be_read_in_one_way(text: str, size: int | None) -> None:
    assert bytes_of(text) == size


VIDEO = {"encodingFormat": "video/mp4"}
PDF = {"encodingFormat": "application/pdf"}


@pytest.mark.parametrize(
    ("name", "files", "duration", "values"),
    [
        ("bytes-per-minute", [{**VIDEO, "contentSize": "600"}], "PT2M", [300]),
        ("bytes-per-minute", [{**VIDEO, "contentSize": "600", "duration": "PT3M"}], "PT2M", [200]),
        ("bytes-per-minute", [{**VIDEO, "contentSize": "600"}], "", [None]),
        ("bytes-per-minute", [{**VIDEO, "contentSize": "600"}], "PT0S", [None]),
        ("bytes-per-minute", [{**VIDEO, "contentSize": "600"}], "-PT5M", [None]),
        ("bytes-per-minute", [{**VIDEO, "contentSize": "600"}], "45 min", [None]),
        ("bytes-per-minute", [{"encodingFormat": "audio/flac", "contentSize": "600"}], "PT2M", [None]),
        ("bytes-per-page", [{**PDF, "contentSize": "600", "pages": "3"}], "", [200]),
        ("bytes-per-page", [{**PDF, "contentSize": "600", "pages": "iii"}], "", [None]),
        ("bytes-per-page", [{**PDF, "contentSize": "600", "pages": "0"}], "", [None]),
        ("bytes-per-page", [{**VIDEO, "contentSize": "600", "pages": "3"}], "", [None]),
        (
            "smallest-video-bytes",
            [{**VIDEO, "contentSize": "9"}, {**VIDEO, "contentSize": "4"}, {**PDF, "contentSize": "1"}],
            "",
            [None, 4, None],
        ),
        ("smallest-video-bytes", [{**VIDEO, "contentSize": "9"}, VIDEO], "", [None, None]),
        (
            "slowest-video-bits-per-second",
            [{**VIDEO, "bitrate": "9 Mbit/s"}, {**VIDEO, "bitrate": "10000"}],
            "",
            [9_000_000, None],
        ),
    ],
)
def test_a_quantity_is_worked_out_from_what_is_said(
    name: str, files: list[dict[str, str]], duration: str, values: list[float | None]
) -> None:
    said = {"encoding": files, **({"duration": duration} if duration else {})}
    resource = from_json(said)
    assert [QUANTITIES[name](resource, file) for file in resource.encoding] == values
