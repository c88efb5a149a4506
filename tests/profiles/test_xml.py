"""The one door for XML: what is refused is refused with a cause that helps."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.xml import NotXML, document, parse

BOMB = b"""<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><lolz>&b;</lolz>"""
EXTERNAL = b"""<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>"""
PARAMETER = b"""<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]><a/>"""
OUTSIDE = b"""<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><a>&x;</a>"""

REFUSED = [
    pytest.param(b"", "empty", id="empty"),
    pytest.param(b"\xef\xbb\xbf \n", "empty", id="only-white-space"),
    pytest.param(b"<a><b></a>", "line 1, column 11", id="unbalanced"),
    pytest.param(b"<a>\n<b>cut", "line 2", id="cut-off"),
    pytest.param(b"<a>&nbsp;</a>", "Entity 'nbsp' not defined", id="undeclared-entity"),
    pytest.param(b"<!DOCTYPE html><html><title>Page  not found</title>", "'Page not found'", id="html"),
    pytest.param(b'{"a": 1}', "a JSON document", id="json"),
    pytest.param(b"%PDF-1.7 ...", "a PDF document", id="pdf"),
    pytest.param(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<a>\xe9t\xe9</a>', "line 2", id="latin-1-as-utf-8"
    ),
    pytest.param(b'<?xml version="1.0" encoding="klingon"?><a/>', "klingon", id="unknown-encoding"),
    pytest.param(BOMB, "declares entities", id="entity-bomb"),
    pytest.param(EXTERNAL, "declares entities", id="external-entity"),
    pytest.param(PARAMETER, "declares entities", id="parameter-entity"),
    pytest.param(OUTSIDE, "it uses the entity &x;", id="entity-of-an-outside-dtd"),
]


@pytest.mark.parametrize(("content", "cause"), REFUSED)
def test_what_is_no_xml_is_refused_with_its_cause_on_one_line(content: bytes, cause: str) -> None:
    with pytest.raises(NotXML) as refused:
        parse(content)
    assert cause in refused.value.cause
    assert "\n" not in refused.value.cause


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_document_is_read_in_the_encoding_it_has(encoding: str) -> None:
    assert parse("<a>été żółć</a>".encode(encoding)).text == "été żółć"


def test_latin_1_is_read_where_it_is_declared() -> None:
    assert parse('<?xml version="1.0" encoding="ISO-8859-1"?><a>été</a>'.encode("latin-1")).text == "été"


def test_a_document_type_without_entities_is_harmless() -> None:
    assert parse(b"<!DOCTYPE a><a/>").tag == "a"


def test_lines_are_counted_beyond_65535() -> None:
    assert parse(b"<a>" + b"\n" * 70_000 + b"<b/></a>")[0].sourceline == 70_001


def test_a_document_of_its_own_keeps_the_namespaces_in_scope_and_the_comments() -> None:
    page = parse(b'<a xmlns="u" xmlns:x="v"><b x:c="1"><!-- why --><d type="x:T"/></b>tail</a>')
    alone = parse(document(page[0]))
    assert alone.nsmap == {None: "u", "x": "v"}
    assert b"<!-- why -->" in document(page[0])
    assert b"tail" not in document(page[0])


@given(st.binary(max_size=200))
def test_whatever_the_bytes_it_is_read_or_refused(content: bytes) -> None:
    with suppress(NotXML):
        parse(content)
