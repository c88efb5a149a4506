"""The place of an element is the one where its start tag was written."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from xml.parsers import expat

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree

from harvesters.page import cut
from profiles.positions import Position, xml_path, xml_position
from profiles.positions.xml import xml_positions
from profiles.xml import document, parse
from tests.profiles.marked_xml import Marked, documents
from tests.profiles.nodes import xpath_of

NAMESPACES = {
    "xml": "http://www.w3.org/XML/1998/namespace",
    "dc": "urn:dc",
    "xsi": "urn:xsi",
}


def counted(made: Marked, index: int) -> Position:
    """The position of a character, worked out plainly."""
    before = made.text[:index]
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Position(len(lines), len(lines[-1]) + 1, len(made.mark + before.encode(made.codec)))


@given(documents())
def test_every_node_is_found_where_it_was_written(made: Marked):
    content = made.content
    nodes = list(parse(content).iter())
    assert list(map(name_of, nodes)) == [name.rpartition(":")[2] for name, _ in made.nodes]  # lxml's numbers
    found = xml_positions(content, range(len(nodes)))
    assert found == {place: counted(made, index) for place, (_, index) in enumerate(made.nodes)}
    for place, (name, _) in enumerate(made.nodes):
        assert content[found[place].offset :].startswith(f"<{name}".encode(made.codec))


def name_of(node: etree._Element) -> str:
    """The local name of an element; a comment has none."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


@given(documents())
def test_every_attribute_is_found_where_it_was_written(made: Marked):
    for number, name, index in made.attributes:
        prefix, _, local = name.rpartition(":")
        asked = f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local
        assert xml_position(made.content, number, asked) == counted(made, index)


@given(documents())
def test_an_independent_parser_finds_the_same_bytes(made: Marked):
    assume(made.encoding in ("UTF-8", "utf-8", "UTF-16", "utf-16", "ISO-8859-1", "US-ASCII"))  # expat's
    assume("𐐀" not in made.text)  # no name to expat, which has the names of XML's fourth edition
    found = xml_positions(made.content, elements(made.content))
    assert [place.offset for place in found.values()] == [offset for _, offset in by_expat(made.content)]


def test_an_independent_parser_finds_the_same_places_in_real_files(samples: Path):
    for path in sorted(samples.glob("*/*.xml")):
        content = path.read_bytes()
        found = xml_positions(content, elements(content))
        assert [(place.line, place.offset) for place in found.values()] == by_expat(content), path.name


def elements(content: bytes) -> list[int]:
    """The places of a document's elements, without comments and the like."""
    return [place for place, node in enumerate(parse(content).iter()) if isinstance(node.tag, str)]


def by_expat(content: bytes) -> list[tuple[int, int]]:
    """The line and the offset of each start tag."""
    parser = expat.ParserCreate()
    places: list[tuple[int, int]] = []
    parser.StartElementHandler = lambda *_: places.append((parser.CurrentLineNumber, parser.CurrentByteIndex))
    parser.Parse(content, True)
    return places


@given(documents(), st.data())
def test_several_at_once_are_where_each_is_alone(made: Marked, data: st.DataObject):
    numbers = data.draw(st.sets(st.integers(0, len(made.nodes) - 1)))
    alone = {number: xml_position(made.content, number) for number in numbers}
    assert xml_positions(made.content, numbers) == alone


@given(documents())
def test_the_path_leads_to_the_element_again(made: Marked):
    root = parse(made.content)
    for place in elements(made.content):
        assert root.xpath(xpath_of(xml_path(root, place))) == [next(islice(root.iter(), place, None))]


PATHS = [
    ("<lom><general><title><string/><string/></title></general></lom>", 4, "/lom/general/title/string[2]"),
    ("<lom><general><title><string/></title></general></lom>", 3, "/lom/general/title/string"),
    ("<lom xmlns='u'><a/><!-- no --><a/></lom>", 3, "/lom/a[2]"),
    ("<r xmlns:d='u' xmlns:t='v'><d:title/><t:title/></r>", 2, "/r/title[2]"),
    ("<r/>", 0, "/r"),
]


@pytest.mark.parametrize(("written", "number", "path"), PATHS)
def test_a_path_is_in_local_names_with_numbers_where_several_have_one(written: str, number: int, path: str):
    assert xml_path(parse(written.encode()), number) == path


def test_the_path_of_a_comment_is_that_of_the_element_around_it():
    root = parse(b"<a><b><!-- c --></b></a>")
    assert [xml_path(root, number) for number in range(3)] == ["/a", "/a/b", "/a/b"]


