"""The rules and profiles that come with the program, by name; profiles.rules.library has users' ones too."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from profiles.rules.library import Library
from profiles.rules.problem import RuleError
from profiles.rules.rule import Profile, Rule
from profiles.rules.shipped import shipped


@cache
def load_rules() -> Mapping[str, Rule]:
    """Return all rules that come with the program, by id; raises RuleError where one is broken."""
    rules = shipped().rules
    if shipped().problems:
        raise RuleError("\n".join(map(str, shipped().problems)))
    return rules


def profile_names() -> tuple[str, ...]:
    """Return the ids of the profiles that come with the program."""
    return tuple(sorted(shipped().statements))


@cache
def load_profile(name: str) -> Profile:
    """Return a profile by its id, or by the path of its file.

    Raises RuleError where there is none, or where it cannot be used.
    """
    return Library().profile(name)
