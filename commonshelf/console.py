"""The two consoles, output and errors, the progress bar of long work, and plain tables."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TextIO, TypeVar

from rich.cells import cell_len
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

_T = TypeVar("_T")


class Advance(Protocol):
    """Tells the progress bar that so many more are done."""

    def __call__(self, count: int = 1, /) -> None:
        """Advance by a count."""


class _Console(Console):
    """rich's console, which leaves a reader's going away to the command line to answer."""

    def on_broken_pipe(self) -> None:
        raise  # noqa: PLE0704 - the BrokenPipeError that rich is handling when it calls this


def output(file: TextIO | None = None) -> Console:
    """Return the console for results: colour only on a terminal, and NO_COLOR is honoured.

    Lines are never broken by it: what goes to a file or through a pipe stays whole.
    """
    return _Console(file=file, highlight=False, emoji=False, soft_wrap=True)


def errors() -> Console:
    """Return the console for errors and progress, on standard error."""
    return _Console(stderr=True, highlight=False, emoji=False, soft_wrap=True)


def suit_encoding() -> None:
    """Let no character end the program that the encoding of the terminal or the file lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def suit_json() -> None:
    """Write standard output in UTF-8, as JSON is (RFC 8259, section 8.1); what that lacks is escaped."""
    suit_utf_8("backslashreplace")


def suit_utf_8(unheard_of: str) -> None:
    """Write standard output in UTF-8, as files for programs are, and line ends as they are given.

    What that lacks is dealt with as Python's error handler of that name does.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors=unheard_of, newline="\n")


@contextmanager
def progress(title: str) -> Iterator[Advance]:
    """Show a bar with the count so far while the work runs; nothing where nobody watches."""
    console = errors()
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    watched = console.is_terminal and not console.is_dumb_terminal
    with Progress(*columns, console=console, transient=True, disable=not watched) as bar:
        task = bar.add_task(title, total=None)
        yield lambda count=1: bar.advance(task, count)


def counted(things: Iterable[_T], advance: Advance) -> Iterator[_T]:
    """Yield the things, telling the bar of each."""
    for thing in things:
        advance()
        yield thing


def aligned(header: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[str]) -> Iterator[Text]:
    """Yield the lines of a table as wide as it must be; columns named in `right` end on one line.

    rich's own tables cut cells where the terminal is narrow, and an id that is cut is none.
    """
    widths = [max(map(cell_len, column)) for column in zip(header, *rows, strict=True)]
    for row in (header, *rows):
        cells = []
        for name, cell, width in zip(header, row, widths, strict=True):
            space = " " * (width - cell_len(cell))
            cells.append(space + cell if name in right else cell + space)
        yield Text("  ".join(cells).rstrip(), style="bold" if row is header else "")
