"""Every rule is tried on its own examples: it finds what it should, where it should, and nothing else does.

`make test-rule RULE=QUAL-050` runs those of one rule.
"""

from __future__ import annotations

from string import Formatter
from typing import Any

import pytest

from profiles.rules import Rule, load_rules
from profiles.rules.reading import LANGUAGES
from profiles.rules.rule import Example
from validators.engine import Engine
from validators.examples import Examples, profile_of
from validators.finding import words

RULES = load_rules()
EXAMPLES = Examples(RULES)
findings = EXAMPLES.findings


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{kind}-{number}", marks=pytest.mark.rule(rule.id))
        for rule in RULES.values()
        for number, example in enumerate(getattr(rule, kind), 1)
    ]


@pytest.mark.parametrize(("rule", "example"), cases("passes"))
def test_an_example_that_passes_gives_no_finding(rule: Rule, example: Example) -> None:
    assert findings(rule, example) == ()


@pytest.mark.parametrize(("rule", "example"), cases("fails"))
def test_an_example_that_fails_gives_this_finding_in_this_place_and_nothing_else(
    rule: Rule, example: Example
) -> None:
    found = findings(rule, example)
    assert [(finding.rule, finding.pointer) for finding in found] == [(rule.id, at) for at in example.at]


@pytest.mark.parametrize(("rule", "example"), cases("fails"))
def test_the_words_of_a_finding_have_no_place_left_unfilled(rule: Rule, example: Example) -> None:
    engine = Engine(profile_of({rule.id: rule}))
    for finding in findings(rule, example):
        message, fix = words(finding, engine.profile)
        assert "{" not in message + fix
        assert "''" not in message
        needed = {name for _, name, _, _ in Formatter().parse(rule.message(finding.code)) if name}
        assert all(finding.slots[name] for name in needed), (needed, finding.slots)


@pytest.mark.parametrize(("rule", "example"), cases("not_applicable"))
def test_on_an_example_that_is_not_applicable_the_rule_has_nothing_to_say(
    rule: Rule, example: Example
) -> None:
    assert findings(rule, example) == ()


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_nothing_is_wrong_with_a_rule_and_its_examples(rule: Rule) -> None:
    assert list(EXAMPLES.faults(rule)) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_has_all_its_words_in_every_language_and_the_same_places_in_each(rule: Rule) -> None:
    for words_of_it in (rule.title, rule.fix, *rule.messages.values()):
        assert tuple(sorted(words_of_it)) == tuple(sorted(LANGUAGES))
        assert all(text.strip() for text in words_of_it.values())
        assert len({places(text) for text in words_of_it.values()}) == 1


def places(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)
