"""The catalogue as a whole: ids, sources, examples, and errors that say what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from profiles.rules import RuleError, load_profile, profile_names
from profiles.rules.grammar import CHECKS
from profiles.rules.rule_reading import read_rule
from tests.rules.test_examples import RULES, findings
from validators.proving import type_names
from validators.types import TYPES

FOLDER = Path(__file__).parents[2] / "profiles" / "rules"
FILES = sorted(FOLDER.glob("*/*.yaml"))
NAME = (FOLDER / "quality" / "QUAL-002.yaml").read_text(encoding="utf-8")
CORE = (FOLDER.parent / "application_profiles" / "eu-core.yaml").read_text(encoding="utf-8")


def test_at_least_thirty_rules_stand_in_files_of_their_name() -> None:
    assert len(FILES) >= 30
    assert [file.stem for file in FILES] == sorted(RULES, key=lambda name: RULES[name].origin)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_has_examples_of_both_kinds_and_a_source(rule) -> None:
    assert rule.passes
    assert rule.fails
    assert all(example.at for example in rule.fails)
    assert rule.source.document
    assert rule.source.clause
    assert rule.source.obligation in ("MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY", "own")
    assert (rule.source.document == "Commonshelf") <= (rule.source.obligation == "own")


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_message_of_a_rule_is_shown_by_an_example(rule) -> None:
    shown = {finding.code for example in rule.fails for finding in findings(rule, example)}
    assert set(rule.messages) - {""} <= shown


def types_in(said: Any) -> Iterator[str]:
    """Yield the types that checks and conditions ask for, however deep."""
    if isinstance(said, list):
        for one in said:
            yield from types_in(one)
    elif isinstance(said, Mapping):
        for key, value in said.items():
            if key == "type":
                yield value["is"]
            yield from types_in(value)


def test_every_check_and_every_type_is_used() -> None:
    checks = [check for rule in RULES.values() for check in rule.checks]
    assert {check.name for check in checks} == set(CHECKS)
    asked = {one for check in checks for one in types_in({check.name: check.parameters, "when": check.when})}
    assert set(TYPES) <= asked <= set(type_names())


@pytest.mark.parametrize("name", profile_names())
def test_a_profile_weighs_only_fields_that_its_rules_read(name: str) -> None:
    profile = load_profile(name)
    read = {field.partition(".")[0] for rule in profile.rules.values() for field in rule.fields}
    assert set(profile.weights) <= read
    assert set(profile.weights.values()) <= {5, 10, 20, 30}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "id: QUAL-002",
            "id: QUAL-999",
            r"id 'QUAL-999' is not the file's name, QUAL-002; make them the same",
        ),
        ("id: QUAL-002", "id: no id", "id 'no id' is not an area and a number; write one such as"),
        ("slug: name-present\n", "", "slug is missing; add it"),
        ("slug:", "slogan: x\nslug:", r"slogan is no key that is known here; did you mean slug\?"),
        ("slug: name-present", "slug: Name present", "slug 'Name present'; write words in small letters"),
        (
            "severity: violation",
            "severity: violations",
            r"severity: 'violations' is not known; did you mean viol",
        ),
        (
            "severity: violation",
            "severity: error",
            "severity: 'error' is not known; write one of violation, ",
        ),
        ("field: name", "field: nam", r"field: 'nam' is not known; did you mean name\?"),
        ("present: {}", "peresent: {}", r"check.peresent: 'peresent' is not known; did you mean present\?"),
        ("check:\n  present: {}", "check: present", "check is 'present'; write names with values"),
        ("check:\n  present: {}", "check: []", "the list of checks is empty"),
        (
            "present: {}",
            "present: {any: [nam]}",
            r"check.present.any.1: 'nam' is not known; did you mean name",
        ),
        ("present: {}", "length: {}", "check.length asks for nothing; add one of min, max"),
        ("present: {}", "length: {min: long}", "check.length.min is 'long'; write a number"),
        ("present: {}", "type: {some: yes, is: date}", "check.type.some is 'yes'; write true or false"),
        ("present: {}", "in: {values: []}", "check.in.values is an empty list"),
        ("present: {}", "in: {vocabulary: lom-1}", r"no vocabulary 'lom-1'; did you mean lom\?"),
        ("present: {}", "pattern: {match: (a+)+}", "check: the pattern|can take exponential time"),
        ("present: {}", "pattern: {none_of: {list: '[a'}}", "cannot be read: unterminated character set"),
        ("present: {}", "present: {}\n  when: {present: {}}", "check.when: field is missing"),
        ("present: {}", "present: {}\n  when: {all: name}", "check.when.all is no list"),
        ("present: {}", "present: {}\n  when: {field: name}", "check.when has no check; write exactly one"),
        ("present: {}", "requires: {if: {not: {field: name, count: {max: 1}}}}", "then is missing"),
        ("present: {}", "exclusive: {pairs: [[a]]}", "check.exclusive.pairs is no list of pairs"),
        ("present: {}", "present: {}\n  length: {min: 3}", "check has length, present; write exactly one of"),
        ("check:", "parameters: {min: up}\ncheck:", "parameters: min is in no check of the rule"),
        ("present: {}", "length: {min: 3}\nparameters: {min: down}", "length.min is narrower up, not 'down'"),
        ("present: {}", "type: {is: date}\nparameters: {is: subset}", "type.is has no narrower direction"),
        ("title:", "locked: maybe\ntitle:", "locked is 'maybe'; write true or false"),
        ("examples:", "x: &a [1]\nexamples:", "x is no key"),
        ("slug:", "slug: a\nslug:", "slug stands twice, first in line 2; remove one"),
        ("obligation:", "obligations:", "obligations is no key of source; did you mean obligation"),
        ("  fail:", "  fails:", "fails is no key of examples; did you mean fail"),
    ],
)
def test_a_rule_that_is_not_as_it_should_be_is_named_with_its_line_and_what_to_do(
    old: str, new: str, said: str
) -> None:
    assert old in NAME
    with pytest.raises(RuleError, match=said) as e:
        read_rule(NAME.replace(old, new, 1).encode(), "quality/QUAL-002.yaml")
    for line in str(e.value).splitlines():
        assert re.match(r"quality/QUAL-002.yaml:\d+: .+; .+", line)


def test_the_line_is_that_of_the_fault() -> None:
    with pytest.raises(RuleError) as e:
        read_rule(NAME.replace("present: {}", "present: {anny: []}").encode(), "QUAL-002.yaml")
    assert str(e.value) == "QUAL-002.yaml:12: anny is no key of check.present; did you mean any?"
