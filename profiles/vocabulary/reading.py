"""Reads vocabularies from the files of profiles/vocabularies.

A file is a vocabulary or, under `parts`, several, which share what stands above
them; "kim/school-subject" is a part of kim.yaml. Its concepts stand by their
notation: a list of labels in the order of `languages`, or a mapping with
`labels` and whatever else is to be said of one (`codes`, `also`, `narrower`, …).
`address` and `also` are patterns for what follows from the notation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from profiles.vocabulary.concepts import Heading, KnownConcept, Vocabulary
from profiles.vocabulary.derived import DERIVED

_FOLDER = files("profiles").joinpath("vocabularies")


class UnknownVocabularyError(LookupError):
    """There is no vocabulary of that name; its text says which there are."""


@cache
def vocabulary(name: str) -> Vocabulary:
    """Return the vocabulary of a name, read when it is first asked for.

    Raises UnknownVocabularyError where there is none.
    """
    file, _, part = name.partition("/")
    said = _file(file)
    if said is not None and part:
        shared = {key: value for key, value in said.items() if key != "parts"}
        said = {**shared, **said["parts"][part]} if part in said.get("parts", ()) else None
    if said is None or not _is_vocabulary(said):
        raise UnknownVocabularyError(
            f"vocabulary {name}: there is none of that name; choose one of {', '.join(names())}"
        )
    return Vocabulary(_heading(name, said), _concepts(said))


@cache
def names() -> tuple[str, ...]:
    """Return the names of all vocabularies, sorted; this reads every file."""
    found: list[str] = []
    for file in sorted(path.name for path in _FOLDER.iterdir() if path.name.endswith(".yaml")):
        name = file.removesuffix(".yaml")
        said = _file(name) or {}
        found += [f"{name}/{part}" for part in said.get("parts", ())] or [name] * _is_vocabulary(said)
    return tuple(found)


class WordList(NamedTuple):
    """A vocabulary as records draw words from it, all in lower case.

    `called` are the names it has as the source of a word, `field` the field of
    the model that these words are read into. `is_own` says that it is the
    format's own, so that a word which names no source is expected to name it.
    """

    part: str
    field: str | None
    called: frozenset[str]
    words: frozenset[str]
    is_own: bool


@cache
def word_lists(name: str) -> tuple[WordList, ...]:
    """Return the lists of words in a file of vocabularies, and those in the one that it extends."""
    said = _file(name)
    if said is None:
        raise UnknownVocabularyError(f"vocabulary {name}: there is none of that name")
    lists = []
    for part, one in said.get("parts", {}).items():
        concepts = vocabulary(f"{name}/{part}")
        words = {word.lower() for concept in concepts for word in (concept.notation, *concept.codes)}
        called = frozenset(word.lower() for word in one.get("called", said.get("called", ())))
        lists.append(WordList(part, one.get("field"), called, frozenset(words), "called" in said))
    return (*lists, *(word_lists(said["extends"]) if "extends" in said else ()))


@cache
def _file(name: str) -> Mapping[str, Any] | None:
    path = _FOLDER.joinpath(f"{name}.yaml")
    if not name or "/" in name or "\\" in name or not path.is_file():
        return None
    said: Mapping[str, Any] = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return said


def _is_vocabulary(said: Mapping[str, Any]) -> bool:
    """Tell whether a file or part has concepts; the folder has lists of words too, for the rules."""
    return "concepts" in said or "derived" in said


def _heading(name: str, said: Mapping[str, Any]) -> Heading:
    return Heading(
        name, said["title"], said["source"], said["date"], said.get("licence"), said.get("doubt", "")
    )


def _concepts(said: Mapping[str, Any]) -> Iterator[KnownConcept]:
    if "derived" in said:
        yield from DERIVED[said["derived"]](said)
    listed = dict(_listed(said.get("concepts", {}), None))
    for notation, (row, broader) in listed.items():
        above = _beginning(notation, listed) if said.get("broader") == "prefix" else broader
        yield _concept(said, notation, row, above)


def _listed(
    rows: Mapping[str, Any], broader: str | None
) -> Iterator[tuple[str, tuple[Mapping[str, Any], str | None]]]:
    """Yield each row with the notation of the one that it stands below."""
    for key, value in rows.items():
        row = value if isinstance(value, dict) else {"labels": value}
        yield key, (row, row.get("broader", broader))
        yield from _listed(row.get("narrower", {}), key)


def _beginning(notation: str, listed: Mapping[str, Any]) -> str | None:
    """Return the longest notation that another begins with."""
    beginnings = (notation[:length] for length in range(len(notation) - 1, 0, -1))
    return next((beginning for beginning in beginnings if beginning in listed), None)


def _concept(
    said: Mapping[str, Any], notation: str, row: Mapping[str, Any], broader: str | None
) -> KnownConcept:
    address = said["address"].format(notation) if "address" in said else None
    labels = zip(said["languages"], row.get("labels", ()), strict=False)
    return KnownConcept(
        id=row.get("id", address),
        notation=notation,
        labels={language: label for language, label in labels if label},
        codes=tuple(row.get("codes", ())),
        names=(*row.get("also", ()), *(pattern.format(notation) for pattern in said.get("also", ()))),
        broader=broader,
        deprecated=row.get("deprecated", False),
        replaced_by=tuple(row.get("replaced_by", ())),
        verified=row.get("verified", True),
    )
