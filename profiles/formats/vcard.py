"""Reading the vCards that LOM records carry (RFC 2426, RFC 6350), as real ones are.

Libraries refuse what feeds hold most: a card whose line breaks are gone, so that
all stands on one line. This reader takes cards with and without breaks; the
tests hold it to vobject on cards that vobject reads (docs/adr/0004).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from profiles.model import Agent

_PROPERTIES = (
    "BEGIN|END|VERSION|FN|N|NICKNAME|ORG|EMAIL|TEL|ADR|URL|UID|TITLE|ROLE|NOTE|KIND|REV|PHOTO|LOGO|LANG"
)
_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(r"(?:[A-Za-z0-9-]+\.)?([A-Za-z-]+)((?:;[^:\"]*(?:\"[^\"]*\")?)*):(.*)")
_LOST_BREAK = re.compile(rf"\s+(?=(?:{_PROPERTIES})(?:;[A-Za-z-]+=[^:;]*)*:)")
_ESCAPE = re.compile(r"\\([\\,;nN])")


class Card(NamedTuple):
    """What a vCard says, and the faults of its form, by code.

    The codes: `not-a-card` (no BEGIN:VCARD), `unclosed` (no END:VCARD),
    `no-breaks` (its line breaks are gone), `no-name` (neither FN nor ORG).
    """

    name: str | None
    organization: str | None
    email: str | None
    telephone: str | None
    id: str | None
    faults: tuple[str, ...]

    @property
    def is_organization(self) -> bool:
        """Tell whether the card is one of an organisation: it names nobody beside it."""
        return self.organization is not None and self.name in (None, self.organization)


@lru_cache(maxsize=4096)
def read_card(text: str) -> Card:
    """Return what a vCard says; a text that is none gives a Card with its fault named."""
    upper = text.lstrip()[:12].upper()
    if not upper.startswith("BEGIN:VCARD"):
        return Card(None, None, None, None, None, ("not-a-card",))
    faults = []
    unfolded = _FOLD.sub("", text)
    lines = [line.strip() for line in unfolded.splitlines() if line.strip()]
    if len(lines) == 1:
        faults.append("no-breaks")
        lines = _LOST_BREAK.split(lines[0])
    if lines[-1].upper() != "END:VCARD":
        faults.append("unclosed")
    said: dict[str, str] = {}
    for line in lines:
        match = _LINE.match(line)
        if match and match[3].strip():
            said.setdefault(match[1].upper(), _ESCAPE.sub(_unescaped, match[3]).strip())
    name = said.get("FN") or _name_of_parts(said.get("N"))
    organization = said.get("ORG", "").rstrip(";").replace(";", ", ") or None
    if not name and not organization:
        faults.append("no-name")
    email = said.get("EMAIL")
    identifier = said.get("UID") or said.get("URL")
    return Card(name, organization, email, said.get("TEL"), identifier, tuple(faults))


@lru_cache(maxsize=4096)
def agent_of(text: str, role: str | None = None) -> Agent:
    """Return the person or organisation that a vCard names; plain text is taken as the name."""
    card = read_card(text)
    if "not-a-card" in card.faults:
        return Agent(name=text, role=role, card=text)
    return Agent(
        name=card.name or card.organization,
        type="Organization" if card.is_organization else "Person",
        id=card.id,
        affiliation=None if card.is_organization else card.organization,
        email=card.email,
        role=role,
        card=text,
    )


def _name_of_parts(parts: str | None) -> str | None:
    """Join the parts of N, family name first, as a name is written."""
    if not parts:
        return None
    family, _, rest = parts.partition(";")
    given = rest.partition(";")[0]
    return f"{given} {family}".strip() or None


def _unescaped(match: re.Match[str]) -> str:
    return "\n" if match[1] in "nN" else match[1]
