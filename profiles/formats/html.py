"""Reading HTML pages: what they say of a resource to programs or, failing that, to search engines.

JSON-LD goes first, then microdata, then RDFa, each in schema.org's terms. Only
a page with none of them is read by its meta elements, which are about the page
rather than what it offers. Nodes of what surrounds a resource on its page, such
as the site or its breadcrumbs, do not count. A title alone is no record.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from profiles.document import Syntax, parse_json
from profiles.formats import elm, schema_org
from profiles.formats.format import Format, joined
from profiles.formats.html_embedded import microdata, rdfa
from profiles.formats.html_meta import CROSSWALK, read_meta
from profiles.formats.html_page import Page
from profiles.formats.html_writing import write
from profiles.formats.jsonld_several import further_resources
from profiles.model import LearningResource
from profiles.xml import NotReadable

__all__ = ["CROSSWALK", "broken_scripts", "holds_data", "read", "script_spans", "write"]

_SURROUNDINGS = frozenset(
    [
        *(
            "BreadcrumbList",
            "ItemList",
            "ListItem",
            "Organization",
            "Person",
            "SearchAction",
            "SiteNavigationElement",
        ),
        *("WebPage", "WebSite", "WPFooter", "WPHeader", "WPSideBar"),
    ]
)
_MOST_LOOKED_AT = 1000


def read(text: str) -> LearningResource:
    """Return what a page says, every value as found.

    The place of a value in the JSON-LD of a script is ("script", n, *keys), n
    being the number of that script among those of JSON-LD, from 0; all else has
    the place of the page as a whole, (). Bad pages never raise.
    """
    page = _page(text)
    scripts = {number: value for number, value in _scripts(page) if _speaks_of_a_resource(value)}
    if scripts and (resource := _read_scripts(scripts)).said():
        return resource
    embedded = ((page.has_microdata, microdata), (page.has_rdfa, rdfa))
    for there, extract in embedded:
        if there and _speaks_of_a_resource(found := extract(text)):
            resource = schema_org.read(found)
            if resource.said():
                return LearningResource.of(
                    resource.said(), {field: [()] * len(at) for field, at in resource.places.items()}
                )
    return read_meta(page)


def holds_data(text: str) -> bool:
    """Tell whether a page says anything that is read: more than a title and a language."""
    return bool(read(text).said())


def script_spans(text: str) -> list[tuple[int, int]]:
    """Return where in a page's text the JSON of each script of JSON-LD starts and ends, in their order.

    Comments and CDATA around it, and a semicolon after it, are left out.
    """
    return _page(text).scripts


def further(text: str) -> int:
    """Return how many learning resources the JSON-LD of a page has beside the one that is read."""
    values = [value for _, value in _scripts(_page(text))]
    for value in values:
        if elm.is_elm(value):
            return elm.further(value)
    return further_resources(values)


def broken_scripts(text: str) -> list[tuple[int, str]]:
    """Return for each script of JSON-LD that is not well-formed the line in the page, and what is wrong."""
    found = []
    page = _page(text)
    whole = {number for number, _ in _scripts(page)} if page.scripts else set()
    for number, (start, end) in enumerate(page.scripts):
        if number in whole or not text[start:end].strip():
            continue
        at, cause = start, "it is nested too deep"
        try:
            json.loads(text[start:end], strict=False)
        except json.JSONDecodeError as error:
            at, cause = start + error.pos, error.msg
        except (ValueError, RecursionError):
            pass
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        found.append((line, f"its JSON-LD is not well-formed: line {line}, column {column}: {cause}"))
    return found


@lru_cache(1)
def _page(text: str) -> Page:
    return Page(text)


def _scripts(page: Page) -> Iterator[tuple[int, Any]]:
    """Yield the number and the value of each script of JSON-LD; one that is broken costs only itself."""
    for number, (start, end) in enumerate(page.scripts):
        content = page.text[start:end]
        try:
            yield number, parse_json(content.encode("utf-8", "replace"))
        except NotReadable:
            try:
                yield number, json.loads(content, strict=False)  # with line breaks within strings
            except (ValueError, RecursionError):
                continue


def _speaks_of_a_resource(value: Any) -> bool:
    """Tell whether one of the nodes at the top is of more than the page's surroundings."""
    waiting, looked_at = [value], 0
    while waiting and looked_at < _MOST_LOOKED_AT:
        node = waiting.pop()
        looked_at += 1
        if isinstance(node, list):
            waiting += node[:_MOST_LOOKED_AT]
        elif isinstance(node, dict):
            waiting += [node[key] for key in ("@graph", "mainEntity") if key in node]
            said = node.get("@type", node.get("type", ()))
            types = {said} if isinstance(said, str) else {w for w in said or () if isinstance(w, str)}
            if node.keys() - {"@context", "@graph", "@id", "id"} and not types <= _SURROUNDINGS:
                return True
            if not types and node.keys() - {"@context", "@graph", "@id", "id", "@type", "type"}:
                return True
    return False


def _read_scripts(scripts: dict[int, Any]) -> LearningResource:
    """Read the scripts as one document, since a node in one may refer to another's."""
    for number, value in scripts.items():
        if elm.is_elm(value):
            return _placed(elm.read(value), [number], alone=True)
    values = list(scripts.values())
    alone = len(values) == 1
    return _placed(schema_org.read(values[0] if alone else values), list(scripts), alone=alone)


def _placed(resource: LearningResource, numbers: list[int], *, alone: bool) -> LearningResource:
    places = {
        field: [_in_script(place, numbers, alone=alone) for place in at]
        for field, at in resource.places.items()
    }
    return LearningResource.of(resource.said(), places)


def _in_script(place: Any, numbers: list[int], *, alone: bool) -> tuple[int | str, ...]:
    keys = place if isinstance(place, tuple) else ()
    if alone:
        return ("script", numbers[0], *keys)
    return ("script", numbers[keys[0]], *keys[1:]) if keys else ()


FORMAT = Format(
    name="html",
    title="HTML pages",
    syntaxes=(Syntax.HTML,),
    recognises=holds_data,
    read=read,
    write=write,
    further=further,
    crosswalk=joined(CROSSWALK),
)
