"""The checks of the payload itself: each a type that a rule on `record.payload` asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from profiles.formats.jsonld_contexts import usual_address
from profiles.model import Place
from profiles.rules import Rule
from profiles.vocabulary import vocabulary
from validators.finding import Finding
from validators.schemas.fault import SchemaFault, SchemaVerdict
from validators.schemas.lom_payload import lom_metadata_schema, lom_multitude, lom_words
from validators.schemas.outcome import PAYLOAD, Outcome

_SAYS_EXPECTED = frozenset({"unexpected", "value", "type"})
_CLOSED = "closed"
_TOLD_BY_OTHERS = frozenset({"@context", "type", "@type"})

PayloadCheck = Callable[[str, Mapping[str, Any], SchemaVerdict], Outcome]


def schema_valid(rule: str, _parameters: Mapping[str, Any], verdict: SchemaVerdict) -> Outcome:
    """Judge that the schema of its format takes the payload; what a closed shape forbids is another's."""
    if not verdict.applies:
        return None
    return verdict.not_checked or _findings(rule, [one for one in verdict.faults if one.family != _CLOSED])


def _closed_shape(rule: str, _parameters: Mapping[str, Any], verdict: SchemaVerdict) -> Outcome:
    """Judge that nothing stands there that a closed shape does not have (SHACL, 4.8.1)."""
    if not verdict.applies:
        return None
    return verdict.not_checked or _findings(rule, [one for one in verdict.faults if one.family == _CLOSED])


def _known_context(rule: str, parameters: Mapping[str, Any], verdict: SchemaVerdict) -> Outcome:
    """Judge that one of the contexts is `allowed`; others beside it, as AMB foresees them, do no harm."""
    if verdict.facts is None:
        return None
    contexts, allowed = verdict.facts.contexts, parameters["allowed"]
    if not contexts or any(usual_address(address) in allowed for address, _ in contexts):
        return iter(())
    return iter([_found(rule, "", *contexts[0])])


def _of_schema(rule: str, parameters: Mapping[str, Any], verdict: SchemaVerdict) -> Outcome:
    """Judge that the schema of the record, by its own word, is one that is `allowed`."""
    if not verdict.format or verdict.schema in parameters["allowed"]:
        return iter(()) if verdict.format else None
    seen = f"{verdict.format}, {verdict.schema}" if verdict.schema else verdict.format
    slots = {"value": seen, "expected": ", ".join(parameters["allowed"])}
    return iter([Finding(rule, PAYLOAD, None, "", slots, () if verdict.root is None else 0)])


def _resource_type(rule: str, _parameters: Mapping[str, Any], verdict: SchemaVerdict) -> Outcome:
    """Judge that the node says it is a LearningResource, and else kinds of creative works alone."""
    if verdict.facts is None:
        return None
    types = verdict.facts.types
    if not any(_local(name) == "LearningResource" for name, _ in types):
        seen, place = types[0] if types else ("", ())
        return iter([_found(rule, "", seen, place) if types else _found(rule, "missing", "", ())])
    works = _works()
    return (_found(rule, "no-work", name, place) for name, place in types if _local(name) not in works)


PAYLOAD_CHECKS: Mapping[str, PayloadCheck] = {
    "schema-valid": schema_valid,
    "closed-shape": _closed_shape,
    "known-context": _known_context,
    "resource-type": _resource_type,
    "of-schema": _of_schema,
    "lom-words": lom_words,
    "lom-multitude": lom_multitude,
    "lom-metadata-schema": lom_metadata_schema,
}


def payload_checks(rule: Rule) -> Iterator[tuple[PayloadCheck, Mapping[str, Any]]]:
    """Yield those checks of a rule that look at the payload itself, with their parameters."""
    for check in rule.checks:
        found = PAYLOAD_CHECKS.get(check.parameters.get("is", "")) if check.name == "type" else None
        if found is not None:
            yield found, check.parameters


def untold(by_schema: Sequence[Finding], told: Sequence[Finding]) -> Iterator[Finding]:
    """Yield what a schema finds without what other rules on the payload have told, and tell better."""
    return (one for one in by_schema if not any(_is_told(one, other) for other in told))


def _is_told(one: Finding, told: Finding) -> bool:
    """Tell whether two findings are of one place, or the one of the member that the other says is missing."""
    here, there = one.place, told.place
    if not isinstance(here, tuple) or not isinstance(there, tuple):
        return False
    if not here or not there:
        return one.slots.get("name") in _TOLD_BY_OTHERS and here in ((), there[:1])
    shorter = min(len(here), len(there))
    return here[:shorter] == there[:shorter]


def _findings(rule: str, faults: list[SchemaFault]) -> Iterator[Finding]:
    """Yield a finding of the rule for each fault, the family of the constraint as its code."""
    for fault in faults:
        slots = {"name": fault.name, "value": fault.seen, "expected": fault.expected}
        yield Finding(rule, PAYLOAD, None, _code(fault), slots, fault.place)


def _code(fault: SchemaFault) -> str:
    """Return the family of the constraint; none where its message has nothing to say of what is expected."""
    if fault.family == _CLOSED:
        return ""
    if fault.family == "value" and not fault.seen:
        return "empty"
    return "" if fault.family in _SAYS_EXPECTED and not fault.expected else fault.family


def _found(rule: str, code: str, value: str, place: Place) -> Finding:
    return Finding(rule, PAYLOAD, None, code, {"value": value}, place)


def _local(name: str) -> str:
    """Return a type without its namespace, however that is written."""
    return name.rstrip("/").replace("#", "/").replace(":", "/").rpartition("/")[2]


@cache
def _works() -> frozenset[str]:
    return frozenset(concept.notation for concept in vocabulary("schema-org-works"))
