"""Persons and organisations: their vCards (RFC 2426, RFC 6350) and identifiers."""

from __future__ import annotations

import re

from stdnum import isni

from profiles.formats.vcard import read_card
from profiles.model import Agent
from validators.types.fault import SKIP, Fault, Judgement
from validators.types.identifiers import is_orcid

_ORCID = re.compile(
    r"(?:https?://(?:www\.)?orcid\.org/|orcid:)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?", re.IGNORECASE | re.ASCII
)
_ISNI = re.compile(
    r"(?:https?://(?:www\.)?isni\.org/(?:isni/)?|isni:)([\d ]{15,19}[\dX])/?", re.IGNORECASE | re.ASCII
)
_KNOWN = re.compile(
    r"https?://(?:d-nb\.info/gnd/[\dX-]+"
    r"|(?:www\.)?wikidata\.org/(?:entity|wiki)/Q[1-9]\d*"
    r"|(?:www\.)?ror\.org/0[a-hj-km-np-tv-z0-9]{6}\d{2})/?",
    re.ASCII,
)
# A card as most are, and should be: a name, perhaps an institution, nothing that gives anybody away.
_USUAL_CARD = re.compile(
    r"BEGIN:VCARD\r?\n(?:VERSION:[34]\.0\r?\n|N:[^\n]*\n|ORG:[^\n]*\n)*FN:[^\s\\][^\n]*\n(?:N:[^\n]*\n|ORG:[^\n]*\n)*"
    r"END:VCARD\s*"
)
_FORM_FAULTS = ("not-a-card", "no-breaks", "unclosed", "no-name")
_OFFICES = re.compile(  # mailboxes of an institution (RFC 2142), which give nobody away
    r"(?:info|contact|kontakt|contacto|contatto|office|mail|post|redaktion|redaktie|redaction|redazione|redakcja"
    r"|sekretariat|secretariat|support|service|help|library|bibliothek|bibliotheque|biblioteca|oer|webmaster|admin)"
    r"[\d._-]*@",
    re.IGNORECASE,
)


def vcard(agent: Agent) -> Judgement:
    """Judge the form of the card an agent was read from, and whether it gives a person away."""
    if agent.card is None:
        return SKIP
    if _USUAL_CARD.fullmatch(agent.card):
        return None
    card = read_card(agent.card)
    for code in _FORM_FAULTS:
        if code in card.faults:
            return Fault(code)
    if card.is_organization:
        return None
    email = card.email if card.email and not _OFFICES.match(card.email) else None
    return Fault("personal-data", other=email or card.telephone or "") if email or card.telephone else None


def agent_id(agent: Agent) -> Judgement:
    """Judge an agent's identifier: ORCID, ISNI, GND, Wikidata or ROR, with its check character."""
    if agent.id is None:
        return SKIP
    orcid = _ORCID.fullmatch(agent.id)
    if orcid:
        return None if is_orcid(orcid[1]) else Fault("check-digit")
    number = _ISNI.fullmatch(agent.id)
    if number:
        return None if isni.is_valid(number[1]) else Fault("check-digit")
    return None if _KNOWN.fullmatch(agent.id) else Fault("unknown")
