"""The patterns of rules: what is refused, and that both engines say the same of what is not."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.rules import RuleError
from profiles.rules.patterns import compile_pattern

EXPONENTIAL = [
    r"^(a+)+$", r"^(a|a)*$", r"^(a|aa)+$", r"(a*)*b", r"(\w+\s?)*$", r"^(\d+|\w+)+$", r"^([a-z]+-?)+$",
    r"(x+x+)+y", r"^((ab)*)*c", r"^(a|b|ab)*c$", r"^(.*,)*x$", r"(?:a?){40}b", r"^(?:(?:a|b)+c?)*$",
    r"(\w|\d)+$", r"^(?:[^,]+,?)*$", r"(a+){20,}b", r"(.*)*$", r"(?:\s*\w+\s*)*;", r"(a{1,30}){1,30}b",
    r"^(aa|aab|b)*$", r"(?:aa?){20}", r"(\w|\d)*", r"(?:a{2,3})*x", r"((a?){4}){4}",
    r"(?i)(?:k|K)*", r"b(?i:(?:k|K)*)",
]  # fmt: skip
HARMLESS = [
    r"^[0-9a-fA-F]{64}$", r"creativecommons\.org/licen[sc]es/", r"/(?:[1-4]\.0|2\.5)(?:[/?#]|$)", r"^(a|b)*$",
    r"^(?:ab)+$", r"^[\w.]+@[\w.]+\.\w+$", r"^(?:\w+,)*\w+$", r"^\d{4}(-\d{2}){0,2}$", r"^\s+|\s+$",
    r"(?i)^https?://[^/]+(/[^/]+)*$", r".*a.*b", r"([a-z0-9]{1,8}-){1,20}", r"(?:\w{2}\s?){5}", r"(?:\w{2})*",
    r"((?:aa|bb){2})*", r"^(?:[^,]+,)+[^,]+$", r"[^\W\d]{2}[^,]*,\s*\S", r"(?s)a.b", r"x*?y", r"a(?i:b.|k)",
    r"[|\]]|[]a]",
    r"\D\W[\W_][\S]", r"^\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$",
]  # fmt: skip


@pytest.mark.parametrize("pattern", EXPONENTIAL)
def test_a_pattern_that_can_take_exponential_time_is_refused(pattern: str) -> None:
    with pytest.raises(RuleError, match=r"^mine\.yaml: the pattern .* exponential time, .*; write it so"):
        compile_pattern(pattern, "mine.yaml")


@pytest.mark.parametrize("pattern", HARMLESS)
@given(text=st.text(alphabet="ab,-_ \n09é٣²ΩK\u212a.:/@TZ\u0301ſ‿\u00a0", max_size=40))
@settings(max_examples=40, deadline=None)
def test_a_harmless_pattern_says_the_same_of_short_and_of_long_texts(pattern: str, text: str) -> None:
    compiled = compile_pattern(pattern, "mine.yaml")
    expected = re.search(pattern, text)
    quick, slow = compiled.search(text), compiled._for_long(text)
    assert (quick and quick[0]) == (expected and expected[0])
    assert (slow is None) == (expected is None)
    if expected is not None and slow is not None:
        assert slow[0].rstrip("\n") == expected[0].rstrip("\n")  # RE2's `$` takes the last line end


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(?=a)b", "looks ahead"),
        ("(?<!a)b", "looks ahead or behind"),
        (r"(a)\1", "refers back"),
        (r"(a)?(?(1)b|c)", "refers back"),
        ("(?>a)b", "atomic"),
        ("a++b", "possessive"),
        ("a(?s:b)", "sets a flag for a part"),
        ("(?a)b", "sets a flag that not all"),
        ("(a", "cannot be read: missing"),
        ("(" * 1500 + ")" * 1500, "cannot be read"),
        ("a{2000}", "repeats more than 1,000 times"),
        ("(?:a{50}){50}", "repeats more than 1,000 times"),
        ("(?:" + "|".join(f"w{n}" for n in range(600)) + ")+", "too complicated"),
        (".*" * 10, "more than 9 repeats"),
        ("a" * 4001, "has 4,001 signs"),
        (r"\ba+\b", r"both \\b and a repeat"),
    ],
)
def test_what_not_every_engine_knows_is_refused_with_what_to_do(pattern: str, said: str) -> None:
    started = time.process_time()
    with pytest.raises(RuleError, match=rf"mine\.yaml: the pattern .*{said}.*; "):
        compile_pattern(pattern, "mine.yaml")
    assert time.process_time() - started < 1


def test_the_square_of_a_long_text_is_not_waited_for() -> None:
    compiled = compile_pattern(r"a.*b.*c$|\s+$", "mine.yaml")
    started = time.process_time()
    assert compiled.search("a b " * 100_000 + "x") is None
    assert compiled.search(" " * 300_000 + "x") is None
    assert time.process_time() - started < 1
