"""The types that a `type` check can ask for, on what real records hold; the rules' examples show the rest."""

from __future__ import annotations

from typing import Any

import pytest

from profiles.model import Statement
from validators.types import SKIP, TYPES, Fault


def code_of(name: str, value: Any) -> str | None:
    """Return the code of the fault that a type finds in a value, None where it finds none."""
    found = TYPES[name](value)
    return found.code if isinstance(found, Fault) else None


@pytest.mark.parametrize(
    "tag",
    ["fr", "EN-us", "sr-Latn", "de-CH-1996", "gsw", "grc", "zxx", "mul", "und", "x-klingon", "none", "sgn-DE",
     "http://publications.europa.eu/resource/authority/language/FRA",
     "http://id.loc.gov/vocabulary/iso639-2/fre"],
)  # fmt: skip
def test_registered_tags_and_the_addresses_of_languages_have_no_fault(tag: str) -> None:
    assert TYPES["bcp47"](tag) is None


@pytest.mark.parametrize(
    ("tag", "code", "suggestion"),
    [
        ("en-UK", "form", "en-GB"),
        ("en_US", "form", "en-US"),
        ("de ", "form", "de"),
        ("English", "form", "en"),
        ("Deutsch", "form", "de"),
        ("ελληνικά", "form", "el"),
        ("German; English", "form", ""),
        ("xx", "form", ""),
        ("", "form", ""),
        ("en, fr", "form", ""),
        ("fre", "long-code", "fr"),
        ("GER", "long-code", "de"),
        ("mlt", "long-code", "mt"),
        ("iw", "replaced", "he"),
        ("x-none", "no-language", "zxx"),
    ],
)
def test_other_tags_have_one_and_the_tag_that_is_meant_is_suggested(
    tag: str, code: str, suggestion: str
) -> None:
    assert TYPES["bcp47"](tag) == Fault(code, suggestion)


@pytest.mark.parametrize("tag", ["none", "x-none"])
def test_that_a_text_has_no_language_is_for_another_rule(tag: str) -> None:
    assert TYPES["text-language"](tag) is SKIP


@pytest.mark.parametrize(
    "date",
    ["2024", "2024-05", "2024-02-29", "2024-05-02T10", "2024-05-02T10:00:00", "2024-05-02T10:00Z",
     "2024-05-02T10:00:00.123456789+02:00", "2024-05-02T24:00:00Z"],
)  # fmt: skip
def test_dates_of_the_iso_form_have_no_fault(date: str) -> None:
    assert TYPES["date"](date) is None


@pytest.mark.parametrize(
    ("date", "code", "suggestion"),
    [
        ("02.05.2024", "form", "2024-05-02"),
        ("2. 5. 2024", "form", "2024-05-02"),
        ("02/05/2024", "form", ""),
        ("13/05/2024", "form", "2024-05-13"),
        ("05-13-2024", "form", "2024-05-13"),
        ("2024/5/2", "form", "2024-05-02"),
        ("20240502", "form", "2024-05-02"),
        ("2024-05-02 10:00:00", "form", "2024-05-02T10:00:00"),
        ("2024-05-02T10:00:00+0200", "form", "2024-05-02T10:00:00+02:00"),
        ("31.02.2024", "form", ""),
        ("２０２４", "form", ""),
        ("2024\n", "form", "2024"),
        ("2023-02-29", "no-such-day", ""),
        ("0000-00-00", "no-such-day", ""),
        ("2024-05-02T24:00:01Z", "no-such-day", ""),
        ("2024-13", "no-such-day", ""),
        ("2019/2020", "span", ""),
        ("2019-20", "span", ""),
        ("../2020-05", "span", ""),
        ("2019~", "uncertain", ""),
        ("199X", "uncertain", ""),
        ("c. 1900", "uncertain", ""),
        ("ca. 2018", "uncertain", ""),
    ],
)
def test_other_dates_have_one_and_a_date_that_has_one_reading_is_suggested(
    date: str, code: str, suggestion: str
) -> None:
    assert TYPES["date"](date) == Fault(code, suggestion)


def test_a_school_year_is_no_month_but_a_month_is_one() -> None:
    assert code_of("date", "2018-19") == "span"
    assert code_of("date", "2009-10") is None


@pytest.mark.parametrize(
    ("duration", "code", "suggestion"),
    [
        ("45 min", "form", "PT45M"),
        ("45 Minuten", "form", "PT45M"),
        ("1 h 30 min", "form", "PT1H30M"),
        ("2 horas", "form", "PT2H"),
        ("00:45:00", "form", "PT45M"),
        ("PT1H30", "form", "PT1H30M"),
        ("pt45m", "form", "PT45M"),
        ("90", "form", ""),
        ("2 Stunden", "form", ""),
        ("P", "form", ""),
        ("PT", "form", ""),
        ("0 min", "form", ""),
        ("", "form", ""),
        ("PT0S", "zero", ""),
        ("P0Y", "zero", ""),
        ("-PT5M", "negative", ""),
    ],
)
def test_durations_of_another_form_have_a_fault(duration: str, code: str, suggestion: str) -> None:
    assert TYPES["duration"](duration) == Fault(code, suggestion)


