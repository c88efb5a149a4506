"""`commonshelf check`: tell whether records are fit for exchange, and what is to be mended first."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

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
    LangOption,
    PrefixOption,
    ProfileOption,
    ProfilesOption,
    SetOption,
    engine,
    fetch_options,
    wording,
)
from commonshelf.console import counted, errors, output, progress, suit_utf_8
from commonshelf.help import Command
from commonshelf.settings import load_settings
from exchange.gathering import gathered
from exchange.pipeline import examine_all, results
from harvesters.oai import FetchOptions, Request
from harvesters.targets import take
from profiles.failure import Failure
from profiles.record import Record, Unreadable
from profiles.rules import Severity
from validators.engine import Engine
from validators.finding import Conforms
from validators.reports import Report
from validators.reports.as_text import render
from validators.reports.rendering import Asked, places_shown, write

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class Format(StrEnum):
    """How the report is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    SARIF = "sarif"
    CSV = "csv"
    JUNIT = "junit"
    SHACL = "shacl"
    DQV = "dqv"


class FailOn(StrEnum):
    """The gravity from which findings make the command fail."""

    VIOLATION = "violation"
    WARNING = "warning"
    NEVER = "never"


CONFORMS, DOES_NOT, NOT_CHECKED = 0, 1, 2


def _count(value: int | None) -> int | None:
    if value is not None and value < 0:
        raise typer.BadParameter(f"{value} is no number of places; 0 or more is expected")
    return value


FormatOption = Annotated[
    Format, typer.Option("--format", metavar="|".join(Format), help="How the report is written.")
]
FailOnOption = Annotated[
    FailOn,
    typer.Option(
        metavar="violation|warning|never",
        help="From which gravity on findings make the exit code 1; never: from none.",
    ),
]
LimitOption = Annotated[
    int | None,
    typer.Option(
        callback=_count,
        metavar="N",
        help="How many places of each rule are shown.  [default: 3 as text, 10 as html and junit]",
    ),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help="Write the report to a file.")
]


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
    form: FormatOption = Format.TEXT,
    profile: ProfileOption = None,
    profiles: ProfilesOption = None,
    fail_on: FailOnOption = FailOn.VIOLATION,
    prefix: PrefixOption = None,
    set_spec: SetOption = None,
    info: Annotated[bool, typer.Option("--info", help="List observations too.")] = False,
    limit: LimitOption = None,
    lang: LangOption = None,
    to_file: OutputOption = None,
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
    fails_from = None if fail_on is FailOn.NEVER else Severity(fail_on.value)
    asked = Asked(wording(settings, lang), info, fails_from)
    judge = engine(settings, profile, profiles)
    report = Report(judge.profile, places_shown(form, limit))
    request = Request(prefix=prefix, set=set_spec)
    options = (corpus, network, detect_language, round_trip)
    given = wanted(settings, judge.profile, targets, options=options, every=every)
    records = gathered(_taken(targets, fetch_options(settings), request), given)
    with _opened(to_file, form) as out:
        with progress("Checking") as advance, records as (taken, found):
            judge = Engine(judge.profile, judge.shapes, found)
            write(form, results(examine_all(counted(taken, advance), judge, report)), report, out, asked)
        if form is Format.TEXT:  # when the bar is gone
            console = output(out if to_file else None)
            render(report, console, show_info=info, wording=asked.wording)
    raise typer.Exit(exit_code(report, fail_on))


@contextmanager
def _opened(path: Path | None, form: Format) -> Iterator[TextIO]:
    """Give the stream that the report goes to: standard output, or a file in UTF-8."""
    unheard_of = "backslashreplace" if form in (Format.JSON, Format.SARIF) else "replace"
    if path is None:
        if form is not Format.TEXT:
            suit_utf_8(unheard_of)
        yield sys.stdout
        return
    try:
        file = path.open("w", encoding="utf-8", errors=unheard_of, newline="")
    except OSError as error:
        raise Failure(
            f"the report cannot be written to {path}: {error.strerror}; name another with --output"
        ) from error
    with file:
        yield file


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
