"""Classifications of LOM (IEEE 1484.12.1, 9): the purpose decides the field, the last taxon the concept."""

from __future__ import annotations

from typing import NamedTuple

from profiles.formats.lom_values import SOURCE, strings, word
from profiles.formats.reading import Reading
from profiles.formats.walking import Member, Step, Table, part
from profiles.model import Concept, Text

_FIELD_OF = {
    "discipline": "about",
    "idea": "about",
    "educational level": "educationalLevel",
    "competency": "teaches",
    "educational objective": "teaches",
    "prerequisite": "competencyRequired",
    "accessibility restrictions": "accessibilityRestriction",
    "access rights": "conditionsOfAccess",  # NL-LOM
}
FIELDS = (*dict.fromkeys(_FIELD_OF.values()), "educationalAlignment")

_TAXON = Table({"id": part("id"), "entry": strings("entry")})
_TAXON.add("taxon", Step(_TAXON, member="taxon"))  # IMS MD 1.2 may nest them

STEPS = {
    "purpose": word(),
    "taxonPath": Step(Table({"source": SOURCE, "taxon": Step(_TAXON, member="taxon")}), member="path"),
    "description": strings("words"),
    "keyword": strings("words"),
}


class _Path(NamedTuple):
    concept: Concept
    place: int


def classification(members: list[Member], _place: int, reading: Reading) -> None:
    """Take 9; a curriculum makes an alignment too.

    Without a taxon its description (9.3) or its keywords (9.4) say in words what is meant.
    """
    purpose = [text for name, text, _, _ in members if name == "value" and text]
    field = _FIELD_OF.get(purpose[-1].lower()) if purpose else None
    paths = _paths(members)
    for concept, place in paths:
        if field is not None:
            reading.add(field, concept, place)
        if concept.scheme and "curricul" in concept.scheme.lower():
            reading.add("educationalAlignment", concept, place)
    if not paths and field is not None:
        for name, text, lang, at in members:
            if name == "words" and text:
                reading.add(field, Concept(None, (Text(text, lang or None),)), at)


def _paths(members: list[Member]) -> list[_Path]:
    """Return the last taxon of each path, the most exact one, with the source of its path."""
    paths: list[_Path] = []
    scheme: str | None = None
    identity: str | None = None
    labels: list[Text] = []
    taxon = 0

    def end() -> None:
        if taxon and (identity or labels):
            paths.append(_Path(Concept(identity, tuple(labels), scheme), taxon))

    for name, text, lang, at in members:
        if name == "path":
            end()
            scheme, taxon = None, 0
        elif name == "taxon":
            identity, labels, taxon = None, [], at
        elif not text:
            continue
        elif name == "source":
            scheme = scheme or text
        elif name == "id":
            identity = text
        elif name == "entry":
            labels.append(Text(text, lang or None))
    end()
    return paths
