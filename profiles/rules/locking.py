"""What a released version of a profile is frozen by: digests of its rules and of the vocabularies they name.

A verdict must not change while the version stays the same. So the lock of a
version holds a digest of each rule as the profile has it, words and severity
included, of the profile's own facts, and of each vocabulary; with a profile of a
user's, of the files too. A released version that no longer agrees is refused.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from profiles.rules.rule import Profile, Rule, Severity

_EXTENDS = re.compile(rb"^extends: *([\w.-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Lock:
    """What a version was when it was locked; `released` is None while it is a draft."""

    profile: str
    version: str
    released: str | None
    extends: tuple[str, ...]
    facts: str
    rules: Mapping[str, str]
    vocabularies: Mapping[str, str]
    files: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> str:
        """Return the text of the lock file."""
        return json.dumps({**self.__dict__, "extends": list(self.extends)}, indent=1) + "\n"


def lock_of(profile: Profile, released: str | None, own_files: Mapping[str, bytes] | None = None) -> Lock:
    """Return the lock of a profile as it is now."""
    return Lock(
        profile=profile.id,
        version=profile.version,
        released=released,
        extends=profile.extends,
        facts=_facts(profile),
        rules={name: _rule(rule, profile.severities[name]) for name, rule in sorted(profile.rules.items())},
        vocabularies={name: vocabulary_digest(name) for name in sorted(vocabularies_of(profile))},
        files={name: digest(content) for name, content in sorted((own_files or {}).items())},
    )


def read_lock(content: bytes) -> Lock | None:
    """Return the lock that a file holds, None where it is none."""
    try:
        said = json.loads(content)
        return Lock(**{**said, "extends": tuple(said["extends"])})
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def differences(lock: Lock, profile: Profile, own_files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield in words what is no longer as it was locked."""
    now = lock_of(profile, lock.released, own_files)
    if lock.extends != now.extends:
        was, is_now = (", ".join(one.extends) or "nothing" for one in (lock, now))
        yield f"it extended {was} and now extends {is_now}"
    for what, before, after in (
        ("the file", lock.files, now.files),
        ("the rule", lock.rules, now.rules),
        ("the vocabulary", lock.vocabularies, now.vocabularies),
    ):
        for name in sorted({*before, *after}):
            if before.get(name) != after.get(name):
                done = "added" if name not in before else "changed" if name in after else "removed"
                yield f"{what} {name} was {done}"
    if lock.facts != now.facts:
        yield "its title, weights or vocabularies were changed"


def _facts(profile: Profile) -> str:
    return _digest_of(
        [
            profile.id,
            profile.version,
            profile.title,
            profile.description,
            profile.derived_from,
            profile.weights,
            profile.vocabularies,
        ]
    )


def _rule(rule: Rule, severity: Severity) -> str:
    checks = [[one.name, one.parameters, one.when, one.fields] for one in rule.checks]
    source = [rule.source.document, rule.source.clause, rule.source.obligation]
    words = [rule.title, rule.messages, rule.fix]
    return _digest_of(
        [rule.id, rule.kind, rule.dimension, severity, rule.fields, rule.applies_to, checks, source, words]
    )


def vocabularies_of(profile: Profile) -> set[str]:
    """Return the files of the vocabularies that the rules of a profile name, and those that these extend."""
    named = set(_named_in([one.parameters for rule in profile.rules.values() for one in rule.checks]))
    named |= set(_named_in([one.when for rule in profile.rules.values() for one in rule.checks]))
    named |= set(_named_in(list(profile.vocabularies.values())))
    found: set[str] = set()
    to_visit = [name.partition("/")[0] for name in named]
    while to_visit:
        name = to_visit.pop()
        if name not in found:
            found.add(name)
            to_visit += [above.decode() for above in _EXTENDS.findall(_content(name))]
    return found


def _named_in(said: Any) -> Iterator[str]:
    """Yield what stands under `vocabulary` and `schemes`, however deep."""
    if isinstance(said, list):
        for one in said:
            yield from _named_in(one)
    elif isinstance(said, Mapping):
        for key, value in said.items():
            if key == "vocabulary":
                yield from [value] if isinstance(value, str) else value.values()
            elif key == "schemes":
                yield from value
            else:
                yield from _named_in(value)


@cache
def vocabulary_digest(name: str) -> str:
    """Return the digest of the file of a vocabulary."""
    return digest(_content(name))


def _content(name: str) -> bytes:
    path = files("profiles").joinpath("vocabularies", f"{name}.yaml")
    return path.read_bytes() if path.is_file() else b""


def digest(content: bytes) -> str:
    """Return the SHA-256 of bytes, line ends as git has them, whatever the system writes."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def _digest_of(facts: Iterable[Any]) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=list).encode()).hexdigest()
