"""Reading the vCards that LOM records carry (RFC 2426, RFC 6350), as real ones are.

Libraries refuse what feeds hold most: a card whose line breaks are gone, so that
all stands on one line. This reader takes cards with and without breaks; the
tests hold it to vobject on cards that vobject reads (docs/adr/0004).
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from profiles.formats.reading import new
from profiles.model import Agent

_NAMES = "BEGIN|END|VERSION|FN|N|NICKNAME|ORG|EMAIL|TEL|ADR|URL|UID|TITLE|ROLE|NOTE|KIND|REV|PHOTO|LOGO|LANG"
_FOLD = re.compile(r"\n[ \t]")
_PARAMETERS = r'(?:;[^:"\n]*(?:"[^"\n]*"[^:"\n]*)*)?'
# All but the frame that each card has, which says nothing and takes time.
_PROPERTY = re.compile(
    rf"^[ \t]*(?!BEGIN:|VERSION:|END:)(?:[A-Za-z0-9-]+\.)?([A-Za-z-]+){_PARAMETERS}:[ \t]*(\S.*)",
    re.MULTILINE,
)
# A property where the line breaks are gone: turned to blanks, to the letters \\n, or to nothing at all.
_START = rf"(?:{_NAMES})(?:;[A-Za-z-]+=[^:;]*)*:"
_LOST_BREAK = re.compile(rf"(?:\s|\\r|\\n)+(?={_START})", re.IGNORECASE)
_RUN_TOGETHER = re.compile(_START)
# A value in quoted-printable goes on in the next line where a line ends in "=".
_QUOTED = re.compile(
    r"^([^:\n]*;ENCODING=QUOTED-PRINTABLE[^:\n]*):((?:.*=\n)*.*)", re.IGNORECASE | re.MULTILINE
)
_CHARSET = re.compile(r";CHARSET=([\w-]+)", re.IGNORECASE)
_REGISTER = re.compile(
    r"https?://(?:www\.)?(?:orcid\.org|isni\.org|d-nb\.info|wikidata\.org|ror\.org)/", re.IGNORECASE
)
_NO_PERSON = frozenset({"org", "group", "organization"})  # RFC 6350, 6.1.4, and what people write for it
_ESCAPE = re.compile(r"\\([\\,;nN])")
_PART = re.compile(r"(?:^|(?<=;))((?:[^;\\]|\\.?)*)")


class Card(NamedTuple):
    """What a vCard says, and the faults of its form, by code.

    The codes: `not-a-card` (no BEGIN:VCARD), `unclosed` (no END:VCARD),
    `no-breaks` (its line breaks are gone), `no-name` (neither FN nor ORG).
    `is_organization` where it says so, or names nobody beside an organisation.
    """

    name: str | None
    organization: str | None
    email: str | None
    telephone: str | None
    id: str | None
    faults: tuple[str, ...]
    is_organization: bool = False


@lru_cache(maxsize=4096)
def read_card(text: str) -> Card:
    """Return what a vCard says; a text that is none gives a Card with its fault named."""
    text = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    if text[:11].upper() != "BEGIN:VCARD":
        return Card(None, None, None, None, None, ("not-a-card",))
    faults = []
    if "\n" not in text:
        faults.append("no-breaks")
        text = _with_breaks(text)
    elif "\n " in text or "\n\t" in text:
        text = _FOLD.sub("", text)
    if "=" in text and "QUOTED-PRINTABLE" in text.upper():
        text = _QUOTED.sub(_decoded, text)
    if text[-9:].upper() != "END:VCARD":
        faults.append("unclosed")
    properties = _PROPERTY.findall(text)
    said = {name.upper(): value for name, value in reversed(properties)}  # the first of each counts
    name = _value(said, "FN") or _name_of_parts(_parts(said, "N"))
    units = _parts(said, "ORG")
    organization = ", ".join(filter(None, units)) or None
    if not name and not organization:
        faults.append("no-name")
    identifier = _value(said, "UID") or _identity(_value(said, "URL"))
    names_nobody = bool(units) and name in (None, organization, units[0])
    is_organization = names_nobody or said.get("KIND", "").lower() in _NO_PERSON
    email, telephone = _value(said, "EMAIL"), _value(said, "TEL")
    return new(Card, (name, organization, email, telephone, identifier, tuple(faults), is_organization))


def agent_of(text: str, role: str | None = None) -> Agent:
    """Return the person or organisation that a vCard names; plain text is taken as the name."""
    card = read_card(text)
    if "not-a-card" in card.faults:
        return Agent(name=text, role=role, card=text)
    kind, affiliation = ("Organization", None) if card.is_organization else ("Person", card.organization)
    return new(Agent, (card.name or card.organization, kind, card.id, affiliation, card.email, role, text))


def _with_breaks(text: str) -> str:
    """Return a card on one line with a break before each property that is known."""
    if text[11:12].isalpha():
        return _RUN_TOGETHER.sub(lambda start: f"\n{start[0]}", text).strip()
    return _LOST_BREAK.sub("\n", text)


def _decoded(property_: re.Match[str]) -> str:
    """Return a property of vCard 2.1 with its quoted-printable value decoded."""
    charset = _CHARSET.search(property_[1])
    value = quopri.decodestring(property_[2])
    try:
        decoded = value.decode(charset[1] if charset else "utf-8", "replace")
    except LookupError:  # a charset that nobody knows
        decoded = value.decode("utf-8", "replace")
    return f"{property_[1]}:{' '.join(decoded.split())}"


def _value(said: Mapping[str, str], name: str) -> str | None:
    """Return the value of a property without its escapes, None where it says nothing."""
    value = said.get(name)
    return _plain(value) or None if value is not None else None


def _parts(said: Mapping[str, str], name: str) -> list[str]:
    """Return the parts of a property such as N and ORG; an escaped semicolon parts nothing."""
    value = said.get(name)
    if value is None:
        return []
    return [_plain(part) for part in (_PART.findall(value) if "\\" in value else value.split(";"))]


def _plain(value: str) -> str:
    return (_ESCAPE.sub(_unescaped, value) if "\\" in value else value).strip()


def _identity(url: str | None) -> str | None:
    """Return a card's address where it identifies its owner; most are those of a homepage."""
    return url if url and _REGISTER.match(url) else None


def _name_of_parts(parts: list[str]) -> str | None:
    """Join the parts of N, family name first, as a name is written."""
    family, given = (*parts, "", "")[:2]
    return f"{given} {family}".strip() or None


def _unescaped(match: re.Match[str]) -> str:
    return "\n" if match[1] in "nN" else match[1]
