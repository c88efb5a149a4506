"""Reading the Europeana Data Model as providers give it (external EDM, Definition 5.2.8, in RDF/XML).

A record is a small graph: the cultural object, its aggregation by a provider
with the files on the web, and the agents, concepts and times that its
properties point to. Values that point to one of these are read with its label.
What Europeana itself gives out holds the provider's words in an ore:Proxy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from profiles.document import Syntax
from profiles.formats import qualified_dc
from profiles.formats.format import Format
from profiles.formats.qualified_dc import RDF
from profiles.formats.reading import LOCAL, XML_LANG, Reading, first_address, first_said, text_of
from profiles.formats.walking import Step, Table, Take, crosswalk, descend, inside, value
from profiles.model import Agent, Concept, Encoding, Identifier, LearningResource, License, Link, Text

EDM = "http://www.europeana.eu/schemas/edm/"
ROOTS: frozenset[tuple[str, str]] = frozenset({(RDF, "rdf"), (EDM, "rdf")})
"""The roots that may hold it; other RDF has them too, so `is_edm` decides."""

_ABOUT, _RESOURCE = f"{{{RDF}}}about", f"{{{RDF}}}resource"
_LABELS = ("preflabel", "name", "label", "begin")
_DATES = ("issued", "date", "available")


def is_edm(root: etree._Element) -> bool:
    """Tell whether a document in RDF/XML holds a cultural object of EDM."""
    is_rdf = isinstance(root.tag, str) and (etree.QName(root).namespace, LOCAL[root.tag]) in ROOTS
    return is_rdf and root.find(f"{{{EDM}}}ProvidedCHO") is not None


def read(root: etree._Element) -> LearningResource:
    """Return what a record says of its first cultural object, every value as found and with its place."""
    graph = _Graph(root)
    first = root.find(f"{{{EDM}}}ProvidedCHO")
    about = _about(first) if first is not None else ""
    aggregations = {node for node in root if about and _aggregated(node) == about}
    place = 0
    for node in root:
        place += 1
        if node is first and about:
            graph.add("id", Identifier(about), place)
        step = TABLE.step(node.tag)
        name = LOCAL[node.tag]
        is_ours = (
            node is first
            or (name == "aggregation" and (not aggregations or node in aggregations))
            or (name == "proxy" and not _is_of_europeana(node))
        )
        if step is not None and step.within is not None and is_ours:
            descend(node, step.within, graph, place)
        place += sum(1 for _ in node.iterdescendants())
    first_said(graph, _DATES, "datePublished")
    return graph.resource()


class _Entity(NamedTuple):
    """What is told of something that the record points to."""

    labels: tuple[Text, ...]
    scheme: str | None
    kind: str
    form: str | None
    size: str | None


class _Graph(Reading):
    """A reading that knows the entities of the record by their addresses."""

    __slots__ = ("entities",)

    def __init__(self, root: etree._Element) -> None:
        super().__init__()
        self.entities = {about: _entity(node) for node in root.iter(etree.Element) if (about := _about(node))}

    def labels(self, address: str) -> tuple[Text, ...]:
        """Return the labels of what stands at an address, none where the record does not tell."""
        entity = self.entities.get(address)
        return entity.labels if entity else ()


def _entity(node: etree._Element) -> _Entity:
    said: dict[str, list[etree._Element]] = {}
    for child in node:
        said.setdefault(LOCAL[child.tag], []).append(child)
    labels = next((found for name in _LABELS if (found := list(_texts(said.get(name, ()))))), [])
    form = next(_texts([*said.get("hasmimetype", ()), *said.get("format", ())]), None)
    size = next(_texts(said.get("filebytesize", ())), None)
    scheme = next((_pointed_to(child) or text_of(child) for child in said.get("inscheme", ())), None)
    return _Entity(tuple(labels), scheme or None, LOCAL[node.tag], form and form.value, size and size.value)


def _texts(elements: list[etree._Element] | tuple[()]) -> Iterator[Text]:
    for element in elements:
        if text := text_of(element):
            yield Text(text, element.get(XML_LANG))


def _about(node: etree._Element) -> str:
    return (node.get(_ABOUT) or "").strip()


def _pointed_to(element: etree._Element) -> str:
    """Return the address that a property points to, by rdf:resource or by an entity that stands in it."""
    inner = next((about for child in element.iter(etree.Element) if (about := _about(child))), "")
    return (element.get(_RESOURCE) or "").strip() or inner


def _aggregated(node: etree._Element) -> str:
    cho = node.find(f"{{{EDM}}}aggregatedCHO") if LOCAL[node.tag] == "aggregation" else None
    return _pointed_to(cho) if cho is not None else ""


def _is_of_europeana(proxy: etree._Element) -> bool:
    """Tell whether a proxy holds what Europeana added to the provider's words."""
    mark = proxy.find(f"{{{EDM}}}europeanaProxy")
    return mark is not None and text_of(mark).lower() == "true"


Refer = Callable[[str, _Graph, int, str], None]
"""Adds what a property points to: its address, the graph, the place, the field."""


def _is_local(address: str) -> bool:
    """Tell whether an address names something in this record alone."""
    return address.startswith(("#", "_:"))


def _agent(address: str, graph: _Graph, place: int, field: str) -> None:
    labels = graph.labels(address)
    kind = "Organization" if labels and graph.entities[address].kind == "organization" else None
    name = labels[0].value if labels else None
    graph.add(field, Agent(name, kind, None if _is_local(address) else address), place)


