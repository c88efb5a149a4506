"""What holds of every type and every text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import isodate
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from profiles.model import (
    Agent,
    AgeRange,
    Concept,
    EmissionClaim,
    Encoding,
    Identifier,
    License,
    Requirement,
    Statement,
    Text,
)
from validators.types import SKIP, TYPES, WHOLE, Fault

_NEAR_MISSES = (
    "2024-05-02T10:00:00Z", "13/05/2024", "1.5.2024", "PT1H30", "1 h 30 min", "00:45:00", "en_US", "fre",
    "image/jpg", ".pdf", "3,4 MB", "1.234.567", "www.example.org/a b", "http://https://[::1]:99999/",
    "doi: 10.5072/a).", "ark://12148/x", "urn:isbn:978-3-16-148410-1", "ISBN 978-3-16-148410-0 (pbk.)",
    "CC BY-SA 3.0 DE", "MIT License", "Namensnennung 4.0", "BEGIN:VCARD\nFN:Anna\nTEL:1\nEND:VCARD",
    "https://w3id.org/kim/educationalLevel/level_678",
)  # fmt: skip
texts = st.one_of(
    st.text(max_size=60),
    st.text("0123456789-:/.,T ZPYMDHWS+", max_size=25),
    st.sampled_from(_NEAR_MISSES),
    st.builds(lambda start, end: start + end, st.sampled_from(_NEAR_MISSES), st.text(max_size=5)),
)
WHOLE_VALUES = {
    "age-range": AgeRange,
    "agent-id": lambda text: Agent("Anna", id=text),
    "caption-language": lambda text: Encoding(inLanguage=text),
    "competency": lambda text: Concept(text, (Text(text),)),
    "emission-claim": EmissionClaim,
    "for-old-devices": lambda text: Requirement("Firefox", minimumVersion=text),
    "jurisdiction": Concept,
    "licence": lambda text: License(text if "://" in text else None, text),
    "statement": Statement,
    "tagged": Text,
    "technical-protection": lambda text: Concept(text, (Text(text),)),
    "concept-in-scheme": Concept,
    "concept-label": lambda text: Concept("https://w3id.org/kim/hcrt/course", (Text(text, "de"),)),
    "text-in-language": lambda text: Text(4 * f"{text} ", "en"),
    "vcard": lambda text: Agent("Anna", card=text),
}


def value_of(name: str, text: str, scheme: str | None = None) -> Any:
    """Return a value of the kind that a type takes, which holds the text."""
    if name not in WHOLE:
        return text
    build = WHOLE_VALUES.get(name)
    return build(text) if build else Identifier(text, scheme)


schemes = st.one_of(
    st.none(),
    st.sampled_from(["DOI", "URI", "URL", "ISBN", "ISSN-L", "ARK", "Handle", "urn"]),
    st.text(max_size=8),
)


@pytest.mark.parametrize("name", sorted(TYPES))
@given(text=texts, scheme=schemes)
@example(text="", scheme=None)
@example(text="9" * 5000, scheme=None)
@example(text="\ud800", scheme="ISBN")
def test_every_text_is_judged(name: str, text: str, scheme: str | None) -> None:
    found = TYPES[name](value_of(name, text, scheme))
    assert found is None or found is SKIP or isinstance(found, Fault)


@pytest.mark.parametrize("name", sorted(TYPES))
@given(text=texts, scheme=schemes)
def test_a_suggestion_has_no_fault_itself(name: str, text: str, scheme: str | None) -> None:
    found = TYPES[name](value_of(name, text, scheme))
    if isinstance(found, Fault) and found.suggestion:
        assert TYPES[name](value_of(name, found.suggestion, scheme)) in (None, SKIP)


@given(st.dates())
def test_every_day_is_a_date(day: date) -> None:
    assert TYPES["date"](day.isoformat()) is None
    assert TYPES["date"](day.isoformat()[:7]) is None
    assert TYPES["date"](day.isoformat()[:4]) is None


@given(st.datetimes(), st.sampled_from([None, UTC, timezone(timedelta(hours=5, minutes=30))]))
def test_every_moment_is_a_date(moment: datetime, zone: timezone | None) -> None:
    assert TYPES["date"](moment.replace(tzinfo=zone).isoformat()) is None


@given(st.dates())
def test_a_date_with_dots_is_mended_to_the_same_day(day: date) -> None:
    fault = TYPES["date"](f"{day.day}.{day.month}.{day.year:04}")
    assert fault == Fault("form", suggestion=day.isoformat())


@given(st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=1000)))
def test_every_positive_length_of_time_is_a_duration(length: timedelta) -> None:
    assert TYPES["duration"](isodate.duration_isoformat(length)) is None


@given(st.integers(1, 2**43))
def test_every_size_up_to_the_largest_is_one(size: int) -> None:
    assert TYPES["bytes"](str(size)) is None


@given(st.integers(1_000_000, 10**12), st.sampled_from([".", ",", " ", "'", "\u202f"]))
def test_a_size_in_groups_is_mended_to_the_same_number(size: int, separator: str) -> None:
    fault = TYPES["bytes"](f"{size:,}".replace(",", separator))
    assert fault == Fault("form", suggestion=str(size))


@given(st.sampled_from(["by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd"]), st.sampled_from("4321"))
def test_every_creative_commons_licence_is_known_by_its_address_and_mended_from_its_name(
    kind: str, version: str
) -> None:
    address = f"https://creativecommons.org/licenses/{kind}/{version}.0/"
    assert TYPES["licence"](License(address, address)) is None
    assert TYPES["licence"](License(None, f"CC {kind.upper()} {version}.0")) == Fault("name", address)
