"""One door to the exports: the files of a profile in a language of profiles, and the residue."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from profiles.rules import Profile
from validators.exports.residue import Residue

BASE = "https://commonshelf.example/"
"""Where rules and profiles have their addresses unless an organisation gives its own."""


class Exported(NamedTuple):
    """The files of an export by their names, and what they leave out or say in part."""

    files: Mapping[str, str]
    residue: tuple[Residue, ...]
    beside: Mapping[str, str] = MappingProxyType({})
    """What goes with them into a folder."""


def export(profile: Profile, kind: str, *, base: str = BASE, lang: str = "en") -> Exported:
    """Return the export of a profile; `kind` is one of KINDS."""
    return KINDS[kind](profile, base, lang)


def _residue_file(profile: Profile, kind: str, residue: Iterable[Residue]) -> dict[str, str]:
    """Return the file that tells what an export cannot say, by its name."""
    said = {
        "profile": profile.id,
        "version": profile.version,
        "export": kind,
        "residue": [one._asdict() for one in residue],
    }
    return {f"{profile.id}.{kind}.residue.json": _json(said)}


def _shacl(profile: Profile, base: str, _lang: str) -> Exported:
    from validators.exports.graph import context  # noqa: PLC0415 - only for who asks for it
    from validators.exports.shacl import shacl  # noqa: PLC0415 - rdflib is heavy

    turtle, residue = shacl(profile, base)
    beside = {"canonical.context.jsonld": _json(context()), **_residue_file(profile, "shacl", residue)}
    return Exported({f"{profile.id}.shacl.ttl": turtle}, residue, beside)


def _json_schema(profile: Profile, base: str, lang: str) -> Exported:
    from validators.exports.json_schema import json_schemas  # noqa: PLC0415 - only for who asks for it

    schemas, residue = json_schemas(profile, base, lang)
    files = {f"{profile.id}.{severity}.schema.json": _json(schema) for severity, schema in schemas.items()}
    return Exported(files, residue, _residue_file(profile, "json-schema", residue))


def _dctap(profile: Profile, _base: str, lang: str) -> Exported:
    from validators.exports.dctap import dctap  # noqa: PLC0415 - only for who asks for it

    table, residue = dctap(profile, lang)
    return Exported({f"{profile.id}.dctap.csv": table}, residue, _residue_file(profile, "dctap", residue))


def _html(profile: Profile, base: str, lang: str) -> Exported:
    """Return the page, which says all in words, and tells what neither SHACL nor JSON Schema can say."""
    from validators.exports.page import page  # noqa: PLC0415 - only for who asks for it

    of_schemas = _json_schema(profile, base, lang).residue
    unsaid = [one for one in _shacl(profile, base, lang).residue if one in of_schemas]
    return Exported({f"{profile.id}.html": page(profile, unsaid, lang)}, ())


def _prof(profile: Profile, base: str, _lang: str) -> Exported:
    from validators.exports.prof import prof  # noqa: PLC0415 - rdflib is heavy

    return Exported({f"{profile.id}.prof.ttl": prof(profile, base)}, ())


def _json(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


KINDS: Mapping[str, Callable[[Profile, str, str], Exported]] = {
    "shacl": _shacl,
    "json-schema": _json_schema,
    "dctap": _dctap,
    "html": _html,
    "prof": _prof,
}
"""The languages that profiles are exported to."""
