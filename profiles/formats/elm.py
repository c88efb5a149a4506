"""Reading the European Learning Model v3: opportunities, specifications and activities of learning.

ELM spreads over several nodes what other formats say in one record: an
opportunity points to the specification of what is learnt, a credential to the
claims of a person, and a claim to its specification. The record is of the main
node; what it leaves unsaid is taken from those that it points to. Of the
person to whom a credential was given nothing is read.

Sources: the ontology http://data.europa.eu/snb/model/elm/ and the application
profile for learning opportunities and qualifications (LOQ).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from profiles.document import Syntax
from profiles.formats import elm_values as take
from profiles.formats.elm_context import elm_terms, names_elm
from profiles.formats.elm_graph import Graph, Ref, graph_of, is_blank, parse_turtle
from profiles.formats.elm_values import ADMS, DC, ELM, FOAF, SKOS, Take
from profiles.formats.format import Format, joined
from profiles.formats.reading import Reading
from profiles.model import Identifier, LearningResource

__all__ = ["CROSSWALK", "graph_of", "is_elm", "is_elm_text", "parse_turtle", "read"]

_CRED = "https://www.w3.org/2018/credentials#"
_PREFIXES = {"adms": ADMS, "cred": _CRED, "dc": DC, "elm": ELM, "foaf": FOAF, "skos": SKOS}


class _Row(NamedTuple):
    """The elements that fill a field, and how.

    They are taken from the first node that says one of them, and a later row of
    the same field only where the earlier ones found nothing. Those of an `own`
    row are taken from the main node alone, and add to what was found.
    """

    field: str
    elements: str
    take: Take
    own: bool = False


_ROWS: tuple[_Row, ...] = (
    _Row("id", "adms:identifier", take.identifiers, own=True),
    _Row("url", "foaf:homepage elm:homepage", take.addresses),
    _Row("name", "dc:title", take.texts),
    _Row("alternateName", "skos:altLabel", take.texts, own=True),
    _Row("description", "dc:description", take.texts),
    _Row("description", "elm:descriptionHtml", take.plain_texts),
    _Row("keywords", "elm:category", take.texts),
    _Row("about", "elm:ISCEDFCode elm:educationSubject dc:subject", take.concepts),
    _Row("inLanguage", "dc:language", take.strings),
    _Row("inLanguage", "elm:defaultLanguage", take.strings),
    _Row("learningResourceType", "dc:type", take.concepts),
    _Row("educationalLevel", "elm:EQFLevel elm:NQFLevel elm:educationLevel", take.concepts),
    _Row("audience", "elm:targetGroup", take.concepts),
    _Row("timeRequired", "elm:volumeOfLearning", take.strings),
    _Row("timeRequired", "elm:workload", take.strings),
    _Row("timeRequired", "elm:duration", take.strings),
    _Row("teaches", "elm:learningOutcome elm:relatedESCOSkill elm:relatedSkill", take.outcomes),
    _Row("teaches", "elm:learningOutcomeSummary", take.concepts),
    _Row("competencyRequired", "elm:entryRequirement", take.concepts),
    _Row("creator", "dc:creator", take.agents, own=True),
    _Row("contributor", "elm:directedBy", take.directors, own=True),
    _Row("provider", "elm:providedBy", take.agents),
    _Row("publisher", "dc:publisher", take.agents),
    _Row("dateCreated", "dc:created", take.strings, own=True),
    _Row("datePublished", "dc:issued", take.strings, own=True),
    _Row("dateModified", "dc:modified", take.strings, own=True),
    _Row("isAccessibleForFree", "elm:priceDetail", take.prices),
    _Row("encoding", "elm:attachment elm:supplementaryDocument", take.encodings, own=True),
    _Row("image", "elm:bannerImage elm:image", take.addresses, own=True),
    _Row("isPartOf", "elm:isPartOf", take.links, own=True),
    _Row("hasPart", "elm:hasPart", take.links, own=True),
    _Row("relation", "elm:specialisationOf elm:generalisationOf", take.links, own=True),
    _Row("relation", "elm:supplementaryDocument", take.documents, own=True),
    _Row("qualityAssurance", "elm:accreditation", take.accreditations),
)

CROSSWALK: tuple[tuple[str, str], ...] = tuple(
    (name, row.field) for row in _ROWS for name in row.elements.split()
)
"""Which element of ELM fills which field."""

_OPPORTUNITY = ELM + "LearningOpportunity"
_ACHIEVEMENT, _ACTIVITY = ELM + "LearningAchievement", ELM + "LearningActivity"
# What a record may be of, the likeliest first.
_MAIN = (
    _OPPORTUNITY,
    ELM + "Qualification",
    ELM + "LearningAchievementSpecification",
    ELM + "LearningActivitySpecification",
    _ACTIVITY,
    _ACHIEVEMENT,
    ELM + "LearningAssessmentSpecification",
    ELM + "LearningEntitlementSpecification",
)
_CREDENTIALS = {ELM + "EuropeanDigitalCredential", _CRED + "VerifiableCredential"}
_COMPLETED_BY = tuple(
    ELM + name
    for name in (
        "specifiedBy",
        "learningAchievementSpecification",
        "learningActivitySpecification",
        "learningOpportunity",
    )
)
_FARTHEST = 8


def read(tree: Any) -> LearningResource:
    """Return what an ELM document says: a JSON value, or a text in Turtle.

    A place is the keys that lead to the value in JSON, and in Turtle the
    address of a node and the predicates from there. Raises NotReadable for a
    text that is not Turtle; whatever else is wrong is kept as it stands.
    """
    graph = graph_of(tree)
    nodes = _described(graph)
    reading = Reading()
    if nodes:
        _own_address(graph, nodes[0], reading)
    for row in _ROWS:
        if row.field not in reading.found or row.own:
            for value, place in _taken(graph, nodes[:1] if row.own else nodes, row):
                reading.add(row.field, value, place)
    return reading.resource()


def is_elm(tree: Any) -> bool:
    """Tell whether a JSON value is ELM: by its context, or by the classes and keys of its first nodes."""
    tops = tree if isinstance(tree, list) else [tree]
    return any(_is_elm_node(top) for top in tops[:10] if isinstance(top, dict))


def is_elm_text(text: str) -> bool:
    """Tell whether a text in Turtle uses the ontology of ELM."""
    return ELM in text


def _is_elm_node(node: dict[str, Any]) -> bool:
    if names_elm(node):
        return True
    inner = node.get("@graph")
    if isinstance(inner, list) and any(_is_elm_node(each) for each in inner[:10] if isinstance(each, dict)):
        return True
    said = node.get("@type", node.get("type"))
    words = [word for word in (said if isinstance(said, list) else [said]) if isinstance(word, str)]
    if any(key.startswith(ELM) for key in [*node, *words]):
        return True
    return "@context" not in node and any(elm_terms().type(word) in _MAIN for word in words)


def _own_address(graph: Graph, node: str, reading: Reading) -> None:
    """Note the main node's own address, which identifies what it describes."""
    if node and not is_blank(node):
        reading.add("id", Identifier(node), graph.places[node])


