"""What a check says and cannot mean is told with the line, before a record meets it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from profiles.rules import RuleError
from profiles.rules.library import Library
from tests.rules.profile_folders import write_profile
from tests.rules.test_bad_input import changed_profile, changed_rule


def folder_in_place(folder: Path) -> None:
    (folder / "rules" / "XY-001.yaml").unlink()
    (folder / "rules" / "XY-001.yaml").mkdir()


CASES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a pattern that is a number": (
        changed_rule("count: {min: 2}", "pattern: {match: 5}"),
        r"XY-001.yaml:9: check.pattern.match is '5'; write the pattern in quotation marks",
    ),
    "a value that stands with nothing": (
        changed_rule("count: {min: 2}", "exclusive: {value: none}"),
        r"XY-001.yaml:9: check.exclusive has value without with; add with",
    ),
    "a pair of numbers": (
        changed_rule("count: {min: 2}", "exclusive: {pairs: [[1, 2]]}"),
        r"XY-001.yaml:9: check.exclusive.pairs is no list of pairs; write \[\[one, other\], …\]",
    ),
    "a member that no value has": (
        changed_rule("count: {min: 2}", "requires: {if: {field: keywords.long, present: {}}, then: {}}"),
        r"XY-001.yaml:9: check.requires.if.field: 'keywords.long' is not known; did you mean keywords.lang\?",
    ),
    "limits that leave nothing": (
        changed_rule("count: {min: 2}", "count: {min: 2, max: 1}"),
        r"XY-001.yaml:9: check.count: nothing lies from 2 to 1; swap the two",
    ),
    "a limit of a profile that leaves nothing": (
        changed_profile("add:", "narrow: {QUAL-042: {min: 6000}}\nadd:"),
        r"profile.yaml:5: narrow: QUAL-042: with min '6000' nothing is left, for it lies from 6000 to 5000;",
    ),
    "a check of fields that it does not look at": (
        changed_rule("check:", "also: [name]\ncheck:\n  fields: [name]"),
        r"XY-001.yaml:\d+: the check count looks at the rule's first field, keywords; leave fields out",
    ),
    "a folder in place of a rule": (
        folder_in_place,
        "XY-001.yaml: it is no file; put a file there, or remove it",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_no_check_can_mean_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    spoil, said = CASES[name]
    spoil(write_profile(tmp_path, "mine"))
    write_profile(tmp_path, "other", rules=("XZ-001",))
    library = Library([tmp_path])
    with pytest.raises(RuleError, match=said):
        library.profile("mine")
    assert "XZ-001" in library.profile("other").rules
