"""A registry filled as a harvest would fill it, with small records of known kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from profiles.record import Header, Record
from registry import Entry, Registry, Source, StoredVerdict

LOM = "http://ltsc.ieee.org/xsd/LOM"
PUBLISHED_BY_FIRST = 25
PUBLISHED_BY_SECOND = 5
WITHDRAWN = 2
ODD_TITLE = 'Ampersand & <brackets> "quotes" ü 中文 🎓 \x0b\x00 end'

CHAIN = b"""<about xmlns="http://www.openarchives.org/OAI/2.0/">
<provenance xmlns="http://www.openarchives.org/OAI/2.0/provenance">
<originDescription harvestDate="2020-02-02T14:10:02Z" altered="false">
<baseURL>http://origin.example/oai?a=1&amp;b=2</baseURL>
<identifier>oai:origin.example:1</identifier>
<datestamp>2020-01-01</datestamp>
<metadataNamespace>http://ltsc.ieee.org/xsd/LOM</metadataNamespace>
<unknown>left out</unknown>
<originDescription harvestDate="2019-02-02T14:10:02Z" altered="true">
<baseURL>http://first.example/oai</baseURL>
<identifier>oai:first.example:1</identifier>
<datestamp>2019-01-01T01:02:03Z</datestamp>
<metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace>
</originDescription>
</originDescription>
</provenance>
</about>"""

FINDING = {
    "rule": "QUAL-012",
    "severity": "warning",
    "pointer": "/name/0",
    "code": "short",
    "message": "the title 'x' is short",
    "fix": "Say what it is about.",
    "value": "x",
    "line": 7,
    "path": "/lom/general/title",
}


def public_id_of(source_id: str, identifier: str) -> str:
    """The public id as the registry makes it."""
    return sha256(f"{source_id}\n{identifier}".encode()).hexdigest()[:20]


def verdict(conforms: str = "yes", findings: Sequence[dict[str, Any]] = ()) -> StoredVerdict:
    return StoredVerdict(
        profile="eu-core",
        version="1.0",
        rules_digest="d" * 64,
        conforms=conforms,
        findings=list(findings),
        scores={
            "completeness": {"score": 87.5, "coverage": 100.0},
            "accuracy": {"score": None, "coverage": 0.0},
        },
        checked=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    )


def entry(identifier: str, *, title: str = "A title", conforms: str = "yes", **changes: Any) -> Entry:
    """An entry as the pipeline makes it; `changes` are members of its record or of itself."""
    made = Entry(
        record=Record(
            header=Header(identifier, changes.pop("datestamp", "2024-05-06"), ("a", "b:c")),
            payload=f'<lom xmlns="{LOM}"><general>{quote(title)}</general></lom>'.encode(),
            origin="https://one.example/oai",
            metadata_prefix="oai_lom",
            about=changes.pop("about", ()),
        ),
        format="lom",
        resource={
            "id": [{"value": identifier, "scheme": "URI"}],
            "url": [f"https://one.example/{identifier.rpartition(':')[2]}"],
            "name": [{"value": title, "lang": "en"}],
            "keywords": ["plain", {"value": "mot", "lang": "fr"}],
            "learningResourceType": [
                {"id": "https://one.example/type", "labels": [{"value": "Kurs", "lang": "de"}]}
            ],
            "license": [{"id": "https://creativecommons.org/licenses/by/4.0/"}],
        },
        verdict=verdict(conforms, [FINDING]),
    )
    return replace(made, **changes)


def tombstone(identifier: str) -> Entry:
    header = Header(identifier, "2024-06-01", deleted=True)
    return Entry(Record(header, b"", "https://two.example/oai"), format=None, resource=None, verdict=None)


def save(registry: Registry, source: Source, *entries: Entry) -> None:
    run = registry.begin_run(source.id)
    counts = registry.save(source.id, run.id, entries)
    registry.finish_run(run.id, outcome="finished", counts=counts, cause=None, response_date=None)


def fill(registry: Registry) -> None:
    """Two sources: one all published, one with records of every state, withdrawn in both ways."""
    first = registry.add_source("https://one.example/oai", name="First & <best>", prefix="oai_lom")
    titles = [ODD_TITLE, *(f"Title {number}" for number in range(1, PUBLISHED_BY_FIRST))]
    abouts: dict[int, tuple[bytes, ...]] = {0: (b"<not xml", CHAIN)}
    save(
        registry,
        first,
        *(
            entry(f"oai:one.example:{number}", title=title, about=abouts.get(number, ()))
            for number, title in enumerate(titles)
        ),
    )
    second = registry.add_source("https://two.example/oai")
    names = [f"oai:two.example:{number}" for number in range(PUBLISHED_BY_SECOND + WITHDRAWN)]
    save(registry, second, *(entry(name, datestamp="last Tuesday") for name in names))
    save(registry, second, *(entry(f"oai:two.example:bad{n}", conforms="no") for n in range(3)))
    save(registry, second, tombstone(names[0]), entry(names[1], title="x", conforms="no"))
