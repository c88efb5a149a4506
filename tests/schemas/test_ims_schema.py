"""Our schemas of IMS MD 1.2 give the owners' verdicts, and both of our engines give one verdict."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import xmlschema
from lxml import etree

from tests.schemas import ims_mending
from tests.schemas.ims_records import IMS, IMS_1_2_1, OWN, RECORDS, VCARD, in_namespace, root, term, texts
from tests.schemas.judging import OURS, exact, libxml2, plain, reasons
from tests.schemas.mutating import CHANGES, XSI, mutants

ROOM = Path(__file__).parents[2]
PAGE = ROOM / "docs" / "schemas" / "ims-md.md"
SCHEMAS = {IMS: OURS / "ims-md.xsd", IMS_1_2_1: OURS / "ims-md-1.2.1.xsd"}
MODEL = OURS / "ims-md-model.xsd"
XSD = SCHEMAS[IMS]
FEED = sorted((ROOM / "commonshelf" / "demonstration" / "feeds" / "leerbank").glob("*.xml"))
A_RECORD_OF_THE_FEED = 6  # of every third of 60

Judged = tuple[str, etree._Element, etree._Element, bool, bool]


@cache
def judged(name: str) -> list[Judged]:
    """The mutants of a record: what was done, the mutant, the same made plain, our two verdicts on it."""
    record = RECORDS[name]
    each_change_to_each_element = len(CHANGES) * sum(1 for _ in record.iter())
    return list(verdicts(record, each_change_to_each_element, seed=sorted(RECORDS).index(name)))


def verdicts(record: etree._Element, count: int, seed: int) -> Iterator[Judged]:
    fast, slow = libxml2(XSD), exact(XSD)
    for done, mutant in mutants(record, count, seed):
        seen = plain(mutant)
        yield done, mutant, seen, fast(mutant), slow(seen)


def names_a_type(record: etree._Element) -> bool:
    return any(f"{{{XSI}}}type" in element.attrib for element in record.iter(etree.Element))


def feed() -> list[etree._Element]:
    """The IMS MD records of the demonstration."""
    found = [record for page in FEED for record in etree.parse(str(page)).iter(f"{{{IMS}}}lom")]
    return [in_namespace(record, IMS) for record in found]


@pytest.fixture(scope="module")
def mended(standards: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The owners' schema mended, in the namespace of 1.2.2 and later."""
    return ims_mending.mended(standards / "lom", tmp_path_factory.mktemp("owners"), IMS)


# The records that we start from


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("namespace", SCHEMAS)
def test_the_records_are_valid_in_both_namespaces(name: str, namespace: str):
    record = in_namespace(RECORDS[name], namespace)
    assert reasons(SCHEMAS[namespace], record) == []
    assert libxml2(SCHEMAS[namespace])(record)


def test_the_records_hold_every_element_that_the_schema_declares():
    declared = {each.get("name") for each in etree.parse(str(MODEL)).iter("{*}element")}
    held = {etree.QName(each).localname for record in RECORDS.values() for each in record.iter()}
    assert declared - held == set()


def test_the_records_hold_every_element_that_the_owners_declare(standards: Path):
    owners = etree.parse(str(standards / "lom" / ims_mending.ROOT))
    declared = {each.get("name") for each in owners.iterfind("{*}element")}
    held = {etree.QName(each).localname for record in RECORDS.values() for each in record.iter()}
    assert declared - held == set()


# The fast pass and the exact pass


@pytest.mark.parametrize("name", RECORDS)
def test_both_engines_judge_every_mutant_alike(name: str):
    assert [done for done, _, _, fast, slow in judged(name) if fast != slow] == []


def test_both_engines_judge_a_named_type_alike():
    declared = [each.get("name") for each in etree.parse(str(MODEL)).iter("{*}complexType", "{*}simpleType")]
    for name in [*filter(None, declared), "string", "nobody"]:
        for place in ("", "/*[1]", "//{*}entry", "//{*}language", "//{*}title"):
            record = in_namespace(RECORDS["general"], IMS)
            element = record.find(f".{place}") if place else record
            element.set(f"{{{XSI}}}type", name)
            assert libxml2(XSD)(record) == exact(XSD)(record), (name, place)


