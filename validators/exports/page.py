"""One page of a profile to read: its rules by dimension, with sources, words and examples (HTML).

The page needs nothing beside it: no network, no script. It keeps to WCAG 2.2
AA: one main region, headings in order, tables with headers, and no meaning by
colour alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape

from profiles.rules import Profile, Rule
from profiles.rules.rule_reading import DIMENSIONS
from validators.exports.page_words import LANGUAGES, page_words
from validators.exports.residue import Residue
from validators.exports.words import about

_STYLE = """\
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem }
a { text-decoration: underline }
a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px }
.skip { position: absolute; left: -100rem }
.skip:focus { position: static }
article { border-top: 1px solid; margin-top: 1.5rem; padding-top: .5rem }
dt { font-weight: bold }
dd { margin: 0 0 .5rem 1rem }
pre { border: 1px solid; overflow-wrap: anywhere; padding: .5rem; white-space: pre-wrap }
table { border-collapse: collapse }
th, td { border: 1px solid; padding: .25rem .5rem; text-align: left; vertical-align: top }
caption { font-weight: bold; text-align: left }
"""


def page(profile: Profile, residue: Iterable[Residue], lang: str = "en") -> str:
    """Return the page of a profile in a language; what a rule lacks in it is in English."""
    lang = lang if lang in LANGUAGES else "en"
    return "\n".join(_lines(profile, tuple(residue), lang)) + "\n"


def _lines(profile: Profile, residue: tuple[Residue, ...], lang: str) -> Iterator[str]:
    words = page_words(lang)
    title = f"{about(profile.title, lang)} {profile.version}"
    yield f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>"
    yield f'<a class="skip" href="#rules">{words["skip"]}</a>'
    yield f"<header><h1>{escape(about(profile.title, lang))}</h1>"
    yield f"<p>{words['version']} {escape(profile.version)} · <code>{escape(profile.id)}</code></p></header>"
    dimensions = [
        (name, [rule for rule in profile.rules.values() if rule.dimension == name]) for name in DIMENSIONS
    ]
    dimensions = [(name, rules) for name, rules in dimensions if rules]
    yield from _contents(dimensions, residue, lang)
    yield '<main id="rules">'
    for name, rules in dimensions:
        yield f'<section aria-labelledby="{name}"><h2 id="{name}">{words[name]}</h2>'
        for rule in rules:
            yield from _rule(rule, profile, lang)
        yield "</section>"
    if residue:
        yield from _unsaid(residue, lang)
    yield "</main>\n</body>\n</html>"


def _contents(
    dimensions: Iterable[tuple[str, list[Rule]]], residue: tuple[Residue, ...], lang: str
) -> Iterator[str]:
    words = page_words(lang)
    yield f'<nav aria-labelledby="contents"><h2 id="contents">{words["contents"]}</h2><ul>'
    for name, rules in dimensions:
        yield f'<li><a href="#{name}">{words[name]}</a> ({len(rules)})<ul>'
        for rule in rules:
            yield f'<li><a href="#{rule.id}">{rule.id}</a> {escape(about(rule.title, lang))}</li>'
        yield "</ul></li>"
    if residue:
        yield f'<li><a href="#unsaid">{words["unsaid"]}</a></li>'
    yield "</ul></nav>"


def _rule(rule: Rule, profile: Profile, lang: str) -> Iterator[str]:
    words = page_words(lang)
    yield f'<article aria-labelledby="{rule.id}">'
    yield f'<h3 id="{rule.id}">{rule.id}: {escape(about(rule.title, lang))}</h3><dl>'
    yield f"<dt>{words['severity']}</dt><dd>{words[profile.severities[rule.id].value]}</dd>"
    yield f"<dt>{words['fields']}</dt><dd>{_codes(rule.fields)}</dd>"
    if rule.applies_to:
        yield f"<dt>{words['formats']}</dt><dd>{_codes(rule.applies_to)}</dd>"
    yield f"<dt>{words['source']}</dt><dd>{_source(rule, lang)}</dd>"
    yield f"<dt>{words['says']}</dt>"
    for message in rule.messages.values():
        yield f"<dd>{escape(about(message, lang))}</dd>"
    yield f"<dt>{words['mend']}</dt><dd>{escape(about(rule.fix, lang))}</dd></dl>"
    yield f"<h4>{words['examples']}</h4><dl>"
    for name, examples in (("passes", rule.passes), ("fails", rule.fails), ("silent", rule.not_applicable)):
        for example in examples:
            at = f" {words['at']} {_codes(example.at)}" if example.at else ""
            given = json.dumps(example.given, ensure_ascii=False, indent=1)
            yield f"<dt>{words[name]}{at}</dt><dd><pre>{escape(given)}</pre></dd>"
    yield "</dl></article>"


def _source(rule: Rule, lang: str) -> str:
    source = rule.source
    document = escape(source.document)
    if source.document.startswith(("http://", "https://")):
        document = f'<a href="{document}">{document}</a>'
    obligation = page_words(lang)["own"] if source.obligation == "own" else escape(source.obligation)
    return f"{document}, {escape(source.clause)} ({obligation})"


def _unsaid(residue: Iterable[Residue], lang: str) -> Iterator[str]:
    words = page_words(lang)
    yield f'<section aria-labelledby="unsaid"><h2 id="unsaid">{words["unsaid"]}</h2>'
    yield f"<table><caption>{words['unsaid']}</caption><thead><tr>"
    yield "".join(f'<th scope="col">{words[name]}</th>' for name in ("rule", "check", "reason"))
    yield "</tr></thead><tbody>"
    for one in residue:
        rule, reason = escape(one.rule), escape(one.reason)
        yield f'<tr><th scope="row"><a href="#{rule}">{rule}</a></th><td>{escape(one.check)}</td>'
        yield f'<td lang="en">{reason}</td></tr>'
    yield "</tbody></table></section>"


def _codes(texts: Iterable[str]) -> str:
    return ", ".join(f"<code>{escape(text)}</code>" for text in texts)
