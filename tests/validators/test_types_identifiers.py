"""Identifiers of resources and of people, as records give them."""

from __future__ import annotations

import pytest

from profiles.model import Agent, Identifier
from tests.validators.test_types import code_of
from validators.types import SKIP, TYPES, Fault


@pytest.mark.parametrize(
    ("value", "code", "suggestion"),
    [
        ("doi: 10.5072/x", "form", "https://doi.org/10.5072/x"),
        ("https://doi.org/doi:10.5072/x", "form", "https://doi.org/10.5072/x"),
        ("doi:10.5072%2Fx", "form", "https://doi.org/10.5072/x"),
        ("doi:10.5072/a b", "form", ""),
        ("https://doi.org/", "form", ""),
        ("doi:10.5072/x).", "closing", "https://doi.org/10.5072/x"),
    ],
)
def test_a_doi_with_more_than_belongs_to_it_is_mended_where_that_is_sure(
    value: str, code: str, suggestion: str
) -> None:
    fault = TYPES["doi"](Identifier(value))
    assert isinstance(fault, Fault)
    assert (fault.code, fault.suggestion) == (code, suggestion)


def test_an_entry_of_another_kind_than_its_catalogue_is_one_finding_not_two() -> None:
    address = Identifier("https://example.org/r/1", "DOI")
    assert code_of("catalogue", address) == ""
    assert all(TYPES[name](address) is SKIP for name in ("doi", "ark", "urn", "handle", "check-digit"))
    malformed = Identifier("doi:10.50/1", "DOI")
    assert TYPES["catalogue"](malformed) is None
    assert code_of("doi", malformed) == "form"


@pytest.mark.parametrize(
    "value", ["oai:example.org:1", "10.5072/x", "tag:example.org,2024:x", "urn:nbn:fi-1", "hdl:20.500/1"]
)
def test_names_that_mean_the_same_everywhere_are_lasting(value: str) -> None:
    assert TYPES["persistent"](Identifier(value)) is None


@pytest.mark.parametrize("value", ["1234", "oai:x:1", "ark:/99999/x1", "isbn 978-3-16-148410-1"])
def test_names_that_mean_something_in_one_place_are_not(value: str) -> None:
    assert code_of("persistent", Identifier(value)) == "local"


@pytest.mark.parametrize(
    ("identifier", "code"),
    [
        ("https://ORCID.org/0000-0002-1825-0097", None),
        ("https://isni.org/isni/0000000121032683", None),
        ("https://d-nb.info/gnd/118540238", None),
        ("http://www.wikidata.org/entity/Q937", None),
        ("https://ror.org/01faaaf77", None),
        ("https://isni.org/isni/0000000121032684", "check-digit"),
        ("https://example.org/anna", "unknown"),
    ],
)
def test_identifiers_of_people_and_institutions(identifier: str, code: str | None) -> None:
    assert code_of("agent-id", Agent("Anna", id=identifier)) == code
