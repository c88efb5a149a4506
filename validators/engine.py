"""The engine: a profile, compiled once for each format, run over one resource after the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from profiles.formats import Format
from profiles.model import LearningResource
from profiles.record import Record
from profiles.rules import Profile, Rule
from validators.checks import compile_rule
from validators.compiled import Compiled
from validators.finding import Finding, Verdict
from validators.places import place_of

FORMAT_CANNOT_SAY = "the format cannot say it"
NEEDS_CORPUS = "it needs a corpus"
NEEDS_NETWORK = "it needs the network"


class _Plan(NamedTuple):
    """What there is to do for one format: the checks to run, and what is known beforehand."""

    checks: tuple[tuple[str, Compiled], ...]
    not_applicable: tuple[str, ...]
    not_checked: Mapping[str, str]


class Engine:
    """Judges resources by one profile; compiling is done when a format is first met."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self._plans: dict[str, _Plan] = {}

    def validate(self, resource: LearningResource, form: Format, record: Record | None = None) -> Verdict:
        """Return the verdict on a resource that was read from a format.

        Rules on the header and the metadata prefix apply only where the record is given.
        """
        plan = self._plans.get(form.name)
        if plan is None:
            plan = self._plans[form.name] = self._plan(form)
        findings: list[Finding] = []
        not_applicable = [rule for rule, check in plan.checks if not check(resource, record, findings)]
        return Verdict(
            self.profile,
            _once_a_place(findings, resource) if len(findings) > 1 else tuple(findings),
            (*plan.not_applicable, *not_applicable),
            plan.not_checked,
        )

    def _plan(self, form: Format) -> _Plan:
        checks: list[tuple[str, Compiled]] = []
        not_applicable: list[str] = []
        not_checked: dict[str, str] = {}
        for rule in self.profile.rules.values():
            if rule.kind == "corpus":
                not_checked[rule.id] = NEEDS_CORPUS
            elif rule.kind == "network":
                not_checked[rule.id] = NEEDS_NETWORK
            elif rule.applies_to and form.name not in rule.applies_to:
                not_applicable.append(rule.id)
            elif _expressible(rule, form):
                checks.append((rule.id, compile_rule(rule, form)))
            elif rule.kind == "presence":
                not_checked[rule.id] = FORMAT_CANNOT_SAY
            else:  # nothing was said, so nothing can be wrong (docs/adr/0005)
                not_applicable.append(rule.id)
        return _Plan(tuple(checks), tuple(not_applicable), not_checked)


def _once_a_place(findings: list[Finding], resource: LearningResource) -> tuple[Finding, ...]:
    """Return the findings without those that repeat another's rule and fault in the very same element.

    One element may be read into two fields, as LOM's location is into the address
    of the resource and into that of its file; its fault is one fault.
    """
    kept: dict[object, Finding] = {}
    for finding in findings:
        place = place_of(finding, resource)
        kept.setdefault(
            (finding.rule, finding.code, place) if place else finding.pointer + finding.rule, finding
        )
    return tuple(kept.values())


def _expressible(rule: Rule, form: Format) -> bool:
    return any(field.startswith("record.") or form.can_say(field) for field in rule.fields)
