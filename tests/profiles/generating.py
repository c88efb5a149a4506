"""Learning resources of every kind, for the tests of readers and writers, and what a writer may leave out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, get_args, get_type_hints

from hypothesis import strategies as st

from profiles.formats.ages import age_ranges
from profiles.formats.json_writing import terms_of
from profiles.model import (
    FIELDS,
    Agent,
    AgeRange,
    Concept,
    EmissionClaim,
    Encoding,
    Identifier,
    LearningResource,
    License,
    Link,
    Requirement,
    Statement,
    Text,
)

CC_BY = "https://creativecommons.org/licenses/by/4.0/"

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ADDRESSES = st.sampled_from(
    [
        *("https://example.org/1", "http://example.org/a?b=c&d=<e>", "https://example.org/a b.pdf", CC_BY),
        *(
            "urn:isbn:9783161484100",
            "http://w3id.org/kim/schulfaecher/s1009",
            "https://w3id.org/kim/hcrt/video",
        ),
        *("https://w3id.org/kim/educationalLevel/level_2", "http://w3id.org/kim/conditionsOfAccess/login"),
        *(
            "http://purl.org/dcx/lrmi-vocabs/interactivityType/active",
            "https://orcid.org/0000-0001-2345-6789",
        ),
    ]
)
WORDS = st.sampled_from(
    [
        *(
            "true",
            "false",
            "textual",
            "textual,visual",
            "a, b",
            "#author",
            "_:b0",
            "3,4 MB",
            "1234",
            "text/html",
        ),
        *(
            "video/mp4",
            "2021",
            "2021-02",
            "2021-02-30",
            "2021-02-28",
            "2021-02-28T10:00:00Z",
            "PT1H",
            "2 hours",
        ),
        *(
            "x-none",
            "de",
            "de-AT",
            "<p>Brüche &amp; mehr</p>",
            "CC BY 4.0",
            f"See {CC_BY}.",
            " padded ",
            "\t",
        ),
        *("6-8", "18-", "7, 8, 9", "name", "@value", "a" * 64),
    ]
)
VALUES = ANY_TEXT | ADDRESSES | WORDS
MAYBE = st.none() | VALUES
LANGUAGES = st.sampled_from([None, None, "de", "en", "pt-PT", "x-none", "gsw", ""])
TEXTS = st.builds(Text, VALUES, LANGUAGES)

KINDS: dict[Any, st.SearchStrategy[Any]] = {
    str: VALUES,
    Text: TEXTS,
    Identifier: st.builds(Identifier, VALUES, MAYBE),
    Concept: st.builds(Concept, MAYBE, st.lists(TEXTS, max_size=3).map(tuple), MAYBE),
    AgeRange: st.builds(Text, VALUES, LANGUAGES).map(lambda text: age_ranges(text)[0]),
    Agent: st.builds(
        Agent,
        name=MAYBE,
        type=st.sampled_from([None, "Person", "Organization", "Band"]),
        id=MAYBE,
        affiliation=MAYBE,
        email=st.none() | st.just("anna@example.org"),
        role=MAYBE,
        card=st.none() | st.just("BEGIN:VCARD FN:Anna END:VCARD"),
    ),
    License: st.builds(License, MAYBE, MAYBE, LANGUAGES),
    Encoding: st.builds(Encoding, *[MAYBE] * 9),
    Link: st.builds(Link, MAYBE, MAYBE, MAYBE),
    Statement: st.builds(Statement, MAYBE, MAYBE, MAYBE, MAYBE),
    Requirement: st.builds(Requirement, MAYBE, MAYBE, MAYBE, MAYBE),
    EmissionClaim: st.builds(EmissionClaim, *[MAYBE] * 7),
}
_HINTS = get_type_hints(LearningResource)


def kind_of(field: str) -> Any:
    """What the values of a field are."""
    return get_args(_HINTS[field])[0]


def resources(fields: Collection[str] = FIELDS, most: int = 3) -> st.SearchStrategy[LearningResource]:
    """Resources that say something in some of the fields: true, dirty and empty values, in any language."""
    values = {
        field: st.lists(KINDS[kind_of(field)], min_size=1, max_size=most).map(tuple) for field in fields
    }
    # A few fields at a time find as much as all sixty, and sooner.
    return (
        st.lists(st.sampled_from(sorted(fields)), max_size=8, unique=True)
        .flatmap(lambda names: st.fixed_dictionaries({name: values[name] for name in names}))
        .map(lambda said: LearningResource(**said))
    )


def _text(value: str | None) -> str | None:
    return value if value and not value.isspace() else None


def _said_text(text: Text) -> Text | None:
    return Text(text.value, text.lang or None) if _text(text.value) else None


def _said_concept(concept: Concept) -> Concept | None:
    labels = tuple(said for label in concept.labels if (said := _said_text(label)))
    identity = _text(concept.id)
    return Concept(identity, labels, _text(concept.scheme)) if identity or labels else None


def _said_agent(agent: Agent) -> Agent | None:
    """An agent without what reaches a person, which is not ours to publish, and without an unknown kind."""
    kind = agent.type if agent.type in {"Person", "Organization"} else None
    name, identity, affiliation = _text(agent.name), _text(agent.id), _text(agent.affiliation)
    if not (name or identity or affiliation):
        return None
    return Agent(name, kind, identity, affiliation, None, _text(agent.role), None)


def _said_license(licence: License) -> License | None:
    """A licence: its words are its address where it has no others, its address the one in the words."""
    said = License(*terms_of(licence))
    return said if said.text else None


def _said_members(value: Any) -> Any:
    members = [_text(member) for member in value]
    return type(value)(*members) if any(members) else None


WITHOUT_A_WORD = frozenset({"requirements", "emissionClaim", "certificationDate"})
"""The fields that neither schema.org nor the vocabularies beside it have a word for."""

SAID: dict[Any, Callable[[Any], Any]] = {
    str: _text,
    Text: _said_text,
    Identifier: lambda one: Identifier(one.value, _text(one.scheme)) if _text(one.value) else None,
    Concept: _said_concept,
    AgeRange: lambda age: age_ranges(said)[0] if (said := _said_text(Text(age.value, age.lang))) else None,
    Agent: _said_agent,
    License: _said_license,
    Encoding: _said_members,
    Link: lambda link: _said_members(link) if _text(link.id) or _text(link.name) else None,
    Statement: _said_members,
}


def what_can_be_said(resource: LearningResource) -> dict[str, tuple[Any, ...]]:
    """The fields and values of a resource that say something, without what is not published of people.

    Blank texts are none; an empty language is none.
    """
    found = {}
    for field, values in resource.said().items():
        if field in WITHOUT_A_WORD:
            continue
        said = tuple(one for value in values if (one := SAID[kind_of(field)](value)) is not None)
        if said:
            found[field] = said
    return found
