"""`commonshelf profile diff`: what distinguishes two profiles, and the version number that it calls for."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated, Any

import typer

from commonshelf.commands.options import ProfilesOption, library
from commonshelf.console import aligned, output, suit_json
from commonshelf.help import Command
from commonshelf.settings import load_settings
from profiles.rules import Profile
from profiles.rules.differences import Change, Step, compare, least_version, step_of

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class Format(StrEnum):
    """How the changes are written."""

    TEXT = "text"
    JSON = "json"


@app.command(cls=Command)
def diff(
    context: typer.Context,
    before: Annotated[
        str,
        typer.Argument(
            metavar="BEFORE", help="A profile: its id, id@version, file or folder.", show_default=False
        ),
    ],
    after: Annotated[
        str, typer.Argument(metavar="AFTER", help="The profile to compare it with.", show_default=False)
    ],
    form: Annotated[
        Format, typer.Option("--format", metavar="text|json", help="How the changes are written.")
    ] = Format.TEXT,
    profiles: ProfilesOption = None,
) -> None:
    """Tell each change between two profiles, as tightening, loosening, neutral or incomparable.

    Then the step of the version number that the changes call for: major, where what
    conformed may now fail; minor, for new warnings and for loosenings; patch, for words.
    """
    known = library(load_settings(context.obj), profiles)
    old, new = known.profile(before), known.profile(after)
    changes = compare(old, new)
    if form is Format.JSON:
        suit_json()
        json.dump(_as_json(old, new, changes), sys.stdout, ensure_ascii=False, indent=1, default=list)
        sys.stdout.write("\n")
    else:
        _print(old, new, changes)


def _print(old: Profile, new: Profile, changes: list[Change]) -> None:
    rows = [
        (one.rule or "profile", one.what, str(one.way), one.step.name.lower(), _told(one)) for one in changes
    ]
    for line in aligned(("rule", "what", "way", "step", "change"), rows, right=()):
        output().print(line)
    step = step_of(changes)
    if step is Step.NONE:
        output().print("Nothing distinguishes them.", markup=False)
        return
    output().print(
        f"{old.id} {old.version} to {new.id} {new.version}: a {step.name.lower()} step,", markup=False
    )
    output().print(f"so that {least_version(old.version, step)} or higher comes after it.", markup=False)


def _told(change: Change) -> str:
    if change.before is None and change.after is None:
        return "its words" if change.rule else "other words"
    if change.before is None:
        return f"added: {_shown(change.after)}"
    if change.after is None:
        return f"removed: {_shown(change.before)}"
    return f"{_shown(change.before)} → {_shown(change.after)}"


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=list)
    return text if len(text) <= 100 else f"{text[:99]}…"


def _as_json(old: Profile, new: Profile, changes: list[Change]) -> dict[str, Any]:
    step = step_of(changes)
    return {
        "before": {"id": old.id, "version": old.version},
        "after": {"id": new.id, "version": new.version},
        "changes": [{**one._asdict(), "step": one.step.name.lower()} for one in changes],
        "step": step.name.lower(),
        "leastVersion": str(least_version(old.version, step)),
    }
