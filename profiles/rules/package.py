"""A profile in its folder: profile.yaml, its own rules in rules/, and its releases in releases/VERSION/.

A folder is read so far as it can be. What is too much is refused before it is
read: nobody writes thousands of rules, and a stray folder may hold millions of files.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG

from profiles.rules.lined_yaml import LARGEST, too_large
from profiles.rules.locking import Lock, read_lock
from profiles.rules.problem import Problem
from profiles.rules.profile_reading import MOST_RULES, Statement, parse_profile
from profiles.rules.rule import Rule
from profiles.rules.rule_reading import parse_rule
from profiles.rules.versions import version_of

PROFILE = "profile.yaml"
RULES = "rules"
RELEASES = "releases"
LOCK = "lock.json"
_MOST_BYTES = 4_000_000


@dataclass(eq=False)
class Package:
    """A profile with what is its own, from the folder of its file; one without a `statement` is unusable."""

    path: Path
    statement: Statement | None = None
    rules: dict[str, Rule] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    lock: Lock | None = None
    is_release: bool = False
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What the profile is called: its id, or while that cannot be read the name of its folder."""
        return self.statement.id if self.statement else self.path.parent.name


def read_package(folder: Path, *, is_release: bool = False) -> Package:
    """Return what stands in a folder, as far as it can be read; the rest is in its problems."""
    package = read_alone(folder / PROFILE)
    package.is_release = is_release
    for path in _rule_files(folder / RULES, package):
        content = _read(path, package)
        if content is None:
            continue
        if sum(map(len, package.files.values())) + len(content) > _MOST_BYTES:
            cause = f"the rules of the folder have more than {_MOST_BYTES:,} bytes in all"
            package.problems.append(Problem(str(folder / RULES), 0, cause, "split the profile"))
            break
        package.files[path.relative_to(folder).as_posix()] = content
        rule, problems = parse_rule(content, str(path))
        package.problems += problems
        if rule is not None:
            _take(rule, path, package)
    if is_release:
        _read_lock(package)
    return package


def read_alone(path: Path) -> Package:
    """Return the profile of a file, with no rules of its own."""
    package = Package(path)
    content = _read(path, package)
    if content is not None:
        package.files[path.name] = content
        package.statement, problems = parse_profile(content, str(path))
        package.problems += problems
        if package.statement is not None and package.statement.released is not None:
            line = package.statement.reading.said.line(("released",))
            cause = "released: when a version of yours was released stands in its lock file"
            package.problems.append(
                Problem(str(path), line, cause, "leave it out; see: commonshelf profile release")
            )
    return package


def releases_of(folder: Path) -> list[Package]:
    """Return the released versions of a profile, the oldest first."""
    found = []
    for path in entries(folder / RELEASES, []):
        version = version_of(path.name)
        if version is not None and path.is_dir():
            found.append((version, path))
    return [read_package(path, is_release=True) for _, path in sorted(found)]


def entries(folder: Path, problems: list[Problem]) -> list[Path]:
    """Return what stands in a folder, in the order of names; of too much, which is a problem, nothing."""
    names: list[str] = []
    try:
        with os.scandir(folder) as listed:
            for entry in listed:
                names.append(entry.name)
                if len(names) > MOST_RULES:
                    cause = f"there are more than {MOST_RULES:,} files in the folder"
                    problems.append(Problem(str(folder), 0, cause, "put nothing but rules or profiles there"))
                    return []
    except FileNotFoundError:
        return []
    except OSError as error:
        cause = f"the folder cannot be read: {error.strerror}"
        problems.append(Problem(str(folder), 0, cause, "name a folder that can be read"))
    return [folder / name for name in sorted(names) if not name.startswith(".")]


def read_file(path: Path) -> bytes | Problem:
    """Return the content of a file, or why it cannot be had."""
    try:
        facts = path.stat()
        if not S_ISREG(facts.st_mode):
            return Problem(str(path), 0, "it is no file", "put a file there, or remove it")
        if facts.st_size > LARGEST:
            return too_large(str(path), facts.st_size)
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        return Problem(str(path), 0, f"it cannot be read: {error.strerror}", "name a file that can be read")


def _read(path: Path, package: Package) -> bytes | None:
    content = read_file(path)
    if isinstance(content, Problem):
        package.problems.append(content)
        return None
    return content


def _rule_files(folder: Path, package: Package) -> Iterator[Path]:
    for path in entries(folder, package.problems):
        if path.suffix == ".yaml":
            yield path
        elif path.is_dir():
            below = entries(path, package.problems)
            yield from (one for one in below if one.suffix == ".yaml" and one.is_file())
        elif path.suffix == ".yml":
            problem = Problem(str(path), 0, "rules end in .yaml", f"rename it to {path.stem}.yaml")
            package.problems.append(problem)


def _take(rule: Rule, path: Path, package: Package) -> None:
    other = package.rules.get(rule.id)
    if other is None:
        package.rules[rule.id] = rule
        return
    cause = f"{rule.id} is already in {other.origin}"
    package.problems.append(Problem(str(path), 1, cause, "give one of them another number"))


def _read_lock(package: Package) -> None:
    content = read_file(package.path.parent / LOCK)
    package.lock = read_lock(content) if isinstance(content, bytes) else None
    if package.lock is None:
        cause = "the released version has no lock file that can be read"
        remedy = "restore the folder from a copy, or remove it and release the version again"
        package.problems.append(Problem(str(package.path.parent / LOCK), 0, cause, remedy))
