"""What a page without structured data tells: its title, its language, its meta elements and links."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from profiles.formats.html_page import Page, Said
from profiles.formats.reading import Reading, first_address, is_address
from profiles.model import Agent, Concept, Encoding, Identifier, LearningResource, License, Link, Text

Take = Callable[[Said, str | None], Iterator[Any]]
"""Makes values of a text, which is in the language of the page unless it says another."""


class _Row(NamedTuple):
    """The names that fill a field, the best first; the first that the page has gives all its values."""

    field: str
    names: tuple[str, ...]
    take: Take


def _text(said: Said, lang: str | None) -> Iterator[Text]:
    yield Text(said.text, said.lang or lang)


def _words(said: Said, lang: str | None) -> Iterator[Text]:
    """Take keywords, which stand in one element with commas between them."""
    for word in said.text.split(","):
        if word.strip():
            yield Text(word.strip(), said.lang or lang)


def _string(said: Said, _lang: str | None) -> Iterator[str]:
    yield said.text


def _locale(said: Said, _lang: str | None) -> Iterator[str]:
    """Take a language, also in the form of a locale such as de_AT."""
    yield said.text.replace("_", "-")


def _agent(said: Said, _lang: str | None) -> Iterator[Agent]:
    yield Agent(id=said.text) if is_address(said.text) else Agent(name=said.text)


def _identifier(said: Said, _lang: str | None) -> Iterator[Identifier]:
    yield Identifier(said.text)


def _concept(said: Said, lang: str | None) -> Iterator[Concept]:
    yield (
        Concept(said.text) if is_address(said.text) else Concept(None, (Text(said.text, said.lang or lang),))
    )


def _license(said: Said, lang: str | None) -> Iterator[License]:
    address = first_address(said.text)
    yield License(said.text) if address == said.text else License(address, said.text, said.lang or lang)


def _file(said: Said, _lang: str | None) -> Iterator[Encoding]:
    yield Encoding(encodingFormat=said.text)


def _link(said: Said, _lang: str | None) -> Iterator[Link]:
    yield Link(said.text) if is_address(said.text) else Link(None, said.text)


def _dc(*names: str) -> tuple[str, ...]:
    """Return the names of elements of Dublin Core with the prefixes that pages give them."""
    return tuple(f"{prefix}.{name}" for name in names for prefix in ("dcterms", "dc"))


_ROWS: tuple[_Row, ...] = (
    _Row("id", (*_dc("identifier"), "citation_doi"), _identifier),
    _Row("url", ("link.canonical", "og.url"), _string),
    _Row("name", (*_dc("title"), "citation_title", "og.title"), _text),
    _Row("description", (*_dc("description", "abstract"), "description", "og.description"), _text),
    _Row("keywords", (*_dc("subject"), "keywords", "citation_keywords", "article.tag"), _words),
    _Row("inLanguage", (*_dc("language"), "citation_language", "og.locale"), _locale),
    _Row("learningResourceType", _dc("type"), _concept),
    _Row("educationalLevel", _dc("educationlevel"), _concept),
    _Row("audience", _dc("audience"), _concept),
    _Row("creator", (*_dc("creator"), "author", "citation_author", "article.author"), _agent),
    _Row("contributor", _dc("contributor"), _agent),
    _Row("publisher", (*_dc("publisher"), "citation_publisher"), _agent),
    _Row("provider", ("og.site_name",), _agent),
    _Row("dateCreated", _dc("created"), _string),
    _Row(
        "datePublished",
        (*_dc("issued", "date"), "citation_publication_date", "article.published_time"),
        _string,
    ),
    _Row("dateModified", (*_dc("modified"), "article.modified_time"), _string),
    _Row("license", ("link.license", *_dc("license", "rights")), _license),
    _Row("encoding", _dc("format"), _file),
    _Row("image", ("og.image",), _string),
    _Row("isBasedOn", _dc("source"), _link),
    _Row("isPartOf", _dc("ispartof"), _link),
    _Row("relation", _dc("relation"), _link),
)

# What nearly every page has; it says nothing of what the page offers.
_OF_ANY_PAGE = {"url", "name", "image", "inLanguage", "provider"}

CROSSWALK: tuple[tuple[str, str], ...] = (
    *((name, row.field) for row in _ROWS for name in row.names),
    ("title", "name"),
    ("html lang", "inLanguage"),
)
"""Which meta element or link fills which field; full stops stand for colons."""


def read_meta(page: Page) -> LearningResource:
    """Return what the head of a page says; a title, a language or an address alone are no record."""
    reading = Reading()
    for row in _ROWS:
        name = next((name for name in row.names if name in page.said), None)
        for said in page.said[name] if name else ():
            for value in row.take(said, page.lang):
                reading.add(row.field, value, ())
    if not reading.found.keys() - _OF_ANY_PAGE:
        return LearningResource()
    if page.title and "name" not in reading.found:
        reading.add("name", Text(page.title.text, page.title.lang or page.lang), ())
    if page.lang and "inLanguage" not in reading.found:
        reading.add("inLanguage", page.lang, ())
    return reading.resource()
