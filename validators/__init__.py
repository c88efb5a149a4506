"""The engine that runs an application profile over a record, and the reports on what it found."""
