"""How a property of schema.org or AMB is read into its field: one function for each kind of value.

Each takes the field, the value of the property, its place, the language that
holds there, and the reading it adds to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from profiles.formats.ages import age_range, age_ranges
from profiles.formats.json_kinds import (
    concept_of,
    file_of,
    identifier_of,
    license_of,
    link_of,
    rating_of,
    statement_of,
)
from profiles.formats.json_values import (
    JsonReading,
    Keys,
    each,
    identity_of,
    member,
    names_of,
    said,
    string_of,
    texts_of,
)
from profiles.formats.reading import new
from profiles.model import Encoding, Identifier, Text

_MEMBERS = {
    field: [(name, f"{field}.{name}") for name in Encoding._fields]
    for field in ("encoding", "trailer", "caption")
}
Take = Callable[[str, Any, Keys, str | None, JsonReading], None]


def texts(field: str, value: Any, place: Keys, lang: str | None, reading: JsonReading) -> None:
    """Read text: a string, value objects, a language map."""
    if type(value) is str:
        if value and not value.isspace():
            reading.add(field, Text(value, lang), place)
        return
    for text, at in texts_of(value, place, lang):
        reading.add(field, text, at)


def keywords(field: str, value: Any, place: Keys, lang: str | None, reading: JsonReading) -> None:
    """Read keywords: a list, or one string with commas between; a defined term is a subject too."""
    if type(value) is str:
        for word in value.split(","):
            if word := word.strip():
                reading.add(field, Text(word, lang), place)
        return
    for inner, at in reading.each(value, place):
        if type(inner) is str:
            if inner and not inner.isspace():
                reading.add(field, new(Text, (inner, lang)), at)
            continue
        if isinstance(inner, dict) and identity_of(inner, ("@id", "id", "url", "termCode"))[0]:
            if found := concept_of(inner, at, lang):
                reading.add("about", *found)
            named = names_of(inner, at, lang)
        else:
            named = texts_of(inner, at, lang)
        for text, where in named:
            reading.add(field, text, where)


def strings(field: str, value: Any, place: Keys, _lang: str | None, reading: JsonReading) -> None:
    """Read text that has no language."""
    if type(value) is str:
        if value and not value.isspace():
            reading.add(field, value, place)
        return
    for inner, at in reading.each(value, place):
        text = inner if type(inner) is str and inner and not inner.isspace() else string_of(inner)
        if text is not None:
            reading.add(field, text, at)


def languages(field: str, value: Any, place: Keys, _lang: str | None, reading: JsonReading) -> None:
    """Read inLanguage; of a Language its code, which stands in alternateName, before its name."""
    for inner, at in each(value, place):
        text, key = said(inner), ""
        if text is None and isinstance(inner, dict):
            text, key = member(inner, ("alternateName", "identifier", "termCode", "name", "@id", "id"))
        if text is not None:
            reading.add(field, text, (*at, key) if key else at)


def concepts(field: str, value: Any, place: Keys, lang: str | None, reading: JsonReading) -> None:
    """Read concepts, one or many."""
    for inner, at in reading.each(value, place):
        found = concept_of(inner, at, lang)
        if found is not None:
            reading.add(field, *found)


_ROLES = ("educationalRole", "audienceType")
_AUDIENCE = frozenset({*_ROLES, "suggestedMinAge", "suggestedMaxAge"})


def audience(field: str, value: Any, place: Keys, lang: str | None, reading: JsonReading) -> None:
    """Read audience: a concept, or an audience of schema.org with its roles and ages."""
    for inner, at in reading.each(value, place):
        if not isinstance(inner, dict) or _AUDIENCE.isdisjoint(inner):
            concepts(field, inner, at, lang, reading)
            continue
        key = next((key for key in _ROLES if inner.get(key) is not None), None)
        if key is not None:
            concepts(field, inner[key], (*at, key), lang, reading)
        low, high = string_of(inner.get("suggestedMinAge")), string_of(inner.get("suggestedMaxAge"))
        if low is not None or high is not None:
            reading.add("typicalAgeRange", age_range(Text(f"{low or ''}-{high or ''}")), at)
        elif key is None:
            concepts(field, inner, at, lang, reading)


_BOUNDS = dict.fromkeys(("minValue", "maxValue")).keys()  # in this order


def ages(field: str, value: Any, place: Keys, _lang: str | None, reading: JsonReading) -> None:
    """Read an age range: text, a number, or an object with bounds."""
    for inner, at in each(value, place):
        if isinstance(inner, dict) and not _BOUNDS.isdisjoint(inner):
            low, high = (string_of(inner.get(bound)) or "" for bound in _BOUNDS)
            texts = [(Text(f"{low}-{high}"), at)] if low or high else []
        else:
            # An age range is a figure: it has a language where the value itself names one.
            texts = texts_of(inner, at, None)
        for text, where in texts:
            for found in age_ranges(text):
                reading.add(field, found, where)


def alignment(field: str, value: Any, place: Keys, lang: str | None, reading: JsonReading) -> None:
    """Read educationalAlignment: its kind decides the field where it says what a property does."""
    for inner, at in reading.each(value, place):
        found = concept_of(inner, at, lang)
        if found is not None:
            kind = string_of(inner.get("alignmentType")) if isinstance(inner, dict) else None
            reading.add(_ALIGNED.get("".join((kind or "").split()).lower(), field), *found)


_ALIGNED = {
    "educationallevel": "educationalLevel",
    "teaches": "teaches",
    "assesses": "assesses",
    "requires": "competencyRequired",
    "educationalsubject": "about",
}


def licences(field: str, value: Any, place: Keys, lang: str | None, reading: JsonReading) -> None:
    """Read licences."""
    for inner, at in reading.each(value, place):
        found = license_of(inner, at, lang)
        if found is not None:
            reading.add(field, *found)


def links(field: str, value: Any, place: Keys, _lang: str | None, reading: JsonReading) -> None:
    """Read links to other resources."""
    for inner, at in reading.each(value, place):
        found = link_of(inner, at)
        if found is not None:
            reading.add(field, *found)


def files(field: str, value: Any, place: Keys, _lang: str | None, reading: JsonReading) -> None:
    """Read files, with the places of their members."""
    for thing, where in reading.each(value, place):
        found = file_of(thing, where)
        if found is not None:
            add_file(field, *found, where, reading)


def add_file(field: str, file: Encoding, places: dict[str, Keys], place: Keys, reading: JsonReading) -> None:
    """Add a file, with the places of all its members; one that it lacks is at the file's own place."""
    reading.add(field, file, places.get("contentUrl") or places.get("embedUrl") or place)
    noted = reading.places
    for name, member_of_field in _MEMBERS[field]:
        noted[member_of_field].append(places.get(name, place))


