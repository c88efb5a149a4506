"""What counts as the same text when a concept is looked up."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ADDRESS = re.compile(r"\s*https?://", re.IGNORECASE)
_END = re.compile(r"[\s/]+$")
_BETWEEN = re.compile(r"[\s_\-‐-―−]+")
_APOSTROPHES = str.maketrans("’‘ʼ′`´", "''''''")


def is_address(text: str) -> bool:
    """Tell whether a text is written as a web address."""
    return bool(_ADDRESS.match(text))


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Return a text so that two are equal which differ only in what does not matter.

    Of an address that is http or https, case, and a slash at its end; of any
    other text case, accents, which apostrophe it has, and whether spaces,
    hyphens or underscores stand between its words.
    """
    if not is_address(text):
        letters = _without_accents(_without_accents(text).casefold()).casefold()
        text = _BETWEEN.sub(" ", letters).strip()
    if not is_address(text):  # letters of another width may have spelt one
        return text
    return f"http://{_END.sub('', text.casefold().partition('://')[2])}"


def _without_accents(text: str) -> str:
    """Return a text decomposed (Unicode's NFKD), without combining signs and with one kind of apostrophe."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).translate(_APOSTROPHES)
