"""Rules become functions: each check of the closed set is compiled once for a format.

Most checks look at one value at a time. They are gathered by the field that
they judge, so that a field which a record leaves out costs nothing, and one
that it fills is walked once for all of them. The others are run one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from profiles.formats import FORMATS, Format
from profiles.model import Agent, LearningResource, Text
from profiles.record import Record
from profiles.rules import Check, Rule, RuleError
from validators.compiled import Compiled, kind_of, member_of, text_of
from validators.finding import Finding
from validators.judges import Judge, judge_of
from validators.structural import STRUCTURAL
from validators.types import SKIP, Fault

Condition = Callable[[LearningResource], bool]


class Judged(NamedTuple):
    """What the checks of one field say of its values: the rules that applied, and their findings."""

    applied: frozenset[str]
    findings: tuple[Finding, ...]


FieldCheck = Callable[[tuple[Any, ...]], Judged]
"""Judges all values of one field."""

_KEPT = 2048


class _Judgement(NamedTuple):
    """One check of single values: whose it is, of which field and member, and the function that judges."""

    rule: str
    field: str
    member: int | None
    judge: Judge
    slots: Mapping[str, str]

    @property
    def name(self) -> str:
        return self.field.partition(".")[0]


class CompiledRules(NamedTuple):
    """The checks of single values by the name of their field, and all others by their rule."""

    fields: Mapping[str, FieldCheck]
    others: tuple[tuple[str, Compiled], ...]


def compile_rules(rules: Iterable[Rule], form: Format) -> CompiledRules:
    """Return the functions that check rules on records of one format."""
    by_field: dict[str, list[_Judgement]] = {}
    others: list[tuple[str, Compiled]] = []
    for rule in rules:
        for check in rule.checks:
            other = _other(rule, check, form)
            if other is not None:
                others.append((rule.id, other))
                continue
            for one in _judgements(rule, check, form):
                if check.parameters.get("some"):
                    others.append((rule.id, _conditional(_some_check(one), check.when)))
                elif check.when is not None:
                    others.append((rule.id, _alone(one, _condition(check.when))))
                else:
                    by_field.setdefault(one.name, []).append(one)
    return CompiledRules({name: _cached(name, checks) for name, checks in by_field.items()}, tuple(others))


def _other(rule: Rule, check: Check, form: Format) -> Compiled | None:
    """Return the function of a check that looks at more than single values, None where it does not."""
    structural = STRUCTURAL.get(check.name)
    if structural is not None:
        return _conditional(structural(rule, check.parameters), check.when)
    return _prefix_check(rule, form) if rule.fields[0] == "record.metadataPrefix" else None


def _judgements(rule: Rule, check: Check, form: Format) -> Iterable[_Judgement]:
    slots = {name: str(value) for name, value in check.parameters.items() if isinstance(value, str | int)}
    for field in check.fields or rule.fields:
        found = judge_of(check.name, check.parameters, field.partition(".")[0], form.name)
        if found is None:
            raise RuleError(f"{rule.origin}: check {check.name} cannot be carried out")
        judge, whole = found
        yield _Judgement(rule.id, field, member_of(field, whole=whole), judge, slots)


def _cached(name: str, judgements: Sequence[_Judgement]) -> FieldCheck:
    """Return the check of a field, which remembers what it said of values that records have in common.

    Languages, types, licences and publishers come again and again; texts seldom do.
    """
    check = _field_check(judgements)
    return check if kind_of(name) is Text else lru_cache(_KEPT)(check)


def _field_check(judgements: Sequence[_Judgement]) -> FieldCheck:
    """Every value of the field is judged, and each faulty one is a finding."""
    members: dict[int | None, list[tuple[Judge, str, _Judgement]]] = {}
    for one in judgements:
        members.setdefault(one.member, []).append((one.judge, one.rule, one))
    by_member = tuple(members.items())

    def check(values: tuple[Any, ...]) -> Judged:
        applied: set[str] = set()
        findings: list[Finding] = []
        for index, value in enumerate(values):
            for member, judges in by_member:
                part = value if member is None else value[member]
                if part is None:
                    continue
                faulted = ""
                for judge, rule, one in judges:
                    fault = judge(part)
                    if fault is SKIP:
                        continue
                    applied.add(rule)
                    if fault is not None and rule != faulted:  # a rule's first finding on a value is enough
                        findings.append(_finding(one, index, value, fault))
                        faulted = rule
        return Judged(frozenset(applied), tuple(findings))

    return check


def _alone(one: _Judgement, holds: Condition) -> Compiled:
    """Return a check of single values that applies where a condition holds; it is not asked for no values."""
    name, check_values = one.name, _field_check((one,))

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        values = getattr(resource, name)
        if not values or not holds(resource):
            return False
        judged = check_values(values)
        findings += judged.findings
        return bool(judged.applied)

    return check


def _some_check(one: _Judgement) -> Compiled:
    """One value that passes is enough; where none does, the first faulty one is the finding."""
    name, member, judge = one.name, one.member, one.judge

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        first: Finding | None = None
        for index, value in enumerate(getattr(resource, name)):
            part = value if member is None else value[member]
            fault = SKIP if part is None else judge(part)
            if fault is None:
                return True
            if first is None and isinstance(fault, Fault):
                first = _finding(one, index, value, fault)
        if first is not None:
            findings.append(first)
        return first is not None

    return check


def _prefix_check(rule: Rule, form: Format) -> Compiled:
    """Build the check that the metadata prefix is not another format's; many repositories have their own."""
    others = frozenset(prefix for other in FORMATS for prefix in other.prefixes) - {*form.prefixes}

    def check(_resource: LearningResource, record: Record | None, findings: list[Finding]) -> bool:
        if record is None or record.metadata_prefix is None:
            return False
        if record.metadata_prefix in others:
            slots = {
                "value": record.metadata_prefix,
                "other": form.title,
                "expected": ", ".join(form.prefixes),
            }
            findings.append(Finding(rule.id, "record.metadataPrefix", None, "", slots))
        return True

    return check


