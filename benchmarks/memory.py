"""The memory that `commonshelf check` takes at its highest, for few records and for many.

Run by itself it is the child process that is measured: it runs the command line
and says how much memory it had. The system's own figure for a child counts
what the parent held at its start, so the child reads its own (Linux alone has it).
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterable
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from profiles.record import Record

STATUS = Path("/proc/self/status")


def lines(path: Path, records: Iterable[Record]) -> None:
    """Write JSON records as lines."""
    with path.open("wb") as file:
        for record in records:
            file.write(record.payload.rstrip() + b"\n")


def archive(path: Path, records: Iterable[Record]) -> None:
    """Write records as the files of a tar archive."""
    with tarfile.open(path, "w") as file:
        for number, record in enumerate(records):
            member = tarfile.TarInfo(f"{number:07}.xml")
            member.size = len(record.payload)
            file.addfile(member, io.BytesIO(record.payload))


def checked(name: str, count: int, records: Iterable[Record], *options: str) -> str:
    """Return a row of the table: the seconds and the memory of a check of so many records, with options."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / ("records.ndjson" if name == "amb" else "records.tar")
        (lines if name == "amb" else archive)(path, records)
        begun = perf_counter()
        child = subprocess.run(
            [sys.executable, __file__, str(path), *options], check=True, capture_output=True, text=True
        )
        seconds = perf_counter() - begun
    records_seen, mebibytes = child.stdout.split()
    assert int(records_seen) == count, child.stderr
    told = "".join(f" {option}" for option in options)
    return f"| {name}, {path.suffix[1:]}{told} | {count:,} | {seconds:.1f} | {mebibytes} |"


def main(path: str, *options: str) -> None:
    """Check a file as the command line does; print how many records it has, and the highest memory in MiB."""
    from commonshelf.main import app  # noqa: PLC0415 - the parent needs nothing of it

    report = io.StringIO()
    with redirect_stdout(report):
        app(["check", path, "--fail-on", "never", *options], standalone_mode=False)
    seen = re.search(r"([\d,]+) records", report.getvalue())
    highest = re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text()) if STATUS.exists() else None
    print(seen[1].replace(",", "") if seen else 0, f"{int(highest[1]) / 1024:.0f}" if highest else "unknown")


if __name__ == "__main__":
    main(*sys.argv[1:])
