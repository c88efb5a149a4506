"""A payload cut from a page is the document that was put there, at the line where it stands."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from harvesters.files import read_content
from harvesters.page import cut
from profiles.record import Record, Unreadable
from profiles.xml import document, parse
from tests.harvesters.feeds import METADATA, OAI, answer, page, record

NAMES = st.from_regex(r"[A-Za-z_][\w.-]{0,6}", fullmatch=True).filter(str.isascii)
SPACES = st.sampled_from([None, "urn:one", "urn:two", OAI])
ALLOWED = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXTS = st.text(ALLOWED, max_size=20) | st.sampled_from([" ", "\n", "a\n\tb\n", "<&>\"'", "]]>"])


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> etree._Element:
    """An element with namespaces, attributes, text, comments and processing instructions."""
    space = draw(SPACES)
    name = draw(NAMES)
    prefixes = draw(st.sampled_from([{}, {"p": "urn:one"}, {"p": "urn:two", "q": "urn:one"}]))
    nsmap = dict(prefixes)
    if space is not None and space not in nsmap.values():
        nsmap |= {draw(st.sampled_from([None, "r"])): space}
    made = etree.Element(f"{{{space}}}{name}" if space else name, nsmap=nsmap)
    made.text = draw(TEXTS)
    for attribute in draw(st.lists(NAMES.filter(lambda n: n != "xmlns"), max_size=2, unique=True)):
        made.set(attribute, draw(TEXTS).replace("\n", " ").replace("\t", " "))
    if draw(st.booleans()):
        made.append(etree.Comment(" why "))
        made.append(etree.ProcessingInstruction("do", "it"))
    for child in draw(st.lists(elements(depth - 1), max_size=2)) if depth else []:
        made.append(child)
        child.tail = draw(TEXTS)
    return made


def canonical(content: bytes) -> bytes:
    """The exclusive canonical form, without the namespaces that are in scope and not used."""
    return etree.tostring(parse(content), method="c14n", exclusive=True, with_comments=True)


@given(
    st.lists(elements(), min_size=1, max_size=3),
    st.lists(st.sampled_from(["", "\n", "\t\n \n", "<!-- a\nb -->"]), min_size=3, max_size=3),
    st.booleans(),
)
def test_a_payload_is_what_was_wrapped_and_stands_where_it_says(
    made: list[etree._Element], blanks: list[str], crlf: bool
) -> None:
    originals = [etree.tostring(each, encoding="unicode", with_tail=False) for each in made]
    wrapped = f'<?xml version="1.0"?>\n<o:OAI-PMH\n xmlns:o="{OAI}" xmlns:unused="urn:u">\n<o:ListRecords>'
    lines = []
    for original, blank in zip(originals, blanks, strict=False):
        wrapped += f"<o:record>\n<o:header><o:identifier>1</o:identifier></o:header>\n\t<o:metadata>{blank}"
        lines.append(wrapped.count("\n") + 1)
        wrapped += f"{original}\n</o:metadata></o:record>"
    wrapped += "</o:ListRecords></o:OAI-PMH>"
    records = cut(wrapped.replace("\n", "\r\n" if crlf else "\n").encode(), "here").records
    assert [taken.line for taken in records] == lines
    for taken, original in zip(records, originals, strict=True):
        assert isinstance(taken, Record)
        assert canonical(taken.payload) == canonical(original.encode())


def only_record(content: bytes) -> Record:
    [taken] = cut(content, "here").records
    assert isinstance(taken, Record)
    return taken


def test_a_prefix_that_is_declared_on_the_page_alone_goes_along() -> None:
    metadata = '<lom xmlns="urn:lom"><kind xsi:type="q:Kind">q:name</kind></lom>'
    scoped = 'OAI-PMH xmlns:q="urn:q" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    taken = only_record(page(record(1, metadata)).replace(b"OAI-PMH", scoped.encode(), 1))
    root = parse(taken.payload)
    assert root.nsmap["q"] == root[0].nsmap["q"] == "urn:q"
    assert root[0].attrib == {"{http://www.w3.org/2001/XMLSchema-instance}type": "q:Kind"}


@pytest.mark.parametrize(
    ("metadata", "tags"),
    [
        ('<a xmlns=""><b/></a>', ["a", "b"]),
        ('<p:a xmlns:p="urn:p"><b xmlns=""/></p:a>', ["{urn:p}a", "b"]),
        ('<p:a xmlns:p="urn:p"><b/></p:a>', ["{urn:p}a", f"{{{OAI}}}b"]),
    ],
)
def test_what_has_no_namespace_gets_none_from_the_page(metadata: str, tags: list[str]) -> None:
    assert [element.tag for element in parse(only_record(page(record(1, metadata))).payload).iter()] == tags


def test_comments_instructions_and_cdata_around_and_in_the_document_do_no_harm() -> None:
    metadata = "<!-- before --><?do it?><a>x<!-- in --><![CDATA[<&]]></a><!-- after -->"
    payload = only_record(page(record(1, metadata))).payload
    assert payload.startswith(b"<a ")
    assert payload.endswith(b">x<!-- in -->&lt;&amp;</a>")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-2"])
def test_a_page_is_read_in_the_encoding_it_has_and_payloads_are_utf_8(encoding: str) -> None:
    text = page(record(1, METADATA.replace("A title", "Żółć"))).decode()
    declared = text.replace('"UTF-8"', f'"{encoding.removesuffix("-sig")}"')
    taken = only_record(declared.encode(encoding))
    assert "Żółć" in taken.payload.decode("utf-8")


def test_lines_of_findings_go_on_from_the_line_of_the_first_tag() -> None:
    """libxml2 gives a tag over several lines the last of them, and a payload has it on one."""
    metadata = '\n<a\n one="1"\n two="2">\n<b/></a>'
    content = page(record(1, metadata))
    taken = only_record(content)
    inner: int = parse(taken.payload)[0].sourceline
    assert b"<b/>" in content.splitlines()[taken.line - 1 + inner - 1]


@pytest.mark.parametrize("inside", ["\n\n  <b>x\ny</b>\n", "<b><c>x\n\ny</c></b>", "x"])
def test_lines_are_right_far_down_a_long_page(inside: str) -> None:
    content = page(*(record(n, f"\n\n<a>{inside}</a>\n") for n in range(20_000)))
    lines = [number for number, line in enumerate(content.split(b"\n"), 1) if line.startswith(b"<a>")]
    assert lines[-1] > 65_535
    assert [taken.line for taken in cut(content, "here").records] == lines


def test_a_namespace_that_is_wrong_on_the_whole_page_hides_no_record() -> None:
    content = page(record(1)).replace(OAI.encode(), OAI.rstrip("/").encode())
    assert only_record(content).header.identifier == "oai:a.example:1"


def test_an_identifier_is_read_around_a_comment() -> None:
    content = page(record("<!-- x -->1")).replace(b"2024-01-01", b" 2024-01-01\n")
    header = only_record(content).header
    assert (header.identifier, header.datestamp) == ("oai:a.example:1", "2024-01-01")


def test_a_record_that_was_saved_without_its_page_is_read_with_its_header() -> None:
    alone = record(7).replace("<record>", f'<record xmlns="{OAI}">').encode()
    [taken] = read_content(alone, origin="here", name="file.xml")
    assert isinstance(taken, Record)
    assert taken.header.identifier == "oai:a.example:7"
    [refused] = read_content(f'<record xmlns="{OAI}"/>'.encode(), origin="here", name="file.xml")
    assert isinstance(refused, Unreadable)


def payload_roots(records: Sequence[Record | Unreadable]) -> list[bytes]:
    """The elements that the records name in their pages, each as it would be cut out."""
    found = []
    for one in records:
        assert isinstance(one, Record)
        assert one.page is not None
        found.append(document(list(parse(one.page).iter())[one.number]))
    return found


@given(st.lists(elements(), min_size=1, max_size=4), st.data())
def test_the_place_of_a_payload_in_its_page_is_told(made: list[etree._Element], data: st.DataObject) -> None:
    """Every node is counted, comments and other parts of the page too."""
    parts = [
        record(
            number, etree.tostring(each, encoding="unicode", with_tail=False), "<about><a><b/></a></about>"
        )
        for number, each in enumerate(made)
    ]
    between = data.draw(st.sampled_from(["", "<!-- a -->", "<other><a/></other>", "<?do it?>"]))
    content = answer(f"{between}<ListRecords>{between}{between.join(parts)}</ListRecords>")
    records = cut(content, "here").records
    assert payload_roots(records) == [one.payload for one in records if isinstance(one, Record)]


def test_the_place_is_told_in_what_is_whole_of_a_page_and_in_a_record_that_was_saved_alone() -> None:
    content = page(record(1), record(2), record(3))
    *whole, _ = read_content(content[: content.index(b"a.example:3")], origin="here", name="f")
    assert payload_roots(whole) == [one.payload for one in whole if isinstance(one, Record)]
    alone = record(7).replace("<record>", f'<record xmlns="{OAI}">').encode()
    [taken] = read_content(alone, origin="here", name="f")
    assert isinstance(taken, Record)
    assert (payload_roots([taken]), taken.page) == ([taken.payload], alone)
