"""oai_dc: read into the model, and written from it without what it cannot say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from profiles.canonical import to_json
from profiles.formats import dublin_core
from profiles.model import Concept, Identifier, LearningResource, License, Text
from profiles.xml import parse

DOCUMENT = b"""<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
    xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:title xml:lang="pl">Ulamki</dc:title>
  <dc:creator>Nowak, Anna</dc:creator>
  <dc:subject>matematyka</dc:subject>
  <dc:subject>https://example.org/subject/1</dc:subject>
  <dc:description>Cwiczenia</dc:description>
  <dc:publisher>Uniwersytet</dc:publisher>
  <dc:contributor>Kowalski, Jan</dc:contributor>
  <dc:date>2021</dc:date>
  <dc:type>Text</dc:type>
  <dc:type>http://purl.org/dc/dcmitype/Text</dc:type>
  <dc:format>application/pdf</dc:format>
  <dc:format>3,4 MB</dc:format>
  <dc:identifier>https://example.org/1</dc:identifier>
  <dc:identifier>oai:example.org:1</dc:identifier>
  <dc:source>https://example.org/0</dc:source>
  <dc:source>An old book</dc:source>
  <dc:language>pl</dc:language>
  <dc:relation>https://example.org/2</dc:relation>
  <dc:coverage>Polska</dc:coverage>
  <dc:rights>info:eu-repo/semantics/openAccess</dc:rights>
  <dc:rights>CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)</dc:rights>
  <dc:rights/>
</oai_dc:dc>"""


def test_every_field_that_oai_dc_can_say_is_read() -> None:
    assert to_json(dublin_core.read(parse(DOCUMENT))) == {
        "id": [
            {"value": "https://example.org/1"},
            {"value": "oai:example.org:1"},
        ],
        "url": ["https://example.org/1"],
        "name": [{"value": "Ulamki", "lang": "pl"}],
        "description": ["Cwiczenia"],
        "keywords": ["matematyka"],
        "about": [{"id": "https://example.org/subject/1"}],
        "inLanguage": ["pl"],
        "learningResourceType": [{"labels": ["Text"]}, {"id": "http://purl.org/dc/dcmitype/Text"}],
        "creator": [{"name": "Nowak, Anna"}],
        "contributor": [{"name": "Kowalski, Jan"}],
        "publisher": [{"name": "Uniwersytet"}],
        "datePublished": ["2021"],
        "license": [
            {
                "id": "https://creativecommons.org/licenses/by/4.0/",
                "text": "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)",
            }
        ],
        "conditionsOfAccess": [{"id": "info:eu-repo/semantics/openAccess"}],
        "encoding": [{"encodingFormat": "application/pdf"}, {"contentSize": "3,4 MB"}],
        "isBasedOn": [{"id": "https://example.org/0"}, {"name": "An old book"}],
        "relation": [{"id": "https://example.org/2"}],
    }  # fmt: skip


def test_a_language_that_the_schema_would_refuse_is_not_written() -> None:
    resource = LearningResource(name=(Text("a", "x-none"), Text("b", "de_DE!"), Text("c", "de-AT")))
    written = dublin_core.write(resource)
    assert written.count(b"xml:lang") == 1
    assert b'xml:lang="de-AT"' in written


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=50,
).filter(lambda text: text.strip() == text and not text.startswith(("http", "info:")))
TAGS = st.sampled_from([None, "en", "fr", "pt-PT"])
TEXTS = st.lists(st.builds(Text, WORDS, TAGS), max_size=4, unique=True).map(tuple)


@given(
    st.builds(
        LearningResource,
        id=st.lists(st.builds(Identifier, WORDS, st.none()), max_size=3, unique=True).map(tuple),
        name=TEXTS,
        description=TEXTS,
        keywords=TEXTS,
        inLanguage=st.lists(st.sampled_from(["nl", "de"]), max_size=2, unique=True).map(tuple),
        about=st.just((Concept("https://example.org/s"),)),
        license=st.just((License("https://creativecommons.org/licenses/by/4.0/"),)),
    )
)
def test_what_was_written_is_read_back_the_same(resource: LearningResource) -> None:
    again = dublin_core.read(parse(dublin_core.write(resource)))
    for field in ("id", "name", "description", "keywords", "inLanguage", "about"):
        assert getattr(again, field) == getattr(resource, field), field
    assert [licence.id for licence in again.license] == [licence.id for licence in resource.license]
