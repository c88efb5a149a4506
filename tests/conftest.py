"""What all tests share: the published standards and real feeds, where somebody has them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)  # a slow machine is no fault
settings.load_profile("house")


def _folder(variable: str) -> Path:
    place = os.environ.get(variable)
    if not place:
        pytest.skip(f"{variable} is not set: left out what compares with files that are not ours")
    return Path(place)


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real records and answers."""
    return _folder("COMMONSHELF_SAMPLES")


@pytest.fixture(scope="session")
def standards() -> Path:
    """The folder of the standards' own schemas and examples."""
    return _folder("COMMONSHELF_STANDARDS")
