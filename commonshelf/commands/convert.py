"""`commonshelf convert`: write the records of a feed or of files in another format."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from commonshelf.commands.options import PrefixOption, SetOption, fetch_options
from commonshelf.console import counted, errors, progress
from commonshelf.help import Command
from commonshelf.settings import load_settings
from exchange.taking_in import Understood, take_in
from harvesters.oai import Request
from harvesters.targets import take
from profiles.document import Syntax
from profiles.failure import Failure
from profiles.formats import FORMATS, Format
from profiles.record import Unreadable

app = typer.Typer(rich_markup_mode=None, add_completion=False)

WRITTEN = {form.name: form for form in FORMATS if form.write is not None}
To = StrEnum("To", {name: name for name in WRITTEN})  # type: ignore[misc]  # as many as there are formats
_SUFFIXES = {Syntax.XML: ".xml", Syntax.JSON: ".json", Syntax.HTML: ".html"}
_NO_NAME = re.compile(r"[^\w.-]+")


@app.command(cls=Command)
def convert(
    context: typer.Context,
    targets: Annotated[
        list[str],
        typer.Argument(metavar="TARGET", help="What `check` takes: an address, files, folders, archives, -."),
    ],
    to: Annotated[To, typer.Option(metavar="|".join(WRITTEN), help="The format to write.")],
    into: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Write a file for each record there; else all go to standard output."
        ),
    ] = None,
    prefix: PrefixOption = None,
    set_spec: SetOption = None,
) -> None:
    """Write records in another format: JSON a record a line, XML one document after the other.

    What the format has no place for is left out, and told at the end, by field.
    Exit code 0: all were written. 2: something could not be read.
    """
    form = WRITTEN[to]
    if into is None and Syntax.HTML in form.syntaxes:
        raise Failure("html: a page is a file of its own; name a folder for them with --into")
    options = fetch_options(load_settings(context.obj))
    request = Request(prefix=prefix, set=set_spec)
    failed, lost = False, Counter[str]()
    with progress("Converting") as advance:
        for target in targets:
            taken = counted(take(target, options=options, request=request, stdin=sys.stdin.buffer), advance)
            for one in map(take_in, taken):
                if isinstance(one, Understood):
                    _write(one, form, into)
                    lost.update(_lost(one, form))
                unread = one.besides if isinstance(one, Understood) else (one,)
                for cause in unread:
                    if isinstance(cause, Unreadable):
                        failed = True
                        errors().print(f"not read: {cause}", markup=False)
    for field, count in sorted(lost.items()):
        errors().print(f"{to} has no place for {field}: left out of {count:,} records", markup=False)
    raise typer.Exit(2 if failed else 0)


def _write(one: Understood, form: Format, into: Path | None) -> None:
    assert form.write is not None  # noqa: S101 - only such are offered
    content = form.write(one.resource)
    if into is None:
        sys.stdout.buffer.write(content + b"\n")
        return
    into.mkdir(parents=True, exist_ok=True)
    name = _NO_NAME.sub("-", one.record.header.identifier).strip("-.")[:150] or "record"
    path = _free(into, name, _SUFFIXES[form.syntaxes[0]])
    path.write_bytes(content)


def _free(folder: Path, name: str, suffix: str) -> Path:
    """Return a path that no file has yet, so that no record takes the place of another."""
    path, number = folder / f"{name}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}{suffix}"
    return path


def _lost(one: Understood, form: Format) -> Iterator[str]:
    if form.is_open:
        return
    yield from (field for field in one.resource.said() if not form.can_say(field))
