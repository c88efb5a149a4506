"""The scores of many records in one dimension, in memory that does not grow with their number."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate

from validators.scoring import Score, State

_STEPS = 10
"""A score has one decimal, so that a count for each of 1,001 values loses nothing."""


@dataclass
class Shortfall:
    """What one field costs the records in one dimension: how many, by state, and how many points in all."""

    states: dict[State, int] = field(default_factory=dict)
    points: float = 0.0


@dataclass
class Tally:
    """What a dimension's scores come to."""

    records: int = 0
    earned: float = 0.0
    possible: int = 0
    shortfalls: dict[str, Shortfall] = field(default_factory=dict)
    _coverage: float = 0.0
    _scored: int = 0
    _counts: list[int] = field(default_factory=lambda: [0] * (100 * _STEPS + 1))

    def add(self, score: Score) -> None:
        """Count the score of one record."""
        self.records += 1
        self._coverage += score.coverage
        if score.score is None:
            return
        self._scored += 1
        self._counts[round(score.score * _STEPS)] += 1
        self.earned += score.earned
        self.possible += score.possible
        for name, state, weight in score.lost:
            shortfall = self.shortfalls.get(name)
            if shortfall is None:
                shortfall = self.shortfalls[name] = Shortfall()
            shortfall.states[state] = shortfall.states.get(state, 0) + 1
            shortfall.points += 100 * weight / score.possible

    @property
    def scored(self) -> int:
        """How many records have a score: those whose format can say something that counts."""
        return self._scored

    @property
    def coverage(self) -> float:
        """The mean coverage."""
        return self._coverage / self.records if self.records else 0.0

    @property
    def mean(self) -> float | None:
        """The mean score, None where none could be had."""
        if not self._scored:
            return None
        return sum(step * count for step, count in enumerate(self._counts)) / _STEPS / self._scored

    @property
    def median(self) -> float | None:
        """The score in the middle; of an even number, halfway between the two."""
        if not self._scored:
            return None
        return (self._at((self._scored + 1) // 2) + self._at(self._scored // 2 + 1)) / 2

    @property
    def tenth_percentile(self) -> float | None:
        """The score that a tenth of the records do not exceed."""
        return self._at(-(-self._scored // 10)) if self._scored else None

    def spread(self, ranges: int) -> list[int]:
        """Return how many scores fall into each of so many ranges of the same width, the highest with 100."""
        counts = [0] * ranges
        for step, count in enumerate(self._counts):
            counts[min(step * ranges // (100 * _STEPS), ranges - 1)] += count
        return counts

    def _at(self, rank: int) -> float:
        """Return the score at a rank from 1, the lowest first."""
        sums = accumulate(self._counts)
        return next(step for step, reached in enumerate(sums) if reached >= rank) / _STEPS
