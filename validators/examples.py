"""Tries a rule on its own examples: it finds what it should, where it should, and nothing else does.

The tests of the catalogue and `commonshelf profile test` ask the same of a rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from string import Formatter
from typing import NamedTuple

from profiles.canonical import NotCanonical, from_json
from profiles.document import open_document
from profiles.formats import FORMATS, Format
from profiles.formats.elm_graph import parse_turtle
from profiles.model import LearningResource
from profiles.record import Header, Record
from profiles.rules import Profile, Rule, RuleError
from profiles.rules.rule import Example
from profiles.xml import NotReadable
from validators.asking import is_asking
from validators.corpus import Index
from validators.engine import Engine
from validators.finding import Finding, Verdict
from validators.given import NOTHING, ON_REQUEST, Given
from validators.network import Told
from validators.schemas import judge_schema
from validators.schemas.fault import NO_SCHEMA
from validators.schemas.shapes import Shapes

DEFAULT_FORMAT = "lom"
_IDENTIFIER = "oai:example.org:1"
KINDS = ("pass", "fail", "not-applicable")
CATALOGUE = ("A11Y", "QUAL", "SUST", "INCL", "INTR")
"""The areas of the catalogue; a rule of any other is a profile's own."""


def area_of(rule: str) -> str:
    """Return the area that the id of a rule begins with."""
    return rule.partition("-")[0]


class Misbehaviour(NamedTuple):
    """What is wrong with a rule and one of its examples; `number` counts from 0, -1 is the rule itself."""

    kind: str
    number: int
    cause: str
    remedy: str


