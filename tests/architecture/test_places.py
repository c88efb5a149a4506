"""No file says on which machine it was written, nor whose package index was asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, kept_files

# Put together from pieces, so that this file does not hold what it looks for.
HOSTS = tuple(
    ".".join(labels)
    for labels in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("pypi", "python", "org"),
        ("anaconda", "org"),
        ("npmjs", "com"),
        ("npmjs", "org"),
        ("yarnpkg", "com"),
        ("jsdelivr", "net"),
        ("unpkg", "com"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("rubygems", "org"),
        ("docker", "io"),
        ("ghcr", "io"),
        ("quay", "io"),
    )
)
HOST = re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(host) for host in HOSTS)})(?![\w.-]*\w)", re.IGNORECASE)
FOLDERS = "|".join(("work", "root", "tmp", "home", "Users"))
# A path from the root, also behind file:// or sqlite:///, but not a path within an address or a folder.
MACHINE = re.compile(rf"(?:(?<=://)|(?<=:///)|(?<![\w./}}>)\]*~-]))/(?:{FOLDERS})/\w")


def told(text: str) -> list[str]:
    """The hosts and machine paths in a text, each with its line."""
    lines = enumerate(text.splitlines(), 1)
    return [f"line {number}: {found[0]}" for number, line in lines for found in places(line)]


def places(line: str) -> list[re.Match[str]]:
    return [*HOST.finditer(line), *MACHINE.finditer(line)]


def test_no_file_names_a_machine_s_path_or_a_package_registry():
    found = {str(path): said for path in kept_files() if (said := told(text_of(path)))}
    assert found == {}


def test_the_lock_file_names_no_index():
    options = [line for line in text_of(Path("requirements.lock")).splitlines() if line.startswith("--")]
    assert options == []
    assert "://" not in text_of(Path("requirements.lock"))


def text_of(path: Path) -> str:
    return (ROOT / path).read_bytes().decode("utf-8", "replace")


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_is_noticed(host: str):
    assert told(f"see https://{host}/simple")
    assert told(f"at files.{host}.")


@pytest.mark.parametrize("before", ["", "in ", '"', "file://", "sqlite:///", "=", "(", "`"])
def test_a_machine_s_path_is_noticed(before: str):
    assert told(f"{before}/{'root'}/secret")


@pytest.mark.parametrize(
    "text", ["https://example.org/work/1", "../work/1", "{base}/home/x", "a/tmp/b", "/works/1"]
)
def test_the_path_of_an_address_is_let_be(text: str):
    assert told(text) == []
