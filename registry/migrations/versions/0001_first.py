"""The first tables: sources, runs, payloads, records with their versions, and verdicts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and their indexes."""
    op.create_table(
        "sources",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("prefix", sa.Text),
        sa.Column("set_spec", sa.Text),
        sa.Column("name", sa.Text),
        sa.Column("added", sa.DateTime, nullable=False),
        sa.Column("removed", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("source_id", sa.String(80), nullable=False),
        sa.Column("begun", sa.DateTime, nullable=False),
        sa.Column("ended", sa.DateTime),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("cause", sa.Text),
        sa.Column("response_date", sa.Text),
        sa.Column("added", sa.Integer, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.Column("unchanged", sa.Integer, nullable=False),
        sa.Column("deleted", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_runs_source_id"),
    )
    op.create_index("ix_runs_source_id", "runs", ["source_id"])
    op.create_table(
        "payloads",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_payloads"),
    )
    op.create_table(
        "records",
        sa.Column("key", sa.Integer, nullable=False),
        sa.Column("public_id", sa.String(20), nullable=False),
        sa.Column("source_id", sa.String(80), nullable=False),
        sa.Column("identifier", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("published", sa.Boolean, nullable=False),
        sa.Column("shown", sa.Boolean, nullable=False),
        sa.Column("changed", sa.DateTime, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("format", sa.Text),
        sa.Column("conforms", sa.String(12)),
        sa.Column("judgement", sa.String(64), nullable=False),
        sa.Column("resource", sa.JSON),
        sa.PrimaryKeyConstraint("key", name="pk_records"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_records_source_id"),
        sa.UniqueConstraint("public_id", name="uq_records_public_id"),
    )
    op.create_index("ix_records_shown_changed_key", "records", ["shown", "changed", "key"])
    op.create_index(
        "ix_records_source_id_shown_changed_key", "records", ["source_id", "shown", "changed", "key"]
    )
    op.create_table(
        "record_versions",
        sa.Column("record_key", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64)),
        sa.Column("datestamp", sa.Text),
        sa.Column("sets", sa.JSON, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("metadata_prefix", sa.Text),
        sa.Column("about", sa.JSON, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("harvested", sa.DateTime, nullable=False),
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("record_key", "version", name="pk_record_versions"),
        sa.ForeignKeyConstraint(["record_key"], ["records.key"], name="fk_record_versions_record_key"),
        sa.ForeignKeyConstraint(["digest"], ["payloads.digest"], name="fk_record_versions_digest"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_record_versions_run_id"),
    )
    op.create_table(
        "verdicts",
        sa.Column("record_key", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("profile", sa.String(80), nullable=False),
        sa.Column("profile_version", sa.String(20), nullable=False),
        sa.Column("rules_digest", sa.String(64), nullable=False),
        sa.Column("conforms", sa.String(12), nullable=False),
        sa.Column("scores", sa.JSON, nullable=False),
        sa.Column("checked", sa.DateTime, nullable=False),
        sa.Column("findings", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("record_key", "version", name="pk_verdicts"),
        sa.ForeignKeyConstraint(
            ["record_key", "version"],
            ["record_versions.record_key", "record_versions.version"],
            name="fk_verdicts_record_key_version",
        ),
    )
