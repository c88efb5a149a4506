"""SHACL Core of a profile, over the RDF form of validators/exports/graph.py: one node shape for each rule.

Nothing of it needs SPARQL, a class hierarchy, or a vocabulary loaded beside it. The graph is
put together in the order of the rules, and comes out the same each time.
"""

from __future__ import annotations

from typing import Any

from rdflib import DCTERMS, OWL, RDF, RDFS, XSD, BNode, Graph, Literal, Namespace, URIRef

from profiles.rules import Profile
from validators.exports import formulas as f
from validators.exports.graph import CLASS, OURS, SCHEMA
from validators.exports.residue import Residue
from validators.exports.saying import PRESENCE, Said, residue_of, say
from validators.exports.shapes import SH, Describing
from validators.exports.words import about, languages, requirement


def shacl(profile: Profile, base: str) -> tuple[str, tuple[Residue, ...]]:
    """Return the shapes of a profile as Turtle, and what they do not say."""
    graph, residue = shapes_graph(profile, base)
    return graph.serialize(format="turtle"), residue


def shapes_graph(profile: Profile, base: str) -> tuple[Graph, tuple[Residue, ...]]:
    """Return the shapes of a profile as a graph, and what they do not say."""
    graph = Graph(bind_namespaces="none")
    rules = f"{base}rules/"
    for prefix, namespace in (
        *(("sh", SH), ("schema", SCHEMA), ("cs", OURS), ("rule", rules)),
        *(("owl", OWL), ("rdf", RDF), ("rdfs", RDFS), ("dcterms", DCTERMS), ("xsd", XSD)),
    ):
        graph.bind(prefix, Namespace(str(namespace)))
    said = say(profile, _tried)
    residue = residue_of(said)
    _add_heading(graph, profile, URIRef(f"{base}profiles/{profile.id}/{profile.version}/shapes"), residue)
    for rule in said:
        if rule.checks:
            _add_rule(graph, rule, rules)
    return graph, residue


def _tried(formula: f.Formula) -> f.Formula:
    """Return the formula if shapes can say it; raises Unsayable else."""
    Describing(Graph()).resource(BNode(), formula)
    return formula


def _add_heading(graph: Graph, profile: Profile, whole: URIRef, residue: tuple[Residue, ...]) -> None:
    graph.add((whole, RDF.type, OWL.Ontology))
    graph.add((whole, OWL.versionInfo, Literal(profile.version)))
    for lang, title in profile.title.items():
        graph.add((whole, DCTERMS.title, Literal(title, lang=lang)))
    unsaid = [f"Not said here: {one.rule}, {one.check}: {one.reason}" for one in residue if one.whole]
    for text in (PRESENCE, *unsaid):
        graph.add((whole, RDFS.comment, Literal(text, lang="en")))


def _add_rule(graph: Graph, said: Said[f.Formula], base: str) -> None:
    rule, node = said.rule, URIRef(base + said.rule.id)
    graph.add((node, RDF.type, SH.NodeShape))
    graph.add((node, SH.targetClass, URIRef(CLASS)))
    _add_words(graph, node, said)
    for lang in languages(rule):
        graph.add((node, RDFS.label, Literal(about(rule.title, lang), lang=lang)))
    for one in said.residue:
        graph.add((node, RDFS.comment, Literal(f"Not said here: {one.check}: {one.reason}", lang="en")))
    describing = Describing(graph, rule.id)
    for number, part in enumerate(_parts(said), 1):
        if describing.is_property(part):
            shape = URIRef(f"{base}{rule.id}.{number}")
            graph.add((node, SH.property, shape))
            graph.add((shape, RDF.type, SH.PropertyShape))
            _add_words(graph, shape, said)
            describing.property(shape, part)
        else:
            inner = BNode(f"{rule.id}.part.{number}")
            graph.add((node, SH.node, inner))
            describing.resource(inner, part)


def _add_words(graph: Graph, shape: Any, said: Said[f.Formula]) -> None:
    """Give a shape the severity and the messages of its rule; one within another does not inherit them."""
    graph.add((shape, SH.severity, SH[said.severity.value.capitalize()]))
    for lang in languages(said.rule):
        graph.add((shape, SH.message, Literal(requirement(said.rule, lang), lang=lang)))


def _parts(said: Said[f.Formula]) -> list[f.Formula]:
    """Return what the checks of a rule ask, taken apart, so that a result names the field at fault."""
    parts: list[f.Formula] = []
    for formula in said.checks.values():
        parts += formula.parts if isinstance(formula, f.All) else (formula,)
    return parts
