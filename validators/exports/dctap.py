"""DCTAP of a profile: a table to read together, a row for each field with what is asked of it.

The columns are those of the DCMI Tabular Application Profiles vocabulary, and
`severity`. What has no column stands in the note, in words, with its rule; that
is the residue. A field of several members has a shape of its own.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from profiles.model import FIELDS, Text
from profiles.rules import Check, Profile, Rule, Severity
from validators.exports.asked import kind_of
from validators.exports.graph import compact
from validators.exports.residue import Residue
from validators.exports.saying import check_names
from validators.exports.words import about, requirement

COLUMNS = (
    *("shapeID", "shapeLabel", "propertyID", "propertyLabel", "mandatory", "repeatable"),
    *("valueNodeType", "valueDataType", "valueConstraint", "valueConstraintType", "valueShape"),
    *("note", "severity"),
)
_MAIN = "LearningResource"
_IN_WORDS = "DCTAP has no column for it; the note says it in words"


class _Asked(NamedTuple):
    """One check of a rule, with the severity that the profile gives it."""

    rule: Rule
    name: str
    check: Check
    severity: Severity


Row = dict[str, str]


def dctap(profile: Profile, lang: str = "en") -> tuple[str, tuple[Residue, ...]]:
    """Return the table as CSV, and the checks that stand in it in words alone."""
    rows, said = _rows(profile, lang)
    table = io.StringIO()
    writer = csv.DictWriter(table, COLUMNS, lineterminator="\r\n")  # RFC 4180
    writer.writeheader()
    writer.writerows(rows)
    return table.getvalue(), _residue(profile, said)


def _rows(profile: Profile, lang: str) -> tuple[list[Row], set[tuple[str, str]]]:
    asked = _by_field(profile)
    said: set[tuple[str, str]] = set()
    rows: list[Row] = []
    members: list[Row] = []
    for name in (*FIELDS, *(field for field in asked if field.startswith("record."))):
        own = asked.get(name, ())
        inner = {
            field: asked[field] for field in asked if field.startswith(f"{name}.") and not _is_text(name)
        }
        if own or inner:
            rows.append(_row(name, own, said, lang, shape=name if inner else ""))
        for field, checks in inner.items():
            members.append(_row(field, checks, said, lang) | {"shapeID": name})
    rows = [{"shapeID": _MAIN} | row for row in rows]
    label = f"{about(profile.title, lang)} {profile.version}"
    if rows:
        rows[0]["shapeLabel"] = label
    return [*rows, *members], said


def _by_field(profile: Profile) -> Mapping[str, list[_Asked]]:
    """Return the checks by the field, or the member of one, that they are carried out on."""
    found: dict[str, list[_Asked]] = {}
    for rule in profile.rules.values():
        for name, check in zip(check_names(rule), rule.checks, strict=True):
            asked = _Asked(rule, name, check, profile.severities[rule.id])
            for read in check.fields or rule.fields:
                field = read.partition(".")[0] if _is_text(read) else read  # a literal has no members
                if not any(other.rule is rule and other.name == name for other in found.get(field, ())):
                    found.setdefault(field, []).append(asked)
    return found


def _is_text(field: str) -> bool:
    return not field.startswith("record.") and kind_of(field) is Text


def _row(field: str, asked: Iterable[_Asked], said: set[tuple[str, str]], lang: str, shape: str = "") -> Row:
    name, _, member = field.partition(".")
    row: Row = {
        "propertyID": compact(member if member and name != "record" else field),
        "propertyLabel": field,
    }
    if name != "record":
        row |= _kind(name, member)
    row |= {"mandatory": "false", "repeatable": "false" if member else "true"}
    notes: dict[str, str] = {}
    severities = []
    for one in asked:
        severities.append(one.severity)
        if _columns(field, one, row):
            said.add((one.rule.id, one.name))
        notes[one.rule.id] = f"{one.rule.id} ({one.severity}): {requirement(one.rule, lang)}"
    row["note"] = "\n".join(notes.values())
    row["severity"] = min(severities, key=lambda severity: severity.rank).value if severities else ""
    return row | ({"valueShape": shape} if shape else {})


def _kind(name: str, member: str) -> Row:
    kind = kind_of(name)
    if member or kind is str:
        return {"valueNodeType": "literal", "valueDataType": "xsd:string"}
    if kind is Text:
        return {"valueNodeType": "literal", "valueDataType": "rdf:langString"}
    return {"valueNodeType": "bnode"}


def _columns(field: str, one: _Asked, row: Row) -> bool:
    """Write a check into the columns that have a place for it; tell whether that says all of it."""
    check, parameters = one.check, one.check.parameters
    if check.when is not None or one.rule.applies_to or parameters.get("some"):
        return False
    if check.name == "present":
        required = one.severity is Severity.VIOLATION and _fields_of_presence(one) == (field,)
        row["mandatory"] = "true" if required else row["mandatory"]
        return required
    if check.name == "count" and parameters == {"max": 1} and one.severity is Severity.VIOLATION:
        row["repeatable"] = "false"
        return True
    found = dict(_constraints(check))
    if not found or "valueConstraint" in row:
        return False
    kind = next(iter(found))
    row |= {"valueConstraint": found[kind], "valueConstraintType": kind}
    return (
        kind in ("pattern", "maxLength") and len(found) == 1
    )  # of words the case, of widths the sign matters


def _fields_of_presence(one: _Asked) -> tuple[str, ...]:
    parameters = one.check.parameters
    listed: Any = parameters.get("all") or parameters.get("any") or one.rule.fields[:1]
    return tuple(listed)


def _constraints(check: Check) -> Iterator[tuple[str, str]]:
    """Yield what a constraint of DCTAP says of the check, the type and the constraint."""
    parameters = check.parameters
    if check.name == "in" and "values" in parameters and not parameters.get("members"):
        words = [str(value) for value in parameters["values"]]
        if not any(word.split() != [word] for word in words):  # a picklist is parted by blanks
            yield "picklist", " ".join(words)
    elif check.name == "pattern" and "match" in parameters and "only" not in parameters:
        yield "pattern", parameters["match"]
        if "none_of" in parameters:
            yield "note", ""
    elif check.name == "length":
        for bound, kind in (("min", "minLength"), ("max", "maxLength")):
            if bound in parameters:
                yield kind, str(parameters[bound])


def _residue(profile: Profile, said: set[tuple[str, str]]) -> tuple[Residue, ...]:
    found = []
    for rule in profile.rules.values():
        unsaid = [name for name in check_names(rule) if (rule.id, name) not in said]
        whole = len(unsaid) == len(rule.checks)
        found += [Residue(rule.id, name, _IN_WORDS, whole) for name in unsaid]
    return tuple(found)
