"""The words of a report over REST are in the language that its caller prefers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exchange.languages import in_language, preferred
from registry import Registry
from tests.exchange.conftest import serving
from tests.exchange.filling import entry, save, verdict

KEPT = {
    "rule": "QUAL-050",
    "severity": "violation",
    "code": "",
    "message": "as it was kept",
    "fix": "as it was kept",
    "slots": {"value": "CC BY", "suggestion": "https://creativecommons.org/licenses/by/4.0/"},
}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "fi"),
        ("", "fi"),
        ("de", "de"),
        ("DE-at", "de"),
        ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", "fr"),
        ("sv, nl;q=0.5", "nl"),
        ("sv", "fi"),
        ("*", "fi"),
        ("en;q=0.3, pl;q=0.8", "pl"),
        ("de;q=0, it;q=0.1", "it"),
        ("de;q=0", "fi"),
        ("de;q=high, es;q=0.2", "es"),
        (";;;,,=", "fi"),
    ],
)
def test_the_language_that_is_wanted_most_is_taken(header: str | None, language: str):
    assert preferred(header, "fi") == language


def test_a_finding_that_was_kept_gets_words_of_the_language():
    said = in_language(KEPT, "de")
    assert said["message"] != KEPT["message"]
    assert said["fix"].endswith("Vorschlag: https://creativecommons.org/licenses/by/4.0/")
    assert "CC BY" in said["message"]


@pytest.mark.parametrize("change", [{"rule": "XXXX-001"}, {"slots": None}, {"slots": {}}])
def test_a_finding_whose_words_cannot_be_made_anew_is_left_as_it_was_kept(change: dict[str, object]):
    kept = {**KEPT, **change}
    assert in_language(kept, "de")["message"] == "as it was kept"


def test_the_report_over_rest_goes_by_accept_language(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'a.db'}"
    with Registry.open(url) as registry:
        source = registry.add_source("https://one.example/oai")
        kept = replace(entry("oai:one.example:1"), verdict=verdict(findings=[KEPT]))
        save(registry, source, kept)
    with serving(url, language="fi") as served:
        known = served.client.get("/resources").json()["resources"][0]["id"]
        for header, language, said in (
            ({"Accept-Language": "de-AT"}, "de", "Vorschlag: "),
            ({"Accept-Language": "sv"}, "fi", "Ehdotus: "),
            ({"Accept-Language": "en"}, "en", "Suggested: "),
        ):
            answer = served.client.get(f"/resources/{known}/report", headers=header)
            assert answer.headers["Content-Language"] == language
            assert answer.headers["Vary"] == "Accept-Language"
            assert said in answer.json()["findings"][0]["fix"]
            assert "slots" not in answer.json()["findings"][0]
