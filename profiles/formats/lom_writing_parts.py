"""The parts that a LOM document is written from, and the texts that its schema takes (IEEE 1484.12.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from lxml import etree

from profiles.formats.writing import language_of, permitted
from profiles.model import Concept
from profiles.vocabulary import vocabulary

LOM = "http://ltsc.ieee.org/xsd/LOM"
SOURCE = "LOMv1.0"

_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*\Z")
_TIME = r"([01]\d|2[0-3])(:[0-5]\d(:[0-5]\d(\.\d+(Z|[+\-]([01]\d|2[0-3]):[0-5]\d)?)?)?)?"
_DATE = re.compile(rf"(?!0000)\d{{4}}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T{_TIME})?)?)?\Z", re.ASCII)
_DURATION = re.compile(r"P(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?\Z", re.ASCII)


def add(parent: etree._Element, name: str) -> etree._Element:
    """Add an element that holds others."""
    return etree.SubElement(parent, f"{{{LOM}}}{name}")


def said(text: str | None) -> str | None:
    """Return a text as it is written, which XML permits, trimmed as readers trim it; None of a blank one."""
    return permitted(text).strip() or None if text else None


def add_text(parent: etree._Element, name: str, text: str | None) -> None:
    """Add an element that holds a text, where that says something."""
    if words := said(text):
        add(parent, name).text = words


def add_texts(parent: etree._Element, name: str, texts: Iterable[Sequence[str | None]]) -> None:
    """Add a LangString, where one of its texts says something.

    Of each text its value and its language count, which come first.
    """
    element = None
    for value, lang, *_ in texts:
        if words := said(value):
            element = add(parent, name) if element is None else element
            string = add(element, "string")
            string.text = words
            if tag := lang if lang == "x-none" else language_of(lang):
                string.set("language", tag)


def add_vocabulary(parent: etree._Element, name: str, concept: Concept) -> None:
    """Add a word, with LOM as its source where it is LOM's; of a concept in words alone, its first label."""
    word = said(concept.id) or next((words for label in concept.labels if (words := said(label.value))), None)
    if not word:
        return
    element, scheme = add(parent, name), said(concept.scheme)
    if scheme != SOURCE or _is_lom_s(name, word):
        add_text(element, "source", scheme)
    add_text(element, "value", word)


def add_classification(root: etree._Element, concept: Concept, purpose: Concept | None) -> None:
    """Add a classification by a taxon path of one taxon, where the concept says something."""
    if not says_something(concept):
        return
    classification = add(root, "classification")
    if purpose:
        add_vocabulary(classification, "purpose", purpose)
    path = add(classification, "taxonPath")
    add_texts(path, "source", [(concept.scheme, None)])
    taxon = add(path, "taxon")
    add_text(taxon, "id", concept.id)
    add_texts(taxon, "entry", concept.labels)


def says_something(concept: Concept) -> bool:
    """Tell whether a concept has an address or a label."""
    return bool(said(concept.id)) or is_labelled(concept)


def is_labelled(concept: Concept) -> bool:
    """Tell whether a concept has a label that says something."""
    return any(said(label.value) for label in concept.labels)


def _is_lom_s(element: str, word: str) -> bool:
    """Tell whether LOM's own vocabulary for an element has a word."""
    return word.lower() in _words(element)


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
def _words(element: str) -> frozenset[str]:
    """Return LOM's words for an element; a role is one of 2.3.1, or of 3.2.1 where it is the metadata's."""
    lists = ("lom/role", "lom/metadataRole") if element == "role" else (f"lom/{element}",)
    return frozenset(concept.notation for name in lists for concept in vocabulary(name) if concept.notation)
