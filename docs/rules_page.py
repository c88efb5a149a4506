"""The page of the rules, from the YAML that the program itself reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from profiles.rules import Profile, load_profile, load_rules, profile_names
from profiles.rules.rule import Example, Rule

RULES_INTRODUCTION = """\
Each rule asks one thing of a record. A *violation* means that the record does not conform; a *warning* should
be mended; an *info* is an observation, which `commonshelf check --info` lists. *Presence* rules ask for a
value, *validity* rules look at one that is there. What the format of a record has no place for is not
checked, and is no fault of the record ([ADR 0005](adr/0005-what-cannot-be-said.md)).

The examples are records in the terms of the [model](formats.md), as JSON; they are the rule's tests too.
Rules live in `profiles/rules/`; [CONTRIBUTING](../CONTRIBUTING.md#add-a-rule) tells how to add one,
[Profiles](profiles.md) how rules and profiles are written; `commonshelf profile show ID`
shows a rule in the language that `--lang` names."""


def rules_page() -> list[str]:
    """Return the lines of the page of the rules: the profiles, a list of all rules, and each by itself."""
    profiles, rules = [load_profile(name) for name in profile_names()], load_rules()
    lines = [RULES_INTRODUCTION, "", "| profile | what it is | rules |", "| --- | --- | --- |"]
    lines += [f"| {one.id} {one.version} | {one.title['en']} | {len(one.rules)} |" for one in profiles]
    lines += ["", "| rule | what it asks | severity | in the profiles |", "| --- | --- | --- | --- |"]
    for rule in rules.values():
        cells = f"[{rule.id}](#{rule.id.lower()})", rule.title["en"], rule.severity, _within(rule, profiles)
        lines.append(f"| {' | '.join(cells)} |")
    for rule in rules.values():
        lines += ["", *_rule(rule)]
    return lines


def _within(rule: Rule, profiles: Sequence[Profile]) -> str:
    """Return the profiles that ask for a rule, with its severity where that is another."""
    found = []
    for profile in profiles:
        severity = profile.severities.get(rule.id)
        if severity is not None:
            found.append(profile.id if severity is rule.severity else f"{profile.id} ({severity})")
    return ", ".join(found) or "–"


def _rule(rule: Rule) -> Iterator[str]:
    source = rule.source
    document = f"<{source.document}>" if source.document.startswith("http") else source.document
    yield from (f"## {rule.id}", "", f"**{rule.title['en']}**", "")
    yield f"- {rule.severity}, {rule.kind}, {rule.dimension}; looks at {_list(rule.fields)}"
    if rule.applies_to:
        yield f"- applies to {', '.join(rule.applies_to)}"
    if rule.locked:
        yield "- locked: no profile changes it"
    if rule.parameters:
        changes = (f"`{name}` ({way})" for name, way in rule.parameters.items())
        yield f"- a profile may narrow {', '.join(changes)}"
    yield f"- source: {document}, {source.clause} ({source.obligation})"
    yield from (
        f"- says{f' ({code})' if code else ''}: {_code(words['en'])}" for code, words in rule.messages.items()
    )
    yield f"- mend it so: {rule.fix['en']}"
    yield from (f"- passes: {_example(example)}" for example in rule.passes)
    yield from (f"- not applicable: {_example(example)}" for example in rule.not_applicable)
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
