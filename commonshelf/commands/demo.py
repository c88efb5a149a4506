"""`commonshelf demo`: the main job, end to end, on three small repositories on this machine."""

from __future__ import annotations

import socket
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from commonshelf.commands.options import engine, fetch_options
from commonshelf.commands.serve import ListenError, listening, run_server
from commonshelf.console import output, progress
from commonshelf.demonstration.repositories import Demonstration
from commonshelf.help import Command
from commonshelf.settings import Settings, load_settings
from commonshelf.summary import render_runs
from exchange.harvesting import Harvested
from exchange.harvesting import harvest as harvest_source
from registry import Registry

app = typer.Typer(rich_markup_mode=None, add_completion=False)
_LOOPBACK = "127.0.0.1"


@app.command(cls=Command)
def demo(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="Stop after the summary; do not serve.")] = False,
) -> None:
    """Harvest three small repositories of its own, check them, and serve what conforms.

    All of it stays on this machine, and nothing is left behind. Where the port
    of the settings is taken, another one is served on.
    """
    settings = load_settings(context.obj)
    with tempfile.TemporaryDirectory(prefix="commonshelf-demo-") as folder:
        database = f"sqlite:///{Path(folder) / 'demo.db'}"
        settings = settings.model_copy(update={"database_url": database})
        runs = _harvest_all(settings)
        console = output()
        render_runs(runs, console)
        if not once:
            console.print()
            with _listening(settings.port) as listener:
                run_server(settings, listener, host=_LOOPBACK)
    raise typer.Exit(2 if any(run.failure for run in runs) else 0)


def _harvest_all(settings: Settings) -> list[Harvested]:
    judge, options = engine(settings, None), fetch_options(settings)
    runs = []
    with Demonstration() as repositories, Registry.open(settings.database_url) as registry:
        for repository in repositories:
            source = registry.add_source(
                repository.address, id=repository.id, name=repository.name, prefix=repository.prefix
            )
            with progress(f"Harvesting {repository.name}") as advance:
                runs.append(harvest_source(source, registry, judge, options=options, progress=advance))
    return runs


def _listening(wanted: int) -> socket.socket:
    """Return a socket on the wanted port, or on another where somebody listens on it already."""
    try:
        return listening(_LOOPBACK, wanted)
    except ListenError:
        return listening(_LOOPBACK, 0)
