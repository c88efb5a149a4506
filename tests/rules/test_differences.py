"""The changes between two profiles, which way each goes, and the version that they call for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from profiles.rules import Check, Profile, Rule, Severity
from profiles.rules.differences import Step, compare, least_version, step_of
from profiles.rules.narrowing import Way
from profiles.rules.rule_reading import read_rule
from tests.rules.profile_folders import rule_text

RULE = read_rule(rule_text().encode(), "XY-001.yaml")


def profile(rule: Rule | None = RULE, severity: Severity = Severity.VIOLATION, **more: Any) -> Profile:
    rules = {rule.id: rule} if rule else {}
    facts = {"weights": {}, "version": "1.2.3", **more}
    return Profile(id="x", title={"en": "X"}, rules=rules, severities=dict.fromkeys(rules, severity), **facts)


def checked(name: str, **parameters: Any) -> Rule:
    return replace(RULE, checks=(Check(name, parameters),))


V, W = Severity.VIOLATION, Severity.WARNING
WORDS = replace(RULE, title={"en": "Other words"})
CASES = [
    (profile(), profile(), []),
    (profile(None), profile(), [("rule", Way.TIGHTENING, Step.MAJOR)]),
    (profile(None), profile(severity=W), [("rule", Way.TIGHTENING, Step.MINOR)]),
    (profile(), profile(None), [("rule", Way.LOOSENING, Step.MINOR)]),
    (profile(severity=W), profile(), [("severity", Way.TIGHTENING, Step.MAJOR)]),
    (profile(severity=Severity.INFO), profile(severity=W), [("severity", Way.TIGHTENING, Step.MINOR)]),
    (profile(), profile(severity=W), [("severity", Way.LOOSENING, Step.MINOR)]),
    (profile(), profile(checked("count", min=3)), [("count.min", Way.TIGHTENING, Step.MAJOR)]),
    (profile(severity=W), profile(checked("count", min=3), W), [("count.min", Way.TIGHTENING, Step.MINOR)]),
    (profile(), profile(checked("count", min=1)), [("count.min", Way.LOOSENING, Step.MINOR)]),
    (profile(), profile(checked("count", min=2, max=9)), [("count.max", Way.TIGHTENING, Step.MAJOR)]),
    (profile(checked("count", min=2, max=9)), profile(), [("count.max", Way.LOOSENING, Step.MINOR)]),
    (profile(), profile(checked("length", min=2)), [("checks", Way.INCOMPARABLE, Step.MAJOR)]),
    (
        profile(),
        profile(replace(RULE, checks=(*RULE.checks, Check("length", {"max": 9})))),
        [("checks", Way.TIGHTENING, Step.MAJOR)],
    ),
    (
        profile(checked("in", values=["a", "b"])),
        profile(checked("in", values=["b", "c"])),
        [("in.values", Way.INCOMPARABLE, Step.MAJOR)],
    ),
    (
        profile(checked("pattern", match="a")),
        profile(checked("pattern", match="b")),
        [("pattern.match", Way.INCOMPARABLE, Step.MAJOR)],
    ),
    (
        profile(),
        profile(replace(RULE, checks=(replace(RULE.checks[0], when={"field": "name", "present": {}}),))),
        [("count.when", Way.INCOMPARABLE, Step.MAJOR)],
    ),
    (profile(), profile(replace(RULE, fields=("name",))), [("fields", Way.INCOMPARABLE, Step.MAJOR)]),
    (profile(), profile(replace(RULE, applies_to=("lom",))), [("applies_to", Way.LOOSENING, Step.MINOR)]),
    (profile(replace(RULE, applies_to=("lom",))), profile(), [("applies_to", Way.TIGHTENING, Step.MAJOR)]),
    (profile(), profile(WORDS), [("title", Way.NEUTRAL, Step.PATCH)]),
    (profile(), profile(weights={"keywords": 5}), [("weights.keywords", Way.NEUTRAL, Step.MINOR)]),
    (
        profile(vocabularies={"levels": {"schemes": ["isced", "eqf"]}}),
        profile(vocabularies={"levels": {"schemes": ["eqf"]}}),
        [("vocabularies.levels", Way.TIGHTENING, Step.MAJOR)],
    ),
    (profile(), profile(extends=("eu-core@1.0.0",)), [("extends", Way.NEUTRAL, Step.PATCH)]),
]


@pytest.mark.parametrize(("before", "after", "expected"), CASES)
def test_a_change_has_a_way_and_a_step(before: Profile, after: Profile, expected: list[Any]) -> None:
    changes = compare(before, after)
    assert [(one.what, one.way, one.step) for one in changes] == expected
    assert step_of(changes) is max((step for _, _, step in expected), default=Step.NONE)


@pytest.mark.parametrize(
    ("step", "least"),
    [(Step.NONE, "1.2.3"), (Step.PATCH, "1.2.4"), (Step.MINOR, "1.3.0"), (Step.MAJOR, "2.0.0")],
)
def test_a_step_calls_for_a_version(step: Step, least: str) -> None:
    assert str(least_version("1.2.3", step)) == least
