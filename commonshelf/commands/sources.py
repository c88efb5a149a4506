"""`commonshelf sources`: the repositories that are harvested."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from commonshelf.console import output
from commonshelf.settings import load_settings
from registry import Registry

app = typer.Typer(no_args_is_help=True, help="Add, list and remove the repositories that are harvested.")


@app.command("add")
def add(
    context: typer.Context,
    address: Annotated[str, typer.Argument(help="The repository's OAI-PMH address.")],
    name: Annotated[str | None, typer.Option(help="A name for people.")] = None,
    source: Annotated[
        str | None, typer.Option("--id", help="A short id; else made from the address.")
    ] = None,
    prefix: Annotated[str | None, typer.Option(help="The metadata prefix to ask for.")] = None,
    set_spec: Annotated[str | None, typer.Option("--set", help="Only this set.")] = None,
) -> None:
    """Add a source; `commonshelf harvest` without an address then harvests it too."""
    if not address.startswith(("http://", "https://")):
        raise typer.BadParameter(f"{address}: an address starts with http:// or https://")
    with Registry.open(load_settings(context.obj).database_url) as registry:
        added = registry.add_source(address, id=source, name=name, prefix=prefix, set=set_spec)
    output().print(f"Added {added.id}: {added.address}", markup=False)


@app.command("list")
def list_(context: typer.Context) -> None:
    """List the sources, with what the registry holds of each."""
    with Registry.open(load_settings(context.obj).database_url) as registry:
        known = [(source, registry.summary(source.id)) for source in registry.sources()]
    if not known:
        output().print(
            "There are no sources yet; add one with: commonshelf sources add ADDRESS", markup=False
        )
        return
    table = Table("id", "address", "prefix", "set", box=None, pad_edge=False, header_style="bold")
    table.add_column("records", justify="right")
    table.add_column("conformant", justify="right")
    for source, held in known:
        table.add_row(
            source.id,
            source.address,
            source.prefix or "–",
            source.set or "–",
            f"{held['records']:,}",
            f"{held['conformant']:,}",
        )
    output().print(table)


@app.command("remove")
def remove(
    context: typer.Context, source: Annotated[str, typer.Argument(help="The id of the source.")]
) -> None:
    """Remove a source; what was published of it is withdrawn and stays as tombstones."""
    with Registry.open(load_settings(context.obj).database_url) as registry:
        registry.remove_source(source)
    output().print(f"Removed {source}; its published records are now tombstones.", markup=False)
