"""The faults that a schema finds, as findings of the rule that asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from profiles.rules import Rule
from validators.finding import Finding
from validators.schemas.fault import SchemaFault, SchemaVerdict

PAYLOAD = "record.payload"
_SAYS_EXPECTED = frozenset({"unexpected", "value", "type"})


def asks_schema(rule: Rule) -> bool:
    """Tell whether a rule asks that the payload is valid by the schema of its format."""
    return any(check.parameters.get("is") == "schema-valid" for check in rule.checks)


def schema_findings(rule: str, verdict: SchemaVerdict) -> Iterator[Finding]:
    """Yield a finding of the rule for each fault, the family of the constraint as its code."""
    for fault in verdict.faults:
        slots = {"name": fault.name, "value": fault.seen, "expected": fault.expected}
        yield Finding(rule, PAYLOAD, None, _code(fault), slots, fault.place)


def _code(fault: SchemaFault) -> str:
    """Return the family of the constraint; none where its message has nothing to say of what is expected."""
    if fault.family == "value" and not fault.seen:
        return "empty"
    return "" if fault.family in _SAYS_EXPECTED and not fault.expected else fault.family
