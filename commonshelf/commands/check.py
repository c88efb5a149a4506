"""`commonshelf check`: tell whether records are fit for exchange, and what is to be mended first."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from commonshelf.commands.asking import (
    CorpusOption,
    EveryOption,
    LanguageOption,
    NetworkOption,
    RoundTripOption,
    wanted,
)
from commonshelf.commands.options import (
    PrefixOption,
    ProfileOption,
    ProfilesOption,
    SetOption,
    engine,
    fetch_options,
)
from commonshelf.console import counted, errors, output, progress, suit_json
from commonshelf.help import Command
from commonshelf.settings import load_settings
from exchange.gathering import gathered
from exchange.pipeline import examine_all
from exchange.report_json import write_json
from harvesters.oai import FetchOptions, Request
from harvesters.targets import take
from profiles.record import Record, Unreadable
from profiles.rules import Severity
from validators.engine import Engine
from validators.finding import Conforms
from validators.report import Report
from validators.report_text import render

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class Format(StrEnum):
    """How the report is written."""

    TEXT = "text"
    JSON = "json"


class FailOn(StrEnum):
    """The gravity from which findings make the command fail."""

    VIOLATION = "violation"
    WARNING = "warning"
    NEVER = "never"


CONFORMS, DOES_NOT, NOT_CHECKED = 0, 1, 2


@app.command(cls=Command)
def check(
    context: typer.Context,
    targets: Annotated[
        list[str],
        typer.Argument(
            metavar="TARGET",
            help="An OAI-PMH address, a file, a folder, a zip, tar.gz or gz, or - for standard input.",
            show_default=False,
        ),
    ],
    form: Annotated[
        Format, typer.Option("--format", metavar="text|json", help="How the report is written.")
    ] = Format.TEXT,
    profile: ProfileOption = None,
    profiles: ProfilesOption = None,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            metavar="violation|warning|never",
            help="From which gravity on findings make the exit code 1; never: from none.",
        ),
    ] = FailOn.VIOLATION,
    prefix: PrefixOption = None,
    set_spec: SetOption = None,
    info: Annotated[bool, typer.Option("--info", help="List observations too.")] = False,
    corpus: CorpusOption = False,
    network: NetworkOption = False,
    detect_language: LanguageOption = False,
    every: EveryOption = 1,
    round_trip: RoundTripOption = False,
) -> None:
    """Check records against an application profile, and report what to mend.

    Exit code 0: all conform. 1: some do not. 2: something could not be checked,
    so that nothing can be said of the whole, whatever --fail-on says.
    """
    settings = load_settings(context.obj)
    judge = engine(settings, profile, profiles)
    report = Report(judge.profile)
    request = Request(prefix=prefix, set=set_spec)
    options = (corpus, network, detect_language, round_trip)
    asked = wanted(settings, judge.profile, targets, options=options, every=every)
    with (
        progress("Checking") as advance,
        gathered(_taken(targets, fetch_options(settings), request), asked) as (taken, given),
    ):
        judge = Engine(judge.profile, judge.shapes, given)
        outcomes = examine_all(counted(taken, advance), judge, report)
        if form is Format.JSON:
            suit_json()
            write_json(outcomes, report, sys.stdout)
        else:
            for _ in outcomes:
                pass
    if form is Format.TEXT:
        render(report, output(), show_info=info)
    raise typer.Exit(exit_code(report, fail_on))


def exit_code(report: Report, fail_on: FailOn) -> int:
    """Return 2 where something could not be checked, else 1 where a finding is grave enough, else 0."""
    undetermined = report.conforms[Conforms.UNDETERMINED]
    if report.unreadable_count or undetermined or not (report.records or report.deleted):
        return NOT_CHECKED
    worst = report.worst()
    if fail_on is FailOn.NEVER or worst is None:
        return CONFORMS
    return DOES_NOT if worst.rank <= Severity(fail_on.value).rank else CONFORMS


def _taken(
    targets: Sequence[str], options: FetchOptions, request: Request
) -> Iterator[tuple[str, Iterator[Record | Unreadable]]]:
    """Yield each target with its records; one that fails costs the others nothing."""
    for target in targets:
        if target == "-" and sys.stdin.isatty():
            errors().print("Reading from the keyboard; end with Ctrl-D (Windows: Ctrl-Z and Enter).")
        yield target, take(target, options=options, request=request, stdin=sys.stdin.buffer)
