"""What a repository says of itself (OAI-PMH 2.0, section 4), and a line on an answer without records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree

from harvesters.page import Page, one_line, text_of, within
from profiles.formats import FORMATS

_INSTEAD = "it has no records to check, as a ListRecords answer has"


@dataclass(frozen=True, slots=True)
class MetadataFormat:
    """A format that a repository offers (OAI-PMH 2.0, section 4.4)."""

    prefix: str
    namespace: str | None


def formats(root: etree._Element) -> tuple[MetadataFormat, ...]:
    """Return the formats that a ListMetadataFormats answer offers, but those without a prefix to ask by."""
    offered = []
    for element in within(root, "ListMetadataFormats", "metadataFormat"):
        prefix = _first(element, "metadataPrefix")
        if prefix is not None:
            offered.append(MetadataFormat(prefix, _first(element, "metadataNamespace")))
    return tuple(offered)


def choose_prefix(offered: Sequence[MetadataFormat]) -> str:
    """Return the prefix of the richest format that is read here: LOM, then IMS MD, then oai_dc."""
    for known in FORMATS:
        for form in offered:
            if form.namespace in known.namespaces:
                return form.prefix
        for form in offered:  # feeds give the wrong namespace, or none, more often than the wrong prefix
            if form.prefix in known.prefixes:
                return form.prefix
    return "oai_dc"


def describe(root: etree._Element, page: Page) -> str:
    """Return in one line what an answer without records is, and what to check instead."""
    if page.error is not None:
        return f"an OAI-PMH error, no records: {': '.join(part for part in page.error if part)}"
    if page.verb is None:
        return f"an OAI-PMH answer with neither records nor an error; {_INSTEAD}"
    article = "an" if page.verb.startswith("I") else "a"
    told = _TOLD[page.verb](root) if page.verb in _TOLD else "without a record"
    return f"{article} {page.verb} answer, {told}"


def _who(root: etree._Element) -> str:
    name = one_line(_first(root, "Identify", "repositoryName")) or "a repository without a name"
    address = one_line(_first(root, "Identify", "baseURL")) or "no base URL"
    return f"of {name} ({address}); {_INSTEAD}: check that address"


def _first(element: etree._Element, *names: str) -> str | None:
    """Return the text of the first element to which the names lead."""
    return next((text_of(found) for found in within(element, *names)), None)


def _offer(root: etree._Element) -> str:
    offered = formats(root)
    if not offered:
        return f"which offers no format; {_INSTEAD}"
    read = ", ".join(form.prefix for form in offered if _is_read(form)) or "none"
    prefixes = one_line(", ".join(form.prefix for form in offered))
    return f"which offers {prefixes}; of these {read} can be read here; {_INSTEAD}"


def _sets(root: etree._Element) -> str:
    return f"with {sum(1 for _ in within(root, 'ListSets', 'set')):,} sets; {_INSTEAD}"


def _headers(root: etree._Element) -> str:
    headers = list(within(root, "ListIdentifiers", "header"))
    deleted = sum(header.get("status") == "deleted" for header in headers)
    return f"with {len(headers):,} headers ({deleted:,} deleted); {_INSTEAD}"


_TOLD: dict[str, Callable[[etree._Element], str]] = {
    "Identify": _who,
    "ListMetadataFormats": _offer,
    "ListSets": _sets,
    "ListIdentifiers": _headers,
}


def _is_read(offered: MetadataFormat) -> bool:
    return any(offered.namespace in known.namespaces or offered.prefix in known.prefixes for known in FORMATS)
