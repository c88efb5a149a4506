"""`commonshelf sources`: the repositories that are harvested."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from commonshelf.commands.options import PrefixOption, SetOption, web_address
from commonshelf.console import aligned, output
from commonshelf.help import Command
from commonshelf.settings import load_settings
from registry import Registry

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    help="Add, list and remove the repositories that are harvested.",
)
_ID = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")


def _checked_id(value: str | None) -> str | None:
    if value is not None and not _ID.fullmatch(value):
        raise typer.BadParameter(
            f"'{value}' is no id; one of small letters and digits is expected, such as my-repository"
        )
    return value


@app.command("add", cls=Command, short_help="Add a source.")
def add(
    context: typer.Context,
    address: Annotated[
        str, typer.Argument(metavar="ADDRESS", help="The repository's OAI-PMH address.", callback=web_address)
    ],
    name: Annotated[str | None, typer.Option(metavar="NAME", help="A name for people.")] = None,
    source: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="A short id; else from the address.", callback=_checked_id),
    ] = None,
    prefix: PrefixOption = None,
    set_spec: SetOption = None,
) -> None:
    """Add a source, which 'commonshelf harvest' without an address then harvests too."""
    with Registry.open(load_settings(context.obj).database_url) as registry:
        before = {known.id for known in registry.sources()}
        added = registry.add_source(address, id=source, name=name, prefix=prefix, set=set_spec)
    said = "There already is" if added.id in before else "Added"
    output().print(f"{said} {added.id}: {added.address}", markup=False)


@app.command("list", cls=Command, short_help="List the sources.")
def list_(context: typer.Context) -> None:
    """List the sources, with what the registry holds of each."""
    with Registry.open(load_settings(context.obj).database_url) as registry:
        known = [(source, registry.summary(source.id)) for source in registry.sources()]
    if not known:
        output().print(
            "There are no sources yet; add one with: commonshelf sources add ADDRESS", markup=False
        )
        return
    rows = [
        (
            source.id,
            source.address,
            source.prefix or "–",
            source.set or "–",
            f"{held['records']:,}",
            f"{held['conformant']:,}",
        )
        for source, held in known
    ]
    header = ("id", "address", "prefix", "set", "records", "conforming")
    for line in aligned(header, rows, right=header[-2:]):
        output().print(line)


@app.command("remove", cls=Command, short_help="Remove a source.")
def remove(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="ID", help="Its id, which 'sources list' tells.")],
) -> None:
    """Remove a source; what was published of it is withdrawn and stays as tombstones."""
    with Registry.open(load_settings(context.obj).database_url) as registry:
        registry.remove_source(source)
    output().print(f"Removed {source}; its published records are now tombstones.", markup=False)
