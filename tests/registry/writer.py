"""A harvest of its own process, for tests of what happens between processes and when one is killed.

    python -m tests.registry.writer URL START_FILE PAGES TURNS

waits until START_FILE is there, opens the registry and saves the pages, telling of each once it is saved.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from registry import Entry, Registry
from tests.registry.making import ADDRESS, entry

PAGE = 20


def page(number: int, turn: int = 0) -> list[Entry]:
    """One page; in each turn every second record has changed."""
    return [
        entry(f"oai:{number}:{place}", title=f"Title {turn * (place % 2)} of {place % 7}", judged="yes")
        for place in range(PAGE)
    ]


def main(url: str, start: str, pages: str, turns: str) -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while not Path(start).exists():
        time.sleep(0.001)
    with Registry.open(url) as registry:
        source = registry.add_source(ADDRESS, id="one")
        for turn in range(int(turns)):
            run = registry.begin_run(source.id)
            for number in range(int(pages)):
                registry.save(source.id, run.id, page(number, turn))
                sys.stdout.write(f"{turn} {number}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
