"""oai_dc, written and read back: what it can say comes back as it was, and stays so from then on.

The normal form of a resource is what oai_dc says of it: every text trimmed and said once; agents by name
alone; concepts by address or by one label; links by address or by words; a file by its format or its size; a
licence by its address or by its words; the addresses among its identifiers as those of the resource.
"""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from profiles.formats import dublin_core
from profiles.formats.dublin_core_writing import write
from profiles.formats.reading import is_address
from profiles.model import Agent, Concept, Encoding, Identifier, LearningResource, License, Link, Text
from profiles.xml import parse
from tests.profiles.test_dublin_core_writing import RESOURCES
from tests.schemas.dc_facts import by_the_facts

SCHEMA = etree.XMLSchema(file=str(Path(__file__).parents[2] / "profiles" / "schemas" / "oai_dc.xsd"))

TRIMMED = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=40).filter(
    lambda text: text.strip() == text
)
WORDS = TRIMMED.filter(lambda text: not text.lower().startswith(("http", "info:")) and "://" not in text)
ADDRESSES = st.sampled_from(
    [
        "https://example.org/1",
        "http://example.org/a?b=c&d=<e>",
        "HTTPS://example.org/ü",
        "https://example.org/1#2",
    ]
)
LANGUAGES = st.sampled_from([None, "en", "pt-PT", "zh-Hant-TW"])
TEXTS = st.builds(Text, WORDS, LANGUAGES)
LINKS = st.one_of(
    ADDRESSES.map(Link),
    st.sampled_from(["urn:x:1", "doi:10.1/a"]).map(Link),
    WORDS.filter(lambda text: ":" not in text or " " in text).map(lambda text: Link(None, text)),
)
ACCESS = ["info:eu-repo/semantics/openAccess", "http://purl.org/coar/access_right/c_abf2"]
FORMS = WORDS.filter(lambda text: not text[0].isdigit())


def some(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(values, max_size=3, unique=True).map(tuple)


@st.composite
def in_normal_form(draw: st.DrawFn) -> LearningResource:
    agents = some(TRIMMED.map(Agent))
    identifiers = draw(some(TRIMMED | ADDRESSES))
    return LearningResource(
        id=tuple(Identifier(value) for value in identifiers),
        url=tuple(value for value in identifiers if is_address(value)),
        name=draw(some(st.builds(Text, TRIMMED, LANGUAGES))),
        description=draw(some(st.builds(Text, TRIMMED, LANGUAGES))),
        keywords=draw(some(TEXTS)),
        about=draw(some(ADDRESSES.map(Concept))),
        inLanguage=draw(some(TRIMMED)),
        learningResourceType=draw(
            some(st.one_of(ADDRESSES.map(Concept), TEXTS.map(lambda text: Concept(None, (text,)))))
        ),
        creator=draw(agents),
        contributor=draw(agents),
        publisher=draw(agents),
        datePublished=draw(some(WORDS)),
        license=draw(
            some(
                st.one_of(
                    st.sampled_from(["https://example.org/1", "http://example.org/a?b=c"]).map(
                        lambda address: License(address, address)
                    ),
                    st.builds(
                        License,
                        st.none(),
                        WORDS.filter(lambda text: not text.lower().endswith("access")),
                        LANGUAGES,
                    ),
                )
            )
        ),
        conditionsOfAccess=draw(some(st.sampled_from(ACCESS).map(Concept))),
        encoding=draw(
            some(
                st.one_of(
                    FORMS.map(lambda form: Encoding(encodingFormat=form)),
                    st.sampled_from(["3,4 MB", "1234", "12 bytes"]).map(
                        lambda size: Encoding(contentSize=size)
                    ),
                )
            )
        ),
        isBasedOn=draw(some(LINKS)),
        relation=draw(some(LINKS)),
    )


@given(in_normal_form())
def test_a_resource_in_normal_form_is_read_back_as_it_was(resource: LearningResource) -> None:
    again = dublin_core.read(parse(write(resource)))
    for field in fields(LearningResource):
        if field.compare:
            assert getattr(again, field.name) == getattr(resource, field.name), field.name


@given(RESOURCES)
def test_what_is_read_back_of_any_resource_comes_back_as_it_was(resource: LearningResource) -> None:
    once = dublin_core.read(parse(write(resource)))
    twice = dublin_core.read(parse(write(once)))
    # The address that stands in the words of a licence is said by itself too, once it was read.
    alone = {License(licence.id, licence.id) for licence in once.license if licence.id}
    assert set(once.license) <= set(twice.license) <= set(once.license) | alone
    assert replace(twice, license=()) == replace(once, license=())
    assert dublin_core.read(parse(write(twice))) == twice


@given(RESOURCES | in_normal_form())
def test_whatever_is_written_is_valid_by_our_schema_and_by_the_facts(resource: LearningResource) -> None:
    root = parse(write(resource))
    assert SCHEMA.validate(root), SCHEMA.error_log
    assert by_the_facts(root)
