"""How the values of ELM become values of the model: concepts, agents, notes, files, prices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from html import unescape
from typing import Any

from profiles.formats.elm_graph import Graph, Literal, Ref, Value, Way, is_blank
from profiles.model import Agent, Concept, Encoding, Identifier, Link, Statement, Text

ADMS = "http://www.w3.org/ns/adms#"
DC = "http://purl.org/dc/terms/"
ELM = "http://data.europa.eu/snb/model/elm/"
FOAF = "http://xmlns.com/foaf/0.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
ROV = "http://www.w3.org/ns/regorg#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

Take = Callable[[Graph, Sequence[Value]], Iterator[tuple[Any, Way]]]
"""Makes of what a node says by one predicate the values of a field, each with its place."""

_BLOCK = re.compile(r"</?(?:br|dd|div|dt|h[1-6]|li|p|td|th|tr)\b[^<>]*>", re.IGNORECASE)
_INLINE = re.compile(r"<[!/A-Za-z][^<>]*>")
_FILE = (ELM + "contentType", ELM + "contentSize", ELM + "content")
_PERSON = ELM + "Person"


def texts(graph: Graph, values: Sequence[Value]) -> Iterator[tuple[Text, Way]]:
    """Take literals, and the texts of notes."""
    for value in values:
        if isinstance(value, Ref):
            yield from texts(graph, [v for v in _said(graph, value, ELM + "noteLiteral") if _is_literal(v)])
        elif text := value.value.strip():
            yield Text(text, value.lang), value.place


def plain_texts(graph: Graph, values: Sequence[Value]) -> Iterator[tuple[Text, Way]]:
    """Take literals that are HTML, without their markup."""
    for text, place in texts(graph, values):
        plain = _INLINE.sub("", _BLOCK.sub(" ", text.value))
        if words := " ".join(unescape(plain).split()):
            yield Text(words, text.lang), place


def strings(_graph: Graph, values: Sequence[Value]) -> Iterator[tuple[str, Way]]:
    """Take literals as they stand, and the addresses of nodes."""
    for value in values:
        if word := _word(value):
            yield word, value.place


def addresses(graph: Graph, values: Sequence[Value]) -> Iterator[tuple[str, Way]]:
    """Take what a web resource or a file stands at, or its own address where it says no other."""
    for value in values:
        own = _said(graph, value, ELM + "contentUrl") if isinstance(value, Ref) else ()
        yield from strings(graph, own or [value])


def concepts(graph: Graph, values: Sequence[Value]) -> Iterator[tuple[Concept, Way]]:
    """Take concepts with their labels, and notes or literals as concepts that have labels alone."""
    for value in values:
        concept = _concept(graph, value)
        if concept.id or concept.labels:
            yield concept, value.place


def outcomes(graph: Graph, values: Sequence[Value]) -> Iterator[tuple[Concept, Way]]:
    """Take learning outcomes, and the skills, of ESCO or another scheme, that each is related to."""
    seen: set[Concept] = set()
    for value in values:
        skills = (
            skill
            for relation in ("relatedESCOSkill", "relatedSkill")
            for skill in _said(graph, value, ELM + relation)
        )
        for found in concepts(graph, [value, *skills]):
            if found[0] not in seen:
                seen.add(found[0])
                yield found


def agents(graph: Graph, values: Sequence[Value]) -> Iterator[tuple[Agent, Way]]:
    """Take organisations and persons, by their legal name, full name or label."""
    for value in values:
        if isinstance(value, Literal):
            agent = Agent(name=value.value.strip() or None)
        else:
            kinds = graph.types(value.id)
            agent = Agent(
                name=_first(
                    graph, value, ROV + "legalName", FOAF + "fullName", SKOS + "prefLabel", SKOS + "altLabel"
                ),
                type="Person"
                if _PERSON in kinds
                else "Organization"
                if ELM + "Organisation" in kinds
                else None,
                id=_address(value),
                email=_email(graph, value),
            )
        if agent.name or agent.id:
            yield agent, value.place


def directors(graph: Graph, values: Sequence[Value]) -> Iterator[tuple[Agent, Way]]:
    """Take the agents who directed an activity: contributors in that role."""
    for agent, place in agents(graph, values):
        yield agent._replace(role="directedBy"), place


def identifiers(graph: Graph, values: Sequence[Value]) -> Iterator[tuple[Identifier, Way]]:
    """Take identifiers by their notation, with the name, the agency or the address of their scheme."""
    for value in values:
        if isinstance(value, Literal):
            notation, scheme = value.value.strip(), None
        else:
            notation = _first(graph, value, SKOS + "notation") or _address(value) or ""
            scheme = _first(graph, value, ELM + "schemeName", ADMS + "schemeAgency", ELM + "schemeId")
        if notation:
            yield Identifier(notation, scheme), value.place


def links(graph: Graph, values: Sequence[Value]) -> Iterator[tuple[Link, Way]]:
    """Take what is related, by address and title."""
    for value in values:
        if isinstance(value, Literal):
            link = Link(None, value.value.strip() or None)
        else:
            link = Link(_address(value), _first(graph, value, DC + "title", SKOS + "prefLabel"))
        if link.id or link.name:
            yield link, value.place


def documents(graph: Graph, values: Sequence[Value]) -> Iterator[tuple[Link, Way]]:
    """Take documents that accompany it, save those that are files with a type or a size."""
    for value in values:
        if not _is_file(graph, value):
            for address, place in addresses(graph, [value]):
                yield Link(address, _first(graph, value, DC + "title")), place


def encodings(graph: Graph, values: Sequence[Value]) -> Iterator[tuple[Encoding, Way]]:
    """Take files: media objects, and documents that tell their type or size."""
    for value in values:
        if _is_file(graph, value):
            yield (
                Encoding(
                    contentUrl=_first(graph, value, ELM + "contentUrl") or _word(value),
                    encodingFormat=_first(graph, value, ELM + "contentType"),
                    contentSize=_first(graph, value, ELM + "contentSize"),
                ),
                value.place,
            )


def prices(graph: Graph, values: Sequence[Value]) -> Iterator[tuple[str, Way]]:
    """Tell from the amounts whether it is free: "false" where one is not zero, "true" where all are."""
    amounts = [
        (amount, said.place)
        for value in values
        for inner in _said(graph, value, ELM + "amount")
        for predicate in (ELM + "value", RDF + "value")
        for said in _said(graph, inner, predicate)
        if isinstance(said, Literal) and (amount := _number(said.value)) is not None
    ]
    charged = [place for amount, place in amounts if amount > 0]
    if charged:
        yield "false", charged[0]
    elif amounts:
        yield "true", amounts[0][1]


def accreditations(graph: Graph, values: Sequence[Value]) -> Iterator[tuple[Statement, Way]]:
    """Take accreditations: what they are called, who accredits, since when, and the report."""
    for value in values:
        reports = _said(graph, value, ELM + "report")
        said = Statement(
            text=_first(graph, value, DC + "title", DC + "description"),
            author=next(
                (a.name for a, _ in agents(graph, _said(graph, value, ELM + "accreditingAgent"))), None
            ),
            date=_first(graph, value, DC + "issued"),
            criteria=next((address for address, _ in addresses(graph, reports)), None),
        )
        if any(said):
            yield said, value.place


def _concept(graph: Graph, value: Value) -> Concept:
    if isinstance(value, Literal):
        return Concept(None, tuple(text for text, _ in texts(graph, [value])))
    labels = [
        text
        for predicate in (SKOS + "prefLabel", DC + "title", ELM + "noteLiteral")
        for text, _ in texts(graph, [v for v in _said(graph, value, predicate) if _is_literal(v)])
    ]
    schemes = (address for v in _said(graph, value, SKOS + "inScheme") if (address := _word(v)))
    return Concept(_address(value), tuple(labels), next(schemes, None))


def _email(graph: Graph, value: Value) -> str | None:
    for contact in _said(graph, value, ELM + "contactPoint"):
        for mailbox in _said(graph, contact, ELM + "emailAddress"):
            if word := _word(mailbox):
                return re.sub("^mailto:", "", word, flags=re.IGNORECASE)
    return None


def _is_file(graph: Graph, value: Value) -> bool:
    return any(_said(graph, value, predicate) for predicate in _FILE)


def _said(graph: Graph, value: Value, predicate: str) -> Sequence[Value]:
    return graph.values(value.id, predicate) if isinstance(value, Ref) else ()


def _first(graph: Graph, value: Value, *predicates: str) -> str | None:
    words = (_word(said) for predicate in predicates for said in _said(graph, value, predicate))
    return next((word for word in words if word), None)


def _word(value: Value) -> str | None:
    return value.value.strip() or None if isinstance(value, Literal) else _address(value)


def _address(value: Ref) -> str | None:
    return None if is_blank(value.id) else value.id.strip() or None


def _is_literal(value: Value) -> bool:
    return isinstance(value, Literal)


def _number(text: str) -> float | None:
    with suppress(ValueError):
        return float(text.strip().replace(",", "."))
    return None
