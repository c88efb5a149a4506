"""Resources in LOM's own terms, of which writing and reading LOM loses nothing."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from hypothesis import strategies as st

from profiles.formats.ages import age_range
from profiles.model import (
    Agent,
    Concept,
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
ADDRESSES = [f"https://example.org/{number}?a=b&c=<d>" for number in range(6)]

WORDS = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=20)
    | st.text(st.sampled_from("aé😀 ,;\\:\n\r<&>\"'"), min_size=1, max_size=12)
).filter(lambda text: text == text.strip() and text.strip())
MAYBE = st.none() | WORDS
LANGUAGES = st.sampled_from([None, "de", "pt-PT", "x-none", "gsw"])
TEXTS = st.builds(Text, WORDS, LANGUAGES)
TERMS = st.builds(
    Concept, WORDS, st.just(()), st.none() | st.sampled_from(["LREv3.0", "https://w3id.org/kim"])
)
SCHEMES = st.none() | st.sampled_from(["DDC", "https://w3id.org/kim/schulfaecher/"])
LABELS = st.lists(TEXTS, min_size=1, max_size=3).map(tuple)
TAXA = st.builds(Concept, MAYBE, LABELS, SCHEMES) | st.builds(Concept, WORDS, st.just(()), SCHEMES)
LABELLED = st.builds(Concept, MAYBE, LABELS, SCHEMES)
CURRICULAR = st.builds(Concept, MAYBE, LABELS, st.sampled_from(["Curriculum of X", "curriculum"]))
LINKS = st.builds(Link, WORDS, MAYBE, st.none()) | st.builds(Link, st.none(), WORDS, st.none())
DATES = st.sampled_from(["2021", "2021-02", "2021-02-28", "2021-02-28T10:00", "2021-02-28T10:00:00.5Z"])
DURATIONS = st.sampled_from(["PT1H", "P1Y2M3DT4H5M6.7S", "P2D"])


def one_line(text: str) -> str:
    """A text as a card holds it: its line breaks of one kind."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


NAMES = WORDS.map(one_line)
EMAILS = st.none() | st.sampled_from(["anna@example.org", "a;b,c@example.org"])


def agents(kind: str, affiliations: st.SearchStrategy[str | None]) -> st.SearchStrategy[Agent]:
    return st.tuples(NAMES, st.just(kind), st.none() | NAMES, affiliations, EMAILS).map(
        lambda said: Agent(*said)
    )


PEOPLE = agents("Person", st.none() | NAMES).filter(lambda person: person.affiliation != person.name)
ORGANIZATIONS = agents("Organization", st.none())
AGENTS = PEOPLE | ORGANIZATIONS
ROLES = st.sampled_from(["unknown", "editor", "graphical designer", "redakteur"])
CONTRIBUTORS = st.builds(lambda agent, role: agent._replace(role=role), AGENTS, ROLES)
LICENSES = st.builds(
    lambda text, lang: License(CC_BY if CC_BY in text else None, text, lang),
    st.sampled_from([CC_BY, f"See {CC_BY}.", "CC BY 4.0", "Alle Rechte vorbehalten"]),
    LANGUAGES,
)
REQUIREMENTS = st.builds(Requirement, MAYBE, MAYBE, MAYBE, MAYBE).filter(any)
STATEMENTS = st.builds(Statement, WORDS, st.none() | NAMES, st.none() | DATES, st.none())


def some(values: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=most).map(tuple)


BY_THEMSELVES = {
    "id": some(st.builds(Identifier, WORDS, MAYBE)),
    **{field: some(TEXTS) for field in ("name", "description", "keywords", "version")},
    "inLanguage": some(st.sampled_from(["de", "en-GB", "x-none"])),
    "learningResourceType": some(TERMS | st.just(Concept("exam", (), "LOMv1.0"))),
    "educationalLevel": st.tuples(some(TERMS), some(LABELLED)).map(lambda levels: (*levels[0], *levels[1])),
    "audience": some(TERMS | st.just(Concept("learner", (), "LOMv1.0"))),
    "typicalAgeRange": some(TEXTS.map(age_range) | st.just(age_range(Text("6-8")))),
    **{field: some(DURATIONS, 1) for field in ("timeRequired", "duration")},
    **{field: some(TERMS, 1) for field in ("interactivityType", "difficulty", "creativeWorkStatus")},
    "requirements": some(REQUIREMENTS),
    **{
        field: some(TAXA)
        for field in ("teaches", "competencyRequired", "conditionsOfAccess", "accessibilityRestriction")
    },
    **{field: some(AGENTS) for field in ("creator", "publisher", "provider", "sdPublisher")},
    "contributor": some(CONTRIBUTORS),
    **{field: some(DATES) for field in ("dateCreated", "datePublished", "sdDatePublished")},
    "license": some(LICENSES),
    "copyrightRestricted": some(st.sampled_from(["yes", "no"]), 1),
    "isAccessibleForFree": some(st.sampled_from(["true", "false"]), 1),
    **{field: some(LINKS) for field in ("isBasedOn", "isPartOf", "hasPart", "isVersionOf", "relation")},
    "review": some(STATEMENTS),
}


@st.composite
def files(draw: st.DrawFn) -> dict[str, tuple[Any, ...]]:
    """Addresses, and files that their order tells apart: those without an address, or a format, come last."""
    addresses = draw(st.lists(st.sampled_from(ADDRESSES), unique=True, max_size=5))
    formats = draw(st.lists(st.sampled_from(["text/html", "video/mp4"]), max_size=len(addresses) + 1))
    sizes = draw(st.lists(st.sampled_from(["1", "3400000"]), max_size=1))
    count = max(len(formats), len(sizes))
    joined = list(zip_longest(addresses[:count], formats, sizes))
    return {
        "url": tuple(addresses),
        "encoding": tuple(Encoding(at, encodingFormat=kind, contentSize=size) for at, kind, size in joined),
    }


@st.composite
def curricular(draw: st.DrawFn) -> dict[str, tuple[Any, ...]]:
    """Subjects, and what stands in a curriculum, which is an alignment with or without a purpose."""
    aligned = draw(some(CURRICULAR))
    return {"about": (*draw(some(TAXA)), *aligned[:1]), "educationalAlignment": aligned}


def in_terms_of_lom() -> st.SearchStrategy[LearningResource]:
    """Resources that LOM can say all of: its words, its dates, and files that their order tells apart."""
    return st.tuples(st.fixed_dictionaries(BY_THEMSELVES), files(), curricular()).map(
        lambda said: LearningResource(**said[0], **said[1], **said[2])
    )
