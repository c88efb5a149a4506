"""Pages that are written say to people and to programs the same, and nothing breaks out of them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from profiles.formats import html, schema_org
from profiles.formats.html_page import Page
from profiles.model import Agent, Concept, Encoding, LearningResource, License, Text
from tests.profiles.generating import resources

BY = "https://creativecommons.org/licenses/by/4.0/"


def through_schema_org(resource: LearningResource) -> LearningResource:
    return schema_org.read(json.loads(schema_org.write(resource)))


@given(resources())
def test_what_is_written_is_read_again(resource: LearningResource) -> None:
    text = html.write(resource).decode()
    assert text.count("</script") == text.count("<script") == 1
    (span,) = Page(text).scripts
    assert json.loads(text[slice(*span)]) == json.loads(schema_org.write(resource))
    assert html.read(text) == through_schema_org(resource)


@pytest.mark.parametrize(
    "words", ["</script><script>alert(1)</script>", "<!-- <script", "]]>", "a & b < c > d \"e\" 'f'"]
)
def test_no_value_breaks_out_of_the_script_or_the_page(words: str) -> None:
    resource = LearningResource(
        name=(Text(words, "en"),), description=(Text(words),), keywords=(Text(words),)
    )
    text = html.write(resource).decode()
    assert text.count("<script") == 1
    assert html.read(text) == through_schema_org(resource)
    assert html.read(text).name[0].value == words
    assert Page(text).title is not None


def test_a_page_says_to_people_what_it_says_to_programs() -> None:
    resource = LearningResource(
        name=(Text("Bruchrechnen", "de"),),
        description=(Text("Halbe und Viertel", "de"),),
        license=(License(BY, "CC BY"),),
        creator=(Agent("Ada Example", id="https://orcid.org/0000-0001-2345-6789"),),
        about=(Concept("https://example.org/maths", (Text("Mathematik", "de"),)),),
        url=("https://example.org/1", "javascript:alert(1)"),
        encoding=(Encoding("https://example.org/1.pdf", None, "application/pdf", "1024"),),
    )
    text = html.write(resource).decode()
    assert '<title lang="de">Bruchrechnen</title>' in text
    assert '<meta name="description" content="Halbe und Viertel">' in text
    assert f'<link rel="license" href="{BY}">' in text
    assert '<tr><th scope="row">Subject</th><td><span lang="de">Mathematik</span></td></tr>' in text
    assert (
        '<li><a href="https://example.org/1">https://example.org/1</a></li><li>javascript:alert(1)</li>'
        in text
    )
    assert "application/pdf, 1024</td>" in text


def test_a_resource_without_a_name_gives_a_page_with_a_title() -> None:
    page_of_none = Page(html.write(LearningResource()).decode())
    assert page_of_none.title is not None
    assert page_of_none.title.text == "Learning resource"
