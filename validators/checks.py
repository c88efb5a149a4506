"""Rules become functions: each check of the closed set is compiled once for a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from profiles.formats import Format
from profiles.model import LearningResource
from profiles.record import Record
from profiles.rules import Check, Rule, RuleError
from validators.compiled import Compiled, each, member_of, text_of
from validators.finding import Finding
from validators.judges import Judge, judge_of
from validators.structural import STRUCTURAL
from validators.types import SKIP, Fault

Condition = Callable[[LearningResource], bool]


def compile_rule(rule: Rule, form: Format) -> Compiled:
    """Return the function that checks one rule on records of one format."""
    parts = [_conditional(_compile(rule, check, form), check.when) for check in rule.checks]
    return each(parts)


def _compile(rule: Rule, check: Check, form: Format) -> Compiled:
    structural = STRUCTURAL.get(check.name)
    if structural is not None:
        return structural(rule, check.parameters)
    if rule.fields[0] == "record.metadataPrefix":
        return _prefix_check(rule, form)
    parts = []
    for field in check.fields or rule.fields:
        judged = judge_of(check.name, check.parameters, field.partition(".")[0])
        if judged is None:
            raise RuleError(f"{rule.origin}: check {check.name} cannot be carried out")
        judge, whole = judged
        build = _some_check if check.parameters.get("some") else _value_check
        parts.append(
            build(rule.id, field, judge, slots=_slots(check.parameters), member=member_of(field, whole=whole))
        )
    return each(parts)


def _value_check(
    rule: str, field: str, judge: Judge, *, slots: Mapping[str, str], member: int | None
) -> Compiled:
    """Every value of the field is judged, and each faulty one is a finding."""
    name = field.partition(".")[0]

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        applicable = False
        for index, value in enumerate(getattr(resource, name)):
            part = value if member is None else value[member]
            if part is None:
                continue
            fault = judge(part)
            if fault is SKIP:
                continue
            applicable = True
            if fault is not None:
                findings.append(_finding(rule, field, index, value, fault, slots))
        return applicable

    return check


def _some_check(
    rule: str, field: str, judge: Judge, *, slots: Mapping[str, str], member: int | None
) -> Compiled:
    """One value that passes is enough; where none does, the first faulty one is the finding."""
    name = field.partition(".")[0]

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        first: Finding | None = None
        for index, value in enumerate(getattr(resource, name)):
            part = value if member is None else value[member]
            fault = SKIP if part is None else judge(part)
            if fault is None:
                return True
            if first is None and isinstance(fault, Fault):
                first = _finding(rule, field, index, value, fault, slots)
        if first is not None:
            findings.append(first)
        return first is not None

    return check


def _prefix_check(rule: Rule, form: Format) -> Compiled:
    """Build the check that the metadata prefix is one under which the format is offered."""
    allowed = frozenset(form.prefixes)

    def check(_resource: LearningResource, record: Record | None, findings: list[Finding]) -> bool:
        if record is None or record.metadata_prefix is None:
            return False
        if record.metadata_prefix not in allowed:
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
    judge, whole = judged
    member = member_of(field, whole=whole)

    def holds(resource: LearningResource) -> bool:
        for value in getattr(resource, name):
            part = value if member is None else value[member]
            if part is not None and judge(part) is None:
                return True
        return False

    return holds


def _finding(rule: str, field: str, index: int, value: Any, fault: Any, slots: Mapping[str, str]) -> Finding:
    text = text_of(value, member_of(field)) or ""
    filled = {**slots, "value": text, "suggestion": fault.suggestion, "other": fault.other}
    return Finding(rule, field, index, fault.code, filled)


def _slots(parameters: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in parameters.items() if isinstance(value, str | int)}
