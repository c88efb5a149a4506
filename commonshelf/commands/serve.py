"""`commonshelf serve`: republish what conforms, over OAI-PMH and REST."""

from __future__ import annotations

from typing import Annotated

import typer
import uvicorn

from commonshelf.commands.options import node
from commonshelf.console import output
from commonshelf.settings import Settings, load_settings
from exchange.app import create_app


def serve(
    context: typer.Context,
    host: Annotated[
        str | None, typer.Option(help="The address to listen on.", show_default="127.0.0.1")
    ] = None,
    port: Annotated[int | None, typer.Option(help="The port.", min=1, max=65535, show_default="8080")] = None,
) -> None:
    """Serve the registry until interrupted: OAI-PMH at /oai, REST at /resources, the start page at /."""
    settings = load_settings(context.obj)
    run_server(settings, host=host or settings.host, port=port or settings.port)


def run_server(settings: Settings, *, host: str, port: int) -> None:
    """Print the addresses to open, and serve until interrupted."""
    described = node(settings, host=host, port=port)
    app = create_app(settings.database_url, described)
    console = output()
    console.print(f"Serving {described.name} (stop with Ctrl-C):", style="bold", markup=False)
    for title, path in (
        ("start page", "/"),
        ("OAI-PMH", "/oai?verb=Identify"),
        ("resources", "/resources"),
        ("sources", "/sources"),
        ("interface", "/docs"),
    ):
        console.print(f"  {title:<11} {described.base_url}{path}", markup=False)
    uvicorn.run(app, host=host, port=port, log_level="warning")
