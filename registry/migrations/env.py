"""What Alembic runs: the migrations, on the connection that the registry hands over."""

from __future__ import annotations

from alembic import context

from registry.tables import SCHEMA_VERSION, metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    version_table=SCHEMA_VERSION,
    # SQLite cannot alter most of a table; Alembic makes a new one and moves the rows.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
