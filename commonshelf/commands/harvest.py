"""`commonshelf harvest`: take a repository's records into the registry."""

from __future__ import annotations

from typing import Annotated

import typer

from commonshelf.commands.options import engine, fetch_options
from commonshelf.console import output, progress
from commonshelf.settings import load_settings
from commonshelf.summary import render_runs
from exchange.harvesting import harvest as harvest_source
from harvesters.oai import Request
from registry import Registry, Source


def harvest(
    context: typer.Context,
    address: Annotated[
        str | None,
        typer.Argument(help="An OAI-PMH address, or the id of a source; all sources where it is left out."),
    ] = None,
    prefix: Annotated[
        str | None, typer.Option(help="The metadata prefix; else the richest that is read.")
    ] = None,
    set_spec: Annotated[str | None, typer.Option("--set", help="Only this set.")] = None,
    from_: Annotated[
        str | None, typer.Option("--from", help="Only records changed since, such as 2026-01-31.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", help="Only records changed up to then.")] = None,
    profile: Annotated[str | None, typer.Option(help="The application profile to check against.")] = None,
) -> None:
    """Harvest a repository: check every record, keep all, publish those that conform.

    An address that is not yet a source becomes one. Harvesting again changes
    only what has changed. Exit code 2: a run ended early; what came before is kept.
    """
    settings = load_settings(context.obj)
    judge = engine(settings, profile)
    with Registry.open(settings.database_url) as registry:
        chosen = _sources(registry, address, prefix, set_spec)
        request = Request(prefix=prefix, set=set_spec, from_=from_, until=until)
        runs = []
        for source in chosen:
            with progress(f"Harvesting {source.address}") as advance:
                asked = request if address else Request(prefix=None, set=source.set, from_=from_, until=until)
                run = harvest_source(
                    source, registry, judge, options=fetch_options(settings), request=asked, progress=advance
                )
            runs.append(run)
    render_runs(runs, output())
    raise typer.Exit(2 if any(run.failure for run in runs) else 0)


def _sources(
    registry: Registry, address: str | None, prefix: str | None, set_spec: str | None
) -> list[Source]:
    if address is None:
        known = registry.sources()
        if not known:
            raise typer.BadParameter(
                "there are no sources yet; give an address, or add one with: sources add"
            )
        return known
    for source in registry.sources():
        if source.id == address:
            return [source]
    if not address.startswith(("http://", "https://")):
        raise typer.BadParameter(
            f"{address} is neither an http address nor the id of a source (see: sources list)"
        )
    return [registry.add_source(address, prefix=prefix, set=set_spec)]
