"""What a rule asks, as a formula of logic: what SHACL and JSON Schema are written from.

There are three levels. A text is tried by a pattern, a list of words, or its
length; a value by what its members say; a resource by what some value of a
field passes. `All`, `Any` and `Not` join formulas of each level.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pattern:
    """Something in the text is as the pattern says, which is in the shared part of the dialects."""

    regex: str


@dataclass(frozen=True, slots=True)
class Among:
    """The text is one of these, to the letter."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Length:
    """The text has so many characters."""

    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """The value says something in a member, and it passes."""

    name: str
    test: Formula


@dataclass(frozen=True, slots=True)
class Some:
    """Some value of a field passes."""

    field: str
    test: Formula


@dataclass(frozen=True, slots=True)
class Count:
    """The field has so many values."""

    field: str
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """The number lies between two, both included."""

    least: float | None
    most: float | None


@dataclass(frozen=True, slots=True)
class Tags:
    """The language tag is one of these, which are in lower case; case does not matter."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UniqueLanguages:
    """No two texts of the field carry the same language tag."""

    field: str


@dataclass(frozen=True, slots=True)
class From:
    """The resource says that it was read from one of these formats."""

    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """All of the formulas hold; of none, always."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One of the formulas holds; of none, never."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The formula does not hold."""

    part: Formula


Formula = (
    Pattern
    | Among
    | Length
    | Between
    | Tags
    | Member
    | Some
    | Count
    | UniqueLanguages
    | From
    | All
    | Any
    | Not
)

ALWAYS, NEVER = All(()), Any(())


def negated(one: Formula) -> Formula:
    """Return the formula that holds where this one does not; only single tests are denied in it."""
    match one:
        case Not(part):
            return part
        case All(parts):
            return any_of(negated(part) for part in parts)
        case Any(parts):
            return all_of(negated(part) for part in parts)
    return Not(one)


def all_of(parts: Iterable[Formula]) -> Formula:
    """Return the formula that holds where all do."""
    return _joined(parts, All, NEVER)


def any_of(parts: Iterable[Formula]) -> Formula:
    """Return the formula that holds where one does."""
    return _joined(parts, Any, ALWAYS)


def every(field: str, test: Formula) -> Formula:
    """Return the formula that every value of a field passes."""
    return negated(some(field, negated(test)))


def some(field: str, test: Formula) -> Formula:
    """Return the formula that some value of a field passes."""
    return NEVER if test == NEVER else Some(field, test)


def _joined(parts: Iterable[Formula], kind: type[All] | type[Any], ends: Formula) -> Formula:
    flat: list[Formula] = []
    for part in parts:
        inner = part.parts if isinstance(part, kind) else (part,)
        flat += [one for one in inner if one not in flat]
    if ends in flat:
        return ends
    return flat[0] if len(flat) == 1 else kind(tuple(flat))