def _taken(graph: Graph, nodes: Iterable[str], row: _Row) -> list[tuple[Any, Any]]:
    for node in nodes:
        found: list[tuple[Any, Any]] = []
        for name in row.elements.split():
            found += row.take(graph, graph.values(node, _predicate(name)))
        if found:
            return found
    return []


def _predicate(name: str) -> str:
    prefix, _, local = name.partition(":")
    return _PREFIXES[prefix] + local


def _described(graph: Graph) -> list[str]:
    """Return the main node, and then those that complete it, the nearest first."""
    nodes = _of_credentials(graph) or _foremost(graph)
    for node in nodes:  # grows on the way
        if len(nodes) < _FARTHEST:
            nodes += [other for other in _refers(graph, node, *_COMPLETED_BY) if other not in nodes]
    return nodes


def _of_credentials(graph: Graph) -> list[str]:
    """Return what the first claim of a credential is specified by, and the claim."""
    for node in graph.nodes:
        subjects = list(_refers(graph, node, _CRED + "credentialSubject"))
        if not subjects and not graph.types(node) & _CREDENTIALS:
            continue
        claims = [claim for subject in subjects for claim in _refers(graph, subject, ELM + "hasClaim")]
        for kind in (_ACHIEVEMENT, _ACTIVITY, None):
            for claim in claims:
                if kind is None or kind in graph.types(claim):
                    return [*_refers(graph, claim, ELM + "specifiedBy"), claim]
    return []


def _foremost(graph: Graph) -> list[str]:
    """Return the node that the record is of: one that no other refers to, of the likeliest class."""
    referred = {value.id for _, _, value in graph.triples() if isinstance(value, Ref)}
    ranked = [
        (node in referred, rank, node)
        for node in graph.nodes
        if (rank := min((_MAIN.index(kind) for kind in graph.types(node) if kind in _MAIN), default=None))
        is not None
    ]
    if ranked:
        return [min(ranked, key=lambda each: each[:2])[2]]  # of equals the first
    titled = (node for node in graph.nodes if graph.values(node, DC + "title") and node not in referred)
    return [node for node in [next(titled, None)] if node is not None]


def further(tree: Any) -> int:
    """Return how many nodes might as well have been the main one: of its class, and not referred to."""
    if isinstance(tree, dict) and "@graph" not in tree:
        return 0
    graph = graph_of(tree)
    main = next(iter(_foremost(graph)), None)
    if main is None or _of_credentials(graph):
        return 0
    kind = next((kind for kind in _MAIN if kind in graph.types(main)), None)
    linked = {value.id for _, _, value in graph.triples() if isinstance(value, Ref)}
    linked |= {node for node, _, value in graph.triples() if isinstance(value, Ref) and value.id == main}
    return sum(kind in graph.types(node) for node in graph.nodes if node not in linked and node != main)


def _refers(graph: Graph, node: str, *predicates: str) -> Iterator[str]:
    for predicate in predicates:
        for value in graph.values(node, predicate):
            if isinstance(value, Ref):
                yield value.id


def _is_elm_document(tree: Any) -> bool:
    return is_elm_text(tree) if isinstance(tree, str) else is_elm(tree)


FORMAT = Format(
    name="elm",
    title="European Learning Model 3",
    syntaxes=(Syntax.JSON, Syntax.TURTLE),
    recognises=_is_elm_document,
    read=read,
    further=further,
    crosswalk=joined(CROSSWALK),
)
