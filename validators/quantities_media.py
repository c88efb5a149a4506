"""Quantities of files that a `range` check can ask for: what a video weighs, by its length, or a page.

Each is a function of the resource and one of its files that returns a number,
or None where the record does not say enough: nothing is ever guessed. A MB is a
million bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from profiles.model import Encoding, LearningResource
from validators.judges import seconds_of
from validators.types.fault import Fault
from validators.types.files import size_in_bytes

Quantity = Callable[[LearningResource, Encoding], float | None]

_RATE = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:([kmg])?(?:bits?/s(?:ec)?|bps)|([kmg])?bytes?/s(?:ec)?)\.?",
    re.IGNORECASE | re.ASCII,
)
_BARE = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_PREFIXES = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}
_LARGEST_IN_KILOBITS = 100_000  # 100 Mbit/s: a number without unit that is larger is one of bits
_TIME_BASED = ("audio/", "video/")


@lru_cache(maxsize=4096)
def bytes_of(text: str) -> int | None:
    """Return the size that a text states, in bytes; with a unit only where it has but one reading."""
    judged = size_in_bytes(text)
    if judged is None:
        return int(text)
    return int(judged.suggestion) if isinstance(judged, Fault) and judged.suggestion else None


def _positive_seconds(text: str) -> float | None:
    """Return the seconds of an ISO 8601 duration, None where it is none, or takes no time."""
    seconds = seconds_of(text)
    return seconds if seconds and seconds > 0 else None


@lru_cache(maxsize=4096)
def stated_bits_per_second(text: str) -> float | None:
    """Return a rate in bits per second, None where its unit is not stated beyond doubt.

    "kb/s" is in doubt: the AMB reads it as kilobytes in one place and as kilobits in another.
    """
    match = _RATE.fullmatch(text.strip())
    if match is None or "Bps" in text:
        return None
    number, bits, octets = match.groups()
    factor = _PREFIXES[(bits or octets or "").lower()] * (8 if "byte" in text.lower() else 1)
    return float(number.replace(",", ".")) * factor or None


def least_bits_per_second(text: str) -> float | None:
    """Return the lowest rate that a text can mean: a number without unit is of kilobits, of bits if large."""
    if _BARE.fullmatch(text.strip()):
        number = float(text)
        return (number if number > _LARGEST_IN_KILOBITS else number * 1_000) or None
    return stated_bits_per_second(text)


def is_time_based(resource: LearningResource, file: Encoding) -> bool:
    """Tell whether a file is sound or video: by its media type, without one by its playing time."""
    if file.encodingFormat:
        return file.encodingFormat.strip().lower().startswith(_TIME_BASED)
    return bool(file.duration) or any(_positive_seconds(text) for text in resource.duration)


def playing_seconds(resource: LearningResource, file: Encoding) -> float | None:
    """Return how long a file plays: its own duration, else that of the resource."""
    stated = (file.duration,) if file.duration else resource.duration
    return next((seconds for text in stated if (seconds := _positive_seconds(text))), None)


def _is_video(file: Encoding) -> bool:
    return file.encodingFormat is not None and _names_video(file.encodingFormat)


@lru_cache(maxsize=1024)
def _names_video(media_type: str) -> bool:
    return media_type.strip().lower().startswith("video/")


def _size(file: Encoding) -> int | None:
    return bytes_of(file.contentSize) if file.contentSize else None


def _bytes_per_minute(resource: LearningResource, file: Encoding) -> float | None:
    """Return what a video weighs by the minute."""
    if not _is_video(file):
        return None
    size, seconds = _size(file), playing_seconds(resource, file)
    return size * 60 / seconds if size and seconds else None


def _bytes_per_page(resource: LearningResource, file: Encoding) -> float | None:
    """Return what a document weighs by the page."""
    if not file.pages or not file.pages.strip().isdecimal() or is_time_based(resource, file):
        return None
    size, pages = _size(file), int(file.pages)
    return size / pages if size and pages else None


def _smallest_video_bytes(resource: LearningResource, file: Encoding) -> float | None:
    """Return the size of the smallest video of a resource; of its other files, nothing."""
    return _of_the_least_video(resource, file, _size)


def _slowest_video_bits_per_second(resource: LearningResource, file: Encoding) -> float | None:
    """Return the rate of the video of a resource that has the lowest; of its other files, nothing."""
    return _of_the_least_video(resource, file, _rate)


def _of_the_least_video(
    resource: LearningResource, file: Encoding, measure: Callable[[Encoding], float | None]
) -> float | None:
    """Return the measure of the video that has the least; nothing where that of another is not known."""
    if not _is_video(file):
        return None
    known = [measure(one) for one in resource.encoding if _is_video(one)]
    own = measure(file)
    return own if own and all(other and other >= own for other in known) else None


def _rate(file: Encoding) -> float | None:
    return least_bits_per_second(file.bitrate) if file.bitrate else None


QUANTITIES: dict[str, Quantity] = {
    "bytes-per-minute": _bytes_per_minute,
    "bytes-per-page": _bytes_per_page,
    "smallest-video-bytes": _smallest_video_bytes,
    "slowest-video-bits-per-second": _slowest_video_bits_per_second,
}
