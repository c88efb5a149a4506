"""How the command line speaks: plain help, and what ends a command before it is done.

typer draws help in boxes, names Python's types in it, and marks required
arguments with braces; plain text is what every terminal, pipe and screen
reader can show.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from commonshelf.console import errors
from profiles.failure import Failure

INTERRUPTED = 130
READER_GONE = 141
TERMINATED = 143
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Command(TyperCommand):
    """A command whose help names arguments and options as a user types them."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the pieces of the usage line."""
        return [piece.replace("{", "").replace("}", "") for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the lists of arguments and options."""
        for title, kind in (("Arguments", "argument"), ("Options", "option")):
            said = [
                param.get_help_record(ctx) for param in self.get_params(ctx) if param.param_type_name == kind
            ]
            records = [record for record in said if record is not None]
            if kind == "argument":  # without the name of its Python type
                records = [(name.partition(" <")[0], words) for name, words in records]
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


COMMANDS = {
    "check": "Tell whether records are fit for exchange.",
    "fix": "Propose the mends of a file that are certain.",
    "convert": "Write records in another format.",
    "harvest": "Take records into the registry.",
    "profile": "Show, write, test and release rules and profiles.",
    "sources": "Add, list and remove repositories to harvest.",
    "serve": "Publish what conforms, over OAI-PMH and REST.",
    "demo": "See all of it on three small repositories.",
}
"""The commands with their short help, each a module of commonshelf.commands."""


class _Modules(Mapping[str, Any]):
    """The commands by their names; the module of one is imported when it is looked up.

    A check need not wait for the libraries of the server and of the database.
    """

    def __init__(self, package: str, names: Mapping[str, str]) -> None:
        self._package, self._names = package, names

    def __getitem__(self, name: str) -> Any:
        if name not in self._names:
            raise KeyError(name)
        return typer.main.get_command(import_module(f"{self._package}.{name}").app)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class LateCommands(TyperGroup):
    """Commands with their short help, each a module of a package."""

    package = ""
    names: Mapping[str, str] = MappingProxyType({})

    def __init__(self, **said: Any) -> None:
        super().__init__(**said)
        self.commands = _Modules(self.package, self.names)  # type: ignore[assignment]  # nothing is added

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the list of the commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.names.items()))


class Commands(LateCommands):
    """The commands; Ctrl-C and a closed pipe end them with the exit codes that shells know."""

    package, names = "commonshelf.commands", COMMANDS

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except KeyboardInterrupt:
            errors().print("commonshelf: interrupted", style="bold red")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:  # the reader of a pipe has gone, as with `| head`
            _let_go_of_output()
            raise typer.Exit(READER_GONE) from None
        except OSError as error:  # not 1, which would say that a record does not conform
            if error.errno not in _NO_ROOM:
                raise
            _let_go_of_output()
            raise Failure(
                f"the output cannot be written: {error.strerror}; make room, or write it elsewhere"
            ) from error


def _let_go_of_output() -> None:
    """Lead standard output nowhere, for Python flushes it once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
