"""The format oai_dc, which every OAI-PMH repository must offer (OAI-PMH 2.0, section 5.2)."""

from __future__ import annotations

from profiles.document import Syntax
from profiles.formats.dublin_core import OAI_DC, TABLE, read
from profiles.formats.dublin_core_writing import write
from profiles.formats.format import Format
from profiles.formats.walking import crosswalk

__all__ = ["FORMAT"]

FORMAT = Format(
    name="oai_dc",
    title="Dublin Core (oai_dc)",
    syntaxes=(Syntax.XML,),
    roots=frozenset({(OAI_DC, "dc")}),
    prefixes=("oai_dc",),
    schemas=("oai_dc.xsd",),
    schema_of=lambda _: "oai_dc.xsd",
    read=read,
    write=write,
    crosswalk=tuple(crosswalk(TABLE)),
)
