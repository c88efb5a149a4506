"""`commonshelf profile list`: which profiles and rules there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from commonshelf.commands.options import ProfilesOption, library
from commonshelf.commands.profile.presenting import Labels, LangOption
from commonshelf.console import aligned, errors, output
from commonshelf.help import Command
from commonshelf.settings import load_settings
from profiles.rules import RuleError
from profiles.rules.library import Library

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=Command)
def list_(
    context: typer.Context,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules in place of the profiles.")] = False,
    profiles: ProfilesOption = None,
    lang: LangOption = None,
) -> None:
    """List the profiles, or with --rules the rules: those of the program and your own.

    What cannot be used is told on standard error, and the rest is listed.
    Exit code 0: all can be used. 2: some cannot.
    """
    settings = load_settings(context.obj)
    known = library(settings, profiles)
    labels = Labels(lang or settings.language)
    problems = [str(problem) for problem in known.problems]
    if rules:
        header: tuple[str, ...] = (labels["rule"], labels["severity"], labels["title"])
        rows: list[tuple[str, ...]] = [
            (one.id, labels[str(one.severity)], labels.of(one.title)) for one in known.rules.values()
        ]
    else:
        header = ("id", labels["version"], labels["rules"], labels["name"])
        rows = list(_profiles(known, labels, problems))
    for line in aligned(header, rows, right=(labels["rules"],)):
        output().print(line)
    for problem in dict.fromkeys(problems):
        errors().print(problem, markup=False)
    raise typer.Exit(2 if problems else 0)


def _profiles(known: Library, labels: Labels, problems: list[str]) -> Iterator[tuple[str, ...]]:
    for name in known.profile_names():
        try:
            profile = known.profile(name)
        except RuleError as error:
            problems += str(error).splitlines()
            continue
        yield profile.id, profile.version, str(len(profile.rules)), labels.of(profile.title)
