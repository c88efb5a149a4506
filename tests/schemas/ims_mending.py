"""The owners' schema of IMS MD 1.2.1 mended, by edits that each stand in docs/schemas/ims-md.md.

No engine takes the owners' two files as they are; two of the edits are what makes
them a schema. The others say where ours is wider.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.schemas.ims_records import IMS_1_2_1

ROOT, XML = "imsmd_rootv1p2p1.xsd", "ims_xml.xsd"

Edit = Callable[[str], str]


def mended(owners: Path, into: Path, namespace: str = IMS_1_2_1, *, but: tuple[str, ...] = ()) -> Path:
    """Copy the owners' files with the edits made, all `but` some; return the schema to judge by."""
    for file, edits in EDITS.items():
        text = (owners / file).read_text(encoding="utf-8")
        for edit in edits:
            if edit.__name__ not in but:
                text = edit(text)
        (into / file).write_text(text.replace(IMS_1_2_1, namespace), encoding="utf-8")
    return into / ROOT


def no_default_for_the_namespace_of_xml(text: str) -> str:
    """The namespace of xml is not bound as the default one, which XML Namespaces (section 3) forbids."""
    return replaced(text, r'\sxmlns="http://www.w3.org/XML/1998/namespace"', "")


def other_namespaces(text: str) -> str:
    """What follows the elements of IMS is of other namespaces: 1.2.2 says ##other where 1.2.1 said ##any."""
    return replaced(text, 'namespace="##any"', 'namespace="##other"')


def extensions(text: str) -> str:
    """Nobody looks into elements of other namespaces."""
    return replaced(text, 'processContents="strict"', 'processContents="skip"')


def taxa_in_a_row(text: str) -> str:
    """A path may have several taxa: 1.2.4 says so, where earlier releases put taxa into taxa."""
    return replaced(
        text, r'(name="taxonpathType">.*?ref="taxon" minOccurs="0" maxOccurs=)"1"', r'\1"unbounded"'
    )


def no_language(text: str) -> str:
    """xml:lang may be empty, as XML 1.0 says (section 2.12) and the schema that 1.2.4 takes in."""
    empty = '<xsd:restriction base="xsd:string"><xsd:enumeration value=""/></xsd:restriction>'
    union = f'<xsd:union memberTypes="xsd:language"><xsd:simpleType>{empty}</xsd:simpleType></xsd:union>'
    union = f"<xsd:simpleType>{union}</xsd:simpleType>"
    return replaced(
        text,
        r'name="lang" type="xsd:language">(.*?)</xsd:attribute>',
        rf'name="lang">\1{union}</xsd:attribute>',
    )


def records_alone(text: str) -> str:
    """A record is a lom: other elements are no root, though the owners declare each of theirs as one."""
    declared = re.findall(r'<xsd:element name="(\w+)" type="([\w:]+)"/>', text)
    text = replaced(text, r'(?m)^   <xsd:element name="(?!lom")\w+" type="[\w:]+"/>\s*$', "")
    for name, kind in declared:
        text = re.sub(rf'<xsd:element ref="{name}"', f'<xsd:element name="{name}" type="{kind}"', text)
    return text


def replaced(text: str, pattern: str, by: str) -> str:
    """Return the text with what the pattern finds put otherwise, which must be there."""
    text, count = re.subn(pattern, by, text, flags=re.DOTALL)
    assert count, f"the owners' schema has no {pattern}: it is another release"
    return text


EDITS: dict[str, tuple[Edit, ...]] = {
    ROOT: (other_namespaces, extensions, taxa_in_a_row, records_alone),
    XML: (no_default_for_the_namespace_of_xml, no_language),
}


def documented() -> Iterator[str]:
    """Yield the name of each edit, for the table that explains them."""
    yield from (edit.__name__ for edits in EDITS.values() for edit in edits)
