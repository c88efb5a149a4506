"""What is slow to load and seldom needed is loaded where it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

SELDOM = ("pyld", "requests", "pycountry", "xmlschema", "jsonschema")
LOADED = "import sys, profiles.formats, validators.schemas; sys.stdout.write(' '.join(sys.modules))"


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    return set(
        subprocess.run(
            [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
        ).stdout.split()
    )


@pytest.mark.parametrize("library", SELDOM)
def test_the_formats_and_schemas_load_without_what_few_records_need(library: str, loaded: set[str]) -> None:
    assert "profiles.formats" in loaded
    assert library not in loaded
