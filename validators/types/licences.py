"""Licences that are known by an address or an SPDX identifier."""

from __future__ import annotations

import re
from functools import lru_cache

from profiles.model import License
from validators.types.fault import Fault, Judgement

_ADDRESS = re.compile(
    r"https?://(?:www\.)?(?:"
    r"creativecommons\.org/(?:licenses/(?:by|by-sa|by-nc|by-nd|by-nc-sa|by-nc-nd)(?:/|$)|publicdomain/(?:zero|mark)(?:/|$))"
    r"|publications\.europa\.eu/resource/authority/licence/[A-Z0-9_]+$"
    r"|spdx\.org/licenses/[A-Za-z0-9.+-]+$"
    r"|gnu\.org/(?:licenses|copyleft)/\w"
    r"|apache\.org/licenses/LICENSE-"
    r"|opensource\.org/licenses?/[A-Za-z0-9]"
    r"|joinup\.ec\.europa\.eu/.*eupl"
    r")",
    re.IGNORECASE,
)
_SPDX = re.compile(
    r"(?:CC0-1\.0|CC-BY(?:-NC)?(?:-SA|-ND)?-[1-4]\.\d|MIT|Apache-2\.0|BSD-[234]-Clause"
    r"|EUPL-1\.[12]|[AL]?GPL-[123]\.\d(?:-only|-or-later)?|GFDL-1\.[123](?:-only|-or-later)?|ODbL-1\.0)$"
)
_NAME = re.compile(
    r"\bCC[ -]*(0|ZERO|BY(?:[ -]+NC)?(?:[ -]+(?:SA|ND))?)(?:[ -]+v?(\d(?:\.\d)?))?(?![\w])", re.IGNORECASE
)
_VERSIONS = {"1": "1.0", "2": "2.0", "3": "3.0", "4": "4.0"}


def licence(said: License) -> Judgement:
    """Judge whether a licence is known; of one given by name, suggest the address."""
    return _judged(said.id or "", said.text or "")


@lru_cache(maxsize=4096)
def _judged(address: str, text: str) -> Judgement:
    if _ADDRESS.match(address) or _SPDX.match(text.strip()) or _ADDRESS.match(text.strip()):
        return None
    if address:
        return Fault("unknown-address", other=address)
    return Fault("name", suggestion=_address_of(text))


def _address_of(name: str) -> str:
    """Return the address of a Creative Commons licence that is named with its version, else nothing.

    Without a version there is no certain address: 3.0 and 4.0 are different licences.
    """
    match = _NAME.search(name)
    if not match:
        return ""
    kind = re.sub(r"[ -]+", "-", match[1].lower())
    if kind in ("0", "zero"):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    version = _VERSIONS.get(match[2] or "", match[2])
    return f"https://creativecommons.org/licenses/{kind}/{version}/" if version else ""
