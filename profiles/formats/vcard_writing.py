"""Writing vCards (RFC 2426), which LOM carries people and organisations as."""

from __future__ import annotations

from profiles.model import Agent

_BREAK = "\n"


def card_of(agent: Agent) -> str:
    """Return the card that an agent was read from, or one that says the same of it."""
    if agent.card and agent.card[:11].upper() == "BEGIN:VCARD":
        return agent.card
    name = agent.name or agent.id or ""
    organization = name if agent.type == "Organization" else agent.affiliation
    said = [
        ("FN", name),
        ("ORG", organization),
        ("EMAIL", agent.email),
        ("UID", agent.id),
    ]
    lines = [f"{key}:{_escaped(value)}" for key, value in said if value]
    return _BREAK.join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"])


def _escaped(value: str) -> str:
    """Return a value as RFC 2426, section 4 has it: commas, semicolons, backslashes and breaks escaped."""
    for character, escape in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        value = value.replace(character, escape)
    return value.replace("\r", "\\n")
