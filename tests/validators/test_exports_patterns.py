"""Patterns in the shared part of the dialects find what the patterns of the rules find."""

from __future__ import annotations

import re

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.rules import load_rules
from validators.exports.formulas import All, Among, Any, Formula, Length, Not, Pattern
from validators.exports.numbers import up_to, years_before
from validators.exports.patterns import portable
from validators.exports.residue import Unsayable
from validators.exports.signs import ANYTHING, category, merged, others, written
from validators.exports.texts import judged, one_of
from validators.judges import judge_of
from validators.types import SKIP, Fault

OF_RULES = sorted(
    {
        regex
        for rule in load_rules().values()
        for check in rule.checks
        if check.name == "pattern"
        for regex in (
            *(check.parameters[key] for key in ("match", "only") if key in check.parameters),
            *check.parameters.get("none_of", {}).values(),
        )
    }
)
OURS = (
    *(r"^a.c$", r"(?s:a.c)", r"[^\W\d]{2,}", r"(?i)stra[sß]e|k+", r"a{3}b?c*?", r"(?:ab|cd)+x", r"[\]^\\-]"),
    *(r"\bund\b", r"(?i:\bCC|by\b)", r"(?:foo|\d\w+)\b", r"x|", r"\.\*\$", r"\S\D\W"),
)
TEXTS = st.text(st.sampled_from("aAbBcCdDkKsSxyßſ\u212aéÉ019٣ \t\n\u00a0.,-_\\^]$*数𝔸"), max_size=12)


def holds(formula: Formula, text: str) -> bool:
    """Whether a text passes, by the meaning of formulas."""
    match formula:
        case Pattern(regex):
            return re.search(regex, text) is not None
        case Among(words):
            return text in words
        case Length(least, most):
            return len(text) >= least and (most is None or len(text) <= most)
        case All(parts):
            return all(holds(part, text) for part in parts)
        case Any(parts):
            return any(holds(part, text) for part in parts)
        case Not(part):
            return not holds(part, text)
    raise AssertionError(formula)


@pytest.mark.parametrize("regex", [*OF_RULES, *OURS])
def test_a_pattern_finds_what_it_found(regex: str) -> None:
    try:
        written_anew = portable(regex)
    except Unsayable:
        assert regex not in OURS
        return
    assert not re.search(r"\\[wWdDsSbBAZ]|\(\?", written_anew.replace("\\\\", ""))
    before, after = re.compile(regex), re.compile(written_anew)
    in_rust = jsonschema_rs.validator_for({"pattern": written_anew})

    @settings(max_examples=60, deadline=None)
    @given(TEXTS | st.from_regex(before, alphabet=st.characters(exclude_categories=["Cs"])))
    def found(text: str) -> None:
        if not text.endswith("\n\n"):  # where Python's $ is not what \n?$ says
            assert bool(before.search(text)) == bool(after.search(text)), text
        assert bool(after.search(text)) == in_rust.is_valid(text) or text.endswith("\n"), text

    found()


@pytest.mark.parametrize("regex", [r"a(?=b)", r"(a)\1", r"a(?<!b)", r"a\bb", r"^a\Z", r"(?m:^a$)", r"a\B"])
def test_what_the_dialects_do_not_share_is_not_written(regex: str) -> None:
    with pytest.raises(Unsayable, match="do not share"):
        portable(regex)


@given(st.lists(st.tuples(st.integers(0, 0x2FFFF), st.integers(0, 400)), max_size=8), st.integers(0, 0x2FFFF))
def test_a_class_holds_its_characters_and_no_other(spans: list[tuple[int, int]], code: int) -> None:
    ranges = merged((first, first + length) for first, length in spans)
    sign = chr(code)
    is_in = any(first <= code <= last for first, last in ranges)
    assert bool(re.fullmatch(written(ranges), sign)) == is_in
    assert bool(re.fullmatch(written(others(ranges)), sign)) != is_in