def _concept(address: str, graph: _Graph, place: int, field: str) -> None:
    entity = graph.entities.get(address)
    identifier = None if _is_local(address) else address
    graph.add(field, Concept(identifier, entity.labels if entity else (), entity and entity.scheme), place)


def _link(address: str, graph: _Graph, place: int, field: str) -> None:
    labels = graph.labels(address)
    graph.add(field, Link(address, labels[0].value if labels else None), place)


def _text(address: str, graph: _Graph, place: int, field: str) -> None:
    for label in graph.labels(address) or (Text(address),):
        graph.add(field, label, place)


def _string(address: str, graph: _Graph, place: int, field: str) -> None:
    graph.add(field, (graph.labels(address) or (Text(address),))[0].value, place)


def _file(address: str, graph: _Graph, place: int, field: str) -> None:
    entity = graph.entities.get(address)
    form, size = (entity.form, entity.size) if entity else (None, None)
    graph.add(field, Encoding(address, None, form, size), place)


def _licence(address: str, graph: _Graph, place: int, field: str) -> None:
    graph.add(field, License(first_address(address), address), place)


def _plain(address: str, graph: _Graph, place: int, field: str) -> None:
    graph.add(field, address, place)


def _taking(refer: Refer | None, field: str, literal: Take | None) -> Take:
    """Return what takes a property: by `refer` where it points to something, else its text by `literal`."""

    def take(text: str, element: etree._Element, place: int, graph: Reading) -> None:
        address = _pointed_to(element)
        if isinstance(graph, _Graph) and address and refer is not None and (not text or len(element)):
            refer(address, graph, place, field)
        elif text and literal is not None:
            literal(text, element, place, graph)
        elif text and refer is not None and isinstance(graph, _Graph):
            refer(text, graph, place, field)

    return take


def _properties(refer: Refer, names: str) -> dict[str, Step]:
    """Return the steps of properties of Dublin Core; a name may be followed by a colon and its field."""
    steps = {}
    for named in names.split():
        name, _, field = named.partition(":")
        known = qualified_dc.TABLE.steps[name]
        steps[name] = value(_taking(refer, field or known.fields[0], known.take), *known.fields)
    return steps


def _agent_named(field: str) -> Step:
    def literal(text: str, _: etree._Element, place: int, reading: Reading) -> None:
        reading.add(field, Agent(text), place)

    return value(_taking(_agent, field, literal), field)


def _concept_named(field: str, scheme: str | None = None) -> Step:
    def literal(text: str, element: etree._Element, place: int, reading: Reading) -> None:
        concept = Concept(text, (), scheme) if scheme else Concept(None, (Text(text, element.get(XML_LANG)),))
        reading.add(field, concept, place)

    return value(_taking(_concept, field, literal), field)


def _relation(field: str) -> Step:
    def literal(text: str, _: etree._Element, place: int, reading: Reading) -> None:
        reading.add(field, Link(None, text), place)

    return value(_taking(_link, field, literal), field)


def _addressed(refer: Refer, field: str) -> Step:
    return value(_taking(refer, field, None), field)


_OBJECT = inside(
    {
        **_properties(_text, "title description alternative tableOfContents"),
        **_properties(_agent, "creator contributor publisher rightsHolder"),
        **_properties(_concept, "subject:about audience educationLevel"),
        **_properties(_concept, "type"),
        **_properties(_string, "date:date issued:issued available:available created modified language"),
        **_properties(_link, "source relation isPartOf hasPart isVersionOf hasVersion:relation isFormatOf"),
        **_properties(
            _link, "hasFormat references isReferencedBy requires isRequiredBy replaces isReplacedBy"
        ),
        **_properties(_licence, "rights license"),
        **_properties(_plain, "conformsTo"),
        **{name: qualified_dc.TABLE.steps[name] for name in ("extent", "medium", "format")},
        "identifier": qualified_dc.TABLE.steps["identifier"]._replace(fields=("id",)),
        "isDerivativeOf": _relation("isBasedOn"),
        **{name: _relation("relation") for name in ("isRelatedTo", "incorporates", "isSimilarTo")},
        "hasType": _concept_named("learningResourceType"),
        f"{{{EDM}}}type": _concept_named("learningResourceType", "edm:type"),  # beside that of Dublin Core
    }
)

TABLE = Table(
    {
        "ProvidedCHO": _OBJECT,
        "Proxy": _OBJECT,
        "Aggregation": inside(
            {
                "isShownAt": _addressed(_plain, "url"),
                "isShownBy": _addressed(_file, "encoding"),
                "hasView": _addressed(_file, "encoding"),
                "object": _addressed(_plain, "image"),
                **{
                    name: _agent_named("provider")
                    for name in ("dataProvider", "intermediateProvider", "provider")
                },
                "rights": _addressed(_licence, "license"),
            }
        ),
    }
)
"""The crosswalk: the entities of a record, and their properties."""

FORMAT = Format(
    name="edm",
    title="Europeana Data Model (external)",
    syntaxes=(Syntax.XML,),
    recognises=is_edm,
    prefixes=("edm", "europeana_edm", "oai_edm", "rdf"),
    read=read,
    crosswalk=(
        ("ProvidedCHO/@rdf:about", ("id",)),
        *((way.replace(f"{{{EDM}}}", "edm:"), said) for way, said in crosswalk(TABLE) if way[:5] != "Proxy"),
    ),
)
