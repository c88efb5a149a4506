"""A profile that extends another is proven to narrow it: whatever loosens is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.canonical import from_json
from profiles.formats import FORMATS
from profiles.rules import Profile, Rule, RuleError, Severity, load_profile
from profiles.rules.grammar import DIRECTIONS
from profiles.rules.library import Library
from profiles.rules.narrowing import Way, changed, way_of
from profiles.rules.rule_reading import read_rule
from tests.rules.profile_folders import edit, rule_text, write_profile
from validators.engine import Engine

SCHEMA_ORG = next(form for form in FORMATS if form.name == "schema-org")


def rule(check: str, parameters: str, *, severity: str = "warning", more: str = "") -> Rule:
    text = rule_text().replace("count: {min: 2}", check).replace("parameters: {min: up}", parameters + more)
    return read_rule(text.replace("severity: warning", f"severity: {severity}").encode(), "XY-001.yaml")


COUNT = rule("count: {min: 2, max: 9}", "parameters: {min: up, max: down}")
WORDS = rule("in: {values: [a, b, c]}", "parameters: {values: subset}")
NONE_OF = rule("in: {none_of: [a, b]}", "parameters: {none_of: superset}")
LOCKED = rule("count: {min: 2}", "parameters: {min: up}", more="\nlocked: true")


@pytest.mark.parametrize(
    ("known", "change", "said"),
    [
        (
            COUNT,
            {"min": 1},
            "min '1' would loosen '2'; write '2' or more, or begin the profile with derivedFrom",
        ),
        (COUNT, {"max": 10}, "max '10' would loosen '9'; write '9' or less"),
        (COUNT, {"min": "many"}, "min 'many' cannot be compared with '2'; write a value such as '2'"),
        (COUNT, {"min": True}, "cannot be compared"),
        (COUNT, {"mim": 3}, "lets no profile change mim; did you mean min?"),
        (COUNT, {"severity": "info"}, "severity info would loosen warning; write violation or warning"),
        (
            COUNT,
            {"severity": "grave"},
            "severity 'grave' is not known; write one of violation, warning, info",
        ),
        (
            WORDS,
            {"values": ["a", "b", "c", "d"]},
            "would loosen [a, b, c]; write some of those that stood there",
        ),
        (WORDS, {"values": ["a", "d"]}, "values a list cannot be compared with [a, b, c]"),
        (WORDS, {"values": []}, "cannot be compared with"),
        (WORDS, {"values": "a"}, "cannot be compared with"),
        (NONE_OF, {"none_of": ["a"]}, "would loosen [a, b]; keep all that stood there, and add to them"),
        (LOCKED, {"min": 3}, "XY-001 is locked: no profile changes it; leave it out"),
        (LOCKED, {"severity": "violation"}, "XY-001 is locked"),
    ],
)
def test_what_does_not_narrow_is_refused_with_what_to_do(
    known: Rule, change: dict[str, Any], said: str
) -> None:
    same, severity, refusals = changed(known, known.severity, change, loosening=False)
    assert (same, severity) == (known, known.severity)
    assert [said in f"{one.cause}; {one.remedy}" for one in refusals] == [True], refusals


@pytest.mark.parametrize(
    ("known", "change"),
    [
        (COUNT, {"min": 3, "max": 5}),
        (COUNT, {"severity": "violation"}),
        (WORDS, {"values": ["c", "a"]}),
        (NONE_OF, {"none_of": ["a", "b", "c"]}),
    ],
)
def test_what_narrows_is_carried_out(known: Rule, change: dict[str, Any]) -> None:
    narrowed, severity, refusals = changed(known, known.severity, change, loosening=False)
    assert refusals == []
    assert severity is Severity(change.get("severity", "warning"))
    parameters = {**known.checks[0].parameters, **{k: v for k, v in change.items() if k != "severity"}}
    assert narrowed.checks[0].parameters == parameters


def test_a_parameter_of_several_checks_is_named_with_its_check() -> None:
    two = "\n  - count: {min: 1, max: 9}\n  - length: {max: 40}"
    known = rule(two, "parameters: {count.max: down, length.max: down}")
    narrowed, _, refusals = changed(known, known.severity, {"length.max": 20}, loosening=False)
    assert refusals == []
    assert [one.parameters.get("max") for one in narrowed.checks] == [9, 20]
    with pytest.raises(RuleError, match=r"max is in several checks; name it with its check, as length\.max"):
        rule(two, "parameters: {max: down}")


VALUES = {
    "up": st.integers(0, 6),
    "down": st.integers(0, 6),
    "subset": st.lists(st.sampled_from("abcd"), min_size=1, unique=True),
    "superset": st.lists(st.sampled_from("abcd"), min_size=1, unique=True),
}
SAYS = {
    ("count", "min"): "keywords",
    ("count", "max"): "keywords",
    ("length", "min"): "keywords",
    ("length", "max"): "keywords",
    ("range", "min"): "timeRequired",
    ("range", "max"): "timeRequired",
    ("in", "values"): "accessMode",
    ("in", "none_of"): "accessMode",
    ("exclusive", "values"): "accessMode",
    ("exclusive", "with"): "accessMode",
    ("present", "any"): "",
    ("present", "all"): "",
}
BESIDE = {"range": {"of": "number"}, "exclusive": {"value": "a", "values": ["a"], "with": ["b"]}}
FIELDS_OF = {"a": "name", "b": "description", "c": "keywords", "d": "url"}


def test_every_direction_is_tried() -> None:
    assert set(SAYS) == set(DIRECTIONS) - {("in", "schemes"), ("type", "allowed")}  # names of vocabularies


@pytest.mark.parametrize("place", SAYS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_passes_after_a_tightening_passed_before_it(place: tuple[str, str], data: Any) -> None:
    check, name = place
    drawn = VALUES[DIRECTIONS[place]]
    before, after = data.draw(drawn), data.draw(drawn)
    if way_of(check, name, before, after) not in (Way.TIGHTENING, Way.NEUTRAL):
        return
    record = data.draw(record_of(SAYS[place]))
    if passes(check, name, after, record):
        assert passes(check, name, before, record)


def record_of(field: str) -> Any:
    if not field:
        return st.dictionaries(st.sampled_from(sorted(FIELDS_OF.values())), st.just("x"))
    return st.fixed_dictionaries(
        {field: st.lists(st.sampled_from(["a", "b", "bc", "cdef", "1", "4"]), min_size=1)}
    )


def passes(check: str, name: str, value: Any, record: dict[str, Any]) -> bool:
    if check == "present":
        value = [FIELDS_OF[one] for one in value]
    parameters = {**BESIDE.get(check, {}), name: value}
    if check == "exclusive":
        parameters.pop("value" if name == "values" else "values")
    text = rule_text().replace("field: keywords", f"field: {SAYS[check, name] or 'name'}")
    text = text.replace("count: {min: 2}", f"{check}: {parameters}").replace("parameters: {min: up}\n", "")
    made = read_rule(text.encode(), "XY-001.yaml")
    profile = Profile("x", "1.0.0", {"en": "x"}, {made.id: made}, {made.id: made.severity}, {})
    return not Engine(profile).validate(from_json(record), SCHEMA_ORG).findings


def test_a_profile_that_extends_another_has_all_of_it_and_more(tmp_path: Path) -> None:
    more = "narrow:\n  QUAL-003: {severity: violation}\n  XY-001: {min: 3}\nweights: {keywords: 30}\n"
    write_profile(tmp_path, more=more)
    profile, core = Library([tmp_path]).profile("mine"), load_profile("eu-core")
    assert set(profile.rules) == {*core.rules, "XY-001"}
    assert profile.extends == (f"eu-core@{core.version}", *core.extends)
    assert profile.severities["QUAL-003"] is Severity.VIOLATION
    assert profile.rules["XY-001"].checks[0].parameters == {"min": 3}
    assert profile.weights == {**core.weights, "keywords": 30}
    child = write_profile(
        tmp_path, "child", extends="mine@1.0", rules=(), more="narrow: {XY-001: {min: 2}}\n"
    )
    with pytest.raises(
        RuleError, match=r"profile.yaml:6: narrow: XY-001: min '2' would loosen '3'; write '3' or m"
    ):
        Library([tmp_path]).profile("child")
    edit(child / "profile.yaml", "min: 2", "min: 4")
    chained = Library([tmp_path]).profile("child")
    assert chained.extends == ("mine@1.0.0", f"eu-core@{core.version}", *core.extends)
    assert chained.rules["XY-001"].checks[0].parameters == {"min": 4}


def test_a_profile_that_is_derived_may_loosen_and_remove_but_not_what_is_locked(tmp_path: Path) -> None:
    folder = write_profile(tmp_path, "base")
    edit(folder / "rules" / "XY-001.yaml", "severity: warning", "severity: warning\nlocked: true")
    derived = write_profile(tmp_path, "derived", rules=())
    edit(derived / "profile.yaml", "extends: eu-core", "derivedFrom: base")
    with (derived / "profile.yaml").open("a", encoding="utf-8") as file:
        file.write("remove: [QUAL-001]\nloosen: {QUAL-002: {severity: info}}\n")
    profile = Library([tmp_path]).profile("derived")
    assert profile.extends == ()
    assert profile.derived_from == "base@1.0.0"
    assert "QUAL-001" not in profile.rules
    assert profile.severities["QUAL-002"] is Severity.INFO
    edit(derived / "profile.yaml", "remove: [QUAL-001]", "remove: [XY-001]")
    with pytest.raises(RuleError, match="remove: XY-001 is locked: no profile goes without it; leave it out"):
        Library([tmp_path]).profile("derived")
    edit(derived / "profile.yaml", "remove: [XY-001]\nloosen: {QUAL-002:", "loosen: {XY-001:")
    with pytest.raises(RuleError, match="loosen: XY-001 is locked: no profile changes it; leave it out"):
        Library([tmp_path]).profile("derived")
