"""The report for the terminal: what could not be read, the findings by rule, and the sum of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from profiles.positions.excerpt import visible
from profiles.rules import Severity
from validators.finding import Conforms, words
from validators.report import Group as Findings
from validators.report import Place, Report
from validators.scoring import band

_STYLES = {Severity.VIOLATION: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_UNREADABLE_SHOWN = 100
_CAUSES_SHOWN = 20
_INDENT = "    "
_NARROWEST = 20
_WIDTH_OF_A_FILE = 100
LIMITS = (
    "The scores measure what the records say, not the resources themselves. "
    "Compare them within one format and one profile version only."
)


def render(report: Report, console: Console, *, show_info: bool = False) -> None:
    """Print the report; infos are listed only on request (rules.md, section 2)."""
    _render_unreadable(report, console)
    groups = [g for g in report.by_gravity() if show_info or g.severity is not Severity.INFO]
    for group in groups:
        for line in _group(group, report, console):
            console.print(line, soft_wrap=True)
    if report.records:
        console.print(_sum(report, console, hidden=len(report.groups) - len(groups)))
    elif report.deleted:
        console.print(Text(f"Nothing to check: {_count(report.deleted, 'deleted record')}."))
    elif not report.unreadable_count:
        console.print(Text("Nothing to check: no record was found."))


def _render_unreadable(report: Report, console: Console) -> None:
    for unreadable in report.unreadable[:_UNREADABLE_SHOWN]:
        line = Text.assemble(("not checked  ", "bold magenta"), visible(str(unreadable)))
        console.print(line, soft_wrap=True)
    rest = report.unreadable_count - _UNREADABLE_SHOWN
    if rest > 0:
        console.print(Text(f"… and {rest:,} more not checked, which --format json lists one by one:"))
        for line in _causes(report):
            console.print(line, soft_wrap=True)
    if report.unreadable_count:
        console.print()


def _causes(report: Report) -> Iterator[Text]:
    """Yield how often each cause stands among what is not shown by itself, the most frequent first."""
    causes = Counter(unreadable.cause for unreadable in report.unreadable[_UNREADABLE_SHOWN:])
    frequent = causes.most_common(_CAUSES_SHOWN)
    for cause, count in frequent:
        yield Text(f"{_INDENT}{count:,} × {visible(cause)}")
    others = report.unreadable_count - _UNREADABLE_SHOWN - sum(count for _, count in frequent)
    if others > 0:
        yield Text(f"{_INDENT}{others:,} of other causes")


def _group(group: Findings, report: Report, console: Console) -> Iterator[Text]:
    rule = report.profile.rules[group.rule]
    of = f" of {report.records:,}" if report.records > 1 else ""
    yield Text.assemble(
        (f"{group.severity:<9}", _STYLES[group.severity]),
        "  ",
        (rule.id, "bold"),
        f"  {rule.title['en']}",
        (f"  — {group.records:,}{of} records" if of else "", "dim"),
    )
    last_fix = ""
    for place in group.places:
        message, fix = words(place.finding, report.profile)
        said = Text.assemble(visible(message), (f" {visible(fix)}" if fix != last_fix else "", "green"))
        yield from _wrapped(said, console, indent=_INDENT)
        yield Text.assemble(_INDENT, (visible(_where(place)), "dim"))  # whole, so that it can be copied
        yield from (Text.assemble(_INDENT * 2, (line, "dim")) for line in _lines(place, console))
        last_fix = fix
    rest = group.findings - len(group.places)
    if rest > 0:
        yield Text.assemble(_INDENT, (f"… and {_count(rest, 'more place')}", "dim"))
    yield Text()


def _lines(place: Place, console: Console) -> list[str]:
    """Return the lines around a place, as wide as the terminal has room for."""
    indent = len(_INDENT * 2) + place.lines.gutter
    width = console.width - indent if console.is_terminal else _WIDTH_OF_A_FILE
    return str(place.lines.within(width)).split("\n")


def _wrapped(said: Text, console: Console, *, indent: str = "") -> Iterator[Text]:
    """Yield the lines of a text: broken at the width of a terminal, one line for a file or a pipe."""
    width = max(console.width - len(indent), _NARROWEST)
    for line in said.wrap(console, width) if console.is_terminal else [said]:
        line.rstrip()
        yield Text.assemble(indent, line)


def _where(place: Place) -> str:
    origin, identifier = place.origin, place.identifier
    record = "" if identifier in origin else f"  record {identifier}"
    return f"{origin}:{place.location.line}:{place.location.column}{record}  {place.location.path}".rstrip()


def _sum(report: Report, console: Console, *, hidden: int) -> RenderableType:
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
    lines = [Text(head, style=style)]
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
    limits = Text(LIMITS, style="dim")
    wrapped = [part for line in lines for part in _wrapped(line, console)]
    return Group(*wrapped, _scores(report), *_wrapped(limits, console))


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
