"""`commonshelf profile list`: which profiles and rules there are."""

from __future__ import annotations

from typing import Annotated

import typer

from commonshelf.commands.options import ProfilesOption, library
from commonshelf.commands.profile.presenting import Labels, LangOption
from commonshelf.console import aligned, errors, output
from commonshelf.help import Command
from commonshelf.settings import load_settings
from profiles.rules import RuleError

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=Command)
def list_(
    context: typer.Context,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules in place of the profiles.")] = False,
    profiles: ProfilesOption = None,
    lang: LangOption = "en",
) -> None:
    """List the profiles, or with --rules the rules: those of the program and your own.

    What cannot be used is told on standard error, and the rest is listed.
    Exit code 0: all can be used. 2: some cannot.
    """
    known = library(load_settings(context.obj), profiles)
    labels = Labels(lang)
    problems = [str(problem) for problem in known.problems]
    if rules:
        header = (labels["rule"], labels["severity"], labels["title"])
        rows = [(one.id, labels[str(one.severity)], labels.of(one.title)) for one in known.rules.values()]
    else:
        header = ("id", labels["version"], labels["title"])
        rows = []
        for name in known.profile_names():
            try:
                profile = known.profile(name)
            except RuleError as error:
                problems += str(error).splitlines()
                continue
            rows.append((profile.id, profile.version, f"{labels.of(profile.title)} ({len(profile.rules)})"))
    for line in aligned(header, rows, right=()):
        output().print(line)
    for problem in dict.fromkeys(problems):
        errors().print(problem, markup=False)
    raise typer.Exit(2 if problems else 0)
