"""What SARIF 2.1.0 (OASIS, errata 01) says of the members that our reports have, as a JSON Schema of our own.

It is closed: a member that is not listed here was never compared with the
standard. The owners' schema is asked too, where somebody has it.
"""

from __future__ import annotations

from typing import Any

UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
URI_REFERENCE = r"^([A-Za-z][A-Za-z0-9+.-]*:)?[A-Za-z0-9/?#\[\]@!$&'()*+,;=._~:%-]*$"
LEVEL = {"enum": ["none", "note", "warning", "error"]}


def closed(required: tuple[str, ...] = (), **members: Any) -> dict[str, Any]:
    """Return the schema of an object with these members and no other."""
    return {
        "type": "object",
        "required": list(required),
        "properties": members,
        "additionalProperties": False,
    }


def listed(of: Any, **limits: Any) -> dict[str, Any]:
    """Return the schema of an array."""
    return {"type": "array", "items": of, **limits}


TEXT = {"type": "string"}
BAG = {"type": "object", "properties": {"tags": listed(TEXT, uniqueItems=True)}}
MESSAGE = closed(("text",), text=TEXT)  # section 3.11.8: text or id
MULTIFORMAT = closed(("text",), text=TEXT)
WHOLE = {"type": "integer", "minimum": 1}
REGION = closed(startLine=WHOLE, startColumn=WHOLE)
PHYSICAL = closed(
    ("artifactLocation",),
    artifactLocation=closed(uri={"type": "string", "pattern": URI_REFERENCE, "minLength": 1}),
    region=REGION,
)
LOGICAL = closed(name=TEXT, fullyQualifiedName=TEXT, kind=TEXT)
LOCATION = closed(physicalLocation=PHYSICAL, logicalLocations=listed(LOGICAL, uniqueItems=True))
RULE = closed(
    ("id",),
    id=TEXT,
    name=TEXT,
    shortDescription=MULTIFORMAT,
    help=MULTIFORMAT,
    defaultConfiguration=closed(level=LEVEL),
    properties=BAG,
)
DRIVER = closed(("name",), name=TEXT, version=TEXT, rules=listed(RULE, uniqueItems=True))
RESULT = closed(
    ("message",),
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": -1},
    level=LEVEL,
    message=MESSAGE,
    locations=listed(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string", "pattern": UUID}},
    properties=BAG,
)
NOTIFICATION = closed(("message",), message=MESSAGE, level=LEVEL, locations=listed(LOCATION))
INVOCATION = closed(
    ("executionSuccessful",),
    executionSuccessful={"type": "boolean"},
    endTimeUtc={"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"},
    toolExecutionNotifications=listed(NOTIFICATION),
)
RUN = closed(
    ("tool",),
    tool=closed(("driver",), driver=DRIVER),
    language={"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    automationDetails=closed(id=TEXT),
    results=listed(RESULT),
    invocations=listed(INVOCATION),
    properties=BAG,
)
SARIF = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **closed(("version", "runs"), **{"$schema": TEXT}, version={"const": "2.1.0"}, runs=listed(RUN)),
}
