"""The faults that a schema finds, as findings of the rule that asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from profiles.rules import Rule
from validators.finding import Finding
from validators.schemas.fault import SchemaFault, SchemaVerdict

PAYLOAD = "record.payload"
_MAY_LACK_EXPECTED = frozenset({"unexpected", "value", "type"})


def asks_schema(rule: Rule) -> bool:
    """Tell whether a rule asks that the payload is valid by the schema of its format."""
    return any(check.name == "schema" for check in rule.checks)


def schema_findings(rule: str, verdict: SchemaVerdict) -> Iterator[Finding]:
    """Yield a finding of the rule for each fault, the family of the constraint as its code."""
    for fault in verdict.faults:
        slots = {"name": fault.name, "value": fault.seen, "expected": fault.expected}
        yield Finding(rule, PAYLOAD, None, _code(fault), slots, fault.place)


def _code(fault: SchemaFault) -> str:
    """Return the family of the constraint, with a word for what its message must do without."""
    if fault.family == "value" and not fault.seen:
        return "empty"
    return (
        f"{fault.family}-alone" if fault.family in _MAY_LACK_EXPECTED and not fault.expected else fault.family
    )
