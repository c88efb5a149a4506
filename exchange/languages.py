"""The language of an answer: what its caller prefers, of those that rules have words in (RFC 9110)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

from profiles.rules import load_rules
from validators.finding import words_of
from validators.reports import LANGUAGES


def preferred(header: str | None, default: str) -> str:
    """Return the language of an Accept-Language header that we have and that is wanted most.

    A region is no obstacle: who asks for de-AT is answered in German. The default
    is for who asks for none of ours, or for any.
    """
    wanted: dict[str, float] = {}
    for tag, quality in _ranges(header or ""):
        language = default if tag == "*" else tag.partition("-")[0]
        if language in LANGUAGES and quality > wanted.get(language, 0):
            wanted[language] = quality
    return max(wanted, key=wanted.__getitem__, default=default)


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    for part in header.lower().split(","):
        tag, _, parameter = part.strip().partition(";")
        name, _, value = parameter.strip().partition("=")
        try:
            yield tag.strip(), float(value) if name.strip() == "q" else 1.0
        except ValueError:  # a range whose weight cannot be read says nothing
            continue


def _fills(slots: Mapping[str, str], template: str) -> bool:
    return all(name in slots for _, name, _, _ in Formatter().parse(template) if name)


def in_language(finding: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """Return a finding that was kept with its words in the language.

    It is left as it was kept where its rule is none of ours, or where what fills
    the words was not kept with it, as the rule may have other words by now.
    """
    rule, slots = load_rules().get(finding["rule"]), finding.get("slots")
    if rule is None or slots is None or not _fills(slots, rule.message(finding.get("code", ""), lang)):
        return dict(finding)
    message, fix = words_of(rule, finding.get("code", ""), slots, lang)
    return {**finding, "message": message, "fix": fix}
