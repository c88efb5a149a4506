"""Texts that people read, and statements that they make."""

from __future__ import annotations

import re

from profiles.model import Statement
from validators.types.fault import Fault, Judgement

_WORD = re.compile(r"[^\W\d_]+")
_ORDINALS = str.maketrans("", "", "ªº")
_LONGER_THAN_ACRONYMS = 7


def usual_case(text: str) -> Judgement:
    """Judge whether a text is written in capitals throughout, in any script that has them.

    Acronyms are (NATO, HTML & CSS, PISA 2022): there is more than those where
    a word is long, or several stand with one that is not short.
    """
    has_ordinals = "º" in text or "ª" in text  # 1º CICLO: signs that Unicode counts among the small letters
    if not (text.translate(_ORDINALS) if has_ordinals else text).isupper():
        return None
    lengths = [len(word) for word in _WORD.findall(text)]
    is_long = len(lengths) > 1 and max(lengths) >= _LONGER_THAN_ACRONYMS
    is_sentence = len(lengths) > 3 and max(lengths) >= _LONGER_THAN_ACRONYMS - 2
    return Fault("capitals") if is_long or is_sentence else None


def statement(said: Statement) -> Judgement:
    """Judge whether a statement on quality says who made it, and when."""
    if not said.author:
        return Fault("no-author")
    return None if said.date else Fault("no-date", other=said.author)
