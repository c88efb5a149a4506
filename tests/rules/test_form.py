"""The JSON Schemas that editors complete rules and profiles by, and that they say what the loader says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from profiles.rules.grammar import CHECKS, CONDITIONS, MUST
from profiles.rules.lined_yaml import read_yaml
from profiles.rules.reading import LANGUAGES
from profiles.rules.rule_reading import DIMENSIONS, KINDS, OBLIGATIONS
from profiles.schemas import schema_path
from validators.proving import type_names

ROOT = Path(__file__).parents[2] / "profiles"
RULES = sorted((ROOT / "rules").glob("*/*.yaml"))
PROFILES = sorted((ROOT / "application_profiles").glob("*.yaml"))


def schema(name: str) -> Any:
    return json.loads(schema_path(f"{name}.schema.json").read_text(encoding="utf-8"))


RULE, PROFILE = schema("rule"), schema("profile")


@pytest.mark.parametrize("form", [RULE, PROFILE], ids=["rule", "profile"])
def test_the_schemas_are_schemas_and_describe_every_key(form: Any) -> None:
    Draft202012Validator.check_schema(form)
    assert [name for name, one in form["properties"].items() if "description" not in one] == []


@pytest.mark.parametrize("path", [*RULES, *PROFILES], ids=lambda path: path.stem)
def test_what_comes_with_the_program_has_the_form(path: Path) -> None:
    form = PROFILE if path in PROFILES else RULE
    said = read_yaml(path.read_bytes(), path.name).value
    assert [error.message for error in Draft202012Validator(form).iter_errors(said)] == []


def test_the_schema_of_rules_has_the_closed_sets_of_the_loader() -> None:
    check = RULE["$defs"]["check"]["properties"]
    assert {name: set(check[name]["properties"]) for name in CHECKS} == {
        name: set(parameters) for name, parameters in CHECKS.items()
    }
    assert {name: tuple(check[name]["required"]) for name in CHECKS if "required" in check[name]} == MUST
    assert set(RULE["$defs"]["condition"]["oneOf"][0]["properties"]) == {"field", *CONDITIONS}
    assert tuple(RULE["properties"]["dimension"]["enum"]) == DIMENSIONS
    assert tuple(RULE["properties"]["kind"]["enum"]) == KINDS
    assert tuple(RULE["properties"]["source"]["properties"]["obligation"]["enum"]) == OBLIGATIONS
    assert tuple(RULE["$defs"]["words"]["properties"]) == LANGUAGES


def test_editors_complete_every_type() -> None:
    assert RULE["$defs"]["type"]["enum"] == type_names()
