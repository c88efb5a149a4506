"""Whatever a user can name stands in the documents: commands, options, endpoints, rules, pages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from commonshelf.main import app
from exchange.app import Node, create_app
from profiles.formats import FORMATS
from profiles.rules import load_profile, profile_names
from profiles.rules.loading import load_rules
from tests.architecture.source import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = ROOT / "docs"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def commands(name: str = "commonshelf", command: Any = None) -> Iterator[tuple[str, Any]]:
    command = command or typer.main.get_command(app)
    yield name, command
    for word, below in getattr(command, "commands", {}).items():
        yield from commands(f"{name} {word}", below)


COMMANDS = dict(commands())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_stands_in_the_docs_with_its_options(name: str):
    command = COMMANDS[name]
    section = re.search(rf"^## {name}\n\n```text\n(.*?)```", page("commands.md"), re.MULTILINE | re.DOTALL)
    assert section
    assert command.help
    for parameter in command.params:
        assert parameter.help, parameter.name
        for option in [one for one in parameter.opts if one.startswith("--")]:
            assert option in section[1]


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "commonshelf"])
def test_every_command_stands_in_the_readme(name: str):
    assert f"{name} " in README.replace("`", " ") or f"{name}\n" in README


def test_every_endpoint_stands_in_the_docs(tmp_path: Path):
    node = Node(name="x", base_url="http://x", domain="x", admin_email="a@x.example", page_size=1)
    service = create_app(f"sqlite:///{tmp_path / 'empty.db'}", node)
    paths = service.openapi()["paths"]
    service.state.registry.close()
    documented = page("service.md")
    missing = [
        f"{method.upper()} {path}"
        for path, operations in paths.items()
        for method in operations
        if f"`{method.upper()} {path}`" not in documented
    ]
    assert paths
    assert missing == []


def test_every_rule_stands_in_the_docs_with_its_words():
    documented = page("rules.md")
    for rule in load_rules().values():
        section = documented.partition(f"\n## {rule.id}\n")[2].partition("\n## ")[0]
        for words in (rule.title["en"], rule.source.document, rule.fix["en"]):
            assert words in section, f"{rule.id}: {words}"


def test_every_format_and_profile_stands_in_the_docs():
    assert [form.title for form in FORMATS if form.title not in page("formats.md")] == []
    for name in profile_names():
        profile = load_profile(name)
        assert f"# {profile.id} {profile.version}\n" in page(f"profiles/{name}.md")


def test_the_index_leads_to_every_page():
    reached, to_read = set(), [DOCS / "README.md"]
    while to_read:
        path = to_read.pop()
        if path not in reached and path.is_relative_to(DOCS):
            reached.add(path)
            linked = re.findall(r"\]\(([\w./-]+\.md)(?:#[\w-]+)?\)", path.read_text(encoding="utf-8"))
            to_read += [(path.parent / target).resolve() for target in linked]
    assert reached == set(DOCS.rglob("*.md"))


def test_every_dependency_at_run_time_has_its_line():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[<>=!~\[ ]", one)[0] for one in declared}
    at_run_time = page("dependencies.md").partition("## For development")[0]
    assert set(re.findall(r"^\| (\w[\w-]*) \| (?!what for)", at_run_time, re.MULTILINE)) == names