def test_the_path_in_a_part_of_a_tree_begins_at_that_part():
    assert xml_path(parse(b"<a><b><c/></b></a>")[0], 1) == "/b/c"


def test_a_namespace_proof_path_needs_no_prefixes():
    assert xpath_of("/lom/string[2]") == "/*[local-name()='lom']/*[local-name()='string'][2]"


def test_a_start_tag_over_several_lines_stands_on_its_first():
    content = b"<a>\r\n\t<b\r\n  x='>'\r\n  y='/>'>\r\n</b><c/></a>"
    assert xml_positions(content, {1, 2}) == {1: Position(2, 2, 6), 2: Position(5, 5, 34)}
    assert xml_position(content, 1, "y") == Position(4, 3, 21)


def test_prefixes_tell_apart_attributes_of_one_local_name():
    content = b'<r xmlns:p="u" xmlns:q="v"><s><a p:t="1" xmlns:p="w" t="2" q:t="3"/></s></r>'
    columns = [xml_position(content, 2, name).column for name in ("{w}t", "t", "{v}t")]
    assert [content[column - 1 : column + 2] for column in columns] == [b"p:t", b't="', b"q:t"]


def test_an_attribute_that_is_not_written_stands_where_its_element_does():
    content = b'<!DOCTYPE a [<!ATTLIST b c CDATA "d">]><a><b xmlns:x="c"/></a>'
    for name in ("c", "x", "{u}c"):
        assert xml_position(content, 1, name) == xml_position(content, 1)


def test_an_element_that_is_not_there_is_our_fault_and_is_said():
    with pytest.raises(LookupError, match="no node has the place 3"):
        xml_position(b"<a><b/></a>", 3)
    with pytest.raises(LookupError, match="no node has the place 3"):
        xml_path(parse(b"<a><b/></a>"), 3)
    assert xml_positions(b"<a><b/></a>", {1, 3}) == {1: Position(1, 4, 3)}
    assert xml_positions(b"<a/>", set()) == {}


def test_the_scan_ends_with_the_last_element_wanted():
    assert xml_positions(b"<a><b/><!-- broken", {1}) == {1: Position(1, 4, 3)}


def test_an_encoding_that_python_does_not_know_is_taken_for_one_byte_a_character():
    content = b'<?xml version="1.0" encoding="x-none"?>\n<a>\xe9\xff<b/></a>'
    assert xml_position(content, 1) == Position(2, 6, 45)


RECORD = re.sub(
    r"\s+(?=<record)",
    "",
    """<record xmlns="http://www.openarchives.org/OAI/2.0/"><header>
    <identifier>oai:x:{number}</identifier><datestamp>2026-01-01</datestamp></header>
    <!-- <metadata> --><metadata><?p <x> ?>{payload}</metadata></record>""",
)
PAGE = """<?xml version="1.0" encoding="{encoding}"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-01T00:00:00Z</responseDate>
<request verb="ListRecords">http://example.org</request><ListRecords>
{records}</ListRecords></OAI-PMH>"""


OUTSIDE_LATIN_1 = re.compile("заголовок|𐐀")


@given(st.lists(documents(), min_size=1, max_size=3), st.sampled_from(["utf-8", "iso-8859-1", "utf-16"]))
def test_an_element_of_a_record_has_its_place_in_the_page_too(made: list[Marked], encoding: str):
    payloads = [document(parse(one.content)).decode() for one in made]
    records = "\n".join(
        RECORD.format(number=number, payload=payload) for number, payload in enumerate(payloads)
    )
    if encoding == "iso-8859-1":
        records = OUTSIDE_LATIN_1.sub("n", records)
    page = PAGE.format(encoding=encoding, records=records).encode(encoding, "xmlcharrefreplace")
    root = parse(page)
    numbers = {node: number for number, node in enumerate(root.iter())}
    boxes = root.iter("{http://www.openarchives.org/OAI/2.0/}metadata")
    for box, record in zip(boxes, cut(page, "page").records, strict=True):
        first = numbers[next(box.iterchildren("*"))]
        inside = range(len(list(parse(record.payload).iter())))
        here = xml_positions(record.payload, inside)
        there = xml_positions(page, {first + number for number in inside})
        tags = [tag(record.payload[here[number].offset :], "utf-8") for number in inside]
        assert [tag(page[there[first + number].offset :], encoding) for number in inside] == tags


def tag(content: bytes, encoding: str) -> str:
    """How the markup at the beginning of a content starts: with the name of an element, or as a comment."""
    text = content.decode("utf-16-le" if encoding == "utf-16" else encoding)
    return re.match(r"<[^\s/>]*", text)[0]  # type: ignore[index]
