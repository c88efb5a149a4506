"""The rules and profiles that come with the program, and the locks of these profiles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from profiles.rules.locking import Lock, read_lock
from profiles.rules.package import Package
from profiles.rules.problem import Problem
from profiles.rules.profile_reading import Statement, parse_profile
from profiles.rules.rule import Rule
from profiles.rules.rule_reading import parse_rule


class Shipped:
    """What stands in profiles/: rules/<dimension>/<ID>.yaml and application_profiles/<id>.yaml."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / "application_profiles"
        self.problems: list[Problem] = []

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The rules by id; what is wrong with one is among the problems."""
        found: dict[str, Rule] = {}
        for path in self._rule_files():
            rule, problems = parse_rule(path.read_bytes(), f"{path.parent.name}/{path.name}")
            self.problems += problems
            if rule is not None and rule.id in found:
                cause = f"{rule.id} is already in {found[rule.id].origin}"
                self.problems.append(Problem(rule.origin, 1, cause, "give one of them another number"))
            elif rule is not None:
                found[rule.id] = rule
        return found

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """What the files of the profiles say, by id."""
        found: dict[str, Statement] = {}
        for path in sorted(self._folder.glob("*.yaml")):
            statement, problems = parse_profile(path.read_bytes(), path.name)
            self.problems += problems
            if statement is None:
                continue
            if statement.id != path.stem:
                cause = f"id '{statement.id}' is not the file's name, {path.stem}"
                self.problems.append(Problem(path.name, 1, cause, "make them the same"))
            found[path.stem] = statement
        return found

    def packages(self) -> list[Package]:
        """Return the profiles; each that is released has its lock."""
        return [
            Package(self._folder / f"{name}.yaml", said, lock=self._lock(said))
            for name, said in self.statements.items()
        ]

    def _lock(self, said: Statement) -> Lock | None:
        """Return the lock of a released profile; where it is lost, one that nothing agrees with."""
        if said.released is None:
            return None
        path = self.lock_path(said.id)
        lock = read_lock(path.read_bytes()) if path.is_file() else None
        return lock or Lock(said.id, str(said.version), said.released, (), "", {}, {})

    def lock_path(self, name: str) -> Path:
        """Return where the lock of a profile lies."""
        return self._folder / f"{name}.lock.json"

    def _rule_files(self) -> Iterator[Path]:
        for folder in sorted(one for one in (self._root / "rules").iterdir() if one.is_dir()):
            yield from sorted(folder.glob("*.yaml"))


@cache
def shipped() -> Shipped:
    """Return what comes with the program."""
    return Shipped(Path(str(files("profiles"))))
