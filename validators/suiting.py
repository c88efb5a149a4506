"""Whether a check can be asked of a field: a type that looks at an agent has nothing to say of a keyword."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, get_args, get_type_hints

from profiles.model import FIELDS, AgeRange, Concept, Text
from profiles.rules import Check, Rule, RuleError
from validators.compiled import kind_of
from validators.types import TYPES, WHOLE

_NUMBERS = ("number", "bytes")
_OF_SEVERAL = ("present", "count", "same", "order")
_DATESTAMP = "record.datestamp"


def ask_that_all_suit(rule: Rule, check: Check) -> None:
    """Raise RuleError where a check of more than single values looks at a field that it cannot judge."""
    parameters = check.parameters
    if check.name == "exclusive":
        _ask_for(check.name, rule.fields[:1], lambda kind, member: kind is str and not member)
    elif check.name == "differs":
        fields = (rule.fields[0], parameters["from"])
        _ask_for(check.name, fields, lambda kind, member: kind is Text and not member)
    elif check.name == "unique-lang":
        _ask_for(check.name, rule.fields[:1], lambda kind, member: kind in (Text, AgeRange) and not member)
    elif check.name in _OF_SEVERAL:
        named = parameters.get("any") or parameters.get("all") or parameters.get("fields") or rule.fields[:1]
        beside = [parameters["as"]] if check.name == "same" else []
        dated = check.name == "order"
        of_resource = [one for one in (*named, *beside) if not (dated and one == _DATESTAMP)]
        _ask_for(check.name, of_resource, lambda _kind, _member: True)


def _ask_for(check: str, fields: Iterable[str], suits: Callable[[Any, str], bool]) -> None:
    for field in fields:
        name, _, member = field.partition(".")
        if kind_of(name) is None or not suits(kind_of(name), member):
            known = [one for one in FIELDS if suits(kind_of(one), "")]
            raise RuleError(f"check {check} cannot be asked of {field}; it is asked of {_some(known)}")


def _some(fields: Sequence[str]) -> str:
    return f"{', '.join(fields[:8])}{', …' if len(fields) > 8 else ''}"


def ask_that_it_suits(check: str, parameters: Mapping[str, Any], field: str) -> None:
    """Raise RuleError where the values of a field, or of a member, are none that a check can judge."""
    name, _, member = field.partition(".")
    kind = kind_of(name)
    if kind is None:
        raise RuleError(f"check {check} cannot be asked of {field}; it is asked of fields of the resource")
    takes = _kinds_taken(check, parameters)
    if takes is not None:
        if kind not in takes:
            known = [one for one in FIELDS if kind_of(one) in takes]
            raise RuleError(f"check {check} cannot be asked of {field}; it is asked of {_some(known)}")
        return
    if kind is not str and not _is_text(kind, member):
        is_number = check == "range" and parameters.get("of") in _NUMBERS
        if member not in ("minimum", "maximum") or not is_number:
            raise RuleError(f"check {check} cannot be asked of {field}, which is no text")


def _kinds_taken(check: str, parameters: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """Return the kinds of values that a check takes whole; None where it takes a text."""
    if check == "type" and parameters.get("is") in WHOLE:
        return _first_argument(TYPES[parameters["is"]])
    if check == "in" and ("schemes" in parameters or isinstance(parameters.get("vocabulary"), Mapping)):
        return (Concept,)
    return None


@cache
def _first_argument(judge: Callable[[Any], Any]) -> tuple[Any, ...]:
    hint = next(iter(get_type_hints(judge).values()))
    return get_args(hint) or (hint,)


def _is_text(kind: Any, member: str) -> bool:
    hint = get_type_hints(kind)[member or kind._fields[0]]
    return hint is str or str in get_args(hint)
