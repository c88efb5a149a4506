"""The engine: a profile, compiled once for each format, run over one resource after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import time
from typing import Any, NamedTuple

from profiles.formats import Format
from profiles.model import LearningResource
from profiles.record import Record
from profiles.rules import Profile, Rule
from validators.asking import Asking, ask_all, asking_check, is_asking, lacking
from validators.checks import CompiledRules, compile_rules
from validators.conditions import compile_condition
from validators.finding import Finding, Verdict
from validators.given import NOTHING, Given
from validators.places import place_of
from validators.schemas import SchemaVerdict
from validators.schemas.fault import NO_SCHEMA
from validators.schemas.findings import PayloadCheck, payload_checks, schema_valid, untold
from validators.schemas.outcome import PAYLOAD
from validators.schemas.shapes import Shapes

FORMAT_CANNOT_SAY = "the format cannot say it"

_DAY = 24 * 60 * 60


class _Plan(NamedTuple):
    """What there is to do for one format: the checks to run, and what cannot be checked.

    `beyond` are the checks that ask a corpus, the network or the whole record,
    each with its rule; they are run where the run was given what they need.
    """

    checks: CompiledRules
    beyond: Sequence[tuple[str, Asking]]
    payload: Sequence[tuple[str, PayloadCheck, Mapping[str, Any]]]
    not_checked: Mapping[str, str]


class Engine:
    """Judges resources by one profile, in one thread; a format is compiled for when it is first met."""

    def __init__(self, profile: Profile, shapes: Shapes | None = None, given: Given = NOTHING) -> None:
        self.profile = profile
        self.given = given
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
        checks, beyond, payload, not_checked = plan
        findings: list[Finding] = []
        applied: set[str] = set()
        if payload:
            not_checked = self._check_payload(plan, schema, findings, applied) or not_checked
        applied |= checks.run(resource, record, findings)
        if beyond:
            found, reasons = ask_all(beyond, resource, record, findings)
            applied |= found
            not_checked = {**not_checked, **reasons}
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
        beyond: list[tuple[str, Asking]] = []
        payload: list[tuple[str, PayloadCheck, Mapping[str, Any]]] = []
        not_checked: dict[str, str] = {}
        for rule in self.profile.rules.values():
            if rule.applies_to and form.name not in rule.applies_to:
                continue
            if not _expressible(rule, form):
                if rule.kind != "presence":  # of other kinds nothing can be wrong (docs/adr/0005)
                    continue
                if all(check.when for check in rule.checks):
                    beyond.append((rule.id, _cannot_say_where(rule, form)))
                else:
                    not_checked[rule.id] = FORMAT_CANNOT_SAY
            elif is_asking(rule):
                reason = lacking(rule, self.given)
                if reason is None:
                    beyond.append((rule.id, asking_check(rule, form, self.given)))
                else:
                    not_checked[rule.id] = reason
            elif rule.fields[0] == PAYLOAD:
                payload += [(rule.id, *check) for check in payload_checks(rule)]
            else:
                to_check.append(rule)
        return _Plan(compile_rules(to_check, form), beyond, payload, not_checked)

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


def _cannot_say_where(rule: Rule, form: Format) -> Asking:
    """Return the check of presence that a format cannot say: of a rule whose condition holds, that is told.

    Elsewhere the rule has nothing to ask, so that nothing is left open (docs/adr/0014).
    """
    conditions = [compile_condition(check.when, form.name) for check in rule.checks if check.when]

    def ask(resource: LearningResource, _record: Record | None, _findings: list[Finding]) -> bool | str:
        return FORMAT_CANNOT_SAY if any(one.holds(resource) for one in conditions) else False

    return ask


def _expressible(rule: Rule, form: Format) -> bool:
    if form.is_open and rule.kind != "presence":
        return True
    return any(field.startswith("record.") or form.can_say(field) for field in rule.fields)
