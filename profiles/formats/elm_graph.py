"""One small graph for the European Learning Model, whether it came as JSON-LD or as Turtle.

Both are ways to write down the same triples (RDF 1.1 Concepts, section 3), so
that one reader and one set of shapes serve both. Each value knows its place:
in JSON the keys that lead to it; in Turtle, whose parser tells no lines, the
address of the subject and the predicates that lead from there to the value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pyoxigraph

from profiles.formats.elm_context import Term, Terms, brings_terms, canonical_double, elm_terms
from profiles.xml import NotReadable

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
STRING = XSD + "string"

Way = tuple[int | str, ...]
"""The place of a value: the keys or the predicates that lead to it."""

_DEEPEST = 100  # keys down; a hostile document nests without end, and what is read stands within twenty


class Literal(NamedTuple):
    """A literal: its text as found, its language, the address of its datatype, and its place."""

    value: str
    lang: str | None
    datatype: str
    place: Way


class Ref(NamedTuple):
    """A node that is referred to, by its address or, where it has none, by a name that starts with "_:"."""

    id: str
    place: Way


Value = Literal | Ref


class Graph:
    """The nodes of a document, in its order: for each subject its predicates, each with its values.

    `places` tells where each node is said to have its address.
    """

    __slots__ = ("nodes", "places")

    def __init__(self) -> None:
        self.nodes: dict[str, dict[str, list[Value]]] = {}
        self.places: dict[str, Way] = {}

    def add(self, subject: str, predicate: str, value: Value) -> None:
        """Add one triple."""
        self.nodes.setdefault(subject, {}).setdefault(predicate, []).append(value)

    def values(self, subject: str, predicate: str) -> Sequence[Value]:
        """Return what a node says by a predicate, in the order of the document."""
        return self.nodes.get(subject, {}).get(predicate, ())

    def types(self, subject: str) -> set[str]:
        """Return the addresses of the classes that a node is said to be of."""
        return {value.id for value in self.values(subject, RDF_TYPE) if isinstance(value, Ref)}

    def triples(self) -> Iterator[tuple[str, str, Value]]:
        """Yield every triple."""
        for subject, said in self.nodes.items():
            for predicate, values in said.items():
                for value in values:
                    yield subject, predicate, value


def is_blank(node: str) -> bool:
    """Tell whether a node has no address."""
    return node.startswith("_:")


def graph_of(tree: Any) -> Graph:
    """Return the graph of a JSON value, or of a text in Turtle; raises NotReadable for any other text."""
    return parse_turtle(tree) if isinstance(tree, str) else graph_of_json(tree)


def parse_turtle(text: str) -> Graph:
    """Return the graph that a Turtle text describes (RDF 1.1 Turtle).

    Addresses that are none, with spaces or without a scheme, are kept as they
    stand. Raises NotReadable with the line and the cause.
    """
    found = pyoxigraph.parse(input=text, format=pyoxigraph.RdfFormat.TURTLE, lenient=True)
    try:
        triples = [(_name(quad.subject), quad.predicate.value, quad.object) for quad in found]
    except SyntaxError as error:
        cause = str(error.msg).partition(": ")[2].removesuffix(f" (line {error.lineno})")
        where = f"line {error.lineno}, column {error.offset}"
        raise NotReadable(f"not well-formed Turtle: {where}: {cause or error.msg}", error.lineno) from error
    except ValueError as error:  # such as a surrogate, which no UTF-8 can carry
        raise NotReadable(f"not readable as Turtle: {error}") from error
    ways = _Ways(triples)
    graph = Graph()
    for subject, predicate, value in triples:
        way = ways.to(subject)
        place = (*way, predicate)
        graph.places.setdefault(subject, way)
        if isinstance(value, pyoxigraph.Literal):
            graph.add(subject, predicate, Literal(value.value, value.language, value.datatype.value, place))
        else:
            graph.add(subject, predicate, Ref(_name(value), place))
    return graph


def _name(node: Any) -> str:
    return f"_:{node.value}" if isinstance(node, pyoxigraph.BlankNode) else str(getattr(node, "value", node))


class _Ways:
    """The ways to nodes: a node's own address, or the way to what first refers to it and the predicate."""

    def __init__(self, triples: list[tuple[str, str, Any]]) -> None:
        self._referrers: dict[str, tuple[str, str]] = {}
        for subject, predicate, value in triples:
            if isinstance(value, pyoxigraph.BlankNode):
                self._referrers.setdefault(_name(value), (subject, predicate))
        self._known: dict[str, Way] = {}

    def to(self, node: str) -> Way:
        """Return the way to a node; "[]" begins one that starts at a node without an address."""
        way: list[str] = []
        at = node
        while (known := self._known.get(at)) is None and is_blank(at) and len(way) < _DEEPEST:
            if at not in self._referrers:
                break
            at, predicate = self._referrers[at]
            way.append(predicate)
        start = known if known is not None else ("[]",) if is_blank(at) else (at,)
        self._known[node] = (*start, *reversed(way))
        return self._known[node]


