"""All rules and profiles that there are: those that come with the program, and those of users' folders.

What is wrong in one file costs the others nothing: it is kept as a problem, and
is told when that profile is asked for, or by `commonshelf profile test`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from profiles.rules.editions import Editions
from profiles.rules.package import PROFILE, Package, entries, read_alone, read_package, releases_of
from profiles.rules.problem import Problem, RuleError
from profiles.rules.reading import nearest
from profiles.rules.rule import Profile, Rule
from profiles.rules.shipped import Shipped, shipped


class Library:
    """The rules and profiles of the program and of folders, each a profile's or one that holds profiles."""

    def __init__(self, folders: Sequence[Path] = (), *, catalogue: Shipped | None = None) -> None:
        self._shipped = catalogue or shipped()
        self._editions = Editions(self._shipped.rules, self._shipped.packages())
        self.problems: list[Problem] = list(self._shipped.problems)
        for folder in folders:
            for one in self._folders(folder):
                self._take(one)

    @property
    def rules(self) -> Mapping[str, Rule]:
        """All rules by id, those of released versions left out."""
        found = dict(self._shipped.rules)
        for package in self._editions.working():
            found.update(package.rules)
        return found

    def profile_names(self) -> tuple[str, ...]:
        """Return the ids of all profiles."""
        return self._editions.names()

    def profile(self, name: str) -> Profile:
        """Return a profile by its id, by id@version, or by the path of its file or folder.

        Raises RuleError where there is none, or where it cannot be used, with a line for each fault.
        """
        return self.profile_of(self.package(name))

    def profile_of(self, package: Package) -> Profile:
        """Return what the files of a profile mean; raises RuleError where they cannot be used."""
        return self._editions.profile(package)

    def without_lock(self, package: Package) -> Profile:
        """Return what a released version means by what there is now, though it be no longer what it was."""
        unlocked = replace(package, lock=None)
        return self._editions.profile(unlocked)

    def package(self, name: str) -> Package:
        """Return what stands in the files of a profile; raises RuleError where there is none of that name."""
        path = Path(name)
        id_, _, version = name.partition("@")
        found = self._editions.named(id_, version)
        if found is None and version and (Path(id_) / PROFILE).exists():
            found = self._editions.named(self._of_path(Path(id_)).name, version)
        if found is not None:
            return found
        if name.endswith((".yaml", ".yml")) or path.is_dir():
            return self._of_path(path)
        versions = self._editions.versions(id_)
        known = self.profile_names()
        listed = f"there are {versions}" if versions else nearest(id_, known)
        raise RuleError(f"profile {name}: there is none of that name; {listed} (or give a file or a folder)")

    def releases(self, name: str) -> list[Package]:
        """Return the released versions of a user's profile, the oldest first."""
        return [one for one in self._editions.packages if one.is_release and one.name == name]

    def packages_in(self, folder: Path) -> list[Package]:
        """Return the profiles of a folder: its own, or those of the folders in it; raises RuleError."""
        before = len(self.problems)
        found = [self._of_path(one) for one in self._folders(folder)]
        if not found:
            told = [str(problem) for problem in self.problems[before:]]
            raise RuleError(
                "\n".join(told)
                or f"{folder}: there is no profile in it; begin one with: commonshelf profile new"
            )
        return found

    def _folders(self, folder: Path) -> Iterator[Path]:
        if (folder / PROFILE).exists():
            yield folder
        elif not folder.is_dir():
            remedy = "make it, or name the folder of your profiles"
            self.problems.append(Problem(str(folder), 0, "there is no such folder", remedy))
        else:
            yield from (one for one in entries(folder, self.problems) if (one / PROFILE).exists())

    def _take(self, folder: Path) -> Package:
        package = read_package(folder)
        releases = releases_of(folder)
        self._refuse_clashes(package)
        self._editions.packages += [package, *releases]
        for one in (package, *releases):
            self.problems += one.problems
        if package.statement is not None:
            version = package.statement.version
            locks = [one.lock for one in releases if one.statement and one.statement.version == version]
            package.lock = locks[0] if locks else None
        return package

    def _refuse_clashes(self, package: Package) -> None:
        if package.statement is not None:
            other = self._editions.named(package.name, "")
            if other is not None and other.path != package.path:
                cause = f"the id {package.name} is that of {other.path}"
                line = package.statement.reading.said.line(("id",))
                package.problems.append(Problem(str(package.path), line, cause, "choose another id"))
                package.statement = None
        for name, rule in list(package.rules.items()):
            known = self.rules.get(name)
            if known is not None:
                cause = f"the id {name} is that of {known.origin}"
                package.problems.append(Problem(rule.origin, 1, cause, "give the rule an id of your own"))
                del package.rules[name]

    def _of_path(self, path: Path) -> Package:
        """Return the profile of a file; where it stands in a folder of a profile, with the rules of that."""
        folder = path if path.is_dir() else path.parent
        if not path.is_dir() and path.name != PROFILE:
            return read_alone(path)
        known = self._editions.at(folder / PROFILE)
        if known is not None:
            return known
        if not (folder / PROFILE).exists():
            raise RuleError(f"{folder}: there is no {PROFILE} in it; name the folder of a profile")
        if folder.resolve().parent.name == "releases":
            return read_package(folder, is_release=True)
        return self._take(folder)
