"""The rim of the service: what holds for every answer, whichever endpoint gave it."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
}


async def pass_through(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Let a request through to the application: HEAD as GET without the body, and security headers on all."""
    if scope["type"] != "http":
        await app(scope, receive, send)
        return
    is_head = scope["method"] == "HEAD"

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        elif is_head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    await app({**scope, "method": "GET"} if is_head else scope, receive, send_on)
