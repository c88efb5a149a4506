"""The numbers of a report: the scores of many records without keeping them, and what mending brings."""

from __future__ import annotations

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.pipeline import Examined, examine, examine_all
from profiles.record import Header, Record
from tests.application.documents import BAD, GOOD, WARNED
from tests.validators.report_making import ENGINE, many
from validators.reports import Report
from validators.reports.tally import Tally
from validators.scoring import Lost, Score, State

NOTHING_RIGHT = BAD.replace("Cinq séances pour partager un gâteau, et comprendre pourquoi.", "n/a")
ONE_DECIMAL = st.integers(0, 1000).map(lambda tenths: tenths / 10)


def reported(*payloads: str, places: int = 0) -> Report:
    report = Report(ENGINE.profile, places)
    records = [Record(Header(f"oai:a:{n}"), said.encode(), "a.xml") for n, said in enumerate(payloads)]
    for _ in examine_all(records, ENGINE, report):
        pass
    return report


@given(st.lists(ONE_DECIMAL, min_size=1, max_size=60))
def test_mean_median_and_tenth_percentile_are_those_of_all_scores(scores: list[float]):
    tally = Tally()
    for score in scores:
        tally.add(Score(score, 80.0, score, 100))
    assert tally.mean == pytest.approx(statistics.fmean(scores))
    assert tally.median == pytest.approx(statistics.median(scores))
    lowest_tenth = math.ceil(len(scores) / 10)
    assert tally.tenth_percentile == sorted(scores)[lowest_tenth - 1]
    assert sum(tally.spread(10)) == tally.scored == len(scores)


def test_what_cannot_be_scored_lowers_the_coverage_and_no_score():
    tally = Tally()
    tally.add(Score(None, 0.0))
    assert (tally.mean, tally.median, tally.tenth_percentile, tally.coverage) == (None, None, None, 0.0)
    tally.add(Score(50.0, 100.0, 10, 20))
    assert (tally.mean, tally.scored, tally.records, tally.coverage) == (50.0, 1, 2, 50.0)


def test_a_tally_of_nothing_has_no_numbers():
    assert (Tally().mean, Tally().coverage, Tally().spread(4)) == (None, 0.0, [0, 0, 0, 0])


def test_the_ends_of_the_scale_fall_into_the_first_and_the_last_range():
    tally = Tally()
    for score in (0.0, 9.9, 10.0, 99.9, 100.0):
        tally.add(Score(score, 100.0, score, 100))
    assert tally.spread(10) == [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]


@pytest.mark.parametrize("payload", [GOOD, BAD, WARNED, NOTHING_RIGHT])
def test_a_score_is_the_sum_behind_it_and_what_is_lost_is_the_rest(payload: str):
    outcome = examine(Record(Header("a"), payload.encode(), "a"), ENGINE)
    assert isinstance(outcome, Examined)
    for score in outcome.scores.values():
        assert score.score == round(100 * score.earned / score.possible, 1)
        assert sum(lost.weight for lost in score.lost) == score.possible - score.earned


def test_mending_a_field_brings_its_points_to_the_mean():
    """Σ w·(1 − c) over Σ w, and the mean: BAD has no title, a wrong licence and a flawed language."""
    report = reported(GOOD, BAD)
    possible, weights = report.tallies["quality"].possible // 2, ENGINE.profile.weights
    found = {mending.field: mending for mending in report.mendings()}
    for field, state, lost in (
        ("name", State.MISSING, 1.0),
        ("license", State.WRONG, 1.0),
        ("inLanguage", State.FLAWED, 0.5),
    ):
        assert found[field].states == {state: 1}
        assert found[field].points["quality"] == pytest.approx(100 * weights[field] * lost / possible / 2)


def test_all_that_mending_brings_is_what_the_mean_lacks():
    report = reported(GOOD, BAD, WARNED, NOTHING_RIGHT)
    for dimension, tally in report.tallies.items():
        assert tally.mean is not None
        brought = sum(mending.points.get(dimension, 0) for mending in report.mendings())
        assert tally.mean + brought == pytest.approx(100, abs=0.1)  # scores are rounded to one decimal


def test_mendings_come_in_the_order_of_their_points():
    totals = [mending.total for mending in reported(BAD, WARNED, NOTHING_RIGHT).mendings()]
    assert totals == sorted(totals, reverse=True)
    assert totals[0] > totals[-1]


def test_a_field_that_counts_in_two_dimensions_is_one_mending():
    tally = Tally()
    tally.add(Score(0.0, 100.0, 0, 20, (Lost("name", State.MISSING, 20),)))
    report = Report(ENGINE.profile, tallies={"quality": tally, "inclusion": tally})
    (mending,) = report.mendings()
    assert mending.points == {"quality": 100.0, "inclusion": 100.0}
    assert (mending.states, mending.total) == ({State.MISSING: 1}, 200.0)


def test_nothing_is_to_be_mended_where_all_is_right():
    assert reported(GOOD).mendings() == []


def test_a_report_keeps_so_many_places_and_counts_all():
    report = Report(ENGINE.profile, 2)
    for _ in examine_all(many(BAD.encode(), 50), ENGINE, report):
        pass
    group = report.groups["QUAL-050"]
    assert (len(group.places), group.findings, group.records) == (2, 50, 50)
    assert report.formats == {"oai_dc": 50}
