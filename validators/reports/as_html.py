"""The report as one page that needs no network: what to mend first, the scores, the findings by rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from validators.estimate_text import told
from validators.finding import Conforms
from validators.reports.as_text import gain, headline, matter
from validators.reports.html_findings import groups, not_checked
from validators.reports.html_parts import POLICY, STYLE, bar, spread, stacked, table, text
from validators.reports.report import Report
from validators.reports.tally import Tally
from validators.reports.wording import LIMITS, Wording

_BINS = 10


def write_html(report: Report, out: TextIO, wording: Wording, *, show_info: bool) -> None:
    """Write the page; observations are listed only on request, as in the other forms for people."""
    sections = [
        ("mend", wording("mend_first"), _mendings(report, wording)),
        ("scores", wording("scores"), _scores(report, wording)),
        ("findings", wording("findings_by_rule"), groups(report, wording, show_info=show_info)),
        ("not-checked", wording("not_checked_heading"), not_checked(report, wording)),
        ("estimate", wording("estimate"), _estimate(report, wording)),
        ("limits", wording("limits"), _limits(wording)),
    ]
    written = [(name, title, "".join(parts)) for name, title, parts in sections]
    shown = [section for section in written if section[2]]
    out.write(_head(report, wording))
    links = "".join(f'<li><a href="#{name}">{text(title)}</a></li>\n' for name, title, _ in shown)
    out.write(f'<nav aria-label="{text(wording("contents"))}">\n<ul>\n{links}</ul>\n</nav>\n')
    out.write('<main id="main" tabindex="-1">\n')
    for name, title, content in shown:
        out.write(f'<section aria-labelledby="{name}">\n<h2 id="{name}">{text(title)}</h2>\n')
        out.write(f"{content}</section>\n")
    out.write(f"</main>\n<footer>\n<p>{text(wording('all_findings'))}</p>\n</footer>\n</body>\n</html>\n")


def _head(report: Report, wording: Wording) -> str:
    profile = f"{report.profile.id} {report.profile.version}"
    title = f"{wording('title')}: {profile}"
    if report.records:
        said = headline(report, wording)
    else:
        said = wording("nothing_but_deleted", count=report.deleted) if report.deleted else wording("nothing")
    name, lang = wording.of(report.profile.title)
    spoken = text(name) if lang == wording.lang else f'<span lang="{lang}">{text(name)}</span>'
    facts = {
        wording("generated"): f"{report.generated:%Y-%m-%d %H:%M} UTC",
        wording("records_checked"): wording.number(report.records),
        wording("formats"): ", ".join(f"{form} ({wording.number(n)})" for form, n in report.formats.items()),
        wording("not_checked").capitalize(): wording.number(report.unreadable_count),
        wording("deleted"): wording.number(report.deleted),
    }
    listed = f"<dt>{text(wording('profile'))}</dt><dd>{spoken} ({text(profile)})</dd>\n"
    listed += "".join(
        f"<dt>{text(name)}</dt><dd>{text(value)}</dd>\n"
        for name, value in facts.items()
        if value not in ("", "0")
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{wording.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">{text(wording("skip"))}</a>\n'
        f"<header>\n<h1>{text(title)}</h1>\n"
        f'<p class="headline">{text(said)}</p>\n<dl class="facts">\n{listed}</dl>\n</header>\n'
    )


def _mendings(report: Report, wording: Wording) -> Iterator[str]:
    mendings = report.mendings()
    if report.records and not mendings:
        yield f"<p>{text(wording('nothing_to_mend'))}</p>\n"
    if not mendings:
        return
    header = (wording("field"), wording("matter"), wording("points"))
    most = mendings[0].total
    rows = []
    for mending in mendings:
        label = wording.field(mending.field)
        name = text(label)
        if mending.field.casefold() != label.casefold():
            name += f' <code class="soft">{text(mending.field)}</code>'
        points = f"{text(gain(mending, wording))}{bar(100 * mending.total / most)}"
        rows.append((name, text(matter(mending, report, wording)), points))
    yield table(text(wording("mend_intro")), [*map(text, header)], rows, name="mend-table")


def _scores(report: Report, wording: Wording) -> Iterator[str]:
    if not report.records:
        return
    if report.records > 1:
        yield from _conforms(report, wording)
    many = report.records > 1
    header = [wording("dimension"), wording("mean" if many else "score"), wording("rating")]
    header += [wording("median"), wording("tenth")] if many else []
    header += [wording("coverage"), wording("sum"), wording("chart")]
    rows = [_row(name, tally, wording, many=many) for name, tally in report.tallies.items()]
    numbers = [place for place in range(1, len(header) - 1) if place != 2]
    heads = [text(head[:1].upper() + head[1:]) for head in header]
    yield table(text(wording("scores_intro")), heads, rows, name="scores-table", numbers=numbers)
    if many:
        yield _distribution(report, wording)


def _row(name: str, tally: Tally, wording: Wording, *, many: bool) -> tuple[str, ...]:
    label = wording.dimension(name)
    mean, median, tenth = tally.mean, tally.median, tally.tenth_percentile
    values = [wording.decimal(median), wording.decimal(tenth)] if many else []
    chart = "–"
    if mean is not None and median is not None and tenth is not None:
        said = f"{label}: {wording('mean' if many else 'score')} {wording.decimal(mean)}"
        if many:
            said += f", {wording('median')} {values[0]}, {wording('tenth')} {values[1]}"
        chart = spread(f"chart-{name}", text(said), tenth, median, mean)
    return (
        text(label),
        text(wording.decimal(mean)),
        text(wording.band(mean)),
        *map(text, values),
        text(f"{wording.decimal(tally.coverage, 0)}\N{NO-BREAK SPACE}%"),
        text(wording("earned_of", earned=tally.earned, possible=tally.possible)),
        chart,
    )


def _conforms(report: Report, wording: Wording) -> Iterator[str]:
    known = [(answer, report.conforms[answer]) for answer in Conforms]
    shares = [(str(answer), 100 * count / report.records) for answer, count in known]
    said = ", ".join(
        f"{wording.conforms(answer)} {wording.percent(count, report.records)}" for answer, count in known
    )
    yield stacked("chart-conforms", text(f"{wording('share_conformant')}: {said}"), shares)
    rows = [
        (
            f'<svg class="key" viewBox="0 0 8 8" aria-hidden="true">'
            f'<rect class="{answer}" width="8" height="8"/></svg>{text(wording.conforms(answer))}',
            text(wording.number(count)),
            text(wording.percent(count, report.records)),
        )
        for answer, count in known
    ]
    header = [wording("answer"), wording("records_checked"), wording("share")]
    caption = text(wording("share_conformant"))
    yield table(caption, [*map(text, header)], rows, name="conforms-table", numbers=(1, 2))


def _distribution(report: Report, wording: Wording) -> str:
    tallies = {name: tally.spread(_BINS) for name, tally in report.tallies.items() if tally.scored}
    header = [wording("range_of_scores"), *map(wording.dimension, tallies)]
    width = 100 // _BINS
    rows = [
        (
            f"{place * width}–{(place + 1) * width}",
            *(
                f"{text(wording.number(counts[place]))}{bar(100 * counts[place] / sum(counts))}"
                for counts in tallies.values()
            ),
        )
        for place in reversed(range(_BINS))
    ]
    caption = text(wording("distribution"))
    return table(caption, [*map(text, header)], rows, name="distribution-table")


def _estimate(report: Report, wording: Wording) -> Iterator[str]:
    """Yield the range of emissions of the only record, with all that it rests on."""
    if report.records != 1 or report.estimate is None:
        return
    said = told(report.estimate, wording.lang)
    yield f"<p><strong>{text(said.summary)}</strong></p>\n<ul>\n"
    yield from (f"<li>{text(line)}</li>\n" for line in (*said.files, *said.assumptions, *said.limits))
    yield "</ul>\n"


def _limits(wording: Wording) -> Iterator[str]:
    yield "<ul>\n"
    yield from (f"<li>{text(wording(limit))}</li>\n" for limit in LIMITS)
    yield "</ul>\n"
