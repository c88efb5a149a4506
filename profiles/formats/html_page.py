"""What a reader of metadata looks for in an HTML page: scripts with JSON-LD, meta elements, links.

One pass over the tags of a page, in time that grows with its length, however
broken it is: Python's own parser takes half a minute for 60 kB of "<a <a <a".
Tags, comments and the elements whose content is text alone are told apart as
HTML does (HTML Standard, 13.2.5), no tree is built.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

_BEFORE = re.compile(r"(?:\s|//|/\*|\*/|<!--|<!\[CDATA\[)*+")
_AFTER = (";", "-->", "]]>", "//", "/*", "*/")

_OPENING = re.compile(r"<(?:!--|(?=[A-Za-z]))")
# Nothing here is tried again in another way, so that a tag that never ends is told in one go.
_TAG = re.compile(
    r"""<([A-Za-z][^\s/>]*+)((?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?=>)|[^\s>"'][^\s>]*+)|["'])*+)>"""
)
_ATTRIBUTE = re.compile(r"""([^\s/>=]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
_ENDS = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp")
}


class Said(NamedTuple):
    """A text that the page says in its head, and the language of that element, if any."""

    text: str
    lang: str | None


class Page:
    """What was found in a page.

    `scripts` are the starts and ends, in the page's text, of the JSON in each
    script of JSON-LD; `said` the contents of meta elements by name or property
    in lower case, with full stops for colons, and the addresses of links as
    "link.license" and the like.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.scripts: list[tuple[int, int]] = []
        self.said: dict[str, list[Said]] = {}
        self.title: Said | None = None
        self.lang: str | None = None
        self.has_microdata = False
        self.has_rdfa = False
        self._scan()

    def _scan(self) -> None:
        text, at = self.text, 0
        while found := _OPENING.search(text, at):
            if found[0] == "<!--":
                at = text.find("-->", found.end() - 2)  # <!--> is a comment too
                if at < 0:
                    return
                continue
            tag = _TAG.match(text, found.start())
            if tag is None:  # the page ends within it
                return
            at = tag.end()
            name, attributes = tag[1].lower(), tag[2]
            if attributes:
                self._look_for_embedded(attributes, name)
            if (end := _ENDS.get(name)) is not None:
                ended = end.search(text, at)
                until = ended.start() if ended else len(text)
                self._take_text(name, attributes, at, until)
                at = until
            elif name in {"html", "link", "meta"}:
                self._take(name, _attributes(attributes))

    def _look_for_embedded(self, attributes: str, name: str) -> None:
        said = attributes.lower()
        self.has_microdata |= "itemscope" in said
        self.has_rdfa |= "typeof" in said or ("property" in said and name not in {"link", "meta"})

    def _take_text(self, name: str, attributes: str, start: int, end: int) -> None:
        if name == "script":
            kind = _attributes(attributes).get("type", "").partition(";")[0]
            if kind.strip().lower() == "application/ld+json":
                self.scripts.append(_unwrapped(self.text, start, end))
        elif name == "title" and self.title is None and (words := unescape(self.text[start:end]).split()):
            self.title = Said(" ".join(words), _attributes(attributes).get("lang") or None)

    def _take(self, name: str, said: dict[str, str]) -> None:
        if name == "html":
            self.lang = self.lang or said.get("lang", said.get("xml:lang", "")).strip() or None
            return
        if name == "link":
            names = [f"link.{word}" for word in said.get("rel", "").lower().split()]
            text = said.get("href", "").strip()
        else:
            names = f"{said.get('name', '')} {said.get('property', '')}".lower().replace(":", ".").split()
            text = " ".join(said.get("content", "").split())
        for known in names if text else ():
            self.said.setdefault(known, []).append(Said(text, said.get("lang") or None))


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag by their names in lower case; of a name twice, the first counts."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(text):
        bare = value[1:-1] if value[:1] in {'"', "'"} and value[-1:] == value[:1] else value
        found.setdefault(name.lower(), unescape(bare))
    return found


def _unwrapped(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the JSON of a script is, without comments and CDATA around it or a semicolon after."""
    before = _BEFORE.match(text, start, end)
    start = before.end() if before else start
    while end > start:
        content = text[max(start, end - 3) : end]
        wrapping = next((mark for mark in _AFTER if content.endswith(mark)), "")
        if not wrapping and not content[-1].isspace():
            break
        end -= len(wrapping) or 1
    return start, end
