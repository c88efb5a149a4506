"""The report for the terminal: what could not be read, the findings by rule, and the sum of it."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from profiles.rules import Severity
from validators.finding import Conforms, words
from validators.report import Group as Findings
from validators.report import Place, Report
from validators.scoring import band

_STYLES = {Severity.VIOLATION: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_UNREADABLE_SHOWN = 20
LIMITS = (
    "The scores measure what the records say, not the resources themselves. "
    "Compare them within one format and one profile version only."
)


def render(report: Report, console: Console, *, show_info: bool = False) -> None:
    """Print the report; infos are listed only on request (rules.md, section 2)."""
    _render_unreadable(report, console)
    groups = [g for g in report.by_gravity() if show_info or g.severity is not Severity.INFO]
    for group in groups:
        console.print(_group(group, report))
    if report.records:
        console.print(_sum(report, hidden=len(report.groups) - len(groups)))
    elif report.deleted:
        console.print(Text(f"Nothing to check: {_count(report.deleted, 'deleted record')}."))
    elif not report.unreadable_count:
        console.print(Text("Nothing to check: no record was found."))


def _render_unreadable(report: Report, console: Console) -> None:
    for unreadable in report.unreadable[:_UNREADABLE_SHOWN]:
        console.print(Text.assemble(("not checked  ", "bold magenta"), str(unreadable)))
    rest = report.unreadable_count - _UNREADABLE_SHOWN
    if rest > 0:
        console.print(Text(f"… and {rest:,} more not checked; --format json lists them all"))
    if report.unreadable_count:
        console.print()


def _group(group: Findings, report: Report) -> RenderableType:
    rule = report.profile.rules[group.rule]
    of = f" of {report.records:,}" if report.records > 1 else ""
    head = Text.assemble(
        (f"{group.severity:<9}", _STYLES[group.severity]),
        "  ",
        (rule.id, "bold"),
        f"  {rule.title['en']}",
        (f"  — {group.records:,}{of} records" if of else "", "dim"),
    )
    lines: list[RenderableType] = [head]
    last_fix = ""
    for place in group.places:
        message, fix = words(place.finding, report.profile)
        lines.append(
            Padding(Text.assemble(message, " ", (fix if fix != last_fix else "", "green")), (0, 0, 0, 4))
        )
        lines.append(Padding(Text(_where(place), style="dim"), (0, 0, 0, 4)))
        last_fix = fix
    rest = group.findings - len(group.places)
    if rest > 0:
        lines.append(Padding(Text(f"… and {rest:,} more places", style="dim"), (0, 0, 0, 4)))
    lines.append(Text())
    return Group(*lines)


def _where(place: Place) -> str:
    origin, identifier = place.origin, place.identifier
    record = "" if identifier in origin else f"  record {identifier}"
    return f"{origin}:{place.location.line}{record}  {place.location.path}"


def _sum(report: Report, *, hidden: int) -> RenderableType:
    yes, no = report.conforms[Conforms.YES], report.conforms[Conforms.NO]
    undetermined = report.conforms[Conforms.UNDETERMINED]
    profile = f"{report.profile.id} {report.profile.version}"
    if report.records == 1:
        verdict = {Conforms.YES: "The record conforms", Conforms.NO: "The record does not conform"}
        said = next(iter(report.conforms))
        head = f"{verdict.get(said, 'It is undetermined whether the record conforms')} to {profile}."
    else:
        records = _count(report.records, "record")
        head = f"{yes:,} of {records} conform to {profile} ({_share(yes, report.records)})."
        if undetermined:
            head += f" {undetermined:,} undetermined."
    style = "bold red" if no else "bold yellow" if undetermined else "bold green"
    lines: list[RenderableType] = [Text(head, style=style)]
    if report.deleted:
        lines.append(Text(f"{_count(report.deleted, 'deleted record')} besides."))
    if report.unreadable_count:
        lines.append(Text(f"{report.unreadable_count:,} not checked, see above.", style="magenta"))
    if hidden:
        lines.append(
            Text(f"{_count(hidden, 'rule')} with observations only: --info shows them.", style="dim")
        )
    for rule, reason in report.not_checked.items():
        lines.append(Text(f"{rule} not checked: {reason}.", style="dim"))
    lines += [_scores(report), Text(LIMITS, style="dim")]
    return Group(*lines)


def _scores(report: Report) -> RenderableType:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("dimension")
    table.add_column("mean score" if report.records > 1 else "score", justify="right")
    table.add_column("")
    table.add_column("coverage", justify="right")
    for dimension, mean, coverage in report.means():
        score = "–" if mean is None else f"{mean:.0f}"
        table.add_row(dimension, score, "" if mean is None else band(mean), f"{coverage:.0f} %")
    return table


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"
