"""What `make docs` writes outside docs/: the locks of our profiles, and the types that editors complete.

The lock of a draft follows the catalogue. That of a version that is released does
not: it was frozen, and what has changed since needs a version of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from profiles.rules.library import Library
from profiles.rules.locking import lock_of, read_lock
from profiles.rules.package import Package
from profiles.rules.shipped import Shipped
from profiles.schemas import schema_path
from validators.proving import type_names

ROOT = Path(__file__).parents[1] / "profiles"


class Frozen(Exception):  # noqa: N818 - it is no fault of the program
    """A profile that is released was edited; the message says what to do."""


def generated_files(root: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """Yield each file with what should stand in it; raises Frozen."""
    shipped = Shipped(root)
    library = Library(catalogue=shipped)
    for package in shipped.packages():
        path = shipped.lock_path(package.name)
        yield path, _lock(library, package, path)
    schema = schema_path("rule.schema.json")
    yield schema, _with_types(schema)


def _lock(library: Library, package: Package, path: Path) -> str:
    profile = library.without_lock(package)
    released = package.statement.released if package.statement else None
    lock = lock_of(profile, released)
    before = read_lock(path.read_bytes()) if path.is_file() else None
    if before and before.released and before.version == lock.version and before != lock:
        when = f"{package.path.name}: {lock.profile} {lock.version} was released on {before.released}"
        raise Frozen(f"{when} and has been edited since; give it a new version, or restore what was released")
    return lock.as_json()


def _with_types(schema: Path) -> str:
    said: Any = json.loads(schema.read_text(encoding="utf-8"))
    said["$defs"]["type"]["enum"] = type_names()
    return json.dumps(said, indent=1, ensure_ascii=False) + "\n"
