"""Modules and functions stay small enough to be read at one go, and packages offer few names."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.source import PACKAGES, ROOT, modules, tree

LONGEST_MODULE = 300
LONGEST_FUNCTION = 50
WIDEST_SURFACE = 8

# A migration is one list of steps, and is never edited after its release.
LISTS_OF_STEPS = ("registry/migrations/versions/",)

OURS = list(modules(*PACKAGES, "benchmarks", "docs", "tests"))
ROOMS = [path for path in modules(*PACKAGES) if path.name == "__init__.py"]


def test_no_module_is_longer_than_300_lines():
    lengths = {str(path): len((ROOT / path).read_bytes().splitlines()) for path in OURS}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_50_lines():
    lengths = {
        f"{path}, {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in OURS
        if not path.as_posix().startswith(LISTS_OF_STEPS)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_no_package_offers_more_than_8_names():
    offered = {str(path): public_names(tree(path)) for path in ROOMS}
    assert {name: names for name, names in offered.items() if len(names) > WIDEST_SURFACE} == {}


def public_names(module: ast.Module) -> list[str]:
    """The names in `__all__`; where there is none, those that the module binds."""
    bound: list[str] = []
    for node in module.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            names = [name.id for name in ast.walk(node) if isinstance(name, ast.Name)]
            if "__all__" in names and node.value is not None:
                return list(ast.literal_eval(node.value))
            bound += [name for name in names if isinstance(node, ast.Assign) and name.isupper()]
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.append(node.name)
        elif isinstance(node, ast.ImportFrom) and node.module != "__future__":
            bound += [alias.asname or alias.name for alias in node.names]
    return [name for name in bound if not name.startswith("_")]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("from a import b, c\n__all__ = ['b']", ["b"]),
        ("from a import b, _c\ndef d(): ...\nclass E: ...", ["b", "d", "E"]),
        ("from __future__ import annotations", []),
    ],
)
def test_the_names_that_a_package_offers_are_counted(source: str, names: list[str]):
    assert public_names(ast.parse(source)) == names
