"""Resumption tokens: what is written is read again, and nothing else is."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.node import Node
from exchange.provider import answer
from exchange.provider_arguments import Refused, Selection
from exchange.provider_dates import write_datestamp
from exchange.provider_tokens import Token, read_token, write_token
from profiles.xml import parse
from registry import Registry

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
NODE = Node("Node", "https://node.example.org", "node.example.org", "admin@example.org")
COUNTS = st.integers(0, 2**63 - 1)
MOMENTS = st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.replace(microsecond=0))
SETS = st.none() | st.from_regex(r"source:[a-z0-9.\-]{1,60}", fullmatch=True)


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    first, last = sorted((draw(MOMENTS), draw(MOMENTS)))
    cut = draw(st.sampled_from([10, 20]))
    from_, until = (write_datestamp(moment)[:cut] for moment in (first, last))
    return Selection(
        "oai_dc", draw(st.sampled_from([None, from_])), draw(st.sampled_from([None, until])), draw(SETS)
    )


TOKENS = st.builds(
    Token, st.sampled_from(["ListRecords", "ListIdentifiers"]), selections(), MOMENTS, COUNTS, COUNTS, COUNTS
)


@given(TOKENS)
def test_a_token_is_read_as_it_was_written(token: Token):
    text = write_token(token)
    assert read_token(text, token.verb) == token
    assert text.isascii()
    assert text.replace("-", "").replace("_", "").isalnum()


@given(TOKENS, st.data())
def test_a_token_that_was_altered_is_refused_or_says_another_thing(token: Token, data: st.DataObject):
    text = write_token(token)
    place = data.draw(st.integers(0, len(text) - 1))
    altered = text[:place] + data.draw(st.characters()) + text[place + 1 :]
    try:
        read = read_token(altered, token.verb)
    except Refused:
        assert altered != text
    else:
        assert (altered == text) == (read == token)


def encoded(said: object) -> str:
    return urlsafe_b64encode(json.dumps(said, separators=(",", ":")).encode()).decode().rstrip("=")


GOOD = ["ListRecords", "oai_dc", None, None, None, "2024-01-01T00:00:00Z", 1, 2, 3]


def test_the_array_of_the_documented_form_is_taken():
    assert read_token(encoded(GOOD), "ListRecords").key == 1


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, "Identify"),
        (0, None),
        (0, ["ListRecords"]),
        (1, "lom"),
        (1, {}),
        (2, "yesterday"),
        (2, 2024),
        (3, "2024-02-30"),
        (4, 1),
        (5, "2024-01-01"),
        (5, None),
        (5, 1704067200),
        (6, True),
        (6, -1),
        (6, 2**63),
        (6, 1.0),
        (6, "1"),
        (7, None),
        (8, 10**400),
    ],
)
def test_a_member_of_another_kind_is_refused(place: int, value: object):
    said = [*GOOD[:place], value, *GOOD[place + 1 :]]
    with pytest.raises(Refused, match="no resumption token"):
        read_token(encoded(said), "ListRecords")


@pytest.mark.parametrize(
    "text",
    [
        encoded(GOOD) + "=",
        encoded(GOOD) + "\n",
        encoded([*GOOD, 4]),
        encoded(GOOD[:-1]),
        encoded(dict(enumerate(GOOD))),
        urlsafe_b64encode(json.dumps(GOOD).encode()).decode().rstrip("="),
        urlsafe_b64encode(b"[" * 1500).decode(),
        urlsafe_b64encode(b"\xff\xfe").decode(),
        "A" * 100_000,
        "é",
    ],
)
def test_another_way_to_write_it_is_refused(text: str):
    with pytest.raises(Refused, match="no resumption token"):
        read_token(text, "ListRecords")


@pytest.mark.parametrize(
    ("from_", "until"), [("2024-01-02", "2024-01-01"), ("2024-01-01", "2024-01-02T00:00:00Z")]
)
def test_dates_that_do_not_go_together_are_refused(from_: str, until: str):
    with pytest.raises(Refused, match="no resumption token"):
        read_token(encoded([*GOOD[:2], from_, until, *GOOD[4:]]), "ListRecords")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text() | st.binary().map(lambda raw: urlsafe_b64encode(raw).decode().rstrip("=")))
def test_any_other_text_is_a_bad_token_and_never_a_fault(text: str, registry: Registry):
    for verb in ("ListRecords", "ListIdentifiers", "ListSets"):
        content = answer(registry, [("verb", verb), ("resumptionToken", text)], node=NODE, now=NOW)
        assert parse(content)[-1].get("code") == "badResumptionToken"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(token=TOKENS)
def test_a_token_that_nobody_was_given_never_makes_a_fault(token: Token, registry: Registry):
    asked = [("verb", token.verb), ("resumptionToken", write_token(token))]
    assert parse(answer(registry, asked, node=NODE, now=NOW))[-1].get("code") == "noRecordsMatch"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pairs=st.lists(st.tuples(st.sampled_from(["verb", "from", "set", "identifier"]) | st.text(), st.text()))
)
def test_no_request_makes_a_fault(pairs: list[tuple[str, str]], registry: Registry):
    assert parse(answer(registry, pairs, node=NODE, now=NOW)).findtext("{*}request") == NODE.oai_url


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory):
    path: Path = tmp_path_factory.mktemp("tokens") / "empty.db"
    with Registry.open(f"sqlite:///{path}") as opened:
        yield opened
