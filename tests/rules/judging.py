"""Records judged by the profiles that come with the program."""

from __future__ import annotations

from functools import cache

from exchange.pipeline import Examined, examine
from profiles.record import Header, Record
from profiles.rules import load_profile
from profiles.rules.rule import Severity
from validators.engine import Engine


@cache
def engine(name: str) -> Engine:
    return Engine(load_profile(name))


def judged(content: bytes | str, name: str) -> Examined:
    payload = content.encode() if isinstance(content, str) else content
    outcome = examine(Record(Header("oai:example.org:1"), payload, "test"), engine(name))
    assert isinstance(outcome, Examined)
    return outcome


def violations(content: bytes | str, name: str) -> list[str]:
    verdict = judged(content, name).verdict
    return [one.rule for one in verdict.findings if verdict.severity(one) is Severity.VIOLATION]
