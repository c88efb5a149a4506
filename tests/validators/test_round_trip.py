"""The round trip: what does not come back from a record's own format is told, lost or changed."""

from __future__ import annotations

from typing import Any

from profiles.canonical import from_json
from profiles.formats import FORMATS
from profiles.rules import load_rules
from validators.engine import Engine
from validators.examples import profile_of
from validators.finding import Outcome
from validators.given import ROUND_TRIP, Given

RULE = "INTR-009"
FORMS = {form.name: form for form in FORMATS}
ENGINE = Engine(profile_of({RULE: load_rules()[RULE]}), given=Given(asked=frozenset({ROUND_TRIP})))


def told(said: dict[str, Any], form: str) -> list[tuple[str, str, str]]:
    found = ENGINE.validate(from_json(said), FORMS[form]).findings
    return [(finding.pointer, finding.code, finding.slots["other"]) for finding in found]


def test_what_the_format_has_no_place_for_is_lost() -> None:
    said = {"name": {"value": "Fractions", "lang": "en"}, "accessMode": ["textual", "visual"]}
    assert told(said, "lom") == [("/accessMode/0", "lost", ""), ("/accessMode/1", "lost", "")]
    assert told(said, "schema-org") == []


def test_what_comes_back_in_another_form_is_changed_and_told_as_what() -> None:
    said = {"name": [{"value": "Fractions", "lang": "not a tag"}, {"value": "Breuken", "lang": "nl"}]}
    assert told(said, "lom") == [("/name/0", "changed", "Fractions")]


def test_a_format_that_is_not_written_is_not_checked_and_says_so() -> None:
    verdict = ENGINE.validate(from_json({"name": "Fractions"}), FORMS["datacite"])
    assert verdict.outcomes()[RULE] is Outcome.NOT_CHECKED
    assert verdict.not_checked[RULE] == "its format is read here and not written"
