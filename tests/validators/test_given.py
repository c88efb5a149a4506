"""Rules that ask for more than a record: not checked without it, with the reason, and never a pass."""

from __future__ import annotations

from dataclasses import replace

import httpx2
import pytest

from exchange.network import NO_LIST
from harvesters.probing import TOO_MANY, probe
from profiles.canonical import from_json
from profiles.formats import FORMATS
from profiles.record import Header, Record
from profiles.rules import RuleError, load_rules
from profiles.rules.rule import Check
from validators.corpus import Index
from validators.engine import Engine
from validators.examples import profile_of
from validators.finding import Outcome
from validators.given import (
    LANGUAGE,
    NEEDS_CORPUS,
    NEEDS_NETWORK,
    NOT_ASKED,
    NOT_SAMPLED,
    Answer,
    Given,
)
from validators.network import NOT_NAMED, Told, reached
from validators.reports.wording import LANGUAGES, Wording
from validators.round_trip import NO_WRITER

LOM = next(form for form in FORMATS if form.name == "lom")
RULES = load_rules()
RECORD = Record(Header("oai:a.example:1", "2026-01-01"), b"", "feed.xml")
DUTCH = "Deze les legt uit hoe leerlingen breuken kunnen leren met praktische opdrachten in de klas."
SAID = from_json(
    {
        "id": "urn:x:1",
        "url": "https://a.example/1",
        "isPartOf": "urn:x:2",
        "name": {"value": DUTCH, "lang": "en"},
    }
)


def engine(*rules: str, given: Given = Given()) -> Engine:  # noqa: B008 - it is a value
    return Engine(profile_of({rule: RULES[rule] for rule in rules}), given=given)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("QUAL-080", "it needs a corpus"),
        ("INTR-010", "it needs a corpus"),
        ("QUAL-083", "it needs the network"),
        ("SUST-017", "it needs the network"),
        ("QUAL-032", "the language of texts is looked at only with --detect-language"),
        ("INTR-009", "the round trip is made only with --round-trip"),
    ],
)
def test_without_what_it_asks_for_a_rule_is_not_checked_and_says_why(rule: str, reason: str) -> None:
    verdict = engine(rule).validate(SAID, LOM, RECORD)
    assert verdict.outcomes() == {rule: Outcome.NOT_CHECKED}
    assert verdict.not_checked == {rule: reason}
    assert verdict.findings == ()


def test_every_nth_record_is_looked_at_for_its_language_and_the_others_say_so() -> None:
    judge = engine("QUAL-032", given=Given(asked=frozenset({LANGUAGE}), every=3))
    outcomes = [judge.validate(SAID, LOM, RECORD) for _ in range(7)]
    assert [len(verdict.findings) for verdict in outcomes] == [1, 0, 0, 1, 0, 0, 1]
    reason = {"QUAL-032": "the language of its texts was not looked at: one record in 3 is"}
    assert [verdict.not_checked for verdict in outcomes] == [{}, reason, reason, {}, reason, reason, {}]


def test_without_a_record_nothing_is_compared() -> None:
    with Index() as index:
        index.close_off()
        verdict = engine("QUAL-080", "INTR-010", given=Given(corpus=index)).validate(SAID, LOM)
    assert verdict.not_checked == dict.fromkeys(("QUAL-080", "INTR-010"), "it needs a corpus")


def test_an_address_without_an_answer_leaves_a_rule_unchecked_whatever_the_others_answer() -> None:
    network = Told({"https://a.example/1": {"status": 200}})
    said = from_json({"url": ["https://a.example/1", "https://a.example/2"]})
    verdict = engine("QUAL-083", given=Given(network=network)).validate(said, LOM, RECORD)
    assert verdict.not_checked == {"QUAL-083": "it does not answer in time"}


@pytest.mark.parametrize(("rule", "kind"), [("QUAL-080", "corpus"), ("QUAL-083", "network")])
def test_a_function_that_nobody_knows_is_named_with_those_there_are(rule: str, kind: str) -> None:
    wrong = replace(RULES[rule], checks=(Check(kind, {"is": "astrology"}),))
    with Index() as index:
        judge = Engine(profile_of({rule: wrong}), given=Given(corpus=index, network=Told({})))
        with pytest.raises(RuleError, match=f"{rule}.yaml: check {kind}: is astrology: known are"):
            judge.validate(SAID, LOM, RECORD)


def test_every_reason_is_told_in_the_readers_language() -> None:
    with httpx2.Client() as client:
        refused = [probe(client, address).cause for address in ("http://127.0.0.1/", "ftp://a.example/")]
    answers = [Answer(status) for status in (401, 403, 429, 503)]
    reasons = {
        *(NEEDS_CORPUS, NEEDS_NETWORK, NO_WRITER, NOT_NAMED, NO_LIST, TOO_MANY, *NOT_ASKED.values()),
        *(NOT_SAMPLED.format(every=7), *refused, *(str(reached(answer)) for answer in answers)),
        str(reached(Answer(404, days=("2026-01-31",)))),
    }
    assert len(reasons) > 12
    for lang in LANGUAGES[1:]:
        wording = Wording(lang)
        assert {reason for reason in reasons if wording.reason(reason) == reason} == set()
    assert Wording("de").reason(NOT_SAMPLED.format(every=7)).endswith("einem von 7 Datensätzen")
    assert "2026-01-31" in Wording("fi").reason(str(reached(Answer(404, days=("2026-01-31",)))))
