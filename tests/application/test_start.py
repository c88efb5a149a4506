"""What starting a command loads: no more than it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"fastapi", "sqlalchemy", "uvicorn", "alembic"}


@pytest.mark.parametrize(
    ("module", "loaded"),
    [
        ("commonshelf.main", set()),
        ("commonshelf.commands.check", set()),
        ("commonshelf.commands.serve", HEAVY),
    ],
)
def test_a_command_loads_the_server_and_the_database_only_where_it_needs_them(
    module: str, loaded: set[str]
) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stdout.split()) == loaded
