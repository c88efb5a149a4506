"""The formats that are read, each in one module, told apart by the namespace of the payload's root.

The metadata prefix never decides: feeds carry IMS MD 1.2 under oai_lom, and
LOM-ES records under lom. To add a format: its module here, its line in
FORMATS, and its column in profiles/capabilities.yaml.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import NamedTuple

import yaml
from lxml import etree

from profiles.formats import dublin_core, lom
from profiles.model import LearningResource
from profiles.xml import local_name, namespace

__all__ = ["FORMATS", "Format", "format_of"]


class Format(NamedTuple):
    """A metadata format: how it is known, how it is read, and what it can say.

    `namespaces` are those of the root element, `root` its local name in lower
    case; `prefixes` are the metadata prefixes under which feeds rightly offer
    it; `says` and `says_in_part` are fields of the model.
    """

    name: str
    title: str
    namespaces: frozenset[str]
    root: str
    prefixes: tuple[str, ...]
    read: Callable[[etree._Element], LearningResource]
    says: frozenset[str]
    says_in_part: frozenset[str]

    def can_say(self, field: str) -> bool:
        """Tell whether the format has a place for a field (or for the field a member belongs to)."""
        field = field.partition(".")[0]
        return field in self.says or field in self.says_in_part


def _format(
    name: str,
    title: str,
    namespaces: set[str],
    *,
    root: str,
    prefixes: tuple[str, ...],
    read: Callable[[etree._Element], LearningResource],
) -> Format:
    says = _CAPABILITIES[name]
    return Format(
        name,
        title,
        frozenset(namespaces),
        root,
        prefixes,
        read,
        frozenset(says["y"]),
        frozenset(says["~"]),
    )


_CAPABILITIES: dict[str, dict[str, list[str]]] = yaml.load(
    files("profiles").joinpath("capabilities.yaml").read_bytes(), Loader=yaml.CSafeLoader
)

FORMATS: tuple[Format, ...] = (
    _format(
        "lom",
        "IEEE LOM 1.0",
        {"http://ltsc.ieee.org/xsd/LOM", "http://ltsc.ieee.org/xsd/LOMv1p0"},
        root="lom",
        prefixes=("lom", "oai_lom", "ieee_lom", "oai_lom_ieee"),
        read=lom.read,
    ),
    _format(
        "ims-md",
        "IMS Learning Resource MetaData 1.2",
        {
            "http://www.imsglobal.org/xsd/imsmd_v1p2",
            "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
        },
        root="lom",
        prefixes=("ims", "imsmd", "ims_md", "oai_ims", "oai_imsmd"),
        read=lom.read,
    ),
    _format(
        "oai_dc",
        "Dublin Core (oai_dc)",
        {dublin_core.OAI_DC},
        root="dc",
        prefixes=("oai_dc",),
        read=dublin_core.read,
    ),
)
_BY_ROOT = {(space, known.root): known for known in FORMATS for space in known.namespaces}


def format_of(root: etree._Element) -> Format | None:
    """Return the format of a document, None where it is none that is read."""
    return _BY_ROOT.get((namespace(root), local_name(root).lower()))
