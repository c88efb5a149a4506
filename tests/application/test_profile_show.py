"""`commonshelf profile list` and `show`: rules with sources and examples, in the terminal and as a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from commonshelf.commands.profile.presenting import _labels
from profiles.rules import load_profile, load_rules, profile_names
from profiles.rules.reading import LANGUAGES
from tests.application.command import run
from tests.application.test_profile_test import profile
from tests.rules.profile_folders import edit, write_profile


def test_the_profiles_and_the_rules_are_listed_with_those_of_a_folder(tmp_path: Path) -> None:
    write_profile(tmp_path)
    listed = profile("list", "--profiles", ".", folder=tmp_path)
    assert (listed.code, listed.err) == (0, "")
    assert [line.split()[0] for line in listed.out.splitlines()] == [
        "id",
        *sorted([*profile_names(), "mine"]),
    ]
    rules = profile("list", "--rules", "--profiles", ".", folder=tmp_path)
    assert [line.split()[0] for line in rules.out.splitlines()] == ["rule", *load_rules(), "XY-001"]


def test_what_cannot_be_used_is_told_and_the_rest_is_listed(tmp_path: Path) -> None:
    write_profile(tmp_path, "good")
    edit(write_profile(tmp_path, "bad", rules=("XZ-001",)) / "rules" / "XZ-001.yaml", "kind:", "kindd:")
    listed = profile("list", "--profiles", ".", folder=tmp_path)
    assert listed.code == 2
    assert "good" in listed.out
    assert "bad/rules/XZ-001.yaml:4: kindd is no key that is known here; did you mean kind?" in listed.err
    shown = profile("show", "bad", "--profiles", ".", folder=tmp_path)
    assert (shown.code, shown.out) == (2, "")
    assert profile("show", "good", "--profiles", ".", folder=tmp_path).code == 0


@pytest.mark.parametrize("lang", ["en", "pl"])
def test_a_rule_is_shown_in_a_language(lang: str, tmp_path: Path) -> None:
    rule = load_rules()["QUAL-002"]
    shown = profile("show", "qual-002", "--lang", lang, folder=tmp_path)
    assert (shown.code, shown.err) == (0, "")
    for words in (rule.title, rule.messages[""], rule.fix):
        assert words[lang] in shown.out
    assert rule.source.document in shown.out
    assert _labels()["source"][lang] in shown.out
    assert '{"description": "About fractions"}' in shown.out


def test_a_profile_is_shown_with_its_rules(tmp_path: Path) -> None:
    shown = profile("show", "eu-core", folder=tmp_path)
    for name, rule in load_profile("eu-core").rules.items():
        assert name in shown.out
        assert rule.title["en"] in shown.out


def test_a_language_without_words_is_refused(tmp_path: Path) -> None:
    shown = profile("show", "eu-core", "--lang", "la", folder=tmp_path)
    assert (shown.code, shown.out) == (2, "")
    assert "--lang la: there are no words in it; choose one of en, nl, de, fr, es, it, pl, fi" in shown.err


@pytest.mark.parametrize("name", ["QUAL-050", "eu-core"])
def test_the_page_is_one_file_in_order_for_every_reader(name: str, tmp_path: Path) -> None:
    shown = profile("show", name, "--html", "page.html", "--lang", "de", folder=tmp_path)
    assert (shown.code, shown.out) == (0, "")
    page = html.document_fromstring((tmp_path / "page.html").read_bytes())
    assert page.get("lang") == "de"
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
    assert page.findtext(".//title") == page.findtext(".//h1")
    assert page.xpath("//@src | //link/@href") == []
    assert page.xpath("//h3 | //img | //script") == []
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {one[1:] for one in page.xpath("//a/@href") if one.startswith("#")} <= set(ids)
    assert page.xpath("//table//th[not(@scope)]") == []
    assert page.xpath("//dl/*[not(self::dt or self::dd)]") == []
    if name == "eu-core":
        assert set(load_profile(name).rules) <= set(ids)


def test_a_page_that_cannot_be_written(tmp_path: Path) -> None:
    shown = profile("show", "QUAL-050", "--html", "nowhere/page.html", folder=tmp_path)
    assert shown.code == 2
    assert (
        "nowhere/page.html: it cannot be written: No such file or directory; name another file" in shown.err
    )


def test_nothing_that_a_rule_says_becomes_markup(tmp_path: Path) -> None:
    folder = write_profile(tmp_path)
    edit(folder / "rules" / "XY-001.yaml", "{en: Add some.}", "{en: <script>alert(1)</script>}")
    profile("show", "XY-001", "--profiles", ".", "--html", "page.html", folder=tmp_path)
    assert "<script" not in (tmp_path / "page.html").read_text("utf-8")


def test_the_labels_are_in_every_language() -> None:
    assert {name: set(words) for name, words in _labels().items()} == {
        name: set(LANGUAGES) for name in _labels()
    }


def test_a_folder_that_is_not_there_is_told_before_anything_is_done(tmp_path: Path) -> None:
    for command in (("profile", "list"), ("check", "x.xml")):
        ran = run(*command, "--profiles", "nowhere", folder=tmp_path)
        assert (ran.code, ran.out) == (2, "")
        assert "nowhere: there is no such folder; make it, or name the folder of your profiles" in ran.err
