"""`commonshelf demo`: the main job, end to end, on three small repositories on this machine."""

from __future__ import annotations

import socket
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from commonshelf.commands.options import engine, fetch_options
from commonshelf.commands.serve import run_server
from commonshelf.console import output, progress
from commonshelf.demonstration.repositories import Demonstration
from commonshelf.settings import Settings, load_settings
from commonshelf.summary import render_runs
from exchange.harvesting import Harvested
from exchange.harvesting import harvest as harvest_source
from registry import Registry


def demo(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="Stop after the summary; do not serve.")] = False,
) -> None:
    """Start three repositories on loopback, harvest and check them, and serve what conforms."""
    settings = load_settings(context.obj)
    with tempfile.TemporaryDirectory(prefix="commonshelf-demo-") as folder:
        database = f"sqlite:///{Path(folder) / 'demo.db'}"
        settings = settings.model_copy(update={"database_url": database})
        runs = _harvest_all(settings)
        console = output()
        render_runs(runs, console)
        if not once:
            console.print()
            run_server(settings, host="127.0.0.1", port=_free_port(settings.port))
    raise typer.Exit(2 if any(run.failure for run in runs) else 0)


def _harvest_all(settings: Settings) -> list[Harvested]:
    judge = engine(settings, None)
    runs = []
    with Demonstration() as repositories, Registry.open(settings.database_url) as registry:
        for repository in repositories:
            source = registry.add_source(repository.address, name=repository.name, prefix=repository.prefix)
            with progress(f"Harvesting {repository.name}") as advance:
                options = fetch_options(settings)
                runs.append(harvest_source(source, registry, judge, options=options, progress=advance))
    return runs


def _free_port(wanted: int) -> int:
    """Return the wanted port, or another where somebody listens on it already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
