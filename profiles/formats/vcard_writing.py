"""Writing vCards (RFC 2426), which LOM carries people and organisations as."""

from __future__ import annotations

from profiles.formats.writing import permitted
from profiles.model import Agent

_BREAK = "\n"


def card_of(agent: Agent) -> str | None:
    """Return a card that says who an agent is, and nothing of how to reach it.

    The card it was read from may hold a telephone number and an e-mail address,
    which are nobody's to publish. Who has no name is called by the identifier,
    else by the affiliation; of who has none of them there is no card.
    """
    name, identity, affiliation = map(_line, (agent.name, agent.id, agent.affiliation))
    name = name or identity or affiliation
    if not name:
        return None
    if agent.type == "Organization":
        affiliation = name
    elif agent.type == "Person" and affiliation == name:
        affiliation = ""  # a card that names one thing twice is an organisation's
    called = _escaped(name)
    said = [("ORG", affiliation), ("UID", identity)]
    # N is required (3.1.2), and which part of a name is the family's nobody here knows.
    lines = [f"FN:{called}", "N:;;;;", *(f"{key}:{_escaped(value)}" for key, value in said if value)]
    return _BREAK.join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"])


def _line(text: str | None) -> str:
    """Return a text that XML permits, trimmed, with line breaks of one kind."""
    return permitted(text or "").strip().replace("\r\n", "\n").replace("\r", "\n")


def _escaped(value: str) -> str:
    """Return a value as RFC 2426, section 4 has it: commas, semicolons, backslashes and breaks escaped."""
    for character, escape in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(character, escape)
    return value
