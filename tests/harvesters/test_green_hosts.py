"""The list of green hosts: read from CSV or JSON, and refused with the line where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from harvesters.green_hosts import GreenHost, hosting_of, read_green_hosts
from profiles.failure import Failure

CSV = "host,green,source,date\nA.example,true,Green Web,2026-01-31\nb.a.example,no,us,2026-02-01\n"
JSON = (
    '[{"host": "a.example", "green": true, "source": "Green Web", "date": "2026-01-31"},'
    '{"host": "b.a.example", "green": false, "source": "us", "date": "2026-02-01"}]'
)


def read(folder: Path, text: str) -> object:
    path = folder / "hosts"
    path.write_text(text, encoding="utf-8")
    return read_green_hosts(path)


@pytest.mark.parametrize("text", [CSV, JSON, "\ufeff" + CSV])
def test_both_forms_say_the_same(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == {
        "a.example": GreenHost(True, "Green Web", "2026-01-31"),
        "b.a.example": GreenHost(False, "us", "2026-02-01"),
    }


@pytest.mark.parametrize(
    ("host", "green"),
    [
        ("a.example", True),
        ("www.a.example", True),
        ("c.b.a.example", False),
        ("example", None),
        ("xa.example", None),
    ],
)
def test_a_host_belongs_to_the_nearest_domain_that_is_named(tmp_path: Path, host: str, green: bool) -> None:
    found = hosting_of(host, read(tmp_path, CSV))  # type: ignore[arg-type]
    assert (found.green if found else None) is green


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("host,green\na.example,true\n", "the first line lacks source, date"),
        (CSV.replace("true", "perhaps"), "line 2: a host, true or false, a source and a date"),
        (CSV.replace("2026-02-01", "2026"), "line 3: '2026' is no date"),
        ("[{]", "not well-formed JSON"),
        ('[{"host": "a"}]', "host 1 needs host, green, source, date"),
        ("", "the first line lacks host"),
    ],
)
def test_a_list_that_is_wrong_is_refused_with_its_place(tmp_path: Path, text: str, cause: str) -> None:
    with pytest.raises(Failure, match=f"green_hosts: .*{cause}"):
        read(tmp_path, text)


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"green_hosts: .*none\.csv cannot be read"):
        read_green_hosts(tmp_path / "none.csv")
