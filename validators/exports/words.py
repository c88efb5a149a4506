"""The words of rules and profiles in a language, where no value fills the places of their messages."""

from __future__ import annotations

from collections.abc import Mapping

from profiles.rules import Rule


def about(words: Mapping[str, str], lang: str) -> str:
    """Return the words in a language, in English where they are lacking."""
    return words.get(lang) or words["en"]


def requirement(rule: Rule, lang: str) -> str:
    """Return what a rule says where it is broken, without places: its message, or its title, and the mend."""
    message = rule.messages[""].get(lang) or rule.messages[""]["en"]
    said = message if "{" not in message else _ended(about(rule.title, lang))
    fix = about(rule.fix, lang)
    return f"{said} {fix}" if "{" not in fix else said


def languages(rule: Rule) -> tuple[str, ...]:
    """Return the languages that a rule's title, message and mend all have."""
    return tuple(lang for lang in rule.title if lang in rule.fix and lang in rule.messages[""])


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
