"""The command line: its commands, its settings, and what an error looks like."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from commonshelf.commands import check, demo, harvest, serve, sources
from commonshelf.console import errors
from commonshelf.settings import SettingsError
from harvesters.oai import HarvestFailed
from profiles.rules import RuleError
from registry import RegistryError

OUR_ERRORS = (SettingsError, HarvestFailed, RegistryError, RuleError)

app = typer.Typer(
    name="commonshelf",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Check, harvest and share learning resources.\n\n"
        "`check` tells whether a feed or a file is fit for exchange and what to mend first; "
        "`harvest` takes a repository's records into the registry; `serve` republishes those that conform. "
        "`demo` shows all of it on three small repositories of its own."
    ),
)
app.command("check")(check.check)
app.command("harvest")(harvest.harvest)
app.add_typer(sources.app, name="sources")
app.command("serve")(serve.serve)
app.command("demo")(demo.demo)


def _show_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"commonshelf {version('commonshelf')}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help="The settings file (commonshelf.toml).")
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
    try:
        app()
    except OUR_ERRORS as error:
        errors().print(f"commonshelf: {error}", style="bold red", markup=False, highlight=False)
        sys.exit(2)
    except BrokenPipeError:  # the reader of a pipe has gone, as with `| head`
        sys.stderr.close()
        sys.exit(141)
