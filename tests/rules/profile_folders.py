"""Folders of profiles to try: a profile, a rule of its own, and what may be wrong with them."""

from __future__ import annotations

from pathlib import Path

PROFILE = """\
id: {id}
version: "{version}"
title: {{en: {id}}}
extends: {extends}
add: [{add}]
"""
RULE = """\
id: {id}
slug: enough-keywords
dimension: quality
kind: validity
field: keywords
severity: warning
source: {{document: ours, clause: ours, obligation: own}}
check:
  count: {{min: 2}}
parameters: {{min: up}}
title: {{en: There are enough keywords}}
message: {{en: "There are {{count}}; {{min}} are expected."}}
fix: {{en: Add some.}}
examples:
  pass: [{{keywords: [fractions, cake]}}]
  fail: [{{given: {{keywords: [fractions]}}, at: /keywords}}]
"""


def rule_text(id_: str = "XY-001") -> str:
    return RULE.format(id=id_)


def write_profile(
    root: Path,
    id_: str = "mine",
    *,
    version: str = "1.0.0",
    extends: str = "eu-core",
    rules: tuple[str, ...] = ("XY-001",),
    more: str = "",
) -> Path:
    """Write a profile with rules of its own, and return its folder."""
    folder = root / id_
    (folder / "rules").mkdir(parents=True)
    text = PROFILE.format(id=id_, version=version, extends=extends, add=", ".join(rules))
    (folder / "profile.yaml").write_text(text + more, encoding="utf-8")
    for rule in rules:
        (folder / "rules" / f"{rule}.yaml").write_text(rule_text(rule), encoding="utf-8")
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
