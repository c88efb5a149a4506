"""Microdata and RDFa of a page, as JSON-LD in schema.org's own words, found by extruct.

extruct is loaded only when a page has either: that takes a third of a second.
It fetches nothing: its HTML parser knows no entities but HTML's, and RDFa
vocabularies are not looked up.
"""

from __future__ import annotations

import json
from typing import Any

from lxml import etree

CONTEXT = "https://schema.org/"
_SCHEMA_ORG = tuple(
    f"{scheme}schema.org/" for scheme in ("http://", "https://", "http://www.", "https://www.")
)
_LARGEST = 5_000_000  # characters of a page; extruct copies what it reads many times over
_DEEPEST = 20
# What extruct, lxml and pyRdfa raise on pages that are broken badly enough.
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    etree.LxmlError,
)


def microdata(text: str) -> dict[str, Any] | None:
    """Return the items of schema.org's types in a page (HTML Microdata), None where there is none."""
    if len(text) > _LARGEST:
        return None
    import extruct  # noqa: PLC0415 - slow to load, and few pages need it

    try:
        items = extruct.extract(text.encode("utf-8", "replace"), syntaxes=["microdata"])["microdata"]
    except _BROKEN:
        return None
    return _document([_item(item) for item in items if _is_schema_org(item.get("type"))])


def rdfa(text: str) -> dict[str, Any] | None:
    """Return the nodes of schema.org's types in a page (RDFa 1.1), None where there is none.

    RDFa tells no order among several values of a property, so they are sorted.
    """
    if len(text) > _LARGEST:
        return None
    from extruct.rdfa import RDFaExtractor  # noqa: PLC0415 - as above
    from extruct.utils import parse_xmldom_html  # noqa: PLC0415

    try:
        tree = parse_xmldom_html(text.encode("utf-8", "replace"), encoding="utf-8")
        for element in tree.iter(etree.Element):
            _as_html5(element)
        nodes = RDFaExtractor().extract_items(tree)
    except _BROKEN:
        return None
    by_id = {node["@id"]: node for node in nodes}
    found = [_node(node, by_id, ()) for node in nodes if _is_schema_org(node.get("@type"))]
    return _document(sorted(found, key=json.dumps))


def _as_html5(element: Any) -> None:
    """Put where extruct looks for them, which reads pages as XML, what HTML writes elsewhere."""
    if lang := element.get("lang"):
        element.set("xml:lang", lang)
    if element.get("property") and element.get("content") is None and (stamp := element.get("datetime")):
        element.set("content", stamp)


def _document(nodes: list[dict[str, Any]]) -> dict[str, Any] | None:
    if not nodes:
        return None
    return {"@context": CONTEXT, **nodes[0]} if len(nodes) == 1 else {"@context": CONTEXT, "@graph": nodes}


def _is_schema_org(types: Any) -> bool:
    words = types if isinstance(types, list) else [types]
    return any(isinstance(word, str) and word.startswith(_SCHEMA_ORG) for word in words)


def _name(word: str) -> str:
    """Return the name of a type or a property, without the address of schema.org before it."""
    start = next((start for start in _SCHEMA_ORG if word.startswith(start)), "")
    return word[len(start) :]


def _item(item: Any) -> Any:
    """Return an item of microdata, or a plain value, as JSON-LD has it."""
    if isinstance(item, list):
        return [_item(each) for each in item]
    if not isinstance(item, dict):
        return item
    types = item.get("type", [])
    types = [_name(word) for word in (types if isinstance(types, list) else [types])]
    if not types and not item.get("properties"):
        return item.get("value")
    said: dict[str, Any] = {"@type": types[0] if len(types) == 1 else types} if types else {}
    if item.get("id"):
        said["@id"] = item["id"]
    if item.get("value"):
        said["name"] = item["value"]
    for name, value in item.get("properties", {}).items():
        said[_name(name)] = _item(value)
    return said


def _node(node: dict[str, Any], by_id: dict[str, Any], above: tuple[str, ...]) -> dict[str, Any]:
    """Return a node with those that it refers to put into it."""
    said: dict[str, Any] = {}
    identity = node["@id"]
    if identity and not identity.startswith("_:"):
        said["@id"] = identity
    if "@type" in node:
        said["@type"] = [_name(word) for word in node["@type"]]
    for name, values in sorted(node.items()):
        if not name.startswith("@"):
            found = [_value(value, by_id, (*above, identity)) for value in values]
            said[_name(name)] = found[0] if len(found) == 1 else sorted(found, key=json.dumps)
    return said


def _value(value: dict[str, Any], by_id: dict[str, Any], above: tuple[str, ...]) -> Any:
    identity = value.get("@id")
    if identity is None:
        return value if "@language" in value else value.get("@value")
    if identity in by_id and identity not in above and len(above) < _DEEPEST:
        return _node(by_id[identity], by_id, above)
    return {} if identity.startswith("_:") else {"@id": identity}
