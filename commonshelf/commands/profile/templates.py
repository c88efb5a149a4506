"""The files of a profile that is begun: they can be used as they are, and say what may be changed."""

from __future__ import annotations

from collections.abc import Sequence

from profiles.rules import Profile

_PROFILE = """\
# A profile of your own (docs/profiles.md). Try it with: commonshelf profile test {id}
id: {id}
version: "{version}"
title:
  en: {id}
# Whoever conforms to this profile conforms to the one that it extends too.
extends: {base}
# The rules that it asks for besides: your own in rules/, or others (commonshelf profile list --rules).
add: [{rules}]
# What it asks more strictly: the severity upwards, and what a rule says a profile may change.
# narrow:
#   {narrow}: {{severity: violation}}
# How much a field counts in the score: 30, 20, 10 or 5. It changes nothing of who conforms.
# weights:
#   keywords: 20
"""

_RULE = """\
# One rule, one file, called as its id. What is in examples is tried by: commonshelf profile test
id: {id}
slug: enough-keywords
dimension: quality
kind: validity
field: keywords
severity: warning
source:
  document: {id}
  clause: our own
  obligation: own
check:
  count: {{min: 2}}
# A profile that extends yours may ask for more, and for no less.
parameters: {{min: up}}
title:
  en: There are enough keywords
message:
  en: "There are {{count}} keywords; at least {{min}} are expected."
fix:
  en: Add the words that people would search for.
examples:
  pass:
    - {{keywords: [fractions, cake]}}
  fail:
    - {{given: {{keywords: [fractions]}}, at: /keywords}}
"""


def profile_text(name: str, base: str, rules: Sequence[str], above: Profile) -> str:
    """Return the file of a profile that extends another and adds rules."""
    narrow = next((rule for rule, one in above.severities.items() if one == "warning"), "QUAL-003")
    listed = ", ".join(rules)
    return _PROFILE.format(id=name, version="0.1.0", base=base, rules=listed, narrow=narrow)


def example_rule(id_: str) -> str:
    """Return the file of a rule with examples of both kinds."""
    return _RULE.format(id=id_)
