"""SHACL: European Learning Model records, judged by the shapes of a folder that the user names."""

from __future__ import annotations

from typing import Any

from profiles.formats import elm
from validators.schemas.fault import SchemaFault, SchemaVerdict
from validators.schemas.shapes import NotJudged, ShapeFault, Shapes

_FAMILIES = {
    "MinCount": "missing",
    "MaxCount": "count",
    "QualifiedMinCount": "count",
    "QualifiedMaxCount": "count",
    "Closed": "closed",
    "Datatype": "type",
    "Class": "type",
    "NodeKind": "type",
    "UniqueLang": "repeated",
}
_NO_SHAPES = SchemaVerdict(
    not_checked="the SHACL shapes of its format are not at hand: name their folder in the setting elm_shapes"
)


def judge_shapes(tree: Any, shapes: Shapes | None) -> SchemaVerdict:
    """Return what the shapes say of a document; without shapes nothing can be said."""
    if shapes is None:
        return _NO_SHAPES
    try:
        return SchemaVerdict(tuple(_fault(fault) for fault in shapes.judge(elm.graph_of(tree))))
    except NotJudged as error:
        return SchemaVerdict(not_checked=str(error))


def _fault(fault: ShapeFault) -> SchemaFault:
    family = _FAMILIES.get(fault.code, "value")
    name = _local(fault.path or fault.focus)
    if family == "missing":
        return SchemaFault(family, fault.place or (), name, _local(fault.focus))
    if family == "closed":
        return SchemaFault(
            family, fault.place or (), name, _local(fault.focus), "no property beyond the shape's"
        )
    return SchemaFault(family, fault.place or (), name, fault.value or "", fault.message)


def _local(address: str) -> str:
    """Return the last part of an address, by which people know it."""
    return address.rstrip("/#").replace("#", "/").rpartition("/")[2] or address
