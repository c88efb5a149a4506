"""The OAI-PMH 2.0 provider: what conforms, as oai_dc, with tombstones for what was withdrawn.

A pure function of the registry, the request and the time; HTTP is elsewhere.
https://www.openarchives.org/OAI/openarchivesprotocol.html
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from exchange.node import Node
from exchange.provider_arguments import (
    PREFIX,
    Asked,
    Refused,
    Selection,
    check_prefix,
    read_arguments,
    select,
)
from exchange.provider_dates import write_datestamp
from exchange.provider_records import add_header, add_oai_identifier, add_record, add_set, is_withdrawn
from exchange.provider_tokens import Token, read_token, write_token
from exchange.provider_xml import add, element, envelope
from profiles.formats.dublin_core import OAI_DC, OAI_DC_SCHEMA
from registry import Registry, StoredRecord

SAMPLE = "0123456789abcdef0123"


@dataclass(frozen=True, slots=True)
class _Asking:
    """One request on its way: what was asked, and what the answer is made from."""

    asked: Asked
    registry: Registry
    node: Node
    now: datetime


def answer(registry: Registry, arguments: Sequence[tuple[str, str]], *, node: Node, now: datetime) -> bytes:
    """Return the answer to an OAI-PMH request as a document in UTF-8, whatever the arguments are.

    `now` becomes its responseDate. Who goes on from there misses nothing: the registry stamps
    a change with a moment at which it can be seen already.
    """
    try:
        asked = read_arguments(arguments)
    except Refused as refusal:
        return _refusal(refusal, envelope(node, now, {}))
    try:
        body = _ANSWERS[asked.verb](_Asking(asked, registry, node, now))
    except Refused as refusal:
        return _refusal(refusal, envelope(node, now, _echo(asked)))
    root = envelope(node, now, _echo(asked))
    root.append(body)
    return _document(root)


def _identify(asking: _Asking) -> etree._Element:
    node = asking.node
    body = _body(asking)
    earliest = asking.registry.earliest() or asking.now
    for name, text in (
        ("repositoryName", node.name),
        ("baseURL", node.oai_url),
        ("protocolVersion", "2.0"),
        ("adminEmail", node.admin_email),
        ("earliestDatestamp", write_datestamp(earliest)),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ):
        add(body, name, text)
    add_oai_identifier(body, node, SAMPLE)
    return body


def _list_metadata_formats(asking: _Asking) -> etree._Element:
    if "identifier" in asking.asked.arguments and is_withdrawn(_record(asking)):
        raise Refused("noMetadataFormats", "the record was withdrawn; only its header is left")
    body = _body(asking)
    known = add(body, "metadataFormat")
    add(known, "metadataPrefix", PREFIX)
    add(known, "schema", OAI_DC_SCHEMA)
    add(known, "metadataNamespace", OAI_DC)
    return body


def _list_sets(asking: _Asking) -> etree._Element:
    if "resumptionToken" in asking.asked.arguments:
        raise Refused("badResumptionToken", "ListSets answers in one page and gives no resumption token")
    sources = asking.registry.sources(with_tombstones=True)
    if not sources:
        # The schema has no empty list of sets; this is what the protocol offers in its place.
        raise Refused("noSetHierarchy", "there is no source, and so no set")
    body = _body(asking)
    for source in sources:
        add_set(body, source)
    return body


def _get_record(asking: _Asking) -> etree._Element:
    record = _record(asking)
    check_prefix(asking.asked.arguments["metadataPrefix"])
    body = _body(asking)
    _add_records(body, [record], asking)
    return body


def _list(asking: _Asking) -> etree._Element:
    """Answer ListRecords and ListIdentifiers, which differ in what is shown of each record only."""
    verb, arguments = asking.asked
    text = arguments.get("resumptionToken")
    token = None if text is None else read_token(text, verb)
    selection = token.selection if token else _selection(arguments)
    given = token.cursor if token else 0
    found = _found(asking, selection, token)
    page, more = found[: asking.node.page_size], len(found) > asking.node.page_size
    body = _body(asking)
    if verb == "ListRecords":
        _add_records(body, page, asking)
    else:
        for record in page:
            add_header(body, record, asking.node)
    if token or more:
        size = token.size if token else _size(asking, selection)
        last = page[-1]
        following = Token(verb, selection, last.changed, last.key, given + len(page), size)
        shown = add(body, "resumptionToken", write_token(following) if more else None)
        shown.set("completeListSize", str(max(size, given + len(found))))
        shown.set("cursor", str(given))
    return body


def _selection(arguments: dict[str, str]) -> Selection:
    check_prefix(arguments["metadataPrefix"])
    return select(
        prefix=arguments["metadataPrefix"],
        from_=arguments.get("from"),
        until=arguments.get("until"),
        set_=arguments.get("set"),
    )


def _found(asking: _Asking, selection: Selection, token: Token | None) -> list[StoredRecord]:
    """Return the records of the page and, to tell whether more follow, the one behind it."""
    found: list[StoredRecord] = []
    if selection.names_a_source:
        found = asking.registry.published(
            after=(token.changed, token.key) if token else None,
            from_=selection.start,
            until=selection.end,
            source_id=selection.source_id,
            limit=asking.node.page_size + 1,
        )
    if not found:
        # With a token: all that followed has changed meanwhile, and left the list by its `until`.
        # An empty page would break the protocol's schema, and there is no reason to start again.
        raise Refused("noRecordsMatch", f"no{' further' if token else ''} record matches the arguments")
    return found


def _size(asking: _Asking, selection: Selection) -> int:
    return asking.registry.count_published(
        from_=selection.start, until=selection.end, source_id=selection.source_id
    )


def _record(asking: _Asking) -> StoredRecord:
    """Return the record that the request identifies, published or withdrawn."""
    identifier = asking.asked.arguments["identifier"]
    public_id = asking.node.public_id(identifier)
    record = asking.registry.record(public_id) if public_id else None
    if record is None or record.state == "unpublished":
        raise Refused("idDoesNotExist", f"there is no record {identifier} in this repository")
    return record


def _add_records(body: etree._Element, records: list[StoredRecord], asking: _Asking) -> None:
    sources = {source.id: source for source in asking.registry.sources()}
    for record in records:
        add_record(body, record, asking.node, sources.get(record.source_id))


def _body(asking: _Asking) -> etree._Element:
    return element(asking.asked.verb)


def _echo(asked: Asked) -> dict[str, str]:
    return {"verb": asked.verb, **asked.arguments}


def _refusal(refusal: Refused, root: etree._Element) -> bytes:
    add(root, "error", refusal.text).set("code", refusal.code)
    return _document(root)


def _document(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


_ANSWERS: dict[str, Callable[[_Asking], etree._Element]] = {
    "Identify": _identify,
    "ListMetadataFormats": _list_metadata_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": _list,
    "ListRecords": _list,
}
