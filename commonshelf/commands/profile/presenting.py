"""What there is to say of a rule and of a profile, in parts that a terminal and a page both show."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, NamedTuple

import typer
import yaml

from profiles.failure import Failure
from profiles.rules import Profile, Rule
from profiles.rules.reading import LANGUAGES
from profiles.rules.rule import Check, Example

LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="LANGUAGE",
        help=f"The language of the words: {', '.join(LANGUAGES)}.  [default: that of the settings, en]",
    ),
]


class Part(NamedTuple):
    """One thing that is said: what it is called, and its lines, which may be code."""

    label: str
    lines: Sequence[str]
    is_code: bool = False


class Labels:
    """The labels in one language."""

    def __init__(self, lang: str) -> None:
        if lang not in LANGUAGES:
            raise Failure(f"--lang {lang}: there are no words in it; choose one of {', '.join(LANGUAGES)}")
        self.lang = lang

    def __getitem__(self, name: str) -> str:
        return _labels()[name][self.lang]

    def of(self, words: Mapping[str, str]) -> str:
        """Return words in the language, or in English."""
        return words.get(self.lang) or words["en"]


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    content = files("commonshelf.commands.profile").joinpath("labels.yaml").read_bytes()
    said: Mapping[str, Mapping[str, str]] = yaml.load(content, Loader=yaml.CSafeLoader)
    return said


def rule_parts(rule: Rule, profiles: Sequence[Profile], labels: Labels) -> Iterator[Part]:
    """Yield what there is to say of a rule, with its severity in profiles."""
    severities = [f"{labels[str(rule.severity)]} ({labels['default']})"]
    severities += [
        f"{labels[str(one.severities[rule.id])]} ({one.id} {one.version})"
        for one in profiles
        if rule.id in one.severities
    ]
    yield Part(labels["severity"], severities + ([labels["locked"]] if rule.locked else []))
    yield Part(labels["kind"], [f"{rule.kind}, {rule.dimension}"])
    yield Part(labels["looks"], [", ".join(rule.fields)])
    if rule.applies_to:
        yield Part(labels["formats"], [", ".join(rule.applies_to)])
    source = rule.source
    yield Part(labels["source"], [source.document, f"{source.clause} ({source.obligation})"])
    yield Part(labels["check"], [_json(_as_written(check)) for check in rule.checks], is_code=True)
    if rule.parameters:
        yield Part(labels["parameters"], [f"{name} ({way})" for name, way in rule.parameters.items()])
    yield Part(labels["message"], [labels.of(words) for words in rule.messages.values()])
    yield Part(labels["fix"], [labels.of(rule.fix)])
    for name, examples in (
        ("pass", rule.passes),
        ("fail", rule.fails),
        ("not-applicable", rule.not_applicable),
    ):
        if examples:
            yield Part(labels[name], [_example(one) for one in examples], is_code=True)


def profile_parts(profile: Profile, labels: Labels) -> Iterator[Part]:
    """Yield what there is to say of a profile, its rules left out."""
    state = f"{labels['released']} {profile.released}" if profile.released else labels["draft"]
    yield Part(labels["version"], [f"{profile.version}, {state}"])
    if profile.extends:
        yield Part(labels["extends"], profile.extends)
    if profile.derived_from:
        yield Part(labels["derived"], [profile.derived_from])
    if profile.weights:
        yield Part(labels["weights"], [", ".join(f"{name} {one}" for name, one in profile.weights.items())])
    if profile.vocabularies:
        lines = [f"{name}: {', '.join(one['schemes'])}" for name, one in profile.vocabularies.items()]
        yield Part(labels["vocabularies"], lines)


def rule_rows(profile: Profile, labels: Labels) -> list[tuple[str, str, str]]:
    """Return the rules of a profile: id, severity and title."""
    return [
        (name, labels[str(profile.severities[name])], labels.of(rule.title))
        for name, rule in profile.rules.items()
    ]


def _as_written(check: Check) -> Mapping[str, Any]:
    written: dict[str, Any] = {check.name: check.parameters}
    if check.fields:
        written["fields"] = list(check.fields)
    if check.when is not None:
        written["when"] = check.when
    return written


def _example(example: Example) -> str:
    at = f"  → {', '.join(example.at)}" if example.at else ""
    record = f"  [{', '.join(f'{key}: {value}' for key, value in example.record.items())}]"
    return _json(example.given) + (record if example.record else "") + at


def _json(value: object) -> str:
    """Return a value as JSON; invisible characters are shown by their escapes."""
    text = json.dumps(value, ensure_ascii=False, default=dict)
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
