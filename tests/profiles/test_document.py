"""What a payload is, told by its beginning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.document import Syntax, syntax_at_once, syntax_of

PIECES = (
    "<",
    ">",
    "/",
    "lom",
    "oai_dc:dc",
    "html",
    "BODY",
    "urn:a",
    "http://a/",
    "!doctype ",
    "!--",
    "?xml ",
)
PIECES += ("{", "}", "[", '"', "'", ":", " ", "\n", "\t", "a", "@prefix ", "# ", "\ufeff", "\0", "é")
BEGINNINGS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@given(BEGINNINGS, st.sampled_from(("utf-8", "utf-16", "utf-16-le", "utf-16-be", "latin-1")))
def test_what_is_told_at_once_is_what_the_longer_look_tells(beginning: str, encoding: str) -> None:
    content = beginning.encode(encoding, "replace")
    told = syntax_at_once(content)
    assert told is None or told is syntax_of(content)


@pytest.mark.parametrize(
    ("content", "syntax"),
    [
        (b"<lom xmlns='http://ltsc.ieee.org/xsd/LOM'/>", Syntax.XML),
        (b"<oai_dc:dc\n xmlns:oai_dc='x'/>", Syntax.XML),
        (b'{ "id": 1}', Syntax.JSON),
        (b"<html lang='de'>", None),
        (b"<HEAD>", None),
        (b"<http://a.example/> <urn:b> 1 .", None),
        (b"<urn:a:b> <urn:b:c> 1 .", None),
        (b"<?xml version='1.0'?><lom/>", None),
        ('{"a": 1}'.encode("utf-16-le"), None),
    ],
)
def test_only_plain_beginnings_are_told_at_once(content: bytes, syntax: Syntax | None) -> None:
    assert syntax_at_once(content) is syntax
