"""What is released is frozen: a profile that no longer agrees with its lock is refused, also one of ours."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from profiles.rules import RuleError, load_profile, profile_names
from profiles.rules.library import Library
from profiles.rules.locking import lock_of, read_lock, vocabularies_of, vocabulary_digest
from profiles.rules.package import LOCK
from profiles.rules.shipped import Shipped, shipped
from tests.rules.profile_folders import edit, write_profile

ROOT = Path(str(files("profiles")))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the catalogue in which eu-core is released."""
    for folder in ("rules", "application_profiles"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("*.py", "__pycache__")
        )
    core = tmp_path / "application_profiles" / "eu-core.yaml"
    core.write_text(core.read_text(encoding="utf-8") + "released: 2026-11-30\n", encoding="utf-8")
    lock = lock_of(of(tmp_path, locked=False), "2026-11-30")
    Shipped(tmp_path).lock_path("eu-core").write_text(lock.as_json(), encoding="utf-8")
    return tmp_path


def of(root: Path, *, locked: bool = True) -> Any:
    library = Library(catalogue=Shipped(root))
    return library.profile("eu-core") if locked else library.without_lock(library.package("eu-core"))


def release(folder: Path) -> Path:
    """Freeze the profile of a folder as the command does."""
    library = Library([folder.parent])
    package, profile = library.package(folder.name), library.profile(folder.name)
    target = folder / "releases" / profile.version
    for name, content in package.files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    (target / LOCK).write_text(lock_of(profile, "2026-11-30", package.files).as_json(), encoding="utf-8")
    return target


def test_a_profile_of_ours_that_is_released_and_the_same_has_its_date(copy: Path) -> None:
    assert of(copy).released == "2026-11-30"
    assert of(copy).digest == load_profile("eu-core").digest


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("rules/quality/QUAL-042.yaml", "min: 50", "min: 40", "the rule QUAL-042 was changed"),
        ("rules/quality/QUAL-002.yaml", "\n  en: ", "\n  en: Please. ", "the rule QUAL-002 was changed"),
        ("application_profiles/eu-core.yaml", "  - QUAL-042\n", "", "the rule QUAL-042 was removed"),
        (
            "application_profiles/eu-core.yaml",
            "  name: 30",
            "  name: 20",
            "its title, weights or vocabularies",
        ),
        ("application_profiles/eu-core.yaml", "European core", "Core", "its title, weights or vocabularies"),
    ],
)
def test_a_profile_of_ours_that_was_edited_after_its_release_is_refused(
    copy: Path, file: str, old: str, new: str, said: str
) -> None:
    edit(copy / file, old, new)
    since = "was released on 2026-11-30 and has been edited since"
    with pytest.raises(
        RuleError, match=rf"eu-core.yaml:\d+: eu-core .* {since}: {said}.*; give it a new version"
    ):
        of(copy)


def test_a_released_profile_whose_lock_is_lost_or_broken_is_refused(copy: Path) -> None:
    lock = Shipped(copy).lock_path("eu-core")
    for content in ("{", "[]", json.dumps({**json.loads(lock.read_text(encoding="utf-8")), "more": 1})):
        lock.write_text(content, encoding="utf-8")
        with pytest.raises(RuleError, match="has been edited since"):
            of(copy)
    lock.unlink()
    with pytest.raises(RuleError, match="has been edited since"):
        of(copy)


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_of_ours_has_its_lock(name: str) -> None:
    lock = read_lock(shipped().lock_path(name).read_bytes())
    profile = load_profile(name)
    assert lock == lock_of(profile, profile.released)
    assert set(lock.vocabularies) == vocabularies_of(profile)


def test_a_vocabulary_of_another_date_refuses_what_was_released_upon_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_profile(
        tmp_path, more="vocabularies: {levels: {schemes: [isced], snapshot: 2026-11-01}}\n"
    )
    release(folder)
    assert Library([folder]).profile("mine").released == "2026-11-30"
    with other_vocabulary(monkeypatch, "isced"):
        for name in ("mine", "mine@1.0.0"):
            with pytest.raises(
                RuleError, match="has been edited since: the vocabulary isced was changed; give it"
            ):
                Library([folder]).profile(name)


@contextmanager
def other_vocabulary(monkeypatch: pytest.MonkeyPatch, name: str) -> Iterator[None]:
    known = vocabulary_digest
    with monkeypatch.context() as patch:
        patch.setattr(
            "profiles.rules.locking.vocabulary_digest", lambda one: "other" if one == name else known(one)
        )
        yield


def test_a_release_is_refused_when_anything_in_it_is_edited(tmp_path: Path) -> None:
    folder = write_profile(tmp_path)
    target = release(folder)
    edit(folder / "profile.yaml", '"1.0.0"', '"2.0.0"')
    edit(folder / "rules" / "XY-001.yaml", "min: 2", "min: 3")
    edit(folder / "rules" / "XY-001.yaml", "keywords: [fractions, cake]", "keywords: [fractions, cake, pie]")
    assert Library([folder]).profile("mine").released is None
    assert Library([folder]).profile("mine@1.0.0").rules["XY-001"].checks[0].parameters == {"min": 2}
    (target / "rules" / "XY-002.yaml").write_text("", encoding="utf-8")
    with pytest.raises(RuleError, match=r"XY-002.yaml: there is nothing in it"):
        Library([folder]).profile("mine@1.0.0")
    (target / "rules" / "XY-002.yaml").unlink()
    edit(target / "rules" / "XY-001.yaml", "Add some.", "Add more.")
    with pytest.raises(
        RuleError, match=r"1.0.0 was released .*: the file rules/XY-001.yaml was changed, the rule XY"
    ):
        Library([folder]).profile("mine@1.0.0")
    (target / LOCK).unlink()
    with pytest.raises(
        RuleError, match=r"lock.json: the released version has no lock file that can be read; rest"
    ):
        Library([folder]).profile("mine@1.0.0")
    assert Library([folder]).profile("mine").version == "2.0.0"


def test_the_version_that_is_released_stays_upon_the_version_it_was_released_upon(tmp_path: Path) -> None:
    base = write_profile(tmp_path, "base", rules=("XY-001",))
    release(base)
    child = write_profile(tmp_path, "child", extends="base@^1.0", rules=())
    release(child)
    edit(base / "profile.yaml", '"1.0.0"', '"1.1.0"')
    edit(base / "rules" / "XY-001.yaml", "min: 2", "min: 3")
    released = Library([tmp_path]).profile("child@1.0.0")
    assert released.extends[0] == "base@1.0.0"
    assert released.rules["XY-001"].checks[0].parameters == {"min": 2}
    edit(child / "profile.yaml", '"1.0.0"', '"1.1.0"')
    assert Library([tmp_path]).profile("child").extends[0] == "base@1.1.0"
    shutil.rmtree(base / "releases")
    with pytest.raises(
        RuleError,
        match=r"child 1.0.0 was released upon base 1.0.0, and there is base@1.1.0; install that version",
    ):
        Library([tmp_path]).profile("child@1.0.0")
