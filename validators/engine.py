"""The engine: a profile, compiled once for each format, run over one resource after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import time
from typing import Any, NamedTuple

from profiles.formats import Format
from profiles.model import LearningResource
from profiles.record import Record
from profiles.rules import Profile, Rule
from validators.checks import CompiledRules, compile_rules
from validators.finding import Finding, Verdict
from validators.places import place_of
from validators.schemas import SchemaVerdict
from validators.schemas.fault import NO_SCHEMA
from validators.schemas.findings import PayloadCheck, payload_checks, schema_valid, untold
from validators.schemas.outcome import PAYLOAD
from validators.schemas.shapes import Shapes

FORMAT_CANNOT_SAY = "the format cannot say it"
NEEDS_CORPUS = "it needs a corpus"
NEEDS_NETWORK = "it needs the network"

_DAY = 24 * 60 * 60


class _Plan(NamedTuple):
    """What there is to do for one format: the checks to run, and what cannot be checked."""

    checks: CompiledRules
    payload: Sequence[tuple[str, PayloadCheck, Mapping[str, Any]]]
    not_checked: Mapping[str, str]


class Engine:
    """Judges resources by one profile, in one thread; a format is compiled for when it is first met."""

    def __init__(self, profile: Profile, shapes: Shapes | None = None) -> None:
        self.profile = profile
        self.shapes = shapes
        """The shapes of the European Learning Model, where the user has them."""
        self._plans: dict[str, _Plan] = {}
        self._day = 0
        self._order = {rule: number for number, rule in enumerate(profile.rules)}

    def validate(
        self,
        resource: LearningResource,
        form: Format,
        record: Record | None = None,
        schema: SchemaVerdict = NO_SCHEMA,
    ) -> Verdict:
        """Return the verdict on a resource that was read from a format, its findings in the profile's order.

        Rules on the header and the metadata prefix apply only where the record is
        given, those on the payload where its schema was asked.
        """
        plan = self._plan_of(form)
        (asking, missing, fields, shared, triggered, others), payload, not_checked = plan
        findings: list[Finding] = []
        applied: set[str] = set(asking)
        if payload:
            not_checked = self._check_payload(plan, schema, findings, applied) or not_checked
        findings += missing(resource)
        for name, values in resource.stored():
            check_field = fields.get(name)
            if check_field is not None:
                judged = check_field(values)
                applied |= judged.applied
                findings += judged.findings
            check_shared = shared.get(name)
            if check_shared is not None:
                judged = check_shared(resource)
                applied |= judged.applied
                findings += judged.findings
            for rule, check in triggered.get(name, ()):
                if check(resource, record, findings):
                    applied.add(rule)
        for rule, check in others:
            if check(resource, record, findings):
                applied.add(rule)
        return Verdict(self.profile, self._ordered(findings, resource), applied, not_checked)

    def _check_payload(
        self, plan: _Plan, schema: SchemaVerdict, findings: list[Finding], applied: set[str]
    ) -> Mapping[str, str] | None:
        """Add what the payload itself shows; return what could not be checked, None where all could."""
        not_checked: dict[str, str] = {}
        by_schema: list[Finding] = []
        for rule, check, parameters in plan.payload:
            outcome = check(rule, parameters, schema)
            if isinstance(outcome, str):
                not_checked[rule] = outcome
            elif outcome is not None:
                applied.add(rule)
                (by_schema if check is schema_valid else findings).extend(outcome)
        findings += untold(by_schema, findings) if findings else by_schema
        return {**plan.not_checked, **not_checked} if not_checked else None

    def _plan_of(self, form: Format) -> _Plan:
        """Return the plan for a format, made anew each day: rules may speak of tomorrow."""
        day = int(time()) // _DAY
        if day != self._day:
            self._day = day
            self._plans.clear()
        plan = self._plans.get(form.name)
        if plan is None:
            plan = self._plans[form.name] = self._plan(form)
        return plan

    def _plan(self, form: Format) -> _Plan:
        to_check: list[Rule] = []
        payload: list[tuple[str, PayloadCheck, Mapping[str, Any]]] = []
        not_checked: dict[str, str] = {}
        for rule in self.profile.rules.values():
            if rule.kind == "corpus":
                not_checked[rule.id] = NEEDS_CORPUS
            elif rule.kind == "network":
                not_checked[rule.id] = NEEDS_NETWORK
            elif rule.applies_to and form.name not in rule.applies_to:
                continue
            elif rule.fields[0] == PAYLOAD:
                payload += [(rule.id, *check) for check in payload_checks(rule)]
            elif _expressible(rule, form):
                to_check.append(rule)
            elif rule.kind == "presence":  # of other kinds nothing can be wrong (docs/adr/0005)
                not_checked[rule.id] = FORMAT_CANNOT_SAY
        return _Plan(compile_rules(to_check, form), payload, not_checked)

    def _ordered(self, findings: list[Finding], resource: LearningResource) -> tuple[Finding, ...]:
        if len(findings) < 2:
            return tuple(findings)
        order = self._order
        findings.sort(key=lambda finding: order[finding.rule])
        once = {(finding.rule, finding.code) for finding in findings}
        return tuple(findings) if len(once) == len(findings) else _once_a_place(findings, resource)


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
    if form.is_open and rule.kind != "presence":
        return True
    return any(field.startswith("record.") or form.can_say(field) for field in rule.fields)
