"""What the report's page is made of: text that cannot become markup, tables, charts, and the one style.

The page has no script and asks nothing of a network; its policy forbids both.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

from profiles.positions.excerpt import visible

# What joins the parts of an emoji and parts letters of Persian is no danger, and belongs to what is shown.
_JOINERS = re.compile("([\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}])")
STYLE = files("validators.reports").joinpath("report.css").read_text(encoding="utf-8")
POLICY = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"


def text(said: str) -> str:
    """Return a text for a page: nothing in it is markup, and what cannot be seen is made visible."""
    shown = said if said.isprintable() else "".join(map(_seen, _JOINERS.split(said)))
    return escape(shown)


def _seen(part: str) -> str:
    return part if _JOINERS.fullmatch(part) else visible(part)


def alone(said: str) -> str:
    """Return a text of a record, its direction its own and without effect on what stands around it."""
    return f"<bdi>{text(said)}</bdi>"


def table(
    caption: str,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    name: str,
    numbers: Sequence[int] = (),
) -> str:
    """Return a table of markup whose first column names the rows; the columns of numbers end on one line.

    A table that is wider than the screen moves in its own frame, which the keyboard reaches.
    """
    classes = [' class="number"' if place in numbers else "" for place in range(len(header))]
    heads = "".join(f'<th scope="col"{kind}>{cell}</th>' for cell, kind in zip(header, classes, strict=True))
    body = ""
    for first, *others in rows:
        cells = "".join(f"<td{kind}>{cell}</td>" for cell, kind in zip(others, classes[1:], strict=True))
        body += f'<tr><th scope="row">{first}</th>{cells}</tr>\n'
    return (
        f'<div class="frame" role="region" tabindex="0" aria-labelledby="{name}">\n'
        f'<table>\n<caption id="{name}">{caption}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n</div>\n"
    )


def bar(share: float) -> str:
    """Return a bar for a share of 100, beside the number that it shows; who cannot see it misses nothing."""
    width = min(max(share, 0.0), 100.0)
    return (
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="100" height="8"/>'
        f'<rect class="fill" width="{width:.1f}" height="8"/></svg>'
    )


def stacked(name: str, title: str, parts: Sequence[tuple[str, float]]) -> str:
    """Return a chart of shares that make up a whole: the class of each, and its percent."""
    rects, start = "", 0.0
    for kind, share in parts:
        if share > 0:
            rects += f'<rect class="{kind}" x="{start:.2f}" width="{max(share - 0.4, 0.3):.2f}" height="8"/>'
        start += share
    return (
        f'<svg class="stacked" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" '
        f'aria-labelledby="{name}"><title id="{name}">{title}</title>{rects}</svg>\n'
    )


def spread(name: str, title: str, tenth: float, median: float, mean: float) -> str:
    """Return a chart of one dimension from 0 to 100: a bar up to the mean, and marks at the other two."""
    return (
        f'<svg class="spread" viewBox="0 0 100 14" preserveAspectRatio="none" role="img" '
        f'aria-labelledby="{name}"><title id="{name}">{title}</title>'
        f'<rect class="track" y="3" width="100" height="8"/>'
        f'<rect class="fill" y="3" width="{mean:.1f}" height="8"/>'
        f'<rect class="mark" x="{min(median, 99.2):.1f}" width="0.8" height="14"/>'
        f'<rect class="low" x="{min(tenth, 99.2):.1f}" width="0.8" height="14"/></svg>'
    )
