"""The summary of runs: a table of sources, and for each the findings that most records have."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from exchange.harvesting import Harvested
from validators.finding import Conforms
from validators.report import Group

_FREQUENT = 5


def render_runs(runs: Sequence[Harvested], console: Console) -> None:
    """Print what the runs brought: a table of counts, the frequent findings, and what went wrong."""
    if not runs:
        return
    console.print(_counts(runs))
    for run in runs:
        console.print()
        console.print(_frequent(run))
        for unreadable in run.report.unreadable[:_FREQUENT]:
            console.print(Text.assemble(("not read  ", "bold magenta"), str(unreadable)))
        if run.failure:
            console.print(
                Text(f"The run ended early, with all that came before kept: {run.failure}", style="bold red")
            )


def _counts(runs: Sequence[Harvested]) -> Table:
    table = Table(title="Sources", title_justify="left", header_style="bold")
    table.add_column("source")
    for name in ("records", "conformant", "deleted", "not read", "added", "changed", "unchanged"):
        table.add_column(name, justify="right")
    for run in runs:
        report, counts = run.report, run.counts
        yes = report.conforms[Conforms.YES]
        share = f" ({100 * yes / report.records:.0f} %)" if report.records else ""
        numbers = (report.deleted, report.unreadable_count, counts.added, counts.changed, counts.unchanged)
        table.add_row(
            run.source.name or run.source.id,
            f"{report.records:,}",
            f"{yes:,}{share}",
            *(f"{number:,}" for number in numbers),
        )
    return table


def _frequent(run: Harvested) -> Table:
    name = run.source.name or run.source.id
    table = Table(
        title=f"{name}: the most frequent findings",
        title_justify="left",
        box=None,
        pad_edge=False,
        header_style="bold",
    )
    table.add_column("records", justify="right")
    table.add_column("severity")
    table.add_column("rule")
    table.add_column("what it asks")
    for group in run.report.most_frequent(_FREQUENT):
        table.add_row(f"{group.records:,}", str(group.severity), group.rule, _title(group, run))
    return table


def _title(group: Group, run: Harvested) -> str:
    return run.report.profile.rules[group.rule].title["en"]