@pytest.mark.parametrize(
    ("media_type", "code", "suggestion"),
    [
        ("PDF", "form", "application/pdf"),
        (".odt", "form", "application/vnd.oasis.opendocument.text"),
        ("H5P", "form", "application/vnd.h5p+zip"),
        ("video", "form", ""),
        ("text/html, application/pdf", "form", ""),
        ("foo/bar", "form", ""),
        ("image/jpg", "unregistered", "image/jpeg"),
        ("audio/mp3; charset=x", "unregistered", "audio/mpeg"),
        ("application/x-foo", "unregistered", ""),
    ],
)
def test_what_is_no_registered_media_type_has_a_fault(media_type: str, code: str, suggestion: str) -> None:
    assert TYPES["media-type"](media_type) == Fault(code, suggestion)


@pytest.mark.parametrize(
    ("size", "code", "suggestion"),
    [
        ("3,4 MB", "unit", "3400000"),
        ("3 MiB", "unit", "3145728"),
        ("3 Mo", "unit", "3000000"),
        ("1,234 KB", "unit", ""),
        ("0 KB", "unit", ""),
        ("1.234.567", "form", "1234567"),
        ("1 234 bytes", "form", "1234"),
        ("1,234", "form", ""),
        ("12.5", "form", ""),
        ("-1", "form", ""),
        ("٣٤", "form", ""),
        ("000", "zero", ""),
        ("9" * 5000, "too-large", ""),
    ],
)
def test_what_is_no_number_of_bytes_has_a_fault(size: str, code: str, suggestion: str) -> None:
    assert TYPES["bytes"](size) == Fault(code, suggestion)


def test_noughts_before_a_size_change_nothing() -> None:
    assert code_of("bytes", "0" * 30 + "12") is None


@pytest.mark.parametrize(
    ("address", "code", "suggestion"),
    [
        ("www.example.org", "form", "https://www.example.org"),
        ("example.org/a", "form", "https://example.org/a"),
        ("file.pdf", "form", ""),
        ("doi:10.5072/1", "form", "https://doi.org/10.5072/1"),
        ("http://https://example.org/", "form", "https://example.org/"),
        ("http://example.org:99999/", "form", ""),
        ("http://[::1", "form", ""),
        ("mailto:anna@example.org", "form", ""),
        ("https://example.org/a b", "space", "https://example.org/a%20b"),
        ("https://a.example/1 https://a.example/2", "space", ""),
        ("ftp://example.org/a b", "space", ""),
        ("https://me:secret@example.org/", "login", ""),
        ("https://example.org/?sid=0123456789abcdef", "session", ""),
    ],
)
def test_addresses_that_do_not_work_for_everybody_have_a_fault(
    address: str, code: str, suggestion: str
) -> None:
    assert TYPES["public-url"](address) == Fault(code, suggestion)


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost.", "10.1.2.3", "192.168.0.1", "[::1]", "intranet", "nas.lan", "x.internal"],
)
def test_hosts_inside_a_network_are_told_from_public_ones(host: str) -> None:
    assert code_of("public-url", f"http://{host}/a") == "inside"


@pytest.mark.parametrize(
    "address",
    ["http://bücher.example/ä", "https://example.org:8080/a?sid=12", "https://[2a00:1450:4001:80b::200e]/",
     "HTTPS://EXAMPLE.ORG"],
)  # fmt: skip
def test_public_addresses_have_no_fault(address: str) -> None:
    assert TYPES["public-url"](address) is None


@pytest.mark.parametrize(
    "title",
    ["DAS HERZ ALS PUMPE", "ΜΑΘΗΜΑΤΙΚΑ ΓΙΑ ΟΛΟΥΣ", "ПЪРВИ СТЪПКИ ПО МАТЕМАТИКА", "ŁÓDŹ I OKOLICE",
     "1º CICLO DE ENSINO", "ÖĞRENCİLER İÇİN"],
)  # fmt: skip
def test_capitals_throughout_are_seen_in_every_script(title: str) -> None:
    assert code_of("usual-case", title) == "capitals"


@pytest.mark.parametrize(
    "title",
    ["HTML & CSS", "PISA 2022", "NATO ISAF KFOR", "COVID-19 FAQ", "DIN EN ISO 9001", "ADHD", "日本語 入門",
     "",
     "Die Wörter GROSS und KLEIN", "გამარჯობა მსოფლიო", "Έναρξη ΜΑΘΗΜΑΤΩΝ"],
)  # fmt: skip
def test_acronyms_and_scripts_without_capitals_are_left_alone(title: str) -> None:
    assert code_of("usual-case", title) is None


def test_a_statement_says_who_made_it_and_when() -> None:
    assert code_of("statement", Statement("Good", "Anna", "2024")) is None
    assert code_of("statement", Statement("Good")) == "no-author"
    assert TYPES["statement"](Statement("Good", "Anna")) == Fault("no-date", other="Anna")
