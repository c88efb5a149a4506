"""Whatever check a rule asks of whatever field: it is refused in words, or it can be carried out."""

from __future__ import annotations

from typing import Any

import pytest

from profiles.canonical import from_json
from profiles.formats import FORMATS
from profiles.model import FIELDS, MEMBERS
from profiles.rules import Rule, RuleError
from profiles.rules.rule_reading import read_rule
from tests.rules.profile_folders import rule_text
from validators.compiled import kind_of
from validators.engine import Engine
from validators.examples import profile_of
from validators.proving import type_names

ONE_OF_A_KIND = tuple({kind_of(name): name for name in reversed(FIELDS)}.values())
ANY = (*ONE_OF_A_KIND, *(f"{name}.{member}" for name in ONE_OF_A_KIND for member in MEMBERS[name]))
NUMBERS = ("minimum", "maximum")
CHECKS = (
    "present: {}",
    "present: {any: [FIELD, name]}",
    "count: {max: 1, each: 1}",
    "in: {values: [a, 5], some: true}",
    "in: {none_of: [a], members: true}",
    "in: {schemes: [isced]}",
    "in: {vocabulary: isced}",
    "in: {vocabulary: {lom: lom}}",
    "pattern: {match: ^b}",
    "length: {min: 2}",
    "range: {of: number, min: 4}",
    "range: {of: number, min: '4'}",
    "range: {of: date, min: '2021'}",
    "range: {of: date, min: 2021}",
    "range: {of: duration, max: 5}",
    "exclusive: {value: a, with: others}",
    "exclusive: {values: [a], with: [b, 5]}",
    "exclusive: {pairs: [[a, b]]}",
    "requires: {if: {field: FIELD, present: {}}, then: {field: name.lang, in: {values: [fi]}}}",
    "requires: {if: {field: name, present: {}}, then: {field: FIELD, pattern: {match: ^b}}}",
    "same: {as: FIELD}",
    "same: {as: name.lang}",
    "differs: {from: FIELD}",
    "differs: {from: description}",
    "order: {fields: [FIELD, dateCreated]}",
    "order: {fields: [dateCreated, FIELD], of: number}",
    "unique-lang: {}",
    *(f"type: {{is: {name}}}" for name in type_names()),
)


def value_of(name: str, text: str) -> Any:
    """A value of a field that says something in each of its members."""
    said: dict[str, Any] = {member: 3 if member in NUMBERS else text for member in MEMBERS[name]}
    return said or text


FULL = from_json({name: [value_of(name, "a"), value_of(name, "b")] for name in FIELDS})
SCHEMA_ORG = next(form for form in FORMATS if form.name == "schema-org")


def rule_of(check: str, field: str) -> Rule:
    text = rule_text().replace("field: keywords", f"field: {field}").replace("parameters: {min: up}\n", "")
    return read_rule(text.replace("count: {min: 2}", check.replace("FIELD", field)).encode(), "XY-001.yaml")


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_of_any_field_is_carried_out_or_refused_in_words(check: str) -> None:
    done, told = [], []
    for field in ANY:
        try:
            engine = Engine(profile_of({"XY-001": rule_of(check, field)}))
            engine.validate(FULL, SCHEMA_ORG)
        except RuleError as refused:
            told.append(str(refused))
        else:
            done.append(field)
    assert all(
        any(word in one for word in (" of ", "expected", "no such type", "no vocabulary for")) for one in told
    )
    assert done or check.startswith(("type", "in: {vocabulary: {lom", "range"))


@pytest.mark.parametrize(
    ("check", "field", "said"),
    [
        ("type: {is: vcard}", "keywords", "check type cannot be asked of keywords; it is asked of creator, "),
        ("type: {is: licence}", "about", "it is asked of license, sdLicense"),
        ("in: {schemes: [isced]}", "name", "check in cannot be asked of name; it is asked of about, "),
        ("exclusive: {value: a, with: [b]}", "name", "check exclusive cannot be asked of name; it is asked"),
        ("differs: {from: about}", "name", "check differs cannot be asked of about; it is asked of name, "),
        ("unique-lang: {}", "inLanguage", "it is asked of name, alternateName, description"),
        ("length: {min: 2}", "typicalAgeRange.minimum", "typicalAgeRange.minimum, which is no text"),
        ("range: {of: date, min: '2020-13-99'}", "dateCreated", "2020-13-99 to None: no dates"),
    ],
)
def test_what_a_check_cannot_be_asked_of_is_told_with_what_it_can(check: str, field: str, said: str) -> None:
    with pytest.raises(RuleError) as raised:
        Engine(profile_of({"XY-001": rule_of(check, field)})).validate(FULL, SCHEMA_ORG)
    assert said in str(raised.value)


def test_a_condition_looks_at_the_resource() -> None:
    check = "requires: {if: {field: name, present: {}}, then: {field: record.datestamp, present: {}}}"
    with pytest.raises(RuleError, match=r"condition on record\.datestamp: a field of the"):
        Engine(profile_of({"XY-001": rule_of(check, "name")})).validate(FULL, SCHEMA_ORG)
