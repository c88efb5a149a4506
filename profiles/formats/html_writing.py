"""Writing a learning resource as an HTML page: for people a table, for programs the JSON-LD within it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from profiles.formats import schema_org
from profiles.formats.reading import is_address
from profiles.formats.writing import language_of, permitted
from profiles.model import (
    Agent,
    AgeRange,
    Concept,
    Encoding,
    Identifier,
    LearningResource,
    License,
    Link,
    Statement,
    Text,
)

_UNNAMED = "Learning resource"
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Fields whose names say little to people; the others' names are taken apart.
_LABELS = {
    "id": "Identifier",
    "url": "Address",
    "about": "Subject",
    "inLanguage": "Language",
    "typicalAgeRange": "Age",
    "encoding": "Files",
    "isAccessibleForFree": "Free of charge",
    "sdPublisher": "Description published by",
    "sdDatePublished": "Description published",
    "sdLicense": "Licence of the description",
    "license": "Licence",
}
_STYLE = (
    "body{font:1em/1.5 sans-serif;margin:0 auto;max-width:50em;padding:1em}"
    "th{text-align:start;vertical-align:top;padding-inline-end:1em}caption{text-align:start;font-weight:bold}"
    "td{overflow-wrap:anywhere}"
)


def write(resource: LearningResource) -> bytes:
    """Return a page that says what the resource is, in UTF-8, with the same as JSON-LD in it."""
    title = resource.name[0] if resource.name else Text(_UNNAMED)
    description = resource.description[0] if resource.description else None
    summary = f'<meta name="description" content="{_plain(description.value)}">\n' if description else ""
    licences = "".join(
        f'<link rel="license" href="{_plain(licence.id)}">\n'
        for licence in resource.license
        if licence.id and is_address(licence.id)
    )
    rows = "".join(_row(field, values) for field, values in resource.said().items())
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title{_lang(title.lang)}>{_plain(title.value) or _UNNAMED}</title>\n"
        f"{summary}{licences}<style>{_STYLE}</style>\n"
        f'<script type="application/ld+json">\n{_embedded(resource)}\n</script>\n</head>\n'
        f"<body>\n<main>\n<h1{_lang(title.lang)}>{_plain(title.value) or _UNNAMED}</h1>\n"
        f"<table>\n<caption>What is said of this resource</caption>\n<tbody>\n{rows}</tbody>\n</table>\n"
        "</main>\n</body>\n</html>\n"
    ).encode()


def _embedded(resource: LearningResource) -> str:
    """Return the JSON-LD without "<": </script and <!-- have a meaning in a script (HTML, 4.12.1.3)."""
    return schema_org.write(resource).decode().strip().replace("<", "\\u003c")


def _row(field: str, values: Iterable[Any]) -> str:
    words = [word for value in values if (word := _shown(value))]
    if not words:
        return ""
    cell = words[0] if len(words) == 1 else f"<ul>{''.join(f'<li>{word}</li>' for word in words)}</ul>"
    return f'<tr><th scope="row">{_label(field)}</th><td>{cell}</td></tr>\n'


def _label(field: str) -> str:
    return _LABELS.get(field) or _CAPITAL.sub(" ", field).capitalize()


def _shown(value: Any) -> str:
    """Return what people read of a value; an address leads there."""
    if isinstance(value, Text | AgeRange):
        return _text(value.value, value.lang)
    if isinstance(value, Concept):
        return ", ".join(_text(label.value, label.lang) for label in value.labels) or _text(value.id)
    if isinstance(value, License):
        return _text(value.id or value.text, None if value.id else value.lang)
    if isinstance(value, Agent | Link):
        return _text(value.name or value.id)
    parts: Iterable[str | None] = [str(value)]
    if isinstance(value, Identifier):
        parts = [value.value]
    elif isinstance(value, Encoding):
        parts = (value.contentUrl or value.embedUrl, value.encodingFormat, value.contentSize)
    elif isinstance(value, Statement):
        parts = (value.text, value.author, value.date, value.criteria)
    return ", ".join(filter(None, map(_text, parts)))


def _text(text: str | None, lang: str | None = None) -> str:
    plain = _plain(text)
    if text and is_address(text):
        return f'<a href="{plain}">{plain}</a>'
    attribute = _lang(lang)
    return f"<span{attribute}>{plain}</span>" if plain and attribute else plain


def _lang(tag: str | None) -> str:
    language = language_of(tag)
    return f' lang="{language}"' if language else ""


def _plain(text: str | None) -> str:
    return escape(permitted(text or "")).strip()
