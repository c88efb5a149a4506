"""What a rule and an application profile are, as values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any


class Severity(StrEnum):
    """SHACL's words: a violation breaks a MUST, a warning a SHOULD, an info is an observation."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Order severities, the gravest first."""
        return _RANKS[self]


_RANKS = {Severity.VIOLATION: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from; `obligation` is the source's own word, or "own" where no standard says it."""

    document: str
    clause: str
    obligation: str


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the closed set with its parameters, and the condition under which it applies.

    `fields` names those it is carried out on, where those are not all of the rule's.
    """

    name: str
    parameters: Mapping[str, Any]
    when: Mapping[str, Any] | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A resource in canonical JSON, and the places where the rule finds fault with it (none: it passes).

    `record` gives facts of the harvested record (metadataPrefix, datestamp, format)
    where the rule reads them. `corpus` are the other resources of its source,
    `network` what addresses answer and what is known of hosts.
    """

    given: Mapping[str, Any]
    at: tuple[str, ...] = ()
    record: Mapping[str, str] = field(default_factory=dict)
    corpus: tuple[Mapping[str, Any], ...] | None = None
    network: Mapping[str, Mapping[str, Any]] | None = None


@dataclass(frozen=True)
class Rule:
    """One requirement, its check, its words and its tests.

    `fields` are those it reads, the one that scores first. `messages` holds, by
    the code of the fault and language, what was seen and what is expected; the
    empty code is the message for all others. `origin` is the file it is from.

    A rule that is `locked` is not changed by any profile. Of the `parameters` that
    it names, a profile may change each in one direction, which is the narrower
    one: up, down, subset or superset. On a resource that is `not_applicable` it
    has nothing to say.
    """

    id: str
    slug: str
    dimension: str
    kind: str
    fields: tuple[str, ...]
    severity: Severity
    source: Source
    checks: tuple[Check, ...]
    title: Mapping[str, str]
    messages: Mapping[str, Mapping[str, str]]
    fix: Mapping[str, str]
    passes: tuple[Example, ...]
    fails: tuple[Example, ...]
    applies_to: tuple[str, ...]
    origin: str
    locked: bool = False
    parameters: Mapping[str, str] = field(default_factory=dict)
    not_applicable: tuple[Example, ...] = ()

    def message_languages(self, code: str) -> tuple[str, ...]:
        """Return the languages that the message for a fault is in."""
        return tuple(self.messages.get(code) or self.messages[""])

    def message(self, code: str, lang: str = "en") -> str:
        """Return the template of the message for a fault, in the language or in English."""
        by_language = self.messages.get(code) or self.messages[""]
        return by_language.get(lang) or by_language["en"]


@dataclass(frozen=True)
class Profile:
    """An application profile: rules with the severity they have in it, and the weight of each field.

    `rules` stand in the profile's order, narrowed where the profile narrows them.
    `extends` are the profiles that it extends, the nearest first, each with its
    version: whoever conforms to this one conforms to them. `derived_from` is one
    that it only began from. `vocabularies` are the concept schemes it asks for,
    by a name of its own. `released` is the date of the version; a draft has none.
    """

    id: str
    version: str
    title: Mapping[str, str]
    rules: Mapping[str, Rule]
    severities: Mapping[str, Severity]
    weights: Mapping[str, int]
    description: Mapping[str, str] = field(default_factory=dict)
    extends: tuple[str, ...] = ()
    derived_from: str | None = None
    vocabularies: Mapping[str, Any] = field(default_factory=dict)
    released: str | None = None
    origin: str = ""

    @cached_property
    def digest(self) -> str:
        """The SHA-256 over all that a verdict depends on: rules, severities, weights."""
        facts = {
            "id": self.id,
            "version": self.version,
            "weights": dict(self.weights),
            "rules": [
                [
                    r.id,
                    self.severities[r.id],
                    list(r.fields),
                    [[c.name, c.parameters, c.when, c.fields] for c in r.checks],
                    r.applies_to,
                ]
                for r in self.rules.values()
            ],
        }
        return hashlib.sha256(json.dumps(facts, sort_keys=True, default=list).encode()).hexdigest()
