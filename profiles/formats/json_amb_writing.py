"""Writing AMB in our publishing form: valid by AMB's own schemas, and without loss.

A value that AMB's elements cannot hold goes under the full name of the same
property (schema:inLanguage beside inLanguage): to JSON-LD both are one, and
AMB leaves its root open. So in each field the values that AMB holds come
first. A language that AMB's list lacks, and none, are said by the context,
which may give a term a language of its own (JSON-LD 1.1, section 4.2.4).
"""

from __future__ import annotations

import re
from typing import Any

from profiles.formats import json_amb_forms as form
from profiles.formats.json_amb_forms import Form
from profiles.formats.json_writing import WRITTEN, as_bytes, blank, principal, said_in, tagged
from profiles.formats.jsonld_contexts import AMB_CONTEXTS, PREFIXES
from profiles.formats.reading import is_address
from profiles.model import Identifier, LearningResource, Text

_ONE_TEXT = ("name", "description")
_DEFAULT = "en"  # where nothing says a language AMB wants one all the same; it then holds for no text

_MANY: dict[str, Form] = {
    **dict.fromkeys(("about", "learningResourceType", "audience"), form.concepts),
    **dict.fromkeys(("teaches", "assesses", "competencyRequired"), form.concepts),
    "educationalLevel": form.levels,
    "inLanguage": form.languages,
    **dict.fromkeys(("creator", "contributor", "publisher", "funder"), form.agents),
    "encoding": form.files,
    "caption": form.captions,
    **dict.fromkeys(("isPartOf", "hasPart"), form.parts),
    "isBasedOn": form.sources,
}
_ONE: dict[str, Form] = {
    "license": form.licences,
    "conditionsOfAccess": form.conditions,
    "interactivityType": form.interactivity,
    "isAccessibleForFree": form.yes_no,
    **dict.fromkeys(("dateCreated", "datePublished", "dateModified"), form.dates),
    "duration": form.durations,
    "image": form.uris,
    "trailer": form.trailers,
}
_ONE_AT_LEAST: dict[str, re.Pattern[str]] = {"about": form.SUBJECTS, "learningResourceType": form.TYPES}


def write(resource: LearningResource) -> bytes:
    """Return the resource as an AMB record in UTF-8, valid by its schemas where it has name and address."""
    return as_bytes(as_document(resource))


def as_document(resource: LearningResource) -> dict[str, Any]:
    """Return the resource as an AMB record."""
    members: dict[str, Any] = _identified(resource)
    langs: dict[str, str | None] = {}
    for field, values in resource.said().items():
        if field == "id" or field not in WRITTEN or (field == "url" and _is_said_by_id(values, members)):
            continue
        if field in _ONE_TEXT or field == "keywords":
            fitting, rest = _in_one_language(field, values, langs)
        elif field in _MANY or field in _ONE:
            fitting, rest = _fitting(field, values)
        else:
            # AMB has no word on it: the root is open to schema.org's.
            if written := said_in(field, values, tagged):
                members[WRITTEN[field][0]] = written
            continue
        if fitting:
            members[field] = fitting[0] if field in _ONE or field in _ONE_TEXT else fitting
        if rest:
            members[f"schema:{field}"] = said_in(field, rest, tagged)
    return {"@context": _context(members, langs, resource), "type": ["LearningResource"], **members}


def _is_said_by_id(url: tuple[str, ...], members: dict[str, Any]) -> bool:
    """Tell whether the id says the url already, as it does where it is an address on the web."""
    return url == (members.get("id"),) and is_address(url[0])


def main_identifier(resource: LearningResource) -> Identifier | None:
    """Return what AMB's id says: an identifier on the web, else a url, else an address of another kind."""
    main = principal(resource)
    if main is not None and form.is_uri(main.value):
        return main
    if address := next(filter(form.is_uri, resource.url), None):
        return Identifier(address)
    return next((one for one in resource.id if blank(one.scheme) and form.is_uri(one.value)), None)


def _identified(resource: LearningResource) -> dict[str, Any]:
    main = main_identifier(resource)
    rest = list(resource.id)
    if main in rest:
        rest.remove(main)
    written = said_in("id", rest, tagged)
    return {**({"id": main.value} if main else {}), **({"identifier": written} if written else {})}


def _in_one_language(
    field: str, values: tuple[Text, ...], langs: dict[str, str | None]
) -> tuple[list[str], list[Text]]:
    """Divide texts into those that the plain property holds, in the language of the first, and the others."""
    said = [text for text in values if not blank(text.value)]
    if not said:
        return [], []
    lang = langs[field] = said[0].lang or None
    if field in _ONE_TEXT:
        return [said[0].value], said[1:]
    return [t.value for t in said if (t.lang or None) == lang], [t for t in said if (t.lang or None) != lang]


def _fitting(field: str, values: tuple[Any, ...]) -> tuple[list[Any], list[Any]]:
    """Divide the values of a field into those that AMB has a form for, in that form, and the others."""
    in_form = _MANY.get(field) or _ONE[field]
    fitting: list[Any] = []
    rest: list[Any] = []
    for value in values:
        written = in_form(value) if field in _MANY or not fitting else None
        if written is None:
            rest.append(value)
        else:
            fitting.append(written)
    needed = _ONE_AT_LEAST.get(field)
    if needed is not None and not any(needed.fullmatch(written["id"]) for written in fitting):
        return [], list(values)
    return fitting, rest


def _context(members: dict[str, Any], langs: dict[str, str | None], resource: LearningResource) -> list[Any]:
    known = [*langs.values(), *resource.inLanguage]
    default = next((lang for lang in known if lang in form.language_codes()), _DEFAULT)
    said: dict[str, Any] = {"@language": default}
    said.update(
        (field, {"@id": f"{PREFIXES['schema']}{field}", "@language": lang})
        for field, lang in langs.items()
        if lang != default
    )
    inner = [one for value in members.values() for one in (value if isinstance(value, list) else [value])]
    for key in sorted({*members, *(key for one in inner if isinstance(one, dict) for key in one)}):
        prefix, colon, _ = key.partition(":")
        if colon:
            said[prefix] = PREFIXES[prefix]
    return [AMB_CONTEXTS[0], said]
