"""Rules become functions: each check of the closed set is compiled once for a format.

Most checks look at one value at a time. They are gathered by the field that
they judge, so that a field which a record leaves out costs nothing, and one
that it fills is walked once for all of them. The others are run one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import Any, NamedTuple

from profiles.formats import FORMATS, Format
from profiles.model import Agent, LearningResource
from profiles.record import Record
from profiles.rules import Check, Rule, RuleError
from validators.compiled import Compiled, Judged, Structural, comes_again, member_of, text_of
from validators.finding import Finding
from validators.judges import SINGLE_VALUES, Judge, judge_of
from validators.quantities import QUANTITIES
from validators.relations import conditional
from validators.remembering import Part, remembered
from validators.structural import presence, structural
from validators.suiting import ask_that_all_suit, ask_that_it_suits
from validators.types import SKIP, Fault

PREFIX = "prefix-of-format"
"""The type of a metadata prefix that fits the format of the record."""

FieldCheck = Callable[[tuple[Any, ...]], Judged]
"""Judges all values of one field."""

_KEPT = 2048
_NONE: Set[str] = frozenset()


class _Judgement(NamedTuple):
    """One check of single values: whose it is, of which field and member, and the function that judges."""

    rule: str
    field: str
    member: int | None
    judge: Judge
    slots: Mapping[str, str]
    whole: bool = False

    @property
    def name(self) -> str:
        return self.field.partition(".")[0]


class Steps(NamedTuple):
    """The checks to run on a resource: of single values by field, those that remember, and the others."""

    fields: Sequence[tuple[str, FieldCheck]]
    shared: Sequence[Part]
    alone: Sequence[tuple[str, Compiled]]


class CompiledRules(NamedTuple):
    """The checks of a format.

    `steps` gives those to run on a resource that has fields of these names;
    what has nothing to say of them costs nothing. `missing` tells what is not
    there of what the rules `asking` ask for.
    """

    asking: Set[str]
    missing: Callable[[LearningResource], list[Finding]]
    steps: Callable[[tuple[str, ...]], Steps]

    def run(self, resource: LearningResource, record: Record | None, findings: list[Finding]) -> set[str]:
        """Add what is found in a resource; return the rules that had something to judge."""
        findings += self.missing(resource)
        said = vars(resource)
        of_fields, shared, alone = self.steps(tuple(said))
        applied: list[Set[str]] = [self.asking]
        for name, check_values in of_fields:
            rules, found = check_values(said[name])
            applied.append(rules)
            findings += found
        for check_shared in shared:
            rules, found = check_shared(resource)
            applied.append(rules)
            findings += found
        by_themselves = [rule for rule, check in alone if check(resource, record, findings)]
        return set().union(*applied, by_themselves)


def compile_rules(rules: Iterable[Rule], form: Format) -> CompiledRules:
    """Return the functions that check rules on records of one format."""
    by_field: dict[str, list[_Judgement]] = {}
    asking: list[tuple[Rule, Check]] = []
    structurals: list[tuple[str, Structural]] = []
    for rule in rules:
        for check in rule.checks:
            ask_that_all_suit(rule, check)
            if _is_asked_of_all(check):
                asking.append((rule, check))
            if _is_gathered(check):
                for one in _judgements(rule, check, form):
                    by_field.setdefault(one.name, []).append(one)
        structurals += ((rule.id, one) for one in _structurals_of(rule, form))
    fields = {name: _field_check_of(name, checks) for name, checks in by_field.items()}
    again = {name: fields.pop(name) for name in by_field if comes_again(name)}
    shared, alone = remembered(again, structurals)

    @lru_cache(_KEPT)
    def steps(names: tuple[str, ...]) -> Steps:
        have = {None, *names}
        return Steps(
            [(name, check) for name, check in fields.items() if name in have],
            [check for triggers, check in shared if not triggers.isdisjoint(have)],
            [(rule, one.check) for rule, one in alone if one.trigger in have],
        )

    return CompiledRules(frozenset(rule.id for rule, _ in asking), presence(asking), steps)


def _is_gathered(check: Check) -> bool:
    """Tell whether a check looks at single values, each for itself and in every record."""
    if check.name not in SINGLE_VALUES or check.when is not None or check.parameters.get("some"):
        return False
    return check.parameters.get("is") != PREFIX and check.parameters.get("of") not in QUANTITIES


def _is_asked_of_all(check: Check) -> bool:
    """Tell whether a check asks every record that something is there."""
    return check.name == "present" and check.when is None


def _structurals_of(rule: Rule, form: Format) -> Iterator[Structural]:
    """Yield the functions of the checks of a rule that are run by themselves."""
    for check in rule.checks:
        if not _is_asked_of_all(check) and not _is_gathered(check):
            yield from _structurals(rule, check, form)


def _structurals(rule: Rule, check: Check, form: Format) -> Iterable[Structural]:
    """Yield the functions of a check that is run by itself."""
    found = structural(rule, check)
    if found is not None:
        yield conditional(found, check.when, form.name)
    elif check.parameters.get("is") == PREFIX:
        yield Structural(_prefix_check(rule, form))
    else:
        for one in _judgements(rule, check, form):
            compiled = _some_check(one) if check.parameters.get("some") else _alone(one)
            alone = Structural(compiled, one.name, frozenset({one.name if one.whole else one.field}))
            yield conditional(alone, check.when, form.name)


def _judgements(rule: Rule, check: Check, form: Format) -> Iterable[_Judgement]:
    slots = {name: str(value) for name, value in check.parameters.items() if isinstance(value, str | int)}
    for field in check.fields or rule.fields:
        found = judge_of(check.name, check.parameters, field.partition(".")[0], form.name)
        if found is None:
            raise RuleError(f"check {check.name} cannot be carried out by a rule of the kind {rule.kind}")
        judge, whole = found
        ask_that_it_suits(check.name, check.parameters, field)
        yield _Judgement(rule.id, field, member_of(field, whole=whole), judge, slots, whole)


def _field_check_of(name: str, judgements: Sequence[_Judgement]) -> FieldCheck:
    return _value_by_value(judgements) if name == "keywords" else _field_check(judgements)


def _value_by_value(judgements: Sequence[_Judgement]) -> FieldCheck:
    """Return the check of a field whose values come again and again, but seldom all together."""
    check_one = _field_check(judgements)
    judged = lru_cache(4 * _KEPT)(lambda value: check_one((value,)))

    def check(values: tuple[Any, ...]) -> Judged:
        applied: Set[str] = _NONE
        findings: list[Finding] = []
        for index, value in enumerate(values):
            rules, found = judged(value)
            if not rules <= applied:
                applied = applied | rules
            if found:
                findings += [finding._replace(position=index) for finding in found]
        return Judged(applied, findings)

    return check


def _field_check(judgements: Sequence[_Judgement]) -> FieldCheck:  # noqa: C901 - calls cost more
    """Every value of the field is judged, and each faulty one is a finding."""
    members: dict[int | None, list[tuple[Judge, str, _Judgement]]] = {}
    for one in judgements:
        members.setdefault(one.member, []).append((one.judge, one.rule, one))
    by_member = [
        (member, judges, _Applied([rule for _, rule, _ in judges])) for member, judges in members.items()
    ]

    def check(values: tuple[Any, ...]) -> Judged:
        applied: Set[str] = _NONE
        findings: list[Finding] = []
        for index, value in enumerate(values):
            for member, judges, applied_of in by_member:
                part = value if member is None else value[member]
                if part is None:
                    continue
                faulted = ""
                passed_over: list[str] = []
                for judge, rule, one in judges:
                    fault = judge(part)
                    if fault is None:
                        continue
                    if fault is SKIP:
                        passed_over.append(rule)
                    elif rule != faulted:  # a rule's first finding on a value is enough
                        findings.append(_finding(one, index, value, fault))
                        faulted = rule
                rules = applied_of[tuple(passed_over)]
                if not rules <= applied:
                    applied = applied | rules
        return Judged(applied, findings)

    return check


class _Applied(dict[tuple[str, ...], frozenset[str]]):
    """The rules that had something to judge, by those whose checks passed a value over."""

    def __init__(self, rules: Sequence[str]) -> None:
        super().__init__()
        self._checks = Counter(rules)

    def __missing__(self, passed_over: tuple[str, ...]) -> frozenset[str]:
        self[passed_over] = left = frozenset(self._checks - Counter(passed_over))
        return left


def _alone(one: _Judgement) -> Compiled:
    """Return a check of single values that is run by itself; it is not asked for no values."""
    name, check_values = one.name, _field_check((one,))

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        judged = check_values(getattr(resource, name))
        findings += judged.findings
        return bool(judged.applied)

    return check


def _some_check(one: _Judgement) -> Compiled:
    """One value that passes is enough; where none does, the first faulty one is the finding."""
    name, member = one.name, one.member
    judge = lru_cache(_KEPT)(one.judge) if comes_again(name) else one.judge

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
