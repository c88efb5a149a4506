"""Datestamps: both granularities, and the moments that they mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.provider_arguments import Refused, select
from exchange.provider_dates import first_moment, is_datestamp, last_moment, write_datestamp

MOMENTS = st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.replace(microsecond=0))


@given(MOMENTS)
def test_a_moment_is_read_as_it_was_written(moment: datetime):
    text = write_datestamp(moment)
    assert len(text) == 20
    assert first_moment(text) == last_moment(text) == moment


@given(st.dates())
def test_a_day_is_all_its_seconds(day: date):
    first, last = first_moment(day.isoformat()), last_moment(day.isoformat())
    assert first is not None
    assert last is not None
    assert (first.date(), last.date()) == (day, day)
    assert last - first == timedelta(days=1, seconds=-1)


@given(st.text(alphabet="0123456789-T:Z ٣\n", max_size=21) | st.text())
def test_any_text_is_a_datestamp_or_is_not(text: str):
    moment = first_moment(text)
    assert is_datestamp(text) == (moment is not None)
    if moment is not None:
        assert text in (write_datestamp(moment), write_datestamp(moment)[:10])


def test_another_zone_is_written_in_utc():
    moment = datetime(2024, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert write_datestamp(moment) == "2023-12-31T23:30:00Z"


@given(st.dates(), st.dates())
def test_a_selection_goes_forward(first: date, second: date):
    from_, until = first.isoformat(), second.isoformat()
    if first <= second:
        selection = select(prefix="oai_dc", from_=from_, until=until, set_=None)
        assert selection.start is not None
        assert selection.end is not None
        assert selection.start < selection.end
    else:
        with pytest.raises(Refused, match="from is after until"):
            select(prefix="oai_dc", from_=from_, until=until, set_=None)
