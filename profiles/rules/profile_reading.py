"""Reads what the file of a profile says; what it means is worked out with the profiles that it extends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from profiles.rules.check_reading import known_field, known_vocabulary
from profiles.rules.lined_yaml import Path, YamlError, read_yaml
from profiles.rules.problem import Problem
from profiles.rules.reading import Reading, named, shown
from profiles.rules.versions import Version, Wanted, version_of, wanted

MOST_RULES = 1000
"""How many rules a profile may ask for; the catalogue has some hundreds."""

WEIGHTS = (30, 20, 10, 5)
"""The steps of the metadata quality assessment of data.europa.eu."""

_ID = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*$")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")
_KEYS = ("id", "version", "title")
_OPTIONAL = (
    "description", "extends", "derivedFrom", "rules", "add", "remove", "narrow", "loosen", "weights",
    "vocabularies", "released",
)  # fmt: skip


@dataclass
class Statement:
    """What the file of one profile says, before it is known what it means."""

    id: str
    version: Version
    title: Mapping[str, str]
    description: Mapping[str, str]
    base: Wanted | None
    is_extension: bool
    rules: list[tuple[str, Path]]
    remove: list[tuple[str, Path]]
    narrow: Mapping[str, Any]
    loosen: Mapping[str, Any]
    weights: Mapping[str, int]
    vocabularies: Mapping[str, Any]
    released: str | None
    reading: Reading
    file: str = field(init=False)

    def __post_init__(self) -> None:
        self.file = self.reading.file


def parse_profile(content: bytes, file: str) -> tuple[Statement | None, list[Problem]]:
    """Return what the file of a profile says, None where it is no profile, and all that is wrong with it."""
    try:
        reading = Reading(read_yaml(content, file), file)
    except YamlError as error:
        return None, [error.problem]
    said = reading.mapping(reading.said.value, ())
    if not said or not reading.keys((), said, _KEYS, _OPTIONAL):
        return None, reading.problems
    statement = _statement(said, reading)
    return (None if reading.problems else statement), reading.problems


def _statement(said: Mapping[str, Any], reading: Reading) -> Statement:
    name = said["id"]
    if not isinstance(name, str) or not _ID.match(name):
        reading.wrong(("id",), f"id {shown(name)}", "write small letters and digits, as xx-schools")
    version = version_of(str(said["version"]))
    if version is None:
        reading.wrong(("version",), f"version {shown(said['version'])}", 'write three numbers, as "1.0.0"')
    base, is_extension = _base(said, reading)
    return Statement(
        id=str(name),
        version=version or Version(0, 0, 0),
        title=reading.words(said["title"], ("title",)),
        description=reading.words(said["description"], ("description",)) if "description" in said else {},
        base=base,
        is_extension=is_extension,
        rules=[*_ids("rules", said, reading), *_ids("add", said, reading)],
        remove=_ids("remove", said, reading),
        narrow=_changes("narrow", said, reading),
        loosen=_changes("loosen", said, reading),
        weights=_weights(said.get("weights", {}), reading),
        vocabularies=_vocabularies(said.get("vocabularies", {}), reading),
        released=_released(said.get("released"), reading),
        reading=reading,
    )


def _base(said: Mapping[str, Any], reading: Reading) -> tuple[Wanted | None, bool]:
    if "extends" in said and "derivedFrom" in said:
        remedy = "extends, where whoever conforms to it conforms to the other too; else derivedFrom"
        reading.wrong(("derivedFrom",), "extends and derivedFrom exclude each other", f"keep one: {remedy}")
    key = "extends" if "extends" in said else "derivedFrom"
    if key not in said:
        if not said.get("rules"):
            reading.wrong(("rules",), "the profile has no rules", "list their ids, or extend another profile")
        if "remove" in said:
            reading.wrong(("remove",), "remove has nothing to remove from", "leave it out")
        return None, False
    if key == "extends":
        for forbidden in ("remove", "loosen"):
            if forbidden in said:
                cause = f"{forbidden} would loosen the profile that this one extends"
                reading.wrong((forbidden,), cause, "write derivedFrom in place of extends, or leave it out")
    base = wanted(said[key]) if isinstance(said[key], str) else None
    if base is None:
        reading.wrong((key,), f"{key}: {shown(said[key])}", "write ID@^VERSION, as eu-core@^1.0")
    return base, key == "extends"


def _ids(key: str, said: Mapping[str, Any], reading: Reading) -> list[tuple[str, Path]]:
    listed = said.get(key) or []
    if isinstance(listed, list) and len(listed) > MOST_RULES:
        cause = f"{key} has {len(listed):,} rules, and a profile may have {MOST_RULES:,}"
        reading.wrong((key,), cause, "split the profile")
        return []
    found: dict[str, Path] = {}
    for number, one in enumerate(reading.texts(listed, (key,))):
        if one in found:
            first = reading.said.line(found[one])
            reading.wrong((key, number), f"{one} stands twice, first in line {first}", "remove one")
        found[one] = (key, number)
    return list(found.items())


def _changes(key: str, said: Mapping[str, Any], reading: Reading) -> Mapping[str, Any]:
    changes = reading.mapping(said.get(key) or {}, (key,))
    return {rule: reading.mapping(change, (key, rule)) for rule, change in changes.items()}


def _weights(said: Any, reading: Reading) -> Mapping[str, int]:
    weights = reading.mapping(said or {}, ("weights",))
    for name, weight in weights.items():
        known_field(name, ("weights", name), reading)
        if weight not in WEIGHTS or isinstance(weight, bool):
            steps = ", ".join(map(str, WEIGHTS))
            reading.wrong(
                ("weights", name), f"{named(('weights', name))} is {shown(weight)}", f"write one of {steps}"
            )
    return weights


def _vocabularies(said: Any, reading: Reading) -> Mapping[str, Any]:
    vocabularies = reading.mapping(said or {}, ("vocabularies",))
    for name, one in vocabularies.items():
        path: Path = ("vocabularies", name)
        facts = reading.mapping(one, path)
        if not reading.keys(path, facts, ("schemes",), ("snapshot",)):
            continue
        for number, scheme in enumerate(reading.texts(facts["schemes"], (*path, "schemes"))):
            known_vocabulary(scheme, (*path, "schemes", number), reading)
        if "snapshot" in facts and not _DATE.match(str(facts["snapshot"])):
            reading.wrong(
                (*path, "snapshot"), f"snapshot {shown(facts['snapshot'])}", "write a date, as 2026-11-01"
            )
    return vocabularies


def _released(said: Any, reading: Reading) -> str | None:
    if said is None:
        return None
    if not _DATE.match(str(said)):
        reading.wrong(("released",), f"released {shown(said)}", "leave it to: commonshelf profile release")
    return str(said)
