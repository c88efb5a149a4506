"""What the readers of rules and of profiles have in common: each value is asked for, each fault is kept."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from profiles.rules.lined_yaml import Lined, Path
from profiles.rules.problem import Problem

LANGUAGES = ("en", "nl", "de", "fr", "es", "it", "pl", "fi")
"""The languages that a title, a message and a remedy stand in; English must be one."""

_SHOWN = 15


class Reading:
    """One file while it is read; what is wrong is kept in `problems`, so that all of it is told at once."""

    def __init__(self, said: Lined, file: str) -> None:
        self.said = said
        self.file = file
        self.problems: list[Problem] = []

    def wrong(self, path: Path, cause: str, remedy: str) -> None:
        """Keep what is wrong with a value."""
        self.problems.append(Problem(self.file, self.said.line(path), cause, remedy))

    def mapping(self, value: Any, path: Path) -> Mapping[str, Any]:
        """Return a mapping; keep a problem where the value is none."""
        if isinstance(value, Mapping):
            return value
        self.wrong(path, f"{named(path)} is {shown(value)}", "write names with values, as NAME: VALUE")
        return {}

    def keys(
        self, path: Path, said: Mapping[str, Any], required: Iterable[str], optional: Iterable[str]
    ) -> bool:
        """Tell whether a mapping has the keys that it must have, and no other."""
        required = tuple(required)
        known = (*required, *optional)
        before = len(self.problems)
        for key in said:
            if key not in known:
                cause = f"{key} is no key {f'of {named(path)}' if path else 'that is known here'}"
                self.wrong((*path, key), cause, nearest(key, known))
        for key in required:
            if key not in said:
                self.wrong(path, f"{named((*path, key))} is missing", "add it")
        return len(self.problems) == before

    def one_of(self, word: Any, known: Collection[str], path: Path) -> bool:
        """Tell whether a word is one of those that are known."""
        if isinstance(word, str) and word in known:
            return True
        self.wrong(path, f"{named(path)}: {shown(word)} is not known", nearest(word, known))
        return False

    def text(self, value: Any, path: Path) -> str:
        """Return a text that is not empty."""
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        self.wrong(path, f"{named(path)} is {shown(value)}", "write a text")
        return ""

    def texts(self, value: Any, path: Path) -> tuple[str, ...]:
        """Return a list of texts."""
        if not isinstance(value, list):
            self.wrong(path, f"{named(path)} is {shown(value)}", "write a list, as [one, other]")
            return ()
        return tuple(self.text(item, (*path, number)) for number, item in enumerate(value))

    def flag(self, value: Any, path: Path) -> bool:
        """Return a value that is true or false."""
        if not isinstance(value, bool):
            self.wrong(path, f"{named(path)} is {shown(value)}", "write true or false")
        return value is True

    def number(self, value: Any, path: Path) -> None:
        """Ask that a value is a number."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.wrong(path, f"{named(path)} is {shown(value)}", "write a number")

    def words(self, value: Any, path: Path) -> Mapping[str, str]:
        """Return words in several languages; English must be among them."""
        said = self.mapping(value, path)
        for language in said:
            if language not in LANGUAGES:
                cause = f"{named(path)}: {language} is none of the languages"
                self.wrong((*path, language), cause, f"they are {', '.join(LANGUAGES)}")
        if said and "en" not in said:
            self.wrong(path, f"{named(path)} has no English (en)", "add a line en: …")
        return {language: self.text(text, (*path, language)) for language, text in said.items()}


def named(path: Path) -> str:
    """Return the name that a place in a file has in a message."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path) or "the file"


def shown(value: Any) -> str:
    """Return a value as a message shows it."""
    if isinstance(value, Mapping | list):
        return "a list" if isinstance(value, list) else "names with values"
    text = "empty" if value is None or value == "" else f"'{value}'"
    return text if len(text) <= 60 else f"{text[:60]}…'"


def nearest(word: Any, known: Collection[str]) -> str:
    """Return what to do about a word that is not known: take the nearest, or one of all."""
    near = difflib.get_close_matches(str(word)[:100], known, 1) if len(known) <= 2000 else ()
    if near:
        return f"did you mean {near[0]}?"
    if not known:
        return "leave it out: there is nothing that could stand here"
    listed = ", ".join(map(str, known)) if len(known) <= _SHOWN else ""
    return f"write one of {listed}" if listed else "see the list with: commonshelf profile list"
