"""What the vocabularies say is what the standards and their owners' files say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from profiles.vocabulary import names, vocabulary
from profiles.xml import parse

NAMES = names()


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("eqf", 8),
        ("isced", 10),
        ("isced-f", 120),
        ("hcrt", 26),
        ("rights-statements", 12),
        ("kim/school-subject", 33),
        ("lom/role", 15),
        ("lom/learningResourceType", 15),
        ("lom/kind", 12),
        ("lom/purpose", 9),
        ("lrmi/educationalAudienceRole", 8),
        ("lrmi/interactivityType", 3),
        ("accessibility/accessMode", 11),
        ("accessibility/accessModeSufficient", 4),
        ("accessibility/accessibilityHazard", 11),
        ("accessibility/accessibilityControl", 6),
    ],
)
def test_a_vocabulary_has_as_many_concepts_as_its_standard(name: str, count: int):
    assert len(vocabulary(name)) == count


def test_isced_f_has_11_broad_29_narrow_and_80_detailed_fields_each_below_the_next():
    fields = vocabulary("isced-f")
    lengths = [len(concept.notation) for concept in fields]
    assert (lengths.count(2), lengths.count(3), lengths.count(4)) == (11, 29, 80)
    for field in fields:
        assert [above.notation for above in fields.ancestors(field)] == [
            field.notation[:length] for length in range(len(field.notation) - 1, 1, -1)
        ]


def test_creative_commons_has_six_licences_of_each_version_that_were_not_ported():
    licences = vocabulary("creative-commons-licences")
    for version in ("1.0", "2.0", "2.5", "3.0", "4.0"):
        unported = [
            one for one in licences if re.fullmatch(rf"CC BY[A-Z-]* {re.escape(version)}", one.notation)
        ]
        assert len(unported) == 6, version
        assert all(f"/{version}/" in (one.id or "") and not one.deprecated for one in unported)
    assert licences.find("by-nc-nd/1.0") is None
    first = licences.find("CC BY-NC-ND 1.0")
    assert first is not None
    assert first.id == "https://creativecommons.org/licenses/by-nd-nc/1.0/"


def test_deprecated_accessibility_values_name_what_stands_in_their_place():
    features = vocabulary("accessibility/accessibilityFeature")
    assert {one.notation: one.replaced_by for one in features if one.deprecated} == {
        "annotations": (),
        "bookmarks": ("tableOfContents",),
        "captions": ("closedCaptions", "openCaptions"),
        "printPageNumbers": ("pageBreakMarkers",),
    }
    deprecated = {one.notation for one in vocabulary("accessibility/accessibilityAPI") if one.deprecated}
    assert deprecated == {"ARIA", "BlackberryAccessibility", "iOSAccessibility", "MacOSXAccessibility"}


LOM_TYPES = {"metadataRole": "roleMeta", "requirementType": "type", "requirementName": "name"}


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("lom/")])
def test_the_words_of_lom_are_those_of_its_own_schema(name: str, standards: Path):
    part = name.removeprefix("lom/")
    schema = parse((standards / "lom" / "common" / "vocabValues.xsd").read_bytes())
    space = {"x": "http://www.w3.org/2001/XMLSchema"}
    kind = f"{LOM_TYPES.get(part, part)}Values"
    words = schema.xpath("//x:simpleType[@name=$kind]//x:enumeration/@value", namespaces=space, kind=kind)
    assert {concept.notation for concept in vocabulary(name)} == {str(word) for word in words}


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("educationalLevel", "kim/educational-level"),
        ("conditionsOfAccess", "kim/conditions-of-access"),
        ("interactivityType", "lrmi/interactivityType"),
        ("learningResourceType", "hcrt"),
        ("learningResourceType", "oeh-new-lrt"),
        ("about", "hochschulfaecher"),
        ("about", "kim/school-subject"),
    ],
)
@pytest.mark.parametrize("release", ["20231019", "draft"])
def test_amb_takes_our_addresses(schema: str, name: str, release: str, standards: Path):
    text = (standards / "amb" / release / "schemas" / f"{schema}.json").read_text(encoding="utf-8")
    patterns = [re.compile(found) for found in re.findall(r'"pattern": "([^"]+)"', text)]
    listed = [each for found in re.findall(r'"enum": (\[[^]]*\])', text) for each in json.loads(found)]
    for concept in vocabulary(name):
        assert concept.id is not None
        assert concept.id in listed or any(pattern.search(concept.id) for pattern in patterns), concept.id
    assert not [each for each in listed if each.startswith("http") and each not in vocabulary(name)]


def test_the_vocabularies_have_what_ambs_examples_name(standards: Path):
    named: set[str] = set()
    for path in (standards / "amb" / "20231019" / "examples" / "valid").glob("*.json"):
        named |= set(re.findall(r'"(https?://w3id\.org/(?:kim|openeduhub)/[^"]+)"', path.read_text("utf-8")))
    concepts = {each for each in named if "/amb/" not in each}
    assert len(concepts) > 8
    assert [each for each in concepts if not any(each in vocabulary(name) for name in NAMES)] == []
