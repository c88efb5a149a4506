"""The checks of values beside one another: exclusive, requires, same, and differs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from profiles.model import LearningResource
from profiles.record import Record
from profiles.rules import Rule
from validators.compiled import Compiled, Structural, member_of, text_of
from validators.conditions import Condition, compile_condition
from validators.finding import Finding

_Texts = Callable[[LearningResource], list[tuple[int, str]]]
_BLANKS = re.compile(r"[\W_]+")


def exclusive(rule: Rule, parameters: Mapping[str, Any]) -> Structural:
    """Build `exclusive: {value | values, with: […] | others}` or `exclusive: {pairs: [[…, …], …]}`.

    Values of one field that may not stand together, case set aside; the finding
    stands at each of those that the rule names second.
    """
    name = rule.fields[0].partition(".")[0]
    pairs, alone = _pairs(parameters), _alone(parameters)
    firsts = frozenset(pairs) | alone

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        words = {word.lower(): word for word in getattr(resource, name)}
        named = firsts & words.keys()
        if not named:
            return False
        for first in sorted(named):
            banned = pairs.get(first)
            for position, word in enumerate(getattr(resource, name)):
                low = word.lower()
                if low != first and (low in banned if banned is not None else first in alone):
                    slots = {"value": words[first], "other": word}
                    findings.append(Finding(rule.id, name, position, "", slots))
        return True

    return Structural(check, name, frozenset({name}))


def _pairs(parameters: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Return for each value, in lower case, those that it may not stand with."""
    if "pairs" in parameters:
        found: dict[str, set[str]] = {}
        for first, second in parameters["pairs"]:
            found.setdefault(first.lower(), set()).add(second.lower())
        return {first: frozenset(seconds) for first, seconds in found.items()}
    if parameters["with"] == "others":
        return {}
    banned = frozenset(str(word).lower() for word in parameters["with"])
    return dict.fromkeys(_values(parameters), banned)


def _alone(parameters: Mapping[str, Any]) -> frozenset[str]:
    """Return the values, in lower case, that stand with no other at all."""
    return frozenset(_values(parameters)) if parameters.get("with") == "others" else frozenset()


def _values(parameters: Mapping[str, Any]) -> list[str]:
    values = parameters.get("values", [parameters["value"]] if "value" in parameters else [])
    return [str(value).lower() for value in values]


def requires(rule: Rule, parameters: Mapping[str, Any]) -> Structural:
    """Build `requires: {if: CONDITION, then: CONDITION, code}`: where the one holds, so does the other.

    The finding stands at the first value of the rule's first field that the
    `if` matched, at the field as a whole where that is about other fields.
    """
    asked, expected = compile_condition(parameters["if"]), compile_condition(parameters["then"])
    code = parameters.get("code", "")
    leaf = asked.leaf_on(rule.fields[0].partition(".")[0])
    place = leaf or (asked.leaves[0] if asked.leaves else None)
    wanted = ", ".join(_wanted(parameters["then"]))

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        if not asked.holds(resource):
            return False
        if expected.holds(resource):
            return True
        slots = {"value": place.text(resource) if place else "", "other": _other(expected, resource, wanted)}
        position = leaf.first(resource) if leaf else None
        field = leaf.field if leaf else rule.fields[0]
        findings.append(Finding(rule.id, field, position, code, slots))
        return True

    return Structural(check, asked.trigger, asked.reads | expected.reads)


def _other(expected: Condition, resource: LearningResource, wanted: str) -> str:
    """Return what should not stand there and does, else what was expected."""
    return next((text for leaf in expected.denied if (text := leaf.text(resource))), wanted)


def _wanted(said: Any) -> Iterable[str]:
    """Yield the values that a condition asks for, in its order."""
    if isinstance(said, Mapping):
        for key, inner in said.items():
            if key == "values":
                yield from inner
            elif key != "not":
                yield from _wanted(inner)
    elif isinstance(said, list):
        for inner in said:
            yield from _wanted(inner)


