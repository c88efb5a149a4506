"""Our schema of schema.org and LRMI takes records of every usual shape, and both engines judge alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.schemas.amb_judging import examples
from tests.schemas.mutating_json import at, changes, mutants, places

SCHEMA = json.loads(
    (Path(__file__).resolve().parents[2] / "profiles" / "schemas" / "schema-org.schema.json").read_bytes()
)
EXACT = Draft202012Validator(SCHEMA)
FAST = jsonschema_rs.Draft202012Validator(SCHEMA)

RECORDS: dict[str, Any] = {
    "a museum's list of objects": [
        {
            "@context": "http://schema.org",
            "@type": "VisualArtwork",
            "@id": "https://museum.example.org/object/1887-12",
            "name": [
                {"@value": "Sternwarte", "@language": "de"},
                {"@value": "Observatory", "@language": "en"},
            ],
            "creator": {"@type": "Person", "name": "Maria Clara Eimmart", "birthDate": "1676"},
            "dateCreated": "um 1695",
            "image": {
                "@type": "ImageObject",
                "contentUrl": "https://museum.example.org/1.jpg",
                "width": 1200,
            },
            "material": ["Pastell", "Papier"],
            "license": "https://creativecommons.org/publicdomain/mark/1.0/",
        },
        {"@context": "http://schema.org", "@type": "BreadcrumbList", "itemListElement": []},
    ],
    "a university's course": {
        "@context": "https://schema.org/",
        "@type": ["Course", "LearningResource"],
        "name": "Lineare Algebra I",
        "description": "Vektorräume, Matrizen, Determinanten",
        "courseCode": "MAT-101",
        "inLanguage": {"@type": "Language", "name": "Deutsch", "alternateName": "de"},
        "educationalLevel": {"@type": "DefinedTerm", "name": "Bachelor", "inDefinedTermSet": "/levels"},
        "provider": {"@type": "CollegeOrUniversity", "name": "Universität Musterstadt", "sameAs": None},
        "numberOfCredits": {"@type": "StructuredValue", "value": 9},
        "isAccessibleForFree": True,
        "teaches": ["Gleichungssysteme lösen", {"@id": "http://data.europa.eu/esco/skill/1"}],
    },
    "a MOOC with its runs and offers": {
        "@context": "https://schema.org",
        "@type": "Course",
        "@id": "https://mooc.example.org/courses/soil#course",
        "name": "Soil for Beginners",
        "url": "https://mooc.example.org/courses/soil",
        "timeRequired": "PT20H",
        "typicalAgeRange": "16-",
        "hasCourseInstance": [
            {
                "@type": "CourseInstance",
                "courseMode": "online",
                "startDate": "2026-10-01",
                "courseWorkload": "PT4H",
            }
        ],
        "offers": [{"@type": "Offer", "category": "Free", "price": 0, "priceCurrency": "EUR"}],
        "aggregateRating": {"@type": "AggregateRating", "ratingValue": 4.7, "ratingCount": 1123},
        "availableLanguage": ["en", "fr"],
    },
    "a blog's graph": {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "@id": "https://blog.example.org/#website", "name": "Unterricht"},
            {
                "@type": ["Article", "LearningResource"],
                "@id": "https://blog.example.org/brueche/#article",
                "isPartOf": {"@id": "https://blog.example.org/#website"},
                "headline": "Brüche erklären",
                "datePublished": "2023-04-01T08:00:00+00:00",
                "wordCount": 812,
                "commentCount": 3,
                "author": {"@id": "https://blog.example.org/#/person/7"},
                "keywords": ["Mathematik", "Klasse 6"],
            },
        ],
    },
    "LRMI with alignments": {
        "@context": ["http://schema.org", {"lrmi": "http://purl.org/dcx/lrmi-terms/"}],
        "@type": "CreativeWork",
        "name": "Water cycle",
        "learningResourceType": ["lesson plan", "worksheet"],
        "educationalAlignment": [
            {
                "@type": "AlignmentObject",
                "alignmentType": "educationalSubject",
                "targetName": "Science",
                "targetUrl": {"@id": "https://example.org/subjects/science"},
            }
        ],
        "audience": {"@type": "EducationalAudience", "educationalRole": "teacher"},
        "typicalAgeRange": 12,
        "isAccessibleForFree": "http://schema.org/True",
    },
    "a video of a lecture": {
        "@context": "https://schema.org",
        "type": "VideoObject",
        "id": "https://video.example.org/w/42",
        "name": "Vorlesung 3",
        "uploadDate": "2024-02-29",
        "duration": "PT1H28M",
        "contentUrl": "https://video.example.org/w/42.mp4",
        "contentSize": "812 MB",
        "bitrate": 2400,
        "caption": {"@type": "MediaObject", "encodingFormat": "text/vtt", "inLanguage": "de"},
        "interactionStatistic": {"@type": "InteractionCounter", "userInteractionCount": 1041},
    },
    "a data repository's deposit": {
        "@context": "http://schema.org",
        "@type": "PresentationDigitalDocument",
        "identifier": [{"@type": "PropertyValue", "propertyID": "DOI", "value": "10.1234/abc"}, 8435696],
        "@id": "https://doi.org/10.1234/abc",
        "name": "Open Science: slides",
        "author": [
            {"@type": "Person", "name": "Ada Vogt", "@id": "https://orcid.org/0000-0001-2345-6789"},
            {"@type": "Person", "name": "Jan Novák"},
        ],
        "version": 2,
        "license": {"@type": "CreativeWork", "url": "https://creativecommons.org/licenses/by/4.0/"},
        "size": None,
    },
    "terms in full, expanded": [
        {
            "@id": "https://example.org/a",
            "@type": ["http://schema.org/LearningResource"],
            "http://schema.org/name": [{"@value": "Pferd", "@language": "de"}],
        }
    ],
    "texts by language, under another context": {
        "@context": [{"@vocab": "https://schema.org/", "name": {"@container": "@language"}}, None],
        "@type": "LearningResource",
        "name": {"de": "Pferd", "fr": ["cheval", "jument"]},
        "description": None,
        "about": {"@list": ["Tiere"]},
    },
    "a podcast's episode in a graph of one": {
        "@context": "https://schema.org",
        "@graph": {
            "@type": "PodcastEpisode",
            "name": "Folge 12",
            "position": "12",
            "associatedMedia": {"@type": "AudioObject", "contentUrl": "https://cast.example.org/12.mp3"},
            "accessMode": ["auditory"],
            "accessModeSufficient": {"@type": "ItemList", "itemListElement": ["auditory"]},
            "accessibilityHazard": "none",
        },
    },
    "a quiz in two pieces": [
        {"@context": "http://schema.org", "@graph": [{"@type": "WebPage", "url": "/quiz"}]},
        {
            "@context": "http://schema.org",
            "@type": "Quiz",
            "hasPart": [{"@type": "Question", "text": "Wann?"}],
        },
    ],
}


def takes(record: Any) -> bool:
    """Our verdict, which must be that of both engines."""
    verdict = bool(EXACT.is_valid(record))
    assert FAST.is_valid(record) is verdict, f"the engines differ on {json.dumps(record)}"
    return verdict


def test_the_schema_is_one_by_its_own_draft_and_refers_to_itself_only():
    Draft202012Validator.check_schema(SCHEMA)
    used = {at(SCHEMA, place) for place in places(SCHEMA) if place[-1] == "$ref"}
    assert used == {f"#/$defs/{name}" for name in SCHEMA["$defs"]}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_a_record_as_sites_publish_it_is_taken(record: Any):
    assert takes(record)
    assert takes(json.loads(json.dumps(record).replace("http://schema.org", "https://schema.org")))


def test_every_valid_example_of_amb_is_taken(standards: Path):
    taken = [takes(record) for record in examples(standards, "valid").values()]
    assert taken == [True] * 33


def test_the_engines_agree_on_every_change_at_every_place():
    judged = [takes(mutant) for _, _, mutant in mutants(RECORDS.values())]
    assert judged.count(True) >= 2000
    assert judged.count(False) >= 500


@given(data=st.data())
@settings(max_examples=200)
def test_the_engines_agree_on_several_changes_at_once(data: Any):
    record = data.draw(st.sampled_from(list(RECORDS.values())))
    for _ in range(data.draw(st.integers(1, 4))):
        if record:
            place = data.draw(st.sampled_from(list(places(record))))
            _, record = data.draw(st.sampled_from(list(changes(record, place))))
    takes(record)


KNOWN = [name for name in SCHEMA["$defs"]["node"]["properties"] if not name.startswith("@")]


@pytest.mark.parametrize("name", KNOWN)
def test_null_a_reference_a_value_and_a_list_of_them_may_stand_everywhere(name: str):
    everywhere = [None, {"@id": "https://example.org/a"}, {"@value": "Pferd", "@language": "de"}, "Pferd", []]
    for value in [*everywhere, everywhere[:-1]]:
        assert takes({"@type": "Course", name: value})
        assert takes({"@graph": [{"@type": "Course", name: value}]})


NUMBERS = [
    "identifier",
    "version",
    "position",
    "copyrightYear",
    "typicalAgeRange",
    "width",
    "numberOfCredits",
]
TRUTHS = ["isAccessibleForFree", "isFamilyFriendly"]


@pytest.mark.parametrize(
    "name", [*NUMBERS, *TRUTHS, "name", "author", "dateCreated", "license", "keywords", "@id"]
)
def test_a_number_and_a_truth_stand_where_they_mean_something(name: str):
    assert takes({"@type": "Course", name: 12}) is (name in NUMBERS)
    assert takes({"@type": "Course", name: True}) is (name in TRUTHS)


REFUSED = {
    "a text": ("Pferd", ["$ type"]),
    "an empty list": ([], ["$ minItems", "$ contains"]),
    "an object without a type": ({"name": "Pferd"}, ["$ required"]),
    "a list in which nothing has a type": ([{"name": "Pferd"}], ["$ contains"]),
    "a text in the list": ([{"@type": "Course"}, "Pferd"], ["$[1] type"]),
    "an empty graph": ({"@graph": []}, ["$['@graph'] minItems", "$['@graph'] contains"]),
    "a graph in which nothing has a type": ({"@graph": [{"name": "Pferd"}]}, ["$['@graph'] contains"]),
    "a type that is no text": ({"@type": {"@id": "Course"}}, ["$['@type'] type"]),
    "a number for a name": ({"@type": "Course", "name": 7}, ["$.name type"]),
    "a number among names": ({"@type": "Course", "name": ["Pferd", 7]}, ["$.name[1] type"]),
    "a list in a list": ({"@type": "Course", "keywords": [["Pferd"]]}, ["$.keywords[0] type"]),
    "a year as a number": ({"@type": "Course", "dateCreated": 2019}, ["$.dateCreated type"]),
    "a number for an author's name": ({"@type": "Course", "author": {"name": 7}}, ["$.author.name type"]),
    "a value that is an object": ({"@type": "Course", "name": {"@value": {}}}, ["$.name['@value'] type"]),
    "a number in a graph": ({"@graph": [{"@type": "Course", "url": 7}]}, ["$['@graph'][0].url type"]),
}


@pytest.mark.parametrize(("record", "expected"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_names_the_very_place(record: Any, expected: list[str]):
    assert not takes(record)
    assert [f"{error.json_path} {error.validator}" for error in EXACT.iter_errors(record)] == expected


@pytest.mark.parametrize("member", ["about", "@graph", "isPartOf", "@context", "own"])
def test_no_nesting_is_too_deep(member: str):
    record: Any = {"@type": "Course"}
    for _ in range(500):
        record = {"@type": "Course", member: record}
    assert takes(record)
