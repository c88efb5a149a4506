"""`commonshelf profile`: what a standards group does with rules and profiles, a module for each command."""

from __future__ import annotations

import typer

from commonshelf.help import LateCommands


class _Commands(LateCommands):
    package = "commonshelf.commands.profile"
    names = {  # noqa: RUF012 - nobody changes it
        "list": "List the profiles and the rules there are.",
        "show": "Show a profile or a rule.",
        "new": "Begin a profile of your own.",
        "test": "Try the rules of a profile on their examples.",
        "diff": "Compare two profiles.",
        "release": "Freeze a version of a profile.",
        "export": "Write a profile in a language that other tools know.",
    }


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    help="Show, write, test, compare and release application profiles and their rules.",
)


@app.callback()
def _profile() -> None:
    pass
