"""What was found gone, and on which days: a small file beside the cache, kept from run to run.

An address counts as dead only after it was gone on two different days. What is
there, or says nothing, is kept for the run alone, so that nothing is asked twice.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Self
from uuid import uuid4

from harvesters.probing import Probe
from profiles.failure import Failure

_TABLE = """
create table if not exists probe (
  address text primary key, run text not null, status integer, cause text not null,
  type text, length integer, first text, last text
) without rowid;
"""
_WHAT_TO_DO = "name another file with the setting probes, or remove it"


class ProbeState:
    """The addresses that were asked; those of this run with their answers, those gone with their days."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._run = uuid4().hex
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._database.executescript(f"pragma journal_mode = wal; pragma synchronous = normal; {_TABLE}")
        except (OSError, sqlite3.Error) as error:
            raise Failure(f"{path}: what was probed before cannot be read: {error}; {_WHAT_TO_DO}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.execute("delete from probe where first is null and run = ?", (self._run,))
        self._database.close()

    def of_this_run(self, address: str) -> tuple[Probe, tuple[str, ...]] | None:
        """Return what an address answered in this run, and the days on which it was gone."""
        found = self._database.execute(
            "select status, cause, type, length, first, last from probe where address = ? and run = ?",
            (address, self._run),
        ).fetchone()
        if found is None:
            return None
        *answer, first, last = found
        return Probe(*answer), (first, last) if first else ()

    def keep(self, address: str, answer: Probe, day: str, *, gone: bool, there: bool) -> None:
        """Keep an answer; where it says neither that the address is gone nor there, its days stay."""
        first, last = self._days(address)
        if gone:
            first, last = first or day, day
        elif there:
            first = last = None
        self._database.execute(
            "replace into probe values (?, ?, ?, ?, ?, ?, ?, ?)",
            (address, self._run, *answer, first, last),
        )

    def _days(self, address: str) -> tuple[str | None, str | None]:
        found = self._database.execute(
            "select first, last from probe where address = ?", (address,)
        ).fetchone()
        return found or (None, None)


def default_path() -> Path:
    """Return the file in the user's cache folder."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(cache) if cache else Path.home() / ".cache") / "commonshelf" / "probes.db"
