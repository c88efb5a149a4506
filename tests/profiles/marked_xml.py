"""XML documents whose writer noted where each element, comment and attribute begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

# Each with Python's codec, and what is written before the text.
ENCODINGS = {
    "UTF-8": ("utf-8", b""),
    "utf-8": ("utf-8", b"\xef\xbb\xbf"),
    "UTF-16": ("utf-16-le", b"\xff\xfe"),
    "utf-16": ("utf-16-be", b"\xfe\xff"),
    "UTF-16LE": ("utf-16-le", b""),
    "UTF-16BE": ("utf-16-be", b""),
    "UCS-4": ("utf-32-be", b"\x00\x00\xfe\xff"),
    "ISO-8859-1": ("iso-8859-1", b""),
    "windows-1252": ("windows-1252", b""),
    "ISO-8859-15": ("iso-8859-15", b""),
    "KOI8-R": ("koi8-r", b""),
    "GB18030": ("gb18030", b""),
    "Shift_JIS": ("shift_jis", b""),
    "US-ASCII": ("us-ascii", b""),
}
NAMES = ["lom", "string", "a", "dc:title", "Été", "заголовок", "x-y.z_1", "𐐀"]
ATTRIBUTES = ["language", "xml:lang", "dc:type", "xsi:type", "type", "été"]
SCOPE = ' xmlns:dc="urn:dc" xmlns:xsi="urn:xsi"'
INTERNAL = """[<!-- ]> <a> ' " --><?x ]> <b> ' ?><!ELEMENT a ANY><!ATTLIST b c CDATA "]>" d CDATA ']> "'>]"""
DOCTYPES = ["", "<!DOCTYPE a>", f"<!DOCTYPE a {INTERNAL}>", f"<!DOCTYPE a SYSTEM 'x[>' {INTERNAL}\n >"]

_TEXT = st.text(st.sampled_from("ab \t\n'\"]>/?-=é€я中𝄞\u2028\u0085\u200b{}"), max_size=12)
_SPACE = st.sampled_from([" ", "\n", "\t", "  \n\t"])
_MAYBE = st.sampled_from(["", "", " ", "\n"])


@dataclass
class Marked:
    """A document in the making; `nodes` are the name, empty for a comment, and the index of each."""

    encoding: str
    text: str = ""
    nodes: list[tuple[str, int]] = field(default_factory=list)
    attributes: list[tuple[int, str, int]] = field(default_factory=list)

    @property
    def codec(self) -> str:
        return ENCODINGS[self.encoding][0]

    @property
    def mark(self) -> bytes:
        return ENCODINGS[self.encoding][1]

    @property
    def content(self) -> bytes:
        return self.mark + self.text.encode(self.codec)

    def known(self, name: str) -> bool:
        return name.encode(self.codec, "ignore").decode(self.codec) == name

    def write(self, text: str) -> None:
        self.text += text.encode(self.codec, "xmlcharrefreplace").decode(self.codec)


@st.composite
def documents(draw: Any) -> Marked:
    made = Marked(draw(st.sampled_from(sorted(ENCODINGS))))
    ends = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    made.write(f'<?xml version="1.0"{ends}encoding="{made.encoding}"?>{ends}')
    made.write(draw(st.sampled_from(["", "<!-- <a> -->\n", "<?p <a> ?>"])).replace("\n", ends))
    made.write(draw(st.sampled_from(DOCTYPES)).replace("\n", ends))
    _element(draw, made, ends, depth=0)
    made.write(draw(st.sampled_from(["", ends, "<!-- <a> -->"])))
    return made


def _element(draw: Any, made: Marked, ends: str, depth: int) -> None:
    name = draw(st.sampled_from([name for name in NAMES if made.known(name)]))
    place = len(made.nodes)
    made.nodes.append((name, len(made.text)))
    made.write(f"<{name}" + ("" if depth else SCOPE))
    _attributes(draw, made, ends, place)
    made.write(draw(_MAYBE).replace("\n", ends))
    if draw(st.booleans()) and depth:
        made.write("/>")
        return
    made.write(">")
    for _ in range(draw(st.integers(0, 3))):
        if depth < 4 and draw(st.booleans()):
            _element(draw, made, ends, depth + 1)
        else:
            _other(draw, made, ends)
    made.write(f"</{name}{draw(_MAYBE)}>".replace("\n", ends))


def _attributes(draw: Any, made: Marked, ends: str, place: int) -> None:
    for name in draw(st.lists(st.sampled_from(ATTRIBUTES), unique=True, max_size=4)):
        if not made.known(name):
            continue
        made.write(draw(_SPACE).replace("\n", ends))
        made.attributes.append((place, name, len(made.text)))
        quote = draw(st.sampled_from("'\""))
        value = draw(_TEXT).replace(quote, "&lt;").replace("\n", ends)
        made.write(f"{name}{draw(_MAYBE)}={draw(_MAYBE)}".replace("\n", ends) + quote + value + quote)


def _other(draw: Any, made: Marked, ends: str) -> None:
    kind = draw(st.sampled_from(["text", "comment", "instruction", "section"]))
    text = draw(_TEXT).replace("\n", ends)
    if kind == "text":
        made.write(text.replace("]>", ""))
    elif kind == "section":
        made.write(f"<![CDATA[<a><!-- {text.replace(']', '')}]]>")
    else:
        made.nodes.append(("", len(made.text)))
        made.write(
            f"<!-- <a>{text.replace('-', '')} -->"
            if kind == "comment"
            else f"<?p <a>{text.replace('?', '')}?>"
        )
