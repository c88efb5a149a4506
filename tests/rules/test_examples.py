"""Every rule is tried on its own examples: it finds what it should, where it should, and nothing else does.

`make test-rule RULE=QUAL-050` runs those of one rule.
"""

from __future__ import annotations

from string import Formatter
from typing import Any

import pytest

from profiles.canonical import from_json
from profiles.document import open_document
from profiles.formats import FORMATS, Format
from profiles.record import Header, Record
from profiles.rules import Profile, Rule, load_rules
from profiles.rules.rule import Example
from validators.engine import Engine
from validators.finding import Finding, words
from validators.schemas import judge_schema
from validators.schemas.fault import NO_SCHEMA

RULES = load_rules()
VALIDITY = {name: rule for name, rule in RULES.items() if rule.kind == "validity"}


def profile_of(rules: dict[str, Rule]) -> Profile:
    return Profile(
        id="examples",
        version="1.0.0",
        title={"en": "Examples"},
        rules=rules,
        severities={name: rule.severity for name, rule in rules.items()},
        weights={},
    )


ENGINE_OF_ALL = Engine(profile_of(VALIDITY))


def findings(rule: Rule, example: Example) -> tuple[Finding, ...]:
    """Return what is found in an example: by all validity rules for one of them, else by the rule alone."""
    engine = ENGINE_OF_ALL if rule.kind == "validity" else Engine(profile_of({rule.id: rule}))
    header = Header("oai:example.org:1", example.record.get("datestamp"))
    prefix = example.record.get("metadataPrefix")
    payload = example.record.get("payload", "").encode(example.record.get("encoding", "utf-8"))
    record = Record(header, payload, "example", metadata_prefix=prefix)
    form = format_of_example(example)
    schema = judge_schema(open_document(payload), form) if payload else NO_SCHEMA
    return engine.validate(from_json(example.given), form, record, schema).findings


def format_of_example(example: Example) -> Format:
    name = example.record.get("format", "lom")
    return next(form for form in FORMATS if form.name == name)


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
