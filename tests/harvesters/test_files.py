"""What files hold becomes records, and what cannot be read is one line and costs no other record."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvesters.files import read_content
from profiles.record import Record, Unreadable
from profiles.xml import parse
from tests.harvesters.feeds import FORMATS, METADATA, answer, error, page, record, taken_from

DECLARED = f'<?xml version="1.0" encoding="UTF-8"?>\n{METADATA}\n'


def told(content: bytes | str) -> list[tuple[str, int]]:
    """The title of each record and the cause of whatever else, each with its line."""
    raw = content.encode() if isinstance(content, str) else content
    return [
        (title(one), one.line) if isinstance(one, Record) else (one.cause, one.line or 0)
        for one in read_content(raw, origin="f", name="f")
    ]


def title(taken: Record) -> str:
    return "".join(parse(taken.payload).itertext()).strip()


def lines_of(target: Path | str, **given: object) -> list[str]:
    """What a target gives: the title of a record, and the cause of whatever else."""
    taken = taken_from(str(target), **given)
    assert all(len(str(one).splitlines()) == 1 for one in taken if isinstance(one, Unreadable))
    return [title(one) if isinstance(one, Record) else one.cause for one in taken]


def numbered(number: int, before: str = "", after: str = "") -> str:
    return before + METADATA.replace("A title", f"T{number}") + after


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1"])
def test_a_single_record_is_kept_byte_for_byte(tmp_path: Path, encoding: str) -> None:
    named = encoding.removesuffix("-sig")
    content = DECLARED.replace("UTF-8", named).replace("A title", "été").encode(encoding)
    (tmp_path / "one.xml").write_bytes(content)
    [taken] = taken_from(str(tmp_path / "one.xml"))
    assert isinstance(taken, Record)
    assert (taken.payload, title(taken)) == (content, "été")
    assert (taken.header.identifier, taken.header.datestamp, taken.line) == ("one.xml", None, 1)
    assert lines_of(tmp_path) == ["été"]


def test_a_saved_page_gives_its_records_at_their_lines() -> None:
    assert told(page(record(1), record(2)).replace(b"\n", b"\r\n")) == [("A title", 3), ("A title", 4)]


DECLARATION = '<?xml version="1.0"?>\n'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"{numbered(1)}{numbered(2)}", [("T1", 1), ("T2", 1)]),
        (f"{numbered(1)}\n\n{numbered(2)}\n", [("T1", 1), ("T2", 3)]),
        (f"{DECLARATION}{numbered(1)}\n{DECLARATION}{numbered(2)}", [("T1", 1), ("T2", 3)]),
        (f"{DECLARATION}{numbered(1)}\n{numbered(2)}", [("T1", 1), ("T2", 3)]),
        (f"{numbered(1)}\n{DECLARATION}{numbered(2)}\n{numbered(3)}", [("T1", 1), ("T2", 2), ("T3", 4)]),
        (f"{numbered(1)}<!-- <a> -->\n<!-- b -->{numbered(2)}<!-- c -->\n", [("T1", 1), ("T2", 1)]),
        (f"\ufeff{DECLARATION}{numbered(1)}\n\ufeff{DECLARATION}{numbered(2)}", [("T1", 1), ("T2", 3)]),
        (f"{numbered(1)}\n\ufeff{numbered(2)}", [("T1", 1), ("T2", 2)]),
        (f"<?do?>{numbered(1)}\n<?do <a>?><!DOCTYPE a [<!ELEMENT a ANY>]><a>T2</a>", [("T1", 1), ("T2", 2)]),
        ('<a b="x>/" c=">">T1<a/></a>\n<d\n e=\'"/>\'>T2</d>', [("T1", 1), ("T2", 2)]),
        (f"<a><![CDATA[</a><?xml ]]>T1</a>\n{numbered(2)}", [("</a><?xml T1", 1), ("T2", 2)]),
        (f"{page(record(1)).decode()}\n{numbered(2)}", [("A title", 3), ("T2", 5)]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_several_documents_in_one_file_are_told_apart(
    content: str, expected: list[tuple[str, int]], end: str
) -> None:
    """The line is that of the document's first character, its XML declaration included."""
    assert told(content.replace("\n", end)) == expected


def test_documents_are_numbered_and_their_records_keep_their_own_names() -> None:
    taken = list(read_content((numbered(1) + page(record(7)).decode()).encode(), origin="f", name="f.xml"))
    assert [one.header.identifier for one in taken if isinstance(one, Record)] == [
        "f.xml#1",
        "oai:a.example:7",
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            f"{DECLARATION}{numbered(1)}\n{DECLARATION}<a>\n<b></a>\n{DECLARATION}{numbered(3)}",
            ["T1", "not well-formed XML: line 5, column 8: Opening and ending tag mismatch", "T3"],
        ),
        (
            f"{DECLARATION}<a><b>cut off\n{DECLARATION}{numbered(2)}",
            ["not well-formed XML: line 2, column 14: ", "T2"],
        ),
        (f"{DECLARATION}{numbered(1)}<!-- never ends {DECLARATION}<a/>", ["T1", "not well-formed", ""]),
        (f"{numbered(1)} so\n {numbered(2)}", ["T1", "not well-formed XML: line 1, column", "T2"]),
        (f"{numbered(1)}</a>{DECLARATION}{numbered(2)}", ["T1", "not well-formed XML", "T2"]),
        (f"{numbered(1)}<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>{numbered(2)}", ["T1", "it declares", "T2"]),
        (f"{numbered(1)}{numbered(2)}<a", ["T1", "T2", "not well-formed XML"]),
        (
            f"{numbered(1)}\n{page(record(2)).decode()[:-24]}\n{numbered(3)}",
            ["T1", "A title", "not well-formed XML"],
        ),
    ],
)
def test_a_broken_document_costs_no_other_its_result(content: str, expected: list[str]) -> None:
    said = told(content)
    assert [each[: len(start)] for (each, _), start in zip(said, expected, strict=True)] == expected


