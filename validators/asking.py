"""The checks that ask more than the resource: a corpus, the network, a detector of languages, a round trip.

Each is a function of a resource and its record that tells whether it was
applicable, or, as text, why the rule could not be checked on this record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from profiles.formats import Format
from profiles.model import LearningResource
from profiles.record import Record
from profiles.rules import Check, Rule, RuleError
from validators.checks import compile_rules
from validators.compiled import Compiled
from validators.corpus import CORPUS
from validators.finding import Finding
from validators.given import (
    LANGUAGE,
    NEEDS_CORPUS,
    NEEDS_NETWORK,
    NOT_ASKED,
    NOT_SAMPLED,
    ON_REQUEST,
    Given,
)
from validators.network import NETWORK
from validators.round_trip import round_trip

Asking = Callable[[LearningResource, Record | None, list[Finding]], bool | str]
"""Tells whether it was applicable; or why it could not be checked, though findings may stand."""


def is_asking(rule: Rule) -> bool:
    """Tell whether a rule asks for more than a resource, so that it is not run in every run."""
    return rule.kind in ("corpus", "network") or _asked_for(rule) is not None


def lacking(rule: Rule, given: Given) -> str | None:
    """Return why a rule cannot be checked with what a run was given, None where it can."""
    if rule.kind == "corpus":
        return NEEDS_CORPUS if given.corpus is None else None
    if rule.kind == "network":
        return NEEDS_NETWORK if given.network is None else None
    asked = _asked_for(rule)
    return None if asked is None or asked in given.asked else NOT_ASKED[asked]


def asking_check(rule: Rule, form: Format, given: Given) -> Asking:
    """Return the check of such a rule; raises RuleError where it names a function that is not known."""
    if rule.kind == "corpus":
        assert given.corpus is not None  # noqa: S101 - `lacking` has told
        return _all([_named(CORPUS, check, rule)(rule, given.corpus) for check in rule.checks])
    if rule.kind == "network":
        assert given.network is not None  # noqa: S101 - `lacking` has told
        return _all([_named(NETWORK, check, rule)(rule, check, given.network) for check in rule.checks])
    if _asked_for(rule) == LANGUAGE:
        return _sampled(_compiled(rule, form), given.every)
    return round_trip(rule, form)


def ask_all(
    asking: Sequence[tuple[str, Asking]],
    resource: LearningResource,
    record: Record | None,
    findings: list[Finding],
) -> tuple[set[str], dict[str, str]]:
    """Run such checks; return the rules that applied, and why others could not be checked."""
    applied: set[str] = set()
    reasons: dict[str, str] = {}
    for rule, ask in asking:
        said = ask(resource, record, findings)
        if isinstance(said, str):
            reasons[rule] = said
        elif said:
            applied.add(rule)
    return applied, reasons


def _asked_for(rule: Rule) -> str | None:
    """Return what a run must ask for that the rule is checked."""
    named = (ON_REQUEST.get(str(check.parameters.get("is"))) for check in rule.checks if check.name == "type")
    return next((asked for asked in named if asked), None)


def _named(known: Mapping[str, Any], check: Check, rule: Rule) -> Any:
    name = str(check.parameters.get("is"))
    if name not in known:
        raise RuleError(f"{rule.origin}: check {check.name}: is {name}: known are {', '.join(sorted(known))}")
    return known[name]


def _all(parts: list[Asking]) -> Asking:
    """Join checks into one; what one of them could not check is told, whatever the others found."""
    if len(parts) == 1:
        return parts[0]

    def ask(resource: LearningResource, record: Record | None, findings: list[Finding]) -> bool | str:
        said = [part(resource, record, findings) for part in parts]
        return next((one for one in said if isinstance(one, str)), any(said))

    return ask


def _compiled(rule: Rule, form: Format) -> Compiled:
    """Return one function of all checks of a rule that is compiled as the others are."""
    compiled = compile_rules([rule], form)

    def check(resource: LearningResource, record: Record | None, findings: list[Finding]) -> bool:
        return bool(compiled.run(resource, record, findings))

    return check


def _sampled(check: Compiled, every: int) -> Asking:
    """Run a check on every Nth record, the first among them."""
    numbers: Iterator[int] = count()
    reason = NOT_SAMPLED.format(every=every)

    def ask(resource: LearningResource, record: Record | None, findings: list[Finding]) -> bool | str:
        return check(resource, record, findings) if next(numbers) % every == 0 else reason

    return ask
