"""Texts that people read, and statements that they make."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from profiles.model import Statement
from validators.types.fault import SKIP, Fault, Judgement

_WORD = re.compile(r"[^\W\d_]+")
_ORDINALS = str.maketrans("", "", "ªº")
_LONGER_THAN_ACRONYMS = 7
# UTF-8 taken for Latin-1 or Windows-1252: what each letter became, save where quotation marks end a word in
# capitals (“AMANHÃ”).
_MOJIBAKE = re.compile(
    r"[ÂÃÄÅÎÏÐÑâ](?:(?<=Ã)[\u0080-\u009f¡-º¼-¿ƒ†‡ˆ‰Š‹ŒŽœšžŸ™]|(?<![A-ZÀ-Þ]Ã)(?<=Ã)[\u00a0»‚„…‘’“”•–—˜›]"
    r"|(?<=â)€[™œ\u009d“”˜¦]|(?<=Â)[\u00a0«»°§©®]"
    r"|(?<=[a-zćčďńňřśšťůžźáéíóúýąęłőű][ÄÅ])[\u0080-\u00bf‚„…†‡ˆ‰‹›™š]|(?<=Å)[‚„¼º¡¾ŸŒ¯]"
    r"|(?<=[ÐÑ])[\u0080-\u00bf€-™][ÐÑ][\u0080-\u00bf€-™]|(?<=[ÎÏ])[\u0080-\u00bf€-™][ÎÏ][\u0080-\u00bf€-™])"
)
_LIST = re.compile(r"[;|；、]\s*\S|,\s*[^\W\d]{2}[^,]*,\s*[^\W\d]{2}")
_REFERENCE = re.compile(r"&#?\w+;")  # its semicolon parts nothing


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


def intact(text: str) -> Judgement:
    """Judge whether a text came through in its own encoding: no UTF-8 that was taken for Latin-1."""
    if text.isascii():
        return None
    found = _MOJIBAKE.search(text)
    return Fault("mojibake", other=found[0]) if found else None


def single_keyword(text: str) -> Judgement:
    """Judge whether a keyword is one, and no list of several; a name with commas (Newton, Isaac) is one."""
    found = _LIST.search(text)
    if found is None or (found[0][0] != "," and _REFERENCE.search(text)):
        return None
    return Fault("list")


def told_adaptation(text: str) -> Judgement:
    """Find in a text the words that what it tells of was made from another work; else say nothing."""
    low = text.lower()
    return None if any(map(low.__contains__, _phrases())) else SKIP


@cache
def _phrases() -> tuple[str, ...]:
    file = files("profiles").joinpath("vocabularies", "adaptation-phrases.yaml")
    said = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    return tuple(phrase for phrases in said["phrases"].values() for phrase in phrases)


def statement(said: Statement) -> Judgement:
    """Judge whether a statement on quality says who made it, and when."""
    if not said.author:
        return Fault("no-author")
    return None if said.date else Fault("no-date", other=said.author)
