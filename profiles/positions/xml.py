"""Where the nodes of an XML payload begin, found by a scan for markup.

No parser tells it: lxml knows no columns and gives a start tag the line on
which it ends, and expat knows four encodings. In a document that is
well-formed, a `<` outside of comments, CDATA sections, processing instructions
and the document type begins a tag and nothing else (XML 1.0, section 2.4), so
that finding tags takes no parsing: no entity, no DTD is ever looked at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import islice

from lxml import etree

from profiles.positions.text import Position, Text
from profiles.xml import local_name, parse

_XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
# The first group is there for an element, the second for a comment or a processing instruction.
_MARKUP = re.compile(
    r"""<(?:
        ([^!?/])
      | (!--.*?--> | \?.*?\?>)
      | !\[CDATA\[.*?\]\]>
      | !DOCTYPE (?: "[^"]*" | '[^']*' | [^"'\[>] )*+
        (?: \[ (?: <!--.*?--> | <\?.*?\?> | "[^"]*" | '[^']*' | [^"'\]] )*+ \] \s* )? >
    )""",
    re.VERBOSE | re.DOTALL,
)
_ELEMENT = 1
_NAME = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(r"\s+([^\s=]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def xml_position(content: bytes, place: int, attribute: str | None = None) -> Position:
    """Return the position of the node at a place, or of one of its attributes, named as lxml names it.

    An attribute that is not written there, such as a default of the document
    type, has the element's position.
    Raises LookupError where the payload has no such node.
    """
    text = Text.of(content)
    index = next((index for _, index in _found(text.characters, {place})), None)
    if index is None:
        raise _absent(place)
    if attribute is not None:
        index = _attribute(content, text.characters, index, attribute)
    return text.positions([index])[index]


def xml_positions(content: bytes, places: Collection[int]) -> dict[int, Position]:
    """Return the positions of the nodes at these places, in one pass; of an element, that of its start tag.

    A place is the number of a node in the order of the document, as
    `enumerate(root.iter())` counts in lxml: the root is 0, and comments and
    processing instructions within it have numbers too. In a page, the nodes of
    a record follow that of the record's root as they do in the record alone.
    A place that the payload does not have is left out.

    The payload is one that profiles.xml.parse accepts.
    """
    text = Text.of(content)
    indices = dict(_found(text.characters, set(places)))
    positions = text.positions(indices.values())
    return {place: positions[index] for place, index in indices.items()}


def page_position(page: bytes, place: int) -> Position:
    """Return the position of the node at a place in a page of many records.

    The page is gone through once, however many places in it are asked for one after the other.
    Raises LookupError where the page has no such node.
    """
    positions = _all_positions(page)
    if place >= len(positions):
        raise _absent(place)
    return positions[place]


def xml_path(root: etree._Element, place: int) -> str:
    """Return the way to a place in local names, such as /lom/general/title/string[2].

    A number stands where the parent has several children of that local name,
    whatever their namespaces. A comment has the path of the element that it is in.
    Raises LookupError where there is no such node.
    """
    paths = xml_paths(root, [place])
    if place not in paths:
        raise _absent(place)
    return paths[place]


def xml_paths(root: etree._Element, places: Collection[int]) -> dict[int, str]:
    """Return the ways to places, as xml_path has them, in one pass; a place that there is not is left out."""
    wanted, last = set(places), max(places, default=-1)
    steps: dict[etree._Element, dict[etree._Element, str]] = {}
    return {
        place: _path(node, root, steps)
        for place, node in enumerate(islice(root.iter(), last + 1))
        if place in wanted
    }


def _path(
    node: etree._Element | None, root: etree._Element, steps: dict[etree._Element, dict[etree._Element, str]]
) -> str:
    """Return the way to a node; `steps` keeps the steps from each parent to its children."""
    way: list[str] = []
    while node is not None:
        parent = node.getparent() if node is not root else None
        if isinstance(node.tag, str):
            if parent is not None and parent not in steps:
                steps[parent] = _steps(parent)
            way.append(local_name(node) if parent is None else steps[parent][node])
        node = parent
    return "/" + "/".join(reversed(way))


def _absent(place: int) -> LookupError:
    return LookupError(
        f"no node has the place {place}; note places in the same payload in which they are sought"
    )


@lru_cache(maxsize=2)
def _all_positions(page: bytes) -> tuple[Position, ...]:
    text = Text.of(page)
    every = range(len(page))  # there are fewer nodes than bytes
    return tuple(text.positions(index for _, index in _found(text.characters, every)).values())


def _found(text: str, places: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield the places of nodes and the indices at which they begin, and stop after the last."""
    last = max(places, default=-1)
    place = 0
    for markup in _MARKUP.finditer(text):
        kind = markup.lastindex
        if kind == _ELEMENT or (kind and place):  # what stands before the root has no place
            if place in places:
                yield place, markup.start()
            if place >= last:
                return
            place += 1


def _steps(parent: etree._Element) -> dict[etree._Element, str]:
    """Return the step to each child: its name, with a number where several have that name."""
    alike: dict[str, list[etree._Element]] = {}
    for child in parent.iterchildren("*"):
        alike.setdefault(local_name(child), []).append(child)
    return {
        child: f"{name}[{number}]" if len(children) > 1 else name
        for name, children in alike.items()
        for number, child in enumerate(children, 1)
    }


def _attribute(content: bytes, text: str, start: int, attribute: str) -> int:
    """Return the index of an attribute in the tag that starts there; the tag's own if it is not written."""
    space, _, local = attribute.rpartition("}")
    space = space.removeprefix("{")
    end = _NAME.match(text, start).end()  # type: ignore[union-attr]  # a start tag has a name
    named = []
    while written := _ATTRIBUTE.match(text, end):
        end = written.end()
        prefix, _, name = written[1].rpartition(":")
        fits = prefix == "xml" if space == _XML_NAMESPACE else bool(prefix) == bool(space)
        if name == local and fits and "xmlns" not in (prefix, written[1]):
            named.append((prefix, written.start(1)))
    if len(named) > 1:  # such as xlink:type beside xsi:type: the prefixes tell
        number = sum(markup.lastindex == _ELEMENT for markup in _MARKUP.finditer(text, 0, start))
        bound = next(islice(parse(content).iter("*"), number, None)).nsmap
        named = [(prefix, index) for prefix, index in named if bound.get(prefix) == space]
    return named[0][1] if named else start
