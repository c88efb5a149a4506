"""The pages for people, without scripts and without anything from outside: the start and the interface."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from exchange.node import Node
from exchange.provider_arguments import PREFIX
from exchange.rim import POLICY
from registry import Registry

router = APIRouter(include_in_schema=False)

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; }
caption { text-align: left; font-weight: bold; padding: 0.3rem 0; }
th, td { border: 1px solid; padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }
td.count { text-align: right; }
code { overflow-wrap: anywhere; }
"""
_STYLE_DIGEST = b64encode(sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {"Content-Security-Policy": f"{POLICY}; style-src 'sha256-{_STYLE_DIGEST}'"}


@router.get("/")
def start(request: Request) -> HTMLResponse:
    """Return the start page: what the node is, what it holds, and where to ask for it."""
    node: Node = request.app.state.node
    registry: Registry = request.app.state.registry
    return _page(node.name, "".join(_start(node, registry)))


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """Return the OpenAPI document for people."""
    document: dict[str, Any] = request.app.openapi()
    return _page(document["info"]["title"], "".join(_docs(document)))


def _page(title: str, body: str) -> HTMLResponse:
    return HTMLResponse(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n{body}</main>\n</body>\n</html>\n",
        headers=_HEADERS,
    )


def _start(node: Node, registry: Registry) -> Iterator[str]:
    yield "<p>This node harvests learning resources, checks their metadata and shares what conforms.</p>\n"
    summaries = [(source, registry.summary(source.id)) for source in registry.sources()]
    yield _table(
        "What it holds",
        ("source", "records", "conformant", "deleted"),
        [
            (source.name or source.address, counts["records"], counts["conformant"], counts["deleted"])
            for source, counts in summaries
        ],
    )
    oai, base = node.oai_url, node.base_url
    yield _table(
        "Where to ask for it",
        ("what", "address"),
        [
            (what, _Address(address))
            for what, address in (
                ("The node over OAI-PMH", f"{oai}?verb=Identify"),
                ("Its sets over OAI-PMH", f"{oai}?verb=ListSets"),
                ("All records over OAI-PMH", f"{oai}?verb=ListRecords&metadataPrefix={PREFIX}"),
                ("The resources as JSON", f"{base}/resources"),
                ("The sources as JSON", f"{base}/sources"),
                ("The interface, described", f"{base}/docs"),
                ("The interface, for programs", f"{base}/openapi.json"),
                ("Whether the node is well", f"{base}/health"),
            )
        ],
    )
    mail = escape(node.admin_email)
    yield f'<p>Who answers for it: <a href="mailto:{mail}">{mail}</a></p>\n'


def _docs(document: dict[str, Any]) -> Iterator[str]:
    yield f"<p>{escape(document['info']['description'])}</p>\n"
    yield '<p>The same for programs: <a href="openapi.json">the OpenAPI document</a></p>\n'
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            yield f"<h2>{escape(operation['summary'])}</h2>\n"
            yield f"<p><code>{escape(method.upper())} {escape(path)}</code></p>\n"
            yield f"<p>{escape(operation.get('description', ''))}</p>\n"
            arguments = _arguments(operation)
            if arguments:
                yield _table("Arguments", ("name", "in", "what it is"), arguments)
            answers = [
                (status, said.get("description", ""), ", ".join(said.get("content", {})))
                for status, said in operation["responses"].items()
            ]
            yield _table("Answers", ("status", "meaning", "media type"), answers)


def _arguments(operation: dict[str, Any]) -> list[tuple[str, str, str]]:
    named = [
        (said["name"], said["in"], said.get("description", "")) for said in operation.get("parameters", [])
    ]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        properties = content["schema"]["properties"]
        named += [(name, "form", said.get("description", "")) for name, said in properties.items()]
    return named


class _Address(str):
    """A text that is shown as a link to itself."""

    __slots__ = ()


def _table(caption: str, heads: Iterable[str], rows: Iterable[tuple[str | int, ...]]) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(f"<tr>{_cells(row)}</tr>\n" for row in rows)
    return (
        f"<table>\n<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}</tbody>\n</table>\n"
    )


def _cells(row: tuple[str | int, ...]) -> str:
    first, *others = row
    return f'<th scope="row">{escape(str(first))}</th>' + "".join(_cell(value) for value in others)


def _cell(value: str | int) -> str:
    if isinstance(value, int):
        return f'<td class="count">{value}</td>'
    text = escape(value)
    return f'<td><a href="{text}">{text}</a></td>' if isinstance(value, _Address) else f"<td>{text}</td>"
