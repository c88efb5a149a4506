"""`commonshelf demo`: the main job, end to end, as a newcomer first sees it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.application.command import run, serving

SOURCES = ("Nordlicht Lernmaterial", "Ressources de la Méditerranée", "Leerbank")


def test_the_demonstration_stops_after_the_summary_if_told_to(tmp_path: Path) -> None:
    ran = run("demo", "--once", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    for name in SOURCES:
        assert re.search(rf"{name}: \d+ added, 0 changed, 0 unchanged\nrecords +severity +rule", ran.out)
    assert "QUAL-050" in ran.out
    assert "http://127.0.0.1" not in ran.out
    assert list(tmp_path.iterdir()) == []


def test_the_demonstration_serves_what_it_published(tmp_path: Path) -> None:
    with serving("demo", folder=tmp_path) as (client, said):
        assert "Leerbank" in said
        assert client.get("/").status_code == 200
        page = client.get("/resources", params={"limit": 100}).json()
        assert len(page["resources"]) == 100
        assert page["next"]
        records = client.get("/oai", params={"verb": "ListRecords", "metadataPrefix": "oai_dc"}).text
        assert records.count("<record>") == 100
        assert {source["name"] for source in client.get("/sources").json()["sources"]} == set(SOURCES)
