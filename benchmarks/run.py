"""Records a second on one core: from bytes to report, and to schema verdict and LearningResource; and memory.

The first stand beside the floor, lxml's parse alone, the second beside the
peers, xmlschema's and jsonschema's validation alone (verdicts.py, memory.py).

Every stage is measured in every round of one run, so that what else the machine
does falls on all alike; the figures are medians over the rounds, in the time of
this process. The records are those of the demonstration's feeds, each copy with
names and addresses of its own, so that no cache answers for more than it would
on a real feed. `--profile` shows in which functions the time goes.
"""

from __future__ import annotations

import argparse
import cProfile
import platform
import pstats
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import memory
import orjson
import reports_of_findings
import rules
import verdicts
from lxml import etree

from exchange.pipeline import examine_all
from harvesters.page import cut
from profiles.document import open_document
from profiles.formats import format_of
from profiles.record import Header, Record
from profiles.rules import load_profile
from validators.engine import Engine
from validators.reports.report import Report

FEEDS = Path(str(files("commonshelf.demonstration").joinpath("feeds")))
BARE = etree.XMLParser(resolve_entities=False, no_network=True)
SHOWN = ("lom", "oai_dc", "ims-md")


def demonstration_payloads() -> dict[str, list[bytes]]:
    """Return the payloads of the demonstration's feeds, by format."""
    payloads: dict[str, list[bytes]] = {}
    for page in sorted(FEEDS.rglob("*.xml")):
        for taken in cut(page.read_bytes(), page.name).records:
            if isinstance(taken, Record) and taken.payload:
                form = format_of(open_document(taken.payload))
                if form is not None:
                    payloads.setdefault(form.name, []).append(taken.payload)
    return payloads


def varied(payloads: Sequence[bytes], count: int) -> list[Record]:
    """Return so many records, each with names and addresses that no other has."""
    return list(islice(copies(payloads), count))


def copies(payloads: Sequence[bytes]) -> Iterator[Record]:
    """Yield records without end, each with names and addresses that no other has."""
    for number, original in enumerate(cycle(payloads)):
        payload = original
        for told in (b"FN:", b'"name":"'):
            payload = payload.replace(told, told + str(number).encode() + b" ")
        payload = payload.replace(b".example/", b".example/" + str(number).encode() + b"/")
        yield Record(Header(f"oai:bench.example:{number}"), payload, "bench")


def parse_all(records: Sequence[Record]) -> None:
    """Parse with the library itself, not through our door: the floor."""
    for record in records:
        bare(record.payload)


def bare(payload: bytes) -> Any:
    """Return what lxml or orjson makes of a payload."""
    return etree.fromstring(payload, BARE) if payload.startswith(b"<") else orjson.loads(payload)


def walk_all(records: Sequence[Record]) -> None:
    """Parse, and look at the name and the text of each element: what no reader on lxml can do without."""
    for record in records:
        walk(bare(record.payload))


def walk(node: Any) -> None:
    """Look at each element or member within another."""
    if isinstance(node, etree._Element):
        for child in node:
            _ = child.tag, child.text
            walk(child)
    elif isinstance(node, dict | list):
        for inner in node.values() if isinstance(node, dict) else node:
            walk(inner)


def report_all(records: Sequence[Record], engine: Engine) -> None:
    """Take all records from bytes to a report."""
    for _ in examine_all(records, engine, Report(engine.profile)):
        pass


