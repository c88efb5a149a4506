"""The rules, one YAML file each, and the application profiles that choose among them."""

from __future__ import annotations

from profiles.rules.loading import load_profile, load_rules, profile_names
from profiles.rules.problem import RuleError
from profiles.rules.rule import Check, Profile, Rule, Severity

__all__ = [
    "Check",
    "Profile",
    "Rule",
    "RuleError",
    "Severity",
    "load_profile",
    "load_rules",
    "profile_names",
]
