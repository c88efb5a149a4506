"""Tries a profile and the rules in its folder: all that is wrong is told, with its line and what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from profiles.rules import Profile, Rule, RuleError
from profiles.rules.differences import Change, compare, drift, least_version, step_of
from profiles.rules.library import Library
from profiles.rules.lined_yaml import Lined, YamlError, read_yaml
from profiles.rules.package import PROFILE, Package
from profiles.rules.problem import Problem
from profiles.rules.versions import version_of
from profiles.schemas import schema_path
from validators.checks import PREFIX
from validators.examples import Examples
from validators.given import ON_REQUEST
from validators.schemas.findings import PAYLOAD_CHECKS
from validators.types import TYPES


class Proof(NamedTuple):
    """What a trial of a profile brought: what is wrong, and what was tried."""

    problems: list[Problem]
    profile: Profile | None
    rules: int
    examples: int


def type_names() -> list[str]:
    """Return what the check `type` may ask for, wherever that is carried out."""
    return sorted({*TYPES, *PAYLOAD_CHECKS, *ON_REQUEST, PREFIX})


def prove(library: Library, package: Package) -> Proof:
    """Return what is wrong with a profile, its own rules and their examples, and with its version."""
    releases = () if package.is_release else library.releases(package.name)
    problems = [*package.problems, *(problem for one in releases for problem in one.problems)]
    profile: Profile | None = None
    try:
        profile = library.profile_of(package)
    except RuleError as error:
        known = {str(problem) for problem in problems}
        problems += [Problem("", 0, line, "") for line in str(error).splitlines() if line not in known]
    problems += _examples(package, profile)
    faulty = {problem.file for problem in problems}
    for name in package.files:
        path = str(package.path.parent / name)
        if path not in faulty:
            problems += _unlike_schema(path, package.files[name], is_profile=name == package.path.name)
    if profile is not None:
        problems += _unused(package, profile)
        problems += _versions(library, package, profile)
    rules = _rules_of(package, profile).values()
    count = sum(len(one.passes) + len(one.fails) + len(one.not_applicable) for one in rules)
    problems.sort(key=lambda one: (one.file, one.line))
    return Proof(problems, profile, len(rules), count)


def changes_since(library: Library, release: Package, profile: Profile) -> list[Change]:
    """Return what was changed since a release: in the profile, and beneath it."""
    before = library.without_lock(release)
    beneath = drift(release.lock, before) if release.lock else []
    return [*compare(before, profile), *beneath]


def previous_release(library: Library, package: Package) -> Package | None:
    """Return the newest release of a profile that came before it."""
    statement = package.statement
    if statement is None:
        return None
    earlier = [
        one
        for one in library.releases(statement.id)
        if one.statement and one.statement.version < statement.version
    ]
    return max(earlier, key=lambda one: one.statement.version if one.statement else (0, 0, 0), default=None)


def _rules_of(package: Package, profile: Profile | None) -> Mapping[str, Rule]:
    """Return the rules whose examples are tried: a user's own, or all of a profile of the program."""
    if package.path.name == PROFILE or profile is None:
        return package.rules
    return profile.rules


def _examples(package: Package, profile: Profile | None) -> Iterator[Problem]:
    rules = _rules_of(package, profile)
    beside = {name: rule for name, rule in (profile.rules if profile else {}).items() if name not in rules}
    examples = Examples({**beside, **rules})
    for rule in rules.values():
        lines = _lines(rule, package)
        for fault in examples.faults(rule):
            path = ("examples", fault.kind, fault.number) if fault.number >= 0 else ("check",)
            named = f"{rule.id}, {fault.kind} example {fault.number + 1}" if fault.number >= 0 else rule.id
            line = lines.line(path) if lines else 0
            yield Problem(rule.origin, line, f"{named}: {fault.cause}", fault.remedy)


def _lines(rule: Rule, package: Package) -> Lined | None:
    for name, content in package.files.items():
        if str(package.path.parent / name) == rule.origin:
            return read_yaml(content, rule.origin)
    return None


def _unlike_schema(path: str, content: bytes, *, is_profile: bool) -> Iterator[Problem]:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - slow to load, and seldom needed
    from jsonschema.exceptions import best_match  # noqa: PLC0415

    schema = schema_path("profile.schema.json" if is_profile else "rule.schema.json")
    form: Any = json.loads(schema.read_text(encoding="utf-8"))
    try:
        said = read_yaml(content, path)
    except YamlError:  # which was told already
        return
    error = best_match(Draft202012Validator(form).iter_errors(said.value))
    if error is not None:
        where = tuple(error.absolute_path)
        cause = " ".join(error.message.split())[:200]
        yield Problem(path, said.line(where), f"{'.'.join(map(str, where))}: {cause}", f"see {schema.name}")


def _unused(package: Package, profile: Profile) -> Iterator[Problem]:
    for name, rule in package.rules.items():
        if name not in profile.rules:
            cause = f"{name} is in the folder, and the profile does not ask for it"
            yield Problem(rule.origin, 1, cause, f"put it under add in {package.path.name}, or remove it")


def _versions(library: Library, package: Package, profile: Profile) -> Iterator[Problem]:
    """Yield where the version contradicts what was changed since the last release."""
    release = previous_release(library, package)
    if release is None or package.is_release or package.statement is None or package.lock is not None:
        return
    try:
        changes = changes_since(library, release, profile)
        before = library.without_lock(release).version
    except RuleError as error:
        yield Problem(
            str(release.path), 0, f"the release cannot be compared: {error}", "restore it from a copy"
        )
        return
    needed = least_version(before, step_of(changes))
    given = version_of(profile.version)
    if given is not None and given < needed:
        line = package.statement.reading.said.line(("version",))
        step = step_of(changes)
        first = next(one for one in changes if one.step is step)
        what = f"{first.rule or profile.id}: {first.what}, {first.way}"
        cause = f"version {profile.version} contradicts a {step.name.lower()} change since {before} ({what})"
        yield Problem(str(package.path), line, cause, f"write {needed} or higher, or undo the change")
