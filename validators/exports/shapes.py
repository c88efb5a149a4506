"""Formulas as shapes in a graph, in SHACL Core alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef

from profiles.model import Text
from validators.exports import formulas as f
from validators.exports.asked import kind_of
from validators.exports.graph import FORMAT, term
from validators.exports.patterns import portable, words_pattern
from validators.exports.residue import Unsayable
from validators.exports.texts import exactly, nonblank

_BEGINS = re.compile(r"\^\(((?:\[[^]]+\])+)\)\(-\|\\n\?\$\)")
SH = Namespace("http://www.w3.org/ns/shacl#")


class Describing:
    """Adds to a graph what shapes ask; nodes without a name are numbered, so that it comes out the same."""

    def __init__(self, graph: Graph, name: str = "shape") -> None:
        self._graph = graph
        self._name = name
        self._count = 0

    @staticmethod
    def is_property(formula: f.Formula) -> bool:
        """Tell whether a formula is what one property shape says."""
        return isinstance(formula, f.Some | f.Count | f.UniqueLanguages) or (
            isinstance(formula, f.Not) and isinstance(formula.part, f.Some)
        )

    def property(self, shape: Any, formula: f.Formula) -> None:
        """Let a property shape ask a formula that it can say by itself."""
        match formula:
            case f.Some(field, test):
                self._path(shape, field)
                self._some(shape, test, kind_of(field))
            case f.Not(f.Some(field, test)):
                kind, inner = kind_of(field), shape
                self._path(shape, field)
                if kind not in (str, Text):  # what a property shape finds in a value, it tells of the value
                    inner = self._blank()
                    self._add(shape, SH.node, inner)
                self._value(inner, f.negated(test), kind)
            case f.Count(field, least, most):
                self._path(shape, field)
                self._bounds(shape, SH.minCount, least or None, SH.maxCount, most)
            case f.UniqueLanguages(field):
                self._path(shape, field)
                self._add(shape, SH.uniqueLang, Literal(lexical_or_value=True))

    def resource(self, shape: Any, formula: f.Formula) -> None:
        """Let a node shape ask a formula of a resource."""
        if isinstance(formula, f.From):
            inner = self._blank()
            self._add(shape, SH.property, inner)
            self._path(inner, FORMAT)
            self._some(inner, f.Among(formula.formats), str)
        elif self.is_property(formula):
            inner = self._blank()
            self._add(shape, SH.property, inner)
            self.property(inner, formula)
        else:
            self._logic(shape, formula, self.resource)

    def _value(self, shape: Any, formula: f.Formula, kind: Any) -> None:
        match formula:
            case _ if kind is str:
                self._text(shape, formula)
            case f.Member("value", test) if kind is Text:
                self._tagged(shape, test)
            case f.Not(f.Member("value", test)) if kind is Text:
                self._tagged(shape, f.negated(test))  # every text has a value
            case f.Member("lang", test) if kind is Text:
                self._language(shape, test)
            case f.Member(name, test):
                self._some(self._on_member(shape, name), test, str)
            case f.Not(f.Member(name, test)) if kind is not Text:
                self._text(self._on_member(shape, name), f.negated(test))
            case _:
                self._logic(shape, formula, lambda inner, part: self._value(inner, part, kind))

    def _on_member(self, shape: Any, name: str) -> BNode:
        inner = self._blank()
        self._add(shape, SH.property, inner)
        self._path(inner, name)
        return inner

    def _language(self, shape: Any, test: f.Formula) -> None:
        if test in (f.Length(1), f.ALWAYS, nonblank()):
            self._add(shape, SH.datatype, RDF.langString)
            return
        words = test.words if isinstance(test, f.Tags) else _languages(test)
        self._add(shape, SH.languageIn, self._list([Literal(word) for word in words]))

    def _tagged(self, shape: Any, formula: f.Formula) -> None:
        """Let a shape try a text that may have a language: sh:in would compare that too."""
        match formula:
            case f.Among(words):
                self._tagged(shape, exactly(words_pattern(words, exact=True)))
            case f.Pattern() | f.Length():
                self._text(shape, formula)
            case _:
                self._logic(shape, formula, self._tagged)

    def _text(self, shape: Any, formula: f.Formula) -> None:
        match formula:
            case f.Pattern(regex):
                self._add(shape, SH.pattern, Literal(regex))
            case f.Among(words):
                self._add(shape, SH["in"], self._list([Literal(word) for word in words]))
            case f.Length(least, most):
                self._bounds(shape, SH.minLength, least or None, SH.maxLength, most)
            case f.Between(least, most):
                self._bounds(shape, SH.minInclusive, least, SH.maxInclusive, most)
            case _:
                self._logic(shape, formula, self._text)

    def _some(self, shape: Any, test: f.Formula, kind: Any) -> None:
        if test == f.ALWAYS:
            self._add(shape, SH.minCount, Literal(1))
            return
        inner = self._blank()
        self._add(shape, SH.qualifiedMinCount, Literal(1))
        self._add(shape, SH.qualifiedValueShape, inner)
        self._value(inner, test, kind)

    def _logic(self, shape: Any, formula: f.Formula, write: Callable[[Any, f.Formula], None]) -> None:
        match formula:
            case f.All(parts):
                self._joined(shape, SH["and"], parts, write)
            case f.Any(parts) if parts:
                self._joined(shape, SH["or"], parts, write)
            case f.Any():
                self._add(shape, SH["not"], self._blank())
            case f.Not(part):
                inner = self._blank()
                self._add(shape, SH["not"], inner)
                write(inner, part)
            case _:
                raise TypeError(f"{formula} stands where no such formula can")

    def _joined(
        self, shape: Any, word: URIRef, parts: Iterable[f.Formula], write: Callable[[Any, f.Formula], None]
    ) -> None:
        inners = []
        for part in parts:
            inner = self._blank()
            write(inner, part)
            inners.append(inner)
        if inners:
            self._add(shape, word, self._list(inners))

    def _bounds(
        self, shape: Any, least_word: URIRef, least: float | None, most_word: URIRef, most: float | None
    ) -> None:
        for word, bound in ((least_word, least), (most_word, most)):
            if bound is not None:
                self._add(shape, word, Literal(bound))

    def _path(self, shape: Any, name: str) -> None:
        self._add(shape, SH.path, URIRef(term(name)))

    def _list(self, terms: list[Any]) -> BNode:
        head = self._blank()
        nodes = [head, *(self._blank() for _ in terms[1:])]
        for number, (node, one) in enumerate(zip(nodes, terms, strict=True)):
            self._add(node, RDF.first, one)
            self._add(node, RDF.rest, nodes[number + 1] if number + 1 < len(nodes) else RDF.nil)
        return head

    def _blank(self) -> BNode:
        self._count += 1
        return BNode(f"{self._name}.{self._count:04}")

    def _add(self, subject: Any, predicate: URIRef, value: Any) -> None:
        self._graph.add((subject, predicate, value))


def _languages(test: f.Formula) -> tuple[str, ...]:
    """Return the language that a pattern asks a tag to begin with, which sh:languageIn asks by itself."""
    found = _BEGINS.fullmatch(test.regex) if isinstance(test, f.Pattern) else None
    tag = "".join(re.findall(r"[a-z]", found[1], re.ASCII)) if found else ""
    if not tag or not isinstance(test, f.Pattern) or portable(f"^(?i:{tag})(?:-|$)") != test.regex:
        raise Unsayable("SHACL Core can only ask how the language of a text begins")
    return (tag,)
