"""What the reports in Turtle share: the writing of terms, and the names of what they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from profiles.rules import Profile, Rule
from validators.exports.exporting import BASE
from validators.reports.report import Report
from validators.reports.result import minted

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# What Turtle takes between < and >, of an identifier that is an address already.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\\x7f-\xa0\ud800-\udfff]+")
_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x01, 0x20), 0x7F)} | {
    ord("\\"): "\\\\",
    ord('"'): '\\"',
    0: "\N{REPLACEMENT CHARACTER}",
}


def prefixes(names: Iterable[str]) -> str:
    """Return the lines that declare prefixes."""
    return "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in names)


def literal(text: str, lang: str = "") -> str:
    """Return a text as a literal; what no text may hold in RDF is replaced."""
    whole = text if text.isascii() else text.encode("utf-8", "replace").decode()
    return f'"{whole.translate(_ESCAPES)}"' + (f"@{lang}" if lang else "")


def decimal(value: float) -> str:
    """Return a number as a literal."""
    return f'"{value:.1f}"^^xsd:decimal'


def moment(report: Report) -> str:
    """Return when the report was made, as a literal."""
    return f'"{report.generated.isoformat()}"^^xsd:dateTime'


def subject(identifier: str) -> str:
    """Return the node of a record: its identifier where that is an address, else one made from it."""
    return f"<{identifier}>" if _IRI.fullmatch(identifier) else f"<{minted('record', identifier)}>"


def profile_node(profile: Profile) -> str:
    """Return the node of a profile's version."""
    return f"<{BASE}profiles/{profile.id}/{profile.version}>"


def shapes_node(profile: Profile) -> str:
    """Return the node of the shapes that a profile's version is exported as."""
    return f"<{BASE}profiles/{profile.id}/{profile.version}/shapes>"


def rule_node(rule: Rule) -> str:
    """Return the node of a rule."""
    return f"<{BASE}rules/{rule.id}>"
