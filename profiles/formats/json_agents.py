"""How a property that names agents is read: plainly, by role, by grant, by the page that describes."""

from __future__ import annotations

from typing import Any

from profiles.formats.json_kinds import agent_of
from profiles.formats.json_takes import Take, strings
from profiles.formats.json_values import JsonReading, Keys, each, string_of


def agents(field: str, value: Any, place: Keys, _lang: str | None, reading: JsonReading) -> None:
    """Read agents, in the role that the field names."""
    for inner, at in each(value, place):
        _agent(field, inner, at, None, reading)


def agents_as(role: str | None) -> Take:
    """Return what reads agents whose property names a role that has no field."""

    def take(field: str, value: Any, place: Keys, _lang: str | None, reading: JsonReading) -> None:
        for inner, at in each(value, place):
            _agent(field, inner, at, role, reading)

    return take


def _agent(field: str, value: Any, place: Keys, role: str | None, reading: JsonReading) -> None:
    if isinstance(value, dict):
        if reading.nodes:
            value, place = _linked(value, place, reading)
        if "roleName" in value and (name := next(filter(value.__contains__, _PROPERTIES), None)):
            # schema.org's Role stands between a work and the agent, and repeats the property's name.
            role = string_of(value["roleName"]) or role
            for inner, at in reading.each(value[name], (*place, name)):
                if found := agent_of(inner, at, role):
                    reading.add(field, *found)
            return
    if found := agent_of(value, place, role):
        reading.add(field, *found)


def _linked(value: dict[str, Any], place: Keys, reading: JsonReading) -> tuple[dict[str, Any], Keys]:
    """Return the agent that a reference stands for, and in it the organisation that one stands for."""
    agent, at = reading.resolve(value, place)
    affiliation = agent.get("affiliation")
    if isinstance(affiliation, dict):
        agent = {**agent, "affiliation": reading.resolve(affiliation, at)[0]}
    return agent, at


_PROPERTIES = (
    "sdPublisher",
    "creator",
    "author",
    "contributor",
    "editor",
    "publisher",
    "provider",
    "funder",
    "copyrightHolder",
    "certifiedBy",
)


def funding(field: str, value: Any, place: Keys, lang: str | None, reading: JsonReading) -> None:
    """Read funding: a grant names its funder."""
    for inner, at in reading.each(value, place):
        if isinstance(inner, dict):
            key = "funder" if "funder" in inner else "sponsor"
            agents(field, inner.get(key), (*at, key), lang, reading)


def page(_field: str, value: Any, place: Keys, lang: str | None, reading: JsonReading) -> None:
    """Read mainEntityOfPage, which describes the resource: who offers it, when it was made and changed."""
    for thing, where in reading.each(value, place):
        if isinstance(thing, dict):
            for inner, at in reading.each(thing.get("provider"), (*where, "provider")):
                if found := agent_of(inner, at):
                    reading.add("sdPublisher", *found)
                    reading.add("provider", *found)
            for key in ("dateCreated", "dateModified"):
                if key in thing:
                    strings("sdDatePublished", thing[key], (*where, key), lang, reading)
