"""The report on many records: counts, the findings by rule, and a few places of each.

It grows with the number of rules, never with the number of records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from profiles.positions import Excerpt
from profiles.record import Record, Unreadable
from profiles.rules import Profile, Severity
from validators.finding import Conforms, Finding, Verdict
from validators.places import Location
from validators.scoring import Score

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


@dataclass
class Group:
    """All findings of one rule: how many, in how many records, and the first few places."""

    rule: str
    severity: Severity
    findings: int = 0
    records: int = 0
    places: list[Place] = field(default_factory=list)


@dataclass
class Report:
    """What was found in all records of one or more targets, gathered record by record."""

    profile: Profile
    places_kept: int = 3
    records: int = 0
    deleted: int = 0
    conforms: Counter[Conforms] = field(default_factory=Counter)
    formats: Counter[str] = field(default_factory=Counter)
    not_checked: dict[str, str] = field(default_factory=dict)
    unreadable: list[Unreadable] = field(default_factory=list)
    unreadable_count: int = 0
    groups: dict[str, Group] = field(default_factory=dict)
    _sums: dict[str, list[float]] = field(default_factory=dict)

    def add(self, record: Record, verdict: Verdict, scores: dict[str, Score], show: Show) -> None:
        """Count one record that was checked."""
        self.records += 1
        self.conforms[verdict.conforms] += 1
        self.not_checked.update(verdict.not_checked)
        for dimension, (score, coverage) in scores.items():
            sums = self._sums.setdefault(dimension, [0, 0.0, 0, 0.0])
            if score is not None:
                sums[0] += 1
                sums[1] += score
            sums[2] += 1
            sums[3] += coverage
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

    def means(self) -> Iterator[tuple[str, float | None, float]]:
        """Yield for each dimension the mean score (None where none could be had) and the mean coverage."""
        for dimension, (scored, total, covered, coverage) in self._sums.items():
            yield dimension, total / scored if scored else None, coverage / covered

    def worst(self) -> Severity | None:
        """Return the gravest severity that was found, None where nothing was."""
        return min((group.severity for group in self.groups.values()), key=lambda s: s.rank, default=None)

    def _group(self, rule: str) -> Group:
        group = self.groups.get(rule)
        if group is None:
            group = self.groups[rule] = Group(rule, self.profile.severities[rule])
        return group
