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
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 30%, transparent); }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 1rem;
  overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; line-height: 1.2; }
h2 { font-size: 1.35rem; line-height: 1.3; margin-top: 2.5rem; }
h3 { font-size: 1rem; margin-bottom: 0; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding-bottom: 0.5rem; }
th, td { border-bottom: 1px solid var(--line); padding: 0.4rem 0; text-align: left; vertical-align: top; }
th + th, td { padding-left: 0.5rem; text-align: right; overflow-wrap: normal; }
thead th { font-size: 0.85rem; }
tbody th { min-width: 6rem; }
dt { font-weight: 600; }
dl { margin-top: 0.5rem; }
dd { margin: 0 0 0.6rem 0; }
code { font-size: 1em; }
footer { border-top: 1px solid var(--line); margin-top: 3rem; }
"""
_STYLE_DIGEST = b64encode(sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {"Content-Security-Policy": f"{POLICY}; style-src 'sha256-{_STYLE_DIGEST}'"}


@router.get("/")
def start(request: Request) -> HTMLResponse:
    """Return the start page: what the node is, what it holds, and where to ask for it."""
    node: Node = request.app.state.node
    registry: Registry = request.app.state.registry
    about = "<p>This node harvests learning resources, checks their metadata and shares what conforms.</p>\n"
    return _page(node, node.name, about, main=[_holdings(registry), _addresses(node)])


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """Return the OpenAPI document for people."""
    node: Node = request.app.state.node
    document: dict[str, Any] = request.app.openapi()
    operations = [
        (method.upper(), path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    about = (
        f"<p>{escape(document['info']['description'])} The same for programs: "
        f"{_link(f'{node.base_url}/openapi.json', 'the OpenAPI document')}.</p>\n"
        f"<p>{_link(f'{node.base_url}/', 'To the start page')}</p>\n"
    )
    return _page(
        node,
        f"The interface of {node.name}",
        about,
        main=["".join(_operation(*one)) for one in operations],
        nav=[_link(f"#{said['operationId']}", f"{method} {path}") for method, path, said in operations],
    )


def _page(
    node: Node, title: str, about: str, *, main: Iterable[str], nav: Iterable[str] = ()
) -> HTMLResponse:
    listed = "".join(f"<li>{link}</li>\n" for link in nav)
    contents = f'<nav aria-label="Contents">\n<ul>\n{listed}</ul>\n</nav>\n' if listed else ""
    mail = f"mailto:{node.admin_email}"
    return HTMLResponse(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<header>\n<h1>{escape(title)}</h1>\n{about}</header>\n{contents}"
        f"<main>\n{''.join(main)}</main>\n"
        f"<footer>\n<p>Who answers for this node: {_link(mail, node.admin_email)}</p>\n</footer>\n"
        "</body>\n</html>\n",
        headers=_HEADERS,
    )


def _holdings(registry: Registry) -> str:
    rows = ""
    for source in registry.sources():
        held = registry.summary(source.id)
        counts = "".join(f"<td>{held[name]:,}</td>" for name in ("records", "conformant", "deleted"))
        rows += f'<tr><th scope="row">{escape(source.name or source.address)}</th>{counts}</tr>\n'
    if not rows:
        return "<h2>What it holds</h2>\n<p>Nothing yet: it has no source.</p>\n"
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("source", "records", "conformant", "deleted"))
    return (
        "<h2>What it holds</h2>\n<table>\n"
        "<caption>The records of each source, how many of them conform, and how many it deleted</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )


def _addresses(node: Node) -> str:
    oai, base = node.oai_url, node.base_url
    listed = [
        (escape(what), _link(address, address))
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
    ]
    return f"<h2>Where to ask for it</h2>\n{_definitions(listed)}"


def _operation(method: str, path: str, said: dict[str, Any]) -> Iterator[str]:
    yield f'<h2 id="{escape(said["operationId"])}">{escape(said["summary"])}</h2>\n'
    yield f"<p><code>{method} {escape(path)}</code></p>\n<p>{escape(said.get('description', ''))}</p>\n"
    arguments = [(f"<code>{escape(name)}</code>", escape(what)) for name, what in _arguments(said)]
    if arguments:
        yield f"<h3>Arguments</h3>\n{_definitions(arguments)}"
    answers = [
        (status, escape(" as ".join((answer["description"], *answer.get("content", {})))))
        for status, answer in said["responses"].items()
    ]
    yield f"<h3>Answers</h3>\n{_definitions(answers)}"


def _arguments(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for argument in said.get("parameters", []):
        yield argument["name"], argument.get("description", "")
    for form in said.get("requestBody", {}).get("content", {}).values():
        for name, argument in form["schema"]["properties"].items():
            yield name, argument.get("description", "")


def _definitions(pairs: Iterable[tuple[str, str]]) -> str:
    return "<dl>\n" + "".join(f"<dt>{term}</dt>\n<dd>{what}</dd>\n" for term, what in pairs) + "</dl>\n"


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>'
