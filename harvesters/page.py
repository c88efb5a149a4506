"""One OAI-PMH response, parsed once and cut into records that each stand alone (OAI-PMH 2.0, section 3.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from profiles.record import Header, Record, Unreadable
from profiles.xml import document, local_name, namespace, parse

OAI = "http://www.openarchives.org/OAI/2.0/"
VERBS = frozenset(
    {"Identify", "ListMetadataFormats", "ListSets", "ListIdentifiers", "ListRecords", "GetRecord"}
)


@dataclass(frozen=True, slots=True)
class Page:
    """A response: its records, and what it says of the list they are part of.

    `error` is the code and the text of the protocol's error where it is one.
    An empty resumption token, which ends a list, is None here.
    """

    verb: str | None
    response_date: str | None
    records: tuple[Record | Unreadable, ...] = ()
    token: str | None = None
    cursor: str | None = None
    complete_list_size: str | None = None
    error: tuple[str, str] | None = None


def is_page(root: etree._Element) -> bool:
    """Tell whether a document is an OAI-PMH response."""
    return local_name(root) == "OAI-PMH"


def cut(content: bytes, origin: str) -> Page:
    """Return the page that a response is; raises NotXML where it cannot be parsed."""
    return cut_tree(parse(content), origin)


def cut_tree(root: etree._Element, origin: str, *, prefix: str | None = None) -> Page:
    """Return the page of a response that is parsed already.

    `prefix` is what the list was asked for; a request with a resumption token does not name it.
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
            records = tuple(_records(body, origin, prefix))
    return Page(
        verb=local_name(body) if body is not None else None,
        response_date=_text(_child(root, "responseDate")),
        records=records,
        token=_text(token),
        cursor=token.get("cursor") if token is not None else None,
        complete_list_size=token.get("completeListSize") if token is not None else None,
        error=(error.get("code") or "", _text(error) or "") if error is not None else None,
    )


def _records(body: etree._Element, origin: str, prefix: str | None) -> Iterator[Record | Unreadable]:
    for element in body:
        if isinstance(element.tag, str) and local_name(element) == "record":
            yield _record(element, origin, prefix)


def _record(element: etree._Element, origin: str, prefix: str | None) -> Record | Unreadable:
    line = _line(element)
    head = _child(element, "header")
    if head is None:
        return Unreadable(origin, "the record has no header", line=line)
    identifier = _text(_child(head, "identifier"))
    if identifier is None:
        return Unreadable(origin, "the record's header has no identifier", line=line)
    header = Header(
        identifier=identifier,
        datestamp=_text(_child(head, "datestamp")),
        sets=tuple(text for child in _children(head, "setSpec") if (text := _text(child))),
        deleted=head.get("status") == "deleted",
    )
    if header.deleted:
        return Record(header, b"", origin, line, prefix)
    documents = [
        child for box in _children(element, "metadata") for child in box if isinstance(child.tag, str)
    ]
    if len(documents) != 1:
        found = (
            "no metadata"
            if not documents
            else f"{len(documents)} documents in its metadata, where one belongs"
        )
        return Unreadable(origin, f"the record has {found}", identifier=identifier, line=line)
    about = tuple(
        document(child) for box in _children(element, "about") for child in box if isinstance(child.tag, str)
    )
    return Record(header, document(documents[0]), origin, _line(documents[0]), prefix, about)


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in element:
        if isinstance(child.tag, str) and local_name(child) == name and namespace(child) in (OAI, ""):
            yield child


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next(_children(element, name), None)


def _text(element: etree._Element | None) -> str | None:
    if element is None:
        return None
    return (element.text or "").strip() or None


def _line(element: etree._Element) -> int:
    line: int = element.sourceline or 1  # type: ignore[assignment]  # the stubs do not know it
    return line
