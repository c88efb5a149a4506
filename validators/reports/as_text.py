"""The report for the terminal: what to mend first, what could not be read, the findings by rule, the sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.text import Text

from profiles.positions.excerpt import visible
from profiles.rules import Severity
from validators.estimate import Estimate
from validators.estimate_text import told
from validators.finding import Conforms
from validators.reports.report import Group as Findings
from validators.reports.report import Mending, Place, Report
from validators.reports.wording import LIMITS, Wording

_STYLES = {Severity.VIOLATION: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_UNREADABLE_SHOWN = 100
_CAUSES_SHOWN = 20
_MENDINGS_SHOWN = 10
_INDENT = "    "
_NARROWEST = 20
_WIDTH_OF_A_FILE = 100
_WORDS_AT = (0, 2)
_ENGLISH = Wording()


def render(report: Report, console: Console, *, show_info: bool = False, wording: Wording = _ENGLISH) -> None:
    """Print the report; infos are listed only on request (rules.md, section 2)."""
    _render_mendings(report, console, wording)
    _render_unreadable(report, console, wording)
    groups = [g for g in report.by_gravity() if show_info or g.severity is not Severity.INFO]
    for group in groups:
        for line in _group(group, report, console, wording):
            console.print(line, soft_wrap=True)
    if report.records:
        console.print(_sum(report, console, wording, hidden=len(report.groups) - len(groups)))
    elif report.deleted:
        console.print(Text(wording("nothing_but_deleted", count=report.deleted)))
    elif not report.unreadable_count:
        console.print(Text(wording("nothing")))


def _render_mendings(report: Report, console: Console, wording: Wording) -> None:
    mendings = report.mendings()
    if not mendings:
        return
    console.print(Text(wording("mend_first"), style="bold"))
    for number, mending in enumerate(mendings[:_MENDINGS_SHOWN], 1):
        said = Text.assemble(
            f"{number:>2}. ",
            (wording.field(mending.field), "bold"),
            f": {matter(mending, report, wording)}",
            (f"  {gain(mending, wording)}", "green"),
        )
        for line in _wrapped(said, console):
            console.print(line, soft_wrap=True)
    rest = len(mendings) - _MENDINGS_SHOWN
    if rest > 0:
        console.print(Text.assemble(_INDENT, (wording("more_fields", count=rest), "dim")))
    console.print()


def matter(mending: Mending, report: Report, wording: Wording) -> str:
    """Return what is the matter with a field, and in how many of the records."""
    if report.records == 1:
        return ", ".join(wording.state(state) for state in mending.states)
    states = (
        wording("in_records", state=wording.state(state), number=number)
        for state, number in sorted(mending.states.items(), key=lambda known: -known[1])
    )
    return wording("of_records", count=report.records, part=", ".join(states))


def gain(mending: Mending, wording: Wording) -> str:
    """Return what mending a field brings, in points of each dimension."""
    return ", ".join(
        wording("points_of", points=max(round(points, 1), 0.1), dimension=wording.dimension(dimension))
        for dimension, points in sorted(mending.points.items(), key=lambda known: -known[1])
    )


def _render_unreadable(report: Report, console: Console, wording: Wording) -> None:
    not_checked = f"{wording('not_checked')}  "
    for unreadable in report.unreadable[:_UNREADABLE_SHOWN]:
        line = Text.assemble((not_checked, "bold magenta"), visible(str(unreadable)))
        console.print(line, soft_wrap=True)
    rest = report.unreadable_count - _UNREADABLE_SHOWN
    if rest > 0:
        console.print(Text(wording("more_not_checked", number=rest)))
        for line in _causes(report, wording):
            console.print(line, soft_wrap=True)
    if report.unreadable_count:
        console.print()


def _causes(report: Report, wording: Wording) -> Iterator[Text]:
    """Yield how often each cause stands among what is not shown by itself, the most frequent first."""
    causes = Counter(unreadable.cause for unreadable in report.unreadable[_UNREADABLE_SHOWN:])
    frequent = causes.most_common(_CAUSES_SHOWN)
    for cause, count in frequent:
        yield Text(f"{_INDENT}{wording.number(count)} × {visible(cause)}")
    others = report.unreadable_count - _UNREADABLE_SHOWN - sum(count for _, count in frequent)
    if others > 0:
        yield Text(_INDENT + wording("of_other_causes", number=others))


def _group(group: Findings, report: Report, console: Console, wording: Wording) -> Iterator[Text]:
    many = report.records > 1
    part = wording("of_records", count=report.records, part=group.records) if many else ""
    yield Text.assemble(
        (f"{wording.severity(group.severity):<9}", _STYLES[group.severity]),
        "  ",
        (group.rule, "bold"),
        f"  {wording.title(group.rule, report.profile).text}",
        (f"  — {part}" if many else "", "dim"),
    )
    last_fix = ""
    for place in group.places:
        message, fix = wording.finding(place.finding, report.profile)
        said = Text.assemble(visible(message), (f" {visible(fix)}" if fix != last_fix else "", "green"))
        yield from _wrapped(said, console, indent=_INDENT)
        yield Text.assemble(_INDENT, (visible(place.where), "dim"))  # whole, so that it can be copied
        yield from (Text.assemble(_INDENT * 2, (line, "dim")) for line in _lines(place, console))
        last_fix = fix
    rest = group.findings - len(group.places)
    if rest > 0:
        yield Text.assemble(_INDENT, (wording("more_places", count=rest), "dim"))
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


def headline(report: Report, wording: Wording) -> str:
    """Return in a sentence or two what of the records conforms, and which rules keep that open."""
    profile = f"{report.profile.id} {report.profile.version}"
    yes, undetermined = report.conforms[Conforms.YES], report.conforms[Conforms.UNDETERMINED]
    if report.records == 1:
        said = [wording(f"record_{next(iter(report.conforms))}", profile=profile)]
    else:
        share = wording.percent(yes, report.records)
        said = [wording("records_conform", count=report.records, yes=yes, profile=profile, share=share)]
        said += [wording("undetermined", number=undetermined)] if undetermined else []
    if undetermined:
        severities = report.profile.severities
        open_rules = (rule for rule in report.not_checked if severities[rule] is Severity.VIOLATION)
        said.append(wording("undetermined_by", rules=", ".join(open_rules)))
    return " ".join(said)


def _sum(report: Report, console: Console, wording: Wording, *, hidden: int) -> RenderableType:
    no, undetermined = report.conforms[Conforms.NO], report.conforms[Conforms.UNDETERMINED]
    style = "bold red" if no else "bold yellow" if undetermined else "bold green"
    lines = [Text(headline(report, wording), style=style)]
    if report.deleted:
        lines.append(Text(wording("deleted_besides", count=report.deleted)))
    if report.unreadable_count:
        lines.append(Text(wording("not_checked_above", number=report.unreadable_count), style="magenta"))
    if hidden:
        lines.append(Text(wording("hidden_rules", count=hidden), style="dim"))
    for rule, reason in report.not_checked.items():
        said = wording("rule_not_checked", rule=rule, reason=wording.reason(reason))
        lines.append(Text(said, style="dim"))
    if report.records == 1 and report.estimate is not None:
        lines += _estimate(report.estimate, wording)
    limits = Text(" ".join(map(wording, LIMITS)), style="dim")
    wrapped = [part for line in lines for part in _wrapped(line, console)]
    return Group(*wrapped, *_scores(report, console, wording), *_wrapped(limits, console))


def _estimate(estimate: Estimate, wording: Wording) -> Iterator[Text]:
    """Yield the range of emissions, and what it rests on, which is never left out."""
    said = told(estimate, wording.lang)
    yield Text.assemble((wording("estimate"), "bold"), f": {said.summary}")
    for line in (*said.files, *said.assumptions, *said.limits):
        yield Text(f"  {line}", style="dim")


def _scores(report: Report, console: Console, wording: Wording) -> Iterator[Text]:
    """Yield the lines of the table of scores; where it is too wide for the terminal, as sentences."""
    rows = _score_rows(report, wording)
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    if console.is_terminal and sum(widths) + 2 * (len(widths) - 1) > console.width:
        header, *scores = rows
        for name, *values in scores:
            known = ", ".join(f"{of} {value}".strip() for of, value in zip(header[1:], values, strict=True))
            yield from _wrapped(Text.assemble((name, "bold"), f": {known}"), console)
        return
    for row in rows:
        cells = []
        for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
            space = " " * (width - cell_len(cell))
            cells.append(cell + space if number in _WORDS_AT else space + cell)
        yield Text("  ".join(cells).rstrip(), style="bold" if row is rows[0] else "")


def _score_rows(report: Report, wording: Wording) -> list[list[str]]:
    many = report.records > 1
    header = [wording("dimension"), wording("mean" if many else "score"), ""]
    header += [wording("median"), "P10"] if many else []
    rows = [[*header, wording("coverage"), wording("sum")]]
    for dimension, tally in report.tallies.items():
        spread = (tally.median, tally.tenth_percentile) if many else ()
        rows.append(
            [
                wording.dimension(dimension),
                wording.decimal(tally.mean),
                wording.band(tally.mean),
                *map(wording.decimal, spread),
                f"{wording.decimal(tally.coverage, 0)}\N{NO-BREAK SPACE}%",
                wording("earned_of", earned=tally.earned, possible=tally.possible),
            ]
        )
    return rows
