"""The parts that a LOM document is written from, and the texts that its schema takes (IEEE 1484.12.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

import yaml
from lxml import etree

from profiles.formats.writing import language_of, permitted
from profiles.model import Concept, Text

LOM = "http://ltsc.ieee.org/xsd/LOM"
SOURCE = "LOMv1.0"

_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*\Z")
_TIME = r"([01]\d|2[0-3])(:[0-5]\d(:[0-5]\d(\.\d+(Z|[+\-]([01]\d|2[0-3]):[0-5]\d)?)?)?)?"
_DATE = re.compile(rf"(?!0000)\d{{4}}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T{_TIME})?)?)?\Z", re.ASCII)
_DURATION = re.compile(r"P(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?\Z", re.ASCII)


def add(parent: etree._Element, name: str) -> etree._Element:
    """Add an element that holds others."""
    return etree.SubElement(parent, f"{{{LOM}}}{name}")


def add_text(parent: etree._Element, name: str, text: str) -> None:
    """Add an element that holds a text."""
    add(parent, name).text = permitted(text)


def add_texts(parent: etree._Element, texts: Iterable[Sequence[str | None]]) -> None:
    """Add the strings of a LangString; of each text its value and its language count, which come first."""
    for value, lang, *_ in texts:
        string = add(parent, "string")
        string.text = permitted(value or "")
        tag = lang if lang == "x-none" else language_of(lang)
        if tag:
            string.set("language", tag)


def add_vocabulary(parent: etree._Element, name: str, concept: Concept) -> None:
    """Add a word, with LOM as its source where it is LOM's; of a concept in words alone, its first label."""
    word = concept.id or next((label.value for label in concept.labels), None)
    if not word:
        return
    element = add(parent, name)
    if concept.scheme and (concept.scheme != SOURCE or _is_lom_s(name, word)):
        add_text(element, "source", concept.scheme)
    add_text(element, "value", word)


def add_concept(classification: etree._Element, concept: Concept) -> None:
    """Add a taxon path of one taxon."""
    path = add(classification, "taxonPath")
    if concept.scheme:
        add_texts(add(path, "source"), [Text(concept.scheme)])
    taxon = add(path, "taxon")
    if concept.id:
        add_text(taxon, "id", concept.id)
    if concept.labels:
        add_texts(add(taxon, "entry"), concept.labels)


def _is_lom_s(element: str, word: str) -> bool:
    """Tell whether LOM's own vocabulary for an element has a word."""
    words = _words().get(element)
    return words is None or word.lower() in words


def is_language(text: str) -> bool:
    """Tell whether a text is one that the schema takes for a language."""
    return _LANGUAGE.match(text) is not None


def is_date(text: str) -> bool:
    """Tell whether a text is one that the schema takes for a date: a zone needs a fraction of a second."""
    return _DATE.match(text) is not None


def is_duration(text: str) -> bool:
    """Tell whether a text is one that the schema takes for a duration."""
    return _DURATION.match(text) is not None


@cache
def _words() -> dict[str, frozenset[str]]:
    """Return LOM's words by element, where the model has a field for it, and those of roles."""
    said = yaml.load(
        files("profiles").joinpath("vocabularies", "lom-1.0.yaml").read_bytes(), Loader=yaml.CSafeLoader
    )
    elements = {"audience": "intendedEndUserRole", "educationalLevel": "context"}
    return {elements.get(field, field): frozenset(words) for field, words in said["fields"].items()} | {
        "role": _ROLES
    }


# 2.3.1 and 3.2.1, which the model has in no field of their own.
_ROLES = frozenset(
    {
        "author",
        "publisher",
        "unknown",
        "initiator",
        "terminator",
        "validator",
        "editor",
        "graphical designer",
        "technical implementer",
        "content provider",
        "technical validator",
        "educational validator",
        "script writer",
        "instructional designer",
        "subject matter expert",
        "creator",
    }
)
