"""Quantities that follow from several values of a resource and its file: what `range: {of: NAME}` asks."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, log

from profiles.model import Encoding, LearningResource
from validators.judges import number_of, seconds_of
from validators.quantities_media import QUANTITIES as OF_MEDIA
from validators.types.files import size_in_bytes

Quantity = Callable[[LearningResource, Encoding], float | None]
"""Returns the quantity of a file, None where what it needs is not said, or is no number."""

_BYTES = {"kilobit": 125, "kilobyte": 1_000}  # in a bit rate's unit; AMB's text has the one and the other


def size_by_bitrate(resource: LearningResource, file: Encoding) -> float | None:
    """Return how many times the size is that follows from bit rate and playing time.

    AMB calls the unit of a bit rate kilobyte a second and kb/s both: of the two
    readings the one counts that comes nearer to the size.
    """
    rate = number_of(file.bitrate) if file.bitrate else None
    seconds = _playing_time(resource, file)
    if not rate or rate < 0 or not seconds or not file.contentSize:
        return None
    if size_in_bytes(file.contentSize) is not None:  # what is wrong with it is another rule's matter
        return None
    ratios = [int(file.contentSize) / (rate * unit * seconds) for unit in _BYTES.values()]
    return min(ratios, key=lambda ratio: abs(log(ratio)) if ratio else inf)  # the rate may be enormous


def _playing_time(resource: LearningResource, file: Encoding) -> float | None:
    """Return the seconds that a file plays: its own duration, else that of the resource if it has one."""
    if file.duration:
        seconds = seconds_of(file.duration)
    else:
        seconds = seconds_of(resource.duration[0]) if len(resource.duration) == 1 else None
    return seconds if seconds and seconds > 0 else None


QUANTITIES: dict[str, Quantity] = {**OF_MEDIA, "size-by-bitrate": size_by_bitrate}
