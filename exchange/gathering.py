"""What a run is given besides its records: a corpus of them all, and the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from exchange.network import Web
from exchange.spooling import Spool
from exchange.taking_in import Understood, take_in
from harvesters.fetching import FetchOptions
from harvesters.green_hosts import read_green_hosts
from harvesters.probe_state import ProbeState, default_path
from harvesters.probing import Prober
from profiles.record import Record, Unreadable
from validators.corpus import Index
from validators.given import Given
from validators.network import host_of

Taken = Iterable[tuple[str, Iterable[Record | Unreadable]]]
"""What was taken, by the target that it was taken from."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run asks for beyond the rules on single records.

    `every` Nth record is looked at for its language. `probes` and `green_hosts`
    are the files that the settings name; `hosts` are those that the operator
    named as targets, which may lie inside this network.
    """

    corpus: bool = False
    network: bool = False
    asked: frozenset[str] = frozenset()
    every: int = 1
    probes: str | None = None
    green_hosts: str | None = None
    hosts: frozenset[str] = frozenset()
    fetching: FetchOptions = field(default_factory=FetchOptions)


@contextmanager
def gathered(taken: Taken, wanted: Wanted) -> Iterator[tuple[Iterable[Record | Unreadable], Given]]:
    """Give the records to judge, and what the engine is given with them.

    With a corpus all records are taken before the first is given again.
    """
    given = Given(asked=wanted.asked, every=wanted.every)
    records: Iterable[Record | Unreadable] = _in_turn(taken, with_source=wanted.corpus)
    with ExitStack() as stack:
        if wanted.corpus:
            index, spool = stack.enter_context(Index()), stack.enter_context(Spool())
            fill(index, spool, records)
            records = spool.read()
            given = replace(given, corpus=index)
        if wanted.network:
            web = _web(wanted, stack)
            records = web.ahead(records)
            given = replace(given, network=web)
        yield records, given


def fill(index: Index, spool: Spool, records: Iterable[Record | Unreadable]) -> None:
    """Take in all records: what they are compared by, and the records themselves."""
    for one in records:
        spool.add(one)
        understood = take_in(one)
        if isinstance(understood, Understood):
            index.add(understood.resource, understood.record)
    index.close_off()


def source_of(target: str) -> str:
    """Return the source of the records of a target.

    It is what stands there; of a file its folder, for files of one folder belong together
    whether they are named one by one or all at once.
    """
    if target == "-" or "://" in target:
        return target
    path = Path(target)
    return str(path.resolve() if path.is_dir() else path.resolve().parent)


def hosts_of(targets: Iterable[str]) -> frozenset[str]:
    """Return the hosts of the targets that are addresses."""
    return frozenset(host_of(target) for target in targets if "://" in target)


def _in_turn(taken: Taken, *, with_source: bool) -> Iterator[Record | Unreadable]:
    for target, records in taken:
        if not with_source:
            yield from records
            continue
        source = source_of(target)
        for one in records:
            yield replace(one, source=source) if isinstance(one, Record) else one


def _web(wanted: Wanted, stack: ExitStack) -> Web:
    green = read_green_hosts(Path(wanted.green_hosts)) if wanted.green_hosts else None
    state = stack.enter_context(ProbeState(Path(wanted.probes) if wanted.probes else default_path()))
    return Web(stack.enter_context(Prober(wanted.fetching, allowed=wanted.hosts)), state, green)
