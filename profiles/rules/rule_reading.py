"""Reads a rule from its YAML file; what is wrong is told with its line, and all of it at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from string import Formatter
from typing import Any

from profiles.rules.check_reading import known_field, read_checks
from profiles.rules.grammar import DIRECTIONS, OF_SEVERAL
from profiles.rules.lined_yaml import Path, YamlError, read_yaml
from profiles.rules.narrowing import addressed
from profiles.rules.problem import Problem, RuleError
from profiles.rules.reading import Reading, named, shown
from profiles.rules.rule import Check, Example, Rule, Severity, Source

DIMENSIONS = ("accessibility", "quality", "sustainability", "inclusion", "interoperability")
KINDS = ("presence", "validity", "corpus", "network")
OBLIGATIONS = ("MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY", "own")

_ID = re.compile(r"[A-Z][A-Z0-9]{1,9}-\d{3}$")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*$")
_REQUIRED = (
    "id", "slug", "dimension", "kind", "field", "severity", "source", "check", "title", "message", "fix",
    "examples",
)  # fmt: skip
_OPTIONAL = ("also", "locked", "applies_to", "parameters", "messages")


def read_rule(content: bytes, origin: str) -> Rule:
    """Return the rule that a YAML file holds.

    Raises RuleError where it is not as it should be, with a line for each fault.
    """
    rule, problems = parse_rule(content, origin)
    if rule is None or problems:
        raise RuleError("\n".join(map(str, problems)))
    return rule


def parse_rule(content: bytes, file: str) -> tuple[Rule | None, list[Problem]]:
    """Return the rule that a YAML file holds, None where it is none, and all that is wrong with it."""
    try:
        reading = Reading(read_yaml(content, file), file)
    except YamlError as error:
        return None, [error.problem]
    said = reading.mapping(reading.said.value, ())
    if not said or not reading.keys((), said, _REQUIRED, _OPTIONAL):
        return None, reading.problems
    rule = _rule(said, reading)
    return (None if reading.problems else rule), reading.problems


def _rule(said: Mapping[str, Any], reading: Reading) -> Rule:
    _identity(said, reading)
    fields = (said["field"], *reading.texts(said.get("also", []), ("also",)))
    for number, field in enumerate(fields):
        known_field(field, ("also", number - 1) if number else ("field",), reading)
    checks = read_checks(said["check"], reading)
    for number, check in enumerate(checks):
        if check.name in OF_SEVERAL and check.fields and check.fields != fields[:1]:
            path = ("check", number, "fields") if isinstance(said["check"], list) else ("check", "fields")
            cause = f"the check {check.name} looks at the rule's first field, {fields[0]}"
            reading.wrong(path, cause, "leave fields out, or make a rule of its own of the check")
    passes, fails, silent = _examples(said["examples"], reading)
    severity = reading.one_of(said["severity"], tuple(Severity), ("severity",))
    return Rule(
        id=str(said["id"]),
        slug=str(said["slug"]),
        dimension=str(said["dimension"]),
        kind=str(said["kind"]),
        fields=fields,
        severity=Severity(said["severity"]) if severity else Severity.INFO,
        source=_source(said["source"], reading),
        checks=checks,
        title=reading.words(said["title"], ("title",)),
        messages=_messages(said, reading),
        fix=_remedy(said["fix"], reading),
        passes=passes,
        fails=fails,
        applies_to=reading.texts(said.get("applies_to", []), ("applies_to",)),
        origin=reading.file,
        locked=reading.flag(said.get("locked", False), ("locked",)),
        parameters=_parameters(said.get("parameters", {}), checks, reading),
        not_applicable=silent,
    )


def _identity(said: Mapping[str, Any], reading: Reading) -> None:
    name = PurePath(reading.file).name.removesuffix(".yaml")
    if not isinstance(said["id"], str) or not _ID.match(said["id"]):
        cause = f"id {shown(said['id'])} is not an area and a number"
        reading.wrong(("id",), cause, "write one such as QUAL-050 or XY-001")
    elif said["id"] != name:
        reading.wrong(("id",), f"id '{said['id']}' is not the file's name, {name}", "make them the same")
    if not isinstance(said["slug"], str) or not _SLUG.match(said["slug"]):
        reading.wrong(
            ("slug",), f"slug {shown(said['slug'])}", "write words in small letters, as name-present"
        )
    reading.one_of(said["dimension"], DIMENSIONS, ("dimension",))
    reading.one_of(said["kind"], KINDS, ("kind",))


def _source(said: Any, reading: Reading) -> Source:
    source = reading.mapping(said, ("source",))
    if not reading.keys(("source",), source, ("document", "clause", "obligation"), ()):
        return Source("", "", "own")
    reading.one_of(source["obligation"], OBLIGATIONS, ("source", "obligation"))
    return Source(
        document=reading.text(source["document"], ("source", "document")),
        clause=reading.text(source["clause"], ("source", "clause")),
        obligation=str(source["obligation"]),
    )


def _messages(said: Mapping[str, Any], reading: Reading) -> Mapping[str, Mapping[str, str]]:
    messages = {"": reading.words(said["message"], ("message",))}
    _same_places(messages[""], ("message",), reading)
    for code, words in reading.mapping(said.get("messages", {}), ("messages",)).items():
        messages[code] = reading.words(words, ("messages", code))
        _same_places(messages[code], ("messages", code), reading)
    return messages


def _remedy(said: Any, reading: Reading) -> Mapping[str, str]:
    fix = reading.words(said, ("fix",))
    _same_places(fix, ("fix",), reading)
    return fix


def _same_places(words: Mapping[str, str], path: Path, reading: Reading) -> None:
    """Ask that every language has the places of the English, such as {value}."""
    expected: set[str] | None = None
    for language in sorted(words, key=lambda one: one != "en"):
        places = _places(words[language], (*path, language), reading)
        if places is None:
            continue
        if expected is None:
            expected = places
        elif places != expected:
            differing = ", ".join(sorted(f"{{{name}}}" for name in places ^ expected))
            cause = f"{named(path)} in {language} and in en differ in {differing}"
            reading.wrong((*path, language), cause, "give every language the same places")


def _places(template: str, path: Path, reading: Reading) -> set[str] | None:
    """Return the names of the places in a message; None where one is more than a name, and might do harm."""
    try:
        found = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(template)]
    except ValueError as error:
        reading.wrong(path, f"{named(path)}: {error}", "write a brace that is none of a place as {{ or }}")
        return None
    for name, spec, conversion in found:
        if name is not None and (spec or conversion or not name.isidentifier()):
            reading.wrong(path, f"{named(path)}: the place {{{name}}}", "write a name alone, such as {value}")
            return None
    return {name for name, _, _ in found if name is not None}


def _parameters(said: Any, checks: tuple[Check, ...], reading: Reading) -> Mapping[str, str]:
    parameters = reading.mapping(said, ("parameters",)) if said else {}
    for name, direction in parameters.items():
        path = ("parameters", name)
        found = addressed(checks, name)
        if len(found) != 1:
            cause = f"parameters: {name} is {'in several checks' if found else 'in no check of the rule'}"
            reading.wrong(path, cause, "name it with its check, as length.max" if found else "leave it out")
            continue
        check, parameter = checks[found[0][0]].name, found[0][1]
        expected = DIRECTIONS.get((check, parameter))
        if expected is None:
            reading.wrong(path, f"parameters: {check}.{parameter} has no narrower direction", "leave it out")
        elif direction != expected:
            cause = f"parameters: {check}.{parameter} is narrower {expected}, not {shown(direction)}"
            reading.wrong(path, cause, f"write {name}: {expected}")
    return {name: str(direction) for name, direction in parameters.items()}


def _examples(said: Any, reading: Reading) -> tuple[tuple[Example, ...], ...]:
    examples = reading.mapping(said, ("examples",))
    kinds = ("pass", "fail", "not-applicable")
    reading.keys(("examples",), examples, kinds[:2], kinds[2:])
    found = []
    for kind in kinds:
        path: Path = ("examples", kind)
        listed = examples.get(kind, [])
        if not isinstance(listed, list):
            reading.wrong(path, f"{named(path)} is {shown(listed)}", "write a list of examples")
            listed = []
        if not listed and kind in examples:
            reading.wrong(path, f"{named(path)} is empty", "write an example")
        found.append(tuple(_example(one, (*path, number), reading) for number, one in enumerate(listed)))
        for number, example in enumerate(found[-1]):
            if (kind == "fail") != bool(example.at):
                cause, remedy = (
                    ("it does not say where it fails", "write {given: {…}, at: /FIELD/0}")
                    if kind == "fail"
                    else ("it says where it fails", "leave out at, or put it under fail")
                )
                reading.wrong((*path, number), f"{named((*path, number))}: {cause}", remedy)
    return tuple(found)


def _example(said: Any, path: Path, reading: Reading) -> Example:
    example = reading.mapping(said, path)
    if "given" not in example:
        return Example(given=example)
    if not reading.keys(path, example, ("given",), ("at", "record", "corpus", "network")):
        return Example(given={}, at=("/",))
    at = example.get("at", [])
    places = (at,) if isinstance(at, str) else reading.texts(at, (*path, "at"))
    record = reading.mapping(example.get("record", {}), (*path, "record"))
    return Example(
        given=reading.mapping(example["given"], (*path, "given")),
        at=places,
        record={key: str(value) for key, value in record.items()},
        corpus=_corpus(example, path, reading),
        network=_network(example, path, reading),
    )


def _corpus(example: Mapping[str, Any], path: Path, reading: Reading) -> tuple[Mapping[str, Any], ...] | None:
    """Return the other resources of the source, in canonical JSON."""
    if "corpus" not in example:
        return None
    others = example["corpus"]
    if not isinstance(others, list):
        cause = f"{named((*path, 'corpus'))} is {shown(others)}"
        reading.wrong((*path, "corpus"), cause, "write a list of resources")
        return None
    return tuple(reading.mapping(one, (*path, "corpus", number)) for number, one in enumerate(others))


def _network(
    example: Mapping[str, Any], path: Path, reading: Reading
) -> Mapping[str, Mapping[str, Any]] | None:
    """Return what addresses answer, by address, and what is known of hosts, by host."""
    if "network" not in example:
        return None
    place = (*path, "network")
    said = reading.mapping(example["network"], place)
    return {str(one): reading.mapping(facts, (*place, one)) for one, facts in said.items()}
