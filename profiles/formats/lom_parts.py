"""The smallest parts of a LOM tree: LangStrings, words of vocabularies, dates (IEEE 1484.12.1, clause 6)."""

from __future__ import annotations

from lxml import etree

from profiles.formats.reading import LOCAL, XML_LANG, text_of
from profiles.model import Place, Text

_STRINGS = frozenset({"string", "langstring"})


def texts_of(element: etree._Element, place: Place) -> list[tuple[Text, Place]]:
    """Return the strings of a LangString; a text that feeds put beside them counts as one."""
    if not len(element):
        text = text_of(element)
        return [(Text(text, element.get("language") or element.get(XML_LANG)), place)] if text else []
    strings = []
    for number, string in enumerate(element):
        if LOCAL[string.tag] in _STRINGS:
            text = text_of(string)
            if text:
                lang = string.get("language") or string.get(XML_LANG)
                strings.append((Text(text, lang or None), (*place, number)))
    return strings


def part_of(element: etree._Element, name: str) -> str | None:
    """Return the text of the first child of that name, None where it says nothing."""
    for child in element:
        if LOCAL[child.tag] == name:
            return text_of(child) or None
    return None


def word_in(element: etree._Element, name: str) -> str | None:
    """Return the vocabulary's word in the first child of that name."""
    return next((word_of(child) for child in element if LOCAL[child.tag] == name), None)


def first_text(element: etree._Element, place: Place) -> str | None:
    """Return the first string of a LangString, for values that hold one text."""
    texts = texts_of(element, place)
    return texts[0][0].value if texts else None


def word_of(element: etree._Element) -> str | None:
    """Return a vocabulary's word in lower case, whether or not it has its value element."""
    word = part_of(element, "value") if len(element) else text_of(element)
    return word.lower() if word else None


def date_of(element: etree._Element) -> str | None:
    """Return the date in a DateTime element, or its text where feeds leave the inner element out."""
    return (part_of(element, "datetime") if len(element) else text_of(element)) or None
