"""The tags of a page are told apart as browsers do, however it is written."""

from __future__ import annotations

import pytest

from profiles.formats.html_page import Page, Said

SCRIPT = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    "tag",
    [
        '<meta name="author" content="A &amp; B">',
        "<META NAME=Author CONTENT='A & B'/>",
        '<meta\n  content = "A &amp;\n B"\n  name\t=\tauthor >',
        '<meta name="author" name="other" content="A & B" content="C">',
        '<meta data-x="a > b" property="author" content="A & B">',
    ],
)
def test_a_meta_element_is_understood_in_whatever_way_it_is_written(tag: str) -> None:
    assert Page(f"<html><head>{tag}</head></html>").said == {"author": [Said("A & B", None)]}


@pytest.mark.parametrize(
    "tag",
    [
        '<script type="application/ld+json">{}</script>',
        "<SCRIPT async TYPE='Application/LD+JSON; charset=utf-8'>{}</SCRIPT >",
        "<script id=x type=application/ld+json>{}</script\n>",
        '<script type="application/ld+json">{}',
    ],
)
def test_a_script_is_understood_in_whatever_way_it_is_written(tag: str) -> None:
    text = f"<html>\r\n{tag}"
    (span,) = Page(text).scripts
    assert text[slice(*span)] == "{}"


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- {SCRIPT} -->",
        f"<!-- {SCRIPT}",
        f"<script>var x = '{SCRIPT.removesuffix('</script>')}'</script>",
        f"<style>{SCRIPT}</style>",
        f"<textarea>{SCRIPT}</textarea>",
        f"<p title='{SCRIPT}'>",
        SCRIPT.replace("application/ld+json", "application/json"),
        SCRIPT.replace("<script", "<scripts"),
        SCRIPT.replace("<script", "< script"),
    ],
)
def test_what_is_no_script_of_json_ld_is_not_taken_for_one(text: str) -> None:
    assert Page(text).scripts == []


@pytest.mark.parametrize(
    "text", ["<!-->", "<!-- a -- b -->", "<title>&lt;!--</title>", "a < b <", "</p x>", "<br/>"]
)
def test_a_script_is_found_behind_what_looks_odd(text: str) -> None:
    assert len(Page(text + SCRIPT).scripts) == 1


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", '<a b="', "<a b='", "<![CDATA[", "</", "<title>", "&", "<a =", "//<!--"]
)
def test_a_long_page_of_one_broken_piece_is_passed_over(piece: str) -> None:
    page = Page(piece * 100_000)
    assert (page.scripts, page.said, page.lang) == ([], {}, None)


def test_title_and_language_are_the_first_ones() -> None:
    page = Page(
        '<html lang="de-AT" class="x"><title lang=en>A\n B</title><svg><title>C</title></svg><html lang="fr">'
    )
    assert (page.title, page.lang) == (Said("A B", "en"), "de-AT")


@pytest.mark.parametrize(
    ("tag", "microdata", "rdfa"),
    [
        ("<div itemscope>", True, False),
        ("<div TYPEOF='x'>", False, True),
        ("<b property=name>", False, True),
        ("<meta property='og:title' content='x'>", False, False),
        ("<p class='x'>", False, False),
    ],
)
def test_embedded_data_is_noticed(tag: str, microdata: bool, rdfa: bool) -> None:
    page = Page(tag)
    assert (page.has_microdata, page.has_rdfa) == (microdata, rdfa)
