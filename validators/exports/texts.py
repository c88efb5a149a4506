"""What a check says of a text, as formulas: when it finds fault with it, and when it passes it.

A text that the check passes over does neither. Each mirrors a judge of
validators/judges.py; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any as AnyValue
from typing import NamedTuple

from profiles.vocabulary import vocabulary
from validators.exports.formulas import (
    ALWAYS,
    NEVER,
    Among,
    Formula,
    Length,
    Member,
    Pattern,
    all_of,
    any_of,
    negated,
)
from validators.exports.numbers import up_to, years_before
from validators.exports.patterns import blanks, portable, words_pattern
from validators.exports.residue import Unsayable
from validators.exports.signs import category, others, written

Parameters = Mapping[str, AnyValue]

MOST_WORDS = 400
"""A pattern of more words than these is none that a reader or a validator is served by."""
LONGEST_COUNTED = 120
"""How many characters can be asked for, where one that fills a square counts as two."""

_LARGEST = 2**43


class Judged(NamedTuple):
    """When a check finds fault, and when it passes; `whole`: it looks at the value, not at its text."""

    fault: Formula
    passes: Formula
    whole: bool = False


def judged(check: str, parameters: Parameters) -> Judged:
    """Return what a check of single values says; raises Unsayable where that is no matter of patterns."""
    say = _SAYERS.get(check)
    if say is None:
        raise Unsayable(f"{check} is no check of single values")
    return say(parameters)


def nonblank() -> Formula:
    """Return the test that a text has a character that is no blank."""
    return Pattern(written(others(category("s"))))


def exactly(regex: str) -> Formula:
    """Return the test that the whole text is as a pattern says.

    To Python and to validators in it, `$` stands before a last line break too.
    """
    return all_of([Pattern(f"^{regex}$"), negated(Pattern("\\n$"))])


def one_of(words: Iterable[str], *, exact: bool = False) -> Formula:
    """Return the test that a text is one of the words, case set aside unless it counts."""
    listed = tuple(dict.fromkeys(word if exact else word.lower() for word in words))
    if not listed:
        return NEVER
    if exact or all(word.lower() == word.upper() and word.isascii() for word in listed):
        return Among(listed)
    _not_too_many(listed)
    return exactly(words_pattern(listed, exact=False))


def _not_too_many(words: tuple[str, ...]) -> None:
    if len(words) > MOST_WORDS:
        raise Unsayable(f"the vocabulary has {len(words):,} words, which count in either case")


def _always_or_fault(passes: Formula) -> Judged:
    return Judged(negated(passes), passes)


def _pattern(parameters: Parameters) -> Judged:
    only = Pattern(portable(parameters["only"])) if "only" in parameters else ALWAYS
    match = Pattern(portable(parameters["match"])) if "match" in parameters else ALWAYS
    unwanted = any_of(Pattern(portable(regex)) for regex in parameters.get("none_of", {}).values())
    right = all_of([match, negated(unwanted)])
    return Judged(all_of([only, negated(right)]), all_of([only, right]))


def _length(parameters: Parameters) -> Judged:
    least, most = parameters.get("min", 0), parameters.get("max")
    if least > LONGEST_COUNTED:
        raise Unsayable(f"at least {least} characters, of which those that fill a square count as two")
    return _always_or_fault(all_of([_at_least(least), *([Length(0, most)] if most is not None else [])]))


def _at_least(least: int) -> Formula:
    """Return the test of a least length: so many characters, or fewer of which so many count as two."""
    if least < 2:
        return Length(least) if least else ALWAYS
    wide = written(category("W"))
    narrow = f"[^{wide[1:]}"
    fewer = [
        all_of([Length(least - count), Pattern(f"^({narrow}*{wide}){{{count}}}")])
        for count in range(1, (least + 1) // 2 + 1)
    ]
    return any_of([Length(least), *fewer])


def _in(parameters: Parameters) -> Judged:
    if "schemes" in parameters or isinstance(parameters.get("vocabulary"), Mapping):
        raise Unsayable(
            "a concept is known by its address, its notation or a label, whatever its case, accents and signs"
        )
    if "vocabulary" in parameters:
        return _always_or_fault(_word_of(parameters["vocabulary"], parameters))
    exact = bool(parameters.get("exact"))
    allowed = [str(value) for value in parameters.get("values", ())]
    unwanted = [str(value) for value in parameters.get("none_of", ())]
    if parameters.get("members"):
        return _always_or_fault(_members(allowed, unwanted, exact=exact))
    right = one_of(allowed, exact=exact) if allowed else ALWAYS
    return _always_or_fault(all_of([right, negated(one_of(unwanted, exact=exact))]))


def _word_of(name: str, parameters: Parameters) -> Formula:
    """Return the test of a word that a vocabulary knows by notation or address; it may be extended."""
    concepts = tuple(vocabulary(name))
    words = [word for one in concepts for word in (one.notation, *one.codes)]
    addresses = [one.id for one in concepts if one.id]
    extended = parameters.get("extended")
    if extended is None and not parameters.get("members"):
        return one_of([*words, *addresses])
    if extended is None:
        return _members([*words, *addresses], [], exact=False)
    listed = tuple(dict.fromkeys(word.lower() for word in words))
    _not_too_many(listed)
    more = f"{words_pattern(listed, exact=False)}{written(((ord(extended), ord(extended)),))}"
    if parameters.get("members"):
        gap, longer = f"{blanks()}*", f"{more}[^,]*"
        word = f"({words_pattern(dict.fromkeys([*listed, *addresses]), exact=False)}{gap}|{longer})"
        addressed = Pattern(f"(^|,){gap}{longer}://")
        return all_of([Pattern(f"^{gap}{word}(,{gap}{word})*$"), negated(addressed)])
    return any_of([one_of([*words, *addresses]), all_of([Pattern(f"^{more}"), negated(Pattern("://"))])])


def _members(allowed: list[str], unwanted: list[str], *, exact: bool) -> Formula:
    """Return the test of a list with commas: each member is allowed, and none is unwanted."""
    if any("," in word for word in (*allowed, *unwanted)):
        raise Unsayable("a word of the list has a comma, which parts its members")
    _not_too_many((*allowed, *unwanted))
    gap = f"{blanks()}*"
    tests: list[Formula] = []
    if allowed:
        word = words_pattern(allowed, exact=exact)
        tests.append(Pattern(f"^{gap}{word}{gap}(,{gap}{word}{gap})*$"))
    if unwanted:
        word = words_pattern(unwanted, exact=exact)
        tests.append(negated(Pattern(f"(^|,){gap}{word}{gap}(,|$)")))
    return all_of(tests)


def _type(parameters: Parameters) -> Judged:
    name = parameters["is"]
    say = _TYPES.get(name)
    if say is None:
        raise Unsayable(
            f"the type {name}: {_WHY_NOT.get(name, 'it is worked out, and no pattern says the same')}"
        )
    return say()


def _range(parameters: Parameters) -> Judged:
    kind, least = parameters["of"], parameters.get("min")
    if kind != "date":
        raise Unsayable(f"a range of {kind} is a matter of numbers, and these stand in texts")
    if "max" in parameters or not (isinstance(least, str) and len(least) == 4 and least.isdecimal()):
        raise Unsayable("a range of dates with an end, which moves with the day or is within a year")
    date = _date()
    early = Pattern(f"^{years_before(int(least))}")
    return Judged(all_of([date, early]), all_of([date, negated(early)]))


def _date() -> Formula:
    digit, year = "[0-9]", "([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
    leap = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)"
    long, short = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])", "(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    days = f"({long}|{short}|02-(0[1-9]|1[0-9]|2[0-8]))"
    day = f"({year}-{days}|{leap}-02-29)"
    clock = f"(([01]{digit}|2[0-3])(:[0-5]{digit}(:[0-5]{digit}(\\.{digit}+)?)?)?|24:00(:00(\\.0+)?)?)"
    zone = f"(Z|[+\\-]([01]{digit}|2[0-3]):[0-5]{digit})?"
    return exactly(f"({year}(-(0[1-9]|1[0-2]))?|{day}(T{clock}{zone})?)")


def _bytes() -> Formula:
    return exactly(f"0*{up_to(_LARGEST)}")


def _says(*members: str) -> Judged:
    """Return what a type says that asks members of a value to say something."""
    said = all_of(Member(member, Length(1)) for member in members)
    return Judged(negated(said), said, whole=True)


_TYPES: dict[str, Callable[[], Judged]] = {
    "bytes": lambda: _always_or_fault(_bytes()),
    "date": lambda: _always_or_fault(_date()),
    "caption-language": lambda: _says("inLanguage"),
    "statement": lambda: _says("author", "date"),
    "tagged": lambda: _says("lang"),
}
_REGISTER = "it is looked up in a register"
_DIGITS = "a check digit is worked out"
_WHY_NOT = {
    "agent-id": _DIGITS,
    "ark": _DIGITS,
    "check-digit": _DIGITS,
    "bcp47": _REGISTER,
    "licence": _REGISTER,
    "media-type": _REGISTER,
    "text-language": _REGISTER,
    "persistent": _DIGITS,
    "public-url": "hosts and networks are told apart by their numbers",
    "urn": _DIGITS,
}
_SAYERS: dict[str, Callable[[Parameters], Judged]] = {
    "pattern": _pattern,
    "length": _length,
    "in": _in,
    "type": _type,
    "range": _range,
}
