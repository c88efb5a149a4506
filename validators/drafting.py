"""Makes whole rules of drafts: gives them words, and examples that were tried and behave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from re import _constants as sre  # type: ignore[attr-defined]  # how Python itself has read a pattern
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any

import yaml

from profiles.canonical import NotCanonical
from profiles.rules import Profile, Rule, RuleError
from profiles.rules.rule import Example
from profiles.rules.rule_reading import read_rule
from profiles.rules.tabular import Draft
from validators.examples import Examples

_TEXT = "How to share a cake among friends so that nobody gets less, in pictures for ten-year-olds."
_OTHERS = ({"name": "Fractions in the kitchen"}, {"description": "How to share a cake, for ten-year-olds."})
_USUAL = (
    "en", "2026-01-31", "PT45M", "https://example.org/1", "Fractions in the kitchen", "1", "true", "3.5",
    "https://creativecommons.org/licenses/by/4.0/", "video/mp4", "fractions", "textual", "unknown",
)  # fmt: skip
_PAIRS = (
    ("en", "de"),
    ("2026-01-31", "2026-02-28"),
    ("Fractions in the kitchen", "Brüche in der Küche"),
    (f"{_TEXT} {_TEXT}", f"Kuchen gerecht zu teilen, in Bildern. {_TEXT}"),
    ("https://example.org/1", "https://example.org/2"),
)
_RECORD = {"format": "schema-org"}
_WRONG = ("not as it should be", "-", "?", "x", "0", "9999999", "x" * 5000)
_SAYS = {
    "present": "There is no {label}; one is expected.",
    "count": "There are {count} values of {label}; up to {max} are expected.",
    "in": "'{value}' is none of the values that {label} may have: {listed}.",
    "pattern": "'{value}' has not the form that {label} must have.",
    "type": "'{value}' is not of the type {is}, which {label} must have.",
    "length": "The {label} has {other} signs, which is not as many as are expected: '{value}'",
    "range": "'{value}' is not within the limits of {label}.",
}


def rule_of(draft: Draft, id_: str, source: str, beside: Profile) -> tuple[str, Rule] | str:
    """Return the YAML of a rule with examples that behave, and the rule; else why it cannot be made."""
    said = _said(draft, id_, source)
    said["examples"] = {"pass": [{"given": _OTHERS[0]}], "fail": [{"given": {}, "at": "/x"}]}
    try:
        trial = read_rule(_yaml(said), f"{id_}.yaml")
    except RuleError as error:
        return str(error)
    examples = Examples({**beside.rules, id_: trial})
    passes, fails = _behaving(trial, examples, _candidates(draft))
    if not passes or not fails:
        kind = "passes" if not passes else "fails"
        return f"no example was found that {kind} and that no other rule speaks of; write the rule by hand"
    said["examples"] = {"pass": passes, "fail": fails}
    text = _yaml(said)
    rule = read_rule(text, f"{id_}.yaml")
    faults = list(Examples({**beside.rules, id_: rule}).faults(rule))
    return faults[0].cause if faults else (text.decode(), rule)


def in_the_way(rule: Rule, of_others: Iterable[Rule], beside: Profile) -> bool:
    """Tell whether a rule finds fault in the examples of others on its field, or they in its own."""
    name = rule.fields[0].partition(".")[0]
    together = [rule, *(one for one in of_others if one.fields[0].partition(".")[0] == name)]
    examples = Examples({**beside.rules, **{one.id: one for one in together}})
    return any(True for one in together for _ in examples.faults(one))


def _behaving(
    rule: Rule, examples: Examples, candidates: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return an example that passes, and one that fails for each message, with nothing found by others."""
    passes: list[dict[str, Any]] = []
    fails: list[dict[str, Any]] = []
    shown: set[str] = set()
    for given in candidates:
        try:
            verdict = examples.verdict(rule, Example(given, record=_RECORD))
        except (NotCanonical, RuleError):
            continue
        if not verdict.findings and rule.id in verdict.applied and not passes:
            passes.append(_example(given))
        elif verdict.findings and {one.rule for one in verdict.findings} == {rule.id}:
            codes = {one.code if one.code in rule.messages else "" for one in verdict.findings}
            if codes <= shown:
                continue
            shown |= codes
            at = [one.pointer for one in verdict.findings]
            fails.append({**_example(given), "at": at[0] if len(at) == 1 else at})
    return passes, fails


def _example(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"given": dict(given), "record": dict(_RECORD)}


