"""Makes rules of a tabular application profile (DCTAP): what its columns say, as far as checks can say it.

A row asks something of a property. What it asks becomes a rule of presence, of
the values, or both; what no check can say is kept with its reason, never dropped.
The columns are those of the DCTAP vocabulary, and `severity`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from profiles.failure import Failure
from profiles.model import FIELDS
from profiles.rules.patterns import compile_pattern
from profiles.rules.problem import RuleError

COLUMNS = (
    *("shapeID", "shapeLabel", "propertyID", "propertyLabel", "mandatory", "repeatable", "valueNodeType"),
    *("valueDataType", "valueConstraint", "valueConstraintType", "valueShape", "note", "severity"),
)
_MOST_ROWS = 400
_ADDRESS = r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]+$"
_YES, _NO = ("true", "yes", "1", "y"), ("false", "no", "0", "n", "")
_NAMESPACE = re.compile(r"(?:https?://\S+[/#]|[A-Za-z][\w-]*:)([A-Za-z]+(?:\.[A-Za-z]+)?)$")
_DUBLIN_CORE = {
    "title": "name",
    "subject": "about",
    "language": "inLanguage",
    "identifier": "id",
    "date": "datePublished",
    "issued": "datePublished",
    "created": "dateCreated",
    "modified": "dateModified",
    "type": "learningResourceType",
    "format": "encoding.encodingFormat",
    "rights": "license",
    "rightsHolder": "copyrightHolder",
    "accessRights": "conditionsOfAccess",
    "educationLevel": "educationalLevel",
    "source": "isBasedOn",
    "identifierUrl": "url",
    "usageInfo": "license",
}
_BY_DATA_TYPE: Mapping[str, Mapping[str, Any]] = {
    "date": {"type": {"is": "date"}},
    "dateTime": {"type": {"is": "date"}},
    "gYear": {"type": {"is": "date"}},
    "duration": {"type": {"is": "duration"}},
    "language": {"type": {"is": "bcp47"}},
    "anyURI": {"pattern": {"match": _ADDRESS}},
    "integer": {"pattern": {"match": r"^[+-]?[0-9]+$"}},
    "nonNegativeInteger": {"pattern": {"match": "^[0-9]+$"}},
    "decimal": {"pattern": {"match": r"^[+-]?[0-9]+(?:\.[0-9]+)?$"}},
    "boolean": {"in": {"values": ["true", "false"]}},
}
_ANY_TEXT = ("string", "langString", "Literal", "literal", "normalizedString", "token")


class Draft(NamedTuple):
    """A rule to be: of which row, its kind, its field, its checks, and its words."""

    row: int
    kind: str
    field: str
    checks: list[dict[str, Any]]
    label: str
    note: str
    severity: str


class Unsaid(NamedTuple):
    """What a row asks and no check can say, with the reason."""

    row: int
    what: str
    reason: str


def read_table(content: bytes, file: str) -> tuple[list[Draft], list[Unsaid]]:
    """Return the rules that a table asks for, and what in it no rule can say; raises Failure."""
    rows = _rows(content, file)
    drafts: list[Draft] = []
    unsaid: list[Unsaid] = []
    main = next((shape for _, row in rows if (shape := row["shapeID"])), "")
    shape = ""
    for number, row in rows:
        shape = row["shapeID"] or shape
        if not row["propertyID"]:
            continue
        if shape != main:
            reason = (
                f"it is of the shape {shape}; rules look at the first shape, {main or 'which has no name'}"
            )
            unsaid.append(Unsaid(number, row["propertyID"], reason))
            continue
        field = _field(row["propertyID"])
        if field is None:
            reason = "the model has no such field; docs/formats.md lists those it has"
            unsaid.append(Unsaid(number, row["propertyID"], reason))
            continue
        drafts += _drafts(number, row, field, unsaid)
    return drafts, unsaid


def _rows(content: bytes, file: str) -> list[tuple[int, dict[str, str]]]:
    try:
        text = content.decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="", strict=True)
        columns = {_folded(name): name for name in reader.fieldnames or () if name}
        if _folded("propertyID") not in columns:
            raise Failure(f"{file}:1: there is no column propertyID; write the columns {', '.join(COLUMNS)}")
        found = []
        for row in reader:
            said = {name: str(row.get(columns.get(_folded(name), "-")) or "").strip() for name in COLUMNS}
            found.append((reader.line_num, said))
            if len(found) > _MOST_ROWS:
                raise Failure(f"{file}: it has more than {_MOST_ROWS} rows; split it into several profiles")
    except UnicodeDecodeError as error:
        raise Failure(f"{file}: byte {error.start} is no UTF-8; save it in that encoding") from error
    except csv.Error as error:
        raise Failure(f"{file}: not readable as CSV: {error}; save it with commas, UTF-8") from error
    return found


def _folded(name: str) -> str:
    return re.sub(r"[\s_]", "", name).lower()


def _field(property_id: str) -> str | None:
    found = _NAMESPACE.match(property_id)
    name = found[1] if found else property_id
    if "purl.org/dc" in property_id or property_id.startswith(("dc:", "dct:", "dcterms:")):
        name = _DUBLIN_CORE.get(name, name)
    return name if name.partition(".")[0] in FIELDS else None


def _drafts(number: int, row: Mapping[str, str], field: str, unsaid: list[Unsaid]) -> Iterator[Draft]:
    label, note = row["propertyLabel"] or field, row["note"]
    unsaid += [
        Unsaid(number, f"{column}: {row[column]}", "true or false is expected")
        for column in ("mandatory", "repeatable")
        if row[column].lower() not in (*_YES, *_NO)
    ]
    mandatory = row["mandatory"].lower() in _YES
    severity = row["severity"].lower()
    if severity and severity not in ("violation", "warning", "info"):
        unsaid.append(Unsaid(number, f"severity: {severity}", "violation, warning or info is expected"))
        severity = ""
    if mandatory:
        yield Draft(number, "presence", field, [{"present": {}}], label, note, severity or "violation")
    checks = list(_checks(number, row, unsaid))
    if row["repeatable"].lower() in _NO and row["repeatable"]:
        checks.insert(0, {"count": {"max": 1}})
    if checks:
        severity = severity or ("violation" if mandatory else "warning")
        yield Draft(number, "validity", field, checks, label, note, severity)


def _checks(number: int, row: Mapping[str, str], unsaid: list[Unsaid]) -> Iterator[dict[str, Any]]:
    node = row["valueNodeType"].lower()
    if node == "iri":
        yield {"pattern": {"match": _ADDRESS}}
    elif node and node != "literal":
        unsaid.append(Unsaid(number, f"valueNodeType: {row['valueNodeType']}", "a record has no such nodes"))
    data_type = re.sub(r"^.*[:/#]", "", row["valueDataType"])
    if data_type in _BY_DATA_TYPE:
        yield dict(_BY_DATA_TYPE[data_type])
    elif data_type and data_type not in _ANY_TEXT:
        unsaid.append(Unsaid(number, f"valueDataType: {row['valueDataType']}", "no check knows this type"))
    if row["valueShape"]:
        unsaid.append(Unsaid(number, f"valueShape: {row['valueShape']}", "rules look at one shape"))
    constraint = row["valueConstraint"]
    if constraint:
        kind = row["valueConstraintType"].lower() or "value"
        make = _CONSTRAINTS.get(kind)
        check = make(constraint) if make else f"no check knows the type {row['valueConstraintType']}"
        if isinstance(check, str):
            unsaid.append(Unsaid(number, f"valueConstraint: {constraint}", check))
        else:
            yield check


def _listed(constraint: str) -> list[str]:
    """Return the members of a list: parted by bars, commas, semicolons or line ends, else by blanks."""
    for sign in ("\n", "|", ";", ","):
        if sign in constraint:
            return [word.strip() for word in constraint.split(sign) if word.strip()]
    return constraint.split()


def _pattern(constraint: str) -> dict[str, Any] | str:
    try:
        compile_pattern(constraint, "")
    except RuleError as error:
        return str(error).removeprefix(": ")
    return {"pattern": {"match": constraint}}


def _stem(constraint: str) -> dict[str, Any]:
    return {"pattern": {"match": f"^(?:{'|'.join(map(re.escape, _listed(constraint)))})"}}


def _number(check: str, name: str) -> Callable[[str], dict[str, Any] | str]:
    def make(constraint: str) -> dict[str, Any] | str:
        try:
            value = float(constraint)
        except ValueError:
            return "a number is expected"
        number = int(value) if value.is_integer() else value
        return {check: {**({"of": "number"} if check == "range" else {}), name: number}}

    return make


_CONSTRAINTS: Mapping[str, Callable[[str], dict[str, Any] | str]] = {
    "value": lambda constraint: {"in": {"values": [constraint], "exact": True}},
    "literal": lambda constraint: {"in": {"values": [constraint], "exact": True}},
    "picklist": lambda constraint: {"in": {"values": _listed(constraint), "exact": True}},
    "iripicklist": lambda constraint: {"in": {"values": _listed(constraint), "exact": True}},
    "literalpicklist": lambda constraint: {"in": {"values": _listed(constraint), "exact": True}},
    "iristem": _stem,
    "pattern": _pattern,
    "minlength": _number("length", "min"),
    "maxlength": _number("length", "max"),
    "mininclusive": _number("range", "min"),
    "maxinclusive": _number("range", "max"),
    "languagetag": lambda _: (
        "the language of a text is a member of it; write a rule on that, such as name.lang"
    ),
}
