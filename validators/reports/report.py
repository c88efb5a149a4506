"""The report on many records: counts, the findings by rule, and a few places of each.

It grows with the number of rules, never with the number of records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import uuid4

from profiles.positions import Excerpt
from profiles.record import Record, Unreadable
from profiles.rules import Profile, Severity
from validators.estimate import Estimate
from validators.finding import Conforms, Finding, Verdict
from validators.places import Location
from validators.reports.tally import Tally
from validators.scoring import Score, State

Show = Callable[[Finding], tuple[Location, Excerpt]]
"""Gives the place of a finding and the lines around it, for the few that are kept."""

_UNREADABLE_KEPT = 1000


class Place(NamedTuple):
    """One place of a finding: the record, where that was taken from, the place in it and the lines around."""

    finding: Finding
    identifier: str
    origin: str
    location: Location
    lines: Excerpt

    @property
    def where(self) -> str:
        """The place as it can be copied: origin, line and column, the record, and the way in it."""
        record = "" if self.identifier in self.origin else f"  record {self.identifier}"
        line, column, path = self.location[:3]
        return f"{self.origin}:{line}:{column}{record}  {path}".rstrip()


@dataclass
class Group:
    """All findings of one rule: how many, in how many records, and the first few places."""

    rule: str
    severity: Severity
    findings: int = 0
    records: int = 0
    places: list[Place] = field(default_factory=list)


class Mending(NamedTuple):
    """What mending one field in all records would bring: points of the mean score, by dimension."""

    field: str
    states: Mapping[State, int]
    points: Mapping[str, float]

    @property
    def total(self) -> float:
        """The points of all dimensions, by which mendings are put in order."""
        return sum(self.points.values())


@dataclass
class Report:
    """What was found in all records of one or more targets, gathered record by record.

    `places_kept` says how many places of each rule are kept for showing.
    """

    profile: Profile
    places_kept: int = 3
    address: str = field(default_factory=lambda: uuid4().urn)
    generated: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    records: int = 0
    deleted: int = 0
    conforms: Counter[Conforms] = field(default_factory=Counter)
    formats: Counter[str] = field(default_factory=Counter)
    applied: set[str] = field(default_factory=set)
    not_checked: dict[str, str] = field(default_factory=dict)
    unreadable: list[Unreadable] = field(default_factory=list)
    unreadable_count: int = 0
    groups: dict[str, Group] = field(default_factory=dict)
    tallies: dict[str, Tally] = field(default_factory=dict)
    estimate: Estimate | None = None
    """That of the only record; estimates of several are never added up (rules.md, section 5.3)."""

    def add(self, record: Record, verdict: Verdict, scores: Mapping[str, Score], show: Show) -> None:
        """Count one record that was checked."""
        self.records += 1
        self.conforms[verdict.conforms] += 1
        if not verdict.applied <= self.applied:
            self.applied |= verdict.applied
        self.not_checked.update(verdict.not_checked)
        for dimension, score in scores.items():
            tally = self.tallies.get(dimension)
            if tally is None:
                tally = self.tallies[dimension] = Tally()
            tally.add(score)
        for rule in {finding.rule for finding in verdict.findings}:
            self._group(rule).records += 1
        for finding in verdict.findings:
            group = self.groups[finding.rule]
            group.findings += 1
            if len(group.places) < self.places_kept:
                place = Place(finding, record.header.identifier, record.origin, *show(finding))
                group.places.append(place)

    def add_deleted(self) -> None:
        """Count one deleted record: it has nothing to check."""
        self.deleted += 1

    def add_unreadable(self, unreadable: Unreadable) -> None:
        """Count what could not be read, and keep the first thousand for showing."""
        self.unreadable_count += 1
        if len(self.unreadable) < _UNREADABLE_KEPT:
            self.unreadable.append(unreadable)

    def by_gravity(self) -> list[Group]:
        """Return the groups, the gravest first and then those in most records."""
        return sorted(self.groups.values(), key=lambda g: (g.severity.rank, -g.records, g.rule))

    def most_frequent(self, count: int) -> list[Group]:
        """Return the groups that most records have, infos left out."""
        shown = (group for group in self.groups.values() if group.severity is not Severity.INFO)
        return sorted(shown, key=lambda g: (-g.records, g.severity.rank, g.rule))[:count]

    def mendings(self) -> list[Mending]:
        """Return the fields that cost points, first the one whose mending brings most."""
        states: dict[str, dict[State, int]] = {}
        points: dict[str, dict[str, float]] = {}
        for dimension, tally in self.tallies.items():
            for name, shortfall in tally.shortfalls.items():
                known = states.setdefault(name, {})
                for (
                    state,
                    count,
                ) in shortfall.states.items():  # it may count in one dimension for more formats
                    known[state] = max(count, known.get(state, 0))
                points.setdefault(name, {})[dimension] = shortfall.points / tally.scored
        found = [Mending(name, states[name], points[name]) for name in states]
        return sorted(found, key=lambda mending: (-mending.total, mending.field))

    def means(self) -> Iterator[tuple[str, float | None, float]]:
        """Yield for each dimension the mean score (None where none could be had) and the mean coverage."""
        for dimension, tally in self.tallies.items():
            yield dimension, tally.mean, tally.coverage

    def worst(self) -> Severity | None:
        """Return the gravest severity that was found, None where nothing was."""
        return min((group.severity for group in self.groups.values()), key=lambda s: s.rank, default=None)

    def _group(self, rule: str) -> Group:
        group = self.groups.get(rule)
        if group is None:
            group = self.groups[rule] = Group(rule, self.profile.severities[rule])
        return group
