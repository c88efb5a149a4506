"""The summary of runs: a table of sources, and for each the findings that most records have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from commonshelf.console import aligned
from exchange.harvesting import Harvested
from validators.finding import Conforms, shortened

_FREQUENT = 5


def render_runs(runs: Sequence[Harvested], console: Console) -> None:
    """Print what the runs brought: a table of counts, the frequent findings, and what went wrong."""
    if not runs:
        return
    counts = ("records", "conforming", "share", "deleted", "not read")
    _print(aligned(("source", *counts), [_counts(run) for run in runs], right=counts), console)
    for run in runs:
        console.print()
        console.print(Text(f"{_name(run)}: {_changes(run)}", style="bold"))
        _print(_findings(run), console)
        if run.failure:
            console.print(
                Text(f"The run ended early, with all that came before kept: {run.failure}", style="bold red")
            )


def _print(lines: Iterator[Text], console: Console) -> None:
    for line in lines:
        console.print(line)


def _name(run: Harvested) -> str:
    return run.source.name or run.source.id


def _counts(run: Harvested) -> tuple[str, ...]:
    report = run.report
    yes = report.conforms[Conforms.YES]
    share = f"{100 * yes / report.records:.0f} %" if report.records else "–"
    return (
        _name(run),
        f"{report.records:,}",
        f"{yes:,}",
        share,
        f"{report.deleted:,}",
        f"{report.unreadable_count:,}",
    )


def _changes(run: Harvested) -> str:
    counts = run.counts
    return f"{counts.added:,} added, {counts.changed:,} changed, {counts.unchanged:,} unchanged"


def _findings(run: Harvested) -> Iterator[Text]:
    """Yield a table of the most frequent findings, and of what could not be read."""
    report = run.report
    rows = [
        (f"{group.records:,}", str(group.severity), group.rule, report.profile.rules[group.rule].title["en"])
        for group in report.most_frequent(_FREQUENT)
    ]
    causes = Counter(_short(unreadable.cause) for unreadable in report.unreadable)
    rows += [(f"{count:,}", "not read", "", cause) for cause, count in causes.most_common(_FREQUENT)]
    if rows:
        yield from aligned(("records", "severity", "rule", "what it asks"), rows, right=("records",))


def _short(cause: str) -> str:
    """Return the cause without the advice that `check` gives in full."""
    return shortened(cause.partition("; ")[0])