def test_the_mutants_are_many_and_of_both_kinds():
    mutants_by_kind = {
        kind: sum(fast == kind for name in RECORDS for *_, fast, _ in judged(name)) for kind in (True, False)
    }
    assert sum(mutants_by_kind.values()) > 2_000
    assert min(mutants_by_kind.values()) > 500


def test_both_namespaces_have_one_verdict():
    for name in RECORDS:
        for done, mutant, _, ours, _ in judged(name)[::5]:
            other = in_namespace(mutant, IMS_1_2_1)
            assert libxml2(SCHEMAS[IMS_1_2_1])(other) == ours or names_a_type(mutant), done
            assert not libxml2(XSD)(other), done


# The owners' verdicts


@pytest.mark.parametrize("name", RECORDS)
def test_the_mended_owners_schema_has_our_verdict_on_every_mutant(name: str, mended: Path):
    owners = exact(mended)
    assert owners(RECORDS[name])
    differ = [
        done
        for done, mutant, seen, ours, _ in judged(name)
        if owners(seen) != ours and not names_a_type(mutant)
    ]
    assert differ == []


def test_libxml2_is_wrong_on_the_mended_owners_schema_and_right_on_ours(mended: Path):
    role = term("role", "author")
    record = root(
        f"<lifecycle><contribute>{role}</contribute>{OWN}<contribute>{role}</contribute></lifecycle>"
    )
    assert [libxml2(mended)(record), exact(mended)(record)] == [True, False]
    assert [libxml2(XSD)(record), exact(XSD)(record)] == [False, False]


def test_the_mended_owners_schema_has_our_verdict_in_the_namespace_of_1_2_1(standards: Path, tmp_path: Path):
    owners = exact(ims_mending.mended(standards / "lom", tmp_path))
    for name in RECORDS:
        for done, mutant, _, _, _ in judged(name)[::8]:
            record = in_namespace(mutant, IMS_1_2_1)
            assert owners(plain(record)) == libxml2(SCHEMAS[IMS_1_2_1])(record) or names_a_type(mutant), done


def test_the_mended_owners_schema_has_our_verdict_on_the_feed_and_its_mutants(mended: Path):
    owners, ours = exact(mended), libxml2(XSD)
    assert len(feed()) == 60
    for record in feed():
        assert owners(record) == ours(record) == exact(XSD)(record)
    for seed, record in enumerate(feed()[::3]):
        for done, mutant, seen, fast, slow in verdicts(record, A_RECORD_OF_THE_FEED, seed):
            assert names_a_type(mutant) or owners(seen) == fast == slow, (seed, done)


def test_only_sizes_in_words_make_records_of_the_feed_invalid():
    refused = [record for record in feed() if not libxml2(XSD)(record)]
    assert [record.findtext(".//{*}size") for record in refused] == ["3,4 MB"]


@pytest.mark.parametrize(("file", "passes"), [("ims-complete.xml", False), ("ims-incomplete.xml", True)])
def test_the_samples_have_the_owners_verdict(file: str, passes: bool, samples: Path, mended: Path):
    record = etree.parse(str(samples / "nl-lom" / file)).getroot()
    assert exact(mended)(record) == libxml2(XSD)(record) == exact(XSD)(record) == passes


def test_records_of_other_formats_are_refused_as_the_owners_refuse_them(samples: Path, mended: Path):
    for file in sorted(samples.rglob("*.xml")):
        record = etree.parse(str(file)).getroot()
        assert libxml2(XSD)(record) == exact(mended)(record), file.name


# What is meant, also where nobody has the owners' files


