"""A spool: all records of a run on disk, so that they can be gone through twice in bounded memory.

The file has no name, so that it is gone when the process is, however that ends.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Self

from profiles.record import Record, Unreadable


class Spool:
    """Takes what was taken, in order, and gives it again; a page that records share is kept once."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(prefix="commonshelf-")  # noqa: SIM115 - closed on leaving
        self._page: bytes | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, one: Record | Unreadable) -> None:
        """Keep one more."""
        if isinstance(one, Record):
            if one.page is not self._page:
                self._page = one.page
                self._write(one.page)
            one = replace(one, page=None)
        self._write(one)

    def read(self) -> Iterator[Record | Unreadable]:
        """Yield all again, in their order."""
        self._file.seek(0)
        page: bytes | None = None
        for one in iter(self._next, _END):
            if one is None or isinstance(one, bytes):
                page = one
            else:
                yield one if page is None or isinstance(one, Unreadable) else replace(one, page=page)

    def _write(self, one: _Kept) -> None:
        pickle.dump(one, self._file, pickle.HIGHEST_PROTOCOL)

    def _next(self) -> _Kept:
        try:
            one: _Kept = pickle.load(self._file)  # noqa: S301 - we wrote it
        except EOFError:
            return _END
        return one


_Kept = Record | Unreadable | bytes | None
_END = Unreadable("", "")
