"""`commonshelf profile show`: a profile or a rule, in the terminal or as a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from commonshelf.commands.options import ProfilesOption, library
from commonshelf.commands.profile.page import profile_page, rule_page
from commonshelf.commands.profile.presenting import (
    Labels,
    LangOption,
    Part,
    profile_parts,
    rule_parts,
    rule_rows,
)
from commonshelf.console import aligned, output
from commonshelf.help import Command
from commonshelf.settings import load_settings
from profiles.failure import Failure
from profiles.rules import Profile, RuleError
from profiles.rules.library import Library

app = typer.Typer(rich_markup_mode=None, add_completion=False)
_RULE = re.compile("[A-Z][A-Z0-9]{1,9}-[0-9]{3}", re.IGNORECASE)


@app.command(cls=Command)
def show(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The id of a rule or a profile, or a profile's file or folder.",
            show_default=False,
        ),
    ],
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write a page there instead.", show_default=False),
    ] = None,
    profiles: ProfilesOption = None,
    lang: LangOption = None,
) -> None:
    """Show a rule with its source, its words and its examples, or a profile with its rules."""
    settings = load_settings(context.obj)
    known = library(settings, profiles)
    labels = Labels(lang or settings.language)
    rule = known.rules.get(name) or known.rules.get(name.upper())
    if rule is not None:
        within = _usable(known)
        page = rule_page(rule, within, labels)
        if html is None:
            _print(f"{rule.id}  {labels.of(rule.title)}", list(rule_parts(rule, within, labels)))
    else:
        if _RULE.fullmatch(name) and not Path(name).exists():
            raise Failure(f"{name}: there is no such rule; list them with: commonshelf profile list --rules")
        profile = known.profile(name)
        page = profile_page(profile, labels)
        if html is None:
            _print_profile(profile, labels)
    if html is not None:
        _write(html, page)


def _usable(known: Library) -> Sequence[Profile]:
    found = []
    for name in known.profile_names():
        try:
            found.append(known.profile(name))
        except RuleError:  # another profile's fault, which `profile list` and `profile test` tell
            continue
    return found


def _print_profile(profile: Profile, labels: Labels) -> None:
    _print(f"{profile.id}  {labels.of(profile.title)}", list(profile_parts(profile, labels)))
    if profile.description:
        output().print(labels.of(profile.description), markup=False)
    output().print()
    header = (labels["rule"], labels["severity"], labels["title"])
    for line in aligned(header, rule_rows(profile, labels), right=()):
        output().print(line)


def _print(title: str, parts: list[Part]) -> None:
    console = output()
    console.print(Text(title, style="bold"))
    width = max(len(part.label) for part in parts)
    for part in parts:
        for number, line in enumerate(part.lines):
            console.print(f"  {part.label if not number else '':{width}}  {line}", markup=False)


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Failure(f"{path}: it cannot be written: {error.strerror}; name another file") from error