def stages(records: Sequence[Record], engine: Engine) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what is measured, each stage holding the ones before it."""
    form = format_of(open_document(records[0].payload))
    assert form is not None

    def read_all() -> None:
        for record in records:
            form.read(open_document(record.payload).tree)

    def check_all() -> None:
        for record in records:
            engine.validate(form.read(open_document(record.payload).tree), form, record)

    yield "parsed by lxml or orjson alone (the floor)", lambda: parse_all(records)
    yield "… and each element or member looked at once", lambda: walk_all(records)
    yield "parsed and read into the model", read_all
    yield f"… and checked against {engine.profile.id}", check_all
    yield "bytes to report, the schema's verdict and the scores in it", lambda: report_all(records, engine)


def measure(records: Sequence[Record], engine: Engine, rounds: int) -> dict[str, float]:
    """Return the median seconds of each stage over the rounds."""
    taken: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, stage in stages(records, engine):
            begun = time.process_time()
            stage()
            taken.setdefault(name, []).append(time.process_time() - begun)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def show_profile(records: Sequence[Record], engine: Engine) -> None:
    """Print the functions that take most of the time from bytes to report."""
    profile = cProfile.Profile()
    profile.enable()
    report_all(records, engine)
    profile.disable()
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(30)


def show_reports(payloads: Mapping[str, Sequence[bytes]], count: int, rounds: int) -> None:
    """Measure and print the way from bytes to report, a table for each format."""
    engine = Engine(load_profile("eu-common"))
    for form in (*SHOWN, "amb"):
        records = varied(verdicts.accepted(payloads[form]), count)
        size = sum(len(record.payload) for record in records) / len(records)
        print(f"\n{form}: {len(records):,} records of {size:,.0f} bytes, {len(engine.profile.rules)} rules")
        print("\n| stage | records a second | µs a record | times the floor |\n|---|--:|--:|--:|")
        medians = measure(records, engine, rounds)
        floor = next(iter(medians.values()))
        for name, seconds in medians.items():
            rate, micros = len(records) / seconds, 1e6 * seconds / len(records)
            print(f"| {name} | {rate:,.0f} | {micros:.0f} | {seconds / floor:.1f} |")


def show_memory(payloads: Mapping[str, Sequence[bytes]], counts: Sequence[int]) -> None:
    """Measure and print the memory of a check of few records that their schema accepts, and of many."""
    print("\n| records of | how many | seconds | MiB at the highest |\n|---|--:|--:|--:|")
    for form in ("amb", "lom"):
        for count in counts:
            records = islice(copies(verdicts.accepted(payloads[form])), count)
            print(memory.checked(form, count, records), flush=True)
    for count in counts:
        records = islice(copies(verdicts.accepted(payloads["amb"])), count)
        print(memory.checked("amb", count, records, "--profile", "eu-common", "--corpus"), flush=True)


def main(arguments: Sequence[str]) -> None:
    """Measure, and print what docs/benchmarks.md has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--many", type=int, default=100_000, help="the records whose memory is measured")
    parser.add_argument("--findings", type=int, default=100_000, help="the findings that a report is to hold")
    parser.add_argument(
        "--only", choices=("reports", "rules", "verdicts", "memory", "findings"), help="measure one part"
    )
    parser.add_argument("--profile", choices=SHOWN, help="show where the time goes for one format")
    asked = parser.parse_args(arguments)
    payloads = demonstration_payloads()
    payloads["amb"] = verdicts.usual_amb()
    payloads["amb, as we write it from lom"] = verdicts.as_amb(payloads["lom"])
    if asked.profile:
        show_profile(varied(payloads[asked.profile], asked.records), Engine(load_profile("eu-core")))
        return
    print(f"Python {platform.python_version()}, lxml {etree.__version__}, {platform.machine()}, one core")
    if asked.only in (None, "reports"):
        print("\n## Bytes to report")
        show_reports(payloads, asked.records, asked.rounds)
    if asked.only in (None, "rules"):
        print(f"\n## All rules over what is read\n\n{rules.HEADING}")
        for form in (*SHOWN, "amb"):
            rules.show(form, varied(payloads[form], 3 * asked.records))
    if asked.only in (None, "verdicts"):
        print("\n## Bytes to schema verdict and LearningResource")
        for form in verdicts.FORMATS:
            records = varied(verdicts.accepted(payloads[form]), asked.records)
            verdicts.show(form, records, asked.rounds)
    if asked.only in (None, "memory"):
        print("\n## Memory")
        show_memory(payloads, (asked.many // 10, asked.many))
    if asked.only in (None, "findings"):
        print("\n## Reports of many findings")
        reports_of_findings.show(asked.findings)


if __name__ == "__main__":
    main(sys.argv[1:])
