"""What Alembic runs: the migrations, on the connection that the registry hands over."""

from __future__ import annotations

from alembic import context

from registry.tables import metadata

connection = context.config.attributes["connection"]
# SQLite cannot alter most of a table; Alembic makes a new one and moves the rows.
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
