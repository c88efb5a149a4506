"""Works out what a profile means, from what its file says and from the profile that it extends.

Whoever conforms to a profile conforms to the one that it extends. That is proven
here: no rule is lost, no severity is lowered, and each parameter goes the one way
that its rule declares and the grammar of the checks confirms.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from profiles.rules.narrowing import changed
from profiles.rules.problem import Problem
from profiles.rules.profile_reading import MOST_RULES, Statement
from profiles.rules.reading import nearest
from profiles.rules.rule import Profile, Rule, Severity


def resolve(
    said: Statement, base: Profile | None, rules: Mapping[str, Rule], broken: Collection[str] = ()
) -> tuple[Profile | None, list[Problem]]:
    """Return the profile that a file means, None where something in it is wrong, and all that is.

    Rules that are `broken` are there, but cannot be used, as is told elsewhere.
    """
    reading = said.reading
    before = len(reading.problems)
    chosen = dict(base.rules) if base else {}
    severities = dict(base.severities) if base else {}
    _add(said, rules, chosen, severities, broken)
    _remove(said, chosen, severities)
    for key, changes, loosening in (("narrow", said.narrow, False), ("loosen", said.loosen, True)):
        for rule, change in changes.items():
            _change((key, rule), change, said, chosen, severities, loosening=loosening)
    read = {field.partition(".")[0] for rule in chosen.values() for field in rule.fields}
    weights = {**(base.weights if base else {}), **said.weights}
    for name in said.weights:
        if name not in read:
            cause = f"weights: no rule of the profile reads {name}, so that it cannot be scored"
            reading.wrong(("weights", name), cause, "leave it out, or add a rule on it")
    problems, reading.problems[:] = list(reading.problems[before:]), reading.problems[:before]
    return (None if problems else _profile(said, base, chosen, severities, weights)), problems


def _profile(
    said: Statement,
    base: Profile | None,
    rules: Mapping[str, Rule],
    severities: Mapping[str, Severity],
    weights: Mapping[str, int],
) -> Profile:
    above = f"{base.id}@{base.version}" if base else None
    extends = (above, *base.extends) if base and above and said.is_extension else ()
    return Profile(
        id=said.id,
        version=str(said.version),
        title=said.title,
        rules=rules,
        severities=severities,
        weights={name: weight for name, weight in weights.items() if _is_read(name, rules)},
        description=said.description,
        extends=extends,
        derived_from=None if said.is_extension else above,
        vocabularies={**(base.vocabularies if base else {}), **said.vocabularies},
        released=said.released,
        origin=said.file,
    )


def _is_read(name: str, rules: Mapping[str, Rule]) -> bool:
    return any(field.partition(".")[0] == name for rule in rules.values() for field in rule.fields)


def _add(
    said: Statement,
    rules: Mapping[str, Rule],
    chosen: dict[str, Rule],
    severities: dict[str, Severity],
    broken: Collection[str],
) -> None:
    for name, path in said.rules:
        rule = rules.get(name)
        if rule is None and name not in broken:
            said.reading.wrong(path, f"there is no rule {name[:60]}", nearest(name, tuple(rules)))
        elif rule is not None and name not in chosen:
            chosen[name] = rule
            severities[name] = rule.severity
    if len(chosen) > MOST_RULES:
        cause = f"the profile has {len(chosen):,} rules, and may have {MOST_RULES:,}"
        said.reading.wrong(("add",), cause, "split the profile")


def _remove(said: Statement, chosen: dict[str, Rule], severities: dict[str, Severity]) -> None:
    for name, path in said.remove:
        if name not in chosen:
            said.reading.wrong(
                path, f"remove: {name} is no rule of the profile", nearest(name, tuple(chosen))
            )
        elif chosen[name].locked:
            said.reading.wrong(path, f"remove: {name} is locked: no profile goes without it", "leave it out")
        else:
            del chosen[name], severities[name]


def _change(
    path: tuple[str, str],
    change: Mapping[str, Any],
    said: Statement,
    chosen: dict[str, Rule],
    severities: dict[str, Severity],
    *,
    loosening: bool,
) -> None:
    key, name = path
    if name not in chosen:
        said.reading.wrong(path, f"{key}: {name} is no rule of the profile", nearest(name, tuple(chosen)))
        return
    rule, severity, refusals = changed(chosen[name], severities[name], change, loosening=loosening)
    for refusal in refusals:
        said.reading.wrong(path, f"{key}: {refusal.cause}", refusal.remedy)
    chosen[name], severities[name] = rule, severity
