"""Reports for the tests: of documents, in a form, without the command line around them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

from exchange.pipeline import examine_all, results
from profiles.record import Header, Record, Unreadable
from profiles.rules import Severity, load_profile
from tests.application.documents import BAD, GOOD, WARNED
from validators.engine import Engine
from validators.reports import Report, Wording
from validators.reports.rendering import Asked, places_shown, write

ENGINE = Engine(load_profile("eu-core"))
FORMS = ("json", "csv", "html", "sarif", "junit", "shacl", "dqv")
ZWJ_EMOJI = "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{ROCKET}"
SCRIPT = "<script>alert('1')</script>"
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"
HEBREW = "שברים במאפייה"
# What somebody might put into a record to see what a report makes of it.
HOSTILE = json.dumps(
    {
        "@context": "https://schema.org/",
        "@type": "LearningResource",
        "@id": '=HYPERLINK("https://evil.example","a")',
        "name": f"{SCRIPT}]]>&amp;{{0}}[a](b) \\ \"quoted\" '''{OVERRIDE}gpj.exe",
        "description": f"{HEBREW} {ZWJ_EMOJI} \x00\x07\x1b[31m\x7f\ufffe n/a",
        "keywords": ["@SUM(A1)", "-2+3", "+1", "= 1", "\t=1", "a; b; c"],
        "inLanguage": "deutsch</td></tr>",
        "license": "javascript:alert(1)",
        "datePublished": "32.13.2024\nX: y\r\n",
    }
).encode()
SIZED = json.dumps(
    {
        "@context": "https://schema.org/",
        "@type": "LearningResource",
        "name": "Fractions",
        "encoding": [
            {"@type": "MediaObject", "encodingFormat": "application/pdf", "contentSize": size}
            for size in ("2000000", "50000")
        ],
    }
).encode()
EVERYTHING: tuple[Record | Unreadable, ...] = (
    Record(Header("oai:a.example:1"), GOOD.encode(), "https://a.example/oai?verb=ListRecords&set=ä b"),
    Record(Header("oai:a.example:2"), BAD.encode(), "feed/a b.xml"),
    Record(Header("oai:a.example:3"), WARNED.encode(), "C:\\feed\\c.xml"),
    Record(Header("oai:a.example:4", deleted=True), b"", "feed/d.xml"),
    Record(Header("x.json"), HOSTILE, f"feed/{SCRIPT}{OVERRIDE}.json"),
    Record(Header(f'"{SCRIPT}> .\n'), BAD.encode(), "/abs/é.xml"),
    Unreadable(f"feed/{SCRIPT}.xml", "empty, nothing to read {0}", identifier="oai:a.example:5", line=3),
    Unreadable("nowhere.xml", "there is no such file"),
)


def rendered(
    form: str,
    taken: tuple[Record | Unreadable, ...] = EVERYTHING,
    *,
    lang: str = "en",
    limit: int | None = None,
    show_info: bool = True,
    fails_from: Severity | None = Severity.VIOLATION,
) -> str:
    """Return the report on what was taken, in a form."""
    out, report = io.StringIO(), Report(ENGINE.profile, places_shown(form, limit))
    write(
        form,
        results(examine_all(taken, ENGINE, report)),
        report,
        out,
        Asked(Wording(lang), show_info, fails_from),
    )
    return out.getvalue()


def many(payload: bytes, count: int) -> Iterator[Record]:
    """Yield a payload again and again, as records of their own."""
    return (Record(Header(f"oai:a.example:{number}"), payload, "feed.xml") for number in range(count))


def schema_of_the_report() -> Path:
    """Return where the schema of the JSON report lies."""
    return Path(__file__).parents[2] / "profiles" / "schemas" / "report.schema.json"
