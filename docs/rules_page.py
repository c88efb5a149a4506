"""The page of the rules, from the YAML that the program itself reads."""

from __future__ import annotations

import json
from collections.abc import Iterator

from profiles.rules import Profile, load_profile
from profiles.rules.loading import load_rules
from profiles.rules.rule import Example, Rule

PROFILE = "eu-core"

RULES_INTRODUCTION = """\
Each rule asks one thing of a record. A *violation* means that the record does not conform; a *warning* should
be mended; an *info* is an observation, which `commonshelf check --info` lists. *Presence* rules ask for a
value, *validity* rules look at one that is there. What the format of a record has no place for is not
checked, and is no fault of the record ([ADR 0005](adr/0005-what-cannot-be-said.md)).

The examples are records in the terms of the [model](formats.md), as JSON; they are the rule's tests too.
Rules live in `profiles/rules/`; [CONTRIBUTING](../CONTRIBUTING.md#add-a-rule) tells how to add one."""


def rules_page() -> list[str]:
    """Return the lines of the page of the rules: a list of all, and each by itself."""
    profile, rules = load_profile(PROFILE), load_rules()
    lines = [
        RULES_INTRODUCTION,
        "",
        f"| rule | what it asks | severity in {PROFILE} {profile.version} |",
        "| --- | --- | --- |",
    ]
    lines += [
        f"| [{rule.id}](#{rule.id.lower()}) | {rule.title['en']} | {_severity(rule, profile)} |"
        for rule in rules.values()
    ]
    for rule in rules.values():
        lines += ["", *_rule(rule)]
    return lines


def _severity(rule: Rule, profile: Profile) -> str:
    return str(profile.severities[rule.id]) if rule.id in profile.severities else "not in it"


def _rule(rule: Rule) -> Iterator[str]:
    source = rule.source
    document = f"<{source.document}>" if source.document.startswith("http") else source.document
    yield from (f"## {rule.id}", "", f"**{rule.title['en']}**", "")
    yield f"- {rule.severity}, {rule.kind}, {rule.dimension}; looks at {_list(rule.fields)}"
    if rule.applies_to:
        yield f"- applies to {', '.join(rule.applies_to)}"
    yield f"- source: {document}, {source.clause} ({source.obligation})"
    yield from (
        f"- says{f' ({code})' if code else ''}: {_code(words['en'])}" for code, words in rule.messages.items()
    )
    yield f"- mend it so: {rule.fix['en']}"
    yield from (f"- passes: {_example(example)}" for example in rule.passes)
    yield from (f"- fails at {_list(example.at)}: {_example(example)}" for example in rule.fails)


def _example(example: Example) -> str:
    record = f" of a record with {_json(example.record)}" if example.record else ""
    return _json(example.given) + record


def _json(value: object) -> str:
    return _code(json.dumps(value, ensure_ascii=False, default=dict))


def _code(text: str) -> str:
    """Return the text as code; invisible characters are shown by their escapes."""
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    marks = "``" if "`" in shown else "`"
    return f"{marks}{shown}{marks}"


def _list(words: list[str] | tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)
