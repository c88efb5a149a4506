"""`commonshelf profile release`: freeze a version of a profile, with what its verdicts rest upon."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from commonshelf.commands.options import ProfilesOption, library
from commonshelf.console import errors, output
from commonshelf.help import Command
from commonshelf.settings import load_settings
from profiles.failure import Failure
from profiles.rules import Profile
from profiles.rules.differences import Step, step_of
from profiles.rules.library import Library
from profiles.rules.locking import Lock, lock_of
from profiles.rules.package import LOCK, PROFILE, RELEASES, Package
from validators.proving import changes_since, previous_release, prove

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=Command)
def release(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder of the profile.", show_default=False)
    ],
    profiles: ProfilesOption = None,
) -> None:
    """Freeze the version of a profile in releases/VERSION/, with a lock file.

    The lock has digests of its rules, of its files and of the vocabularies that they name,
    so that a released version that was edited is refused. It must pass 'profile test'.
    Exit code 0: it was released. 1: something is wrong with it. 2: it could not be released.
    """
    known = library(load_settings(context.obj), profiles)
    if not (folder / PROFILE).is_file():
        raise Failure(f"{folder}: there is no {PROFILE} in it; name the folder of a profile")
    (package,) = known.packages_in(folder)
    proof = prove(known, package)
    if proof.problems or proof.profile is None:
        for problem in proof.problems:
            errors().print(str(problem), markup=False)
        errors().print(f"{package.name} was not released: mend what is told above.", markup=False)
        raise typer.Exit(1)
    if package.lock is not None:
        when = f"{package.name} {proof.profile.version} was released on {package.lock.released}"
        raise Failure(f"{when}, and is the same; there is nothing to release")
    _refuse_if_nothing_changed(known, package, proof.profile)
    lock = lock_of(proof.profile, datetime.now(UTC).date().isoformat(), package.files)
    target = folder / RELEASES / proof.profile.version
    _write(target, package, lock)
    output().print(f"Released {package.name} {proof.profile.version} in {target}.", markup=False)


def _refuse_if_nothing_changed(known: Library, package: Package, profile: Profile) -> None:
    earlier = previous_release(known, package)
    newest = max((one.statement.version for one in known.releases(profile.id) if one.statement), default=None)
    if newest is not None and package.statement is not None and package.statement.version < newest:
        raise Failure(f"{profile.id} {newest} was released already; give it a version that is higher")
    if earlier is not None and step_of(changes_since(known, earlier, profile)) is Step.NONE:
        before = earlier.statement.version if earlier.statement else ""
        raise Failure(f"{profile.id}: nothing was changed since {before}; there is nothing to release")


def _write(target: Path, package: Package, lock: Lock) -> None:
    """Write a release whole or not at all."""
    beginning = target.with_name(f".{target.name}.{os.getpid()}")  # another process may write one too
    try:
        shutil.rmtree(beginning, ignore_errors=True)
        for name, content in package.files.items():
            path = beginning / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (beginning / LOCK).write_text(lock.as_json(), encoding="utf-8", newline="\n")
        beginning.rename(target)
    except OSError as error:
        shutil.rmtree(beginning, ignore_errors=True)
        raise Failure(f"{target}: it cannot be written: {error.strerror}; see whether you may") from error
