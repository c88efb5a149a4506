"""Reads the YAML of rules and profiles, and remembers in which line each value stands.

What can be used against the reader is refused or bounded: aliases, by which a
few lines become billions, or a value itself; tags; a key twice. Words
stay words (`no` is Norwegian, `2026-11-01` a date as text); only true, false,
null and plain numbers are something else.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from profiles.rules.problem import Problem

LARGEST = 250_000
"""How many bytes a file may have; the largest of ours has some thousands."""

_MOST_VALUES = 20_000

Path = tuple[str | int, ...]

_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,17})$")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,17})\.\d{1,18}$")
_PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}
_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value")
)


class Lined(NamedTuple):
    """What a file says, and the line of each of its values by the way to it."""

    value: Any
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """Return the line of a value, or of what it is missing from."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class YamlError(Exception):
    """A file cannot be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def read_yaml(content: bytes, file: str) -> Lined:
    """Return what a file says; raises YamlError where it cannot be read."""
    if len(content) > LARGEST:
        raise YamlError(too_large(file, len(content)))
    try:
        root = yaml.compose(content, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        cause = f"not well-formed YAML: {' '.join(str(error.problem or error.context).split())}"
        raise YamlError(Problem(file, line, cause, _remedy(str(error.problem)))) from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        cause = f"not readable as YAML: {' '.join(str(error).split())[:200]}"
        raise YamlError(Problem(file, 0, cause, "save it as text in UTF-8")) from error
    if root is None:
        raise YamlError(Problem(file, 0, "there is nothing in it", "write it, or remove the file"))
    lines: dict[Path, int] = {}
    return Lined(_Reader(file, lines).value(root, ()), lines)


def too_large(file: str, size: int) -> Problem:
    """Return the problem of a file that is too large to be a rule or a profile."""
    cause = f"it has {size:,} bytes, and a rule or a profile may have {LARGEST:,}"
    return Problem(file, 0, cause, "split it, or put long lists of words into a vocabulary")


def _remedy(cause: str) -> str:
    if any(words in cause for words in ("not find expected", "end of stream", "found unexpected")):
        return "see whether the file was cut off, or a quotation mark or a bracket is missing"
    if "mapping values are not allowed" in cause:
        return "put the text into quotation marks, since it holds a colon"
    if "maximum nesting depth" in cause:
        return "write it with fewer levels"
    return "mend the line"


class _Reader:
    """Makes values of the nodes of a document."""

    def __init__(self, file: str, lines: dict[Path, int]) -> None:
        self._file, self._lines = file, lines
        self._count = 0
        self._above: set[int] = set()

    def value(self, node: Any, path: Path) -> Any:
        line = node.start_mark.line + 1
        self._lines.setdefault(path, line)
        self._count += 1
        if self._count > _MOST_VALUES:
            raise self._refused(
                line, f"there are more than {_MOST_VALUES:,} values", "write fewer, or no aliases"
            )
        if id(node) in self._above:
            raise self._refused(line, "an alias (*) stands within what it repeats", "write the part out")
        if node.tag not in _TAGS:
            raise self._refused(line, f"the tag {node.tag[:60]} is not known here", "leave the tag out")
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        self._above.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            found: Any = [self.value(item, (*path, number)) for number, item in enumerate(node.value)]
        else:
            found = self._mapping(node, path)
        self._above.remove(id(node))
        return found

    def _mapping(self, node: Any, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise self._refused(line, "a key is a list or a mapping", "write a word as key")
            if key.value in found:
                first = self._lines[(*path, key.value)]
                raise self._refused(line, f"{key.value} stands twice, first in line {first}", "remove one")
            self._lines[(*path, key.value)] = line
            found[key.value] = self.value(value, (*path, key.value))
        return found

    def _refused(self, line: int, cause: str, remedy: str) -> YamlError:
        return YamlError(Problem(self._file, line, cause, remedy))


def _scalar(node: Any) -> Any:
    text: str = node.value
    if node.style:  # in quotation marks, or a block of text
        return text
    if text in _PLAIN:
        return _PLAIN[text]
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _NUMBER.match(text) else text
