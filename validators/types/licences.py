"""Licences that are known by an address or an SPDX identifier."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from profiles.model import License
from validators.types.fault import Fault, Judgement
from validators.types.licence_names import is_spdx_id, named, named_exactly, reserves_rights, vocabulary

_CREATIVE_COMMONS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/"
    r"(?:licen[sc]es/(?:by(?:-nc)?(?:-sa|-nd)?|by-nd-nc|nc|nd|sa|nc-sa|nd-nc|nc-nd"
    r"|devnations|(?:nc-)?sampling(?:\+|%2B)?)|publicdomain/(?:zero|mark))(?:[/?#]|$)",
    re.IGNORECASE,
)
_SPDX_ADDRESS = re.compile(
    r"https?://(?:www\.)?spdx\.org/licenses/([A-Za-z0-9.+-]+?)(?:\.html|\.json)?$", re.IGNORECASE
)
_BARE_ADDRESS = re.compile(r"[a-z-]+\.[a-z.-]+(?:/\S*)?", re.IGNORECASE)
_RIGHTS_STATEMENT = re.compile(r"https?://rightsstatements\.org/(?:vocab|page)/", re.IGNORECASE)


def licence(said: License) -> Judgement:
    """Judge whether a licence is known; of one given by name, suggest the address."""
    return _judged(said.id or "", said.text or "")


@lru_cache(maxsize=4096)
def _judged(address: str, text: str) -> Judgement:
    stripped = text.strip()
    if _is_known(address) or _is_known(stripped):
        return None
    spdx = _SPDX_ADDRESS.match(address or stripped)
    if is_spdx_id(spdx[1] if spdx else stripped):
        return None
    if _RIGHTS_STATEMENT.match(address):
        return Fault("rights-statement", other=address)
    if _BARE_ADDRESS.fullmatch(stripped) and _is_known(f"https://{stripped}"):
        return Fault("name", suggestion=f"https://{stripped}")
    name = named(stripped.replace(address, " ") if address else stripped)
    if address:
        return Fault("unknown-address", suggestion=name.address, other=address)
    return Fault("no-version" if name.lacks_version else "name", suggestion=name.address)


@lru_cache(maxsize=1024)
def certain_address(text: str) -> str:
    """Return the address of the licence that is called exactly so, or whose address lacks its scheme."""
    stripped = text.strip()
    if _BARE_ADDRESS.fullmatch(stripped) and _is_known(f"https://{stripped}"):
        return f"https://{stripped}"
    return named_exactly(stripped)


@lru_cache(maxsize=4096)
def rights_reserved(text: str) -> Judgement:
    """Judge whether a text reserves all rights, in whichever language of the European Union."""
    return None if reserves_rights(text) else Fault()


def _is_known(address: str) -> bool:
    """Tell whether a licence is published at an address; most are of Creative Commons."""
    return bool(_CREATIVE_COMMONS.match(address) or ("://" in address and _official().match(address)))


@cache
def _official() -> re.Pattern[str]:
    """Return the pattern of the pages that other open licences are published on."""
    known = vocabulary("open-licences")
    pages = [*known["collections"], *(page for one in known["licences"] for page in one.get("pages", ()))]
    return re.compile(rf"https?://(?:www\.)?(?:{'|'.join(pages)})/?(?:[?#].*)?$", re.IGNORECASE | re.DOTALL)
