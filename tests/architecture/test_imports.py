"""Who imports whom: the rooms' contracts, and packages of ours that are ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGES, ROOT

ASK_WHERE = "import sys, {0}; sys.stdout.write({0}.__file__ or str(list({0}.__path__)))"


def imported_from(package: str, folder: Path, **environment: str) -> Path:
    """Where a Python that was started outside the project takes the package from."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", ASK_WHERE.format(package)],
        cwd=folder,
        env={**{name: value for name, value in os.environ.items() if name != "PYTHONPATH"}, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return Path(done.stdout)


def namesake(package: str, found: Path) -> str:
    """What to do about a package of ours that is another's; empty where it is ours."""
    if ROOT / package in found.parents:
        return ""
    return (
        f"'import {package}' takes {found}, which is not this project's: another distribution in this "
        "environment has a package of the same name. Give Commonshelf an environment of its own "
        "(docs/adr/0001)."
    )


def test_the_rooms_import_only_what_they_may():
    lint_imports = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint_imports, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_of_ours_is_not_taken_from_another_distribution(package: str, tmp_path: Path):
    said = namesake(package, imported_from(package, tmp_path))
    assert not said, said


def test_a_namesake_is_noticed(tmp_path: Path):
    (tmp_path / "validators").mkdir()
    (tmp_path / "validators" / "__init__.py").touch()
    found = imported_from("validators", tmp_path, PYTHONPATH=str(tmp_path))
    assert "an environment of its own" in namesake("validators", found)
