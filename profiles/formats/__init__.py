"""The formats that are read, told apart by the namespace or the context of the payload's root.

The metadata prefix never decides: feeds carry IMS MD 1.2 under oai_lom, and
LOM-ES records under lom. To add a format: its module here, with its FORMAT, a
place in FORMATS, and its column in profiles/capabilities.yaml.
"""

from __future__ import annotations

from profiles.document import Document, Syntax
from profiles.formats import amb, datacite, edm, elm, html, lom, oai_dc, qualified_dc, schema_org
from profiles.formats.format import Format
from profiles.xml import local_name, namespace

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
        root = document.tree
        by_root: Format | None = _BY_ROOT.get((namespace(root), local_name(root).lower()))
        if by_root is not None:
            return by_root
    for known, recognises in _RECOGNISING:
        if document.syntax in known.syntaxes and recognises(document.tree):
            return known
    return None
