"""The OAI-PMH provider over HTTP, by GET and by POST (OAI-PMH 2.0, section 3.1)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from exchange.provider import answer
from exchange.rest_problems import responses

router = APIRouter(tags=["OAI-PMH"])

_FORM = "application/x-www-form-urlencoded"
_LARGEST_FORM = 64 * 1024
_MEDIA_TYPE = "text/xml; charset=utf-8"

_ARGUMENTS = {
    "verb": "Identify, ListMetadataFormats, ListSets, ListIdentifiers, ListRecords or GetRecord",
    "metadataPrefix": "the format of the records: oai_dc",
    "identifier": "the identifier of one record",
    "from": "the first datestamp of a list, as YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ",
    "until": "the last datestamp of a list, in the same form",
    "set": "the set of a list",
    "resumptionToken": "where a list is to be continued; stands beside the verb alone",
}
_PROPERTIES = {name: {"type": "string", "description": text} for name, text in _ARGUMENTS.items()}
_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"description": "An answer of OAI-PMH 2.0", "content": {"text/xml": {"schema": {"type": "string"}}}}
}


@router.get(
    "/oai",
    summary="Harvest over OAI-PMH 2.0",
    response_class=Response,
    responses=_ANSWER,
    openapi_extra={
        "parameters": [
            {"name": name, "in": "query", "schema": {"type": "string"}, "description": text}
            for name, text in _ARGUMENTS.items()
        ]
    },
)
def oai(request: Request) -> Response:
    """Return the answer to the request that the query makes."""
    return _answer(request, request.scope["query_string"])


@router.post(
    "/oai",
    summary="Harvest over OAI-PMH 2.0, with the arguments in a form",
    response_class=Response,
    responses=_ANSWER | responses(413, 415),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {_FORM: {"schema": {"type": "object", "properties": _PROPERTIES}}},
        }
    },
)
async def oai_by_post(request: Request) -> Response:
    """Return the answer to the request that the form makes."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _FORM:
        raise HTTPException(415, f"the arguments are expected as {_FORM}")
    form = bytearray()
    async for chunk in request.stream():
        form += chunk
        if len(form) > _LARGEST_FORM:
            raise HTTPException(413, f"the form is larger than {_LARGEST_FORM} bytes")
    return await run_in_threadpool(_answer, request, bytes(form))


def _answer(request: Request, query: bytes) -> Response:
    state = request.app.state
    arguments = parse_qsl(query.decode("utf-8", "replace"), keep_blank_values=True, errors="replace")
    content = answer(state.registry, arguments, node=state.node, now=datetime.now(UTC))
    return Response(content, media_type=_MEDIA_TYPE)
