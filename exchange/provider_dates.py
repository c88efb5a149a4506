"""UTCdatetime as OAI-PMH 2.0, section 3.3 has it, in the two granularities."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_SECOND = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\Z")


def write_datestamp(moment: datetime) -> str:
    """Return an aware moment as a datestamp in seconds granularity."""
    # isoformat pads the year to four digits, which strftime does not do everywhere.
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def first_moment(text: str) -> datetime | None:
    """Return the first moment that a datestamp means, None where it is malformed."""
    return _moment(text, time(0, 0, 0))


def last_moment(text: str) -> datetime | None:
    """Return the last second that a datestamp means, which for a day is its end; None where malformed."""
    return _moment(text, time(23, 59, 59))


def is_datestamp(text: str) -> bool:
    """Tell whether a text is a datestamp of either granularity."""
    return first_moment(text) is not None


def _moment(text: str, of_day: time) -> datetime | None:
    try:
        if _DAY.match(text):
            return datetime.combine(datetime.strptime(text, "%Y-%m-%d").date(), of_day, UTC)
        if _SECOND.match(text):
            return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:  # a month 13, a day 30 of February, a year 0
        return None
    return None
