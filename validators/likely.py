"""Which word of a vocabulary a text surely means, to be suggested in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache

from profiles.vocabulary import Vocabulary, vocabulary

_ALIKE = 0.88
_ENOUGH = 8
_SLIP = 2
_LONGEST = 60  # a text that is longer is no word, and likening takes time with the square of the length
_MARKS = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def likely_word(name: str, text: str) -> str:
    """Return the word of a named vocabulary that a text means, empty where none is meant for sure.

    It is one that is called so, whatever stands between the letters, or the only
    one spelt alike: where two are, as noSound and its contrary sound, a guess
    could turn the meaning round.
    """
    names, wanted = _names(vocabulary(name)), _squeezed(text)
    if wanted in names:
        return names[wanted]
    if len(wanted) > _LONGEST:
        return ""
    alike = get_close_matches(wanted, names, _ENOUGH, _ALIKE)
    if len({names[close] for close in alike}) != 1 or not _is_slip(wanted, alike[0]):
        return ""
    return names[alike[0]]


def _is_slip(text: str, word: str) -> bool:
    """Tell whether a slip of the pen made a text of a word: it begins as that does and is about as long."""
    return text[0] == word[0] and abs(len(text) - len(word)) <= _SLIP


@lru_cache(maxsize=64)
def _names(known: Vocabulary) -> Mapping[str, str]:
    """Return the words of a vocabulary by all that they are called, letters and digits alone."""
    called = [(name, one.notation) for one in known for name in (*one.names, *one.codes)]
    called += [(one.notation, one.notation) for one in known]  # the last one holds
    return {_squeezed(name): notation for name, notation in called}


def _squeezed(text: str) -> str:
    return _MARKS.sub("", text).casefold()
