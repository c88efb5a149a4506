"""What a rule asks of a resource, as a formula for each of its checks, and what no formula says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any as AnyValue
from typing import NamedTuple, get_args, get_type_hints

from profiles.model import FIELDS, Concept, Encoding, LearningResource, License, Link, Statement, Text
from profiles.rules import Check, Rule
from validators.exports.formulas import (
    NEVER,
    Between,
    Count,
    Formula,
    From,
    Length,
    Member,
    Pattern,
    Tags,
    UniqueLanguages,
    all_of,
    any_of,
    every,
    negated,
    some,
)
from validators.exports.patterns import blanks, words_pattern
from validators.exports.residue import Unsayable
from validators.exports.texts import Judged, judged, nonblank, one_of

_ADDRESS_OR_WORDS = (Concept, License, Link, Statement, Encoding)
_HINTS = get_type_hints(LearningResource)
_KINDS: dict[str, AnyValue] = {name: get_args(_HINTS[name])[0] for name in FIELDS}
_NO_LANGUAGE = ("x-none", "none", "und")
_MOST_MODES = 6


class Asked(NamedTuple):
    """A check of a rule and the formula that a resource fulfils where it finds no fault."""

    name: str
    formula: Formula


def asked(rule: Rule, check: Check) -> Formula:
    """Return the formula of a check; raises Unsayable, with the reason, where there is none."""
    if rule.kind in ("corpus", "network"):
        raise Unsayable(f"it needs {'a corpus' if rule.kind == 'corpus' else 'the network'}")
    fields = check.fields or rule.fields
    for field in fields:
        kind_of(field)
    said = (
        _structure(rule, check)
        if check.name in _STRUCTURES
        else all_of(_single(check, field) for field in fields)
    )
    conditions = [] if check.when is None else [negated(condition(check.when))]
    if rule.applies_to:
        conditions.append(negated(From(rule.applies_to)))
    return any_of([*conditions, said])


def kind_of(field: str) -> AnyValue:
    """Return what the values of a field are; raises Unsayable for a fact of the record, which is none."""
    name = field.partition(".")[0]
    if name not in _KINDS:
        raise Unsayable("it speaks of the record as it was harvested, not of the resource")
    return _KINDS[name]


def condition(said: Mapping[str, AnyValue]) -> Formula:
    """Return the formula of a condition."""
    if "not" in said:
        return negated(condition(said["not"]))
    if "all" in said:
        return all_of([condition(part) for part in said["all"]])
    if "any" in said:
        return any_of([condition(part) for part in said["any"]])
    (check, parameters), *_ = [(key, value) for key, value in said.items() if key != "field"]
    field = said["field"]
    if check == "present":
        return present(field)
    found = _judged(field, check, parameters)
    return _some_value(field, found.passes, whole=found.whole)


def present(field: str) -> Formula:
    """Return the formula that a field says something, in words or by address."""
    kind, (name, _, member) = kind_of(field), field.partition(".")
    if kind is str:
        return some(name, nonblank())
    members: tuple[str, ...] = kind._fields
    first = member or members[0]
    test: Formula = Member(first, nonblank())
    if first == members[0] and kind in _ADDRESS_OR_WORDS:
        words = all_of([negated(Member(first, Length(1))), Member(members[1], nonblank())])
        test = any_of([test, words])
    return some(name, test)


def _single(check: Check, field: str) -> Formula:
    """Return the formula of a check of single values: no value is at fault, or one that passes is enough."""
    found = _judged(field, check.name, check.parameters)
    at_fault = _some_value(field, found.fault, whole=found.whole)
    if not check.parameters.get("some"):
        return negated(at_fault)
    return any_of([negated(at_fault), _some_value(field, found.passes, whole=found.whole)])


def _some_value(field: str, test: Formula, *, whole: bool) -> Formula:
    kind, (name, _, member) = kind_of(field), field.partition(".")
    if whole or kind is str or test == NEVER:
        return some(name, test)
    return some(name, Member(member or kind._fields[0], test))


def _judged(field: str, check: str, parameters: Mapping[str, AnyValue]) -> Judged:
    """Return what a check says of the values of a field, which are texts but for some numbers."""
    kind, member = kind_of(field), field.partition(".")[2]
    held = get_type_hints(kind)[member or kind._fields[0]] if kind is not str else str
    if held == int | None and check == "range" and parameters["of"] == "number":
        between = Between(parameters.get("min"), parameters.get("max"))
        return Judged(negated(between), between)
    found = judged(check, parameters)
    if held not in (str, str | None) and not found.whole:
        raise Unsayable(f"{field} is no text")
    return found


def _structure(rule: Rule, check: Check) -> Formula:
    return _STRUCTURES[check.name](rule, check.parameters)


def _present(rule: Rule, parameters: Mapping[str, AnyValue]) -> Formula:
    if "all" in parameters:
        return all_of(present(field) for field in parameters["all"])
    return any_of(present(field) for field in parameters.get("any", [rule.fields[0]]))


def _count(rule: Rule, parameters: Mapping[str, AnyValue]) -> Formula:
    if parameters.get("each"):
        raise Unsayable("no value stands there twice, case set aside: values are compared with one another")
    name = rule.fields[0].partition(".")[0]
    least, most = parameters.get("min", 0), parameters.get("max")
    counts: list[Formula] = [] if most is None else [Count(name, 0, most)]
    if least > 1:
        counts.append(any_of([Count(name, 0, 0), Count(name, least)]))
    return all_of(counts)


def _exclusive(rule: Rule, parameters: Mapping[str, AnyValue]) -> Formula:
    name = rule.fields[0].partition(".")[0]
    return negated(any_of(_together(name, parameters)))


def _together(name: str, parameters: Mapping[str, AnyValue]) -> Iterable[Formula]:
    """Yield the formulas of values that stand together and may not."""
    if "pairs" in parameters:
        for first, second in parameters["pairs"]:
            if first.lower() != second.lower():
                yield all_of([some(name, one_of([first])), some(name, one_of([second]))])
        return
    values = parameters.get("values", [parameters["value"]] if "value" in parameters else [])
    for first in values:
        if parameters["with"] == "others":
            banned = negated(one_of([first]))
        else:
            banned = one_of([word for word in parameters["with"] if word.lower() != first.lower()])
        yield all_of([some(name, one_of([first])), some(name, banned)])


def _requires(_rule: Rule, parameters: Mapping[str, AnyValue]) -> Formula:
    return any_of([negated(condition(parameters["if"])), condition(parameters["then"])])


def _same(rule: Rule, parameters: Mapping[str, AnyValue]) -> Formula:
    """Return the formula of `same` for lists of a few known members, case by case."""
    name, other = rule.fields[0], parameters["as"]
    only = sorted({word.lower() for word in parameters.get("only", ())})
    if not parameters.get("members") or not 0 < len(only) <= _MOST_MODES:
        raise Unsayable("the values of two fields are compared with one another")
    if kind_of(name) is not str or kind_of(other) is not str:
        raise Unsayable("the values of two fields are compared with one another")
    nothing_said = [negated(some(name, Length(1))), negated(some(other, one_of(only)))]
    return any_of([*nothing_said, _set_by_set(name, other, only, ())])


def _set_by_set(name: str, other: str, undecided: Sequence[str], there: tuple[str, ...]) -> Formula:
    """Return the formula that a value lists just those words that stand in the other field, word by word."""
    if not undecided:
        return some(name, _is_set(there)) if there else NEVER
    word, *later = undecided
    stands = some(other, one_of([word]))
    return any_of(
        [
            all_of([stands, _set_by_set(name, other, later, (*there, word))]),
            all_of([negated(stands), _set_by_set(name, other, later, there)]),
        ]
    )


def _is_set(words: tuple[str, ...]) -> Formula:
    """Return the test of a list with commas that its members are just these, in any order."""
    gap, any_word = f"{blanks()}*", words_pattern(words, exact=False)
    between = f"({gap},)*{gap}"
    tests: list[Formula] = [Pattern(f"^{between}{any_word}{gap}(,{between}{any_word}{gap})*{between}$")]
    tests += [Pattern(f"(^|,){gap}{words_pattern([word], exact=False)}{gap}(,|$)") for word in words]
    return all_of(tests)


def _unique_lang(rule: Rule, _parameters: Mapping[str, AnyValue]) -> Formula:
    name = rule.fields[0]
    if kind_of(name) is not Text:
        raise Unsayable(f"{name} has no languages")
    return all_of([UniqueLanguages(name), every(name, negated(Member("lang", Tags(_NO_LANGUAGE))))])


def _never(reason: str) -> Callable[[Rule, Mapping[str, AnyValue]], Formula]:
    def say(_rule: Rule, _parameters: Mapping[str, AnyValue]) -> Formula:
        raise Unsayable(reason)

    return say


_STRUCTURES: dict[str, Callable[[Rule, Mapping[str, AnyValue]], Formula]] = {
    "present": _present,
    "count": _count,
    "exclusive": _exclusive,
    "requires": _requires,
    "same": _same,
    "differs": _never("the texts of two fields are compared with one another, signs and case set aside"),
    "order": _never("a date may mean a span, which is compared with that of another field"),
    "unique-lang": _unique_lang,
    "unique": _never("no value stands there twice, case set aside: values are compared with one another"),
    "schema": _never("it asks the schema of the record's format"),
    "corpus": _never("it needs a corpus"),
    "network": _never("it needs the network"),
}
