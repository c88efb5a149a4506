"""Whatever a user's file holds: a clear error in under a second, and the rest goes on."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from profiles.rules import RuleError
from profiles.rules.library import Library
from tests.rules.profile_folders import edit, rule_text, write_profile

BOMB = "x: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
    f"x{n}: &{b} [{', '.join([f'*{a}'] * 10)}]\n"
    for n, (a, b) in enumerate(zip("abcdefgh", "bcdefghi", strict=True))
)


@contextmanager
def within_a_second() -> Iterator[None]:
    started = time.process_time()
    yield
    assert time.process_time() - started < 1


def in_rule(text: str) -> Callable[[Path], None]:
    return lambda folder: (folder / "rules" / "XY-001.yaml").write_text(text, encoding="utf-8") and None


def changed_rule(old: str, new: str) -> Callable[[Path], None]:
    return lambda folder: edit(folder / "rules" / "XY-001.yaml", old, new)


def in_profile(text: str) -> Callable[[Path], None]:
    return lambda folder: (folder / "profile.yaml").write_text(text, encoding="utf-8") and None


def changed_profile(old: str, new: str) -> Callable[[Path], None]:
    return lambda folder: edit(folder / "profile.yaml", old, new)


def many_files(folder: Path) -> None:
    for number in range(3000):
        (folder / "rules" / f"XY-{number}.txt").touch()


def bytes_in(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes(content) and None


def sparse(name: str, size: int) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        with (folder / name).open("wb") as file:
            file.truncate(size)

    return write


def pipe(folder: Path) -> None:
    (folder / "rules" / "XY-001.yaml").unlink()
    os.mkfifo(folder / "rules" / "XY-001.yaml")


HEAD = 'id: mine\nversion: "1.0.0"\ntitle: {en: Mine}\n'
CASES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a rule that is cut off": (in_rule(rule_text()[:109]), r"XY-001.yaml:1: check is missing; add it"),
    "a rule cut off in a quotation": (in_rule(rule_text()[:-160]), r"XY-001.yaml:\d+: .*; "),
    "a rule cut off in a line": (
        in_rule(rule_text()[:200]),
        r"XY-001.yaml:11: .*; see whether the file was cut off",
    ),
    "an empty rule": (in_rule(""), "XY-001.yaml: there is nothing in it; write it, or remove the file"),
    "a rule that is a list": (
        in_rule("[1, 2]"),
        "XY-001.yaml:1: the file is a list; write names with values",
    ),
    "two documents": (
        in_rule("a: 1\n---\nb: 2\n"),
        r"XY-001.yaml:\d: not well-formed YAML: but found another",
    ),
    "a tab": (in_rule("a:\n\tb: 1\n"), "XY-001.yaml:2: not well-formed YAML"),
    "an alias within itself": (
        in_rule("a: &a [*a]\n"),
        r"XY-001.yaml:1: an alias \(\*\) stands within what it",
    ),
    "aliases that multiply": (in_rule(BOMB), "XY-001.yaml:1?[0-9]: there are more than 20,000 values"),
    "a tag": (
        in_rule("a: !!python/object/apply:os.system [x]\n"),
        "XY-001.yaml:1: the tag .* leave the tag out",
    ),
    "levels without end": (in_rule("[" * 100_000), "exceeded maximum nesting|nesting depth|fewer levels"),
    "conditions without end": (
        changed_rule("check:", "check:\n  when: " + "{not: " * 200 + "{}" + "}" * 200 + "\n "),
        "XY-001.yaml:.*",
    ),
    "bytes that are no text": (
        bytes_in("rules/XY-001.yaml", bytes(range(256))),
        "XY-001.yaml: not readable as",
    ),
    "a byte that is no UTF-8": (
        bytes_in("rules/XY-001.yaml", b"id: \xff"),
        "XY-001.yaml: not readable as YAML",
    ),
    "a rule of 100 MB": (sparse("rules/XY-001.yaml", 100_000_000), "XY-001.yaml: it has 100,000,000 bytes"),
    "a profile of 100 MB": (sparse("profile.yaml", 100_000_000), "profile.yaml: it has 100,000,000 bytes"),
    "a million rules": (
        in_profile(HEAD + "rules: [" + "QUAL-001, " * 15_000 + "]\n"),
        "profile.yaml:4: rules has 15,000 rules, and a profile may have 1,000; split the profile",
    ),
    "twelve megabytes of rules": (
        in_profile(HEAD + "rules: [" + "QUAL-001, " * 1_000_000 + "]"),
        "it has 10,0",
    ),
    "a folder of very many files": (many_files, "rules: there are more than 1,000 files in the folder; put"),
    "a pipe": (pipe, "XY-001.yaml: it is no file; put a file there, or remove it"),
    "a pattern of exponential time": (
        changed_rule("count: {min: 2}", "pattern: {match: '^(a+)+$'}"),
        r"XY-001.yaml:9: the pattern '\^\(a\+\)\+\$' can take exponential time, .*; write it so that",
    ),
    "a vocabulary that is not there": (
        changed_rule("count: {min: 2}", "in: {vocabulary: hochschulfacher}"),
        r"XY-001.yaml:9: check.in.vocabulary: there is no vocabulary 'hochschulfacher'; did you mean hochsch",
    ),
    "a scheme that is not there": (
        changed_profile("add:", "vocabularies: {levels: {schemes: [isced, eqff]}}\nadd:"),
        r"profile.yaml:5: vocabularies.levels.schemes.2: there is no vocabulary 'eqff'; did you mean eqf\?",
    ),
    "a profile that extends itself": (
        changed_profile("extends: eu-core", "extends: " + "mine"),
        r"profile.yaml:4: extends: mine extends mine: a ring; let one of them",
    ),
    "a profile that extends one that is not there": (
        changed_profile("extends: eu-core", "extends: " + "eu-cor@^1.0"),
        r"profile.yaml:4: extends: there is no profile eu-cor; did you mean eu-core\?",
    ),
    "a version that is not there": (
        changed_profile("extends: eu-core", "extends: " + "eu-core@^77.0"),
        r"profile.yaml:4: extends: there is no profile eu-core of the version .*; there is eu-core@",
    ),
    "a rule that is not there": (
        changed_profile("add: [XY-001]", "add: [XY-001, QUAL-0001]"),
        r"profile.yaml:5: there is no rule QUAL-0001; did you mean QUAL-001\?",
    ),
    "a rule that stands twice": (
        changed_profile("add: [XY-001]", "add:\n- XY-001\n- XY-001"),
        "profile.yaml:7: XY-001 stands twice, first in line 6; remove one",
    ),
    "an unknown key": (
        changed_profile("add:", "adds: []\nadd:"),
        r"profile.yaml:5: adds is no key that is known here; did you mean add\?",
    ),
    "a key twice": (
        changed_profile("add:", "add: []\nadd:"),
        "profile.yaml:6: add stands twice, first in line 5",
    ),
    "an id of the program": (
        changed_profile("id: mine", "id: eu-core"),
        "profile.yaml:1: the id eu-core is that",
    ),
    "a version of words": (
        changed_profile('"1.0.0"', "new"),
        "profile.yaml:2: version 'new'; write three numbers",
    ),
    "extends and derivedFrom": (
        changed_profile("add:", "derivedFrom: eu-core\nadd:"),
        "profile.yaml:5: extends and derivedFrom exclude each other; keep one",
    ),
    "removing while extending": (
        changed_profile("add:", "remove: [QUAL-001]\nadd:"),
        "profile.yaml:5: remove would loosen the profile that this one extends; write derivedFrom",
    ),
    "a date of release of its own": (
        changed_profile("add:", "released: 2026-01-01\nadd:"),
        "profile.yaml:5: released: when a version of yours was released stands in its lock file; leave",
    ),
    "a message that would fill the memory": (
        changed_rule("There are {count}", "There are {count:>9999999999}"),
        r"XY-001.yaml:12: message.en: the place \{count\}; write a name alone, such as \{value\}",
    ),
    "a message that looks into the program": (
        changed_rule("There are {count}", "There are {count.__class__}"),
        "XY-001.yaml:12: message.en: the place .*; write a name alone",
    ),
    "a weight out of step": (
        changed_profile("add:", "weights: {keywords: 15}\nadd:"),
        "profile.yaml:5: weights.keywords is '15'; write one of 30, 20, 10, 5",
    ),
    "a weight that nothing reads": (
        changed_profile("add:", "weights: {trailer: 10}\nadd:"),
        "profile.yaml:5: weights: no rule of the profile reads trailer",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_told_at_once_and_the_rest_goes_on(name: str, tmp_path: Path) -> None:
    spoil, said = CASES[name]
    folder = write_profile(tmp_path, "mine")
    write_profile(tmp_path, "other", rules=("XZ-001",))
    spoil(folder)
    Library()  # what comes with the program is read once
    with within_a_second():
        library = Library([tmp_path])
        with pytest.raises(RuleError, match=said) as raised:
            library.profile(str(folder) if "id of the program" in name else "mine")
        assert "XZ-001" in library.profile("other").rules
    assert re.search(said, str(raised.value))


def test_profiles_that_extend_one_another_in_a_ring(tmp_path: Path) -> None:
    write_profile(tmp_path, "one", extends="two", rules=())
    write_profile(tmp_path, "two", extends="three", rules=())
    write_profile(tmp_path, "three", extends="one", rules=())
    library = Library([tmp_path])
    with (
        within_a_second(),
        pytest.raises(RuleError, match="one extends two extends three extends one: a ring; "),
    ):
        library.profile("one")
    assert library.profile("eu-core").rules


def test_a_chain_that_is_too_long(tmp_path: Path) -> None:
    for number in range(30):
        write_profile(tmp_path, f"p{number}", extends=f"p{number + 1}", rules=())
    write_profile(tmp_path, "p30", rules=())
    with within_a_second(), pytest.raises(RuleError, match="more than 20 profiles extend one another; "):
        Library([tmp_path]).profile("p0")


def test_ids_of_others_are_refused(tmp_path: Path) -> None:
    write_profile(tmp_path, "first", rules=("XY-001",))
    write_profile(tmp_path, "second", rules=("XY-001",))
    write_profile(tmp_path, "third", rules=("QUAL-001",))
    library = Library([tmp_path])
    assert library.profile("first").rules["XY-001"]
    for name, rule, of in (
        ("second", "XY-001", r"first/rules/XY-001\.yaml"),
        ("third", "QUAL-001", "quality/QUAL"),
    ):
        with pytest.raises(
            RuleError, match=rf"{rule}.yaml:1: the id {rule} is that of .*{of}.*; give the rule an id"
        ):
            library.profile(name)


def test_two_files_of_one_id(tmp_path: Path) -> None:
    folder = write_profile(tmp_path)
    (folder / "rules" / "more").mkdir()
    (folder / "rules" / "more" / "XY-001.yaml").write_text(rule_text(), encoding="utf-8")
    with pytest.raises(
        RuleError, match=r"XY-001 is already in .*rules/XY-001.yaml; give one of them another"
    ):
        Library([tmp_path]).profile("mine")


def test_a_folder_that_is_not_there_costs_the_others_nothing(tmp_path: Path) -> None:
    library = Library([tmp_path / "nowhere"])
    assert [str(one) for one in library.problems] == [
        f"{tmp_path / 'nowhere'}: there is no such folder; make it, or name the folder of your profiles"
    ]
    assert library.profile("eu-core").rules


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    folder = write_profile(tmp_path)
    (folder / "rules" / "XY-001.yaml").unlink()
    (folder / "rules" / "XY-001.yaml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(
        RuleError, match=r"XY-001\.yaml: it cannot be read: No such file.*; name a file that can"
    ):
        Library([tmp_path]).profile("mine")
