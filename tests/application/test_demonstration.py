"""The feeds of the demonstration: as many-voiced and as faulty as real ones, and each fault is found."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from commonshelf.demonstration.feed import OFFERS
from exchange.pipeline import Examined, Outcome, examine
from exchange.taking_in import Deleted
from harvesters.page import cut_tree
from profiles.record import Unreadable
from profiles.rules import load_profile
from profiles.xml import parse
from validators.engine import Engine

FEEDS = files("commonshelf.demonstration").joinpath("feeds")
EU_LANGUAGES = frozenset({"de", "en", "es", "fi", "fr", "it", "nl", "pl"})

# The fault that real feeds have, how it looks in ours, and the rule that finds it.
DEFECTS = [
    ("a vCard whose line breaks are gone", r"BEGIN:VCARD VERSION:3.0 FN:", "INTR-004"),
    ("a vCard with a private address", r"\nEMAIL", "INTR-004"),
    ("x-none as the language of a title", r'<title>\s*<string language="x-none">', "QUAL-031"),
    ("the long code of a language", r"<dc:language>fre<", "QUAL-030"),
    ("a date with its day first", r"\d\d/\d\d/\d{4}<", "QUAL-060"),
    ("the year with a word before it", r">ca\. \d{4}<", "QUAL-060"),
    ("a licence by its name", r">CC BY 4\.0<", "QUAL-050"),
    ("a size with its unit", r">3,4 MB<", "QUAL-065"),
    ("a format that is no media type", r"format>pdf<", "QUAL-064"),
    ("a duration in words", r">45 minutes<", "QUAL-062"),
    ("hours that were minutes", r">PT45H<", "QUAL-063"),
    ("IMS MD 1.2 under the prefix of LOM", r"imsglobal\.org/xsd/imsmd", "INTR-002"),
    ("a word of LOM-ES that is said to be LOM's", r">webquest<", "INTR-003"),
    ("UTF-8 that was taken for Latin-1", r"Ã¤", "QUAL-044"),
    ("a lost character", r"�", "QUAL-044"),
    ("what was escaped twice", r"&amp;amp;", "QUAL-044"),
    ("markup in a text", r"&lt;p&gt;", "QUAL-044"),
    ("keywords in one string", r">[^<>]+; [^<>]+; [^<>]+</(dc:subject|string|langstring)>", "QUAL-045"),
    ("a placeholder for a title", r">Senza titolo<", "QUAL-041"),
    ("a file's name for a title", r">material_\d+_final\.docx<", "QUAL-041"),
    ("an address that only its author can open", r"//localhost", "QUAL-068"),
    ("an address with a session in it", r";jsessionid=", "QUAL-068"),
    ("an ARK of nobody", r"ark://00000/", "QUAL-022"),
    ("an ISBN with a wrong check digit", r"978-3-16-148410-1", "QUAL-021"),
    ("a DOI that is none", r">doi:10\.50/", "QUAL-020"),
    ("a URN with spaces", r">urn:nbn: ", "QUAL-023"),
    ("a price on what is open", r"<cost>.{0,60}<value>yes<", "QUAL-052"),
    ("a date to come", r">2031-", "QUAL-061"),
]
LEFT_OUT = [2, 3, 4, 5, 6, 7, 8, 9, 10]  # the numbers of the rules that ask for a value to be there


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    engine = Engine(load_profile("eu-core"))
    return [
        examine(taken, engine)
        for offer in OFFERS
        for page in sorted(FEEDS.joinpath(offer.folder).iterdir(), key=lambda page: page.name)
        for taken in cut_tree(parse(page.read_bytes()), page.name, prefix=offer.prefix).records
    ]


@pytest.fixture(scope="module")
def examined(outcomes: list[Outcome]) -> list[Examined]:
    return [outcome for outcome in outcomes if isinstance(outcome, Examined)]


@pytest.mark.parametrize(
    ("looks_like", "rule"), [defect[1:] for defect in DEFECTS], ids=[d[0] for d in DEFECTS]
)
def test_a_defect_of_real_feeds_is_there_and_is_found(examined: list[Examined], looks_like: str, rule: str):
    having = [one for one in examined if re.search(looks_like, one.record.payload.decode())]
    found = [one for one in having if rule in {finding.rule for finding in one.verdict.findings}]
    assert found, f"{len(having)} records have it, and {rule} finds none of them"


@pytest.mark.parametrize("number", LEFT_OUT)
def test_whatever_a_record_should_say_is_left_out_somewhere_and_missed(examined: list[Examined], number: int):
    rule = f"QUAL-{number:03}"
    assert any(rule in {finding.rule for finding in one.verdict.findings} for one in examined)


def test_years_and_several_ages_in_one_string_are_there(examined: list[Examined]):
    payloads = [one.record.payload.decode() for one in examined]
    assert sum(bool(re.search(r"(dateTime|datetime|dc:date)>\d{4}<", text)) for text in payloads) >= 4
    assert sum(bool(re.search(r">10-12, 12-14 |>6-8; 8-10; ", text)) for text in payloads) >= 3


def test_about_200_records_in_three_formats_and_eight_languages(examined: list[Examined]):
    assert 190 <= len(examined) <= 210
    assert {one.form.name for one in examined} == {"lom", "oai_dc", "ims-md"}
    tags = Counter(text.lang for one in examined for text in one.resource.name)
    assert {tag for tag, count in tags.items() if count >= 15} == EU_LANGUAGES


def test_no_title_stands_twice(examined: list[Examined]):
    titles = Counter(text.value for one in examined for text in one.resource.name)
    assert [title for title, count in titles.items() if count > 1] == []


def test_deleted_records_and_one_of_an_unknown_format_are_there(outcomes: list[Outcome]):
    assert sum(isinstance(outcome, Deleted) for outcome in outcomes) == 6
    unreadable = [outcome for outcome in outcomes if isinstance(outcome, Unreadable)]
    assert ["mods" in outcome.cause for outcome in unreadable] == [True]


def test_most_records_conform_and_not_all(examined: list[Examined]):
    conforming = sum(str(one.verdict.conforms) == "yes" for one in examined)
    assert 0.6 < conforming / len(examined) < 0.9