def graph_of_json(tree: Any) -> Graph:
    """Return the graph that a JSON-LD document describes (JSON-LD 1.1, Deserialize JSON-LD to RDF).

    A document that names its context by address is read with ours, whatever
    the address; one that brings terms of its own is expanded by pyld first,
    and its values then have the place of the document as a whole.
    """
    own = _expanded(tree) if brings_terms(tree) else None
    graph = Graph()
    walk = _Walk(graph, elm_terms(), placed=own is None)
    walk.top(tree if own is None else own, ())
    return graph


def _expanded(tree: Any) -> list[Any] | None:
    from profiles.formats.elm_expanding import expanded  # noqa: PLC0415 - slow to load, seldom needed

    return expanded(tree)


class _Walk:
    """The way through a JSON-LD document, which adds to the graph what it meets."""

    def __init__(self, graph: Graph, terms: Terms, *, placed: bool) -> None:
        self._graph = graph
        self._terms = terms
        self._placed = placed
        self._unnamed = 0

    def top(self, value: Any, place: Way) -> None:
        """Take the nodes that stand at the top: one, a list of them, or those of @graph."""
        if isinstance(value, list):
            for number, each in enumerate(value):
                if isinstance(each, dict):
                    self.top(each, (*place, number))
        elif isinstance(value, dict):
            if isinstance(inner := value.get("@graph"), list | dict):
                self.top(inner, (*place, "@graph"))
            if not value.keys() <= {"@graph", "@context"}:
                self._node(value, place)

    def _node(self, node: dict[str, Any], place: Way) -> str:
        key = "@id" if "@id" in node else "id"
        subject = node.get(key)
        at = place if self._placed else ()
        if isinstance(subject, str) and subject:
            subject = self._terms.address(subject)
            at = (*place, key) if self._placed else ()
        else:
            self._unnamed += 1
            subject = f"_:unnamed-{self._unnamed}"
        if not self._graph.nodes.get(subject):  # of what was a mere reference so far, the node itself
            self._graph.places[subject] = at
        self._graph.nodes.setdefault(subject, {})
        for key, value in node.items():
            if key in {"@type", "type"}:
                self._types(subject, value, (*place, key))
            elif (term := self._terms.term(key)) is not None:
                self._values(subject, term, value, (*place, key))
        return subject

    def _types(self, subject: str, value: Any, place: Way) -> None:
        for number, word in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(word, str):
                at = (*place, number) if isinstance(value, list) else place
                self._add(subject, RDF_TYPE, Ref(self._terms.type(word), at))

    def _values(self, subject: str, term: Term, value: Any, place: Way) -> None:
        if len(place) > _DEEPEST:
            return
        if isinstance(value, list):
            for number, each in enumerate(value):
                self._values(subject, term, each, (*place, number))
        elif not isinstance(value, dict):
            self._scalar(subject, term, value, place)
        elif "@value" in value:
            self._literal(subject, term, value, place)
        elif "@list" in value or "@set" in value:
            key = "@list" if "@list" in value else "@set"
            self._values(subject, term, value[key], (*place, key))
        elif term.by_language:
            self._by_language(subject, term, value, place)
        else:
            self._add(subject, term.address, Ref(self._node(value, place), place))

    def _by_language(self, subject: str, term: Term, value: dict[str, Any], place: Way) -> None:
        for lang, texts in value.items():
            for number, text in enumerate(texts if isinstance(texts, list) else [texts]):
                if isinstance(text, str):
                    at = (*place, lang, number) if isinstance(texts, list) else (*place, lang)
                    self._text(subject, term, text, None if lang == "@none" else lang, at)

    def _literal(self, subject: str, term: Term, value: dict[str, Any], place: Way) -> None:
        inner, lang, datatype = value["@value"], value.get("@language"), value.get("@type")
        if isinstance(inner, str) and isinstance(lang, str):
            self._text(subject, term, inner, lang, place)
        else:
            address = self._terms.type(datatype) if isinstance(datatype, str) else None
            self._scalar(subject, Term(term.address, datatype=address), inner, place)

    def _scalar(self, subject: str, term: Term, value: Any, place: Way) -> None:
        """Take a string, a number or a truth value, as Deserialize JSON-LD to RDF says; null says nothing."""
        if isinstance(value, str) and term.by_reference:
            self._add(subject, term.address, Ref(self._terms.address(value), place))
        elif isinstance(value, str):
            self._add(subject, term.address, Literal(value, None, term.datatype or STRING, place))
        elif isinstance(value, bool):
            word, datatype = ("true" if value else "false"), term.datatype or XSD + "boolean"
            self._add(subject, term.address, Literal(word, None, datatype, place))
        elif isinstance(value, int | float):
            whole = abs(value) < 1e21 and value % 1 == 0 and term.datatype != XSD + "double"
            word = str(int(value)) if whole else canonical_double(value)
            datatype = term.datatype or XSD + ("integer" if whole else "double")
            self._add(subject, term.address, Literal(word, None, datatype, place))

    def _text(self, subject: str, term: Term, text: str, lang: str | None, place: Way) -> None:
        literal = Literal(text, lang, LANG_STRING if lang else STRING, place)
        self._add(subject, term.address, literal)

    def _add(self, subject: str, predicate: str, value: Value) -> None:
        self._graph.add(subject, predicate, value if self._placed else value._replace(place=()))
