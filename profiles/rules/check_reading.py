"""Reads the checks and conditions of a rule, as profiles/rules/grammar.py lists them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from profiles.model import FIELDS, MEMBERS
from profiles.rules.grammar import ANY_OF, CHECKS, CONDITIONS, MUST, OPEN, TOGETHER
from profiles.rules.lined_yaml import Path
from profiles.rules.patterns import compile_pattern
from profiles.rules.problem import RuleError
from profiles.rules.reading import Reading, named, nearest, shown
from profiles.rules.rule import Check

_RECORD_FIELDS = {"record.identifier", "record.metadataPrefix", "record.datestamp", "record.payload"}
_DEEPEST = 8


def read_checks(said: Any, reading: Reading) -> tuple[Check, ...]:
    """Return the checks of a rule: one, or a list."""
    if not isinstance(said, list):
        return (read_check(said, ("check",), reading),)
    if not said:
        reading.wrong(("check",), "the list of checks is empty", "write a check")
    return tuple(read_check(check, ("check", number), reading) for number, check in enumerate(said))


def read_check(said: Any, path: Path, reading: Reading) -> Check:
    """Return one check with its parameters, its condition and its fields."""
    check = dict(reading.mapping(said, path))
    when = check.pop("when", None)
    if when is not None:
        read_condition(when, (*path, "when"), reading)
    fields = reading.texts(check.pop("fields", []), (*path, "fields"))
    for number, field in enumerate(fields):
        known_field(field, (*path, "fields", number), reading)
    if len(check) != 1:
        asked = f"{named(path)} has {', '.join(sorted(check)) or 'no check'}"
        reading.wrong(path, asked, f"write exactly one of {', '.join(CHECKS)}")
        return Check("present", {})
    name, parameters = next(iter(check.items()))
    if reading.one_of(name, CHECKS, (*path, name)):
        _parameters(name, parameters, (*path, name), reading)
    return Check(name, parameters if isinstance(parameters, Mapping) else {}, when, fields)


def read_condition(said: Any, path: Path, reading: Reading, depth: int = 0) -> None:
    """Read a condition: a field with one check, or all, any or not of others."""
    condition = reading.mapping(said, path)
    if not condition:
        return
    if depth > _DEEPEST:
        reading.wrong(path, "the condition has too many levels", "write it more simply")
        return
    junction = next((word for word in ("all", "any", "not") if word in condition), None)
    if junction is None:
        _field_condition(condition, path, reading)
        return
    if reading.keys(path, condition, (junction,), ()):
        below = condition[junction]
        if junction == "not":
            read_condition(below, (*path, junction), reading, depth + 1)
            return
        if not isinstance(below, list) or not below:
            reading.wrong(
                (*path, junction), f"{named(path)}.{junction} is no list", "write a list of conditions"
            )
            return
        for number, one in enumerate(below):
            read_condition(one, (*path, junction, number), reading, depth + 1)


def _field_condition(condition: Mapping[str, Any], path: Path, reading: Reading) -> None:
    if "field" not in condition:
        reading.wrong(path, f"{named(path)}: field is missing", "name the field that it looks at")
    else:
        known_field(condition["field"], (*path, "field"), reading)
    checks = [key for key in condition if key != "field"]
    if len(checks) != 1:
        asked = f"{named(path)} has {', '.join(checks) or 'no check'}"
        reading.wrong(path, asked, f"write exactly one of {', '.join(CONDITIONS)}")
    elif reading.one_of(checks[0], CONDITIONS, (*path, checks[0])):
        _parameters(checks[0], condition[checks[0]], (*path, checks[0]), reading)


def _parameters(name: str, said: Any, path: Path, reading: Reading) -> None:
    parameters = reading.mapping(said, path)
    kinds = CHECKS[name]
    must = MUST.get(name, ())
    if name in OPEN:
        for key in (key for key in must if key not in parameters):
            reading.wrong(path, f"{named(path)}.{key} is missing", "add it")
    elif not reading.keys(path, parameters, must, [key for key in kinds if key not in must]):
        return
    if name in ANY_OF and not any(key in parameters for key in ANY_OF[name]):
        reading.wrong(path, f"{named(path)} asks for nothing", f"add one of {', '.join(ANY_OF[name])}")
    for key, value in parameters.items():
        other = TOGETHER.get((name, key))
        if other is not None and other not in parameters:
            reading.wrong((*path, key), f"{named(path)} has {key} without {other}", f"add {other}")
        if key in kinds:
            _KINDS[kinds[key]](value, (*path, key), reading)
    _limits(parameters, path, reading)


def known_field(field: Any, path: Path, reading: Reading) -> None:
    """Ask that a field is one of the model's, or of the record's."""
    name, _, member = str(field).partition(".")
    known: Sequence[str] = FIELDS if name not in FIELDS else [f"{name}.{one}" for one in MEMBERS[name]]
    if field not in (*_RECORD_FIELDS, *FIELDS, *(known if member else ())):
        near = nearest(str(field), known)
        remedy = near if near.startswith("did") else "docs/formats.md lists the fields"
        reading.wrong(path, f"{named(path)}: {shown(field)} is not known", remedy)


def _fields(value: Any, path: Path, reading: Reading) -> None:
    for number, field in enumerate(reading.texts(value, path)):
        known_field(field, (*path, number), reading)


def _words(value: Any, path: Path, reading: Reading) -> None:
    if isinstance(value, list) and not value:
        reading.wrong(path, f"{named(path)} is an empty list", "write the words, or leave it out")
    reading.texts(value, path)


def _pattern(value: Any, path: Path, reading: Reading) -> None:
    if not isinstance(value, str):
        reading.wrong(path, f"{named(path)} is {shown(value)}", "write the pattern in quotation marks")
        return
    try:
        compile_pattern(value, "")
    except RuleError as error:
        cause, _, remedy = str(error).removeprefix(": ").rpartition("; ")
        reading.wrong(path, cause, remedy)


def _patterns(value: Any, path: Path, reading: Reading) -> None:
    for code, pattern in reading.mapping(value, path).items():
        _pattern(pattern, (*path, code), reading)


def _bound(value: Any, path: Path, reading: Reading) -> None:
    if not isinstance(value, str):
        reading.number(value, path)


def _vocabulary(value: Any, path: Path, reading: Reading) -> None:
    by_format = value if isinstance(value, Mapping) else {"": value}
    for key, name in by_format.items():
        known_vocabulary(name, (*path, key) if key else path, reading)


def _schemes(value: Any, path: Path, reading: Reading) -> None:
    _words(value, path, reading)
    for number, name in enumerate(value if isinstance(value, list) else ()):
        known_vocabulary(name, (*path, number), reading)


def known_vocabulary(name: Any, path: Path, reading: Reading) -> None:
    """Ask that a vocabulary comes with the program."""
    known = vocabulary_files()
    if str(name).partition("/")[0] not in known:
        near = nearest(name, known)
        remedy = near if near.startswith("did") else "docs/vocabularies.md lists those there are"
        reading.wrong(path, f"{named(path)}: there is no vocabulary {shown(name)}", remedy)


@cache
def vocabulary_files() -> tuple[str, ...]:
    """Return the names of the files of vocabularies."""
    folder = files("profiles").joinpath("vocabularies")
    return tuple(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml"))


def _others(value: Any, path: Path, reading: Reading) -> None:
    if value != "others":
        _words(value, path, reading)


def _pairs(value: Any, path: Path, reading: Reading) -> None:
    pairs = value if isinstance(value, list) else [value]
    if not all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(word, str) for word in pair)
        for pair in pairs
    ):
        reading.wrong(path, f"{named(path)} is no list of pairs", "write [[one, other], …]")


def _text(value: Any, path: Path, reading: Reading) -> None:
    if not isinstance(value, str):
        reading.wrong(path, f"{named(path)} is {shown(value)}", "write a text, in quotation marks")


def _limits(parameters: Mapping[str, Any], path: Path, reading: Reading) -> None:
    """Ask that something lies between the limits of a check."""
    least, most = parameters.get("min"), parameters.get("max")
    if isinstance(least, int | float) and isinstance(most, int | float) and least > most:
        reading.wrong((*path, "min"), f"{named(path)}: nothing lies from {least} to {most}", "swap the two")


_KINDS: Mapping[str, Callable[[Any, Path, Reading], Any]] = {
    "fields": _fields,
    "field": known_field,
    "number": lambda value, path, reading: reading.number(value, path),
    "bound": _bound,
    "words": _words,
    "text": _text,
    "flag": lambda value, path, reading: reading.flag(value, path),
    "pattern": _pattern,
    "patterns": _patterns,
    "vocabulary": _vocabulary,
    "schemes": _schemes,
    "others": _others,
    "pairs": _pairs,
    "condition": read_condition,
}
