"""The AMB's own verdict: its owners' schemas, judged as its owners judge them.

DINI AG KIM runs ajv 8 with ajv-formats 2 in its full mode (test.sh and package.json of dini-ag-kim/amb), so
formats are asserted: without them every date would match both branches of the date schema's oneOf, and 14 of
the 33 valid examples would fail. A pattern is one of ECMA 262: a digit is an ASCII digit, and $ stands at the
very end.
"""

from __future__ import annotations

import calendar
import ipaddress
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, FormatChecker, ValidationError
from jsonschema.validators import extend
from referencing import Registry
from referencing.jsonschema import DRAFT7

RELEASES = {"amb-2023-10-19": "20231019", "amb-draft": "draft"}
"""The releases by the name of our schema, each with the name of the owners' folder."""

FORMATS = FormatChecker(formats=())
ECMA_SPACE = re.compile("[\t\n\v\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]")
PATH = re.compile(r"(?:[A-Za-z0-9._~!$&'\"()*+,;=:@/-]|%[0-9A-Fa-f]{2})+")
QUERY = re.compile(r"(?:[A-Za-z0-9._~!$&'\"()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*")
USER = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*")


@FORMATS.checks("date")
def is_date(text: object) -> bool:
    """Whether the text is a day that the calendar has, by ajv-formats 2; the year 0000 is one."""
    if not isinstance(text, str):
        return True
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    if not found:
        return False
    year, month, day = map(int, found.groups())
    return month in range(1, 13) and 1 <= day <= calendar.monthrange(year, month)[1]


@FORMATS.checks("date-time")
def is_date_time(text: object) -> bool:
    """Whether the text is a day and a time; ajv-formats 2 does not ask for a zone, nor does dateTime.json."""
    if not isinstance(text, str):
        return True
    parts = re.split(f"[tT]|{ECMA_SPACE.pattern}", text)
    if len(parts) != 2 or not is_date(parts[0]):
        return False
    found = re.fullmatch(
        r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(?:[zZ]|[+-][0-9]{2}(?::?[0-9]{2})?)?", parts[1]
    )
    if not found:
        return False
    hour, minute, second = map(int, found.groups())
    return (hour < 24 and minute < 60 and second < 60) or (hour, minute, second) == (23, 59, 60)


@FORMATS.checks("uri")
def is_uri(text: object) -> bool:
    """Whether the text is a URI (RFC 3986) with more than a scheme; ajv-formats takes quotation marks too."""
    if not isinstance(text, str):
        return True
    scheme, colon, rest = text.partition(":")
    rest, _, fragment = rest.partition("#")
    rest, _, query = rest.partition("?")
    return bool(
        colon
        and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme)
        and QUERY.fullmatch(fragment)
        and QUERY.fullmatch(query)
        and (PATH.fullmatch(rest) or _has_host_in_brackets(rest))
    )


def _has_host_in_brackets(rest: str) -> bool:
    found = re.fullmatch(r"//?(?:([^\[\]]*)@)?\[([^\[\]]*)\](?::[0-9]*)?((?:/.*)?)", rest, re.DOTALL)
    if not found:
        return False
    user, host, path = found.groups()
    if not (USER.fullmatch(user or "") and (not path or PATH.fullmatch(path))):
        return False
    if re.fullmatch(r"[vV][0-9A-Fa-f]+\.[A-Za-z0-9._~!$&'()*+,;=:-]+", host):
        return True
    try:
        ipaddress.IPv6Address(host)
    except ValueError:
        return False
    return True


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    ending = re.sub(r"\$$", r"\\Z", pattern)
    assert "$" not in ending, f"the judge knows a $ at the end of a pattern only, not {pattern}"
    return re.compile(ending, re.ASCII)


def _pattern(validator: Any, pattern: str, instance: object, schema: object) -> Iterator[ValidationError]:
    if validator.is_type(instance, "string") and not _compiled(pattern).search(instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


_AsAjv = extend(Draft7Validator, {"pattern": _pattern})


@cache
def owners(standards: Path, folder: str) -> Any:
    """Return the validator of the owners' schemas in that release's folder; it looks nothing up elsewhere."""
    contents = [
        json.loads(path.read_bytes()) for path in (standards / "amb" / folder / "schemas").glob("*.json")
    ]
    for one in contents:  # jsonschema goes back to its own pattern below a schema that names its draft
        assert one.pop("$schema") == "http://json-schema.org/draft-07/schema#"
    registry = Registry().with_resources((one["$id"], DRAFT7.create_resource(one)) for one in contents)
    root = {"$ref": f"https://w3id.org/kim/amb/{folder}/schemas/schema.json"}
    return _AsAjv(root, registry=registry, format_checker=FORMATS)


def examples(standards: Path, kind: str) -> dict[str, Any]:
    """Return the AMB's own examples of 2023-10-19 by file name; kind is "valid" or "invalid"."""
    folder = standards / "amb" / "20231019" / "examples" / kind
    return {path.name: json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))}
