"""What is kept: sources, runs, records with their versions, verdicts and changes."""

from registry.rows import Counts, Entry, RegistryError, Run, Source, StoredRecord, StoredVerdict
from registry.store import Registry

__all__ = ["Counts", "Entry", "Registry", "RegistryError", "Run", "Source", "StoredRecord", "StoredVerdict"]
