"""Problems in the form of RFC 9457: what went wrong, in words, for programs and people."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match

MEDIA_TYPE = "application/problem+json"
_LOG = logging.getLogger("commonshelf.exchange")


class WrongArgument(BaseModel):
    """One argument of a request that was not taken, and why."""

    argument: str
    detail: str


class Problem(BaseModel):
    """Why a request was not answered (RFC 9457)."""

    type: str = Field(default="about:blank", description="the kind of problem; that of the status by default")
    title: str
    status: int
    detail: str
    arguments: list[WrongArgument] | None = Field(default=None, description="for 422: what was not taken")


def problem(
    status: int,
    detail: str,
    *,
    arguments: list[WrongArgument] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a problem as an answer."""
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, arguments=arguments)
    return JSONResponse(
        body.model_dump(exclude_none=True), status_code=status, headers=headers, media_type=MEDIA_TYPE
    )


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return how an endpoint's OpenAPI description tells of its problems."""
    return {status: {"model": Problem, "description": HTTPStatus(status).phrase} for status in statuses}


async def on_http_exception(request: Request, error: Exception) -> Response:
    """Answer what the framework or an endpoint refuses, such as an unknown path or method."""
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = ", ".join(_methods(request))
        detail = f"this address does not take the method {request.method}; it takes {allowed}"
        return problem(error.status_code, detail, headers={"Allow": allowed})
    if error.status_code == HTTPStatus.NOT_FOUND and error.detail == HTTPStatus.NOT_FOUND.phrase:
        return problem(error.status_code, "there is nothing at this address")
    return problem(error.status_code, error.detail, headers=error.headers)


def _methods(request: Request) -> list[str]:
    """Return the methods that an address takes, by all its routes; the framework names those of the first."""
    found = {"GET", "HEAD"}  # which every address takes
    for route in request.app.state.routes:
        if route.matches(request.scope)[0] is not Match.NONE:
            found |= route.methods
    return sorted(found)


async def on_wrong_arguments(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """Answer a request whose arguments do not fit, naming each."""
    if not isinstance(error, RequestValidationError):
        raise error
    wrong = [
        WrongArgument(argument=str(found["loc"][-1]), detail=f"{found['input']!r}: {found['msg']}"[:200])
        for found in error.errors()
    ]
    names = ", ".join(one.argument for one in wrong)
    return problem(422, f"not taken as they stand: {names}", arguments=wrong)


async def on_unreadable_registry(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """Answer a request while the registry cannot be read; what ails it is for the operator, in the log."""
    _LOG.error("%s", error)
    return problem(503, "the registry cannot be read; the operator finds the cause in the log")


async def on_fault(request: Request, error: Exception) -> Response:  # noqa: ARG001
    """Answer a request that met a fault of ours; the server logs what it was."""
    return problem(500, "the node has a fault; its operator finds the cause in the log")


def with_problems(document: dict[str, Any]) -> dict[str, Any]:
    """Return the OpenAPI document with our problems, as the framework cannot say them by itself.

    They have their own media type; and where no argument can be wrong, the
    framework's own form of refusing one is left out.
    """
    for path in document["paths"].values():
        for operation in path.values():
            for status, response in list(operation["responses"].items()):
                content = response.get("content", {})
                if status >= "400" and "application/json" in content:
                    content[MEDIA_TYPE] = content.pop("application/json")
                    if content[MEDIA_TYPE]["schema"].get("$ref", "").endswith("/HTTPValidationError"):
                        del operation["responses"][status]
    for name in ("HTTPValidationError", "ValidationError"):
        document["components"]["schemas"].pop(name, None)
    return document
