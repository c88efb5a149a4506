"""UTCdatetime as OAI-PMH 2.0, section 3.3 has it, in the two granularities."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_DATESTAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}Z)?\Z")


def write_datestamp(moment: datetime) -> str:
    """Return an aware moment as a datestamp in seconds granularity."""
    # isoformat pads the year to four digits, which strftime does not do everywhere.
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def first_moment(text: str) -> datetime | None:
    """Return the first moment that a datestamp means, None where it is malformed."""
    if not _DATESTAMP.match(text):
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:  # a month 13, a day 30 of February, a year 0
        return None


def last_moment(text: str) -> datetime | None:
    """Return the last second that a datestamp means, which for a day is its end; None where malformed."""
    first = first_moment(text)
    is_day = len(text) == len("YYYY-MM-DD")
    return first + timedelta(days=1, seconds=-1) if first and is_day else first


def is_datestamp(text: str) -> bool:
    """Tell whether a text is a datestamp of either granularity."""
    return first_moment(text) is not None
