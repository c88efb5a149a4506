from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from registry import Registry, Source


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'registry.db'}"


@pytest.fixture
def registry(url: str) -> Iterator[Registry]:
    with Registry.open(url) as opened:
        yield opened


@pytest.fixture
def source(registry: Registry) -> Source:
    return registry.add_source("https://one.example/oai", id="one")


class Clock:
    """The registry's clock, moved by the tests: a second apart is far apart, and nothing waits."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1)

    def __call__(self) -> datetime:
        return self.now

    def tick(self) -> None:
        self.now += timedelta(minutes=1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    moved = Clock()
    for module in ("changes", "saving", "sources", "runs"):
        monkeypatch.setattr(f"registry.{module}.now", moved)
    return moved
