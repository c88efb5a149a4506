"""What the architecture tests read: the modules of the project, and the files that it keeps."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("commonshelf", "exchange", "harvesters", "profiles", "registry", "validators")


def modules(*folders: str) -> Iterator[Path]:
    """Every Python module in the folders of the project, relative to its root."""
    for folder in folders:
        yield from sorted(path.relative_to(ROOT) for path in (ROOT / folder).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_bytes(), str(path))


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that git keeps or would keep, relative to the root."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout, so that nothing tells which files are kept")
    names = done.stdout.decode().split("\0")
    return tuple(Path(name) for name in names if name and (ROOT / name).is_file())
