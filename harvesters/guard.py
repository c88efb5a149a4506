"""The guard against inside addresses: what others tell us to fetch must lie outside (SSRF).

An address that the operator typed may lie anywhere. One that a repository
redirects to may not lead from outside into loopback, a private network or a
cloud's metadata service; a redirect on the very host that was asked is its own matter.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit


class Refused(ValueError):  # noqa: N818 - it says what happened to the address
    """The address is not fetched; the message says why."""


def check_redirect(start: str, current: str, target: str) -> None:
    """Raise Refused unless a harvest of `start` may follow a redirect from `current` to `target`."""
    parts = urlsplit(target)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(f"it redirects to {target}, which is no http address")
    if urlsplit(current).scheme == "https" and parts.scheme == "http":
        raise Refused(f"it redirects from https to {target}, which is not encrypted")
    if parts.hostname == urlsplit(start).hostname:
        return
    if any(is_inside(address) for address in _addresses(parts.hostname)):
        raise Refused(f"it redirects to {target}, an address inside this network")


def is_inside(address: str) -> bool:
    """Tell whether an IP address is not one of the public internet."""
    return not ipaddress.ip_address(address.partition("%")[0]).is_global


def _addresses(host: str) -> list[str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Refused(f"it redirects to {host}, which cannot be found: {error}") from error
    return [str(entry[4][0]) for entry in found]
