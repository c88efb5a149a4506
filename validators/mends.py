"""Which findings have a mend that is certain: one that anybody would make who knows what was written.

What is merely likely, such as a word spelt alike or a day that might be a
month, is suggested in the report and never made here. The table names each
rule and kind of fault with the reason why its mend is certain.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from validators.finding import Finding
from validators.types.addresses import certain_address
from validators.types.dates import certain_duration
from validators.types.identifiers import certain_doi
from validators.types.languages import canonical_tag
from validators.types.licences import certain_address as licence_address
from validators.types.markup import Edit, without_markup

Make = Callable[[Finding], tuple[Edit, ...]]
"""Returns the edits that mend the value of a finding, none where no mend is certain."""


class Mender(NamedTuple):
    """How a fault is mended, and why that is certain.

    `formats` are those in which it is, where not in all; `within` are the names, in
    lower case, of the elements or keys whose values may be replaced so, where not all may.
    """

    make: Make
    reason: str
    formats: frozenset[str] | None = None
    within: frozenset[str] | None = None


def _value_by(function: Callable[[str], str]) -> Make:
    """Return what puts in a value's place the one that a function returns, if any."""

    def make(finding: Finding) -> tuple[Edit, ...]:
        value = finding.slots["value"]
        return _whole(value, function(value))

    return make


def _suggested(finding: Finding) -> tuple[Edit, ...]:
    return _whole(finding.slots["value"], finding.slots.get("suggestion", ""))


def _word_by_word(finding: Finding) -> tuple[Edit, ...]:
    """Return an edit for each word of a list with commas that is another in the suggestion."""
    words = list(_WORD.finditer(finding.slots["value"]))
    asked = finding.slots.get("suggestion", "").split(",")
    if len(words) != len(asked):
        return ()
    pairs = zip(words, asked, strict=True)
    return tuple(Edit(word.start(), word.end(), new) for word, new in pairs if word[0] != new)


def _whole(value: str, new: str) -> tuple[Edit, ...]:
    return (Edit(0, len(value), new),) if new and new != value else ()


_WORD = re.compile(r"[^\s,](?:[^,]*[^\s,])?")
_FORMER_HAZARDS = {
    "noflashing": "noFlashingHazard",
    "nomotionsimulation": "noMotionSimulationHazard",
    "nosound": "noSoundHazard",
}
_LICENCE_IN_WORDS = frozenset({"lom", "ims-md", "oai_dc", "qualified-dc", "amb", "amb-draft", "schema-org"})
_WHERE_LICENCES_STAND = frozenset({"string", "langstring", "rights", "license", "sdlicense"})
_DOI_AS_ADDRESS = frozenset({"lom", "ims-md", "oai_dc", "qualified-dc", "amb", "amb-draft", "schema-org"})

_CASE = Mender(_word_by_word, "a word of a vocabulary is the same word in another case")
_TAG = Mender(_value_by(canonical_tag), "the canonical form of a tag means the same (RFC 5646, section 4.5)")
_MARKUP = Mender(
    lambda finding: without_markup(finding.slots["value"]),
    "a text that stands in elements of HTML from its beginning to its end was taken from a page",
)
_ADDRESS = Mender(
    _value_by(certain_address), "a name that a resolver knows has one address; blanks around it are no part"
)

CERTAIN: dict[tuple[str, str], Mender] = {
    ("A11Y-013", "not-in"): Mender(
        _value_by(lambda value: _FORMER_HAZARDS.get(value.casefold(), "")),
        "these are the former names of three hazards that are known to be absent",
    ),
    ("A11Y-016", ""): _CASE,
    ("A11Y-017", "replaced"): Mender(
        _suggested, "the vocabulary names one word in place of the deprecated one"
    ),
    ("QUAL-020", "form"): Mender(
        _value_by(certain_doi), "the name is a DOI, whatever stands before it", _DOI_AS_ADDRESS
    ),
    ("QUAL-030", "form"): _TAG,
    ("QUAL-030", "long-code"): _TAG,
    ("QUAL-030", "replaced"): _TAG,
    ("QUAL-044", "double-escaped"): _MARKUP,
    ("QUAL-044", "markup"): _MARKUP,
    ("QUAL-050", "name"): Mender(
        _value_by(licence_address),
        "the name is all that stands there, and one licence alone is called so",
        _LICENCE_IN_WORDS,
        _WHERE_LICENCES_STAND,
    ),
    ("QUAL-060", "form"): Mender(
        _suggested, "a date gets a suggestion only where day, month and year cannot be taken for one another"
    ),
    ("QUAL-062", "form"): Mender(
        _value_by(certain_duration),
        "it is a duration but for its case, or a clock's hours, minutes and seconds",
    ),
    ("QUAL-068", "form"): _ADDRESS,
    ("QUAL-068", "space"): _ADDRESS,
}
"""The faults that are mended, by rule and code."""


def mender_of(finding: Finding, form: str) -> Mender | None:
    """Return how a finding in a record of a format is mended, None where no mend is certain."""
    mender = CERTAIN.get((finding.rule, finding.code))
    if mender is None or (mender.formats is not None and form not in mender.formats):
        return None
    return mender


def may_stand_within(finding: Finding, name: str) -> bool:
    """Tell whether a mended value may stand in an element, or under a key, of this name in lower case."""
    within = CERTAIN[finding.rule, finding.code].within
    return within is None or name in within
