"""The report's own words in each language, from the catalogue beside it: words/<language>.yaml.

English is the whole of it; the other languages have the same entries, which a
test holds. An entry with forms for numbers has them by CLDR's names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from profiles.rules import Profile, Rule, Severity
from profiles.rules.reading import LANGUAGES
from validators.finding import Conforms, Finding, Words, words
from validators.scoring import State, band

LIMITS = ("limit_statements", "limit_accessibility", "limit_comparing")
"""The words that every report ends with (rules.md, section 4)."""

Entry = str | Mapping[str, str]
_NUMBER = re.compile(r"\d+(?:-\d+)*")


class Said(NamedTuple):
    """Words with the language that they are in: English, where there are none in the one that is wanted."""

    text: str
    lang: str


class Wording:
    """What a report says in one language."""

    def __init__(self, lang: str = "en") -> None:
        self.lang = lang if lang in LANGUAGES else "en"
        catalogue = _catalogue(self.lang)
        self._words: Mapping[str, Entry] = catalogue["words"]
        self._names: Mapping[str, Mapping[str, str]] = catalogue
        self._thousands, self._decimal = catalogue["thousands"], catalogue["decimal"]

    def __call__(self, key: str, /, *, count: int | None = None, **slots: object) -> str:
        """Return the words of an entry with its places filled, in the form that goes with a number."""
        entry = self._words[key]
        if not isinstance(entry, str):
            entry = entry.get(_form(self.lang, count or 0)) or entry["other"]
        shown = {name: self.shown(value) for name, value in slots.items()}
        return entry.format(count=self.number(count or 0), **shown) if count is not None or slots else entry

    def shown(self, value: object) -> str:
        """Return a value as it stands in a sentence."""
        if isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
            return self.number(int(value))
        return self.decimal(value) if isinstance(value, float) else str(value)

    def number(self, value: int) -> str:
        """Return a whole number with its thousands parted."""
        return f"{value:,}".replace(",", self._thousands)

    def decimal(self, value: float | None, places: int = 1) -> str:
        """Return a number with so many decimals, a dash where there is none."""
        if value is None:
            return "–"
        whole, point, rest = f"{value:,.{places}f}".partition(".")
        return whole.replace(",", self._thousands) + (self._decimal if point else "") + rest

    def percent(self, part: int, whole: int) -> str:
        """Return a share in percent, which is all of it, or nothing, only where it really is."""
        share = 100 * part / whole if whole else 0
        return f"{min(max(round(share), 1 if part else 0), 100 if part == whole else 99)}\N{NO-BREAK SPACE}%"

    def field(self, name: str) -> str:
        """Return what a metadata editor calls a field."""
        return self._names["fields"].get(name, name)

    def dimension(self, name: str) -> str:
        """Return the name of a dimension."""
        return self._names["dimensions"].get(name, name)

    def severity(self, severity: Severity) -> str:
        """Return the word for a severity."""
        return self._names["severities"][severity]

    def conforms(self, answer: Conforms) -> str:
        """Return whether something conforms, in words."""
        return self._names["conforms"][answer]

    def state(self, state: State) -> str:
        """Return what is the matter with a field."""
        return self._names["states"][state]

    def band(self, score: float | None) -> str:
        """Return the word for a score."""
        return "" if score is None else self._names["bands"][band(score)]

    def reason(self, reason: str) -> str:
        """Return why something was not checked; as it stands, where the catalogue does not know it.

        One that has a number or a day in it is known by its words around a place {n}.
        """
        reasons = self._names["reasons"]
        number = _NUMBER.search(reason)
        if reason in reasons or number is None:
            return reasons.get(reason, reason)
        return reasons.get(_NUMBER.sub("{n}", reason), reason).replace("{n}", number[0])

    def finding(self, finding: Finding, profile: Profile) -> Words:
        """Return a finding in words; a field in it is called as metadata editors call it, with its name."""
        field = finding.slots.get("field")
        if field is not None:
            called = " / ".join(map(self._called, field.split(" / ")))
            finding = finding._replace(slots={**finding.slots, "field": called})
        return words(finding, profile, self.lang)

    def _called(self, name: str) -> str:
        label = self.field(name)
        return name if label == name else f"{label} ({name})"

    def spoken(self, rule: Rule) -> str:
        """Return the language that findings of a rule come in: English, where it lacks this one."""
        return self.lang if self.lang in rule.messages[""] and self.lang in rule.fix else "en"

    def title(self, rule: str, profile: Profile) -> Said:
        """Return what a rule asks."""
        return self.of(profile.rules[rule].title)

    def of(self, texts: Mapping[str, str]) -> Said:
        """Return the text of the language, else the English one."""
        text = texts.get(self.lang)
        return Said(text, self.lang) if text else Said(texts["en"], "en")


def _form(lang: str, count: int) -> str:
    """Return the form of words that goes with a number (CLDR's plural rules for whole numbers)."""
    if lang == "pl" and count != 1:
        few = 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14
        return "few" if few else "many"
    return "one" if count == 1 or (lang == "fr" and count == 0) else "other"


@cache
def _catalogue(lang: str) -> Mapping[str, Any]:
    content = files("validators.reports").joinpath("words", f"{lang}.yaml").read_bytes()
    catalogue: Mapping[str, Any] = yaml.load(content, Loader=yaml.CSafeLoader)
    return catalogue
