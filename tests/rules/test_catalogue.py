"""The catalogue as a whole: ids, sources, examples, and errors that say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from profiles.rules import RuleError, load_profile, load_rules, profile_names
from profiles.rules.loading import CHECKS, read_profile, read_rule
from tests.rules.test_examples import RULES, findings
from validators.types import TYPES

FOLDER = Path(__file__).parents[2] / "profiles" / "rules"
FILES = sorted(FOLDER.glob("*/*.yaml"))
NAME = (FOLDER / "quality" / "QUAL-002.yaml").read_text(encoding="utf-8")
CORE = (FOLDER.parent / "application_profiles" / "eu-core.yaml").read_text(encoding="utf-8")


def test_at_least_thirty_rules_stand_in_files_of_their_name() -> None:
    assert len(FILES) >= 30
    assert [file.stem for file in FILES] == sorted(RULES, key=lambda name: (RULES[name].dimension, name))


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


def test_every_check_and_every_type_is_used() -> None:
    checks = [check for rule in RULES.values() for check in rule.checks]
    assert {check.name for check in checks} == set(CHECKS)
    asked = [check.parameters for check in checks if check.name == "type"]
    asked += [check.when["type"] for check in checks if check.when and "type" in check.when]
    assert {parameters["is"] for parameters in asked} == set(TYPES)


@pytest.mark.parametrize("name", profile_names())
def test_a_profile_weighs_only_fields_that_its_rules_read(name: str) -> None:
    profile = load_profile(name)
    read = {field.partition(".")[0] for rule in profile.rules.values() for field in rule.fields}
    assert set(profile.weights) <= read
    assert set(profile.weights.values()) <= {5, 10, 20, 30}


def test_the_digest_of_a_profile_changes_with_what_it_asks() -> None:
    before = read_profile(CORE.encode(), "eu-core", load_rules())
    narrowed = CORE + "narrow: {QUAL-003: {severity: violation}}\n"
    assert read_profile(narrowed.encode(), "eu-core", load_rules()).digest != before.digest
    assert read_profile(CORE.encode(), "elsewhere", load_rules()).digest == before.digest


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: QUAL-002", "id: QUAL-999", "'QUAL-999' is not the file's name"),
        ("slug: name-present\n", "", "slug is missing"),
        ("slug:", "slogan: x\nslug:", "slogan: no such key"),
        ("severity: violation", "severity: error", "severity: 'error' is not known"),
        ("field: name", "field: title", "field: 'title' is not known"),
        ("present: {}", "peresent: {}", "check: 'peresent' is not known"),
        ("check:\n  present: {}", "check: present", "names with values are expected"),
        ("title:\n  en:", "title:\n  de:", "need English"),
        ("title:\n  en:", "title:\n  [en:", "not well-formed YAML"),
    ],
)
def test_a_rule_that_is_not_as_it_should_be_is_named_with_what_to_do(old: str, new: str, said: str) -> None:
    assert old in NAME
    with pytest.raises(RuleError, match=f"quality/QUAL-002.yaml: .*{said}"):
        read_rule(NAME.replace(old, new, 1).encode(), "quality/QUAL-002.yaml")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  - QUAL-001\n", "  - QUAL-000\n", "rules: 'QUAL-000' is not known"),
        ("weights:", "narrow: {QUAL-002: {severity: info}}\nweights:", "would loosen"),
        ("weights:", "narrow: {QUAL-999: {severity: info}}\nweights:", "narrow: 'QUAL-999'"),
        ("  name: 30", "  title: 30", "weights: field: 'title' is not known"),
        ('version: "1.0.0"\n', "", "version is missing"),
    ],
)
def test_a_profile_that_is_not_as_it_should_be_is_named_with_what_to_do(
    old: str, new: str, said: str
) -> None:
    assert old in CORE
    with pytest.raises(RuleError, match=f"profile mine.yaml: .*{said}"):
        read_profile(CORE.replace(old, new, 1).encode(), "mine.yaml", load_rules())


def test_a_profile_may_be_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(CORE.replace("id: eu-core", "id: mine"), encoding="utf-8")
    assert load_profile(str(file)).id == "mine"
    with pytest.raises(RuleError, match="No such file"):
        load_profile(str(tmp_path / "other.yaml"))
