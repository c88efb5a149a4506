"""The moment that a change bears: never one that has passed before the change can be seen."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from registry import Registry, saving
from tests.registry.making import entry, save


def test_a_page_whose_writing_outlasts_its_moment_bears_a_later_one(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = registry.add_source("https://one.example/oai")
    save(registry, source, entry("1"))
    (before,) = registry.published()
    begun = datetime(2030, 1, 1, 12)
    moments = iter([begun, begun + timedelta(seconds=40)])
    monkeypatch.setattr(saving, "moment_of_change", lambda: next(moments))
    save(registry, source, entry("1"), entry("2"), entry("3"))
    stamps = [record.changed.replace(tzinfo=None) for record in registry.published()]
    assert stamps == [before.changed.replace(tzinfo=None), *[begun + timedelta(seconds=40)] * 2]
