"""XML comes in through one door, profiles/xml.py, where entities and network are off."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGES, modules, tree

DOOR = Path("profiles/xml.py")
OTHER_PARSERS = (
    "bs4",
    "defusedxml",
    "html5lib",
    "lxml.html",
    "lxml.objectify",
    "lxml.sax",
    "untangle",
    "xml",
    "xmltodict",
)
PARSING = {
    "ETCompatXMLParser",
    "HTML",
    "HTMLParser",
    "HTMLPullParser",
    "XML",
    "XMLDTDID",
    "XMLID",
    "XMLParser",
    "XMLPullParser",
    "fromstring",
    "fromstringlist",
    "iterparse",
    "parse",
    "parseid",
}


def parsings(module: ast.Module) -> list[str]:
    """What in a module parses XML by itself, each with its line."""
    known: dict[str, str] = {}
    for node in ast.walk(module):
        known.update(bindings(node))
    found = [f"{line}: {name}" for node in ast.walk(module) for name, line in uses(node, known)]
    return sorted(set(found))


def bindings(node: ast.AST) -> Iterator[tuple[str, str]]:
    """The names that an import binds, with what they stand for."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield (alias.asname, alias.name) if alias.asname else (alias.name.split(".")[0],) * 2
    elif isinstance(node, ast.ImportFrom) and not node.level:
        for alias in node.names:
            yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def uses(node: ast.AST, known: dict[str, str]) -> Iterator[tuple[str, int]]:
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and not node.level:
        names = [f"{node.module}.{alias.name}" for alias in node.names]
    elif isinstance(node, ast.Attribute):
        names = [dotted(node, known)]
    else:
        return
    for name in names:
        room, _, last = name.rpartition(".")
        if (room == "lxml.etree" and last in PARSING) or any(
            name == other or name.startswith(f"{other}.") for other in OTHER_PARSERS
        ):
            yield name, node.lineno


def dotted(node: ast.expr, known: dict[str, str]) -> str:
    """The full name of `a.b.c`, with `a` as it was imported; empty for anything else."""
    if isinstance(node, ast.Name):
        return known.get(node.id, "")
    if isinstance(node, ast.Attribute):
        before = dotted(node.value, known)
        return f"{before}.{node.attr}" if before else ""
    return ""


def test_no_other_module_parses_xml():
    found = {str(path): parsings(tree(path)) for path in modules(*PACKAGES) if path != DOOR}
    assert {name: uses for name, uses in found.items() if uses} == {}


@pytest.mark.parametrize(
    "source",
    [
        "from lxml import etree\netree.fromstring(b'')",
        "from lxml import etree as ET\nET.XMLParser(recover=True)",
        "import lxml.etree\nlxml.etree.iterparse('')",
        "import lxml.etree as e\nparse = e.parse",
        "from lxml.etree import XML",
        "import xml.etree.ElementTree as ET",
        "from xml.dom import minidom",
        "from xml import sax",
        "from lxml import objectify",
    ],
)
def test_parsing_elsewhere_is_noticed(source: str):
    assert parsings(ast.parse(source)) != []


@pytest.mark.parametrize(
    "source",
    [
        "from lxml import etree\netree.tostring(etree.Element('a'))",
        "from profiles import xml\nxml.parse(b'')",
        "from . import xml\nxml.parse(b'')",
        "import json\njson.parse = 1",
    ],
)
def test_what_does_not_parse_by_itself_is_let_be(source: str):
    assert parsings(ast.parse(source)) == []
