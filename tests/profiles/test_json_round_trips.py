"""What is read from what we wrote in JSON equals what was written, and what is written in AMB is valid AMB.

Equal means: every value of every field, in its order, where it says something
(`what_can_be_said`), with what the formats themselves make of the rest:
an address on the web that identifies the resource comes first among its
identifiers and is its url where none is given. In AMB the values that its own
elements hold come before the others of their field.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import example, given
from pyld import jsonld

from profiles.formats import amb, schema_org
from profiles.formats.json_amb_writing import main_identifier
from profiles.formats.json_writing import principal
from profiles.formats.jsonld_expanding import load
from profiles.formats.reading import is_address
from profiles.model import Concept, Identifier, LearningResource, Text
from tests.profiles.generating import resources, what_can_be_said
from tests.schemas.amb_judging import owners

FULL = LearningResource(
    id=(Identifier("https://example.org/1"), Identifier("1", "local")),
    name=(Text("Brüche", "de"), Text("Fractions", "en"), Text("?")),
    keywords=(Text("a, b", "de"), Text("c"), Text("d", "de")),
    about=(Concept("http://w3id.org/kim/schulfaecher/s1017", (Text("Mathe", "de"), Text("Maths"))),),
)


def identified(said: dict[str, tuple[Any, ...]], main: Identifier | None) -> dict[str, tuple[Any, ...]]:
    """What is said, with the resource's own identifier before the others, and as its url."""
    if main is None:
        return said
    main = Identifier(main.value)
    ids = list(said.get("id", ()))
    if main in ids:
        ids.remove(main)
    url = said.get("url") or ((main.value,) if is_address(main.value) else ())
    return {**said, "id": (main, *ids), **({"url": url} if url else {})}


@given(resources())
@example(FULL)
def test_what_is_read_from_schema_org_is_what_was_written(resource: LearningResource) -> None:
    again = schema_org.read(orjson.loads(schema_org.write(resource)))
    assert (
        again.said() == LearningResource(**identified(what_can_be_said(resource), principal(resource))).said()
    )


@given(resources())
@example(FULL)
@example(LearningResource(url=("urn:a",)))
def test_what_is_read_from_amb_is_what_was_written(resource: LearningResource) -> None:
    again = amb.read(orjson.loads(amb.write(resource)))
    expected = identified(what_can_be_said(resource), main_identifier(resource))
    assert again.said().keys() == expected.keys()
    for field, values in expected.items():
        assert counted(getattr(again, field)) == counted(values), field


def counted(values: tuple[Any, ...]) -> Counter[Any]:
    """How often each value is there; labels of AMB's languages come first in a concept."""
    return Counter(
        value._replace(labels=tuple(sorted(value.labels, key=str))) if isinstance(value, Concept) else value
        for value in values
    )


@given(resources())
def test_what_is_written_is_the_same_when_written_again(resource: LearningResource) -> None:
    for format_ in (amb, schema_org):
        once = format_.read(orjson.loads(format_.write(resource)))
        assert format_.read(orjson.loads(format_.write(once))).said() == once.said()


@given(resources())
def test_every_value_that_was_written_has_a_place_in_the_document(resource: LearningResource) -> None:
    for format_ in (amb, schema_org):
        document = orjson.loads(format_.write(resource))
        again = format_.read(document)
        for field, values in again.said().items():
            assert len(again.places[field]) == len(values), field
            for place in again.places[field]:
                at = document
                for step in place:
                    at = at[step]
                assert place, field


@pytest.fixture(scope="module")
def amb_schema(standards: Path) -> Any:
    return owners(standards, "20231019")


def test_amb_that_we_write_is_valid_by_its_owners_schemas(amb_schema: Any) -> None:
    @given(resources())
    @example(FULL)
    def holds(resource: LearningResource) -> None:
        document = orjson.loads(amb.write(resource))
        missing = {"id", "name"} - document.keys()
        if not missing:
            assert [error.message for error in amb_schema.iter_errors(document)] == []
        else:
            assert all(
                error.validator == "required" and not error.path for error in amb_schema.iter_errors(document)
            )

    holds()


@given(resources(["name", "description", "id", "url"]))
def test_a_resource_with_a_name_and_an_address_has_them_in_amb(resource: LearningResource) -> None:
    said = what_can_be_said(resource)
    document = orjson.loads(amb.write(resource))
    assert ("name" in document) == ("name" in said)
    assert ("id" in document) == (main_identifier(resource) is not None)


def test_in_amb_the_values_that_it_holds_come_first() -> None:
    resource = LearningResource(inLanguage=("x-none", "de", "gsw", "fr"))
    document = orjson.loads(amb.write(resource))
    assert document["inLanguage"] == ["de", "fr"]
    assert document["schema:inLanguage"] == ["x-none", "gsw"]
    assert amb.read(document).inLanguage == ("de", "fr", "x-none", "gsw")


def test_in_amb_a_text_without_a_language_does_not_get_one() -> None:
    document = orjson.loads(amb.write(LearningResource(name=(Text("Brüche"),), inLanguage=("de",))))
    assert document["name"] == "Brüche"
    assert document["@context"][1] == {
        "@language": "de",
        "name": {"@id": "http://schema.org/name", "@language": None},
    }
    assert amb.read(document).name == (Text("Brüche"),)


def test_json_ld_itself_takes_both_names_of_a_property_for_one() -> None:
    (node,) = jsonld.expand(orjson.loads(amb.write(FULL)), {"documentLoader": load})
    assert node["http://schema.org/name"] == [
        {"@value": "Brüche", "@language": "de"},
        {"@value": "Fractions", "@language": "en"},
        {"@value": "?"},
    ]
    assert node["http://schema.org/keywords"] == [
        {"@value": "a, b", "@language": "de"},
        {"@value": "d", "@language": "de"},
        {"@value": "c"},
    ]


@given(resources(["name", "keywords", "description"]))
def test_json_ld_itself_gives_every_text_the_language_that_it_has(resource: LearningResource) -> None:
    said = what_can_be_said(resource)
    for written in (amb.write(resource), schema_org.write(resource)):
        expanded = jsonld.expand(orjson.loads(written), {"documentLoader": load})
        node = expanded[0] if expanded else {}
        for field in ("name", "keywords", "description"):
            # A processor may put languages into lower case (JSON-LD 1.1 API, 4.1).
            found = {
                (one["@value"], one.get("@language", "").lower())
                for one in node.get(f"http://schema.org/{field}", [])
            }
            assert found == {(text.value, (text.lang or "").lower()) for text in said.get(field, ())}
