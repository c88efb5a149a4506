"""The closed set of checks: what parameters each has, and which way one of them is narrower.

docs/profiles.md tells writers the same, and profiles/schemas/rule.schema.json tells editors.
"""

from __future__ import annotations

from collections.abc import Mapping

_CHECKS: Mapping[str, Mapping[str, str]] = {
    "present": {"any": "fields", "all": "fields"},
    "count": {"min": "number", "max": "number", "each": "number"},
    "in": {
        "values": "words",
        "none_of": "words",
        "vocabulary": "vocabulary",
        "schemes": "schemes",
        "members": "flag",
        "exact": "flag",
        "some": "flag",
        "extended": "text",
    },
    "pattern": {"match": "pattern", "none_of": "patterns", "only": "pattern", "some": "flag"},
    "type": {"is": "text", "some": "flag", "allowed": "words"},
    "length": {"min": "number", "max": "number", "some": "flag"},
    "range": {"of": "text", "min": "bound", "max": "bound", "some": "flag", "code": "text"},
    "exclusive": {"value": "text", "values": "words", "with": "others", "pairs": "pairs"},
    "requires": {"if": "condition", "then": "condition"},
    "same": {"as": "field", "only": "words", "members": "flag", "some": "flag"},
    "differs": {"from": "field"},
    "order": {"fields": "fields", "of": "text"},
    "unique-lang": {},
    "corpus": {"is": "text"},
    "network": {"is": "text"},
}
CHECKS: Mapping[str, Mapping[str, str]] = {name: {**one, "code": "text"} for name, one in _CHECKS.items()}
"""The checks by name, each with its parameters and what they hold; `code` is that of a message of its own."""

OPEN = frozenset({"corpus", "network"})
"""The checks that are named functions, with parameters of their own."""

MUST: Mapping[str, tuple[str, ...]] = {
    "type": ("is",),
    "range": ("of",),
    "requires": ("if", "then"),
    "same": ("as",),
    "differs": ("from",),
    "order": ("fields",),
    "corpus": ("is",),
    "network": ("is",),
}
"""The parameters that a check cannot do without."""

ANY_OF: Mapping[str, tuple[str, ...]] = {
    "count": ("min", "max", "each"),
    "in": ("values", "none_of", "vocabulary", "schemes"),
    "pattern": ("match", "none_of"),
    "length": ("min", "max"),
    "range": ("min", "max"),
    "exclusive": ("value", "values", "pairs"),
}
"""The parameters of which a check must have one."""

OF_SEVERAL = ("present", "count", "exclusive", "requires", "same", "differs", "order", "unique-lang")
"""The checks of more than single values: they look at the rule's first field, or at those they name."""

TOGETHER: Mapping[tuple[str, str], str] = {("exclusive", "value"): "with", ("exclusive", "values"): "with"}
"""By check and parameter, the one that it says nothing without."""

CONDITIONS = ("present", "in", "pattern", "type", "length", "range")
"""The checks that a condition can make of a field."""

UP, DOWN, SUBSET, SUPERSET = "up", "down", "subset", "superset"
DIRECTIONS: Mapping[tuple[str, str], str] = {
    ("count", "min"): UP,
    ("count", "max"): DOWN,
    ("length", "min"): UP,
    ("length", "max"): DOWN,
    ("range", "min"): UP,
    ("range", "max"): DOWN,
    ("in", "values"): SUBSET,
    ("type", "allowed"): SUBSET,
    ("in", "schemes"): SUBSET,
    ("in", "none_of"): SUPERSET,
    ("exclusive", "values"): SUPERSET,
    ("exclusive", "with"): SUPERSET,
    ("present", "any"): SUBSET,
    ("present", "all"): SUPERSET,
}
"""By check and parameter, which way it is narrower: whatever passes after the change passed before it."""
