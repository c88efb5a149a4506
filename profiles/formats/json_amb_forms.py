"""The forms that AMB 2023-10-19 allows for a value, by its own schemas; None where it has none for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from functools import cache
from typing import Any

from profiles.formats.json_writing import blank, file_members, labels_of, tagged, terms_of, without_blanks
from profiles.model import Agent, Concept, Encoding, License, Link, Text

Form = Callable[[Any], Any]


@cache
def language_codes() -> frozenset[str]:
    """Return the languages of AMB's list: the two-letter codes of ISO 639-1, but that of Serbo-Croat."""
    from pycountry import languages  # noqa: PLC0415 - slow to load, and needed for writing alone

    codes = frozenset(language.alpha_2 for language in languages if hasattr(language, "alpha_2"))
    return codes - {"sh"}  # withdrawn by ISO, and not in AMB's list


_CHARACTERS = r"(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})"
_URI = re.compile(rf"[A-Za-z][A-Za-z0-9+.\-]*:{_CHARACTERS}+(?:#{_CHARACTERS}*)?")
_WEB = re.compile(r"https?://[A-Za-z0-9\-._~%]+(?::\d*)?(?:[/?#].*)?", re.IGNORECASE)
_LICENCE = re.compile(
    r"https?://(?:creativecommons\.org/(?:licenses|licences|publicdomain)/|www\.gnu\.org/licenses/"
    r"|www\.apache\.org/licenses/|opensource\.org/licenses/MIT|www\.opensource\.org/licenses/BSD).*"
)
_DURATION = re.compile(
    r"-?P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+[DW])?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?", re.ASCII
)
_MEDIA_TYPE = re.compile(
    r"(?:application|audio|example|font|image|message|model|multipart|text|video)/[a-zA-Z0-9\-+_.]+"
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"(\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:[Zz]|[+\-](\d{2}:\d{2}))", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
_SHA256 = re.compile(r"[A-Fa-f0-9]{64}")
_FILE_ADDRESSES = ("contentUrl", "embedUrl")
_FILE_MEMBERS = {
    "encodingFormat": _MEDIA_TYPE,
    "contentSize": _DIGITS,
    "bitrate": _DIGITS,
    "sha256": _SHA256,
}

SUBJECTS = re.compile(
    r"https://w3id\.org/kim/hochschulfaechersystematik/.*|http://w3id\.org/kim/schulfaecher/.*"
)
TYPES = re.compile(r"http://w3id\.org/openeduhub/vocabs/new_lrt/.*|https://w3id\.org/kim/hcrt/.*")
_LEVELS = re.compile(r"https://w3id\.org/kim/educationalLevel/.*")
_CONDITIONS = re.compile(r"http://w3id\.org/kim/conditionsOfAccess/(?:no_)?login")
_INTERACTIVITY = re.compile(r"http://purl\.org/dcx/lrmi-vocabs/interactivityType/(?:active|expositive|mixed)")


def is_uri(text: str | None) -> bool:
    """Tell whether a text is an absolute address by RFC 3986, with a host where it is one of the web."""
    if text is None or not _URI.fullmatch(text):
        return False
    return not text.lower().startswith(("http:", "https:")) or _WEB.fullmatch(text) is not None


def uris(text: str) -> Any:
    """Return an address."""
    return text if is_uri(text) else None


def languages(text: str) -> Any:
    """Return a language of AMB's list."""
    return text if text in language_codes() else None


def durations(text: str) -> Any:
    """Return a duration by ISO 8601."""
    return text if _DURATION.fullmatch(text) else None


def dates(text: str) -> Any:
    """Return a date, or a date with its time and zone, by RFC 3339."""
    day, separator, clock = text[:10], text[10:11], text[11:]
    if not _DATE.fullmatch(day) or not _is_day(day):
        return None
    if not separator:
        return text
    match = _TIME.fullmatch(clock)
    return (
        text
        if separator in "Tt" and match and all(_is_time(part) for part in match.groups() if part)
        else None
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_time(text: str) -> bool:
    try:
        time.fromisoformat(text)
    except ValueError:
        return False
    return True


def yes_no(text: str) -> Any:
    """Return a truth value."""
    return {"true": True, "false": False}.get(text)


def concepts(concept: Concept) -> Any:
    """Return a concept by its address; a label in a language that AMB lacks stands beside as a name."""
    if not is_uri(concept.id):
        return None
    preferred: dict[str, str] = {}
    others: list[Text] = []
    for label in labels_of(concept):
        if label.lang in language_codes() and label.lang not in preferred:
            preferred[str(label.lang)] = label.value
        else:
            others.append(label)
    said: dict[str, Any] = {"id": concept.id, "type": "Concept"}
    if preferred:
        said["prefLabel"] = preferred
    if others:
        said["name"] = [tagged(label) for label in others]
    if not blank(concept.scheme):
        said["inScheme"] = {"id": concept.scheme} if is_uri(concept.scheme) else concept.scheme
    return said


def concepts_of(pattern: re.Pattern[str]) -> Form:
    """Return the form of concepts whose addresses AMB prescribes."""

    def form(concept: Concept) -> Any:
        return concepts(concept) if concept.id is not None and pattern.fullmatch(concept.id) else None

    return form


levels = concepts_of(_LEVELS)
conditions = concepts_of(_CONDITIONS)
interactivity = concepts_of(_INTERACTIVITY)


def agents(agent: Agent) -> Any:
    """Return an agent that has a name and a kind."""
    if blank(agent.name) or agent.type not in {"Person", "Organization"}:
        return None
    said: dict[str, Any] = {"type": agent.type, "name": agent.name}
    if not blank(agent.id):
        said["id" if is_uri(agent.id) else "identifier"] = agent.id
    if not blank(agent.affiliation):
        said["affiliation"] = {"type": "Organization", "name": agent.affiliation}
    if not blank(agent.role):
        said["roleName"] = agent.role
    return said


def licences(licence: License) -> Any:
    """Return a licence of those that AMB allows."""
    identity, text, lang = terms_of(licence)
    if not is_uri(identity) or not _LICENCE.fullmatch(str(identity)):
        return None
    return {"id": identity} if text == identity else {"id": identity, "name": tagged(Text(str(text), lang))}


def parts(link: Link) -> Any:
    """Return a part or a whole, which AMB knows by its address."""
    if not is_uri(link.id):
        return None
    return {"id": link.id, **without_blanks({"name": link.name, "schema:license": link.license})}


def sources(link: Link) -> Any:
    """Return what a resource is based on, which AMB knows by its name; its licence where AMB allows it."""
    if blank(link.name):
        return None
    said: dict[str, Any] = {"name": link.name}
    if not blank(link.id):
        said = {"id" if is_uri(link.id) else "identifier": link.id, **said}
    if is_uri(link.license) and _LICENCE.fullmatch(str(link.license)):
        return {**said, "license": {"id": link.license}}
    return {**said, **without_blanks({"schema:license": link.license})}


def files(file: Encoding) -> Any:
    """Return a file that has an address; members not in AMB's form go under schema.org's full names."""
    return _file(file, "MediaObject")


def trailers(file: Encoding) -> Any:
    """Return a trailer, which AMB has for sound and for moving pictures."""
    kind = {"audio": "AudioObject", "video": "VideoObject"}.get((file.encodingFormat or "").partition("/")[0])
    return _file(file, kind) if kind else None


def _file(file: Encoding, kind: str) -> Any:
    if not is_uri(file.contentUrl) and not is_uri(file.embedUrl):
        return None
    said: dict[str, Any] = {"type": kind}
    for name, text in file_members(file).items():
        if not blank(text):
            pattern = _FILE_MEMBERS.get(name)
            is_address = name in _FILE_ADDRESSES and is_uri(text)
            fits = pattern.fullmatch(str(text)) is not None if pattern else is_address
            said[name if fits else f"schema:{name}"] = text
    return said


def captions(file: Encoding) -> Any:
    """Return a caption, which AMB knows by its address alone."""
    if not is_uri(file.contentUrl):
        return None
    members = without_blanks(file_members(file))
    if members.get("inLanguage") not in (None, *language_codes()):
        members["schema:inLanguage"] = members.pop("inLanguage")
    if "embedUrl" not in members:  # beside another address the id would not be taken for the file's own
        del members["contentUrl"]
    return {"type": "MediaObject", "id": file.contentUrl, **members}