def own_file(field: str, value: Any, place: Keys, _lang: str | None, reading: JsonReading) -> None:
    """Note what a resource that is a file itself, such as a VideoObject, says of that file."""
    name = "encodingFormat" if field == "fileFormat" else str(field)
    for inner, at in each(value, place):
        if name not in reading.file and (text := string_of(inner)) is not None:
            reading.file[name] = (text, at)


def images(field: str, value: Any, place: Keys, _lang: str | None, reading: JsonReading) -> None:
    """Read addresses of images."""
    for inner, at in reading.each(value, place):
        if isinstance(inner, dict) and "@value" not in inner:
            text, key = member(inner, ("contentUrl", "url", "@id", "id", "name"))
        else:
            text, key = said(inner), ""
        if text is not None:
            reading.add(field, text, (*at, key) if key else at)


def identity(field: str, value: Any, place: Keys, _lang: str | None, reading: JsonReading) -> None:
    """Read the address that the resource has in the document."""
    for inner, at in each(value, place):
        text = said(inner)
        if text is not None and not text.startswith(("#", "_:")):
            reading.add(field, Identifier(text), at)


def identifiers(field: str, value: Any, place: Keys, _lang: str | None, reading: JsonReading) -> None:
    """Read identifiers."""
    for inner, at in reading.each(value, place):
        found = identifier_of(inner, at)
        if found is not None:
            reading.add(field, *found)


def numbered(scheme: str) -> Take:
    """Return what reads a number of a system that the property names, such as isbn."""

    def take(field: str, value: Any, place: Keys, _lang: str | None, reading: JsonReading) -> None:
        for inner, at in each(value, place):
            if (text := string_of(inner)) is not None:
                reading.add(field, Identifier(text, scheme), at)

    return take


def tokens(field: str, value: Any, place: Keys, lang: str | None, reading: JsonReading) -> None:
    """Read words of a closed vocabulary; a list of them (ItemList) is one value, with commas."""
    for inner, at in each(value, place):
        if isinstance(inner, dict) and "itemListElement" in inner:
            parts = [string_of(part) for part, _ in each(inner["itemListElement"], ())]
            if joined := ",".join(part for part in parts if part):
                reading.add(field, joined, (*at, "itemListElement"))
        else:
            strings(field, inner, at, lang, reading)


def ratings(field: str, value: Any, place: Keys, _lang: str | None, reading: JsonReading) -> None:
    """Read ratings: the value of each."""
    for thing, where in reading.each(value, place):
        if (text := rating_of(thing)) is not None:
            reading.add(field, text, (*where, "ratingValue") if isinstance(thing, dict) else where)


def prices(field: str, value: Any, place: Keys, _lang: str | None, reading: JsonReading) -> None:
    """Read offers: the price of each."""
    for thing, where in reading.each(value, place):
        if isinstance(thing, dict) and (text := string_of(thing.get("price"))) and not text.isspace():
            reading.add(field, text, (*where, "price"))


def statements(field: str, value: Any, place: Keys, _lang: str | None, reading: JsonReading) -> None:
    """Read statements on quality."""
    for inner, at in reading.each(value, place):
        found = statement_of(inner, at)
        if found is not None:
            reading.add(field, *found)
