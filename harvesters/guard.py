"""The guard against inside addresses: what others tell us to fetch must lie outside (SSRF).

An address that the operator typed may lie anywhere. One that a repository
redirects to may not lead from outside into loopback, a private network or a
cloud's metadata service; a redirect on the very host that answered is its own matter.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx2

_NAT64 = IPv6Network("64:ff9b::/96")


class Refused(ValueError):  # noqa: N818 - it says what happened to the address
    """The address is not fetched; the message says why."""


class Unknown(Refused):
    """The address is not fetched, for its host is not known to the network's directory of names."""


_NO_SUCH_NAME = frozenset(
    getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)
)


def check_redirect(current: httpx2.URL, target: httpx2.URL) -> None:
    """Raise Refused unless a redirect from `current` to `target` may be followed.

    Both are parsed by the client that fetches them, so that they name the hosts it connects to.
    """
    if target.scheme not in ("http", "https") or not target.host:
        raise Refused(f"it redirects to {target}, which is no http address")
    if current.scheme == "https" and target.scheme == "http":
        raise Refused(f"it redirects from https to {target}, which is not encrypted")
    if target.host == current.host:
        return
    if _leads_inside(target.host) and not _leads_inside(current.host):
        raise Refused(f"it redirects to {target}, an address inside this network")


def check_outside(target: httpx2.URL, allowed: frozenset[str] = frozenset()) -> None:
    """Raise Refused unless an address that a record names may be asked: it leads outside.

    `allowed` are hosts that the operator named. Raises Unknown where there is no such host.
    """
    if target.scheme not in ("http", "https") or not target.host:
        raise Refused("it is no http address")
    if target.host in allowed:
        return
    try:
        found = socket.getaddrinfo(target.host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in _NO_SUCH_NAME:
            raise Unknown("its host is not known") from error
        raise Refused("its host cannot be looked up at present") from error
    except (OSError, UnicodeError) as error:
        raise Refused("its host cannot be looked up") from error
    if any(is_inside(str(entry[4][0])) for entry in found):
        raise Refused("it leads inside this network, which is not asked")


def is_inside(address: str) -> bool:
    """Tell whether an IP address is not one of the public internet."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        ip = _embedded(ip) or ip
    return not ip.is_global or ip.is_multicast or ip.is_reserved


def _embedded(ip: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to, if it does."""
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour


def _leads_inside(host: str) -> bool:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refused(f"it redirects to {host}, which cannot be found: {error}") from error
    return any(is_inside(str(entry[4][0])) for entry in found)