def test_a_page_that_is_cut_off_gives_its_whole_records_and_one_line() -> None:
    content = page(record(1), record(2), record(3))
    assert told(content[: content.index(b"a.example:3")])[:2] == [("A title", 3), ("A title", 4)]
    [*_, (cause, line)] = told(content[: content.index(b"a.example:3")])
    assert (cause.startswith("not well-formed XML: line 5, "), line) == (True, 5)


@given(
    st.lists(
        st.sampled_from(
            [
                b"<a>",
                b"</a>",
                b"<a/>",
                b"<!--",
                b"-->",
                b"<?xml ?>",
                b"<![CDATA[",
                b"]]>",
                b"x",
                b"'",
                b'"',
                b"<",
                b">",
                b"\n",
                b"<!DOCTYPE a [",
                b"]>",
                b"\xef\xbb\xbf",
            ]
        )
    )
)
def test_whatever_stands_in_a_file_it_is_read_or_refused(parts: list[bytes]) -> None:
    for one in read_content(b"".join(parts), origin="f", name="f"):
        assert isinstance(one, Record) or len(str(one).splitlines()) == 1


@pytest.mark.parametrize(
    "part",
    [b"<!--", b"<![CDATA[", b"<a", b'<a b="', b"<?xml version", b"<?a ", b"<!DOCTYPE [", b"</", b"<a>"],
)
def test_telling_documents_apart_takes_no_square_of_the_time(part: bytes) -> None:
    """Were it quadratic, a megabyte would take minutes."""
    assert told(b"<a/>" + part * (1_000_000 // len(part)))


HAS_NONE = "it has no records to check, as a ListRecords answer has"
OTHER_FORMAT = FORMATS.replace("oai_dc<", "x<").replace("OAI/2.0/oai_dc/", "x")
ANSWERS = [
    (
        "<Identify><repositoryName>One\n two</repositoryName><baseURL>https://a.example/oai</baseURL></Identify>",
        f"an Identify answer, of One two (https://a.example/oai); {HAS_NONE}: check that address",
    ),
    ("<Identify/>", "an Identify answer, of a repository without a name (no base URL); it has no"),
    (
        FORMATS,
        f"a ListMetadataFormats answer, which offers oai_dc; of these oai_dc can be read here; {HAS_NONE}",
    ),
    (
        OTHER_FORMAT,
        f"a ListMetadataFormats answer, which offers x; of these none can be read here; {HAS_NONE}",
    ),
    ("<ListMetadataFormats/>", f"a ListMetadataFormats answer, which offers no format; {HAS_NONE}"),
    ("<ListSets><set/><set/></ListSets>", f"a ListSets answer, with 2 sets; {HAS_NONE}"),
    (
        '<ListIdentifiers><header status="deleted"/><header/></ListIdentifiers>',
        f"a ListIdentifiers answer, with 2 headers (1 deleted); {HAS_NONE}",
    ),
    ("<ListRecords/>", "a ListRecords answer, without a record"),
    ("<GetRecord/>", "a GetRecord answer, without a record"),
    ("", f"an OAI-PMH answer with neither records nor an error; {HAS_NONE}"),
]


@pytest.mark.parametrize(("body", "cause"), ANSWERS)
def test_an_answer_without_records_is_told_by_what_it_holds(body: str, cause: str) -> None:
    [(said, _)] = told(answer(body))
    assert said.startswith(cause)


def test_a_saved_error_is_told_in_its_own_words() -> None:
    assert told(error("idDoesNotExist", "no\nsuch")) == [
        ("an OAI-PMH error, no records: idDoesNotExist: no such", 0)
    ]


def test_every_sample_that_is_no_record_says_what_it_is(samples: Path) -> None:
    said = {
        one.target.rpartition("/")[2]: one.cause
        for one in taken_from(str(samples))
        if isinstance(one, Unreadable)
    }
    assert said["identify-2-200.xml"].startswith("an Identify answer, of Zenodo (https://zenodo.org/oai2d); ")
    assert "; of these oai_dc, datacite, oai_datacite, " in said["list_metadata_formats-0-200.xml"]
    assert "with 3 headers (1 deleted); " in said["list_identifiers-5-200.xml"]
    assert "with 5 sets; " in said["list_sets-0-200.xml"]
    assert all("badArgument" in said[name] for name in said if name.endswith("-3-422.xml"))
