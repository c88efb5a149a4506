"""`commonshelf fix`, run as a user runs it: the diff that programs apply, and the file beside the source."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.application.command import COMMAND, clean_environment, run
from tests.application.documents import BAD, GOOD

MENDED = BAD.replace(">fre<", ">fr<").replace("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
APPLYING = [
    pytest.param(
        program,
        marks=pytest.mark.skipif(shutil.which(program[0]) is None, reason="not installed"),
        id=program[0],
    )
    for program in (("patch", "-p1", "--silent"), ("git", "apply", "-"))
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bad.xml").write_text(BAD, encoding="utf-8")
    (tmp_path / "good.xml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def proposed(folder: Path, name: str) -> bytes:
    """Return the diff that is proposed, in bytes."""
    done = subprocess.run(
        [*COMMAND, "fix", name],
        cwd=folder,
        capture_output=True,
        env=clean_environment(),
        timeout=120,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    return done.stdout


def test_mends_are_proposed_each_with_its_rule_and_line(folder: Path) -> None:
    ran = run("fix", "bad.xml", folder=folder)
    assert ran.code == 1
    assert "# QUAL-030 line 11: 'fre' → 'fr' (" in ran.out
    assert "# QUAL-050 line 12: 'CC BY 4.0' → 'https://creativecommons.org/licenses/by/4.0/' (" in ran.out
    assert "+  <dc:language>fr</dc:language>\n" in ran.out
    assert ran.err == ""
    assert (folder / "bad.xml").read_text(encoding="utf-8") == BAD


@pytest.mark.parametrize("program", APPLYING)
@pytest.mark.parametrize(
    ("name", "encoding", "ends"),
    [
        ("a.xml", "utf-8", "\n"),
        ("a b.xml", "utf-8", "\r\n"),
        ("below/é.xml", "iso-8859-1", "\n"),
        ("end.xml", "utf-8", ""),
        ("mark.xml", "utf-8-sig", "\n"),
    ],
)
def test_the_diff_can_be_applied(
    tmp_path: Path, program: tuple[str, ...], name: str, encoding: str, ends: str
) -> None:
    told = "iso-8859-1" if encoding == "iso-8859-1" else "UTF-8"
    before, after = (
        text.replace("UTF-8", told).replace("\n", ends or "\n").encode(encoding) for text in (BAD, MENDED)
    )
    if not ends:
        before, after = before.rstrip(), after.rstrip()
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(before)
    diff = proposed(tmp_path, name)
    environment = clean_environment({"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    subprocess.run(program, cwd=tmp_path, input=diff, check=True, timeout=60, env=environment)
    assert path.read_bytes() == after


def test_a_new_file_is_written_beside_the_source_and_mended_no_further(folder: Path) -> None:
    ran = run("fix", "bad.xml", "--write", folder=folder)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("QUAL-030 line 11: 'fre' → 'fr' (")
    assert ran.out.endswith("\n2 mends made in bad.fixed.xml\n")
    assert (folder / "bad.fixed.xml").read_text(encoding="utf-8") == MENDED
    assert (folder / "bad.xml").read_text(encoding="utf-8") == BAD
    again = run("fix", "bad.fixed.xml", folder=folder)
    assert (again.code, again.out, again.err) == (0, "", "no mend is certain\n")


def test_no_file_is_overwritten_nor_any_that_a_link_leads_to(folder: Path) -> None:
    (folder / "link.xml").symlink_to("bad.xml")
    (folder / "nowhere.xml").symlink_to("new.xml")
    (folder / "hard.xml").hardlink_to(folder / "bad.xml")
    for to in ("bad.xml", "./bad.xml", "good.xml", "link.xml", "nowhere.xml", "hard.xml"):
        ran = run("fix", "bad.xml", "--to", to, folder=folder)
        assert ran.code == 2
        assert "it is there already, and is not overwritten" in ran.err
    assert (folder / "bad.xml").read_text(encoding="utf-8") == BAD
    assert (folder / "good.xml").read_text(encoding="utf-8") == GOOD
    assert not (folder / "new.xml").exists()


def test_what_needs_no_mend_writes_no_file(folder: Path) -> None:
    ran = run("fix", "good.xml", "--write", folder=folder)
    assert (ran.code, ran.out, ran.err) == (0, "no mend is certain; no file was written\n", "")
    assert not (folder / "good.fixed.xml").exists()


def test_standard_input_becomes_a_diff_or_standard_output(folder: Path) -> None:
    ran = run("fix", "-", folder=folder, stdin=BAD.encode())
    assert ran.code == 1
    assert "--- a/standard-input\n" in ran.out
    ran = run("fix", "-", "--to", "-", folder=folder, stdin=BAD.encode())
    assert (ran.code, ran.out) == (0, MENDED)
    assert ran.err.endswith("2 mends made in standard output\n")
    ran = run("fix", "-", "--to", "-", folder=folder, stdin=GOOD.encode())
    assert (ran.code, ran.out) == (0, GOOD)
    ran = run("fix", "-", "--write", folder=folder, stdin=BAD.encode())
    assert ran.code == 2
    assert "standard input has no name; say with --to" in ran.err


def test_the_titles_are_in_the_language_that_is_asked_for(folder: Path) -> None:
    english, german = (run("fix", "bad.xml", "--lang", lang, folder=folder).out for lang in ("en", "de"))
    assert german.startswith("# QUAL-030 line 11: 'fre' → 'fr' (")
    assert english.partition("---")[2] == german.partition("---")[2]
    assert run("fix", "bad.xml", "--lang", "xx", folder=folder).code == 2


def test_the_mends_of_some_rules_are_asked_for_by_their_ids(folder: Path) -> None:
    ran = run("fix", "bad.xml", "--rule", "QUAL-050", "--rule", "QUAL-060", folder=folder)
    assert "QUAL-050" in ran.out
    assert "QUAL-030" not in ran.out
    ran = run("fix", "bad.xml", "--rule", "QUAL-002", folder=folder)
    assert ran.code == 2
    assert "no mend is certain by it; one is by A11Y-013" in ran.err
    ran = run("fix", "bad.xml", "--rule", "A11Y-016", folder=folder)
    assert "the profile eu-core does not have it" in ran.err


def test_what_cannot_be_read_or_mended_where_it_stands_is_told(folder: Path) -> None:
    script = '{"@context": "https://schema.org/", "@type": "LearningResource", "inLanguage": "de_DE"}'
    (folder / "page.html").write_text(f'<html><script type="application/ld+json">{script}</script></html>')
    ran = run("fix", "page.html", folder=folder)
    assert (ran.code, ran.out) == (2, "")
    assert "not mended: 1 mend in HTML" in ran.err
    (folder / "two.ndjson").write_text(f"{script}\n{{broken\n")
    ran = run("fix", "two.ndjson", folder=folder)
    assert ran.code == 2
    assert "+" + script.replace("_", "-") in ran.out
    assert "not read: two.ndjson, line 2" in ran.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.xml", None, "none.xml: it cannot be read"),
        ("below", "", "below: it is a folder; name a file"),
        ("r.gz", b"\x1f\x8b\x08", "r.gz: it is gzip-compressed; unpack it"),
        ("r.xml", BAD.replace("UTF-8", "UTF-16").encode("utf-16"), "needs another encoding than UTF-16"),
    ],
)
def test_what_is_not_mended_says_why(
    tmp_path: Path, name: str, content: bytes | str | None, said: str
) -> None:
    if isinstance(content, bytes):
        (tmp_path / name).write_bytes(content)
    elif content is not None:
        (tmp_path / name).mkdir()
    ran = run("fix", name, folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_file_larger_than_the_limit_is_refused(folder: Path) -> None:
    ran = run("fix", "bad.xml", folder=folder, environment={"COMMONSHELF_MAX_PAGE_BYTES": "100"})
    assert ran.code == 2
    assert "bad.xml: it is larger than 100 bytes; raise the setting max_page_bytes" in ran.err


def test_a_value_that_steers_a_terminal_is_shown_and_steers_none(folder: Path) -> None:
    said = (
        '{"@context": "https://schema.org/", "@type": "LearningResource", "url": "doi:10.1234/\\u001b[31m"}'
    )
    (folder / "r.json").write_text(said)
    assert "\x1b" not in run("fix", "r.json", folder=folder).out
