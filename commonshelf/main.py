"""The command line: its commands, its settings, and what an error looks like."""

from __future__ import annotations

import signal
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from commonshelf.console import errors, suit_encoding
from commonshelf.help import TERMINATED, Commands
from profiles.failure import Failure

app = typer.Typer(
    name="commonshelf",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Check, harvest and share learning resources.\n\n"
        "'check' tells whether a feed or a file is fit for exchange and what to mend first, "
        "and 'fix' proposes the mends that are certain. "
        "'harvest' takes a repository's records into the registry, and 'serve' publishes those that conform. "
        "'demo' shows all of it on three small repositories of its own: begin there."
    ),
    epilog="'commonshelf COMMAND --help' explains a command.",
)


def _show_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"commonshelf {version('commonshelf')}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config", metavar="FILE", help="The settings file; else commonshelf.toml, if it is there."
        ),
    ] = None,
    show_version: Annotated[  # noqa: ARG001 - its callback acts on it
        bool,
        typer.Option(
            "--version", is_eager=True, callback=lambda v: _show_version(wanted=v), help="Show the version."
        ),
    ] = False,
) -> None:
    context.obj = config


def main() -> None:
    """Run the command line; an error of ours is one line on standard error and the exit code 2."""
    suit_encoding()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # so that what was begun is tidied up
    try:
        app()
    except Failure as error:
        errors().print(f"commonshelf: {error}", style="bold red", markup=False, highlight=False)
        sys.exit(2)