def _candidates(draft: Draft) -> list[dict[str, Any]]:
    """Return records to try: with good values, with wrong ones, with too many, and without the field."""
    name, _, member = draft.field.partition(".")
    values = [*_good(draft), *_USUAL, *_WRONG]
    records: list[dict[str, Any]] = [{name: [{member: value} if member else value]} for value in values]
    pairs = [(values[0], values[1]), *_PAIRS]
    records += [{name: [{member: one} if member else one for one in pair]} for pair in pairs]
    records += [
        {name: [{"value": one, "lang": "en"}, {"value": other, "lang": "de"}]} for one, other in _PAIRS
    ]
    return [*records, *_OTHERS]


def _good(draft: Draft) -> Iterator[str]:
    """Yield values that the checks of a draft may take."""
    for check in draft.checks:
        for name, parameters in check.items():
            if name == "in":
                yield from map(str, parameters["values"][:2])
            elif name == "pattern":
                yield _sample(sre_parser.parse(parameters["match"]))
            elif name == "length":
                least, most = parameters.get("min", 1), parameters.get("max", 5000)
                yield from ((_TEXT * 60)[: int(length)].strip() for length in (least + 50, least + 1, most))
                yield (_TEXT * 60)[: int(max(least, 2)) - 1]
                yield (_TEXT * 60)[: int(most) + 2]
            elif name == "range":
                yield str(parameters.get("min", parameters.get("max", 0)))


def _sample(tree: Any) -> str:
    """Return a text that a pattern takes, as short as may be; assertions of place are passed over."""
    made = ""
    for operation, value in tree:
        if operation is sre.LITERAL:
            made += chr(value)
        elif operation is sre.IN:
            made += _member(value)
        elif operation in (sre.ANY, sre.NOT_LITERAL):
            made += "a" if value != ord("a") else "b"
        elif operation is sre.SUBPATTERN:
            made += _sample(value[-1])
        elif operation is sre.BRANCH:
            made += _sample(value[1][0])
        elif operation in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            made += _sample(value[2]) * value[0]
    return made


def _member(items: list[tuple[Any, Any]]) -> str:
    operation, value = items[0]
    if operation is sre.LITERAL:
        return chr(value)
    if operation is sre.RANGE:
        return chr(value[0])
    if operation is sre.NEGATE:
        return "a"
    return {sre.CATEGORY_DIGIT: "1", sre.CATEGORY_SPACE: " "}.get(value, "a")


def _said(draft: Draft, id_: str, source: str) -> dict[str, Any]:
    name = next(iter(draft.checks[0]))
    parameters = draft.checks[0][name]
    messages = {}
    for check in draft.checks:
        ((one, its),) = check.items()
        messages[one] = _message(one, its, draft.label)
    title = f"{draft.label} is there" if draft.kind == "presence" else f"{draft.label} is as the table asks"
    said: dict[str, Any] = {
        "id": id_,
        "slug": f"{'-'.join(_words(draft.field))}-{'present' if draft.kind == 'presence' else 'as-asked'}",
        "dimension": "quality",
        "kind": draft.kind,
        "field": draft.field,
        "severity": draft.severity,
        "source": {"document": source, "clause": f"row {draft.row}", "obligation": "own"},
        "check": draft.checks[0] if len(draft.checks) == 1 else draft.checks,
        "title": {"en": title},
        "message": {"en": _message(name, parameters, draft.label)},
        "fix": {"en": draft.note or f"Mend {draft.label}."},
    }
    if len(draft.checks) > 1:
        said["message"] = {"en": f"'{{value}}' is not as {_braced(draft.label)} must be."}
        if "count" in messages:
            said["messages"] = {"too-many": {"en": messages["count"]}}
    said["fix"] = {"en": _braced(said["fix"]["en"])}
    return said


def _message(name: str, parameters: Mapping[str, Any], label: str) -> str:
    listed = ", ".join(map(str, parameters.get("values", ())))
    template = _SAYS[name].replace("{label}", _braced(label)).replace("{listed}", _braced(listed))
    return template.replace("{is}", str(parameters.get("is", "")))


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _words(field: str) -> list[str]:
    spaced = "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in field.replace(".", " "))
    return [word for word in spaced.split() if word.isalnum()]


def _yaml(said: Mapping[str, Any]) -> bytes:
    return yaml.safe_dump(dict(said), sort_keys=False, allow_unicode=True, width=100).encode()
