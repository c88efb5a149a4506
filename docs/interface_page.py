"""The pages of the command line and of the service, from what each says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryDirectory
from typing import Any

import typer

from commonshelf.main import app
from exchange.app import Node, create_app

COMMANDS_INTRODUCTION = """\
What `--help` says after each command. `commonshelf` alone lists the commands."""

SERVICE_INTRODUCTION = """\
What `commonshelf serve` offers. The start page at `/` leads on, `/docs` describes the interface
for people and `/openapi.json` for programs."""


def commands_page() -> list[str]:
    """Return the lines of the page of the commands: the help of each."""
    lines = [COMMANDS_INTRODUCTION]
    for name, text in _helps("commonshelf", typer.main.get_command(app)):
        lines += ["", f"## {name}", "", "```text", *text.rstrip().splitlines(), "```"]
    return lines


def _helps(name: str, command: Any) -> Iterator[tuple[str, str]]:
    context = typer.Context(command, info_name=name, terminal_width=80, help_option_names=["-h", "--help"])
    yield name, command.get_help(context)
    for word, below in getattr(command, "commands", {}).items():
        yield from _helps(f"{name} {word}", below)


def service_page() -> list[str]:
    """Return the lines of the page of the service: each endpoint with its arguments."""
    node = Node(
        name="Commonshelf",
        base_url="http://localhost",
        domain="localhost",
        admin_email="a@b.example",
        page_size=100,
    )
    with TemporaryDirectory() as folder:
        service = create_app(f"sqlite:///{folder}/empty.db", node)
        document = service.openapi()
        service.state.registry.close()
    lines = [SERVICE_INTRODUCTION, "", "| endpoint | what it does | arguments |", "| --- | --- | --- |"]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            arguments = "; ".join(_argument(one) for one in operation.get("parameters", [])) or "–"
            lines.append(f"| `{method.upper()} {path}` | {operation['summary']} | {arguments} |")
    return lines


def _argument(parameter: dict[str, Any]) -> str:
    said = parameter.get("description", "")
    return f"`{parameter['name']}`: {said}" if said else f"`{parameter['name']}`"
