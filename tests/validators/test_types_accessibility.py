"""Claims of accessibility as records make them, among all else that a resource conforms to."""

from __future__ import annotations

import pytest

from profiles.model import Concept, License, Text
from validators.types import SKIP, Fault
from validators.types.accessibility_claims import (
    accessibility_claim,
    complete_wcag_claim,
    technical_protection,
)

EPUB = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
IDPF = "http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-aa"
ETSI = "https://www.etsi.org/deliver/etsi_en/301500_301599/301549/03.02.01_60/en_301549v030201p.pdf"


@pytest.mark.parametrize(
    "claim",
    [
        EPUB,
        "EPUB Accessibility 1.1 -\n   WCAG 2.2 Level A",
        IDPF,
        "https://idpf.org/epub/a11y/accessibility-20170105.html#wcag-aaa",
        "https://www.w3.org/TR/WCAG21/",
        "https://www.w3.org/TR/2018/REC-WCAG21-20180605/",
        "WCAG 2.1 AA",
        "EN 301 549 V3.2.1 (2021-03)",
        "DIN EN 301549 V2.1.2",
        ETSI,
        "PDF/UA-1",
        "ISO 14289-2:2024",
    ],
)
def test_a_claim_that_programs_know_is_recognised(claim: str) -> None:
    assert accessibility_claim(claim) is None


@pytest.mark.parametrize(
    "said",
    [
        "https://w3id.org/kim/amb/20231019/",
        "PDF/A-2b",
        "EPUB 3.3",
        "none",
        "https://www.w3.org/2021/a11y-discov-vocab/latest/",
        "ISO/IEC 19788",
    ],
)
def test_what_claims_something_else_is_passed_over(said: str) -> None:
    assert accessibility_claim(said) is SKIP
    assert complete_wcag_claim(said) is SKIP


@pytest.mark.parametrize(
    ("claim", "code", "suggestion"),
    [
        ("EPUB Accessibility 1.1: WCAG 2.1 AA", "epub", EPUB),
        ("EPUB-A11Y-11_WCAG-21-AA", "epub", EPUB),
        ("epub accessibility 1.1 - wcag 2.1 level aa", "epub", EPUB),
        (
            "https://www.w3.org/TR/epub-a11y-11#wcag-2.0-a",
            "epub",
            "EPUB Accessibility 1.1 - WCAG 2.0 Level A",
        ),
        ("EPUB Accessibility 1.0 WCAG 2.0 AA", "epub", ""),  # it was claimed by an address
        ("EPUB Accessibility 1.1", "epub", ""),
        ("EN 301 549", "version", ""),
        ("EN 301 549 (WCAG 2.1 AA)", "version", ""),
        ("barrierefrei nach BITV 2.0", "", ""),
        ("Section 508", "", ""),
        ("zasób dostępny", "", ""),
    ],
)
def test_other_words_on_accessibility_are_not(claim: str, code: str, suggestion: str) -> None:
    assert accessibility_claim(claim) == Fault(code, suggestion)


@pytest.mark.parametrize(
    ("claim", "judged"),
    [
        (EPUB, None),
        (IDPF, None),
        ("WCAG 2.2 Level AAA", None),
        ("WCAG 2.1 A", None),
        ("Web Content Accessibility Guidelines (WCAG) 2.2, level AA", None),
        ("https://www.w3.org/TR/epub-a11y-11#wcag-2.0-aa", None),
        ("https://www.w3.org/TR/WCAG22/", Fault("level")),
        ("WCAG 2.1: all of it", Fault("level")),
        ("WCAG AA", Fault("version")),
        ("WCAG2AA", Fault("version")),
        ("WCAG compliant", Fault()),
        ("https://www.w3.org/TR/WCAG/", Fault()),
        ("PDF/UA-1", SKIP),
        ("EN 301 549 V3.2.1", SKIP),
    ],
)
def test_a_claim_of_wcag_is_complete_with_version_and_level(claim: str, judged: object) -> None:
    found = complete_wcag_claim(claim)
    assert found is judged or found == judged


@pytest.mark.parametrize(
    "said",
    [
        "Protected by DRM",
        "Readium LCP DRM",
        "mit Kopierschutz",
        "mesures techniques de protection",
        "Adobe-DRM",
    ],
)
def test_a_technical_protection_is_found_in_a_licence_and_in_a_concept(said: str) -> None:
    assert technical_protection(License(text=said)) is None
    assert technical_protection(Concept(labels=(Text(said, "en"),))) is None


@pytest.mark.parametrize(
    "said",
    [
        "DRM-free",
        "no DRM",
        "without any DRM",
        "ohne Kopierschutz",
        "DRM: none",
        "sans DRM",
        "social DRM",
        "free to all",
        "",
    ],
)
def test_that_there_is_none_is_not_taken_for_one(said: str) -> None:
    assert technical_protection(License(text=said)) is SKIP