def _conditional(compiled: Compiled, when: Mapping[str, Any] | None) -> Compiled:
    """Wrap a check so that it applies only where its condition holds."""
    if when is None:
        return compiled
    holds = _condition(when)

    def check(resource: LearningResource, record: Record | None, findings: list[Finding]) -> bool:
        return holds(resource) and compiled(resource, record, findings)

    return check


def _condition(when: Mapping[str, Any]) -> Condition:
    """Build the condition that some value of a field passes a check."""
    (check, parameters), *others = [(key, value) for key, value in when.items() if key != "field"]
    field = when["field"]
    name = field.partition(".")[0]
    judged = judge_of(check, parameters, name)
    if judged is None or others:
        raise RuleError(f"when: {check}: one check of single values is expected")
    judge, whole = lru_cache(_KEPT)(judged[0]), judged[1]
    member = member_of(field, whole=whole)

    def holds(resource: LearningResource) -> bool:
        for value in getattr(resource, name):
            part = value if member is None else value[member]
            if part is not None and judge(part) is None:
                return True
        return False

    return holds


def _finding(one: _Judgement, index: int, value: Any, fault: Any) -> Finding:
    text = text_of(value, member_of(one.field)) or _whatever_it_says(value)
    filled = {**one.slots, "value": text, "suggestion": fault.suggestion, "other": fault.other}
    return Finding(one.rule, one.field, index, fault.code, filled)


def _whatever_it_says(value: Any) -> str:
    """Return the first text in a value, so that a reader knows it again though it has no name."""
    if isinstance(value, Agent):
        return value.card or value.id or ""
    members = (value,) if isinstance(value, str) else value
    return next((member for member in members if isinstance(member, str) and member), "")
