"""The parts of the report's page on single findings, and on what could not be checked."""

from __future__ import annotations

from collections.abc import Iterator

from profiles.positions.excerpt import Line
from profiles.rules import Rule, Severity
from validators.reports.html_parts import alone, table, text
from validators.reports.report import Group, Place, Report
from validators.reports.wording import Wording

_UNREADABLE_SHOWN = 100


def groups(report: Report, wording: Wording, *, show_info: bool) -> Iterator[str]:
    """Yield the findings by rule: a table of all rules, then each with its places."""
    if not report.records:
        return
    found = report.by_gravity()
    shown = [group for group in found if show_info or group.severity is not Severity.INFO]
    if not found:
        yield f"<p>{text(wording('no_findings'))}</p>\n"
    if shown:
        yield _overview(shown, report, wording)
    for group in shown:
        yield from _group(group, report, wording)
    hidden = len(found) - len(shown)
    if hidden:
        yield f"<p>{text(wording('hidden_rules', count=hidden))}</p>\n"


def not_checked(report: Report, wording: Wording) -> Iterator[str]:
    """Yield what could not be read, with the causes, and the rules that could not be judged."""
    if report.unreadable_count:
        rows = [
            (alone(unreadable.identifier or unreadable.target), alone(str(unreadable)))
            for unreadable in report.unreadable[:_UNREADABLE_SHOWN]
        ]
        header = [text(wording("record")), text(wording("cause"))]
        yield table(text(wording("could_not_be_checked")), header, rows, name="unreadable-table")
        rest = report.unreadable_count - len(rows)
        if rest > 0:
            yield f"<p>{text(wording('more_not_checked_short', number=rest))}</p>\n"
    if report.not_checked:
        reasons = [
            (f"{text(rule)} {_title(report.profile.rules[rule], wording)}", text(wording.reason(reason)))
            for rule, reason in report.not_checked.items()
        ]
        header = [text(wording("rule")), text(wording("cause"))]
        yield table(text(wording("rules_not_checked")), header, reasons, name="rules-table")


def _overview(shown: list[Group], report: Report, wording: Wording) -> str:
    header = (wording("rule"), wording("severity"), wording("findings_heading"), wording("records_heading"))
    rows = [
        (
            f'<a href="#rule-{group.rule}">{group.rule}</a> '
            f"{_title(report.profile.rules[group.rule], wording)}",
            _severity(group.severity, wording),
            text(wording.number(group.findings)),
            text(wording.number(group.records)),
        )
        for group in shown
    ]
    caption = text(wording("rules_found"))
    return table(caption, [*map(text, header)], rows, name="findings-table", numbers=(2, 3))


def _group(group: Group, report: Report, wording: Wording) -> Iterator[str]:
    rule = report.profile.rules[group.rule]
    counts = wording("findings", count=group.findings)
    if report.records > 1:
        counts += f", {wording('of_records', count=report.records, part=group.records)}"
    source = wording("own_rule") if rule.source.obligation == "own" else _source(rule)
    fix = _said(wording.of(rule.fix).text, wording.spoken(rule), wording)
    yield (
        f'<section class="group {group.severity}" aria-labelledby="rule-{rule.id}">\n'
        f'<h3 id="rule-{rule.id}">{rule.id} {_title(rule, wording)}</h3>\n'
        f"<p>{_severity(group.severity, wording)} · {text(counts)}</p>\n"
        f"<p>{text(wording('how_to_mend'))}: {fix}</p>\n"
        f'<p class="soft">{text(wording("source"))}: {text(source)}</p>\n'
    )
    if group.places:
        yield f"<details>\n<summary>{text(wording('places', count=len(group.places)))}</summary>\n"
        yield '<ol class="places">\n'
        yield from (_place(place, rule, report, wording) for place in group.places)
        yield "</ol>\n"
        rest = group.findings - len(group.places)
        if rest > 0:
            yield f"<p>{text(wording('more_places', count=rest))}</p>\n"
        yield "</details>\n"
    yield "</section>\n"


def _place(place: Place, rule: Rule, report: Report, wording: Wording) -> str:
    message = wording.finding(place.finding, report.profile).message
    lines = "".join(map(_line, place.lines.lines))
    return (
        f"<li>\n<p>{_said(message, wording.spoken(rule), wording)}</p>\n"
        f"<p><code>{alone(place.where)}</code></p>\n"
        f'<ol class="lines" translate="no">\n{lines}</ol>\n</li>\n'
    )


def _line(line: Line) -> str:
    """Return a line around a place; the one that has it is told by more than its look."""
    kind, before = ("", "") if line.mark is None else (' class="here"', "▸")
    return f'<li{kind}><span class="at">{before}{line.number}</span>{alone(line.text)}</li>\n'


def _source(rule: Rule) -> str:
    return ", ".join(filter(None, (rule.source.document, rule.source.clause, rule.source.obligation)))


def _title(rule: Rule, wording: Wording) -> str:
    title, lang = wording.of(rule.title)
    return _said(title, lang, wording)


def _said(words: str, lang: str, wording: Wording) -> str:
    """Return words with their language, where it is not that of the page."""
    return text(words) if lang == wording.lang else f'<span lang="{lang}">{text(words)}</span>'


def _severity(severity: Severity, wording: Wording) -> str:
    return f'<span class="{severity}"><span class="severity">{text(wording.severity(severity))}</span></span>'
