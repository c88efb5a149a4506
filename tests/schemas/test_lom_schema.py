"""Our schemas of LOM give the owners' verdicts, and both of our engines give one verdict."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from lxml import etree

from tests.schemas import lom_loosening
from tests.schemas.judging import OURS, exact, libxml2, plain, reasons
from tests.schemas.lom_records import LOM, LOM_ES, LOM_RECORDS, VCARD, root, term, texts
from tests.schemas.mutating import CHANGES, XSI, mutants

ROOM = Path(__file__).parents[2]
PAGE = ROOM / "docs" / "schemas" / "lom.md"
LOM_XSD, LOM_ES_XSD = OURS / "lom.xsd", OURS / "lom-es.xsd"
FEED = sorted((ROOM / "commonshelf" / "demonstration" / "feeds" / "nordlicht").glob("*.xml"))
A_RECORD_OF_LOM_ES = 260  # 8 records: 2,080 mutants
A_RECORD_OF_THE_FEED = 6  # of every third of 71

Judged = tuple[str, etree._Element, etree._Element, bool, bool]


@cache
def judged(schema: Path, name: str) -> list[Judged]:
    """The mutants of a record: what was done, the mutant, the same made plain, our two verdicts on it."""
    records = LOM_ES if schema == LOM_ES_XSD else LOM_RECORDS
    record = records[name]
    each_change_to_each_element = len(CHANGES) * sum(1 for _ in record.iter())
    count = A_RECORD_OF_LOM_ES if schema == LOM_ES_XSD else each_change_to_each_element
    return list(verdicts(schema, record, count, seed=sorted(records).index(name)))


def verdicts(schema: Path, record: etree._Element, count: int, seed: int) -> Iterator[Judged]:
    fast, slow = libxml2(schema), exact(schema)
    for done, mutant in mutants(record, count, seed):
        seen = plain(mutant)
        yield done, mutant, seen, fast(mutant), slow(seen)


def names_a_type(record: etree._Element) -> bool:
    return any(f"{{{XSI}}}type" in element.attrib for element in record.iter(etree.Element))


def feed() -> list[etree._Element]:
    """The LOM records of the demonstration, and the one that the readers' tests keep."""
    pages = [*FEED, ROOM / "tests" / "profiles" / "documents" / "lom.xml"]
    found = [record for page in pages for record in etree.parse(str(page)).iter(f"{{{LOM}}}lom")]
    return [etree.fromstring(etree.tostring(record, with_tail=False)) for record in found]