def test_every_character_is_in_the_class_of_all() -> None:
    assert all(re.fullmatch(written(ANYTHING), sign) for sign in "a\n\r\u2028\x00\U0010ffff")
    assert others(ANYTHING) == ()
    assert re.search(written(()), "a") is None
    assert sum(last - first + 1 for first, last in category("s")) == 29


@given(st.integers(1, 3000), st.integers(1, 3000))
def test_numerals_up_to_a_bound(most: int, number: int) -> None:
    assert bool(re.fullmatch(up_to(most), str(number))) == (number <= most)
    assert not re.fullmatch(up_to(most), f"0{number}")
    assert bool(re.fullmatch(years_before(most), f"{number:04}")) == (number < most)


@pytest.mark.parametrize(
    ("check", "parameters"),
    [
        ("length", {"min": 3, "max": 5}),
        ("length", {"min": 1}),
        ("length", {"max": 2}),
        ("in", {"values": ["by", "kk", "Straße", "1"]}),
        ("in", {"values": ["1", "09"], "none_of": ["9"]}),
        ("in", {"values": ["by", "KK"], "exact": True}),
        ("in", {"none_of": ["aa", "ba"], "members": True}),
        ("in", {"values": ["aa", "ab", "b"], "none_of": ["b"], "members": True}),
        ("pattern", {"only": "^a", "match": "b", "none_of": {"x": "c"}}),
    ],
)
def test_a_check_says_in_formulas_what_its_judge_says(check: str, parameters: dict[str, object]) -> None:
    found = judge_of(check, parameters, "inLanguage")
    assert found is not None
    said = judged(check, parameters)
    words = st.sampled_from(["aa", "AB", "b", "by", "KK", "\u212ak", "straße", "1", "09"])
    lists = st.lists(words | TEXTS, max_size=3).map(",".join)

    @settings(max_examples=300, deadline=None)
    @given(TEXTS | words | lists | lists.map(lambda text: f" {text}\n"))
    def agree(text: str) -> None:
        judgement = found[0](text)
        assert holds(said.fault, text) == isinstance(judgement, Fault), text
        assert holds(said.passes, text) == (judgement is None), text
        assert (judgement is SKIP) == (not holds(said.fault, text) and not holds(said.passes, text)), text

    agree()


DIGITS = st.text(st.sampled_from("0123456789"), min_size=1, max_size=4)
DATES = st.builds(
    "{}-{:02}-{:02}{}{}".format,
    st.sampled_from(["0000", "0001", "1900", "2000", "2023", "2024", "9999", "24", "1449", "1450"]),
    st.integers(0, 13),
    st.integers(0, 32),
    st.sampled_from(
        ["", "T10", "T24", "T24:00", "T24:00:00.000", "T23:59:59.123", "T10:60", "T25:00", "T00:00:61", " "]
    ),
    st.sampled_from(["", "Z", "+01:00", "-23:59", "+24:00", "+10:60", "z", "\n"]),
)
SIZES = st.integers(0, 2**44).map(str) | st.integers(0, 9).map(lambda number: f"000{number}")
TYPES = {
    "date": DATES | DATES.map(lambda text: text[:10]) | DATES.map(lambda text: text[:7]) | DIGITS | TEXTS,
    "bytes": SIZES | DIGITS | TEXTS | SIZES.map(lambda text: f"{text}\n") | st.just(str(2**43)),
}


@pytest.mark.parametrize("name", TYPES)
def test_a_type_that_is_written_as_a_pattern_is_what_its_function_says(name: str) -> None:
    found = judge_of("type", {"is": name}, "url")
    assert found is not None
    said = judged("type", {"is": name})

    @settings(max_examples=800, deadline=None)
    @given(TYPES[name])
    def agree(text: str) -> None:
        assert holds(said.passes, text) == (found[0](text) is None), text

    agree()


@given(st.sampled_from("aAkKsSiIßẞ\u212aſıİéÉσςΣ"), st.characters(exclude_categories=["Cs"]))
def test_a_word_is_found_in_any_case(word: str, text: str) -> None:
    assert holds(one_of([word]), text) == (text.lower() == word.lower())
