"""`commonshelf profile new`: begin a profile that passes its test at once, from nothing or from a table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from commonshelf.commands.options import ProfilesOption, library
from commonshelf.commands.profile.templates import example_rule, profile_text
from commonshelf.console import errors, output
from commonshelf.help import Command
from commonshelf.settings import load_settings
from profiles.failure import Failure
from profiles.rules import Profile, Rule
from profiles.rules.library import Library
from profiles.rules.package import PROFILE, RULES, read_file
from profiles.rules.problem import Problem
from profiles.rules.tabular import Unsaid, read_table
from profiles.rules.versions import version_of, wanted
from validators.drafting import in_the_way, rule_of

app = typer.Typer(rich_markup_mode=None, add_completion=False)
_NAME = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")


@app.command(cls=Command)
def new(
    context: typer.Context,
    name: Annotated[
        Path,
        typer.Argument(
            metavar="NAME", help="The folder to make; its name is the profile's.", show_default=False
        ),
    ],
    extends: Annotated[
        str,
        typer.Option(metavar="PROFILE", help="The profile to narrow: its id, as eu-core or eu-core@^1.0."),
    ] = "eu-core",
    table: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE.csv",
            help="A tabular application profile (DCTAP), whose rows become rules.",
            show_default=False,
        ),
    ] = None,
    profiles: ProfilesOption = None,
) -> None:
    """Make the folder of a profile, with a rule and its examples, ready to edit and to test.

    Of a table, what no rule can say is listed on standard error, by row, with the reason.
    """
    if not _NAME.fullmatch(name.name):
        raise Failure(f"{name.name}: no name for a profile; write small letters and digits, as xx-schools")
    if name.exists():
        raise Failure(f"{name}: it is there already; name another, or remove it")
    known = library(load_settings(context.obj), profiles)
    if name.name in known.profile_names():
        raise Failure(f"{name.name}: there is a profile of that name; choose another")
    base, asked = _base(extends, known)
    rules: Mapping[str, str]
    unsaid: list[Unsaid] = []
    if table is None:
        id_ = _free_id(name.name, known, 1)
        rules = {id_: example_rule(id_)}
    else:
        rules, unsaid = _from_table(table, name.name, base, known)
    _write(name, profile_text(name.name, asked, list(rules), base), rules)
    _tell(name, rules, unsaid, table)


def _base(extends: str, known: Library) -> tuple[Profile, str]:
    """Return the profile to extend, and how it is asked for: from its present version on, else as said."""
    base = known.profile(extends.partition("@")[0])
    asked = wanted(extends if "@" in extends else f"{base.id}@^{base.version.rpartition('.')[0]}")
    version = version_of(base.version)
    if asked is None or version is None or not asked.takes(version):
        raise Failure(
            f"--extends {extends}: there is {base.id}@{base.version}; write that, or {base.id} alone"
        )
    return base, extends if "@" in extends else f"{base.id}@^{version.major}.{version.minor}"


def _from_table(table: Path, name: str, base: Profile, known: Library) -> tuple[dict[str, str], list[Unsaid]]:
    content = read_file(table)
    if isinstance(content, Problem):
        raise Failure(str(content))
    drafts, unsaid = read_table(content, str(table))
    rules: dict[str, tuple[str, Rule]] = {}
    for draft in drafts:
        id_ = _free_id(name, known, len(rules) + 1)
        made = rule_of(draft, id_, table.name, base)
        if not isinstance(made, str) and in_the_way(made[1], [rule for _, rule in rules.values()], base):
            made = "another row speaks of the same field, and of its examples; write the two as one rule"
        if isinstance(made, str):
            checks = ", ".join(name for check in draft.checks for name in check)
            unsaid.append(Unsaid(draft.row, f"{draft.field}: {checks}", made))
        else:
            rules[id_] = made
    return {id_: text for id_, (text, _) in rules.items()}, unsaid


def _free_id(name: str, known: Library, number: int) -> str:
    """Return an id of an area that no rule of others has."""
    area = re.sub(r"[^A-Z0-9]", "", name.upper())[:6].lstrip("0123456789")
    area = area if len(area) > 1 else f"XX{area}"
    taken = {one.partition("-")[0] for one in known.rules}
    while area in taken:
        area = f"{area[:8]}X"
    return f"{area}-{number:03}"


def _write(folder: Path, profile: str, rules: Mapping[str, str]) -> None:
    try:
        (folder / RULES).mkdir(parents=True)
        (folder / PROFILE).write_text(profile, encoding="utf-8", newline="\n")
        for id_, text in rules.items():
            (folder / RULES / f"{id_}.yaml").write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Failure(f"{folder}: it cannot be written: {error.strerror}; name another folder") from error


def _tell(folder: Path, rules: Mapping[str, str], unsaid: list[Unsaid], table: Path | None) -> None:
    console = output()
    console.print(f"Made {folder} with {len(rules)} rule{'s' * (len(rules) != 1)} of its own.", markup=False)
    console.print(f"Edit {folder / PROFILE}, then: commonshelf profile test {folder}", markup=False)
    if unsaid:
        errors().print(f"What no rule says of {table}:", markup=False)
    for one in sorted(unsaid):
        errors().print(f"  row {one.row}, {one.what}: {one.reason}", markup=False)
