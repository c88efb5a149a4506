"""Our schemas of Dublin Core: libxml2, xmlschema and the published facts give one verdict on each record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random

import pytest
import xmlschema
from lxml import etree

from profiles.formats import qualified_dc
from profiles.formats.dublin_core import DC, MAKES, OAI_DC, OAI_DC_SCHEMA
from profiles.formats.qualified_dc import DCTERMS
from profiles.formats.reading import XML_LANG
from profiles.xml import document, parse
from tests.schemas.dc_facts import XSI, by_the_facts

SCHEMAS = Path(__file__).parents[2] / "profiles" / "schemas"
FEED = Path(__file__).parents[2] / "commonshelf" / "demonstration" / "feeds" / "mediterranee" / "page-1.xml"
SPACES = f'xmlns:dc="{DC}" xmlns:dcterms="{DCTERMS}" xmlns:xsi="{XSI}" xmlns:o="{OAI_DC}"'
MUTANTS = 2_500

Verdict = Callable[[etree._Element], bool]


@cache
def fast(name: str) -> Verdict:
    return etree.XMLSchema(file=str(SCHEMAS / name)).validate


@cache
def exact(name: str) -> Verdict:
    compiled = xmlschema.XMLSchema10(str(SCHEMAS / name), allow="local")

    def judge(root: etree._Element) -> bool:
        try:
            compiled.validate(root)
        except xmlschema.XMLSchemaException:  # an xsi:type that nobody declares is no validation error to it
            return False
        return True

    return judge


def spoilt(root: etree._Element, count: int, seed: int) -> Iterator[tuple[str, etree._Element]]:
    """Yield copies of a record with one or two changes each, which may leave it as good as it was."""
    random = Random(seed)
    for _ in range(count):
        mutant = deepcopy(root)
        told = [random.choice(CHANGES)(mutant, random) for _ in range(random.randint(1, 2))]
        yield ", ".join(told), mutant


def any_child(root: etree._Element, random: Random) -> etree._Element:
    return random.choice(list(root) or [etree.SubElement(root, f"{{{DC}}}title")])


def drop(root: etree._Element, random: Random) -> str:
    root.remove(any_child(root, random))
    return "dropped"


def repeat(root: etree._Element, random: Random) -> str:
    root.append(deepcopy(any_child(root, random)))
    return "repeated"


def reorder(root: etree._Element, random: Random) -> str:
    root.insert(random.randrange(len(root) + 1), any_child(root, random))
    return "moved"


def misspell(root: etree._Element, random: Random) -> str:
    element = any_child(root, random)
    name = etree.QName(element)
    wrong = random.choice(
        [name.localname + "s", name.localname.title(), name.localname[1:], "coverage", "issued"]
    )
    space = random.choice([name.namespace, name.namespace, DCTERMS, OAI_DC, "", "http://example.org/"])
    element.tag = f"{{{space}}}{wrong}" if space else wrong
    return f"named {element.tag}"


def nest(root: etree._Element, random: Random) -> str:
    inner = etree.SubElement(any_child(root, random), random.choice([f"{{{DC}}}title", "b"]))
    inner.text = "x"
    return f"given {inner.tag}"


def retext(root: etree._Element, random: Random) -> str:
    any_child(root, random).text = random.choice(["", " ", "a\nb", "<b>x</b>", "٣", "x" * 300])
    return "its text changed"


def attribute(root: etree._Element, random: Random) -> str:
    element = random.choice([root, any_child(root, random)])
    name = random.choice(
        [XML_LANG, XML_LANG, "lang", "scheme", "{http://example.org/}own", f"{{{XSI}}}schemaLocation"]
    )
    value = random.choice(["de", "x-none", "de_DE", "", " pt-PT ", "toolonglanguage", "ää", "urn:a urn:b"])
    element.set(name, value)
    return f"{name}={value!r}"


def mix(root: etree._Element, random: Random) -> str:
    any_child(root, random).tail = random.choice(["words", "\n"])
    return "words between"


def retype(root: etree._Element, random: Random) -> str:
    kind = random.choice(["dcterms:LCSH", "dcterms:URI", "dcterms:Nonsense", "o:own"])
    any_child(root, random).set(f"{{{XSI}}}type", kind)
    return f"typed {kind}"


def reroot(root: etree._Element, random: Random) -> str:
    root.tag = random.choice([f"{{{OAI_DC}}}DC", f"{{{OAI_DC}}}record", "dc", f"{{{DC}}}dc"])
    return f"rooted {root.tag}"


CHANGES = (drop, repeat, reorder, reorder, misspell, nest, retext, attribute, attribute, mix, retype, reroot)


def feed() -> list[etree._Element]:
    page = parse(FEED.read_bytes())
    return [parse(document(record)) for record in page.iter(f"{{{OAI_DC}}}dc")]


QUALIFIED = parse(
    f"""<q:qualifieddc xmlns:q="http://dspace.org/qualifieddc/" {SPACES}>
  <dc:title xml:lang="cs">Zlomky</dc:title><dcterms:alternative>Fractions</dcterms:alternative>
  <dc:subject xsi:type="dcterms:LCSH">Fractions</dc:subject>
  <dcterms:issued xsi:type="dcterms:W3CDTF">2020</dcterms:issued>
  <dcterms:educationLevel>škola</dcterms:educationLevel>
  <dcterms:license>CC BY</dcterms:license>
