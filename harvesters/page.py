"""One OAI-PMH response, parsed once and cut into records that each stand alone (OAI-PMH 2.0, section 3.2)."""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from lxml import etree

from profiles import encodings
from profiles.document import parse_marked
from profiles.encodings import unmarked_text
from profiles.record import Header, Record, Unreadable
from profiles.xml import NotXML, document, local_name, namespace, parse

OAI = "http://www.openarchives.org/OAI/2.0/"
VERBS = frozenset(
    {"Identify", "ListMetadataFormats", "ListSets", "ListIdentifiers", "ListRecords", "GetRecord"}
)
_ROOT_TAG = re.compile(rb"<((?:[\w.-]+:)?OAI-PMH)[\s>]")
_LIST_TAG = re.compile(rb"<((?:[\w.-]+:)?(?:ListRecords|GetRecord))[\s>]")
# The end of a record of the protocol's; one in the metadata, as MARCXML has it, ends with parts of its own.
_RECORD_END = re.compile(
    rb"(?:</(?:[\w.-]+:)?(?:metadata|about|header)\s*>|<(?:[\w.-]+:)?metadata[^<>]*/>)\s*"
    rb"</(?:[\w.-]+:)?record\s*>"
)

# An element has 16 bits for its line. Beyond, libxml2 tells the line on which the first text in it ends.
_LAST_LINE_KEPT = 65_535
_COUNT_WITHIN = etree.XPath("count(.//* | .//comment() | .//processing-instruction())")


@dataclass(frozen=True, slots=True)
class Page:
    """A response: its records, and what it says of the list they are part of.

    `error` is the code and the text of the protocol's error where it is one, each on one line.
    An empty resumption token, which ends a list, is None here.
    """

    verb: str | None
    response_date: str | None
    records: tuple[Record | Unreadable, ...] = ()
    token: str | None = None
    error: tuple[str, str] | None = None


def is_page(root: etree._Element) -> bool:
    """Tell whether a document is an OAI-PMH response."""
    return local_name(root) == "OAI-PMH"


def is_record(root: etree._Element) -> bool:
    """Tell whether a document is a record with its header, as Python's harvesters save one."""
    return local_name(root) == "record" and namespace(root) == OAI


def cut(content: bytes, origin: str, *, prefix: str | None = None) -> Page:
    """Return the page that a response is; raises NotXML where it cannot be parsed."""
    root, with_marks = parse_marked(content)
    return cut_tree(root, origin, prefix=prefix, content=content, is_marked=with_marks is not None)


def cut_whole_part(content: bytes, origin: str, *, prefix: str | None = None) -> Page | None:
    """Return the page up to its last whole record, for one that cannot be parsed; None where there is none.

    Nothing is repaired: the part is parsed as strictly as a page, and ends where a record ends.
    """
    root, body = _ROOT_TAG.search(content), _LIST_TAG.search(content)
    if root is None or body is None:
        return None
    closing = b"</%s></%s>" % (body[1], root[1])

    with_marks = encodings.marked(content)
    content = with_marks or content

    def part(end: int) -> bytes:
        return content[:end] + closing

    def parsed(end: int) -> etree._Element | None:
        with suppress(NotXML):
            return parse(part(end))
        return None

    ends = [found.end() for found in _RECORD_END.finditer(content)]
    whole = bisect_left(ends, True, key=lambda end: parsed(end) is None)  # noqa: FBT003 - it is sought
    tree = parsed(ends[whole - 1]) if whole else None
    if tree is None:
        return None
    kept = part(ends[whole - 1])
    if with_marks is None:
        return cut_tree(tree, origin, prefix=prefix, content=kept)
    return cut_tree(tree, origin, prefix=prefix, content=encodings.as_found(kept), is_marked=True)


def cut_tree(
    root: etree._Element,
    origin: str,
    *,
    prefix: str | None = None,
    content: bytes | None = None,
    is_marked: bool = False,
) -> Page:
    """Return the page of a response that is parsed already.

    `prefix` is what the list was asked for; a request with a resumption token does not name it.
    `content` is what was parsed; each record then tells its place in it. `is_marked`
    tells that there were bytes in it that are no UTF-8, and marks were parsed in their place.
    """
    request = _child(root, "request")
    if request is not None:
        prefix = request.get("metadataPrefix") or prefix
    error = _child(root, "error")
    body = next((child for child in root if isinstance(child.tag, str) and local_name(child) in VERBS), None)
    records: tuple[Record | Unreadable, ...] = ()
    token = None
    if body is not None:
        token = _child(body, "resumptionToken")
        if local_name(body) in ("ListRecords", "GetRecord"):
            records = tuple(
                cut_record(element, origin, prefix, page=content, number=number)
                for number, element in _numbered(root, body, "record")
            )
    page = Page(
        verb=local_name(body) if body is not None else None,
        response_date=text_of(_child(root, "responseDate")),
        records=records,
        token=text_of(token),
        error=(one_line(error.get("code")), one_line(text_of(error))) if error is not None else None,
    )
    return _as_found(page) if is_marked else page


