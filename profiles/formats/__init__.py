"""The formats that are read, told apart by the namespace or the context of the payload's root.

The metadata prefix never decides: feeds carry IMS MD 1.2 under oai_lom, and
LOM-ES records under lom. To add a format: its module here, with its FORMAT, a
place in FORMATS, and its column in profiles/capabilities.yaml.
"""

from __future__ import annotations

from functools import lru_cache

from profiles.document import Document, Syntax
from profiles.formats import amb, datacite, edm, elm, html, lom, oai_dc, qualified_dc, schema_org
from profiles.formats.format import Format

__all__ = ["FORMATS", "Format", "format_of"]

FORMATS: tuple[Format, ...] = (
    lom.FORMAT,
    lom.IMS_MD,
    oai_dc.FORMAT,
    qualified_dc.FORMAT,
    amb.FORMAT,
    amb.DRAFT,
    elm.FORMAT,
    schema_org.FORMAT,
    html.FORMAT,
    datacite.FORMAT,
    edm.FORMAT,
)
"""All formats; where several recognise a document, the first counts."""

_BY_ROOT = {root: known for known in reversed(FORMATS) for root in known.roots}
_RECOGNISING = tuple((known, known.recognises) for known in FORMATS if known.recognises is not None)


def format_of(document: Document) -> Format | None:
    """Return the format of a document, None where it is none that is read."""
    if document.syntax is Syntax.XML:
        by_root = _of_root(document.tree.tag)
        if by_root is not None:
            return by_root
    for known, recognises in _RECOGNISING:
        if document.syntax in known.syntaxes and recognises(document.tree):
            return known
    return None


@lru_cache(1024)
def _of_root(tag: str) -> Format | None:
    space, _, name = tag.rpartition("}")
    return _BY_ROOT.get((space.removeprefix("{"), name.lower()))
