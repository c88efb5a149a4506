"""The span of time that a date may mean, anywhere on earth."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.types.dates import span_of

DAY = 24 * 60 * 60
ZONES = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=ZONES).map(
    lambda moment: moment.replace(microsecond=0)
)


def seconds(moment: datetime) -> int:
    since = moment.astimezone(UTC)
    return since.toordinal() * DAY + since.hour * 3600 + since.minute * 60 + since.second


@given(MOMENTS)
def test_a_time_with_a_zone_is_one_second(moment: datetime) -> None:
    assert span_of(moment.isoformat()) == (seconds(moment), seconds(moment))


@given(MOMENTS)
def test_whatever_leaves_the_zone_or_the_time_out_holds_the_moment_too(moment: datetime) -> None:
    text = moment.isoformat()
    for shorter in (text[:19], text[:10], text[:7], text[:4]):
        span = span_of(shorter)
        assert span is not None
        assert span[0] <= seconds(moment) <= span[1]


@given(st.dates(), st.dates())
def test_days_that_lie_two_apart_are_told_apart(one: date, other: date) -> None:
    first, second = span_of(one.isoformat()), span_of(other.isoformat())
    assert first is not None
    assert second is not None
    assert (first[1] < second[0]) == (other - one > timedelta(days=2))


@pytest.mark.parametrize("text", ["", "2024-13", "2024-02-30", "last Tuesday", "2019/2020", "0000"])
def test_what_is_no_date_has_none(text: str) -> None:
    assert span_of(text) is None


def test_midnight_at_the_end_of_a_day_is_the_beginning_of_the_next() -> None:
    assert span_of("2024-02-28T24:00:00Z") == span_of("2024-02-29T00:00:00Z")
