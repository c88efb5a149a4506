"""Opening a database: its pragmas, its schema brought up to date, and its errors in plain words."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from registry.rows import RegistryError
from registry.tables import SCHEMA_VERSION

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
    ("disk i/o error", "cannot be read or written: the disk reports an error; see to the disk"),
)


def open_engine(url: str) -> Engine:
    """Return the engine of a database, which is made or brought up to date where needed.

    Raises RegistryError where it cannot be opened, is another program's, or of
    a newer version of this one.
    """
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise RegistryError(
            f"database {url}: it is no database address; give one like sqlite:///file.db"
        ) from error
    if address.drivername not in ("sqlite", "sqlite+pysqlite") or address.database in (None, "", ":memory:"):
        raise RegistryError(
            f"database {address.render_as_string()}: a registry is kept in a file of SQLite; "
            "give an address like sqlite:///file.db"
        )
    engine = create_engine(address, connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    with ExitStack() as opened:
        opened.callback(engine.dispose)  # unless it is handed out: a connection would stay open
        with explained(engine):
            _bring_up_to_date(engine)
        opened.pop_all()
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


@contextmanager
def reads(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees the database as it is now, whoever writes meanwhile."""
    with explained(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writes(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction of its own, which waits until no other process writes."""
    with (
        explained(engine),
        engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        yield connection


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver's guess
    _write_ahead(connection)
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=NORMAL")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers go on while one writes; a new file needs the only lock that SQLite does not wait for."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    # A read that turns into a write cannot wait for another's lock; one that says so at once can.
    will_write = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if will_write else "BEGIN")


def _bring_up_to_date(engine: Engine) -> None:
    config = _config()
    scripts = ScriptDirectory.from_config(config)
    head = scripts.get_current_head()
    with reads(engine) as connection:
        if _revision(connection) == head:
            return  # the usual case, which need not wait for a harvest that is writing
    with writes(engine) as connection:
        _check_that_it_is_ours(connection, {script.revision for script in scripts.walk_revisions()})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")  # nothing, where another process has done it meanwhile


def _config() -> Config:
    config = Config()
    folder = str(files("registry").joinpath("migrations"))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config


def _revision(connection: Connection) -> str | None:
    opts = {"version_table": SCHEMA_VERSION}
    return MigrationContext.configure(connection, opts=opts).get_current_revision()


def _check_that_it_is_ours(connection: Connection, known: set[str]) -> None:
    current, name = _revision(connection), connection.engine.url.render_as_string()
    if current is None and inspect(connection).get_table_names():
        raise RegistryError(f"database {name}: it holds tables of another program; name another file")
    if current is not None and current not in known:
        raise RegistryError(
            f"database {name}: it is of a newer version of Commonshelf (schema {current}); "
            "upgrade the program"
        )
