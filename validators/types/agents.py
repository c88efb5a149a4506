"""Persons and organisations: their vCards (RFC 2426, RFC 6350) and identifiers."""

from __future__ import annotations

import re

from stdnum import isni
from stdnum.iso7064 import mod_11_2

from profiles.formats.vcard import read_card
from profiles.model import Agent
from validators.types.fault import SKIP, Fault, Judgement

_ORCID = re.compile(r"(?:https?://(?:www\.)?orcid\.org/|orcid:)?(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])/?$")
_ISNI = re.compile(r"(?:https?://(?:www\.)?isni\.org/(?:isni/)?|isni:)([\d ]{15,19}[\dXx])$", re.IGNORECASE)
_KNOWN = re.compile(
    r"https?://(?:d-nb\.info/gnd/[\dX-]+"
    r"|(?:www\.)?wikidata\.org/(?:entity|wiki)/Q[1-9]\d*"
    r"|ror\.org/0[a-hj-km-np-tv-z0-9]{6}\d{2})/?$"
)
_FORM_FAULTS = ("not-a-card", "no-breaks", "unclosed", "no-name")


def vcard(agent: Agent) -> Judgement:
    """Judge the form of the card an agent was read from, and whether it gives a person away."""
    if agent.card is None:
        return SKIP
    card = read_card(agent.card)
    for code in _FORM_FAULTS:
        if code in card.faults:
            return Fault(code)
    if not card.is_organization and (card.email or card.telephone):
        return Fault("personal-data", other=card.email or card.telephone or "")
    return None


def agent_id(agent: Agent) -> Judgement:
    """Judge an agent's identifier: ORCID, ISNI, GND, Wikidata or ROR, with its check character."""
    if agent.id is None:
        return SKIP
    orcid = _ORCID.match(agent.id)
    if orcid:
        return None if mod_11_2.is_valid(orcid[1].replace("-", "").upper()) else Fault("check-digit")
    number = _ISNI.match(agent.id)
    if number:
        return None if isni.is_valid(number[1]) else Fault("check-digit")
    return None if _KNOWN.match(agent.id) else Fault("unknown")
