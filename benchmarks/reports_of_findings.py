"""The seconds and the memory that a report of many findings takes, in each form that holds or shows them.

Run by itself it is the child process that is measured. What is timed is the
rendering: the findings are judged before, those of a few hundred records that
have nothing right, and taken again and again until there are as many as wanted.
Their places are worked out anew each time, and the counting is part of it too.
For two forms the whole way is measured as well, from bytes.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from time import process_time

from profiles.record import Header, Record
from profiles.rules import load_profile
from validators.engine import Engine

FORMS = ("sarif", "html", "json", "csv", "junit", "shacl", "dqv")
STATUS = Path("/proc/self/status")
DISTINCT = 300

# A Dublin Core record, as repositories have them, in which nearly every value is flawed.
FLAWED = """<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:title>material_{n}_final.docx</dc:title>
  <dc:creator>Dupont, Claire; Durand, Paul; Petit, Anne</dc:creator>
  <dc:subject>fractions; decimals; percent {n}</dc:subject>
  <dc:description>n/a</dc:description>
  <dc:date>{n}.05.2024</dc:date>
  <dc:type>Übung {n}</dc:type>
  <dc:identifier>www.ressources.example/{n}</dc:identifier>
  <dc:identifier>doi:10.1234/{n}</dc:identifier>
  <dc:language>deutsch</dc:language>
  <dc:rights>CC BY 4.0</dc:rights>
</oai_dc:dc>
"""


def measured(form: str, count: int, way: str = "judged") -> str:
    """Return a row of the table: seconds, memory and length of a report of so many findings."""
    arguments = [sys.executable, __file__, form, str(count), way]
    said = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout
    findings, seconds, mebibytes, length = said.split()
    name = form if way == "judged" else f"{form}, from bytes"
    return f"| {name} | {int(findings):,} | {seconds} | {mebibytes} | {int(length) / 1e6:,.1f} |"


def show(count: int) -> None:
    """Measure and print each form, for a tenth of the findings and for all."""
    print("\n| form | findings | seconds | MiB at the highest | MB written |\n|---|--:|--:|--:|--:|")
    for form in FORMS:
        for findings in (count // 10, count):
            print(measured(form, findings), flush=True)
    for form in ("sarif", "html"):
        print(measured(form, count, "from bytes"), flush=True)


class _Counted:
    """A stream that counts what is written to it, as UTF-8, and keeps nothing."""

    def __init__(self) -> None:
        self.length = 0

    def write(self, text: str) -> int:
        self.length += len(text.encode())
        return len(text)

    def writelines(self, texts: Iterator[str]) -> None:
        for text in texts:
            self.write(text)


def main(form: str, count: int, way: str) -> None:
    """Render a report of so many findings; print how many there were, seconds, MiB and bytes.

    The records are judged before or, from bytes, while they are written.
    """
    # Loaded here: the parent needs nothing of it.
    from exchange.pipeline import Examined, examine, results  # noqa: PLC0415
    from validators.reports import Report, Wording  # noqa: PLC0415
    from validators.reports.rendering import Asked, places_shown, write  # noqa: PLC0415

    engine = Engine(load_profile("eu-core"))
    payloads = (FLAWED.replace("{n}", str(number)).encode() for number in range(DISTINCT))
    records = [Record(Header(f"oai:a.example:{n}"), payload, "bench") for n, payload in enumerate(payloads)]
    judged = [one for record in records if isinstance(one := examine(record, engine), Examined)]
    report, out = Report(engine.profile, places_shown(form, None)), _Counted()

    def outcomes() -> Iterator[Examined]:
        found = 0
        for record, before in cycle(zip(records, judged, strict=True)):
            if found >= count:
                return
            now = before if way == "judged" else examine(record, engine)
            one = now if isinstance(now, Examined) else before
            found += len(one.verdict.findings)
            report.add(one.record, one.verdict, one.scores, one.show)
            yield one

    begun = process_time()
    write(form, results(outcomes()), report, out, Asked(Wording("en"), show_info=True))
    seconds = process_time() - begun
    findings = sum(group.findings for group in report.groups.values())
    highest = re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text()) if STATUS.exists() else None
    print(findings, f"{seconds:.2f}", f"{int(highest[1]) / 1024:.0f}" if highest else "unknown", out.length)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
