"""The options by which a run is given more than its records: a corpus, the network, and what costs much."""

from __future__ import annotations

from typing import Annotated

import typer

from commonshelf.commands.options import fetch_options
from commonshelf.console import errors
from commonshelf.settings import Settings
from exchange.gathering import Wanted, hosts_of
from profiles.rules import Profile
from validators.given import LANGUAGE, ON_REQUEST, ROUND_TRIP


def _at_least_one(every: int) -> int:
    if every < 1:
        raise typer.BadParameter(f"{every}: a whole number of 1 or more is expected")
    return every


CorpusOption = Annotated[
    bool,
    typer.Option(
        "--corpus",
        help="Compare each record with the others of its source; all are taken before any is judged.",
    ),
]
NetworkOption = Annotated[
    bool, typer.Option("--network", help="Ask the addresses in records whether they are there.")
]
LanguageOption = Annotated[
    bool, typer.Option("--detect-language", help="See whether texts are in the language of their tags.")
]
EveryOption = Annotated[
    int,
    typer.Option(
        "--every",
        metavar="N",
        callback=_at_least_one,
        help="With --detect-language: only of every Nth record.",
    ),
]
RoundTripOption = Annotated[
    bool,
    typer.Option("--round-trip", help="See what is lost when a record is written in its own format again."),
]


def wanted(
    settings: Settings,
    profile: Profile,
    targets: list[str],
    *,
    options: tuple[bool, bool, bool, bool],
    every: int,
) -> Wanted:
    """Return what a run asks for: of --corpus, --network, --detect-language and --round-trip.

    What no rule of the profile looks at is left, and said.
    """
    kinds = {rule.kind for rule in profile.rules.values()}
    types = {
        ON_REQUEST.get(str(check.parameters.get("is")))
        for rule in profile.rules.values()
        for check in rule.checks
    }
    corpus, network, language, round_trip = options
    asked = {name for name, is_asked in ((LANGUAGE, language), (ROUND_TRIP, round_trip)) if is_asked}
    for option, is_asked, is_there in (
        ("--corpus", corpus, "corpus" in kinds),
        ("--network", network, "network" in kinds),
        ("--detect-language", language, LANGUAGE in types),
        ("--round-trip", round_trip, ROUND_TRIP in types),
    ):
        if is_asked and not is_there:
            errors().print(f"{option}: no rule of {profile.id} asks for it", markup=False)
    return Wanted(
        corpus=corpus and "corpus" in kinds,
        network=network and "network" in kinds,
        asked=frozenset(asked),
        every=every,
        probes=settings.probes,
        green_hosts=settings.green_hosts,
        hosts=hosts_of(targets),
        fetching=fetch_options(settings),
    )
