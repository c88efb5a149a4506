"""The network as rules see it: what is probed, what was found gone before, and which hosts are green."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from datetime import UTC, datetime

from exchange.taking_in import Understood, take_in
from harvesters.green_hosts import GreenHost, hosting_of
from harvesters.probe_state import ProbeState
from harvesters.probing import Probe, Prober
from profiles.record import Record, Unreadable
from validators.given import Answer, Hosting
from validators.network import GONE, NO_HOST, NOT_NAMED, addresses_of

NO_LIST = "no list of green hosts was named (the setting green_hosts)"

_AHEAD = 200
"""So many records are read before the first is judged, so that hosts answer while others are waited for."""


def today() -> str:
    """Return the day, as an address that is gone is noted by it."""
    return datetime.now(UTC).date().isoformat()


class Web:
    """The network: every address is asked once in a run; `day` is the one that it counts as."""

    def __init__(
        self,
        prober: Prober,
        state: ProbeState,
        green: Mapping[str, GreenHost] | None = None,
        day: Callable[[], str] = today,
    ) -> None:
        self._prober = prober
        self._state = state
        self._green = green
        self._day = day
        self._begun: dict[str, Future[Probe]] = {}

    def answer(self, address: str) -> Answer:
        """Return what an address answers, and the days on which it was gone."""
        known = self._state.of_this_run(address)
        if known is None:
            answer = (self._begun.pop(address, None) or self._prober.ask(address)).result()
            is_gone = answer.status in GONE or answer.cause == NO_HOST
            is_there = answer.status is not None and 200 <= answer.status < 300
            self._state.keep(address, answer, self._day(), gone=is_gone, there=is_there)
            known = self._state.of_this_run(address)
        probe, days = known or (Probe(), ())
        return Answer(probe.status, probe.cause, days, probe.content_type, probe.content_length)

    def hosting(self, host: str) -> Hosting | str:
        """Return what the operator's list says of a host."""
        if self._green is None:
            return NO_LIST
        found = hosting_of(host, self._green)
        return NOT_NAMED if found is None else Hosting(*found)

    def ahead(self, taken: Iterable[Record | Unreadable]) -> Iterator[Record | Unreadable]:
        """Yield what was taken, some hundred later, having begun to ask the addresses in it."""
        waiting: deque[Record | Unreadable] = deque()
        for one in taken:
            understood = take_in(one)
            if isinstance(understood, Understood):
                for address in addresses_of(understood.resource):
                    self._begin(address)
            waiting.append(one)
            if len(waiting) > _AHEAD:
                yield waiting.popleft()
        yield from waiting

    def _begin(self, address: str) -> None:
        if address not in self._begun and self._state.of_this_run(address) is None:
            self._begun[address] = self._prober.ask(address)
