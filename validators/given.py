"""What a run was given besides the records: a corpus, the network, and what was asked for.

Rules of the kinds corpus and network, and those that cost more than all others
together, are carried out only where it was; else they are not checked, and the
reason is told. A corpus or a network is any object that has these methods.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

LANGUAGE, ROUND_TRIP = "language", "round-trip"

ON_REQUEST = {"text-in-language": LANGUAGE, "round-trip": ROUND_TRIP}
"""The types that are looked at only where a run asks for it, and what it asks for."""

NEEDS_CORPUS = "it needs a corpus"
NEEDS_NETWORK = "it needs the network"
NOT_ASKED = {
    LANGUAGE: "the language of texts is looked at only with --detect-language",
    ROUND_TRIP: "the round trip is made only with --round-trip",
}
NOT_SAMPLED = "the language of its texts was not looked at: one record in {every} is"


class Shared(NamedTuple):
    """How many records of a source say the same, of how many, and one of the others by its identifier."""

    records: int
    of: int
    other: str


class Corpus(Protocol):
    """The records that belong together, each with those of its own source: one feed, one folder."""

    def shared(self, source: str, kind: str, key: str, mine: str) -> Shared:
        """Return how many records share a key of a kind; `mine` is not what the other is called."""

    def known_as(self, source: str, name: str) -> frozenset[int]:
        """Return the numbers of the records that an identifier or an address names."""

    def linked(self, number: int, field: str) -> frozenset[int] | None:
        """Return the records that one says it is linked with; None where it names one that is not there."""

    def ring(self, number: int) -> int | None:
        """Return the ring of parts within each other that a record stands in, None where in none."""


class Answer(NamedTuple):
    """What an address answered: a status, or `cause`, why there is none.

    `days` are those on which it was asked and found gone, today's the last.
    """

    status: int | None = None
    cause: str = ""
    days: tuple[str, ...] = ()
    content_type: str | None = None
    content_length: int | None = None


class Hosting(NamedTuple):
    """Whether a host is known to run on renewable energy; who says so, and as of when."""

    green: bool
    source: str
    date: str


class Network(Protocol):
    """The network as a run sees it; every address is asked once."""

    def answer(self, address: str) -> Answer:
        """Return what an address answers."""

    def hosting(self, host: str) -> Hosting | str:
        """Return what is known of the hosting of a host, or why nothing is."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a run was given, and what was asked for; `every` Nth record is looked at for its language."""

    corpus: Corpus | None = None
    network: Network | None = None
    asked: frozenset[str] = frozenset()
    every: int = 1


NOTHING = Given()
