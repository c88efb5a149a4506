"""The page of a rule and that of a profile: one file, that needs no network, for every reader.

Headings in order, a language for the whole and for what is in another one, tables
with headers, colours that contrast in light and in dark, and nothing by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from commonshelf.commands.profile.presenting import Labels, Part, profile_parts, rule_parts, rule_rows
from profiles.rules import Profile, Rule

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
dt { font-weight: bold; margin-top: .75rem; } dd { margin: 0 0 0 1rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; vertical-align: top; }
tbody tr { border-top: 1px solid; } code { font-size: .9em; overflow-wrap: anywhere; }
""".strip()


def rule_page(rule: Rule, profiles: Sequence[Profile], labels: Labels) -> str:
    """Return the page of a rule."""
    title = f"{rule.id}: {labels.of(rule.title)}"
    return _page(title, labels, _list(rule_parts(rule, profiles, labels)))


def profile_page(profile: Profile, labels: Labels) -> str:
    """Return the page of a profile: its facts, a table of its rules, and each rule by itself."""
    title = f"{labels.of(profile.title)} ({profile.id} {profile.version})"
    return _page(title, labels, _profile(profile, labels))


def _profile(profile: Profile, labels: Labels) -> Iterator[str]:
    if profile.description:
        yield f"<p>{escape(labels.of(profile.description))}</p>"
    yield from _list(profile_parts(profile, labels))
    yield f'<h2 id="rules">{escape(labels["rules"])}</h2>'
    headers = "".join(
        f'<th scope="col">{escape(labels[name])}</th>' for name in ("rule", "severity", "title")
    )
    yield f'<table aria-labelledby="rules"><thead><tr>{headers}</tr></thead><tbody>'
    for name, severity, title in rule_rows(profile, labels):
        link = f'<th scope="row"><a href="#{escape(name)}">{escape(name)}</a></th>'
        yield f"<tr>{link}<td>{escape(severity)}</td><td>{escape(title)}</td></tr>"
    yield "</tbody></table>"
    for rule in profile.rules.values():
        yield f'<h2 id="{escape(rule.id)}">{escape(rule.id)}: {escape(labels.of(rule.title))}</h2>'
        yield from _list(rule_parts(rule, [profile], labels))


def _list(parts: Iterator[Part]) -> Iterator[str]:
    yield "<dl>"
    for part in parts:
        yield f"<dt>{escape(part.label)}</dt>"
        yield from (f"<dd>{_line(line, is_code=part.is_code)}</dd>" for line in part.lines)
    yield "</dl>"


def _line(line: str, *, is_code: bool) -> str:
    if is_code:
        return f"<code>{escape(line)}</code>"
    if line.startswith(("https://", "http://")):
        return f'<a href="{escape(line)}">{escape(line)}</a>'
    return escape(line)


def _page(title: str, labels: Labels, body: Iterator[str]) -> str:
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width">\n<title>{escape(title)}'
    )
    lines = "\n".join(body)
    return (
        f'<!DOCTYPE html>\n<html lang="{labels.lang}">\n<head>{head}</title>\n'
        f"<style>{_STYLE}</style></head>\n<body><main>\n<h1>{escape(title)}</h1>\n{lines}\n</main></body>\n</html>\n"
    )
