"""`commonshelf harvest`: take a repository's records into the registry."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from commonshelf.commands.options import (
    PrefixOption,
    ProfileOption,
    ProfilesOption,
    SetOption,
    engine,
    fetch_options,
    web_address,
)
from commonshelf.console import output, progress
from commonshelf.help import Command
from commonshelf.settings import load_settings
from commonshelf.summary import render_runs
from exchange.harvesting import Harvested
from exchange.harvesting import harvest as harvest_source
from harvesters.oai import Request
from registry import Registry, Source

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=Command)
def harvest(
    context: typer.Context,
    address: Annotated[
        str | None,
        typer.Argument(metavar="ADDRESS", help="An OAI-PMH address, or a source's id; else all sources."),
    ] = None,
    prefix: PrefixOption = None,
    set_spec: SetOption = None,
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="Only what changed since.", callback=_date),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="Only what changed up to then.", callback=_date),
    ] = None,
    profile: ProfileOption = None,
    profiles: ProfilesOption = None,
) -> None:
    """Harvest a repository: check every record, keep all, publish those that conform.

    An address that is not yet a source becomes one. Harvesting again changes
    only what has changed. Exit code 0: all was harvested. 2: a run ended early;
    what came before is kept, and harvesting again takes the rest.
    """
    settings = load_settings(context.obj)
    judge = engine(settings, profile, profiles)
    options = fetch_options(settings)
    asked = Request(prefix=prefix, set=set_spec, from_=from_, until=until)
    runs: list[Harvested] = []
    with Registry.open(settings.database_url) as registry:
        try:
            for source in _sources(registry, address, prefix, set_spec):
                with progress(f"Harvesting {source.address}") as advance:
                    run = harvest_source(
                        source, registry, judge, options=options, request=asked, progress=advance
                    )
                runs.append(run)
        finally:  # also where Ctrl-C ends it: what was harvested is kept
            render_runs(runs, output())
    raise typer.Exit(2 if any(run.failure for run in runs) else 0)


def _date(value: str | None) -> str | None:
    if value is not None and not _is_datestamp(value):
        raise typer.BadParameter(
            f"'{value}' is no date; one such as 2026-01-31 or 2026-01-31T12:00:00Z is expected"
        )
    return value


def _is_datestamp(value: str) -> bool:
    """Tell whether a value has a form that OAI-PMH 2.0 gives to datestamps (section 3.3), and is a date."""
    for form in ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"):
        try:
            return datetime.strptime(value, form).strftime(form) == value
        except ValueError:
            continue
    return False


def _sources(
    registry: Registry, address: str | None, prefix: str | None, set_spec: str | None
) -> list[Source]:
    known = registry.sources()
    if address is None:
        if not known:
            raise typer.BadParameter(
                "there are no sources yet; give an address, or add one with: commonshelf sources add ADDRESS"
            )
        return known
    for source in known:
        if source.id == address:
            return [source]
    if not address.startswith(("http://", "https://")):
        raise typer.BadParameter(
            f"'{address}' is neither an http address nor the id of a source; "
            "see those there are with: commonshelf sources list"
        )
    return [registry.add_source(web_address(address), prefix=prefix, set=set_spec)]
