"""Loading rules and profiles from YAML, with errors that name the file, the key and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from profiles.failure import Failure
from profiles.model import FIELDS
from profiles.rules.rule import Check, Example, Profile, Rule, Severity, Source

DIMENSIONS = ("accessibility", "quality", "sustainability", "inclusion", "interoperability")
KINDS = ("presence", "validity", "corpus", "network")
CHECKS = (
    "present",
    "count",
    "in",
    "pattern",
    "type",
    "length",
    "range",
    "exclusive",
    "requires",
    "same",
    "differs",
    "order",
    "unique-lang",
    "corpus",
    "network",
)
_RULE_ID = re.compile(r"[A-Z0-9]{3,4}-\d{3}$")
_RULE_KEYS = {
    "id", "slug", "dimension", "kind", "field", "also", "severity", "source", "check", "applies_to",
    "title", "message", "messages", "fix", "examples", "locked", "parameters",
}  # fmt: skip
_OPTIONAL_RULE_KEYS = {"also", "applies_to", "messages", "parameters", "locked"}
_PROFILE_KEYS = {"id", "version", "title", "rules", "narrow", "weights"}
_RECORD_FIELDS = {"record.metadataPrefix", "record.datestamp", "record.payload"}


class RuleError(Failure):
    """A rule or a profile cannot be used; the message names the file, the place and what to do."""


@cache
def load_rules() -> Mapping[str, Rule]:
    """Return all rules that come with the program, by id."""
    rules: dict[str, Rule] = {}
    catalogue = files("profiles").joinpath("rules")
    for folder in sorted((f for f in catalogue.iterdir() if f.is_dir()), key=lambda f: f.name):
        for file in sorted(folder.iterdir(), key=lambda f: f.name):
            if file.name.endswith(".yaml"):
                rule = read_rule(file.read_bytes(), f"{folder.name}/{file.name}")
                if rule.id in rules:
                    raise RuleError(f"{rule.origin}: {rule.id} is already in {rules[rule.id].origin}")
                rules[rule.id] = rule
    return rules


def profile_names() -> tuple[str, ...]:
    """Return the ids of the profiles that come with the program."""
    folder = files("profiles").joinpath("application_profiles")
    return tuple(sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")))


@cache
def load_profile(name: str) -> Profile:
    """Return a profile by its id, or by the path of its file.

    Raises RuleError where there is none, or where it cannot be used.
    """
    if name in profile_names():
        content = files("profiles").joinpath("application_profiles", f"{name}.yaml").read_bytes()
    elif name.endswith((".yaml", ".yml")):
        try:
            content = Path(name).read_bytes()
        except OSError as error:
            raise RuleError(f"profile {name}: {error.strerror}; give the path of a profile's file") from error
    else:
        known = ", ".join(profile_names())
        raise RuleError(
            f"profile {name}: there is none of that name; known are {known}, or give a .yaml file"
        )
    return read_profile(content, name, load_rules())


def read_rule(content: bytes, origin: str) -> Rule:
    """Return the rule that a YAML file holds; raises RuleError where it is not as it should be."""
    said = _mapping(_yaml(content, origin), origin)
    _no_other_keys(said, _RULE_KEYS, origin)
    for key in sorted(_RULE_KEYS - _OPTIONAL_RULE_KEYS - said.keys()):
        raise RuleError(f"{origin}: {key} is missing")
    fields = (said["field"], *said.get("also", ()))
    _one_of(said["dimension"], DIMENSIONS, f"{origin}: dimension")
    _one_of(said["kind"], KINDS, f"{origin}: kind")
    if not _RULE_ID.match(str(said["id"])) or said["id"] not in origin:
        raise RuleError(f"{origin}: id {said['id']!r} is not the file's name, such as QUAL-050")
    for field in fields:
        _known_field(field, origin)
    messages = {"": said["message"], **said.get("messages", {})}
    for words in (said["title"], said["fix"], *messages.values()):
        if "en" not in _mapping(words, origin):
            raise RuleError(f"{origin}: title, message and fix need English (en)")
    examples = _mapping(said["examples"], f"{origin}: examples")
    checks = said["check"] if isinstance(said["check"], list) else [said["check"]]
    return Rule(
        id=said["id"],
        slug=said["slug"],
        dimension=said["dimension"],
        kind=said["kind"],
        fields=fields,
        severity=_severity(said["severity"], origin),
        source=Source(**_mapping(said["source"], f"{origin}: source")),
        checks=tuple(_check(check, origin) for check in checks),
        title=said["title"],
        messages=messages,
        fix=said["fix"],
        passes=tuple(_example(example, origin) for example in examples.get("pass", ())),
        fails=tuple(_example(example, origin) for example in examples.get("fail", ())),
        applies_to=tuple(said.get("applies_to", ())),
        origin=origin,
    )


def read_profile(content: bytes, origin: str, rules: Mapping[str, Rule]) -> Profile:
    """Return the profile that a YAML file holds, its rules taken from `rules`."""
    said = _mapping(_yaml(content, origin), origin)
    _no_other_keys(said, _PROFILE_KEYS, origin)
    for key in sorted(_PROFILE_KEYS - {"narrow"} - said.keys()):
        raise RuleError(f"profile {origin}: {key} is missing")
    for rule in said["rules"]:
        _one_of(rule, rules, f"profile {origin}: rules")
    severities = {rule: rules[rule].severity for rule in said["rules"]}
    for rule, change in said.get("narrow", {}).items():
        _one_of(rule, severities, f"profile {origin}: narrow")
        _no_other_keys(_mapping(change, origin), {"severity"}, f"profile {origin}: narrow: {rule}")
        severity = _severity(change["severity"], f"profile {origin}: narrow: {rule}")
        if severity.rank > severities[rule].rank:
            raise RuleError(f"profile {origin}: narrow: {rule}: {severity} would loosen {severities[rule]}")
        severities[rule] = severity
    for field in said["weights"]:
        _known_field(field, f"profile {origin}: weights")
    return Profile(
        id=said["id"],
        version=str(said["version"]),
        title=said["title"],
        rules={rule: rules[rule] for rule in said["rules"]},
        severities=severities,
        weights=said["weights"],
    )


def _check(said: Any, origin: str) -> Check:
    check = dict(_mapping(said, f"{origin}: check"))
    when = check.pop("when", None)
    fields = tuple(check.pop("fields", ()))
    for field in fields:
        _known_field(field, f"{origin}: check: fields")
    if len(check) != 1:
        raise RuleError(
            f"{origin}: check: exactly one of {', '.join(CHECKS)} is expected, not {sorted(map(str, check))}"
        )
    name, parameters = next(iter(check.items()))
    _one_of(name, CHECKS, f"{origin}: check")
    return Check(name, _mapping(parameters, f"{origin}: check: {name}"), when, fields)


def _example(said: Any, origin: str) -> Example:
    example = _mapping(said, f"{origin}: examples")
    if "given" not in example:
        return Example(given=example)
    _no_other_keys(example, {"given", "at", "record"}, f"{origin}: examples")
    at = example.get("at", ())
    places = (at,) if isinstance(at, str) else tuple(at)
    return Example(given=example["given"], at=places, record=example.get("record", {}))


def _known_field(field: str, origin: str) -> None:
    if field in _RECORD_FIELDS:
        return
    _one_of(field.partition(".")[0], FIELDS, f"{origin}: field")


def _severity(word: str, origin: str) -> Severity:
    _one_of(word, tuple(Severity), f"{origin}: severity")
    return Severity(word)


def _one_of(word: Any, known: Any, origin: str) -> None:
    if word not in known:
        listed = ", ".join(map(str, known)) if len(known) <= 15 else "the catalogue"
        raise RuleError(f"{origin}: {word!r} is not known; it is one of {listed}")


def _no_other_keys(said: Mapping[str, Any], known: set[str], origin: str) -> None:
    for key in said:
        if key not in known:
            raise RuleError(f"{origin}: {key}: no such key; known are {', '.join(sorted(known))}")


def _mapping(value: Any, origin: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise RuleError(f"{origin}: names with values are expected, not {value!r}")
    return value


def _yaml(content: bytes, origin: str) -> Any:
    try:
        return yaml.load(content, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise RuleError(f"{origin}: not well-formed YAML: {' '.join(str(error).split())}") from error
