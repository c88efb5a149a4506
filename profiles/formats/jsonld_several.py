"""How many learning resources a JSON-LD document holds side by side, of which one alone is read.

Better one too few than a false alarm: what refers to each other, or has the
same address or name, is one resource with its parts; people, organisations,
pages and works that nobody calls learning resources never count.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from profiles.formats.json_values import types_of

_RESOURCES = frozenset(
    {"Course", "EducationalOccupationalProgram", "LearningOpportunity", "LearningResource", "Quiz"}
)
_PARTS = frozenset({"CourseInstance", "EducationalOccupationalCredential", "Syllabus"})
_WORKS = frozenset({"Article", "AudioObject", "Book", "CreativeWork", "HowTo", "MediaObject", "VideoObject"})
_KNOWN_BY = frozenset({"@id", "id", "url", "name"})
_MOST = 1000  # nodes of one document that are looked at, and texts of one node
_DEEPEST = 6


def further_resources(document: Any) -> int:
    """Return how many learning resources stand beside the one that is read; all those of a bare list."""
    tops = _tops(document)
    if len(tops) > 1 and (count := _groups(tops)):
        return count - 1
    return _listed(tops)


def is_list_of_resources(document: Any) -> bool:
    """Tell whether a document is about a list of learning resources, and about none of them before others."""
    return _listed(_tops(document)) > 0


def _tops(document: Any) -> list[dict[str, Any]]:
    """Return the nodes at the top: of a list, of a graph, or the document itself."""
    if type(document) is dict and "@graph" not in document:
        return [document]
    found: list[dict[str, Any]] = []
    waiting = [(document, 0)]
    for value, depth in waiting:  # which grows by what is in them
        if isinstance(value, list) and depth < _DEEPEST and len(waiting) < _MOST:
            waiting += [(inner, depth + 1) for inner in value[:_MOST]]
        elif isinstance(value, dict):
            if value.keys() - {"@context", "@graph"}:
                found.append(value)
            if "@graph" in value and depth < _DEEPEST:
                waiting.append((value["@graph"], depth + 1))
    return found[:_MOST]


def _is_resource(node: dict[str, Any]) -> bool:
    types = set(types_of(node))
    return bool(types & _RESOURCES) or (bool(types & _WORKS) and "learningResourceType" in node)


def _groups(tops: list[dict[str, Any]]) -> int:
    """Return how many groups of nodes, none of which refers to one of another, have a learning resource."""
    groups: list[tuple[set[str], set[str], bool]] = []
    for node in tops:
        is_resource = _is_resource(node)
        if not is_resource and _PARTS.isdisjoint(types_of(node)):
            continue
        names, refers = _names(node), set(_texts(node))
        apart = []
        for group in groups:
            if names & group[1] or refers & group[0]:
                names, refers = names | group[0], refers | group[1]
                is_resource = is_resource or group[2]
            else:
                apart.append(group)
        groups = [*apart, (names, refers, is_resource)]
    return sum(is_resource for _, _, is_resource in groups)


def _names(node: dict[str, Any]) -> set[str]:
    """Return what a node is known by: its addresses, and its name."""
    return {text for key in _KNOWN_BY if isinstance(text := node.get(key), str)}


def _texts(node: dict[str, Any]) -> Iterator[str]:
    """Yield the addresses and names by which a node, or what is within it, may refer to another."""
    waiting: list[Any] = [value for key, value in node.items() if key != "@context" and key not in _KNOWN_BY]
    yield from _names(node)
    for value in waiting:  # which grows by what is in them
        if isinstance(value, str):
            if ":" in value:
                yield value
        elif isinstance(value, list) and len(waiting) < _MOST:
            waiting += value[:_MOST]
        elif isinstance(value, dict) and len(waiting) < _MOST:
            types = set(types_of(value))
            if not types or types & (_RESOURCES | _PARTS | _WORKS):
                yield from _names(value)
                waiting += [inner for key, inner in value.items() if key not in _KNOWN_BY]


def _listed(tops: list[dict[str, Any]]) -> int:
    """Return how many learning resources the lists at the top have, 0 where anything else is learnt from."""
    lists = [node for node in tops if "itemListElement" in node and "ItemList" in types_of(node)]
    if not lists or any(
        _is_resource(node) or not (_PARTS | _WORKS).isdisjoint(types_of(node)) for node in tops
    ):
        return 0
    members: list[dict[str, Any]] = []
    for each in lists:
        listed = each["itemListElement"]
        for member in (listed if isinstance(listed, list) else [listed])[:_MOST]:
            item = member.get("item", member) if isinstance(member, dict) else None
            if isinstance(item, dict) and _is_resource(item):
                members.append(item)
    return len(members)
