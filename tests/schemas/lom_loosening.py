"""The owners' schema of LOM-ES taken back to IEEE LOM 1.0, by edits that each stand in docs/schemas/lom.md.

What IEEE 1484.12.3 says and the owners' LOM-ES set alters is thus told by the edits alone;
all else of our lom.xsd is judged by the owners' own words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

from lxml import etree

from tests.schemas.lom_records import LOM

XS = "http://www.w3.org/2001/XMLSchema"
IN = {"xs": XS}


def loosened(owners: Path, into: Path) -> Path:
    """Copy the owners' files and loosen the copies; return the schema to judge by."""
    folder = into / "lom"
    copytree(owners, folder)
    for name, edits in EDITS.items():
        tree = etree.parse(str(folder / name))
        for edit in edits:
            edit(tree.getroot())
        tree.write(str(folder / name))
    return folder / "lom.xsd"


def any_order_and_number(schema: etree._Element) -> None:
    """Children of an element come in any order, and none is required."""
    for sequence in schema.iterfind("xs:complexType/xs:sequence", IN):
        sequence.tag = f"{{{XS}}}choice"
        sequence.set("minOccurs", "0")
        sequence.set("maxOccurs", "unbounded")
        for child in sequence.iterchildren(etree.Element):
            child.attrib.pop("minOccurs", None)
            child.attrib.pop("maxOccurs", None)


def extensions(schema: etree._Element) -> None:
    """Elements and attributes of other namespaces than LOM's pass, and nobody looks into them."""
    element = found(schema, "xs:group[@name='customElements']//xs:any")
    element.set("processContents", "skip")
    attributes = etree.SubElement(schema, f"{{{XS}}}attributeGroup", name="customAttributes")
    etree.SubElement(attributes, f"{{{XS}}}anyAttribute", namespace="##other", processContents="skip")


def extended(schema: etree._Element) -> None:
    """What the set calls its extensions are those that `extensions` lets in."""
    schema.insert(0, schema.makeelement(f"{{{XS}}}import", namespace=LOM, schemaLocation="../lom.xsd"))
    elements = found(schema, "xs:group[@name='customElements']/xs:choice")
    etree.SubElement(elements, f"{{{XS}}}group", {"ref": "lom:customElements"}, {"lom": LOM})
    attributes = found(schema, "xs:attributeGroup[@name='customAttributes']")
    etree.SubElement(attributes, f"{{{XS}}}attributeGroup", {"ref": "lom:customAttributes"}, {"lom": LOM})


def any_term(schema: etree._Element) -> None:
    """Any source and any value of a vocabulary pass."""
    for union in schema.iterfind("xs:simpleType/xs:union", IN):
        union.tag = f"{{{XS}}}restriction"
        del union.attrib["memberTypes"]
        union.set("base", "xs:string")


def marks_of_what_stands_once(schema: etree._Element) -> None:
    """What IEEE LOM has once bears a mark by which that is judged; cognitiveProcess, which repeats, not."""
    for name in ("description", "entity", "language", "otherPlatformRequirements"):
        group = found(schema, f"xs:attributeGroup[@name='{name}']")
        etree.SubElement(group, f"{{{XS}}}attribute", name="uniqueElementName", fixed=name, type="xs:string")
    for attribute in found(schema, "xs:attributeGroup[@name='cognitiveProcess']"):
        attribute.getparent().remove(attribute)


def judging_what_stands_once(schema: etree._Element) -> None:
    """Each element with children is looked through for what may stand once in it."""
    for element in schema.iterfind("xs:group/xs:sequence/xs:element", IN):
        if element.find("xs:unique", IN) is None:
            group = element.getparent().getparent().get("name")
            unique = etree.SubElement(element, f"{{{XS}}}unique", name=f"{group}Once")
            etree.SubElement(unique, f"{{{XS}}}selector", xpath="*")
            etree.SubElement(unique, f"{{{XS}}}field", xpath="@uniqueElementName")
    found(schema, "xs:group[@name='entryTaxon']//xs:element").set("type", "entryTaxon")


def one_language_of_the_metadata(schema: etree._Element) -> None:
    """The metadata have one language, where a resource may have several."""
    language = found(schema, "xs:complexType[@name='metaMetadata']//xs:group[@ref='language']")
    language.tag = f"{{{XS}}}element"
    del language.attrib["ref"]
    language.set("name", "language")
    language.set("type", "language")


def found(schema: etree._Element, path: str) -> etree._Element:
    element = schema.find(path, IN)
    assert element is not None, f"the owners' schema has no {path}: it is another release"
    return element


EDITS: dict[str, tuple[Callable[[etree._Element], None], ...]] = {
    "common/elementTypes.xsd": (any_order_and_number, one_language_of_the_metadata),
    "common/dataTypes.xsd": (any_order_and_number,),
    "common/vocabTypes.xsd": (any_order_and_number,),
    "common/elementNames.xsd": (judging_what_stands_once,),
    "common/anyElement.xsd": (extensions,),
    "extend/strict.xsd": (extended,),
    "unique/strict.xsd": (marks_of_what_stands_once,),
    "vocab/custom.xsd": (any_term,),
}


def documented() -> Iterator[str]:
    """Yield the name of each edit, for the table that explains them."""
    yield from dict.fromkeys(edit.__name__ for edits in EDITS.values() for edit in edits)
