"""Whether a text is in the language that it is tagged with, as far as a detector can tell (QUAL-032).

The detector is Google's Compact Language Detector 3 (docs/dependencies.md). It
is asked only where a run wants it, for it costs more than all other rules, and
a text is called wrong only where it is sure: of the whole and of both halves.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from profiles.model import Text
from validators.types.fault import SKIP, Fault, Judgement

SHORTEST = 60
"""How many characters a text needs before anything is said of its language."""
SUREST = 0.9
"""How sure the detector must be, of 1."""

_LONGEST = 10_000
_ADDRESS = re.compile(r"(?:https?://|www\.|\bdoi:|[\w.+-]+@)\S+", re.IGNORECASE)
_CODES = """
af am ar bg bn bs ca ceb co cs cy da de el en eo es et eu fa fi fil fr fy ga gd gl gu ha haw he hi
hmn hr ht hu hy id ig is it ja jv ka kk km kn ko ku ky la lb lo lt lv mg mi mk ml mn mr ms mt my
ne nl no ny pa pl ps pt ro ru sd si sk sl sm sn so sq sr st su sv sw ta te tg th tr uk ur uz vi xh
yi yo zh zu
"""
_KNOWN = frozenset(_CODES.split())
# Languages that a text of a few lines does not tell apart, and codes of old, by the one that stands for all.
_TAKEN_FOR = {
    **dict.fromkeys(("nb", "nn"), "no"),
    **dict.fromkeys(("bs", "sr", "sh", "cnr", "hbs", "srp", "bos", "hrv"), "hr"),
    **dict.fromkeys(("ms", "in", "zsm", "msa"), "id"),
    **dict.fromkeys(("cmn", "yue", "wuu", "hak", "nan", "lzh", "zho", "chi"), "zh"),
    **dict.fromkeys(("arb", "ara"), "ar"),
    **dict.fromkeys(("pes", "prs", "fas"), "fa"),
    **dict.fromkeys(("ekk", "est"), "et"),
    **dict.fromkeys(("lvs", "lav"), "lv"),
    **dict.fromkeys(("als", "sqi"), "sq"),
    "tl": "fil",
    "iw": "he",
    "ji": "yi",
    "jw": "jv",
    "mo": "ro",
}

# What the detector takes lists of names and made-up text for; no text of another tag is said to be in them.
_DOUBTFUL_CODES = "ceb co fy gd ha haw hmn ht ig jv la lb mg mi ny sm sn so st su sw xh yo zu"
_DOUBTFUL = frozenset(_DOUBTFUL_CODES.split())


def text_in_language(text: Text) -> Judgement:
    """Judge whether a text is in the language of its tag; of a short one nothing is said.

    Nor of one whose language the detector does not know, or that looks like several.
    """
    tagged = _language(text.lang or "")
    if len(text.value) < SHORTEST or tagged not in _FAMILIES:
        return SKIP
    words = _ADDRESS.sub(" ", text.value[:_LONGEST])
    if len(words.strip()) < SHORTEST:
        return SKIP
    found, sureness = _detected(words)
    if found == tagged:
        return None if sureness >= SUREST else SKIP
    if sureness < SUREST or found in _DOUBTFUL or not _holds_throughout(words, found):
        return SKIP
    return Fault("", other=found)


def _language(tag: str) -> str:
    """Return the language of a tag, or the one that stands for it and those that look like it."""
    language = re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]
    return _TAKEN_FOR.get(language) or _shortest(language)


@cache
def _shortest(language: str) -> str:
    """Return the code of two letters for one of three: `deu` and `ger` are `de`."""
    if len(language) != 3 or language in _KNOWN:
        return language
    import langcodes  # noqa: PLC0415 - most tags have no need of it

    short = str(langcodes.standardize_tag(language)) if langcodes.tag_is_valid(language) else language
    return _TAKEN_FOR.get(short, short)


def _holds_throughout(words: str, language: str) -> bool:
    """Tell whether both halves are of the language: lists of names and mixed texts seldom are."""
    middle = words.find(" ", len(words) // 2)
    middle = middle if middle >= 0 else len(words) // 2
    return all(_detected(half)[0] == language for half in (words[:middle], words[middle:]))


def _detected(words: str) -> tuple[str, float]:
    found = _detector().FindLanguage(text=words.encode("utf-8", "replace").decode())
    return _language(found.language), found.probability


@cache
def _detector() -> Any:
    import gcld3  # noqa: PLC0415 - only a run that asks for it waits for it

    return gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=4 * _LONGEST)


_FAMILIES = frozenset(_TAKEN_FOR.get(language, language) for language in _KNOWN)
