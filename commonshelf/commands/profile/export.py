"""`commonshelf profile export`: write a profile in a language that other tools know."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from commonshelf.commands.options import ProfilesOption, library
from commonshelf.commands.profile.presenting import LangOption
from commonshelf.console import errors, suit_json
from commonshelf.help import Command
from commonshelf.settings import load_settings
from profiles.failure import Failure
from validators.exports import BASE, KINDS, LANGUAGES, Residue
from validators.exports import export as exported

app = typer.Typer(rich_markup_mode=None, add_completion=False)

As = StrEnum("As", {name: name for name in KINDS})  # type: ignore[misc]  # as many as there are exports


@app.command(cls=Command)
def export(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="The id of a profile, or a profile's file or folder.", show_default=False
        ),
    ],
    kind: Annotated[
        As,
        typer.Option(
            "--as", metavar="|".join(KINDS), help="The language to write it in.", show_default=False
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER|FILE",
            help="The file to write; a name without a suffix is a folder, for the residue too. "
            "Else it goes to standard output.",
            show_default=False,
        ),
    ] = None,
    profiles: ProfilesOption = None,
    lang: LangOption = "en",
    base: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where the addresses of your rules and profiles begin.")
    ] = BASE,
) -> None:
    """Write a profile as shapes, schemas, a table, a page or a description, for other tools and for readers.

    What the language cannot say is listed on standard error with the reason, and stands in the export.
    Exit code 0: it was written. 2: it could not be.
    """
    if lang not in LANGUAGES:
        raise Failure(f"--lang {lang}: no such language; the rules speak {', '.join(LANGUAGES)}")
    profile = library(load_settings(context.obj), profiles).profile(name)
    made = exported(profile, kind.value, base=_checked_base(base), lang=lang)
    if output is not None and (output.is_dir() or not re.search("[a-z]", output.suffix, re.IGNORECASE)):
        _write({output / file: text for file, text in {**made.files, **made.beside}.items()})
    elif len(made.files) > 1:
        cause = f"{kind.value}: {profile.id} makes {len(made.files)} files, one a severity"
        raise Failure(f"{cause}; name a folder for them with --output")
    elif output is not None:
        _write({output: next(iter(made.files.values()))})
    else:
        suit_json()
        sys.stdout.writelines(made.files.values())
    _tell(made.residue)


def _write(files: Mapping[Path, str]) -> None:
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise Failure(
                f"{path}: it cannot be written: {error.strerror}; name another with --output"
            ) from error


def _tell(residue: Sequence[Residue]) -> None:
    """Tell on standard error what the export does not say, and why."""
    console = errors()
    if residue:
        whole = len({one.rule for one in residue if one.whole})
        console.print(f"Not said in it: {len(residue)} checks; of {whole} rules nothing.", markup=False)
    for one in residue:
        console.print(f"  {one.rule}, {one.check}: {one.reason}", markup=False)


def _checked_base(address: str) -> str:
    """Return an address at which others can begin; refuse one that none can."""
    parts = urlsplit(address)
    if not parts.scheme or re.search(r"[\s<>\"{}|\\^`]", address):
        raise typer.BadParameter(
            f"'{address}' is no address; one such as https://profiles.example/ is expected"
        )
    return address if address.endswith(("/", "#", ":")) else f"{address}/"