def same(rule: Rule, parameters: Mapping[str, Any]) -> Structural:
    """Build `same: {as: FIELD}`: both fields have the same values, in any order.

    With `some` one value that the other has too is enough; of language tags the
    language counts. With `members` a value is a list with commas, and one of
    those that is the same is enough. `only` names the values that count in the other.
    """
    field, other = rule.fields[0], parameters["as"]
    name, values_of, others_of = field.partition(".")[0], _texts(field), _texts(other)
    only = frozenset(str(word).lower() for word in parameters.get("only", ()))
    members = parameters.get("members", False)
    if parameters.get("some") and not members:
        return Structural(_some_same(rule, values_of, others_of), name)

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        values, others = values_of(resource), {word for _, word in others_of(resource)}
        others = others & only if only else others
        if not values or not others:
            return False
        said = ", ".join(sorted(others))
        if members:
            if not any(set(_members(word)) == others for _, word in values):
                findings.append(
                    Finding(rule.id, field, values[0][0], "", {"value": values[0][1], "other": said})
                )
            return True
        extra = [(position, word) for position, word in values if word not in others]
        missing = others - {word for _, word in values}
        for position, word in extra[:1]:
            findings.append(Finding(rule.id, field, position, "", {"value": word, "other": said}))
        if missing and not extra:
            slots = {"value": ", ".join(sorted(missing)), "other": said}
            findings.append(Finding(rule.id, field, None, "missing", slots))
        return True

    return Structural(check, name, frozenset({field, other}))


def _some_same(rule: Rule, values_of: _Texts, others_of: _Texts) -> Compiled:
    """Return the check that two fields have a value in common, or a language."""
    field = rule.fields[0]
    of_language = field.endswith(".lang")

    def words(said: Iterable[tuple[int, str]]) -> set[str]:
        return {word.partition("-")[0] if of_language else word for _, word in said}

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        values, others = values_of(resource), others_of(resource)
        if not values or not others:
            return False
        if words(values).isdisjoint(words(others)):
            slots = {"value": values[0][1], "other": ", ".join(word for _, word in others)}
            findings.append(Finding(rule.id, field, values[0][0], "", slots))
        return True

    return check


def _members(word: str) -> list[str]:
    return [part for member in word.split(",") if (part := member.strip().lower())]


def _texts(field: str) -> _Texts:
    """Return the function that gives what a field says in a member, in lower case, each with its position."""
    name, member = field.partition(".")[0], member_of(field)

    def texts(resource: LearningResource) -> list[tuple[int, str]]:
        values = enumerate(getattr(resource, name))
        return [(position, text.lower()) for position, value in values if (text := text_of(value, member))]

    return texts


def differs(rule: Rule, parameters: Mapping[str, Any]) -> Structural:
    """Build `differs: {from: FIELD}`: no text of the field says just what one of the other says."""
    name, other = rule.fields[0], parameters["from"]

    def check(resource: LearningResource, _record: Record | None, findings: list[Finding]) -> bool:
        texts, others = getattr(resource, name), getattr(resource, other)
        if not texts or not others:
            return False
        longest = max(len(text.value) for text in others)
        folded: list[str] | None = None
        for index, text in enumerate(texts):
            if len(text.value) > longest + 20:  # too long to be contained, whatever folding takes away
                continue
            folded = folded or [_folded(text.value) for text in others]
            if _is_contained(_folded(text.value), folded):
                findings.append(Finding(rule.id, name, index, "", {"value": text.value}))
        return True

    return Structural(check, name)


def _is_contained(short: str, texts: Sequence[str]) -> bool:
    return bool(short) and any(short in text for text in texts)


def _folded(text: str) -> str:
    return _BLANKS.sub(" ", text.casefold()).strip()


def conditional(structural: Structural, when: Mapping[str, Any] | None, form: str) -> Structural:
    """Wrap a check so that it applies only where its condition holds."""
    if when is None:
        return structural
    condition = compile_condition(when, form)
    holds, compiled = condition.holds, structural.check

    def check(resource: LearningResource, record: Record | None, findings: list[Finding]) -> bool:
        return holds(resource) and compiled(resource, record, findings)

    reads = None if structural.reads is None else structural.reads | condition.reads
    return Structural(check, structural.trigger or condition.trigger, reads)


Builder = Callable[[Rule, Mapping[str, Any]], Structural]
RELATIONS: dict[str, Builder] = {
    "exclusive": exclusive,
    "requires": requires,
    "same": same,
    "differs": differs,
}
