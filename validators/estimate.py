"""What one use of a resource may cost the climate: a range, with what it rests on.

The Sustainable Web Design Model, version 4, counts by the byte; for sound and
video that is wrong, so there the hours count, as a study of streaming measured
them, and the model is no more than the upper end. Where a record states no size
there is no estimate, for a size is never guessed. Grams are for people to read:
no score, ranking or sum knows of them (rules.md, section 5.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from profiles.model import Encoding, LearningResource
from validators.quantities_media import (
    bytes_of,
    is_time_based,
    playing_seconds,
    stated_bits_per_second,
)

METHOD = "swdm-4/ember-494"
"""The set of coefficients; another world average would be another set."""

_BYTES_IN_GB = 10**9
_GRID = 494  # gCO2e per kWh: world average, Ember
_DATA_CENTRE, _NETWORK, _DEVICE = 0.055, 0.059, 0.080  # kWh per GB, operational
_EMBODIED = 0.012 + 0.013 + 0.081  # kWh per GB: data centre, network, device
_STREAMED_HOUR = 55  # gCO2e: Carbon Trust, Carbon impact of video streaming, Europe, 2021
_LARGEST = 2**43  # as in rule QUAL-065: beyond it a size is a slip


class SizeSource(StrEnum):
    """Where a file's size is from, the most trusted first."""

    STATED = "stated"
    MEASURED = "measured"
    BITRATE = "bitrate"


class Measured(NamedTuple):
    """What the harvester found out about a file's address, and when; a record's own word does not count.

    `size` is the Content-Length; `green_host` names who says that the host runs
    on green energy, None where nobody does.
    """

    date: str
    size: int | None = None
    green_host: str | None = None


class Grams(NamedTuple):
    """A range in grams of CO2 equivalents."""

    low: float
    high: float

    def rounded(self) -> Grams:
        """Return the range with one significant figure, which is all that it can bear."""
        return Grams(float(f"{self.low:.0e}"), float(f"{self.high:.0e}"))


class Rendition(NamedTuple):
    """One file and its range: `position` is its place among the resource's files.

    `hours` is how long it plays, None where it is counted by its bytes.
    """

    position: int
    size: int
    size_source: SizeSource
    grams: Grams
    hours: float | None = None
    measured: Measured | None = None


class Estimate(NamedTuple):
    """The smallest and the largest file of a resource, which may be the same one.

    `assumptions` and `limits` are keys of estimate_words.yaml, in the order to be read in.
    """

    method: str
    smallest: Rendition
    largest: Rendition
    assumptions: tuple[str, ...]
    limits: tuple[str, ...]

    @property
    def grams(self) -> Grams:
        """The range over both files, with one significant figure."""
        low = min(self.smallest.grams.low, self.largest.grams.low)
        return Grams(low, max(self.smallest.grams.high, self.largest.grams.high)).rounded()


def download(size: int, *, green_host: bool = False) -> Grams:
    """Return what one download of so many bytes costs, unrounded.

    The low end is what data centre and network use while they carry it, the high
    end adds the device and what all three took to make. A green host takes its
    data centre's own use away from both.
    """
    gigabytes = size / _BYTES_IN_GB
    data_centre = 0.0 if green_host else _DATA_CENTRE
    carried = gigabytes * (data_centre + _NETWORK) * _GRID
    return Grams(carried, carried + gigabytes * (_DEVICE + _EMBODIED) * _GRID)


def streamed(seconds: float, size: int, *, green_host: bool = False) -> Grams:
    """Return what playing so long costs, unrounded; the size tells of no more than the upper end."""
    hours = seconds / 3600 * _STREAMED_HOUR
    return Grams(hours, max(hours, download(size, green_host=green_host).high))


def estimate(resource: LearningResource, measured: Mapping[str, Measured] | None = None) -> Estimate | None:
    """Return the range for one use of a resource, None where the record does not say enough for one.

    `measured` holds by address what was found out about the files.
    """
    found = measured or {}
    renditions = [
        rendition
        for position, file in enumerate(resource.encoding)
        if (rendition := _rendition(resource, position, file, found.get(file.contentUrl or "")))
    ]
    if not renditions:
        return None
    smallest = min(renditions, key=lambda one: one.size)
    largest = max(renditions, key=lambda one: one.size)
    shown = (smallest,) if smallest is largest else (smallest, largest)
    return Estimate(METHOD, smallest, largest, _assumptions(resource, shown), _limits(resource, renditions))


def _rendition(
    resource: LearningResource, position: int, file: Encoding, found: Measured | None
) -> Rendition | None:
    sized = _size_of(resource, file, found)
    if sized is None:
        return None
    size, source = sized
    green = found is not None and found.green_host is not None
    if not is_time_based(resource, file):
        return Rendition(position, size, source, download(size, green_host=green), None, found)
    seconds = playing_seconds(resource, file)
    if seconds is None:  # by its bytes alone it would be wrong by a factor of six
        return None
    grams = streamed(seconds, size, green_host=green)
    return Rendition(position, size, source, grams, seconds / 3600, found)


def _size_of(
    resource: LearningResource, file: Encoding, found: Measured | None
) -> tuple[int, SizeSource] | None:
    """Return the size of a file: as stated, else as measured, else as bitrate and duration give it."""
    stated = bytes_of(file.contentSize) if file.contentSize else None
    if stated:
        return stated, SizeSource.STATED
    if found is not None and found.size:
        return found.size, SizeSource.MEASURED
    rate = stated_bits_per_second(file.bitrate) if file.bitrate else None
    seconds = playing_seconds(resource, file)
    if rate is None or seconds is None:
        return None
    size = round(rate * seconds / 8)
    return (size, SizeSource.BITRATE) if 0 < size <= _LARGEST else None


def _assumptions(resource: LearningResource, shown: tuple[Rendition, ...]) -> tuple[str, ...]:
    said = ["one-use"]
    said += [f"size-{source}" for source in SizeSource if any(one.size_source is source for one in shown)]
    if len(resource.encoding) > 1:
        said.append("renditions")
    if any(one.hours is None for one in shown):
        said.append("download")
    if any(one.hours is not None for one in shown):
        said.append("streamed")
    if any(one.measured and one.measured.green_host for one in shown):
        said.append("green-host")
    return tuple(said)


def _limits(resource: LearningResource, renditions: list[Rendition]) -> tuple[str, ...]:
    said = ["order-of-magnitude"]
    if any(_is_sound(resource.encoding[one.position]) for one in renditions if one.hours is not None):
        said.append("sound")
    if len(renditions) < len(resource.encoding):
        said.append("incomplete")
    return (*said, "not-counted", "no-score")


def _is_sound(file: Encoding) -> bool:
    return (file.encodingFormat or "").strip().lower().startswith("audio/")
