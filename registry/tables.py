"""The tables, in the types that SQLite and PostgreSQL share; a test holds them and the migrations together.

Moments are kept in UTC, without saying so. Nothing is ever deleted from `records`,
`record_versions` and `payloads`: a tombstone is a record that is `shown` and no longer `published`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    and_,
)

# Alembic's own name for it is every program's; ours tells our database from another's.
SCHEMA_VERSION = "commonshelf_schema"

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

sources = Table(
    "sources",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("address", Text, nullable=False),
    Column("prefix", Text),
    Column("set_spec", Text),
    Column("name", Text),
    Column("added", DateTime, nullable=False),
    Column("removed", Boolean, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", ForeignKey("sources.id"), nullable=False, index=True),
    Column("begun", DateTime, nullable=False),
    Column("ended", DateTime),
    Column("outcome", String(10), nullable=False),
    Column("cause", Text),
    Column("response_date", Text),
    Column("added", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("deleted", Integer, nullable=False),
)

payloads = Table(
    "payloads",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# An identifier may be longer than an index takes: a record is looked for by its digest, the public id.
records = Table(
    "records",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("public_id", String(20), nullable=False, unique=True),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    Column("identifier", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("published", Boolean, nullable=False),
    Column("shown", Boolean, nullable=False),
    Column("changed", DateTime, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("format", Text),
    Column("conforms", String(12)),
    Column("judgement", String(64), nullable=False),
    # The last, since SQLite reads a row from its start and this is most of it.
    Column("resource", JSON(none_as_null=True)),
    Index("ix_records_shown_changed_key", "shown", "changed", "key"),
    Index("ix_records_source_id_shown_changed_key", "source_id", "shown", "changed", "key"),
)

record_versions = Table(
    "record_versions",
    metadata,
    Column("record_key", ForeignKey("records.key"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("digest", ForeignKey("payloads.digest")),
    Column("datestamp", Text),
    Column("sets", JSON, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("metadata_prefix", Text),
    Column("about", JSON, nullable=False),
    Column("origin", Text, nullable=False),
    Column("line", Integer, nullable=False),
    Column("harvested", DateTime, nullable=False),
    Column("run_id", ForeignKey("runs.id"), nullable=False),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("record_key", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("profile", String(80), nullable=False),
    Column("profile_version", String(20), nullable=False),
    Column("rules_digest", String(64), nullable=False),
    Column("conforms", String(12), nullable=False),
    Column("scores", JSON, nullable=False),
    Column("checked", DateTime, nullable=False),
    Column("findings", JSON, nullable=False),
    ForeignKeyConstraint(
        ["record_key", "version"], ["record_versions.record_key", "record_versions.version"]
    ),
)


def newest_version() -> Any:
    """Return the condition that joins a record with its newest version."""
    return and_(record_versions.c.record_key == records.c.key, record_versions.c.version == records.c.version)


def naive(moment: datetime) -> datetime:
    """Return a moment as the tables hold it, in UTC."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def now() -> datetime:
    """Return the present second as the tables hold it."""
    return naive(datetime.now(UTC)).replace(microsecond=0)
