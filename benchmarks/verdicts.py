"""From bytes to the schema's verdict and the LearningResource, beside the peers' verdict alone.

The peers are xmlschema and jsonschema, each with our schema of the format, on
documents that are opened already: they are given less to do than we are.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import xmlschema
from jsonschema import Draft202012Validator
from lxml import etree

from profiles.document import Syntax, open_document, parse_json
from profiles.formats import Format, amb, format_of
from profiles.record import Record
from profiles.schemas import schema_path
from validators.schemas import judge_schema

PEERS_RECORDS = 200  # they are slow, and what one record takes does not depend on how many there are
FORMATS = ("lom", "ims-md", "oai_dc", "amb", "amb, as we write it from lom")

Stage = tuple[str, Callable[[], object], int]
"""What is measured: its name, what runs it, and over how many records."""


def usual_amb() -> list[bytes]:
    """Return AMB records such as repositories of universities publish, written for this measurement."""
    return Path(__file__).with_name("amb.ndjson").read_bytes().splitlines()


def as_amb(payloads: Sequence[bytes]) -> list[bytes]:
    """Return records of another format as AMB, as we publish them."""
    written = []
    for payload in payloads:
        document = open_document(payload)
        form = format_of(document)
        if form is not None:
            written.append(amb.write(form.read(document.tree)))
    return written


def accepted(payloads: Sequence[bytes]) -> list[bytes]:
    """Return the payloads that their schema accepts: a refused one is judged twice, and its reasons found."""
    return [payload for payload in payloads if _is_accepted(payload)]


def _is_accepted(payload: bytes) -> bool:
    document = open_document(payload)
    form = format_of(document)
    return form is not None and not judge_schema(document, form).faults


def stages(records: Sequence[Record]) -> list[Stage]:
    """Return what is measured: each of ours holds the one before it, and the last is the peer."""
    payloads = [record.payload for record in records]

    def opened() -> None:
        for payload in payloads:
            open_document(payload)

    def judged() -> None:
        for payload in payloads:
            document = open_document(payload)
            form = format_of(document)
            assert form is not None
            judge_schema(document, form)

    def judged_and_read() -> None:
        for payload in payloads:
            document = open_document(payload)
            form = format_of(document)
            assert form is not None
            judge_schema(document, form)
            form.read(document.tree)

    return [
        ("opened", opened, len(payloads)),
        ("… and its format told, and judged by its schema", judged, len(payloads)),
        ("… and read: bytes to verdict and LearningResource", judged_and_read, len(payloads)),
        _peer(payloads),
    ]


def _peer(payloads: Sequence[bytes]) -> tuple[str, Callable[[], object], int]:
    """Return the peer's name, its validation of as many records as it is given, and how many these are."""
    documents = [open_document(payload) for payload in payloads[:PEERS_RECORDS]]
    form = format_of(documents[0])
    assert form is not None
    is_xml = documents[0].syntax is Syntax.XML
    is_valid = _by_xmlschema(form, documents[0].tree) if is_xml else _by_jsonschema(form)
    trees = [document.tree for document in documents]

    def validate() -> None:
        for tree in trees:
            assert is_valid(tree), "the peer refuses what we accept"

    name = "xmlschema" if is_xml else "jsonschema"
    return f"{name} {version(name)} alone, on what is opened", validate, len(trees)


def _by_xmlschema(form: Format, root: etree._Element) -> Callable[[Any], bool]:
    schema = xmlschema.XMLSchema(str(schema_path(form.schema_of(root) or form.schemas[0])), allow="local")
    return lambda tree: bool(schema.is_valid(tree))


def _by_jsonschema(form: Format) -> Callable[[Any], bool]:
    schema = Draft202012Validator(parse_json(schema_path(form.schemas[0]).read_bytes()))
    return lambda tree: bool(schema.is_valid(tree))


def measure(records: Sequence[Record], rounds: int) -> dict[str, float]:
    """Return the median seconds that a record takes at each stage, over the rounds."""
    taken: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, stage, count in stages(records):
            begun = time.process_time()
            stage()
            taken.setdefault(name, []).append((time.process_time() - begun) / count)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def show(form: str, records: Sequence[Record], rounds: int) -> None:
    """Measure one format and print its table."""
    size = sum(len(record.payload) for record in records) / len(records)
    print(f"\n{form}: {len(records):,} records of {size:,.0f} bytes")
    print("\n| stage | records a second | µs a record | times the peer's speed |\n|---|--:|--:|--:|")
    medians = measure(records, rounds)
    peer = list(medians.values())[-1]
    for name, seconds in medians.items():
        print(f"| {name} | {1 / seconds:,.0f} | {1e6 * seconds:.0f} | {peer / seconds:.1f} |")
