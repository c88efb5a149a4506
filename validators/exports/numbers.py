"""Numbers as patterns: decimal numerals up to a bound."""

from __future__ import annotations


def up_to(most: int) -> str:
    """Return the pattern of the numerals from 1 to a number, without zeros before them."""
    numeral = str(most)
    shorter = [f"[1-9]{_any(length - 1)}" for length in range(1, len(numeral))]
    return f"({'|'.join([*shorter, *_as_long(numeral, first=True), numeral])})"


def years_before(year: int) -> str:
    """Return the pattern of the years, of four digits, before one."""
    return f"({'|'.join(_as_long(f'{year:04}', first=False)) or 'a^'})"


def _as_long(numeral: str, *, first: bool) -> list[str]:
    """Return the patterns of lesser numerals as long, by the place where they first differ."""
    found = []
    for place, digit in enumerate(numeral):
        least = 1 if first and place == 0 else 0
        if int(digit) > least:
            found.append(f"{numeral[:place]}{_digits(least, int(digit) - 1)}{_any(len(numeral) - place - 1)}")
    return found


def _digits(first: int, last: int) -> str:
    return str(first) if first == last else f"[{first}-{last}]"


def _any(count: int) -> str:
    return {0: "", 1: "[0-9]"}.get(count, f"[0-9]{{{count}}}")
