"""The migrations of the registry's schema, run by Alembic when the registry is opened."""
