"""The REST service: what is published, why it is, and where it came from.

A list is paged by the last record given, so that no page grows slower than the
first, and a record that changes meanwhile moves to the end: it may be seen
twice, and is never missed.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Header, Path, Query, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request

from exchange.languages import in_language, preferred
from exchange.node import Node
from exchange.provider_arguments import PREFIX
from exchange.rest_models import (
    Finding,
    FrequentFinding,
    Health,
    Links,
    Provenance,
    PublishedResource,
    RecordReport,
    ResourcePage,
    SourceList,
    SourceName,
    SourceSummary,
    VerdictSummary,
)
from exchange.rest_problems import responses
from registry import Registry, Source, StoredRecord, StoredVerdict
from validators.reports import LANGUAGES

router = APIRouter()

# Second and key of the last record given; in eleven digits no second is beyond what a datetime knows.
_CURSOR = "^[0-9]{1,11}-[0-9]{1,18}$"


async def _registry(request: Request) -> Registry:
    registry: Registry = request.app.state.registry
    return registry


async def _node(request: Request) -> Node:
    node: Node = request.app.state.node
    return node


TheRegistry = Annotated[Registry, Depends(_registry)]
TheNode = Annotated[Node, Depends(_node)]
PublicId = Annotated[
    str,
    Path(alias="id", description="the id of the record, as in the list", examples=["0123456789abcdef0123"]),
]
Limit = Annotated[int, Query(ge=1, le=100, description="how many resources the page is to have")]
After = Annotated[
    str | None,
    Query(
        description="where the page starts; take it from the link to the next page",
        json_schema_extra={"pattern": _CURSOR},
    ),
]
AcceptLanguage = Annotated[
    str | None,
    Header(description=f"the language of the words: {', '.join(LANGUAGES)}", examples=["fr, en;q=0.5"]),
]
FromSource = Annotated[str | None, Query(description="the id of the source whose resources are wanted")]


@router.get(
    "/resources",
    summary="List the published resources",
    responses={
        200: {"headers": {"Link": {"description": "the next page (rel=next)", "schema": {"type": "string"}}}},
        **responses(422),
    },
    response_model_exclude_none=True,
    tags=["resources"],
)
def resources(
    registry: TheRegistry,
    node: TheNode,
    response: Response,
    *,
    limit: Limit = 20,
    after: After = None,
    source: FromSource = None,
) -> ResourcePage:
    """Return a page of what conforms to the profile, in the order in which it last changed."""
    found = registry.published(
        after=_read_cursor(after), source_id=source, limit=limit + 1, with_withdrawn=False
    )
    page = found[:limit]
    sources = {known.id: known for known in registry.sources()}
    following = None
    if len(found) > limit:
        asked = {"limit": limit, "after": _cursor(page[-1])} | ({"source": source} if source else {})
        following = f"{node.base_url}/resources?{urlencode(asked)}"
        response.headers["Link"] = f'<{following}>; rel="next"'
    published = [_published(record, sources.get(record.source_id), node) for record in page]
    return ResourcePage(resources=published, next=following)


@router.get(
    "/resources/{id}",
    summary="Get one resource",
    responses=responses(404, 410),
    response_model_exclude_none=True,
    tags=["resources"],
)
def resource(registry: TheRegistry, node: TheNode, public_id: PublicId) -> PublishedResource:
    """Return a resource with its provenance and its verdict; 410 where it was withdrawn."""
    record = _record(registry, public_id)
    report = f"; the report says why: {_report_url(record, node)}" if record.verdict else ""
    if record.state == "withdrawn":
        raise HTTPException(410, f"the resource {public_id} was published and has been withdrawn{report}")
    if record.state != "published":
        raise HTTPException(404, f"the resource {public_id} is not published{report}")
    return _published(record, _source(registry, record), node)


@router.get(
    "/resources/{id}/report",
    summary="Get the report on one record",
    responses=responses(404),
    response_model_exclude_none=True,
    tags=["resources"],
)
def report(
    registry: TheRegistry,
    node: TheNode,
    response: Response,
    public_id: PublicId,
    accept_language: AcceptLanguage = None,
) -> RecordReport:
    """Return all findings of a record that the node holds, whether it is published or not."""
    record = _record(registry, public_id)
    if record.verdict is None:
        raise HTTPException(404, f"there is no report on {public_id}: it was not checked")
    language = preferred(accept_language, node.language)
    response.headers["Content-Language"] = language
    response.headers["Vary"] = "Accept-Language"
    return RecordReport(
        id=record.public_id,
        state=record.state,
        provenance=_provenance(record, _source(registry, record)),
        verdict=_verdict(record.verdict),
        findings=[
            Finding.model_validate(in_language(finding, language)) for finding in record.verdict.findings
        ],
    )


@router.get("/sources", summary="List the sources", response_model_exclude_none=True, tags=["sources"])
def sources(registry: TheRegistry) -> SourceList:
    """Return the sources that the node harvests, each with its counts and its most frequent findings."""
    return SourceList(sources=[_summary(registry, source) for source in registry.sources()])


@router.get("/health", summary="Ask whether the node can answer", responses=responses(503), tags=["node"])
def health(registry: TheRegistry) -> Health:
    """Return that the node is well, having read from its registry."""
    registry.earliest()
    return Health(status="ok", version=version("commonshelf"))


def _record(registry: Registry, public_id: str) -> StoredRecord:
    record = registry.record(public_id)
    if record is None:
        raise HTTPException(404, f"there is no record {public_id[:80]} here")
    return record


def _source(registry: Registry, record: StoredRecord) -> Source | None:
    return next((source for source in registry.sources() if source.id == record.source_id), None)


def _published(record: StoredRecord, source: Source | None, node: Node) -> PublishedResource:
    identifier = node.identifier(record.public_id)
    asked = urlencode({"verb": "GetRecord", "metadataPrefix": PREFIX, "identifier": identifier})
    return PublishedResource(
        id=record.public_id,
        identifier=identifier,
        changed=record.changed,
        resource=record.resource or {},
        provenance=_provenance(record, source),
        verdict=_verdict(record.verdict) if record.verdict else None,
        links=Links(
            self=f"{node.base_url}/resources/{record.public_id}",
            report=_report_url(record, node),
            oai=f"{node.oai_url}?{asked}",
        ),
    )


def _report_url(record: StoredRecord, node: Node) -> str:
    return f"{node.base_url}/resources/{record.public_id}/report"


def _provenance(record: StoredRecord, source: Source | None) -> Provenance:
    return Provenance(
        source=SourceName(
            id=record.source_id,
            name=source.name if source else None,
            address=source.address if source else None,
        ),
        identifier=record.identifier,
        datestamp=record.datestamp,
        harvested=record.harvested,
        metadata_prefix=record.metadata_prefix,
        format=record.format,
    )


def _verdict(verdict: StoredVerdict) -> VerdictSummary:
    return VerdictSummary(
        profile=verdict.profile,
        version=verdict.version,
        rules_digest=verdict.rules_digest,
        conforms=verdict.conforms,
        checked=verdict.checked,
        scores=verdict.scores,
    )


def _summary(registry: Registry, source: Source) -> SourceSummary:
    counts = registry.summary(source.id)
    return SourceSummary(
        id=source.id,
        name=source.name,
        address=source.address,
        metadata_prefix=source.prefix,
        set=source.set,
        added=source.added,
        records=counts["records"],
        conformant=counts["conformant"],
        deleted=counts["deleted"],
        frequent_findings=[FrequentFinding(rule=rule, records=count) for rule, count in counts["frequent"]],
    )


def _cursor(record: StoredRecord) -> str:
    return f"{int(record.changed.timestamp())}-{record.key}"


def _read_cursor(text: str | None) -> tuple[datetime, int] | None:
    if text is None:
        return None
    if not re.fullmatch(_CURSOR, text):
        wrong = {"loc": ("query", "after"), "input": text, "msg": "take it from the link to the next page"}
        raise RequestValidationError([wrong])
    changed, key = text.split("-")
    return datetime.fromtimestamp(int(changed), UTC), int(key)
