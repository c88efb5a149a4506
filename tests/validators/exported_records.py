"""Records that try rules: their own examples, and others made of these by mixing and spoiling them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from typing import Any

from profiles.canonical import from_json, to_json
from profiles.model import FIELDS, LearningResource
from profiles.rules import Rule, load_rules

SEED = 20260401
COUNT = 600

_TEXTS = (
    *(
        "",
        " ",
        "\n",
        "\u00a0",
        "\u3000",
        "x",
        "none",
        "NONE\n",
        "true",
        "false",
        "yes",
        "no",
        "textual",
        "Visual",
    ),
    *(
        "textual,visual",
        " VISUAL , textual",
        "auditory,,visual,",
        "2024",
        "1449-12-31",
        "1450",
        "0000",
        "2024-02-29",
    ),
    *(
        "2023-02-29",
        "2024-01-01T24:00",
        "2024-01-01T10:00:00.5+01:00",
        "2024-13",
        "2024-01-01T25:00",
        "12",
        "0",
    ),
    *(
        "8796093022208",
        "8796093022209",
        "00012",
        "12 MB",
        "数学",
        "数学の教科書をみんなで読む",
        "ſ",
        "\u212a",
        "a" * 64,
    ),
    *(
        "Untitled",
        "test.pdf\n",
        "&amp;amp;",
        "<b>x</b>",
        "\ufffd",
        "\u0085",
        "ab",
        "abc",
        "d" * 81,
        "é" * 260,
    ),
    *("https://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/publicdomain/zero/1.0/"),
    *("http://creativecommons.org/licences/by-nc/", "https://example.org/a", "urn:isbn:9783161484100"),
)
_TAGS = (None, "de", "DE", "en", "x-none", "und", "de_AT", "", "pt-PT")


def fields_of(rule: Rule) -> tuple[str, ...]:
    """The fields that a rule reads, by its own word and in its checks."""
    named = set(_strings([(check.parameters, check.when, check.fields) for check in rule.checks]))
    words = {word.partition(".")[0] for word in (*rule.fields, *named)}
    return tuple(name for name in FIELDS if name in words)


def only(resource: LearningResource, fields: tuple[str, ...]) -> LearningResource:
    said = resource.said()
    return LearningResource.of({name: said[name] for name in fields if name in said}, {})


@cache
def records() -> tuple[LearningResource, ...]:
    """All examples of all rules, and as many again that are made of them, the same each time."""
    examples = [
        example.given
        for rule in load_rules().values()
        for example in (*rule.passes, *rule.fails, *rule.not_applicable)
    ]
    chance = random.Random(SEED)
    pool = _pool(examples)
    rules = list(load_rules().values())
    made = [_made(rules[number % len(rules)], pool, chance) for number in range(max(COUNT, 5 * len(rules)))]
    return tuple(map(from_json, [*examples, *made]))


def _pool(examples: list[Any]) -> dict[str, list[Any]]:
    """What the examples say, by field, in canonical form."""
    pool: dict[str, list[Any]] = {name: [] for name in FIELDS}
    for given in examples:
        for name, values in to_json(from_json(given)).items():
            pool[name] += [value for value in values if value not in pool[name]]
    return pool


def _made(rule: Rule, pool: dict[str, list[Any]], chance: random.Random) -> dict[str, Any]:
    """A resource that says this and that in the fields that a rule reads, and in one more."""
    words = [word for word in _strings([(check.parameters, check.when) for check in rule.checks]) if word]
    names = [name for name in fields_of(rule) if chance.random() < 0.85]
    names += chance.sample(FIELDS, 1)
    return {name: _values(name, pool[name], words, chance) for name in names}


def _values(name: str, known: list[Any], words: list[str], chance: random.Random) -> list[Any]:
    count = chance.choice((1, 1, 1, 2, 2, 3, 4, 27))
    return [_value(name, known, words, chance) for _ in range(count)]


def _value(name: str, known: list[Any], words: list[str], chance: random.Random) -> Any:
    if known and chance.random() < 0.7:
        return _spoiled(chance.choice(known), chance)
    text = chance.choice(words) if words and chance.random() < 0.5 else chance.choice(_TEXTS)
    return _spoiled(text, chance)


def _spoiled(value: Any, chance: random.Random) -> Any:
    """The value as it is, or somewhat otherwise."""
    if isinstance(value, dict):
        changed = {key: _spoiled(member, chance) for key, member in value.items()}
        if "lang" in changed:
            changed["lang"] = chance.choice(_TAGS)
        if len(changed) > 1 and chance.random() < 0.2:
            changed.pop(chance.choice(sorted(changed.keys() - {"value"})))
        return changed
    if isinstance(value, list):
        return [_spoiled(one, chance) for one in value]
    if not isinstance(value, str) or chance.random() < 0.6:
        return value
    return chance.choice(
        (
            value.upper(),
            value.title(),
            f" {value}",
            f"{value}\n",
            f"{value}, {chance.choice(_TEXTS)}",
            value[: len(value) // 2],
            value * 3,
            chance.choice(_TEXTS),
        )
    )


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
