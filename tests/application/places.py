"""Records of a file, examined, and where in its text a finding leads: worked out apart from the program."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from rich.cells import cell_len

from commonshelf.commands.options import engine
from commonshelf.settings import load_settings
from exchange.pipeline import Examined, examine
from harvesters.oai import FetchOptions
from harvesters.targets import take
from profiles.record import Record
from validators.engine import Engine

NO_BMP = "𝄞 𠮷"


@cache
def judge() -> Engine:
    return engine(load_settings(None), None)


def examined(content: bytes) -> Iterator[Examined]:
    """Yield the records of a file that comes by standard input, examined."""
    for taken in take("-", options=FetchOptions(), stdin=io.BytesIO(content)):
        assert isinstance(taken, Record), taken
        outcome = examine(taken, judge())
        assert isinstance(outcome, Examined), outcome
        yield outcome


def index_at(text: str, line: int, column: int) -> int:
    """Return the index in a text of a line and a column, by the breaks of lines that are there."""
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
    return starts[line - 1] + column - 1


def under_the_caret(outcome: Examined, finding: Any) -> str:
    """Return what is shown above and to the right of the caret in the lines around a finding."""
    lines = str(outcome.show(finding)[1]).split("\n")
    number = next(number for number, line in enumerate(lines) if re.fullmatch(r" +\| +\^", line))
    before = lines[number].index("^")
    above = lines[number - 1]
    while cell_len(above[:before]) > lines[number].index("^"):  # wide characters
        before -= 1
    return above[before:]
