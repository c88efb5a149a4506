"""Opening a database: its pragmas, its schema brought up to date, and its errors in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine, create_engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from registry.rows import RegistryError

_BUSY_SECONDS = 30
_CAUSES = (
    ("unable to open", "cannot be opened; see that its folder exists and may be written to"),
    ("not a database", "is not an SQLite database; name another file"),
    ("malformed", "is damaged; restore a backup of it"),
    ("readonly", "is read-only; allow writing to the file and its folder"),
    (
        "locked",
        f"is locked by another process, for more than {_BUSY_SECONDS} seconds; wait until that has finished",
    ),
    ("disk is full", "cannot grow, since the disk is full; make room"),
)


def open_engine(url: str, *, upgrade: bool) -> Engine:
    """Return the engine of a database whose schema is up to date.

    Raises RegistryError where it cannot be opened, is another program's, or of
    a newer version of this one.
    """
    try:
        engine = create_engine(make_url(url), connect_args=_arguments(url))
    except ArgumentError as error:
        raise RegistryError(
            f"database {url}: it is no database address; give one like sqlite:///file.db"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    with explained(engine):
        if upgrade:
            _upgrade(engine)
    return engine


@contextmanager
def explained(engine: Engine) -> Iterator[None]:
    """Turn what the database itself reports into a RegistryError that says what to do."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig).lower()
        cause = next((words for sign, words in _CAUSES if sign in said), f"reports: {error.orig}")
        raise RegistryError(f"database {engine.url.render_as_string()}: it {cause}") from error


def _arguments(url: str) -> dict[str, Any]:
    return {"timeout": _BUSY_SECONDS, "check_same_thread": False} if url.startswith("sqlite") else {}


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver's guess
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "synchronous=NORMAL",
        f"busy_timeout={_BUSY_SECONDS * 1000}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    # A read that turns into a write cannot wait for another's lock; one that says so at once can.
    connection.exec_driver_sql(
        "BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN"
    )


def _upgrade(engine: Engine) -> None:
    config = Config()
    config.set_main_option(
        "script_location", str(files("registry").joinpath("migrations")).replace("%", "%%")
    )
    scripts = ScriptDirectory.from_config(config)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        known = {script.revision for script in scripts.walk_revisions()}
        current = MigrationContext.configure(connection).get_current_revision()
        name = engine.url.render_as_string()
        if current is None and inspect(connection).get_table_names():
            raise RegistryError(f"database {name}: it holds tables of another program; name another file")
        if current is not None and current not in known:
            raise RegistryError(
                f"database {name}: it is of a newer version of Commonshelf (schema {current}); "
                "upgrade the program"
            )
        if current != scripts.get_current_head():
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError as error:
                raise RegistryError(f"database {name}: it cannot be upgraded: {error}") from error
