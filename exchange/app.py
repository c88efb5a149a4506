"""The service of a node: OAI-PMH, REST and the pages for people, over one registry."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from exchange import oai, pages, rest
from exchange.node import Node
from exchange.rest_problems import (
    on_fault,
    on_http_exception,
    on_unreadable_registry,
    on_wrong_arguments,
    with_problems,
)
from exchange.rim import pass_through
from registry import Registry, RegistryError

__all__ = ["Node", "create_app"]

_DESCRIPTION = (
    "What the node has harvested and found conformant, as JSON and over OAI-PMH. "
    "Problems come in the form of RFC 9457."
)


class _Service(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document, which the framework makes once and keeps."""
        if self.openapi_schema is None:
            self.openapi_schema = with_problems(super().openapi())
        return self.openapi_schema

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await pass_through(super().__call__, scope, receive, send)


def create_app(registry_url: str, node: Node) -> FastAPI:
    """Return the service over the registry at `registry_url`, which it closes when it stops.

    Raises RegistryError where the registry cannot be opened.
    """
    registry = Registry.open(registry_url)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        registry.close()

    app = _Service(
        title=node.name,
        description=_DESCRIPTION,
        version=version("commonshelf"),
        servers=[{"url": node.base_url}],
        lifespan=lifespan,
        # The framework's own pages load scripts from other hosts; ours are in pages.py.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        exception_handlers={
            HTTPException: on_http_exception,
            RequestValidationError: on_wrong_arguments,
            RegistryError: on_unreadable_registry,
            Exception: on_fault,
        },
    )
    app.state.registry = registry
    app.state.node = node
    rooms = (oai, rest, pages)
    app.state.routes = [route for room in rooms for route in room.router.routes]
    for room in rooms:
        app.include_router(room.router)
    return app