def cut_record(
    element: etree._Element,
    origin: str,
    prefix: str | None = None,
    *,
    page: bytes | None = None,
    number: int = 0,
) -> Record | Unreadable:
    """Return the record that an element of a page is, or why it is none.

    `number` is the element's own in the page, as Record counts them.
    """
    line = _line(element)
    head = _child(element, "header")
    if head is None:
        return Unreadable(origin, "the record has no header", line=line)
    identifier = text_of(_child(head, "identifier"))
    if identifier is None:
        return Unreadable(origin, "the record's header has no identifier", line=line)
    header = Header(
        identifier=identifier,
        datestamp=text_of(_child(head, "datestamp")),
        sets=tuple(text for child in within(head, "setSpec") if (text := text_of(child))),
        deleted=head.get("status") == "deleted",
    )
    if header.deleted:
        return Record(header, b"", origin, line, prefix)
    documents = list(_contents(element, "metadata"))
    if len(documents) != 1:
        cause = f"the record has {_instead_of_one(documents, element)}"
        return Unreadable(origin, cause, identifier=identifier, line=line)
    return Record(
        header,
        document(documents[0]),
        origin,
        _line(documents[0]),
        prefix,
        tuple(document(child) for child in _contents(element, "about")),
        page=page,
        number=number + _position(documents[0], element),
    )


def record_as_found(taken: Record | Unreadable) -> Record | Unreadable:
    """Return what was cut from marked content with a payload of the bytes that were found.

    Whoever opens it sees that some are no UTF-8. In what is no payload they are read as windows-1252.
    """
    if isinstance(taken, Unreadable):
        return replace(taken, identifier=_read(taken.identifier))
    header = taken.header
    return replace(
        taken,
        header=replace(
            header,
            identifier=unmarked_text(header.identifier),
            datestamp=_read(header.datestamp),
            sets=tuple(map(unmarked_text, header.sets)),
        ),
        payload=encodings.as_found(taken.payload),
        metadata_prefix=_read(taken.metadata_prefix),
        about=tuple(map(encodings.unmarked, taken.about)),
    )


def within(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the elements of the protocol to which the names lead, one step down for each.

    They may have another namespace than the protocol's if the element has it too, or none at all.
    """
    first, *rest = names
    for child in element.iterchildren(*_tags(element, first)):
        if rest:
            yield from within(child, *rest)
        else:
            yield child


def text_of(element: etree._Element | None) -> str | None:
    """Return the text in an element without the blanks around it, None where there is none."""
    if element is None:
        return None
    text = (element.text or "") if len(element) == 0 else str(element.xpath("string()"))
    return text.strip(" \t\r\n") or None


def one_line(text: str | None) -> str:
    """Return a text of somebody else's as it may stand in a message: on one line, and no longer than one."""
    return textwrap.shorten(text or "", 300, placeholder=" …")


def _as_found(page: Page) -> Page:
    return replace(
        page,
        records=tuple(map(record_as_found, page.records)),
        token=_read(page.token),
        error=(unmarked_text(page.error[0]), unmarked_text(page.error[1])) if page.error else None,
    )


def _read(text: str | None) -> str | None:
    return None if text is None else unmarked_text(text)


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next(within(element, name), None)


def _tags(element: etree._Element, name: str) -> tuple[str, str, str]:
    return f"{{{OAI}}}{name}", name, f"{{{namespace(element)}}}{name}"


def _numbered(root: etree._Element, body: etree._Element, name: str) -> Iterator[tuple[int, etree._Element]]:
    """Yield the children of that name, each with its number among the nodes of the document.

    Each child's nodes are counted once, by libxml2: a count from the root for each would take a square.
    """
    tags = _tags(body, name)
    number = _position(body, root) + 1
    for child in body:
        if child.tag in tags:
            yield number, child
        if isinstance(child.tag, str):
            number += int(_COUNT_WITHIN(child))  # type: ignore[arg-type]  # a count is a number
        number += 1


def _position(sought: etree._Element, element: etree._Element) -> int:
    """Return the number of an element that stands within another, which has the number 0."""
    return next(number for number, each in enumerate(element.iter()) if each is sought)


def _contents(record: etree._Element, name: str) -> Iterator[etree._Element]:
    for box in within(record, name):
        yield from (child for child in box if isinstance(child.tag, str))


def _instead_of_one(documents: list[etree._Element], record: etree._Element) -> str:
    if documents:
        return f"{len(documents)} documents in its metadata, where one belongs"
    if any(text_of(box) for box in within(record, "metadata")):
        return "text in its metadata, where an XML document belongs"  # often one that was escaped
    return "no metadata"


def _line(element: etree._Element) -> int:
    """Return the line of an element's start tag; of a tag over several lines, as libxml2 has it, the last."""
    line: int = element.sourceline or 1  # type: ignore[assignment]  # the stubs do not know it
    if line < _LAST_LINE_KEPT:
        return line
    while len(element) and not element.text:
        element = element[0]
    return line - (element.text or "").count("\n")
