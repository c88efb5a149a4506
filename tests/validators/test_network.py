"""What the answer of an address means: there, gone on two days, or nothing that can be said."""

from __future__ import annotations

from typing import Any

import pytest

from profiles.canonical import from_json
from profiles.formats import FORMATS
from profiles.rules import load_rules
from validators.engine import Engine
from validators.examples import profile_of
from validators.finding import Outcome
from validators.given import Answer, Given
from validators.network import NO_HOST, Told, reached
from validators.types import Fault

FORM = next(form for form in FORMATS if form.name == "schema-org")
DAYS = ("2026-01-30", "2026-01-31")
ADDRESS = "https://a.example/1"


@pytest.mark.parametrize("status", [200, 204, 206])
def test_what_answers_is_there(status: int) -> None:
    assert reached(Answer(status)) is None


@pytest.mark.parametrize("status", [401, 403, 405, 408, 418, 429, 500, 502, 503, 504, 301, 451])
def test_who_is_busy_or_lets_no_machine_in_is_never_dead(status: int) -> None:
    said = reached(Answer(status, days=DAYS))
    assert isinstance(said, str)
    assert str(status) in said


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(404, days=DAYS), "gone"),
        (Answer(410, days=DAYS), "gone"),
        (Answer(None, NO_HOST, DAYS), "no-host"),
    ],
)
def test_what_is_gone_on_two_days_is_dead(answer: Answer, code: str) -> None:
    assert reached(answer) == Fault(code, other="2026-01-30, 2026-01-31")
    assert reached(answer._replace(days=DAYS[:1] * 2)) == (
        "it did not answer on 2026-01-30; ask again on another day"
    )


def outcome(rule: str, said: dict[str, Any], network: dict[str, Any]) -> tuple[Outcome, list[str]]:
    engine = Engine(profile_of({rule: load_rules()[rule]}), given=Given(network=Told(network)))
    verdict = engine.validate(from_json(said), FORM)
    return verdict.outcomes()[rule], [finding.pointer for finding in verdict.findings]


@pytest.mark.parametrize(
    ("said", "sent", "faults"),
    [
        ({"contentSize": "1000"}, {"contentLength": 1112}, ["contentSize"]),
        ({"contentSize": "1000"}, {"contentLength": 1111}, []),
        ({"contentSize": "1000"}, {"contentLength": 909}, ["contentSize"]),
        ({"contentSize": "1 MB"}, {"contentLength": 909}, []),
        ({"contentSize": "1000"}, {}, []),
        ({"encodingFormat": "text/html"}, {"contentType": "TEXT/HTML; charset=utf-8"}, []),
        ({"encodingFormat": "audio/mp3"}, {"contentType": "audio/mpeg"}, []),
        ({"encodingFormat": "application/epub+zip"}, {"contentType": "application/zip"}, []),
        ({"encodingFormat": "video/mp4"}, {"contentType": "text/html"}, ["encodingFormat"]),
        ({"encodingFormat": "PDF"}, {"contentType": "text/html"}, []),
    ],
)
def test_a_file_is_compared_with_what_its_server_says(
    said: dict[str, str], sent: dict[str, Any], faults: list[str]
) -> None:
    record = {"encoding": {"contentUrl": ADDRESS, **said}}
    told = outcome("QUAL-084", record, {ADDRESS: {"status": 200, **sent}})
    assert told[1] == [f"/encoding/0/{fault}" for fault in faults]


def test_a_file_that_is_not_there_has_no_size_to_compare() -> None:
    record = {"encoding": {"contentUrl": ADDRESS, "contentSize": "1000"}}
    gone = {ADDRESS: {"status": 404, "days": DAYS, "contentLength": 9}}
    assert outcome("QUAL-084", record, gone) == (Outcome.NOT_CHECKED, [])


def test_of_a_host_that_nobody_named_nothing_is_said() -> None:
    green = {"a.example": {"green": True, "source": "us", "date": "2026-01-31"}}
    assert outcome("SUST-017", {"url": ADDRESS}, green) == (Outcome.CONFORMANT, [])
    assert outcome("SUST-017", {"url": "https://b.example/"}, green) == (Outcome.NOT_CHECKED, [])
    assert outcome("SUST-017", {"url": "urn:x:1"}, green) == (Outcome.NOT_APPLICABLE, [])


def test_an_address_that_is_no_web_address_is_not_asked() -> None:
    said = {"url": ["urn:x:1", "ftp://a.example/1", "a.example"]}
    assert outcome("QUAL-083", said, {}) == (Outcome.NOT_APPLICABLE, [])
    assert outcome("QUAL-083", {"url": ["http://[/", "http://:80/"]}, {}) == (Outcome.NOT_APPLICABLE, [])
