"""What LOM asks of elements that no field of the model holds (IEEE 1484.12.1, clauses 5 and 6).

IMS MD has the same elements with small letters, and texts within `langstring`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from lxml import etree

from profiles.formats.reading import LOCAL
from profiles.vocabulary import word_lists
from validators.finding import Finding
from validators.schemas.fault import SchemaVerdict
from validators.schemas.outcome import PAYLOAD, Outcome

_LISTS: Mapping[str, str] = {
    "structure": "structure",
    "aggregationlevel": "aggregationLevel",
    "status": "status",
    "role": "role",
    "type": "requirementType",
    "name": "requirementName",
    "interactivitylevel": "interactivityLevel",
    "semanticdensity": "semanticDensity",
    "cost": "cost",
    "copyrightandotherrestrictions": "copyrightAndOtherRestrictions",
    "kind": "kind",
    "purpose": "purpose",
}
"""The lists of words by element, for the elements that no rule on a field looks at."""

_MULTITUDES: Mapping[tuple[str, str], int] = {
    ("general", "identifier"): 10,
    ("general", "language"): 10,
    ("general", "description"): 10,
    ("general", "keyword"): 10,
    ("general", "coverage"): 10,
    ("lifecycle", "contribute"): 30,
    ("educational", "learningresourcetype"): 10,
    ("educational", "intendedenduserrole"): 10,
    ("educational", "context"): 10,
    ("educational", "typicalagerange"): 5,
    ("educational", "description"): 10,
    ("educational", "language"): 10,
    ("lom", "educational"): 100,
    ("lom", "relation"): 100,
    ("lom", "annotation"): 30,
    ("lom", "classification"): 40,
}
"""By parent and element, how many every program must be able to take: the smallest permitted maximum."""


def lom_words(rule: str, _parameters: Mapping[str, Any], verdict: SchemaVerdict) -> Outcome:
    """Judge that a word which is said to be LOM's is in LOM's list for its element."""
    return None if verdict.root is None else _unknown_words(rule, verdict.root)


def _unknown_words(rule: str, root: etree._Element) -> Iterator[Finding]:
    for number, node in enumerate(root.iter()):
        name = _name(node)
        if name not in _LISTS:
            continue
        source, value = _text(node, "source"), _text(node, "value")
        if source is None or value is None:
            continue
        part = "metadataRole" if name == "role" and _is_of_metadata(node) else _LISTS[name]
        called, words = _list(part)
        if source.lower() in called and value.lower() not in words:
            slots = {"value": value, "other": source, "name": part}
            yield Finding(rule, PAYLOAD, None, "", slots, number)


def lom_multitude(rule: str, _parameters: Mapping[str, Any], verdict: SchemaVerdict) -> Outcome:
    """Judge that no element stands more often than every program must be able to take it."""
    return None if verdict.root is None else _too_many(rule, verdict.root)


def _too_many(rule: str, root: etree._Element) -> Iterator[Finding]:
    counted: Counter[tuple[etree._Element, str]] = Counter()
    for number, node in enumerate(root.iter()):
        parent = node.getparent()
        if parent is None:
            continue
        name = _name(node)
        most = _MULTITUDES.get((_name(parent), name))
        if most is None:
            continue
        counted[parent, name] += 1
        if counted[parent, name] == most + 1:
            yield Finding(rule, PAYLOAD, None, "", {"name": name, "max": str(most)}, number)


def lom_metadata_schema(rule: str, parameters: Mapping[str, Any], verdict: SchemaVerdict) -> Outcome:
    """Judge that the record names one of the `allowed` as the schema of its metadata (3.3)."""
    if verdict.root is None:
        return None
    schemes = [node for node in verdict.root.iter() if _name(node) in ("metadataschema", "metadatascheme")]
    said = [(node.text or "").strip() for node in schemes]
    allowed = parameters["allowed"]
    if any(one in allowed for one in said):
        return iter(())
    slots = {"value": ", ".join(filter(None, said)), "expected": ", ".join(allowed)}
    return iter([Finding(rule, PAYLOAD, None, "" if slots["value"] else "missing", slots, 0)])


def _name(node: Any) -> str:
    """Return the local name of an element in small letters; a comment has none."""
    return LOCAL[node.tag].lower() if isinstance(node.tag, str) else ""


def _text(node: etree._Element, name: str) -> str | None:
    child = next((one for one in node if _name(one) == name), None)
    if child is None:
        return None
    text = "".join(map(str, child.itertext())).strip()
    return text or None


def _is_of_metadata(node: etree._Element) -> bool:
    return any(_name(one) == "metametadata" for one in node.iterancestors())


@cache
def _list(part: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return how LOM is called as a source, and its words for a part."""
    one = next(one for one in word_lists("lom") if one.part == part)
    return one.called, one.words
