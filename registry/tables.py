"""The tables, for SQLite and PostgreSQL alike; a test holds them and the migrations together."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
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
    Column("granularity", Text),
    Column("last_response_date", Text),
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

records = Table(
    "records",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("public_id", String(20), nullable=False, unique=True),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    Column("identifier", Text, nullable=False),
    Column("state", String(11), nullable=False),
    Column("changed", DateTime, nullable=False),
    Column("version", Integer, nullable=False),
    Column("resource", JSON),
    Column("conforms", String(12)),
    Column("fingerprint", String(64), nullable=False),
    UniqueConstraint("source_id", "identifier"),
    Index("ix_records_state_changed_key", "state", "changed", "key"),
    Index("ix_records_source_id_state_changed_key", "source_id", "state", "changed", "key"),
)

record_versions = Table(
    "record_versions",
    metadata,
    Column("record_key", ForeignKey("records.key"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("digest", ForeignKey("payloads.digest"), index=True),
    Column("datestamp", Text),
    Column("sets", JSON, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("metadata_prefix", Text),
    Column("format", Text),
    Column("about", JSON, nullable=False),
    Column("origin", Text, nullable=False),
    Column("line", Integer, nullable=False),
    Column("harvested", DateTime, nullable=False),
    Column("run_id", ForeignKey("runs.id"), nullable=False),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("record_key", ForeignKey("records.key"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("profile", String(80), primary_key=True),
    Column("profile_version", String(20), primary_key=True),
    Column("rules_digest", String(64), nullable=False),
    Column("conforms", String(12), nullable=False),
    Column("findings", JSON, nullable=False),
    Column("scores", JSON, nullable=False),
    Column("checked", DateTime, nullable=False),
)
