"""`commonshelf serve`: republish what conforms, over OAI-PMH and REST."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from typing import Annotated

import typer
import uvicorn

from commonshelf.commands.options import node
from commonshelf.console import output
from commonshelf.help import Command
from commonshelf.settings import Settings, load_settings
from exchange.app import Node, create_app
from profiles.failure import Failure

app = typer.Typer(rich_markup_mode=None, add_completion=False)
_PENDING = 2048  # as many as uvicorn itself lets wait


class ListenError(Failure):
    """The host and port cannot be listened on; the message says why and what to do."""


def _port(value: int | None) -> int | None:
    if value is not None and not 1 <= value <= 65535:
        raise typer.BadParameter(f"{value} is no port; a whole number from 1 to 65535 is expected")
    return value


@app.command(cls=Command)
def serve(
    context: typer.Context,
    host: Annotated[
        str | None,
        typer.Option(metavar="HOST", help="The address to listen on.  [default: 127.0.0.1]"),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(metavar="PORT", help="The port.  [default: 8080]", callback=_port),
    ] = None,
) -> None:
    """Serve the registry until Ctrl-C: OAI-PMH at /oai, REST at /resources, the start page at /."""
    settings = load_settings(context.obj)
    with listening(host or settings.host, port or settings.port) as listener:
        run_server(settings, listener, host=host or settings.host)


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raises ListenError where the host is not ours or the port is taken."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=_PENDING)
    except OSError as error:
        said = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise ListenError(
            f"cannot listen on {host}, port {port}: {said}; choose others with --host and --port"
        ) from error


def run_server(settings: Settings, listener: socket.socket, *, host: str) -> None:
    """Print the addresses to open, and serve until interrupted."""
    described = node(settings, host=host, port=listener.getsockname()[1])
    app = create_app(settings.database_url, described)
    server = _Server(uvicorn.Config(app, log_level="warning"), described)
    with suppress(KeyboardInterrupt):  # which uvicorn raises again when it has stopped in good order
        server.run(sockets=[listener])


class _Server(uvicorn.Server):
    """uvicorn's server, which says its addresses when it answers, and stops in good order, not before."""

    def __init__(self, config: uvicorn.Config, described: Node) -> None:
        super().__init__(config)
        self._described = described

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            _print_addresses(self._described)


def _print_addresses(described: Node) -> None:
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
