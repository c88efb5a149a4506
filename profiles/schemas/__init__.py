"""The schemas of the formats, written by us from the facts of the standards (docs/schemas)."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def schema_path(name: str) -> Path:
    """Return where a schema lies, by the name of its file; what it includes lies beside it."""
    return Path(str(files("profiles.schemas").joinpath(name)))
