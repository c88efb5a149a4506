"""What is certain of a value, and what is only likely: the functions behind the mends."""

from __future__ import annotations

import pytest

from tests.architecture.source import ROOT
from validators.mends import CERTAIN
from validators.types.addresses import certain_address
from validators.types.dates import certain_duration, date_or_time
from validators.types.fault import Fault
from validators.types.identifiers import certain_doi
from validators.types.languages import canonical_tag
from validators.types.licences import certain_address as licence_address
from validators.types.markup import without_markup

BY = "https://creativecommons.org/licenses/by/4.0/"


def test_every_mend_stands_in_the_docs_with_its_reason() -> None:
    rows = (ROOT / "docs" / "fix.md").read_text(encoding="utf-8").splitlines()
    for (rule, code), mender in CERTAIN.items():
        start = f"| {rule} | {f'`{code}`' if code else ''} |"
        assert [row for row in rows if row.startswith(start) and row.endswith(f"| {mender.reason} |")], start


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("CC BY 4.0", BY),
        ("cc-by-4.0 International", BY),
        ("Creative Commons Attribution 4.0 International License", BY),
        ("Creative Commons Namensnennung 4.0 International", BY),
        (
            "Creative Commons Reconocimiento-NoComercial-CompartirIgual 4.0 Internacional",
            "https://creativecommons.org/licenses/by-nc-sa/4.0/",
        ),
        ("creativecommons.org/licenses/by/4.0/", BY),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("MIT License", "https://spdx.org/licenses/MIT"),
        ("CC BY", ""),
        ("Creative Commons", ""),
        ("Namensnennung 4.0", ""),
        ("not CC BY 4.0", ""),
        ("CC BY 4.0 or CC0", ""),
        ("CC BY 4.0, except the pictures", ""),
        ("CC BY-ND-SA 4.0", ""),
        ("CC BY 9.0", ""),
    ],
)
def test_a_licence_has_an_address_where_it_is_named_exactly(text: str, address: str) -> None:
    assert licence_address(text) == address


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("de_DE", "de-DE"),
        ("ger", "de"),
        ("deu", "de"),
        ("fra_CA", "fr-CA"),
        ("en-UK", "en-GB"),
        ("iw", "he"),
        (" nl", "nl"),
        ("zh_hans_cn", "zh-Hans-CN"),
        ("arb", "arb"),  # a language of its own in the registry, though most mean ar
        ("sh_RS", ""),  # what takes its place has another script
        ("zh_cmn", ""),
        ("German", ""),
        ("qqq_Q", ""),
        ("", ""),
    ],
)
def test_a_tag_has_a_canonical_form_where_its_parts_stay_the_same(text: str, tag: str) -> None:
    assert canonical_tag(text) == tag


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("doi: 10.1234/abc", "https://doi.org/10.1234/abc"),
        ("10.1234%2Fabc", "https://doi.org/10.1234/abc"),
        ("https://doi.org/doi:10.1234/abc", "https://doi.org/10.1234/abc"),
        ("doi:10.1234/abc.", ""),
        ("10.1234/a b", ""),
        ("doi: 10.1234/a#b", ""),
        ("10.1234%20/abc", ""),
        ("", ""),
    ],
)
def test_a_doi_has_an_address_where_no_sign_of_it_is_in_doubt(text: str, address: str) -> None:
    assert certain_doi(text) == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("doi:10.1234/abc", "https://doi.org/10.1234/abc"),
        ("HDL:123/4", "https://hdl.handle.net/123/4"),
        ("ark:/12345/x", "https://n2t.net/ark:/12345/x"),
        (" https://a.example.org/\n", "https://a.example.org/"),
        ("https://a.example.org/a b", ""),
        ("www.example.org", ""),
        ("http://https://a.example.org/", ""),
        ("", ""),
    ],
)
def test_an_address_is_certain_where_a_resolver_knows_it(text: str, address: str) -> None:
    assert certain_address(text) == address


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("pt1h30m", "PT1H30M"),
        ("P 1 D", "P1D"),
        ("1:30:00", "PT1H30M"),
        ("PT1H30", ""),
        ("5 m", ""),
        ("1:30", ""),
        ("", ""),
    ],
)
def test_a_duration_is_certain_but_for_its_case(text: str, length: str) -> None:
    assert certain_duration(text) == length


def test_a_date_with_blanks_around_it_is_suggested_without() -> None:
    assert date_or_time(" 2019-05 ") == Fault("form", suggestion="2019-05")
    assert date_or_time(" 2019-20 ") == Fault("span")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>One <b>two</b> &amp; three</p>", "One two & three"),
        ("<p>One</p><p>two</p>\n<div>three<br/>four</div>", "One two\nthree four"),
        ("<SPAN style='a'>One</SPAN> <i>two</i>", "One two"),
        ("<p>&nbsp;One&#8217;s</p>", "\u00a0One’s"),
        ("One<br>", "One"),
        ("<br/><br /> One <br>", "One"),
        ("<p>See &lt;p&gt;</p>", "See <p>"),
        ("One<br>two", None),
        ("Use <b> here", None),
        ("Use <b>this</b> here", None),
        ("<p>One</b>", None),
        ("<p>One", None),
        ("<p>H<sub>2</sub>O</p>", None),
        ("<p><a href='https://a.example.org'>One</a></p>", None),
        ("<ul><li>One</li></ul>", None),
        ("<p>One <!-- two --></p>", None),
        ("1 < 2 &amp; 3", None),
        ("One", None),
    ],
)
def test_markup_goes_where_all_of_a_text_stands_in_it(text: str, plain: str | None) -> None:
    edits = without_markup(text)
    mended = text
    for edit in reversed(edits):
        mended = mended[: edit.start] + edit.text + mended[edit.end :]
    assert (mended if edits else None) == plain