@pytest.mark.parametrize(
    ("categories", "passes"),
    [
        ("<general/><lifecycle/><metametadata/><technical/><educational/><rights/>", True),
        ("<lifecycle/><general/>", False),
        ("<educational/><educational/>", False),
        ("<relation/><annotation/><relation/>", False),
        (f"<general>{texts('title')}{texts('title')}</general>", False),
        (f"<general>{OWN}{texts('title')}</general>", False),
        (f"<general><catalogentry>{texts('entry')}<catalog>URI</catalog></catalogentry></general>", False),
        ("<general><title/></general>", False),
        ("<general><title>woorden</title></general>", False),
        ('<general><title xml:lang="nl"><langstring/></title></general>', False),
        ("<general><language>Nederlands</language></general>", True),
        (f"<rights><cost>{term('value', 'no')}</cost></rights>", False),
        (f"<rights>{term('cost', 'misschien', 'Zelf')}</rights>", True),
        (f"<lifecycle><contribute><centity>{VCARD}</centity></contribute></lifecycle>", False),
        (
            "<educational><typicallearningtime><datetime>uur</datetime></typicallearningtime></educational>",
            True,
        ),
        ("<technical><size>2147483647</size></technical>", True),
        ("<technical><size>2147483648</size></technical>", False),
        ("<technical><size>3,4 MB</size></technical>", False),
        ('<technical><location type="text">kast</location></technical>', False),
        (f"<educational>{OWN}</educational>", True),
        (OWN, False),
    ],
)
def test_what_ims_md_lets_pass(categories: str, passes: bool):
    for namespace, schema in SCHEMAS.items():
        record = root(categories, namespace=namespace)
        assert libxml2(schema)(record) == exact(schema)(record) == passes


# The differences on purpose


def test_each_difference_from_the_owners_schema_is_explained():
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in ims_mending.documented() if f"`{name}`" not in page] == []


def test_no_engine_takes_the_owners_files_as_they_are(standards: Path):
    owners = str(standards / "lom" / ims_mending.ROOT)
    with pytest.raises(xmlschema.XMLSchemaException, match="namespace"):
        xmlschema.XMLSchema(owners, allow="local")
    with pytest.raises(etree.XMLSchemaParseError, match="namespace"):
        etree.XMLSchema(file=owners)


def test_the_content_models_of_1_2_1_are_ambiguous(standards: Path, tmp_path: Path):
    schema = ims_mending.mended(standards / "lom", tmp_path, but=("other_namespaces",))
    with pytest.raises(xmlschema.XMLSchemaException, match="Unique Particle Attribution"):
        xmlschema.XMLSchema(str(schema), allow="local")


DIFFERENCES = {
    "other_namespaces": f"<general><language>nl</language>{texts('title')}</general>",
    "extensions": f"<general>{OWN}</general>",
    "taxa_in_a_row": "<classification><taxonpath><taxon/><taxon/></taxonpath></classification>",
    "no_language": '<general><title><langstring xml:lang=""/></title></general>',
}


@pytest.mark.parametrize("edit", DIFFERENCES)
def test_an_edit_of_the_owners_schema_makes_the_difference(edit: str, standards: Path, tmp_path: Path):
    schema = ims_mending.mended(standards / "lom", tmp_path, but=(edit, "records_alone"))
    owners = xmlschema.XMLSchema(str(schema), allow="local", validation="lax")
    record = root(DIFFERENCES[edit], namespace=IMS_1_2_1)
    ours = libxml2(SCHEMAS[IMS_1_2_1])(record)
    assert owners.is_valid(record) != ours
    assert ours == (edit != "other_namespaces")


def test_only_a_lom_is_a_record(standards: Path, tmp_path: Path):
    general = etree.fromstring(f'<general xmlns="{IMS_1_2_1}"/>')
    assert exact(ims_mending.mended(standards / "lom", tmp_path, but=("records_alone",)))(general)
    assert not libxml2(SCHEMAS[IMS_1_2_1])(general)


def test_the_owners_names_of_types_are_not_ours(mended: Path):
    record = root(f"<general>{texts('title')}</general>")
    record[0][0].set(f"{{{XSI}}}type", "titleType")
    assert exact(mended)(record)
    assert not libxml2(XSD)(record)


@pytest.mark.parametrize("text", ["1\u00a0", "١"])
def test_a_size_is_of_the_digits_of_ascii(text: str, mended: Path):
    record = root(f"<technical><size>{text}</size></technical>")
    assert exact(mended)(record)
    assert not libxml2(XSD)(record)
    assert not exact(XSD)(plain(record))
