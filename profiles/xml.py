"""The one door through which XML comes in: entities and network off, for every reader.

Nothing else in the project parses XML (a test holds that). A document that
declares entities is refused rather than read with holes: the entity would be
either expanded, which is the attack, or left out, which alters the record.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from lxml import etree

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False)

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"SQLite format 3", "an SQLite database"),
)
_GOES_ON = frozenset({etree.ErrorTypes.ERR_DOCUMENT_END, etree.ErrorTypes.ERR_RESERVED_XML_NAME})
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)


class NotReadable(ValueError):  # noqa: N818 - it is a fact about the input, not a fault of ours
    """The bytes are no document that may be read; `cause` says why in one line, `line` where."""

    def __init__(self, cause: str, line: int | None = None) -> None:
        super().__init__(cause)
        self.cause = cause
        self.line = line


class NotXML(NotReadable):
    """The bytes are no XML that may be read.

    `goes_on` tells that a document ended well and more follows, as where several stand in one file;
    `wrong_bytes` that some of its bytes are not of the encoding that it says it has.
    """

    def __init__(
        self, cause: str, line: int | None = None, *, goes_on: bool = False, wrong_bytes: bool = False
    ) -> None:
        super().__init__(cause, line)
        self.goes_on = goes_on
        self.wrong_bytes = wrong_bytes


def parse(content: bytes) -> etree._Element:
    """Return the root element of `content`.

    Raises NotXML for whatever is not a well-formed document, and for one that
    declares entities (XML 1.0, section 4.2).
    """
    try:
        root = etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError as error:
        raise _explained(content, error) from error
    except (ValueError, LookupError) as error:  # an encoding that nobody knows
        raise NotXML(f"not readable as XML: {error}") from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None:
        _refuse_entities(root, dtd)
    return root


def first_with(wanted: Callable[[str], bool], root: etree._Element) -> int:
    """Return the number, in the order of the document, of the first node with a wanted text or attribute."""
    for number, node in enumerate(root.iter()):
        texts = [node.text, *node.attrib.values(), *(child.tail for child in node)]
        if any(wanted(text) for text in texts if isinstance(text, str)):
            return number
    return 0


def xml_schema(path: Path) -> etree.XMLSchema:
    """Return a schema of ours, compiled by libxml2; what it imports lies beside it."""
    return etree.XMLSchema(etree.parse(path, _PARSER))


def local_name(element: etree._Element) -> str:
    """Return the element's name without its namespace."""
    return etree.QName(element).localname


def namespace(element: etree._Element) -> str:
    """Return the address of the element's namespace, empty where it has none."""
    return etree.QName(element).namespace or ""


def document(element: etree._Element) -> bytes:
    """Return the element as a document of its own, in UTF-8, with the namespaces in scope."""
    return etree.tostring(element, encoding="UTF-8", xml_declaration=False, with_tail=False)


def is_html(text: str) -> bool:
    """Tell whether a text begins as an HTML page does."""
    return _HTML.match(text) is not None


def appearance(content: bytes) -> str | None:
    """Say what content that is not XML looks like, None where it does not tell."""
    start = content[:2048]
    if not start.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        return "empty"
    if is_html(start.removeprefix(b"\xef\xbb\xbf").decode("latin-1")):
        title = _TITLE.search(content[:65536])
        words = b" ".join(title[1].split()).decode("utf-8", "replace")[:80] if title else ""
        return f"an HTML page (its title is '{words}')" if words else "an HTML page"
    for beginning, name in _BEGINNINGS:
        if start.startswith(beginning):
            return name
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return "a JSON document"
    return "binary data" if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")) else None


def _refuse_entities(root: etree._Element, dtd: etree.DTD) -> None:
    if next(iter(dtd.iterentities()), None) is not None:  # type: ignore[attr-defined]  # the stubs lack it
        raise NotXML("it declares entities, which are refused; write their text in their place", 1)
    used = next(root.iter(etree.Entity), None)
    if used is not None:
        said = f"it uses the entity {used.text}, which XML does not know; write the character in its place"
        raise NotXML(said, 1)


def _explained(content: bytes, error: etree.XMLSyntaxError) -> NotXML:
    looks_like = appearance(content)
    if looks_like:
        return NotXML(f"{looks_like}, not XML" if looks_like != "empty" else "empty, nothing to read")
    line, column = error.position
    reason = " ".join(str(error.msg).split(", line ")[0].split())  # libxml2 breaks the line in some
    code = error.code  # type: ignore[attr-defined]  # the stubs lack it
    return NotXML(
        f"not well-formed XML: line {line}, column {column}: {reason}",
        line,
        goes_on=code in _GOES_ON,
        wrong_bytes=code == etree.ErrorTypes.ERR_INVALID_ENCODING,
    )
