"""Conditions: whether a resource says something that a check looks for, as `when` and `requires` ask it.

A condition is {field: F, CHECK: PARAMETERS}, which holds where some value of the
field passes a check of single values, or {all: […]}, {any: […]} or {not: …} of
others (rules.md, section 7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from profiles.model import LearningResource
from profiles.rules import RuleError
from validators.compiled import comes_again, kind_of, member_of, text_of
from validators.judges import judge_of
from validators.suiting import ask_that_it_suits

_KEPT = 2048

Holds = Callable[[LearningResource], bool]


class Leaf(NamedTuple):
    """A condition on the values of one field, and where the first that passes stands."""

    field: str
    check: str
    parameters: Mapping[str, Any]
    first: Callable[[LearningResource], int | None]

    @property
    def name(self) -> str:
        """The field's name without the member."""
        return self.field.partition(".")[0]

    def text(self, resource: LearningResource) -> str:
        """Return the text of the first value that passes, empty where none does."""
        position = self.first(resource)
        if position is None:
            return ""
        return text_of(getattr(resource, self.name)[position], member_of(self.field)) or ""


class Condition(NamedTuple):
    """A compiled condition.

    It cannot hold where `trigger`, a field, is absent; None where no field is
    needed for it. `leaves` are those of its parts that stand under no `not`,
    `denied` those that do.
    """

    holds: Holds
    trigger: str | None
    leaves: tuple[Leaf, ...]
    denied: tuple[Leaf, ...] = ()

    @property
    def reads(self) -> frozenset[str]:
        """The fields, or members of fields, that it looks at."""
        return frozenset(leaf.field for leaf in (*self.leaves, *self.denied))

    def leaf_on(self, name: str) -> Leaf | None:
        """Return the first part that looks at a field."""
        return next((leaf for leaf in self.leaves if leaf.name == name), None)


def compile_condition(said: Mapping[str, Any], form: str = "") -> Condition:
    """Return the function of a condition; raises RuleError where it is none."""
    if "field" in said:
        return _leaf(said, form)
    if len(said) != 1:
        raise RuleError(f"condition {dict(said)}: one of field, all, any and not is expected")
    (word, inner), *_ = said.items()
    if word == "not":
        return _negated(compile_condition(inner, form))
    if word in ("all", "any"):
        parts = [compile_condition(part, form) for part in inner]
        return _all(parts) if word == "all" else _any(parts)
    raise RuleError(f"condition {word}: it is not known; it is one of field, all, any and not")


def _leaf(said: Mapping[str, Any], form: str) -> Condition:
    field = said["field"]
    checks = [(key, value) for key, value in said.items() if key != "field"]
    if len(checks) != 1:
        raise RuleError(f"condition on {field}: one check of single values is expected beside field")
    check, parameters = checks[0]
    if kind_of(field.partition(".")[0]) is None:
        raise RuleError(f"condition on {field}: a field of the resource is expected")
    first = _present(field) if check == "present" else _passing(field, check, parameters, form)
    leaf = Leaf(field, check, parameters, first)
    return Condition(lambda resource: first(resource) is not None, leaf.name, (leaf,))


def _present(field: str) -> Callable[[LearningResource], int | None]:
    name, member = field.partition(".")[0], member_of(field)

    def first(resource: LearningResource) -> int | None:
        for position, value in enumerate(getattr(resource, name)):
            text = text_of(value, member)
            if text and not text.isspace():
                return position
        return None

    return first


def _passing(
    field: str, check: str, parameters: Mapping[str, Any], form: str
) -> Callable[[LearningResource], int | None]:
    name = field.partition(".")[0]
    judged = judge_of(check, parameters, name, form)
    if judged is None:
        raise RuleError(f"condition on {field}: {check}: a check of single values is expected")
    ask_that_it_suits(check, parameters, field)
    judge, whole = judged
    judge = lru_cache(_KEPT)(judge) if comes_again(field) else judge
    member = member_of(field, whole=whole)

    def first(resource: LearningResource) -> int | None:
        for position, value in enumerate(getattr(resource, name)):
            part = value if member is None else value[member]
            if part is not None and judge(part) is None:
                return position
        return None

    return first


def _negated(one: Condition) -> Condition:
    holds = one.holds
    return Condition(lambda resource: not holds(resource), None, (), (*one.leaves, *one.denied))


def _all(parts: Sequence[Condition]) -> Condition:
    tests = [part.holds for part in parts]
    trigger = next((part.trigger for part in parts if part.trigger is not None), None)

    def holds(resource: LearningResource) -> bool:
        for test in tests:  # noqa: SIM110 - all() with a generator takes twice as long
            if not test(resource):
                return False
        return True

    return Condition(holds, trigger, *_parts(parts))


def _any(parts: Sequence[Condition]) -> Condition:
    tests = [part.holds for part in parts]
    triggers = {part.trigger for part in parts}
    trigger = triggers.pop() if len(triggers) == 1 else None

    def holds(resource: LearningResource) -> bool:
        for test in tests:  # noqa: SIM110 - as above
            if test(resource):
                return True
        return False

    return Condition(holds, trigger, *_parts(parts))


def _parts(conditions: Iterable[Condition]) -> tuple[tuple[Leaf, ...], tuple[Leaf, ...]]:
    conditions = tuple(conditions)
    return (
        tuple(leaf for one in conditions for leaf in one.leaves),
        tuple(leaf for one in conditions for leaf in one.denied),
    )