</q:qualifieddc>""".encode()
)


@pytest.mark.parametrize("record", feed())
def test_the_records_of_the_demonstration_are_valid(record: etree._Element) -> None:
    assert by_the_facts(record)
    assert fast("oai_dc.xsd")(record)
    assert exact("oai_dc.xsd")(record)


def test_both_engines_and_the_facts_agree_on_spoilt_records() -> None:
    records, verdicts = feed(), Counter[bool]()
    for number, record in enumerate(records):
        for told, mutant in spoilt(record, MUTANTS // len(records), seed=number):
            expected = by_the_facts(mutant)
            given = (fast("oai_dc.xsd")(mutant), exact("oai_dc.xsd")(mutant))
            assert given == (expected, expected), (told, document(mutant).decode())
            verdicts[expected] += 1
    assert verdicts.total() == MUTANTS
    assert min(verdicts.values()) > MUTANTS / 5


def test_both_engines_agree_on_spoilt_records_of_qualified_dublin_core() -> None:
    verdicts = Counter[bool]()
    for told, mutant in spoilt(QUALIFIED, MUTANTS, seed=0):
        given = (fast("qualified-dc.xsd")(mutant), exact("qualified-dc.xsd")(mutant))
        assert given[0] == given[1], (given, told, document(mutant).decode())
        verdicts[given[0]] += 1
    assert min(verdicts.values()) > MUTANTS / 5


@pytest.mark.parametrize(("space", "name"), sorted(root for root in qualified_dc.ROOTS if root[0] != DC))
@pytest.mark.parametrize("judge", [fast, exact])
def test_every_wrapper_that_is_read_is_valid_and_holds_the_terms_of_dcmi_alone(
    space: str, name: str, judge: Callable[[str], Verdict]
) -> None:
    wrapped = deepcopy(QUALIFIED)
    wrapped.tag = f"{{{space}}}{name}" if space else name
    assert judge("qualified-dc.xsd")(wrapped)
    etree.SubElement(wrapped, f"{{{DCTERMS}}}issuedOn").text = "2020"
    assert not judge("qualified-dc.xsd")(wrapped)


@pytest.mark.parametrize("name", sorted({*MAKES, *qualified_dc.REFINEMENTS}))
def test_every_element_that_is_read_is_declared(name: str) -> None:
    root = etree.Element(f"{{{DCTERMS}}}qualifieddc")
    etree.SubElement(root, f"{{{DCTERMS}}}{name}").text = "x"
    assert fast("qualified-dc.xsd")(root)


def test_the_schema_location_of_the_owner_is_no_fault() -> None:
    root = etree.Element(f"{{{OAI_DC}}}dc")
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {OAI_DC_SCHEMA}")
    assert fast("oai_dc.xsd")(root)
    assert exact("oai_dc.xsd")(root)


def test_real_records_of_zenodo_are_judged_alike(samples: Path) -> None:
    pages = [parse(page.read_bytes()) for page in sorted((samples / "zenodo").glob("list_records-*-200.xml"))]
    records = [parse(document(record)) for page in pages for record in page.iter(f"{{{OAI_DC}}}dc")]
    assert len(records) > 50
    for record in records:
        assert fast("oai_dc.xsd")(record) is exact("oai_dc.xsd")(record) is by_the_facts(record) is True
