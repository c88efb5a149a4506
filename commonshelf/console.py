"""The two consoles, output and errors, and the progress bar of long work."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

_T = TypeVar("_T")
_WIDTH_OF_FILES = 160


class Advance(Protocol):
    """Tells the progress bar that so many more are done."""

    def __call__(self, count: int = 1, /) -> None:
        """Advance by a count."""


def output() -> Console:
    """Return the console for results: colour only on a terminal, and NO_COLOR is honoured."""
    return Console(width=None if sys.stdout.isatty() else _WIDTH_OF_FILES, highlight=False, emoji=False)


def errors() -> Console:
    """Return the console for errors and progress, on standard error."""
    return Console(stderr=True, highlight=False, emoji=False, soft_wrap=True)


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
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=None)
        yield lambda count=1: bar.advance(task, count)


def counted(things: Iterable[_T], advance: Advance) -> Iterator[_T]:
    """Yield the things, telling the bar of each."""
    for thing in things:
        advance()
        yield thing
