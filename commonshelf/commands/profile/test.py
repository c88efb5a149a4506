"""`commonshelf profile test`: try profiles and their rules before others are measured by them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commonshelf.commands.options import ProfilesOption, library
from commonshelf.console import errors, output
from commonshelf.help import Command
from commonshelf.settings import load_settings
from profiles.rules.library import Library
from profiles.rules.package import Package
from validators.proving import Proof, prove

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=Command)
def try_out(
    context: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="DIR",
            help="The folder of a profile, or one that holds such; or an id.",
            show_default=False,
        ),
    ],
    profiles: ProfilesOption = None,
) -> None:
    """Run every example of a profile's rules, and prove that it narrows what it extends.

    All that is wrong is told, with the file, the line and what to do.
    Exit code 0: nothing is wrong. 1: something is. 2: it could not be tried.
    """
    known = library(load_settings(context.obj), profiles)
    packages = [package for name in names for package in _packages(known, name)]
    told = [_tell(package, prove(known, package)) for package in packages]
    raise typer.Exit(1 if any(told) else 0)


def _packages(known: Library, name: str) -> list[Package]:
    path = Path(name)
    if name not in known.profile_names() and (path.is_dir() or ("/" in name and path.suffix != ".yaml")):
        return known.packages_in(path)
    return [known.package(name)]


def _tell(package: Package, proof: Proof) -> bool:
    """Tell what a trial brought, and whether something is wrong."""
    for problem in proof.problems:
        errors().print(str(problem), markup=False)
    tried = f"{_counted(proof.rules, 'rule')}, {_counted(proof.examples, 'example')}"
    if proof.problems:
        output().print(
            f"{package.name}: {tried}; {_counted(len(proof.problems), 'thing')} to mend", markup=False
        )
        return True
    profile = proof.profile
    above = f", which narrows {profile.extends[0]}" if profile and profile.extends else ""
    version = profile.version if profile else ""
    output().print(f"{package.name} {version}{above}: {tried}; all is well", markup=False)
    return False


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"
