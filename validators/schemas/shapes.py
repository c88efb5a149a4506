"""Judging a graph by shapes (W3C SHACL), from a folder that the user names.

The shapes are their owners' files, such as the application profiles of the
European Learning Model, and are not shipped. pyshacl judges; it is loaded only
when shapes are, since that takes a while, and what owl:imports names is never
fetched, since the files are parsed here.
"""

from __future__ import annotations

import logging
import warnings
from pathlib import Path
from typing import Any, NamedTuple

from profiles.failure import Failure
from profiles.formats.elm_graph import Graph, Literal, Ref, Value, Way, is_blank, parse_turtle
from profiles.rules import Severity
from profiles.xml import NotReadable
from validators.schemas.shape_patterns import for_python

_SH = "http://www.w3.org/ns/shacl#"
_TARGETS = tuple(_SH + name for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"))
_SEVERITIES = {"Violation": Severity.VIOLATION, "Warning": Severity.WARNING, "Info": Severity.INFO}


class ShapeFault(NamedTuple):
    """One thing that a shape finds wrong: a SHACL validation result (SHACL, section 3.6.2).

    `focus` is the node that is judged, `path` the predicate, `value` what
    stands there, where it is one value that is wrong; `code` is the family of
    the constraint, such as MinCount, Datatype, Class or Closed. `place` leads
    to the value, and to the node where it lacks something.
    """

    focus: str
    path: str | None
    value: str | None
    code: str
    severity: Severity
    message: str
    place: Way | None


class NotJudged(Failure):
    """The shapes cannot judge this graph."""


class Shapes:
    """The shapes of a folder, compiled once to judge any number of graphs."""

    def __init__(self, shapes: Graph) -> None:
        """Compile shapes."""
        import pyshacl  # noqa: PLC0415 - slow to load, and most runs need no shapes

        logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # it prints each ill-typed literal
        self._graph = _to_rdflib(shapes)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a shape that pyshacl finds odd
            self._compiled = pyshacl.ShapesGraph(self._graph)
            self.count = len(self._compiled.shapes)
            """How many shapes there are, those of properties included."""

    @classmethod
    def load(cls, folder: Path, *, profile: str | None = None) -> Shapes:
        """Return the shapes in the Turtle files of a folder, or in the one called `profile`.

        The ontology is left out on purpose: where ELM's classes inherit, as an
        Organisation is an Agent, the closed shape of the one forbids what that
        of the other asks for. Raises Failure where there is nothing to judge by.
        """
        files = _turtle_files(folder, profile)
        shapes = Graph()
        for file in files:
            _read_into(shapes, file)
        if not any(predicate in _TARGETS for _, predicate, _ in shapes.triples()):
            names = ", ".join(file.name for file in files)
            raise Failure(
                f"{folder}: no SHACL shape with a target in {names}; name the folder with the shapes"
            )
        return cls(shapes)

    def judge(self, graph: Graph) -> list[ShapeFault]:
        """Return what the shapes find wrong in a graph, in the order of its nodes; raises NotJudged."""
        from pyshacl import Validator  # noqa: PLC0415 - as above
        from pyshacl.errors import ReportableRuntimeError  # noqa: PLC0415
        from pyshacl.graph_abstraction import DataGraph  # noqa: PLC0415

        data = DataGraph.from_rdflib(_to_rdflib(graph))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a pattern that Python reads otherwise one day
            validator = Validator(
                data, shacl_graph=self._graph, options={"inference": "none", "advanced": False}
            )
            validator.shacl_graph = self._compiled
            try:
                conforms, report, _ = validator.run()  # type: ignore[no-untyped-call]
            except (ReportableRuntimeError, RecursionError) as error:
                cause = " ".join(str(error).split())[:200]
                raise NotJudged(
                    f"the shapes cannot judge this record: {cause}; look at how its nodes nest"
                ) from error
        return [] if conforms else self._faults(graph, report)

    def _faults(self, graph: Graph, report: Any) -> list[ShapeFault]:
        from rdflib import URIRef  # noqa: PLC0415 - as above

        results = report.objects(None, URIRef(_SH + "result"))
        order = {node: number for number, node in enumerate(graph.nodes)}
        faults = [self._fault(graph, report, result) for result in results]
        last = len(order)
        return sorted(
            set(faults),
            key=lambda fault: (order.get(fault.focus, last), fault.path or "", fault.code, fault.value or ""),
        )

    def _fault(self, graph: Graph, report: Any, result: Any) -> ShapeFault:
        from rdflib import URIRef  # noqa: PLC0415 - as above

        said = {
            name: report.value(result, URIRef(_SH + name)) for name in ("focusNode", "resultPath", "value")
        }
        component = str(report.value(result, URIRef(_SH + "sourceConstraintComponent")))
        severity = str(report.value(result, URIRef(_SH + "resultSeverity"))).removeprefix(_SH)
        messages = sorted(report.objects(result, URIRef(_SH + "resultMessage")), key=_preferred)
        focus, value = _name(said["focusNode"]), said["value"]
        path = str(said["resultPath"]) if isinstance(said["resultPath"], URIRef) else None
        return ShapeFault(
            focus=focus,
            path=path,
            value=None if value is None else _name(value),
            code=component.removeprefix(_SH).removesuffix("ConstraintComponent"),
            severity=_SEVERITIES.get(severity, Severity.VIOLATION),
            message=" ".join(str(messages[0]).split()) if messages else "",
            place=_place(graph, focus, path, None if value is None else _name(value)),
        )


def _turtle_files(folder: Path, profile: str | None) -> list[Path]:
    if not folder.is_dir():
        raise Failure(f"{folder}: no such folder; name the one that holds the shapes, in Turtle (.ttl)")
    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise Failure(f"{folder}: no Turtle file (.ttl) in it; name the folder that holds the shapes")
    chosen = [file for file in files if profile in (None, file.stem)]
    if not chosen:
        raise Failure(f"{folder}: no profile '{profile}'; it has {', '.join(file.stem for file in files)}")
    return chosen


def _read_into(graph: Graph, file: Path) -> None:
    try:
        found = parse_turtle(file.read_text(encoding="utf-8-sig"))
    except (NotReadable, UnicodeDecodeError) as error:
        cause = error.cause if isinstance(error, NotReadable) else f"not in UTF-8: {error.reason}"
        raise Failure(f"{file}: {cause}; get the file anew, or mend it there") from error
    except OSError as error:
        raise Failure(f"{file}: {error.strerror}; make it readable") from error
    for subject, predicate, value in found.triples():
        if predicate == _SH + "pattern" and isinstance(value, Literal):
            pattern = for_python(value.value)
            if pattern is None:
                raise Failure(f"{file}: the pattern {value.value!r} is no regular expression; mend it there")
            graph.add(subject, predicate, value._replace(value=pattern))
        else:
            graph.add(subject, predicate, value)


def _to_rdflib(graph: Graph) -> Any:
    import rdflib  # noqa: PLC0415 - as above

    made = rdflib.Graph(bind_namespaces="none")
    for subject, predicate, value in graph.triples():
        made.add((_node(subject), rdflib.URIRef(predicate), _term(value)))
    return made


def _node(name: str) -> Any:
    import rdflib  # noqa: PLC0415 - as above

    return rdflib.BNode(name[2:]) if is_blank(name) else rdflib.URIRef(name)


def _term(value: Value) -> Any:
    import rdflib  # noqa: PLC0415 - as above

    if isinstance(value, Ref):
        return _node(value.id)
    if value.lang:
        try:
            return rdflib.Literal(value.value, lang=value.lang)
        except ValueError:  # no language tag: the text of an unknown language, which no shape lets pass
            return rdflib.Literal(value.value)
    return rdflib.Literal(value.value, datatype=rdflib.URIRef(value.datatype), normalize=False)


def _name(node: Any) -> str:
    import rdflib  # noqa: PLC0415 - as above

    return f"_:{node}" if isinstance(node, rdflib.BNode) else str(node)


def _preferred(message: Any) -> tuple[bool, str]:
    return (getattr(message, "language", None) not in (None, "en"), str(message))


def _place(graph: Graph, focus: str, path: str | None, value: str | None) -> Way | None:
    values = graph.values(focus, path) if path else ()
    for said in values:
        if value is not None and value == (said.value if isinstance(said, Literal) else said.id):
            return said.place
    return graph.places.get(focus, values[0].place[:-1] if values else None)
