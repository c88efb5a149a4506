"""All of eu-common over LearningResources that are read already, beside the profile's own JSON Schema export.

Corpus, network and language detection are off, as they are by default. The
peer, jsonschema-rs, judges the same resources as canonical JSON by the schemas
that `profile export --as json-schema` writes; it is compiled code, says only
yes or no, and has those rules alone that JSON Schema can express.
"""

from __future__ import annotations

import gc
import json
import statistics
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Any

import jsonschema_rs

from exchange.taking_in import Understood, take_in
from profiles.canonical import to_json
from profiles.record import Record
from profiles.rules import Profile, load_profile
from validators.engine import Engine
from validators.exports import export

CHUNK = 300
"""So many resources are measured at a time, each of them for the first time."""


def show(form: str, records: Sequence[Record], profile: Profile | None = None) -> None:
    """Measure one format and print its rows."""
    profile = profile or load_profile("eu-common")
    taken = [one for one in map(take_in, records) if isinstance(one, Understood)]
    engine = Engine(profile)
    judges = _judges(profile)
    documents = [to_json(one.resource) for one in taken]

    def check(start: int) -> None:
        for one in taken[start : start + CHUNK]:
            engine.validate(one.resource, one.form, one.record)

    def judge(start: int) -> None:
        for document in documents[start : start + CHUNK]:
            for is_valid in judges:
                is_valid(document)

    gc.collect()
    gc.freeze()
    ours, peer = _micros(check, len(taken)), _micros(judge, len(taken))
    gc.unfreeze()
    said = f"jsonschema-rs {version('jsonschema-rs')}"
    print(f"| {form} | {len(profile.rules)} | {1e6 / ours:,.0f} | {ours:.0f} | {said}: {1e6 / peer:,.0f} |")


def _micros(measure: Callable[[int], None], count: int) -> float:
    """Return the median microseconds of one resource over the chunks, the first ones for warming up."""
    taken = []
    for start in range(0, count - CHUNK + 1, CHUNK):
        begun = time.process_time()
        measure(start)
        taken.append((time.process_time() - begun) / CHUNK * 1e6)
    return statistics.median(taken[3:])


def _judges(profile: Profile) -> list[Callable[[Any], bool]]:
    exported = export(profile, "json-schema")
    return [
        jsonschema_rs.validator_for(json.loads(text)).is_valid
        for name, text in exported.files.items()
        if name.endswith(".schema.json")
    ]


HEADING = "| records of | rules | resources a second | µs each | the peer, a second |\n|---|--:|--:|--:|--:|"
