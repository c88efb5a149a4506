"""The words of the page of a profile that are not its rules' own, in the languages that rules speak."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

LANGUAGES = ("en", "nl", "de", "fr", "es", "it", "pl", "fi")


@cache
def page_words(lang: str) -> Mapping[str, str]:
    """Return the words of the page in one of the languages."""
    content = files("validators.exports").joinpath("page_words.yaml").read_bytes()
    words = yaml.load(content, Loader=yaml.CSafeLoader)
    return {name: in_languages[lang] for name, in_languages in words.items()}
