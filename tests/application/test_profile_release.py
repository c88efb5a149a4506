"""`commonshelf profile diff` and `release`: versions that mean what their numbers say."""

from __future__ import annotations

import json
from pathlib import Path

from tests.application.test_profile_test import profile
from tests.rules.profile_folders import edit, write_profile


def test_a_version_is_frozen_and_then_raised_as_its_changes_ask(tmp_path: Path) -> None:
    folder = write_profile(tmp_path)
    done = profile("release", "mine", folder=tmp_path)
    assert (done.code, done.out) == (0, "Released mine 1.0.0 in mine/releases/1.0.0.\n")
    lock = json.loads((folder / "releases" / "1.0.0" / "lock.json").read_text("utf-8"))
    assert set(lock["files"]) == {"profile.yaml", "rules/XY-001.yaml"}
    assert lock["vocabularies"]
    assert {"XY-001", "QUAL-002"} < set(lock["rules"])

    again = profile("release", "mine", folder=tmp_path)
    assert (again.code, again.out) == (2, "")
    assert "mine 1.0.0 was released on " in again.err

    edit(folder / "rules" / "XY-001.yaml", "min: 2", "min: 3")
    edit(folder / "rules" / "XY-001.yaml", "cake]", "cake, pie]")
    for command in ("test", "release", "show"):
        refused = profile(command, "mine", folder=tmp_path)
        assert refused.code in (1, 2)
        assert "mine 1.0.0 was released on" in refused.err
        assert "has been edited since: the file rules/XY-001.yaml was changed" in refused.err
        assert "give it a new version, or restore what was released" in refused.err

    edit(folder / "profile.yaml", '"1.0.0"', '"1.0.1"')
    refused = profile("release", "mine", folder=tmp_path)
    assert refused.code == 1
    assert "mine/profile.yaml:2: version 1.0.1 contradicts a minor change since 1.0.0 (XY-001" in refused.err
    assert "count.min, tightening); write 1.1.0 or higher, or undo the change" in refused.err

    edit(folder / "profile.yaml", '"1.0.1"', '"1.1.0"')
    assert profile("release", "mine", folder=tmp_path).code == 0
    edit(folder / "profile.yaml", '"1.1.0"', '"1.2.0"')
    refused = profile("release", "mine", folder=tmp_path)
    assert (refused.code, refused.out) == (2, "")
    assert "nothing was changed since 1.1.0" in refused.err


def test_a_release_without_its_lock_is_told_when_the_profile_is_tried(tmp_path: Path) -> None:
    folder = write_profile(tmp_path)
    profile("release", "mine", folder=tmp_path)
    for spoil in (lambda lock: lock.write_text("{"), Path.unlink):
        spoil(folder / "releases" / "1.0.0" / "lock.json")
        tried = profile("test", "mine", folder=tmp_path)
        assert tried.code == 1
        assert "1.0.0/lock.json: the released version has no lock file that can be read; restore" in tried.err


def test_the_difference_of_two_versions_as_text_and_as_json(tmp_path: Path) -> None:
    folder = write_profile(tmp_path, more="narrow: {XY-001: {severity: violation}}\n")
    profile("release", "mine", folder=tmp_path)
    edit(folder / "rules" / "XY-001.yaml", "min: 2", "min: 3")
    edit(folder / "rules" / "XY-001.yaml", "cake]", "cake, pie]")
    edit(folder / "profile.yaml", '"1.0.0"', '"2.0.0"')
    edit(folder / "profile.yaml", "title: {en: mine}", "title: {en: Ours}")
    text = profile("diff", "mine@1.0.0", "mine", folder=tmp_path)
    assert (text.code, text.err) == (0, "")
    assert "XY-001   count.min  tightening  major  2 → 3" in text.out
    assert "profile  title      neutral     patch  other words" in text.out
    assert "a major step,\nso that 2.0.0 or higher comes after it." in text.out
    said = json.loads(profile("diff", "mine/releases/1.0.0", "mine", "--format", "json", folder=tmp_path).out)
    assert said == {
        "before": {"id": "mine", "version": "1.0.0"},
        "after": {"id": "mine", "version": "2.0.0"},
        "changes": [
            {
                "rule": "XY-001",
                "what": "count.min",
                "before": 2,
                "after": 3,
                "way": "tightening",
                "step": "major",
            },
            {"rule": None, "what": "title", "before": None, "after": None, "way": "neutral", "step": "patch"},
        ],
        "step": "major",
        "leastVersion": "2.0.0",
    }
    assert "Nothing distinguishes them." in profile("diff", "eu-core", "eu-core", folder=tmp_path).out


def test_a_profile_that_is_not_there_cannot_be_compared(tmp_path: Path) -> None:
    compared = profile("diff", "eu-core", "eu-cor", folder=tmp_path)
    assert (compared.code, compared.out) == (2, "")
    assert (
        "profile eu-cor: there is none of that name; did you mean eu-core? (or give a file or a folder)"
        in compared.err
    )


def test_what_is_wrong_is_not_released(tmp_path: Path) -> None:
    folder = write_profile(tmp_path)
    edit(folder / "rules" / "XY-001.yaml", "at: /keywords", "at: /name")
    refused = profile("release", "mine", folder=tmp_path)
    assert (refused.code, refused.out) == (1, "")
    assert "mine was not released: mend what is told above." in refused.err
    assert not (folder / "releases").exists()