@pytest.fixture(scope="module")
def loosened(standards: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The owners' schema, taken back from LOM-ES to IEEE LOM 1.0."""
    return lom_loosening.loosened(standards / "lom", tmp_path_factory.mktemp("owners"))


# The records that we start from


@pytest.mark.parametrize("name", LOM_ES)
def test_the_records_of_lom_es_are_valid(name: str):
    record = LOM_ES[name]
    assert reasons(LOM_ES_XSD, record) == []
    assert libxml2(LOM_ES_XSD)(record)


@pytest.mark.parametrize("name", LOM_RECORDS)
def test_the_records_of_lom_are_valid(name: str):
    record = LOM_RECORDS[name]
    assert reasons(LOM_XSD, record) == []
    assert libxml2(LOM_XSD)(record)


@pytest.mark.parametrize(("schema", "records"), [(LOM_XSD, LOM_RECORDS), (LOM_ES_XSD, LOM_ES)])
def test_the_records_hold_every_element_that_the_schema_declares(schema, records):
    declared = {each.get("name") for each in etree.parse(str(schema)).iter("{*}element")}
    held = {etree.QName(each).localname for record in records.values() for each in record.iter()}
    assert declared - held == set()


# The fast pass and the exact pass


@pytest.mark.parametrize("name", LOM_ES)
def test_both_engines_judge_every_mutant_of_lom_es_alike(name: str):
    differ = [done for done, _, _, fast, slow in judged(LOM_ES_XSD, name) if fast != slow]
    assert differ == []


@pytest.mark.parametrize("name", LOM_RECORDS)
def test_both_engines_judge_every_mutant_of_lom_alike(name: str):
    differ = [done for done, _, _, fast, slow in judged(LOM_XSD, name) if fast != slow]
    assert differ == []


@pytest.mark.parametrize("schema", [LOM_XSD, LOM_ES_XSD])
def test_both_engines_judge_a_named_type_alike(schema: Path):
    declared = [each.get("name") for each in etree.parse(str(schema)).iter("{*}complexType", "{*}simpleType")]
    for name in [*filter(None, declared), "string", "nobody"]:
        for place in ("", "/*[1]", "//{*}entry", "//{*}language", "//{*}title"):
            record = etree.fromstring(etree.tostring(LOM_ES["general"]))
            element = record.find(f".{place}") if place else record
            element.set(f"{{{XSI}}}type", name)
            assert libxml2(schema)(record) == exact(schema)(record), (name, place)


def test_the_mutants_are_of_both_kinds():
    for schema, records in ((LOM_XSD, LOM_RECORDS), (LOM_ES_XSD, LOM_ES)):
        good, bad = (
            [fast for name in islice(records, 3) for *_, fast, _ in judged(schema, name) if fast == kind]
            for kind in (True, False)
        )
        assert len(good) > 20
        assert len(bad) > 200


@pytest.mark.parametrize(
    "record",
    [
        root(f"<general><title>{texts('string')}<!-- a remark --></title></general>"),
        root("<general><language>d<!-- a remark -->e</language></general>"),
        root("<general>\u00a0</general>"),
        root("<general><language>de\u00a0</language></general>"),
        root("<technical><size>١</size></technical>"),
        root("<technical><size>7\u2003</size></technical>"),
    ],
)
def test_what_xmlschema_sees_otherwise_is_made_plain_for_it(record: etree._Element):
    assert libxml2(LOM_XSD)(record) == exact(LOM_XSD)(plain(record))


# The owners' verdicts


@pytest.mark.parametrize("name", LOM_ES)
def test_lom_es_gives_the_owners_verdict_on_every_mutant(name: str, standards: Path):
    lom, custom = (exact(standards / "lom" / file) for file in ("lom.xsd", "lomCustom.xsd"))
    assert lom(LOM_ES[name])
    assert custom(LOM_ES[name])
    mutants_without_types = [each for each in judged(LOM_ES_XSD, name) if not names_a_type(each[1])]
    assert [done for done, _, seen, ours, _ in mutants_without_types if lom(seen) != ours] == []
    assert [done for done, _, seen, ours, _ in mutants_without_types[::4] if custom(seen) != ours] == []


@pytest.mark.parametrize("name", LOM_RECORDS)
def test_lom_gives_the_loosened_owners_verdict_on_every_mutant(name: str, loosened: Path):
    owners = exact(loosened)
    assert owners(LOM_RECORDS[name])
    differ = [
        done
        for done, mutant, seen, ours, _ in judged(LOM_XSD, name)
        if owners(seen) != ours and not names_a_type(mutant)
    ]
    assert differ == []


def test_lom_gives_the_loosened_owners_verdict_on_the_feed_and_its_mutants(loosened: Path):
    owners, ours = exact(loosened), libxml2(LOM_XSD)
    for record in feed():
        assert owners(record) == ours(record) == exact(LOM_XSD)(record)
    for seed, record in enumerate(feed()[::3]):
        for done, mutant, seen, fast, slow in verdicts(LOM_XSD, record, A_RECORD_OF_THE_FEED, seed):
            assert names_a_type(mutant) or owners(seen) == fast == slow, (seed, done)


@pytest.mark.parametrize("name", LOM_ES)
def test_what_the_owners_let_pass_is_valid_lom(name: str):
    passed = [(done, mutant) for done, mutant, _, ours, _ in judged(LOM_ES_XSD, name) if ours]
    assert passed
    refused = [done for done, mutant in passed if not libxml2(LOM_XSD)(mutant)]
    assert [done for done in refused if "uniqueElementName='cognitiveProcess'" not in done] == []


@pytest.mark.parametrize("file", ["lom.xsd", "lomCustom.xsd"])
def test_the_feed_is_not_lom_es(file: str, standards: Path):
    owners = exact(standards / "lom" / file)
    assert [(owners(record), libxml2(LOM_ES_XSD)(record)) for record in feed()] == [(False, False)] * len(
        feed()
    )


def test_records_of_other_formats_are_refused_as_the_owners_refuse_them(standards: Path, samples: Path):
    for file in sorted(samples.rglob("*.xml")):
        record = etree.parse(str(file)).getroot()
        verdict = exact(standards / "lom" / "lom.xsd")(record)
        assert [libxml2(LOM_XSD)(record), libxml2(LOM_ES_XSD)(record)] == [verdict] * 2


# What is meant, also where nobody has the owners' files

ONCE = {
    "general": "title structure aggregationLevel",
    "lifeCycle": "version status",
    "technical": "size installationRemarks otherPlatformRequirements duration",
    "educational": "interactivityType interactivityLevel semanticDensity difficulty typicalLearningTime",
    "rights": "cost copyrightAndOtherRestrictions description access",
    "relation": "kind resource",
    "annotation": "entity date description",
    "classification": "purpose description",
    "metaMetadata": "language",
}
TEXTS_OF = {"size": "7", "language": "de"}


@pytest.mark.parametrize(("category", "name"), [(cat, each) for cat in ONCE for each in ONCE[cat].split()])
def test_what_lom_has_once_may_not_be_repeated(category: str, name: str):
    text = TEXTS_OF.get(name, "")
    once, more = f"<{name}>{text}</{name}>", '<own xmlns="https://example.org/own">x</own>'
    for judge in (libxml2(LOM_XSD), exact(LOM_XSD)):
        assert judge(root(f"<{category}>{more}{once}{more}</{category}>"))
        assert not judge(root(f"<{category}>{once}{more}{once}</{category}>"))


@pytest.mark.parametrize("category", ["general", "lifeCycle", "metaMetadata", "technical", "rights"])
def test_a_category_that_lom_has_once_may_not_be_repeated(category: str):
    for judge in (libxml2(LOM_XSD), exact(LOM_XSD)):
        assert judge(root("<relation/>", f"<{category}/>", "<relation/>"))
        assert not judge(root(f"<{category}/>", "<relation/>", f"<{category}/>"))


@pytest.mark.parametrize(
    ("record", "lom", "lom_es"),
    [
        (root(), True, False),
        (root("<rights/>", "<general/>"), True, False),
        (root(f"<rights>{term('cost', 'perhaps', 'Ours')}</rights>"), True, False),
        (root("<general><title>words</title></general>"), False, False),
        (root("<general><language>de_DE</language></general>"), False, False),
        (root("<technical><size>3,4 MB</size></technical>"), False, False),
        (root(f"<lifeCycle><contribute><entity>{VCARD}</entity></contribute></lifeCycle>"), True, False),
    ],
)
def test_what_lom_lets_pass_and_what_lom_es_does(record: etree._Element, lom: bool, lom_es: bool):
    assert libxml2(LOM_XSD)(record) == exact(LOM_XSD)(record) == lom
    assert libxml2(LOM_ES_XSD)(record) == exact(LOM_ES_XSD)(record) == lom_es


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        *[(text, True) for text in ("2024", "0001", "2024-02", "2024-02-30", "2024-02-03T04:05:06.7Z")],
        *[(text, True) for text in ("2024-02-03T04", "2024-02-03T04:05:06.7", "2024-02-03T04:05:06.7-03:00")],
        *[
            (text, False)
            for text in ("0000", "24", "2024-2", "2024-02-03T04:05:06Z", "2024-02-03T24", " 2024")
        ],
    ],
)
def test_a_date_needs_each_part_before_the_next(text: str, passes: bool):
    record = root(f"<annotation><date><dateTime>{text}</dateTime></date></annotation>")
    assert libxml2(LOM_XSD)(record) == exact(LOM_XSD)(record) == passes


