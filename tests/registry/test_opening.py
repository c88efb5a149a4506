"""Opening a database: its schema, what is refused, and what is said of it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from registry import Registry, RegistryError, opening
from registry.opening import open_engine, reads, writes
from registry.tables import SCHEMA_VERSION, metadata
from tests.registry.making import ADDRESS, entry, public_id, rows, save, tombstone

DATABASES = sorted((Path(__file__).parent / "databases").glob("*.sql"))


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def said_of(url: str) -> str:
    """What is said when the database is opened and read; in one line, which names it."""
    with pytest.raises(RegistryError) as caught, Registry.open(url) as registry:
        registry.sources()
    message = str(caught.value)
    assert message.startswith("database ")
    assert "\n" not in message
    return message


def test_the_migrations_make_the_tables_that_the_program_uses(url: str) -> None:
    engine = open_engine(url)
    with reads(engine) as connection:
        opts = {"version_table": SCHEMA_VERSION, "compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_constraints_and_names_are_those_of_the_tables(url: str, tmp_path: Path) -> None:
    """Alembic does not compare them all: what both make is compared as SQL."""
    Registry.open(url).close()
    direct = f"sqlite:///{tmp_path / 'direct.db'}"
    engine = create_engine(direct)
    metadata.create_all(engine)
    engine.dispose()
    assert schema(url) == schema(direct)


def schema(url: str) -> set[str]:
    """The statements that made the database, each constraint and column as a line, in no order."""
    query = "SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name <> ?"
    with closing(sqlite3.connect(path_of(url))) as connection:
        return {
            f"{table}: {line.strip().rstrip(',')}"
            for table, made in connection.execute(query, [SCHEMA_VERSION])
            for line in made.splitlines()
        }


@pytest.mark.parametrize("dump", DATABASES, ids=lambda path: path.stem)
def test_a_registry_of_each_earlier_schema_keeps_what_it_holds(url: str, dump: Path) -> None:
    """A dump is made with `sqlite3 file.db .dump` of what `fill` below makes, before a schema is left."""
    with closing(sqlite3.connect(path_of(url))) as connection:
        connection.executescript(dump.read_text("utf-8"))
    with Registry.open(url) as registry:
        check_filled(registry)


def test_a_registry_of_the_present_schema_keeps_what_it_holds(url: str) -> None:
    with Registry.open(url) as registry:
        fill(registry)
    before = rows(url)
    with Registry.open(url) as registry:
        check_filled(registry)
    assert rows(url) == before


def fill(registry: Registry) -> None:
    source = registry.add_source(ADDRESS, id="one", name="The first", prefix="oai_lom", set="maths")
    save(registry, source, entry("a"), entry("b"), entry("c", judged="no"))
    save(registry, source, entry("a", title="Another"), tombstone("b"))


def check_filled(registry: Registry) -> None:
    (source,) = registry.sources()
    assert (source.id, source.address, source.name) == ("one", ADDRESS, "The first")
    assert (source.prefix, source.set) == ("oai_lom", "maths")
    assert [run.outcome for run in registry.runs("one")] == ["finished", "finished"]
    found = [registry.record(public_id(name)) for name in "abc"]
    assert [one and one.state for one in found] == ["published", "withdrawn", "unpublished"]
    first, second = registry.versions(public_id("a"))
    assert first.payload == entry("a").record.payload
    assert second.payload == entry("a", title="Another").record.payload
    assert found[0] is not None
    assert found[0].resource == {"name": ["Another"]}
    assert found[0].verdict is not None
    assert registry.summary("one")["frequent"] == [("QUAL-012", 2)]


def test_each_schema_but_the_present_has_a_dump_to_come_from() -> None:
    scripts = ScriptDirectory.from_config(opening._config())
    earlier = {script.revision for script in scripts.walk_revisions()} - {scripts.get_current_head()}
    assert {path.stem for path in DATABASES} >= earlier


def test_a_newer_registry_is_refused_and_let_be(url: str) -> None:
    Registry.open(url).close()
    with closing(sqlite3.connect(path_of(url))) as connection:
        connection.execute(f"UPDATE {SCHEMA_VERSION} SET version_num = '9999'")
        connection.commit()
    before = path_of(url).read_bytes()
    assert "newer version of Commonshelf (schema 9999); upgrade the program" in said_of(url)
    assert path_of(url).read_bytes() == before


@pytest.mark.parametrize("table", ["notes", "alembic_version"])
def test_another_program_s_database_is_refused_and_let_be(url: str, table: str) -> None:
    with closing(sqlite3.connect(path_of(url))) as connection:
        connection.execute(f"CREATE TABLE {table} (version_num TEXT)")
        connection.execute(f"INSERT INTO {table} VALUES ('0001')")
        connection.commit()
    assert "holds tables of another program; name another file" in said_of(url)
    assert set(rows(url, table)) == {table}
    with closing(sqlite3.connect(path_of(url))) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)


def test_what_is_no_database_is_refused_and_let_be(url: str) -> None:
    path_of(url).write_text("a letter, " * 1000)
    assert "is not an SQLite database; name another file" in said_of(url)
    assert path_of(url).read_text() == "a letter, " * 1000


def test_a_damaged_database_is_named(url: str) -> None:
    with Registry.open(url) as registry:
        source = registry.add_source(ADDRESS)
        save(registry, source, *(entry(str(number)) for number in range(500)))
    content = bytearray(path_of(url).read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path_of(url).write_bytes(content)
    assert "is damaged; restore a backup of it" in said_of(url)


def test_an_empty_file_becomes_a_registry(url: str) -> None:
    path_of(url).touch()
    with Registry.open(url) as registry:
        assert registry.sources() == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'missing' / 'registry.db'}"
    assert "cannot be opened; see that its folder exists and may be written to" in said_of(url)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert "cannot be opened; see that its folder exists" in said_of(f"sqlite:///{tmp_path}")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert "may be written to" in said_of(f"sqlite:///{tmp_path / 'registry.db'}")
    finally:
        tmp_path.chmod(0o700)


def test_a_read_only_database_is_named(url: str) -> None:
    with closing(sqlite3.connect(path_of(url))):
        path_of(url).touch()
    read_only = f"sqlite:///file:{path_of(url)}?mode=ro&uri=true"
    assert "is read-only; allow writing to the file and its folder" in said_of(read_only)


def test_a_full_disk_is_named_and_what_was_saved_stays(url: str) -> None:
    engine = open_engine(url)
    with Registry(engine) as registry:
        source = registry.add_source(ADDRESS, id="one")
        save(registry, source, entry("a"))
        before = rows(url)
        with reads(engine) as connection:  # the same connection is taken from the pool again below
            (pages,) = connection.exec_driver_sql("PRAGMA page_count").one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        many = [entry(str(number), title=os.urandom(5000).hex()) for number in range(100)]
        run = 1
        with pytest.raises(RegistryError, match="it cannot grow, since the disk is full; make room"):
            registry.save("one", run, many)
        assert rows(url) == before


def test_a_database_that_another_process_keeps_locked_is_named(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_BUSY_SECONDS", 0)
    with Registry.open(url) as registry, closing(sqlite3.connect(path_of(url))) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RegistryError, match="is locked by another process"):
            registry.add_source(ADDRESS)
        assert registry.sources() == [], "reading goes on meanwhile"
        with Registry.open(url) as opened:
            assert opened.sources() == [], "and so does opening"


def test_a_new_database_that_another_process_is_just_making_is_waited_for(url: str) -> None:
    """SQLite itself now and then refuses at once, about one time in a hundred; here it always does."""
    with (
        closing(sqlite3.connect(path_of(url), timeout=0)) as one,
        closing(sqlite3.connect(path_of(url), check_same_thread=False)) as other,
    ):
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            one.execute("PRAGMA journal_mode=WAL")
        release = Timer(0.05, other.rollback)
        release.start()
        opening._write_ahead(one)
        release.join()
        assert one.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("registry.db", "it is no database address; give one like sqlite:///file.db"),
        ("", "it is no database address"),
        ("sqlite://", "a registry is kept in a file of SQLite"),
        ("sqlite:///:memory:", "a registry is kept in a file of SQLite"),
        ("postgresql://user:secret@host/name", r"database postgresql://user:\*\*\*@host/name: a registry is"),
        ("mysql+nothing://host/name", "a registry is kept in a file of SQLite"),
    ],
)
def test_what_is_no_address_of_a_registry_is_refused(url: str, message: str) -> None:
    with pytest.raises(RegistryError, match=message) as caught:
        Registry.open(url)
    assert "secret" not in str(caught.value)


def test_a_path_of_any_characters_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "100% ü & 中 [x]"
    folder.mkdir()
    with Registry.open(f"sqlite:///{folder / 'registry.db'}") as registry:
        registry.add_source(ADDRESS)
    assert (folder / "registry.db").exists()


def test_a_write_that_fails_leaves_nothing(url: str) -> None:
    engine = open_engine(url)
    before = rows(url)

    def fail() -> None:
        with writes(engine) as connection:
            connection.exec_driver_sql("INSERT INTO payloads VALUES ('x', 1, x'00')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    engine.dispose()
    assert rows(url) == before


def test_a_record_of_no_run_is_refused(url: str) -> None:
    """Foreign keys are held, which SQLite does only where it is asked to."""
    with Registry.open(url) as registry:
        source = registry.add_source(ADDRESS)
        with pytest.raises(RegistryError, match="FOREIGN KEY constraint failed"):
            registry.save(source.id, 99, [entry()])
        assert registry.record(public_id("oai:one.example:1", source.id)) is None
