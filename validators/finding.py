"""Findings and verdicts: what a profile says of one record, as values."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from profiles.model import Place
from profiles.rules import Profile, Rule, Severity


class Outcome(StrEnum):
    """What can be said of one rule and one record. Not checked never counts as a pass."""

    CONFORMANT = "conformant"
    NON_CONFORMANT = "non-conformant"
    NOT_APPLICABLE = "not applicable"
    NOT_CHECKED = "not checked"


class Conforms(StrEnum):
    """Whether a record conforms to a profile (rules.md, section 4)."""

    YES = "yes"
    NO = "no"
    UNDETERMINED = "undetermined"


class Finding(NamedTuple):
    """One fault of one value: the rule, the value's place in the resource, and what the message tells.

    `position` is None where the field as a whole is meant, as when it is absent;
    `code` names the kind of fault among those that the rule knows. `place` is
    where it stands in the payload, for what is found there and in no field.
    """

    rule: str
    field: str
    position: int | None
    code: str
    slots: Mapping[str, str]
    place: Place | None = None

    @property
    def pointer(self) -> str:
        """The JSON Pointer (RFC 6901) of the value in the resource's canonical JSON."""
        name, _, member = self.field.partition(".")
        steps = [name]
        if self.position is not None:
            steps.append(str(self.position))
        if member and (self.position is not None or name == "record"):
            steps.append(member)
        return "/" + "/".join(steps)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a profile says of one record.

    `applied` names the rules that had something to judge; `not_checked` gives
    the reason for each rule that could not be judged.
    """

    profile: Profile
    findings: tuple[Finding, ...]
    applied: Set[str]
    not_checked: Mapping[str, str]

    @property
    def conforms(self) -> Conforms:
        """No, where a violation was found; undetermined, where one could not be looked for."""
        severities = self.profile.severities
        if any(severities[finding.rule] is Severity.VIOLATION for finding in self.findings):
            return Conforms.NO
        if any(severities[rule] is Severity.VIOLATION for rule in self.not_checked):
            return Conforms.UNDETERMINED
        return Conforms.YES

    @property
    def not_applicable(self) -> tuple[str, ...]:
        """The rules whose condition or field was not there."""
        seen = self.applied | self.not_checked.keys()
        return tuple(rule for rule in self.profile.rules if rule not in seen)

    def severity(self, finding: Finding) -> Severity:
        """Return the severity that the profile gives the finding's rule."""
        return self.profile.severities[finding.rule]

    def outcomes(self) -> dict[str, Outcome]:
        """Return the outcome of every rule of the profile, in its order."""
        failed = {finding.rule for finding in self.findings}
        return {rule: self._outcome(rule, failed) for rule in self.profile.rules}

    def _outcome(self, rule: str, failed: set[str]) -> Outcome:
        if rule in failed:
            return Outcome.NON_CONFORMANT
        if rule in self.not_checked:
            return Outcome.NOT_CHECKED
        return Outcome.CONFORMANT if rule in self.applied else Outcome.NOT_APPLICABLE


class Words(NamedTuple):
    """A finding in words: what was seen and is expected, and how to mend it."""

    message: str
    fix: str


_SUGGESTED = {
    "en": "Suggested: {}",
    "nl": "Voorstel: {}",
    "de": "Vorschlag: {}",
    "fr": "Proposition : {}",
    "es": "Propuesta: {}",
    "it": "Proposta: {}",
    "pl": "Propozycja: {}",
    "fi": "Ehdotus: {}",
}


class _Slots(dict[str, str]):
    """The places of a message; one that a user's rule has and a fault does not fill is shown as left out."""

    def __missing__(self, name: str) -> str:
        return "…"


def words(finding: Finding, profile: Profile, lang: str = "en") -> Words:
    """Return the finding in words of the language, English where the rule lacks it."""
    return words_of(profile.rules[finding.rule], finding.code, finding.slots, lang)


def words_of(rule: Rule, code: str, filling: Mapping[str, str], lang: str) -> Words:
    """Return what a rule says of a fault, with its places filled."""
    slots = _Slots({name: shortened(text) for name, text in filling.items()})
    fix = (rule.fix.get(lang) or rule.fix["en"]).format_map(slots)
    suggestion = filling.get("suggestion")
    if suggestion:
        fix = f"{fix} {_SUGGESTED.get(lang, _SUGGESTED['en']).format(suggestion)}"
    return Words(rule.message(code, lang).format_map(slots), fix)


def shortened(text: str, limit: int = 100) -> str:
    """Return the text on one line, cut where it is longer than a reader needs to know it again."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