# The differences on purpose


def test_each_difference_from_the_owners_schema_is_explained():
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in lom_loosening.documented() if f"`{name}`" not in page] == []


def test_the_owners_names_of_types_are_not_ours(standards: Path):
    record = etree.fromstring(etree.tostring(LOM_ES["life cycle"]))
    record.find(".//{*}metadataSchema").set(f"{{{XSI}}}type", "metadataSchema")
    assert exact(standards / "lom" / "lom.xsd")(record)
    assert not libxml2(LOM_ES_XSD)(record)


def test_a_repeated_cognitive_process_bears_no_mark():
    marked = '<cognitiveProcess uniqueElementName="cognitiveProcess"/>'
    assert libxml2(LOM_XSD)(root(f"<educational>{'<cognitiveProcess/>' * 2}</educational>"))
    assert not libxml2(LOM_XSD)(root(f"<educational>{marked}</educational>"))


@pytest.mark.parametrize("text", ["1\u00a0", "١"])
def test_a_size_is_of_the_digits_of_ascii(text: str, standards: Path):
    record = etree.fromstring(etree.tostring(LOM_ES["technical"]))
    record.find(".//{*}size").text = text
    assert exact(standards / "lom" / "lom.xsd")(record)
    assert not libxml2(LOM_ES_XSD)(record)
    assert not exact(LOM_ES_XSD)(plain(record))
