"""What a schema says of a document, as values."""

from __future__ import annotations

from typing import Any, NamedTuple

from profiles.model import Place
from validators.schemas.facts import Facts


class SchemaFault(NamedTuple):
    """One breach of a schema, and where.

    `family` is the kind of constraint, by which it is reported:
    `unexpected` (an element or member that has no place there), `missing`,
    `repeated`, `attribute`, `value` (a text that is not as it must be), `type`
    (something of another kind than belongs there), `text` (text between
    elements), `root` (not the schema's own root), `count` (too many or too few),
    `closed` (a property that a closed shape does not have), `encoding` (bytes of
    another encoding than the document says it has).
    `name` is what the fault is about, `seen` what stands there, `expected` what
    belongs there; each may be empty.
    """

    family: str
    place: Place
    name: str
    seen: str = ""
    expected: str = ""


class SchemaVerdict(NamedTuple):
    """What a schema says of a document: its faults, or why nothing can be said of it.

    `applies` is false where the format has no schema at all; `facts` are those
    of a JSON document, whether or not it has one. `format` and `schema` name the
    format, and the file of its schema that was asked ("shapes" for those of
    SHACL, empty where there is none); `root` is that of an XML document.
    """

    faults: tuple[SchemaFault, ...] = ()
    not_checked: str | None = None
    applies: bool = True
    facts: Facts | None = None
    format: str = ""
    schema: str = ""
    root: Any = None


VALID = SchemaVerdict()
NO_SCHEMA = SchemaVerdict(applies=False)
DISAGREE = SchemaVerdict(
    not_checked="the fast and the exact schema engine disagree on it, a fault of Commonshelf's: report it"
)