class Examples:
    """Judges examples by rules: those of kind validity all together, the others each by itself."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._broken = {name: cause for name, rule in rules.items() if (cause := cannot_be_carried_out(rule))}
        self._validity = {
            name: rule for name, rule in rules.items() if rule.kind == "validity" and name not in self._broken
        }
        self._engines: dict[str, Engine] = {}

    def findings(self, rule: Rule, example: Example) -> tuple[Finding, ...]:
        """Return what is found in an example: for a rule of kind validity by all such, else by it alone."""
        return self.verdict(rule, example).findings

    def faults(self, rule: Rule) -> Iterator[Misbehaviour]:
        """Yield what is wrong with a rule and its examples."""
        if rule.id in self._broken:
            yield Misbehaviour("", -1, self._broken[rule.id], "mend the check")
            return
        shown: set[str] = set()
        for kind, examples in zip(KINDS, (rule.passes, rule.fails, rule.not_applicable), strict=True):
            for number, example in enumerate(examples):
                try:
                    verdict = self.verdict(rule, example)
                except (NotCanonical, RuleError) as error:
                    yield Misbehaviour(kind, number, str(error), "mend the example")
                    continue
                shown |= {finding.code for finding in verdict.findings if finding.rule == rule.id}
                yield from _faults(rule, example, kind, number, verdict)
        for code in sorted(set(rule.messages) - {""} - shown):
            cause = f"no example shows the message {code}"
            yield Misbehaviour("fail", -1, cause, "add a failing example that does, or leave the message out")
        if has_condition(rule) and not rule.not_applicable:
            cause = "the rule has a condition, and no example of where it does not apply"
            yield Misbehaviour("not-applicable", -1, cause, "add one under not-applicable")

    def _engine_of(self, rule: Rule) -> Engine:
        """Return the engine of a rule of kind validity and all such, but those of foreign areas.

        The rules of one profile's area may forbid what those of another ask.
        """
        area = area_of(rule.id)
        if area not in self._engines:
            beside = {*CATALOGUE, area}
            rules = {name: one for name, one in self._validity.items() if area_of(name) in beside}
            self._engines[area] = Engine(profile_of(rules))
        return self._engines[area]

    def verdict(self, rule: Rule, example: Example) -> Verdict:
        """Return what is said of an example; raises NotCanonical or RuleError where it is none."""
        header = Header(_IDENTIFIER, example.record.get("datestamp"))
        prefix = example.record.get("metadataPrefix")
        payload = example.record.get("payload", "").encode(example.record.get("encoding", "utf-8"))
        record = Record(header, payload, "example", metadata_prefix=prefix)
        form = format_of(example)
        shapes = _shapes(example.record["shapes"]) if "shapes" in example.record else None
        schema = judge_schema(open_document(payload), form, shapes) if payload else NO_SCHEMA
        resource = from_json(example.given)
        with _given(rule, example, resource, record) as given:
            alone = given is not NOTHING or rule.id not in self._validity
            engine = Engine(profile_of({rule.id: rule}), given=given) if alone else self._engine_of(rule)
            return engine.validate(resource, form, record, schema)


def _shapes(turtle: str) -> Shapes:
    """Return the SHACL shapes that an example brings; raises RuleError where they cannot be read."""
    try:
        return Shapes(parse_turtle(turtle))
    except NotReadable as error:
        raise RuleError(f"record.shapes: {error.cause}") from error


@contextmanager
def _given(rule: Rule, example: Example, resource: LearningResource, record: Record) -> Iterator[Given]:
    """Give what a rule asks for: the example's corpus or network, the detector of languages, the round trip.

    Each of the other resources of the corpus is a record of the same source.
    """
    if rule.kind != "corpus":
        network = Told(example.network or {}) if rule.kind == "network" else None
        asks = network is not None or is_asking(rule)
        yield Given(network=network, asked=frozenset(ON_REQUEST.values())) if asks else NOTHING
        return
    with Index() as index:
        index.add(resource, record)
        for number, other in enumerate(example.corpus or (), 2):
            identifier = str(other.get("record.identifier", f"oai:example.org:{number}"))
            said = {name: value for name, value in other.items() if name != "record.identifier"}
            header = replace(record.header, identifier=identifier)
            index.add(from_json(said), replace(record, header=header))
        index.close_off()
        yield Given(corpus=index)


def cannot_be_carried_out(rule: Rule) -> str | None:
    """Return why a rule cannot be compiled, None where it can."""
    engine = Engine(profile_of({rule.id: rule}))
    differ = any(isinstance(check.parameters.get("vocabulary"), Mapping) for check in rule.checks)
    names = rule.applies_to or (_FORMATS if differ else (DEFAULT_FORMAT,))
    unknown = [name for name in names if name not in _FORMATS]
    if unknown:
        return f"applies_to: there is no format {unknown[0]}; there are {', '.join(_FORMATS)}"
    try:
        for name in names:
            engine.validate(LearningResource(), _FORMATS[name])
    except RuleError as error:
        return str(error)
    return None


def has_condition(rule: Rule) -> bool:
    """Tell whether there are resources on which a rule has nothing to say, though they have its field."""
    if rule.applies_to:
        return True
    return any(check.when is not None or check.name == "requires" for check in rule.checks)


def profile_of(rules: Mapping[str, Rule]) -> Profile:
    """Return a profile of some rules, each with its own severity."""
    return Profile(
        id="examples",
        version="1.0.0",
        title={"en": "Examples"},
        rules=rules,
        severities={name: rule.severity for name, rule in rules.items()},
        weights={},
    )


def format_of(example: Example) -> Format:
    """Return the format that an example is in; raises RuleError where there is none of that name."""
    name = example.record.get("format", DEFAULT_FORMAT)
    if name not in _FORMATS:
        raise RuleError(f"there is no format {name}; there are {', '.join(_FORMATS)}")
    return _FORMATS[name]


_FORMATS = {form.name: form for form in FORMATS}


def _faults(rule: Rule, example: Example, kind: str, number: int, verdict: Verdict) -> Iterator[Misbehaviour]:
    found = [(finding.rule, finding.pointer) for finding in verdict.findings]
    expected = [(rule.id, at) for at in example.at]
    if found != expected:
        cause = f"it gives {_told(found)}, and {_told(expected)} is expected"
        yield Misbehaviour(kind, number, cause, "mend the example or the check")
    if rule.id in verdict.not_checked:
        cause = f"it is not checked: {verdict.not_checked[rule.id]}"
        yield Misbehaviour(
            kind, number, cause, "say in which format the example is, as record: {format: amb}"
        )
    elif kind == "not-applicable" and rule.id in verdict.applied:
        cause = "the rule applies, and none of its checks should"
        yield Misbehaviour(kind, number, cause, "put it under pass, or mend the condition")
    for finding in verdict.findings:
        if finding.rule == rule.id:
            yield from _unfilled(rule, finding, kind, number)


def _unfilled(rule: Rule, finding: Finding, kind: str, number: int) -> Iterator[Misbehaviour]:
    for lang in rule.message_languages(finding.code):
        template = rule.message(finding.code, lang)
        places = {name for _, name, _, _ in Formatter().parse(template) if name}
        empty = sorted(name for name in places if not finding.slots.get(name))
        if empty:
            cause = f"the message has a place {{{empty[0]}}} that stays empty"
            yield Misbehaviour(kind, number, cause, f"use one of {', '.join(sorted(finding.slots))}")
            return


def _told(found: list[tuple[str, str]]) -> str:
    return ", ".join(f"{rule} at {at}" for rule, at in found) or "no finding"
