"""The smallest parts of JSON-LD documents: texts, addresses, the members of an object, as they are found.

Publishers put a number, an object, a language map or a list where a text
belongs, and the reverse; each is read for what it says. None of these raises.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from profiles.formats.reading import Reading, first_address, is_address, new
from profiles.model import Text

Keys = tuple[int | str, ...]
"""The place of a value in JSON: the keys and indexes that lead to it from the root."""

Nodes = dict[str, tuple[dict[str, Any], Keys]]
"""The nodes of a document by their @id, each with its place."""

_DEEPEST = 8  # lists within lists; JSON-LD flattens them, and a hostile document nests them without end
_IDENTITY = ("@id", "id", "url")
_LOCAL = frozenset({"@id", "id"})  # may name a node of the document, which is nothing outside
_NAME = ("prefLabel", "name", "label")
_WORDS = (*_NAME, "headline", "title", "alternateName", "value", "termCode", "identifier")
# An object with one of these speaks of a thing; with none, its keys are languages.
_OF_A_THING = frozenset({*_WORDS, "@id", "@type", "type", "url"})


class JsonReading(Reading):
    """What was read of a node so far.

    `nodes` holds what others may refer to, `file` what the resource says of its own file.
    """

    __slots__ = ("file", "nodes")

    def __init__(self, nodes: Nodes | None = None) -> None:
        super().__init__()
        self.nodes = nodes
        self.file: dict[str, tuple[str, Keys]] = {}

    def resolve(self, value: dict[str, Any], place: Keys) -> tuple[dict[str, Any], Keys]:
        """Return the node that a mere reference such as {"@id": "#author"} stands for, and its place."""
        if self.nodes and len(value) <= 2:
            identity = value.get("@id") or value.get("id")
            if isinstance(identity, str) and value.keys() <= {"@id", "id", "@type", "type"}:
                return self.nodes.get(identity, (value, place))
        return value, place

    def each(self, value: Any, place: Keys) -> list[tuple[Any, Keys]]:
        """Return the values that stand in a value, references resolved, with their places."""
        found = each(value, place)
        if not self.nodes:
            return found
        return [self.resolve(inner, at) if isinstance(inner, dict) else (inner, at) for inner, at in found]


def each(value: Any, place: Keys, depth: int = 0) -> list[tuple[Any, Keys]]:
    """Return the values that stand in a value, one or many, with their places; null is none."""
    if type(value) is not list:
        return [] if value is None else [(value, place)]
    if len(value) == 1 and type(value[0]) is not list and value[0] is not None:
        return [(value[0], (*place, 0))]
    found = []
    for number, inner in enumerate(value):
        if type(inner) is list:
            if depth < _DEEPEST:
                found += each(inner, (*place, number), depth + 1)
        elif inner is not None:
            found.append((inner, (*place, number)))
    return found


def said(value: Any) -> str | None:
    """Return the text of a string, a number, a truth value, a value object; None for all else and blanks."""
    if type(value) is str:
        return value if value and not value.isspace() else None
    if type(value) is bool:
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict) and "@value" in value and not isinstance(value["@value"], dict):
        return said(value["@value"])
    return None


def member(thing: dict[str, Any], keys: Iterable[str]) -> tuple[str | None, str]:
    """Return what the first member that says something says, and its key; none and the empty key."""
    for key in keys:
        value = thing.get(key)
        if value is None:
            continue
        text = value if type(value) is str and value and not value.isspace() else string_of(value)
        if text is not None:
            return text, key
    return None, ""


def string_of(value: Any, depth: int = 0) -> str | None:
    """Return the first text that stands in a value, by address or in words where it is an object."""
    if (text := said(value)) is not None or depth == _DEEPEST:
        return text
    if type(value) is list:
        inner: Iterable[Any] = value
    elif isinstance(value, dict):
        keys = (*_IDENTITY, *_WORDS)
        inner = (value[key] for key in keys if key in value) if value.keys() & _OF_A_THING else value.values()
    else:
        return None
    return next((text for part in inner if (text := string_of(part, depth + 1)) is not None), None)


def texts_of(value: Any, place: Keys, lang: str | None, *, of_things: bool = True) -> list[tuple[Text, Keys]]:
    """Return the texts in a value: strings, value objects, language maps, or the names of the objects in it.

    A string has the language that holds where it stands. Without `of_things`, as
    in a name, which has no name itself, every other object is a language map.
    """
    found: list[tuple[Text, Keys]] = []
    for inner, at in each(value, place):
        if not isinstance(inner, dict):
            if (text := said(inner)) is not None:
                found.append((new(Text, (text, lang)), at))
        elif "@value" in inner:
            found += _value_object(inner, at)
        elif of_things and _is_thing(inner):
            found += names_of(inner, at, lang)
        else:
            found += language_map(inner, at)
    return found


def _is_thing(value: dict[str, Any]) -> bool:
    # "id" is Indonesian too: it is an identity where an address stands there.
    return not _OF_A_THING.isdisjoint(value) or is_address(str(value.get("id", "")))


def language_map(texts: dict[str, Any], place: Keys) -> list[tuple[Text, Keys]]:
    """Return the texts of a language map such as {"de": "Bruch", "en": ["fraction"]} (JSON-LD 1.1)."""
    found = []
    for tag, value in texts.items():
        if type(value) is str:
            if value and not value.isspace():
                found.append((new(Text, (value, None if tag == "@none" else tag)), (*place, tag)))
        else:
            for inner, at in each(value, (*place, tag)):
                if (text := said(inner)) is not None:
                    found.append((Text(text, None if tag == "@none" else tag), at))
    return found


def names_of(thing: dict[str, Any], place: Keys, lang: str | None) -> list[tuple[Text, Keys]]:
    """Return the names of a thing: its preferred labels, then its names, in every language."""
    found: list[tuple[Text, Keys]] = []
    for key in _NAME:
        value = thing.get(key)
        if value is None:
            continue
        if key == "prefLabel" and isinstance(value, dict) and "@value" not in value:
            found += language_map(value, (*place, key))
        else:
            found += texts_of(value, (*place, key), lang, of_things=False)
    return found


def _value_object(value: dict[str, Any], place: Keys) -> list[tuple[Text, Keys]]:
    """Return the text of a value object such as {"@value": "Bruch", "@language": "de"}."""
    text = said(value)
    if text is None:
        return []
    tag = value.get("@language")
    return [(new(Text, (text, tag if type(tag) is str and tag else None)), (*place, "@value"))]


def identity_of(thing: dict[str, Any], keys: Iterable[str]) -> tuple[str | None, str]:
    """Return what a thing is known by, and the key that says so; names within the document alone are none."""
    for key in keys:
        if (held := thing.get(key)) is None:
            continue
        if type(held) is str:  # as nearly all are
            if held and not held.isspace() and not (key in _LOCAL and held.startswith(("#", "_:"))):
                return held, key
            continue
        for value, _ in each(held, ()):
            text = identifier_value(value) if isinstance(value, dict) else said(value)
            if text is not None and not (key in _LOCAL and text.startswith(("#", "_:"))):
                return text, key
    return None, ""


def identifier_value(value: dict[str, Any]) -> str | None:
    """Return the value of a PropertyValue, or what another object is known by."""
    return said(value) or member(value, ("value", "@id", "id", "url"))[0]


def types_of(thing: dict[str, Any]) -> list[str]:
    """Return the types of a node, without the namespace they are from."""
    value = thing.get("@type", thing.get("type"))
    if type(value) is str:
        return [local_part(value)]
    return [local_part(one) for one, _ in each(value, ()) if type(one) is str]


def local_part(name: str) -> str:
    """Return the last part of an address or a prefixed name."""
    return name.rpartition("/")[2].rpartition("#")[2].rpartition(":")[2]


def address_in(text: str) -> str | None:
    """Return the address that a text is, blanks around it or not, or else the first one that stands in it."""
    bare = text.strip()
    return bare if is_address(bare) and not any(map(str.isspace, bare)) else first_address(text)
